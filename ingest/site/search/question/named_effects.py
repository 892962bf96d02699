"""Units of a question in, the same out where words for kinds of rows are said of a thing named.

"Is fatigue a known side effect" asks about fatigue, "a history of low sodium" for no history of a
policy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.meanings_here import NAMES, NEARLY
from ingest.site.search.question.had_before import HISTORY
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import Unit

EFFECT = "t:side-effect"
MONITORING, ADVICE = "t:monitoring", "t:advice"
"""The rows that say what is done where a count is low, and what patients can do."""
START, ONE_FACTOR = "t:start", "t:one-factor"
"""What a start of treatment asks for, and what it is that a thing was there before it."""


def said_of_a_thing(question: Question, units: list[Unit]) -> list[Unit]:
    """``units`` where what only says of a concern what sort of thing it is ranks, and no more."""
    lexicon, words = question.lexicon, question.words
    found = _with_own_history(lexicon, units, words)
    effects = [unit for unit in found if any(one.term == EFFECT for one in unit.meanings)]
    if any(_is_concern(lexicon, unit) for unit in found if unit not in effects):
        changed = {unit: _only_ranking(unit) for unit in effects}
        changed |= {unit: _there_before(unit) for unit in found if _is_start(unit, words)}
        found = [changed.get(unit, unit) for unit in found]
        if _asks_what_to_do(lexicon, words) and not any(unit.topic for unit in found):
            term = ADVICE if "can" in words else MONITORING
            asked = Meaning(term, 1.0, "what to do", "topic", "")
            found.append(Unit(("what", "to", "do"), (), (asked,), topic=True))
    return found


def _asks_what_to_do(lexicon: Lexicon, words: Sequence[str]) -> bool:
    """Whether it is asked what to do if or when something comes, or "low platelets what to do"."""
    if "what" not in words:
        return False
    to_do, follows = lexicon.groups["to-do"], lexicon.groups["to-do-follows"]
    starts = range(words.index("what"), len(words))
    ends = [at + 2 for at in starts if " ".join(words[at : at + 2]) in to_do]
    return any(end == len(words) or words[end] in follows for end in ends)


def _is_concern(lexicon: Lexicon, unit: Unit) -> bool:
    """Whether a unit names a concern, or what a section of the label is about."""
    if not unit.name or unit.weak or unit.topic:
        return False
    section = any(one.term.startswith("s:") for one in unit.meanings)
    return any(
        one.kind in (*NAMES, "abbreviation")
        and one.strength >= NEARLY
        and one.term.startswith("c:")
        and (section or one.term in lexicon.concerns)
        for one in unit.meanings
    )


def _is_start(unit: Unit, words: Sequence[str]) -> bool:
    """Whether a unit asks for a start before which something was there."""
    return "before" in words and unit.topic and any(one.term == START for one in unit.meanings)


def _there_before(unit: Unit) -> Unit:
    kept = tuple(replace(one, term=ONE_FACTOR) for one in unit.meanings if one.term == START)
    return replace(unit, meanings=kept)


def _only_ranking(unit: Unit) -> Unit:
    kept = tuple(one for one in unit.meanings if one.term.startswith("w:"))
    return replace(unit, meanings=kept, topic=False, weak=True)


def _with_own_history(lexicon: Lexicon, units: list[Unit], words: Sequence[str]) -> list[Unit]:
    """``units`` where "a history of" an illness is words like others."""
    after = {words[at + 1] for at, word in enumerate(words[:-2]) if word == HISTORY}
    illness = lexicon.groups["of-illness"]
    if after.isdisjoint(illness) or not any(unit.name and not unit.weak for unit in units):
        return units
    return [
        replace(unit, meanings=(), topic=False, roots=unit.roots or (HISTORY,))
        if unit.topic and unit.words == (HISTORY,) and unit.roots
        else unit
        for unit in units
    ]
