"""Units of a question in, the same out with kinds of rows narrowed by what is said beside them.

"How many had serious tiredness" asks for the figures of a grade, not for all of them
(``search_narrower_topics.csv``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.site.lexicon import Lexicon, Meaning
from ingest.site.units import NAMES, Unit

FACTORS = ("t:risk-factor", "t:risk-factors", "t:confounder")
ITS_OWN = 1.1
"""How much a factor of the concern counts beside one of another that has its name."""
WIDE, BESIDE = 0.9, 0.5
"""How much a wide kind of rows counts where a narrower one is asked for, or a word narrows it."""


def narrowed(lexicon: Lexicon, units: list[Unit], words: Sequence[str]) -> list[Unit]:
    """``units`` where a wide kind of rows comes after a narrower one that is asked for too.

    A word that narrows by itself, and names nothing, is taken into the unit that it narrows;
    ``words`` are all of the question, for "why" is no unit.
    """
    asked = {one.term for unit in units if unit.topic for one in unit.meanings}
    gone: list[Unit] = []
    found: list[Unit] = []
    for unit in units:
        meanings = [
            one if asked.isdisjoint(_narrower(lexicon, one)) else _less(one, WIDE)
            for one in unit.meanings
        ]
        unit = replace(unit, meanings=tuple(meanings))
        for word in dict.fromkeys((*words, *(" ".join(one.words) for one in units))):
            beside = [one for one in units if one.words == (word,) and not one.topic]
            if unit.topic and not any(one.name for one in beside):
                narrow = [term for one in meanings for term in _narrower(lexicon, one, word)]
                if narrow:
                    gone += beside
                    new = [Meaning(term, 1.0, word, "topic", "") for term in narrow]
                    wide = (*new, *(_less(one, BESIDE) for one in meanings))
                    unit = replace(unit, words=(*unit.words, word), roots=(), meanings=wide)
        found.append(unit)
    return [unit for unit in found if unit not in gone]


def of_the_concern(lexicon: Lexicon, units: list[Unit]) -> list[Unit]:
    """``units`` where the only thing that is named beside a question for factors has those.

    What contributes to fatigue is no other concern that fatigue contributes to; a question for a
    single "risk factor" may ask for either.
    """
    asking = [
        unit for unit in units if unit.topic and any(one.term in FACTORS for one in unit.meanings)
    ]
    if not asking or any(unit.words[-1:] == ("factor",) for unit in asking):
        return units
    own = {unit: _own_factors(lexicon, unit) for unit in units if not unit.topic}
    having = [unit for unit, meanings in own.items() if meanings]
    if len(having) != 1:
        return units
    (concern,) = having
    whole = replace(concern, meanings=(*concern.meanings, *own[concern]))
    return [whole if unit is concern else unit for unit in units]


def _own_factors(lexicon: Lexicon, unit: Unit) -> tuple[Meaning, ...]:
    """The factors of the concerns that the words of ``unit`` name."""
    names = [
        replace(one, term=f"o:{one.term[2:]}", strength=one.strength * ITS_OWN)
        for one in unit.meanings
        if one.kind in NAMES
    ]
    return tuple(one for one in names if one.term in lexicon.terms)


def _less(meaning: Meaning, share: float) -> Meaning:
    return replace(meaning, strength=meaning.strength * share)


def _narrower(lexicon: Lexicon, meaning: Meaning, word: str = "") -> list[str]:
    """The kinds of rows that are part of the one that is meant, or that ``word`` makes of it."""
    key = f"{meaning.term} {word}".rstrip()
    return [one.term for one in lexicon.ordered.get(key, ())]
