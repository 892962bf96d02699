"""Units of a question in, which things are asked to be of what kind of rows out.

"Is anaemia a side effect" asks whether a concern or a warning is named so, whatever else names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.question.units import Unit

THERE = "there"


@dataclass(frozen=True, slots=True)
class SaidToBe:
    """The ``things``, and the ``kind`` of rows; None where it is but a risk."""

    things: list[Unit]
    kind: Unit | None


def said_to_be(lexicon: Lexicon, units: Sequence[Unit], words: Sequence[str]) -> SaidToBe | None:
    """What is asked to be of a kind of rows that is about what it names, or else to be a risk."""
    if not _asks_what_is(lexicon, words):
        return None
    kinds = [unit for unit in units if unit.first in lexicon.topics["about-things"]]
    for kind in kinds:
        at = _place(words, kind)
        if at is not None and (things := _before(lexicon, units, kind, words[1:at])):
            return SaidToBe(things, kind)
    factors = any(unit.topic and unit.first in lexicon.topics["of-factors"] for unit in units)
    things = [] if kinds or factors else _risks(lexicon, units, words)
    return SaidToBe(things, None) if things else None


def _risks(lexicon: Lexicon, units: Sequence[Unit], words: Sequence[str]) -> list[Unit]:
    """What is asked to be a risk: "is anaemia a risk", "is there a risk of anaemia"."""
    concerns = lexicon.groups["safety-concern"]
    at = next((at for at, word in enumerate(words) if word in concerns), 0)
    if at and _says_but_where(lexicon, words[at + 1 :]):
        called = words[at - 1] in lexicon.stop or words[at - 1] in lexicon.weak
        return _before(lexicon, units, None, words[1:at]) if called else []
    of = lexicon.groups["telling-preposition"].intersection(words[at + 1 : at + 2])
    if at and of and THERE in words[1:at]:
        return [unit for unit in units if _is_thing(unit) and {*unit.words} <= {*words[at + 2 :]}]
    return []


def _is_thing(unit: Unit) -> bool:
    return unit.named and not unit.topic


def _asks_what_is(lexicon: Lexicon, words: Sequence[str]) -> bool:
    """Whether a question is opened by "is", or by "could", with "be"."""
    being = lexicon.groups["being"]
    opens = lexicon.groups["question-opening"] & lexicon.groups["passed-over"]
    return len(words) > 2 and (words[0] in being or (words[0] in opens and "be" in words))


def _place(words: Sequence[str], unit: Unit) -> int | None:
    """Where the words of a unit stand side by side."""
    count = len(unit.words)
    starts = range(1, len(words) - count + 1)
    return next((at for at in starts if tuple(words[at : at + count]) == unit.words), None)


def _before(
    lexicon: Lexicon, units: Sequence[Unit], kind: Unit | None, words: Sequence[str]
) -> list[Unit]:
    """The things that ``words`` name, where after them nothing is said of which something is."""
    things = [
        unit
        for unit in units
        if _is_thing(unit) and unit is not kind and set(unit.words) <= set(words)
    ]
    last = max((words.index(word) for unit in things for word in unit.words), default=-1)
    after = words[last + 1 :]
    says_so = all(word in lexicon.stop or word in lexicon.weak for word in after)
    told_of = lexicon.groups["telling-preposition"].isdisjoint(after)
    return things if says_so and told_of else []


def _says_but_where(lexicon: Lexicon, words: Sequence[str]) -> bool:
    """Whether what follows says but of which medicine, or in which document, it is one: "of
    Xpovio", "with the drug", "in the EU plan"."""
    said = lexicon.groups["medicine-itself"] | lexicon.medicines | lexicon.lists.places
    return all(word in said or word in lexicon.stop or word in lexicon.weak for word in words)
