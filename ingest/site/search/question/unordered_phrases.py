"""Words of a question in, the phrases among them whose words stand in any order out.

Stop words do not count in such phrases: "loss of weight" is weight loss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import BESIDE, Meaning
from ingest.site.search.lexicon.meanings_here import NAMES, NOTION, is_named, meant_by
from ingest.site.search.lexicon.query_words import plain, words_in
from ingest.site.search.question.question import Question, Taken
from ingest.site.search.question.units import Unit, is_beside, is_loose, is_topic, unit_of
from ingest.site.search.question.word_runs import (
    are_two_things,
    as_denied,
    but_leads,
    held_together,
    holds_a_name,
    is_either,
    is_parted,
    places_of,
    skips,
    torn_apart,
)

LONGEST = 5
"""Words of the longest phrase that is looked for, stop words apart."""
FARTHEST = 7
"""How many places the last word of an everyday phrase may stand behind the first at most."""
LABEL = "label"
"""The kind of phrases that lead to a section of the label."""
RELATED = "related"
"""The kind of phrases that lead to a concept without naming it."""
WIDE = (NOTION, "topic")
"""The kinds of phrases for what is wide, and for a kind of rows."""
Places = Sequence[int]
"""Where the words of a phrase stand among those of a question, in their order."""


def unordered(question: Question, taken: Taken) -> Taken:
    """Phrases of words that are no stop words are taken, the longest first.

    Of those as long the joined come first: "experienced treatment-related fatigue"; then names side
    by side.
    Words for what no row has stay together: a hearing loss is no loss of weight. But where an "and"
    of the question parts them ("the frail and aged") they are missed and taken one by one, as those
    of phrases are that rows print in another sense. Where a section of the label is named by its
    number, no words lead to another one: "risks in SmPC 4.7".
    """
    lexicon, words = question.lexicon, taken.words
    joined = {term.words for term in question.query.terms}
    content = [at for at, word in enumerate(words) if word not in lexicon.stop]
    roots = {at: lexicon.root(words[at]) for at in content}
    among = _Among(lexicon, words, roots, torn_apart(words, question.words, lexicon.stop))
    free, inside = set(content), set[int]()
    countries = lexicon.lists.places  # US is none of the stop words inside "EU indications"
    units: list[Unit] = []
    missed: list[str] = []
    for places, only_words in among.runs(joined):
        if not free.issuperset(places):
            continue
        meanings = among.meanings(places)
        if taken.numbered and all(one.kind == LABEL for one in meanings):
            continue
        if not meanings or all(one.term[0] == "w" for one in meanings) != only_words:
            continue
        unit = unit_of(
            lexicon, [words[at] for at in places], [roots[at] for at in places], meanings
        )
        if among.is_none(unit, places, meanings) or are_two_things(lexicon, words, places, unit):
            continue
        parted = unit.absent and is_parted(lexicon, words, places, meanings)
        missed += [" ".join(unit.words)] if parted else []
        if parted or (unit.absent and is_either(words, places)):
            continue
        unit = replace(unit, words=(*among.before(places, meanings), *unit.words))
        free.difference_update(places)
        inside.update(at for at in range(places[0], places[-1]) if words[at] not in countries)
        units.append(unit)
    left = [
        word
        for at, word in enumerate(words)
        if at in free or (word in lexicon.stop and at not in inside)
    ]
    return replace(taken.beside(units, left), missed=missed)


@dataclass(frozen=True, slots=True)
class _Among:
    """The words of a question that phrases are looked for among.

    ``roots`` are those of the words that are no stop words, by their places; ``gone`` is for each
    word how many others were taken from before it.
    """

    lexicon: Lexicon
    words: list[str]
    roots: dict[int, str]
    gone: list[int]

    def runs(self, joined: set[tuple[str, ...]]) -> Iterator[tuple[Places, bool]]:
        """The places where phrases may stand, the longest first; of those as long such as mean a
        thing or a kind of rows before those that stand for other words (True).

        A word that asks for rows is not left out from between.
        """
        content, words = list(self.roots), self.words
        asking = {at for at in content if is_topic(self.lexicon.phrases.get(self.roots[at], []))}
        for length in range(min(LONGEST, len(content)), 1, -1):
            each = ([content[at] for at in run] for run in places_of(len(content), length))
            whole = [run for run in each if not skips(run, asking)]
            whole.sort(
                key=lambda run: (
                    tuple(words[at] for at in run) not in joined,
                    self._looseness(run),
                )
            )
            yield from ((run, only_words) for only_words in (False, True) for run in whole)

    def meanings(self, places: Places) -> list[Meaning]:
        """What the words at ``places`` mean together."""
        found = self.lexicon.phrases.get(self._key(places), ())
        if not found:
            return []
        found = self._as_much(as_denied(self.lexicon, found, self.words, places))
        return held_together(self.lexicon, found, self.words, places)

    def _as_much(self, meanings: Sequence[Meaning]) -> list[Meaning]:
        """The meanings, with what is said of too much or too little of a thing, or that it is not,
        no more than beside one that is named without: "blood sugar" is not too much of it."""
        how_much = self.lexicon.groups["how-much"]
        if not how_much.isdisjoint(self.words):
            return list(meanings)
        return [
            one if how_much.isdisjoint(words_in(one.said)) else replace(one, relation=BESIDE)
            for one in meanings
        ]

    def is_none(self, unit: Unit, places: Places, meanings: Sequence[Meaning]) -> bool:
        """Whether the words of ``unit`` at ``places`` do not belong together after all."""
        between = range(places[0] + 1, places[-1])
        apart = any(at in self.roots and at not in places for at in between)
        nowhere = not unit.meanings or (apart and unit.absent and unit.only_near)
        if self._parts_a_name(places, meanings) or self._who_had_it(places):
            return True
        if apart and self._says_it_alone(places, meanings):
            return True
        if apart and not unit.meanings and self._parts_a_question(places):
            return True
        loose = is_loose(meanings)
        if loose and nowhere and (apart or not unit.absent):
            return True
        if loose and places[-1] - places[0] > FARTHEST:
            return True
        taken = self.gone[places[-1]] - self.gone[places[0]]
        if taken > 1 and len(places) == 2:
            return True
        return unit.absent and (
            taken > 0
            or is_beside(unit)
            or self._is_span(places)
            or but_leads(self.lexicon, meanings, unit.words)
            or holds_a_name(self.lexicon, [self.words[at] for at in places], meanings)
        )

    def _who_had_it(self, places: Places) -> bool:
        """Whether it is said of people that they had a thing: "how many patients had nausea" asks
        for no nauseous patients."""
        groups = self.lexicon.groups
        between = self.words[places[0] + 1 : places[1]]
        people = self.words[places[0]] in groups["people"]
        return people and not groups["had"].isdisjoint(between)

    def _says_it_alone(self, places: Places, meanings: Sequence[Meaning]) -> bool:
        """Whether one of the words names by itself what all of them do: neutropenia, of "patients
        died of neutropenia"."""
        named = {one.term for one in meanings if one.term[0] == "c" and one.kind != RELATED}
        return any(
            one.term in named and one.kind != RELATED
            for at in places
            for one in meant_by(self.lexicon, [self.words[at]])
        )

    def _parts_a_question(self, places: Places) -> bool:
        """Whether one of two words side by side that ask for a kind of rows is left out from
        between: "drug-related decreased appetite"."""
        return any(
            len({*places}.intersection(two)) == 1
            and places[0] <= two[0]
            and two[1] <= places[-1]
            and is_topic(self.lexicon.phrases.get(self._key(two), ()))
            for two in pairwise(self.roots)
        )

    def before(self, places: Places, meanings: Sequence[Meaning]) -> tuple[str, ...]:
        """The stop word right before ``places``, if it is part of what means all that: long-term
        safety."""
        word = self.words[places[0] - 1] if places[0] else ""
        if word not in self.lexicon.stop or word in self.lexicon.light:
            return ()
        began = f"{word} {self.words[places[0]]}"
        return (
            (word,) if all(began in plain(one.said).replace("-", " ") for one in meanings) else ()
        )

    def _key(self, places: Places) -> str:
        return " ".join(sorted(self.roots[at] for at in places))

    def _looseness(self, places: Places) -> int:
        """The less the more words hold together: 0 where they stand side by side and are the
        learned name of a concept (low sodium, not a diabetic low), 1 where an everyday one (a weak
        heart, not weak people)."""
        meanings = self.lexicon.phrases.get(self._key(places), ())
        if places[-1] - places[0] >= len(places):
            return 2
        if is_named(meanings):
            return 0
        return 1 if any(one.kind in NAMES and one.term[0] == "c" for one in meanings) else 2

    def _parts_a_name(self, places: Places, meanings: Sequence[Meaning]) -> bool:
        """Whether words that but lead to something have half of a name that rows have, or, where it
        is a section of the label, all of it: "dose adjustment renal impairment". So do longer ones
        that ask for a kind of rows or stand for something wide: "birth control during treatment"
        asks for no controls."""
        kinds = {one.kind for one in meanings}
        if not kinds <= ({LABEL, RELATED, *WIDE} if len(places) > 2 else {LABEL, RELATED}):
            return False
        has = (1, 2) if LABEL in kinds else (1,)
        return any(
            len({*places}.intersection(two)) in has and self._is_name_here(two)
            for two in pairwise(self.roots)
        )

    def _is_name_here(self, places: Places) -> bool:
        """Whether words are the name of a concept that rows have."""
        found = self.lexicon.phrases.get(self._key(places), ())
        return is_named(one for one in found if one.term in self.lexicon.terms)

    def _is_span(self, places: Places) -> bool:
        """Whether words for an age are a span of time: over 12 weeks."""
        after = self.words[places[-1] + 1 :][:1]
        short = self.lexicon.groups["short-span"]
        return self.words[places[-1]].isdigit() and short.issuperset(after or [""])
