"""Units of a question in, the same out with kinds of rows narrowed by what is said beside them.

"How many had serious tiredness" asks for the figures of a grade, not for all of them
(``search_narrower_topics.csv``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import Unit

NUMBER = "t:number"
"""What "how many" asks for."""
WIDE, BESIDE = 0.9, 0.5
"""How much a wide kind of rows counts where a narrower one is asked for, or a word narrows it."""


def narrowed(question: Question, units: list[Unit]) -> list[Unit]:
    """``units`` where a wide kind of rows comes after a narrower one that is asked for too.

    A word that narrows by itself, and names nothing, is taken into the unit that it narrows, also
    where it asks for something else: the frequency of monitoring is that of no event. All words of
    the question are looked at, for "why" is no unit.
    """
    lexicon, words = question.lexicon, question.words
    units = _without_counting(lexicon, units, words)
    asked = {one.term for unit in units if unit.topic for one in unit.meanings}
    gone: list[Unit] = []
    found: list[Unit] = []
    for unit in units:
        meanings = [
            one if asked.isdisjoint(_narrower(lexicon, one)) else less(one, WIDE)
            for one in unit.meanings
        ]
        unit = replace(unit, meanings=tuple(meanings))
        for word in dict.fromkeys((*words, *(" ".join(one.words) for one in units))):
            beside = [one for one in units if one.words == (word,) and one is not unit]
            if unit.topic and not any(one.name for one in beside):
                narrow = [term for one in meanings for term in _narrower(lexicon, one, word)]
                if narrow:
                    gone += beside
                    new = [Meaning(term, 1.0, word, "topic", "") for term in narrow]
                    wide = (*new, *(less(one, BESIDE) for one in meanings))
                    unit = replace(unit, words=(*unit.words, word), roots=(), meanings=wide)
        found.append(unit)
    return [unit for unit in found if unit not in gone]


def _without_counting(lexicon: Lexicon, units: list[Unit], words: Sequence[str]) -> list[Unit]:
    """``units`` without a "how many" that a kind of rows follows: "how many warnings" asks for the
    warnings, which can be counted, and for no figures of them."""
    said = f" {' '.join(words)} "
    kinds = [one for one in units if one.topic and one.words]
    return [
        unit
        for unit in units
        if not (_counts(lexicon, unit) and any(_follows(said, unit, one) for one in kinds))
    ]


def _counts(lexicon: Lexicon, unit: Unit) -> bool:
    """Whether a unit asks for numbers by nothing but words of questions."""
    return unit.topic and unit.first == NUMBER and lexicon.stop.issuperset(unit.words)


def _follows(said: str, unit: Unit, kind: Unit) -> bool:
    return f" {' '.join((*unit.words, *kind.words))} " in said


def less(meaning: Meaning, share: float) -> Meaning:
    """``meaning`` that counts but a ``share`` of what it did."""
    return replace(meaning, strength=meaning.strength * share)


def _narrower(lexicon: Lexicon, meaning: Meaning, word: str = "") -> list[str]:
    """The kinds of rows that are part of the one that is meant, or that ``word`` makes of it."""
    key = f"{meaning.term} {word}".rstrip()
    return [one.term for one in lexicon.ordered.get(key, ())]
