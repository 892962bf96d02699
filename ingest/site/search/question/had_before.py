"""Units of a question in, the same out where it is asked for those who had a concern before.

"A history of low sodium" and "had low sodium before" speak of earlier episodes, "get it again" of
no renewal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.meanings_here import NAMES, meant_by
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import Unit

HISTORY, AGAIN = "history", "again"
EARLIER, EPISODES = "earlier", "earlier episodes"
"""Phrases of ``search_words.csv`` whose meanings are what rows say of earlier episodes."""
RENEWAL, FACTORS, EXCLUSION = "t:renewal", "t:risk-factor", "t:exclusion"


def had_before(question: Question, units: list[Unit]) -> list[Unit]:
    """``units`` where earlier episodes of a concern that is named are asked for.

    Where the question asks for a kind of rows, it is those.
    """
    lexicon, words = question.lexicon, question.words
    named = {one.term for unit in units for one in unit.meanings if one.kind in NAMES}
    if named.isdisjoint(lexicon.concerns):
        return _of_a_patient(lexicon, units, words)
    earlier = _meant(lexicon, EARLIER, HISTORY)
    units = [
        replace(unit, meanings=earlier, topic=False) if unit.words == (HISTORY,) else unit
        for unit in units
    ]
    said = [word for word in words if word in lexicon.groups["before"]]
    if lexicon.groups["had"].isdisjoint(words) or not said:
        return units
    kept = [unit for unit in units if not (_renews(unit) and AGAIN in unit.words)]
    kept = [unit for unit in kept if unit.topic or len(unit.words) > 1 or unit.words[0] not in said]
    if any(unit.topic for unit in kept):
        return units
    meanings = (
        Meaning(FACTORS, 1.0, said[0], "topic", ""),
        *_meant(lexicon, EPISODES, said[0]),
    )
    return [*kept, Unit((said[0],), (), meanings, topic=True)]


def _of_a_patient(lexicon: Lexicon, units: list[Unit], words: Sequence[str]) -> list[Unit]:
    """``units`` where the history of what is named, and is no disease that the medicine is for, is
    that of a patient ("a cardiovascular history"): a factor, or what a criterion bars."""
    at = words.index(HISTORY) if HISTORY in words else 0
    named = next((unit for unit in units if words[at - 1 : at] == [unit.words[-1]]), None)
    concepts = [one.term for one in named.meanings if one.kind in NAMES] if named else []
    concepts = [one for one in concepts if one[:2] == "c:" and one not in lexicon.diagnoses]
    if not concepts:
        return units
    meanings = (
        Meaning(FACTORS, 1.0, HISTORY, "topic", ""),
        Meaning(EXCLUSION, 0.8, HISTORY, "topic", ""),
    )
    theirs = Unit((HISTORY,), (lexicon.root(HISTORY),), meanings, topic=True)
    return [theirs if unit.words == (HISTORY,) else unit for unit in units]


def _meant(lexicon: Lexicon, phrase: str, said: str) -> tuple[Meaning, ...]:
    """What a phrase means, where ``said`` stands for it."""
    meanings = meant_by(lexicon, phrase.split())
    return tuple(replace(one, strength=1.0, said=said) for one in meanings)


def _renews(unit: Unit) -> bool:
    return any(one.term == RENEWAL for one in unit.meanings)
