"""A reader's words in, what is looked for out: units with their meanings and their weight.

Words are taken together where they name a thing, mended where they are misspelled; words of
questions say what kind of rows is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.site.asked_besides import beside_members, places_inside, with_others
from ingest.site.asked_words import asked_words
from ingest.site.blamed_medicine import of_the_medicine
from ingest.site.cited_sections import cited_sections
from ingest.site.denied_places import without_denied_place
from ingest.site.had_before import HISTORY
from ingest.site.kinds_beside import fitted
from ingest.site.led_units import as_led
from ingest.site.lexicon import Lexicon
from ingest.site.meanings import Meaning
from ingest.site.meanings_here import is_named, meant_by
from ingest.site.named_effects import said_of_a_thing
from ingest.site.narrower_topics import narrowed
from ingest.site.ordered_phrases import in_order
from ingest.site.query_words import Query, written_as_names
from ingest.site.said_ages import ages_as_words, in_digits
from ingest.site.said_spans import half_years_in_months
from ingest.site.said_states import states_as_words
from ingest.site.set_apart import without_what_is_set_apart
from ingest.site.times_past import without_times_past
from ingest.site.units import (
    Unit,
    is_loose,
    is_topic,
    unit_of,
    unit_of_one,
)
from ingest.site.word_runs import (
    as_denied,
    held_together,
    holds_a_name,
    is_either,
    is_parted,
    places_of,
    torn_apart,
)

LONGEST = 5
"""Words of the longest phrase that is looked for, stop words apart."""
FARTHEST = 7
"""How many places the last word of an everyday phrase may stand behind the first at most."""
MAY = re.compile(r"\b[Mm]ay (?:19|20)\d\d\b")


@dataclass(slots=True)
class Asked:
    """What a question asks for.

    ``roots`` are those of its words but for stop words; ``mended`` are misspelled words, ``absent``
    what no row has.
    """

    roots: list[str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    mended: dict[str, list[str]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)


def asked(lexicon: Lexicon, query: Query) -> Asked:
    """What ``query`` asks for, by the words of the index and of the dictionaries.

    Words are taken by what holds them together most: phrases of questions, then phrases without
    stop words, then those in which such words count ("off her food"), then one by one.
    """
    found = Asked()
    query = without_denied_place(lexicon, without_what_is_set_apart(lexicon, query))
    said = list(asked_words(lexicon, query, found.mended))
    said = without_times_past(lexicon, half_years_in_months(lexicon, in_digits(lexicon, said)))
    all_words = states_as_words(lexicon, ages_as_words(lexicon, query.text, said))
    cited, words = cited_sections(lexicon, query, all_words)
    found.roots = list({lexicon.root(word) for word in words if word not in lexicon.stop})
    roots = frozenset(found.roots)
    missed: list[str] = []
    topics, words = in_order(lexicon, words, query, asking=True)
    notions, words = in_order(lexicon, words, query, False, together=all_words, wide=True)
    joined = {term.words for term in query.terms}
    phrases, words = _phrases(lexicon, words, joined, missed, all_words)
    others, words = in_order(lexicon, words, query, asking=False, together=all_words)
    units = [
        *cited,
        *topics,
        *notions,
        *phrases,
        *others,
        *_singles(lexicon, words, query, roots, missed),
    ]
    units = of_the_medicine(lexicon, units, all_words)
    units = said_of_a_thing(lexicon, units, all_words)
    units = beside_members(lexicon, units, all_words)
    units = with_others(lexicon, [*units, *places_inside(lexicon, units, query)])
    kept = list(dict.fromkeys(unit for unit in units if not _is_beside(unit)))
    kept = fitted(lexicon, narrowed(lexicon, kept, all_words), all_words)
    if not any(not unit.topic and not unit.weak for unit in kept):
        kept = _made_strong(lexicon, kept, all_words)
    found.units = kept = as_led(lexicon, kept)
    alone = [" ".join(unit.words) for unit in kept if unit.absent]
    found.absent = [*missed, *(word for word in alone if not any(word in one for one in missed))]
    return found


def _phrases(
    lexicon: Lexicon,
    words: list[str],
    joined: set[tuple[str, ...]],
    missed: list[str],
    whole: Sequence[str],
) -> tuple[list[Unit], list[str]]:
    """Phrases of words that are no stop words, the longest first, and the words left beside them.

    Of those as long the ``joined`` come first: "experienced treatment-related fatigue"; then names
    side by side.
    Words for what no row has stay together: a hearing loss is no loss of weight. But where an "and"
    of the question parts them ("the frail and aged") they go to ``missed`` and are taken one by
    one, as those of phrases are that rows print in another sense.
    """
    content = [at for at, word in enumerate(words) if word not in lexicon.stop]
    roots = {at: lexicon.root(words[at]) for at in content}
    asking = {at for at in content if is_topic(lexicon.phrases.get(roots[at], []))}
    gone = torn_apart(words, whole, lexicon.stop)
    free = set(content)
    inside: set[int] = set()
    units: list[Unit] = []
    for length in range(min(LONGEST, len(content)), 1, -1):
        for only_words in (False, True):
            runs = ([content[at] for at in run] for run in places_of(len(content), length))
            for places in sorted(
                runs,
                key=lambda at: (
                    tuple(words[one] for one in at) not in joined,
                    not _is_tight_name(lexicon, at, roots),
                ),
            ):
                skipped = asking.difference(places)
                if not free.issuperset(places) or skipped.intersection(
                    range(places[0], places[-1])
                ):
                    continue
                key = " ".join(sorted(roots[at] for at in places))
                meanings = as_denied(lexicon, lexicon.phrases.get(key, ()), words, places)
                meanings = held_together(lexicon, meanings, words, places)
                if meanings and all(one.term[0] == "w" for one in meanings) == only_words:
                    said = [words[at] for at in places]
                    unit = unit_of(lexicon, said, [roots[at] for at in places], meanings)
                    if unit.absent and (_is_span(lexicon, words, places) or _is_beside(unit)):
                        continue
                    between = range(places[0] + 1, places[-1])
                    apart = any(at in roots and at not in places for at in between)
                    nowhere = not unit.meanings or (apart and unit.absent and unit.only_near)
                    if nowhere and is_loose(meanings) and (apart or not unit.absent):
                        continue
                    if unit.absent and _but_leads(lexicon, meanings, unit.words):
                        continue
                    if unit.absent and holds_a_name(lexicon, said, meanings):
                        continue
                    if is_loose(meanings) and places[-1] - places[0] > FARTHEST:
                        continue
                    taken = gone[places[-1]] - gone[places[0]]
                    if taken and (unit.absent or (length == 2 and taken > 1)):
                        continue
                    if unit.absent and is_parted(lexicon, words, places, meanings):
                        missed.append(" ".join(unit.words))
                        continue
                    if unit.absent and is_either(words, places):
                        continue
                    free -= set(places)
                    inside |= set(range(places[0], places[-1]))
                    units.append(unit)
    left = [
        word
        for at, word in enumerate(words)
        if at in free or (word in lexicon.stop and at not in inside)
    ]
    return units, left


def _but_leads(lexicon: Lexicon, meanings: Sequence[Meaning], words: Sequence[str]) -> bool:
    """Whether words name nothing, nor any of them, and one asks for rows: "BP monitoring" leads to
    hypertension, but a pneumonia vaccine is one of pneumonia. Who has a history of a thing had that
    thing ("cardiac history")."""
    singly = [one for word in words for one in meant_by(lexicon, [word])]
    names = is_named(singly)
    leads = all(one.kind == "related" for one in meanings)
    asks = leads and not names and any(one.term[0] == "t" for one in singly)
    return asks or words[-1] == HISTORY


def _is_tight_name(lexicon: Lexicon, places: Sequence[int], roots: dict[int, str]) -> bool:
    """Whether words side by side are the name of a concept: low sodium, not a diabetic low."""
    if places[-1] - places[0] >= len(places):
        return False
    return is_named(lexicon.phrases.get(" ".join(sorted(roots[at] for at in places)), ()))


def _is_span(lexicon: Lexicon, words: Sequence[str], places: Sequence[int]) -> bool:
    """Whether words for an age are a span of time: over 12 weeks."""
    after = words[places[-1] + 1 :][:1]
    return words[places[-1]].isdigit() and lexicon.groups["short-span"].issuperset(after or [""])


def _singles(
    lexicon: Lexicon, words: list[str], query: Query, roots: frozenset[str], missed: list[str]
) -> Iterator[Unit]:
    """The words that no phrase has, one by one; ``roots`` are those of the whole question.

    Words of ``missed`` phrases mean nothing everyday: a gene therapy is no genetic factor.
    """
    month = MAY.search(query.text) is not None
    named = written_as_names(query)
    for word in words:
        is_name = (month and word == "may") or (
            word.upper() in named and word in lexicon.groups["place"]
        )
        if word not in lexicon.stop or is_name:
            root = lexicon.root(word)
            meanings = lexicon.phrases.get(root, [])
            if any(word in phrase.split() for phrase in missed):
                meanings = [one for one in meanings if one.kind != "lay"]
            yield unit_of_one(lexicon, word, root, meanings, word.upper() in named, roots)


def _is_beside(unit: Unit) -> bool:
    """Whether a unit says nothing here: a topic that no row answers, a weak word of no row."""
    return not unit.meanings and not unit.roots and (unit.topic or unit.weak)


def _made_strong(lexicon: Lexicon, units: list[Unit], words: Sequence[str]) -> list[Unit]:
    """The units of a question that has only topics and weak words; else the words that it has
    beside stop words, or these where it has no others.
    """
    if units:
        return units
    content = [word for word in words if word not in lexicon.stop]
    singles = [
        Unit((word,), (root,))
        for word in dict.fromkeys(content or words)
        if f"w:{(root := lexicon.root(word))}" in lexicon.terms
    ]
    return singles or [Unit((word,), (), absent=True) for word in dict.fromkeys(content)]
