"""Units of a question in, the same out with kinds of rows that fit what is asked beside them.

"Is renal failure a risk factor for lysis" asks for one factor, "which concerns refer to 4.4" for
the measures that do, "evidence for the potential risks" for that of a group of concerns.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.meanings_here import NAMES
from ingest.site.search.question.narrower_topics import less
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import Unit

CONCERN, CITED = "t:concern", "t:section-cited"
CONCERNS, LABEL = "concerns", "label"
FACTORS = "factors-or-confounders"
"""What asks for factors, and instead for one that is named."""
GROUPS = "groups-of-concerns"
"""Groups of concerns, and instead what hangs on the concerns of each."""
OWN = 1.2
"""How much the factors of a concern count beside a factor of its name."""
BESIDE = 0.5
"""How much a kind of rows, or a concern, counts beside the one that is asked for."""


def fitted(question: Question, units: list[Unit]) -> list[Unit]:
    """``units`` with the kinds of rows that fit what is asked beside them."""
    lexicon, words = question.lexicon, question.words
    asks_what_is = words[:1] and words[0] in lexicon.groups["being"]  # "is overdose a risk"
    cited = units if asks_what_is else _that_cite(lexicon, units)
    return _of_a_group(lexicon, _of_the_concern(lexicon, cited))


def asks_for_label(lexicon: Lexicon, unit: Unit) -> bool:
    """Whether a unit asks first of all for the label, or one of its documents."""
    return bool(_asking([unit], lexicon.topics[LABEL]))


def _asking(units: Sequence[Unit], topics: Set[str]) -> list[Unit]:
    """Those units that ask first of all for rows of one of the kinds ``topics``."""
    return [unit for unit in units if unit.first in topics and not unit.name]


def _that_cite(lexicon: Lexicon, units: list[Unit]) -> list[Unit]:
    """``units`` where concerns that refer to a section of the label are asked for by measures."""
    topics = lexicon.topics
    concerns, sections = _asking(units, topics[CONCERNS]), _asking(units, topics[LABEL])
    cited = [unit for unit in units if any(one.term[:2] == "s:" for one in unit.meanings)]
    numbers = [unit for unit in cited if unit.words[0][0].isdigit()]
    if numbers and any(unit.name and not unit.weak for unit in units):
        return [*units, *(_asks(unit) for unit in numbers)]
    if not concerns or not (sections or numbers or (cited and not _for_factors(lexicon, units))):
        return units
    groups = _asking(concerns, topics[GROUPS])
    changed = {unit: _turned(unit, CITED) for unit in sections}
    changed |= {unit: _turned(unit, CITED) for unit in concerns if unit not in groups}
    also = [_asks(unit) for unit in groups]
    return [changed.get(unit, unit) for unit in (*units, *also)]


def _asks(unit: Unit) -> Unit:
    """A unit that asks for what cites the section, or hangs on the group, that ``unit`` names."""
    return Unit(unit.words, (), _turned(unit, CITED).meanings[:1], topic=True)


def _turned(unit: Unit, topic: str) -> Unit:
    """A unit that asks first for rows of the kind ``topic``, and less for what it did."""
    first, *others = unit.meanings
    kept = (less(one, BESIDE) for one in (first, *others))
    return replace(unit, meanings=(replace(first, term=topic, kind="topic"), *kept))


def _of_a_group(lexicon: Lexicon, units: list[Unit]) -> list[Unit]:
    """``units`` where what hangs on a group of concerns is asked for by its concerns."""
    groups, hanging = _asking(units, lexicon.topics[GROUPS]), lexicon.instead[GROUPS]
    if not any(unit.topic and unit.first in lexicon.topics["hanging"] for unit in units):
        return units
    if len(groups) != 1:
        return _less_of(units, {CONCERN})
    changed = {
        unit: replace(
            unit,
            roots=(),
            topic=False,
            meanings=(Meaning(hanging[unit.first], 1.0, " ".join(unit.words), "topic", ""),),
        )
        for unit in groups
        if hanging[unit.first] in lexicon.terms
    }
    return [changed.get(unit, unit) for unit in units]


def _of_the_concern(lexicon: Lexicon, units: list[Unit]) -> list[Unit]:
    """``units`` where the only thing that is named beside a question for factors has those.

    What contributes to fatigue is no other concern that fatigue contributes to; a question for a
    single "risk factor" may ask for either. Where a factor is named too it comes before the list.
    """
    asking = _for_factors(lexicon, units)
    own = {unit: _own_factors(lexicon, unit) for unit in units if not unit.topic}
    having = [unit for unit, meanings in own.items() if meanings]
    named = [unit for unit in units if unit.name and not unit.weak and not unit.topic]
    if asking and len(having) != 1 and len(named) > len(having) // 2:
        return _about_factors(lexicon, units, asking)
    if not asking or len(having) != 1:
        return units
    (concern,) = having
    one = len(named) > 1
    if not one and any(unit.words[-1:] == ("factor",) for unit in asking):
        return units
    kept = [less(meaning, BESIDE) for meaning in concern.meanings] if one else concern.meanings
    changed = {concern: replace(concern, roots=(), meanings=(*kept, *own[concern]))}
    kept_units = [changed.get(unit, unit) for unit in units]
    return _about_factors(lexicon, kept_units, asking) if one else kept_units


def _about_factors(lexicon: Lexicon, units: list[Unit], asking: list[Unit]) -> list[Unit]:
    """``units`` where a factor is named: what asks for factors asks whether it is one."""
    changed = {unit: _of_one_factor(lexicon, unit) for unit in asking}
    return _less_of([changed.get(unit, unit) for unit in units], lexicon.topics[CONCERNS])


def _less_of(units: list[Unit], topics: Set[str]) -> list[Unit]:
    """``units`` where those that ask first of all for the kinds ``topics`` do so less."""
    changed = {
        unit: replace(unit, meanings=tuple(less(one, BESIDE) for one in unit.meanings))
        for unit in _asking(units, topics)
    }
    return [changed.get(unit, unit) for unit in units]


def _for_factors(lexicon: Lexicon, units: Sequence[Unit]) -> list[Unit]:
    """Those units that ask for factors, else than by a word that is but part of such a phrase."""
    factors = lexicon.topics[FACTORS]
    return [
        unit
        for unit in units
        if unit.topic and not unit.absent and any(one.term in factors for one in unit.meanings)
    ]


def _of_one_factor(lexicon: Lexicon, unit: Unit) -> Unit:
    """A unit that asks for factors, where one of them is named: whether it is one."""
    one_of = lexicon.instead[FACTORS]
    meanings = [replace(one, term=one_of.get(one.term, one.term)) for one in unit.meanings]
    return replace(unit, roots=(), meanings=tuple(meanings))


def _own_factors(lexicon: Lexicon, unit: Unit) -> tuple[Meaning, ...]:
    """The factors of the concerns that the words of ``unit`` name."""
    names = [
        replace(one, term=f"o:{one.term[2:]}", strength=one.strength * OWN)
        for one in unit.meanings
        if one.kind in (*NAMES, "abbreviation")
    ]
    return tuple(one for one in names if one.term in lexicon.terms)
