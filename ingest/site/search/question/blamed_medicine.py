"""Units of a question in, the same out where a medicine is said to bring about what is named.

"Does selinexor cause fatigue" and "low sodium caused by Xpovio" ask about the concern, not for the
factors that contribute to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import Unit


def of_the_medicine(question: Question, units: list[Unit]) -> list[Unit]:
    """``units`` without what asks for factors, where it is the medicine that is blamed."""
    lexicon, words = question.lexicon, question.words
    blaming = [at for at, word in enumerate(words) if word in lexicon.groups["causing"]]
    between = any(_is_between(lexicon, units, words, at) for at in blaming)
    if not _things(units) or not (between or is_blamed(lexicon, units, words)):
        return units
    groups = lexicon.groups
    said = groups["causing"] | groups["medicine-itself"]
    said |= groups["causing-preposition"] | groups["passed-over"]
    asks = lexicon.topics["contributing"]
    return [
        unit
        for unit in units
        if not (unit.topic and unit.first in asks and said.issuperset(unit.words))
    ]


def is_blamed(lexicon: Lexicon, units: Sequence[Unit], words: Sequence[str]) -> bool:
    """Whether ``words`` say that the medicine brings about what ``units`` name."""
    return bool(brought_about(lexicon, units, words))


def brought_about(lexicon: Lexicon, units: Sequence[Unit], words: Sequence[str]) -> list[Unit]:
    """The things that ``words`` say the medicine brings about; those before "does it cause fatigue"
    are others."""
    blaming = [at for at, word in enumerate(words) if word in lexicon.groups["causing"]]
    things = _things(units)
    got = _got(lexicon, words)
    gotten = [unit for unit in things if {*unit.words} <= got]
    if gotten and got.issubset({word for unit in gotten for word in unit.words}):
        return gotten
    if any(_is_agent(lexicon, words, at) for at in blaming):
        return things
    if said := _said_before(lexicon, words):
        return [unit for unit in things if {*unit.words} <= said]
    first = next((at for at in blaming if _is_subject(lexicon, words, at)), len(words))
    return [unit for unit in things if {*unit.words} <= {*words[first:]}]


def _things(units: Sequence[Unit]) -> list[Unit]:
    """Those of ``units`` that name a concept and ask for no kind of rows."""
    return [unit for unit in units if unit.name and not unit.weak and not unit.topic]


def _is_subject(lexicon: Lexicon, words: Sequence[str], at: int) -> bool:
    """Whether the medicine is what causes: "can tablets cause", "can a drop in the eye cause"."""
    before = [word for word in words[:at] if word not in lexicon.groups["passed-over"]]
    itself = lexicon.groups["medicine-itself"] | lexicon.medicines
    opens = words[0] in lexicon.groups["question-opening"] & lexicon.groups["passed-over"]
    return bool(before) and (before[-1] in itself or (opens and before[0] in itself))


def _is_agent(lexicon: Lexicon, words: Sequence[str], at: int) -> bool:
    """Whether a medicine follows: "caused by Xpovio", "come from it", "does it come with"."""
    passed = lexicon.groups["passed-over"] | lexicon.groups["causing-preposition"]
    after = next((place for place in range(at + 1, len(words)) if words[place] not in passed), at)
    before = words[at + 1 : after] if after > at else words[at + 1 :]
    if lexicon.groups["agent-preposition"].isdisjoint(before):
        return False
    if after == at:
        opens = lexicon.groups["question-opening"] & lexicon.groups["passed-over"]
        return words[0] in opens
    itself = words[after] in lexicon.groups["medicine-itself"] and after == len(words) - 1
    the = words[after] in lexicon.stop or before[-1] in lexicon.groups["determiner"]
    return words[after] in lexicon.medicines or (itself and the)


def _got(lexicon: Lexicon, words: Sequence[str]) -> set[str]:
    """What people are said to get of the medicine: "can I get a rash from the tablets"."""
    groups = lexicon.groups
    itself = groups["medicine-itself"] | lexicon.medicines
    at = next((at for at, word in enumerate(words) if word in groups["getting"]), len(words))
    of = [place for place in range(at + 1, len(words)) if words[place] in groups["get-from"]]
    after = [word for word in words[of[0] + 1 :] if word not in groups["determiner"]] if of else []
    return {*words[at + 1 : of[0]]} - lexicon.stop if after[:1] and after[0] in itself else set()


def _is_between(lexicon: Lexicon, units: Sequence[Unit], words: Sequence[str], at: int) -> bool:
    """Whether one thing is said to come of another one: "seizures caused by low sugar"."""
    before, after = words[:at], words[at + 1 :]
    if not lexicon.groups["agent-preposition"].intersection(after[:1]):
        return False
    if any(word in lexicon.groups["question-opening"] for word in before):
        return False
    named = [set(unit.words) for unit in units if unit.name and not unit.topic]
    return any(one.issubset(before) for one in named) and any(one.issubset(after) for one in named)


def _said_before(lexicon: Lexicon, words: Sequence[str]) -> set[str]:
    """What is said to come from a medicine that ends a question: "headache from the tablets"."""
    groups = lexicon.groups
    rest = list(words)
    if len(rest) < 3 or rest.pop() not in groups["medicine-itself"] | lexicon.medicines:
        return set()
    while rest and rest[-1] in groups["determiner"]:
        rest.pop()
    return {*rest[:-1]} if rest and rest[-1] in groups["come-from"] else set()
