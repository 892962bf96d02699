"""Words of a question in, the phrases among them whose words keep their order out.

Stop words count in such phrases: "how does it work" is something else than work. A phrase may have
a gap, in which stands what it is asked of: "which … count" in "which steroids count".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.meanings_here import (
    NOTION,
    are_everyday,
    is_here,
    meant_by,
    tell_by_words,
)
from ingest.site.search.lexicon.query_words import plain, written_as_names
from ingest.site.search.question.half_phrases import is_half, is_of_another
from ingest.site.search.question.phrase_runs import phrase_runs
from ingest.site.search.question.question import Question, Taken
from ingest.site.search.question.units import Unit, is_outside, is_topic, unit_of

LOW = "low"
"""What is low is not made lower: "how is low sodium managed"."""


def asking_phrases(question: Question, taken: Taken) -> Taken:
    """Phrases that ask for a kind of rows are taken: "how does it work"."""
    return _in_order(question, taken, asking=True)


def wide_phrases(question: Question, taken: Taken) -> Taken:
    """Phrases for what is wider than any word of rows are taken ("drugs that block receptors"), and
    such as compare: the dose is not "more than the dose"."""
    return _in_order(question, taken, asking=False, wide=True)


def naming_phrases(question: Question, taken: Taken) -> Taken:
    """Phrases that name anything else are taken: "off her food"."""
    return _in_order(question, taken, asking=False)


def _in_order(question: Question, before: Taken, asking: bool, wide: bool = False) -> Taken:
    """Phrases whose words keep their order are taken, of one of these sorts.

    Stop words count in such phrases, but for light ones; medicines between their words do not.
    What else than kinds of rows is named by stop words alone must stand together in all of the
    question: who "gets worse on" it is not getting on.
    """
    lexicon, words = question.lexicon, before.words
    found: list[Unit] = []
    taken: set[int] = set()
    written = written_as_names(question.query)
    sought = _Sought(lexicon, words, asking, () if asking else question.words, wide)
    for kept, but_what_for in _readings(lexicon, words, asking):
        roots = [lexicon.root(words[at]) for at in kept]
        for run, key in phrase_runs(lexicon, roots):
            here = [kept[at] for at in run]
            if not taken.isdisjoint(range(here[0], here[-1] + 1)):
                continue
            if len(here) == 1 and words[here[0]].upper() not in written:
                continue
            if but_what_for and not _is_what_for(lexicon, words, here):
                continue
            if unit := sought.unit(here, lexicon.ordered[key]):
                taken |= set(here)
                found.append(unit)
    left = [word for place, word in enumerate(words) if place not in taken]
    return before.beside(found, left)


def _readings(
    lexicon: Lexicon, words: Sequence[str], asking: bool
) -> Iterator[tuple[list[int], bool]]:
    """The places of the words that phrases are looked for among, with and without light words and
    words for the medicine; True where it is but "what is it for" that is looked for.
    """
    places = [at for at, word in enumerate(words) if word not in lexicon.medicines]
    passed = _passed_over(lexicon, words) if asking else set()
    for light, named in ((True, False), (False, True), (True, True), (False, False)):
        kept = [
            at
            for at in places
            if (light or words[at] not in lexicon.light)
            and (named or (asking and at not in passed))
        ]
        yield kept, light and not named


@dataclass(frozen=True, slots=True)
class _Sought:
    """Of what sort the phrases are that are looked for among ``words`` (``_in_order``)."""

    lexicon: Lexicon
    words: list[str]
    asking: bool
    together: Sequence[str]
    wide: bool

    def unit(self, places: Sequence[int], meanings: list[Meaning]) -> Unit | None:
        """The unit of a phrase that stands at ``places``, if it is one of that sort there."""
        lexicon, words = self.lexicon, self.words
        said = [words[at] for at in places]
        meanings = _fitting(lexicon, meanings, words, places, self.asking)
        compares = not lexicon.groups["comparing"].isdisjoint(said)
        if self.wide and not (compares or any(one.kind == NOTION for one in meanings)):
            return None
        if not meanings or is_of_another(lexicon, words, places):
            return None
        if self.together and _is_torn(lexicon, said, self.together):
            return None
        if self.asking:
            return None if _says_else(lexicon, words, places) else _asking(lexicon, said, meanings)
        unit = _unit(lexicon, said, meanings)
        if unit.absent and _is_printed(lexicon, said, meanings):
            return None  # "needed dialysis" where rows speak of a dialysis
        return unit if unit.meanings or not _says_more(lexicon, said) else None


def _asking(lexicon: Lexicon, words: list[str], meanings: Sequence[Meaning]) -> Unit | None:
    """The unit of a phrase that asks; where no row is of that kind its words may be names."""
    unit = _unit(lexicon, words, meanings)
    return unit if unit.meanings or unit.absent or unit.roots else None


def _fitting(
    lexicon: Lexicon,
    meanings: list[Meaning],
    words: Sequence[str],
    places: Sequence[int],
    asking: bool,
) -> list[Meaning]:
    """Those of the meanings of a phrase that are of the sort ``asking``, as its words are said."""
    said = [words[at] for at in places]
    found = _with_its_prepositions(lexicon, meanings, words, places)
    if asking and LOW in said:
        found = [one for one in found if LOW in one.said.split()]
    negated = not lexicon.groups["negation"].isdisjoint(said)
    return found if found and _asks(found, negated) == asking else []


def _says_else(lexicon: Lexicon, words: list[str], places: Sequence[int]) -> bool:
    """Whether the words of a phrase that asks are a condition, or part of more that is said."""
    return (
        _is_condition(lexicon, words, places[0])
        or is_half(lexicon, words, places)
        or _goes_on(lexicon, words, places)
    )


def _with_its_prepositions(
    lexicon: Lexicon, meanings: list[Meaning], words: Sequence[str], places: Sequence[int]
) -> list[Meaning]:
    """Of several meanings those whose light words are said: what tablets are for, or is in them."""
    if len({one.said for one in meanings}) < 2:
        return meanings
    whole = " ".join(words[places[0] : places[-1] + 1])
    very = [one for one in meanings if plain(one.said) == whole]
    if very and len(whole.split()) > len(places):
        return very  # "can I have children" is not "can children have it"
    telling = lexicon.groups["telling-preposition"]
    said = telling.intersection(words[places[0] : places[-1] + 3])
    fitting = [one for one in meanings if said.issuperset(telling & set(one.said.split()))]
    return fitting or meanings


def _is_torn(lexicon: Lexicon, said: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether stop words stand together, or with others, only since what stood between is taken."""
    if lexicon.stop.isdisjoint(said):
        return False
    heavy = [word for word in whole if word not in lexicon.light or word in said]
    size = len(said)
    return not any(heavy[at : at + size] == list(said) for at in range(len(heavy)))


def _asks(meanings: Sequence[Meaning], negated: bool) -> bool:
    """Whether a phrase asks for a kind of rows; "not studied" does though it is a name too."""
    asks = negated and any(one.term.startswith("t:") for one in meanings)
    return asks or is_topic(meanings) or is_outside(meanings)


def _unit(lexicon: Lexicon, words: list[str], meanings: Sequence[Meaning]) -> Unit:
    if is_outside(meanings):
        return Unit(tuple(words), (), absent=True, meant=True, outside=True)
    if not is_topic(meanings):
        unit = unit_of(lexicon, words, [lexicon.root(word) for word in words], meanings)
        means_some = any(one.kind != "related" for one in unit.meanings)
        content = [word for word in words if word not in lexicon.stop]
        known = (one for word in content for one in meant_by(lexicon, [word]))
        is_name = any(one.term[0] == "c" for one in known)  # dialysis, but not "sold on"
        if means_some or (unit.absent and is_name):
            return unit
        return Unit(tuple(words), (), everyday=are_everyday(lexicon, words, meanings))
    here = tuple(one for one in meanings if is_here(lexicon, one))
    if not here and tell_by_words(lexicon, meanings):
        return Unit(tuple(words), (), absent=True, meant=True)
    told = [one for one in words if one not in lexicon.stop and one not in lexicon.weak]
    told = list(dict.fromkeys(map(lexicon.root, told)))
    return Unit(tuple(words), (), here, topic=True, told=tuple(told))


def _says_more(lexicon: Lexicon, words: Sequence[str]) -> bool:
    """Whether one of the words of a phrase that means nothing here means something by itself, or
    names something: "can I take ibuprofen"."""
    known = (one for word in words if word not in lexicon.stop for one in meant_by(lexicon, [word]))
    return any(
        one.term[0] == "c" or (is_here(lexicon, one) and one.kind != "related") for one in known
    )


def _is_printed(lexicon: Lexicon, words: Sequence[str], meanings: Sequence[Meaning]) -> bool:
    """Whether rows have the one word of a phrase that counts, which leads to what that means, and
    beside it is but said that somebody needs or has it."""
    said = [word for word in words if word not in lexicon.groups["needing"]]
    if len(said) != 1 or len(words) < 2 or f"w:{lexicon.root(said[0])}" not in lexicon.terms:
        return False
    leads = {one.term for one in meant_by(lexicon, said)}
    return any(one.term in leads for one in meanings)


def _is_condition(lexicon: Lexicon, words: Sequence[str], start: int) -> bool:
    """Whether the word at ``start`` says on what occasion: "is it needed when it is renewed"."""
    before = words[:start]
    if words[start] != "when" or not before:
        return False
    asks = before[0] in lexicon.groups["question-opening"]
    return asks and lexicon.groups["saying"].isdisjoint(before)


def _passed_over(lexicon: Lexicon, words: Sequence[str]) -> set[int]:
    """The places of words for the medicine, with the article before: "the tablets"."""
    nameless = {lexicon.root(word) for word in lexicon.groups["the-medicine"]}
    found = {at for at, word in enumerate(words) if lexicon.root(word) in nameless}
    return found | {at - 1 for at in found if at and words[at - 1] in lexicon.groups["determiner"]}


def _is_what_for(lexicon: Lexicon, words: Sequence[str], places: Sequence[int]) -> bool:
    """Whether a phrase has but stop words and ends in "for": "what is it for"."""
    return words[places[-1]] == "for" and all(words[at] in lexicon.stop for at in places)


def _goes_on(lexicon: Lexicon, words: Sequence[str], places: Sequence[int]) -> bool:
    """Whether such a phrase goes on: "what is it for" asks, but not with "nausea"."""
    end = places[-1] + 1
    goes_on = end < len(words) and words[end] not in lexicon.stop
    return goes_on and _is_what_for(lexicon, words, places)
