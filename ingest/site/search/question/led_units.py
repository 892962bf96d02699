"""Units of a question in, the same with what words but lead to counted by what else is asked."""

from __future__ import annotations

from dataclasses import replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import LEADING, Unit

SURELY_MEANT = 0.75
"""How much it counts what leads to a concern where nothing else is asked about."""
MEANT_BESIDE = 0.6
"""The same where rows are asked for that hang on concerns, and which must have it."""


def as_led(question: Question, units: list[Unit]) -> list[Unit]:
    """The units of a question; how much it counts what words but lead to depends on the others.

    Who says "platelets" and no more is after the concern, not after words that say so too; who
    asks for rows that hang on concerns ("ECG schedule") is after those of the concern. Words are
    but near that lead to what no concern is about, unless they are a kind of it and stand beside
    no name of what no row has ("QT on the ECG").
    """
    lexicon = question.lexicon
    strong = [unit for unit in units if not unit.weak]
    kinds = any(one.term.startswith("t:") for unit in units for one in unit.meanings)
    on_concerns = lexicon.topics["hanging"] | lexicon.topics["care"]
    if len(strong) == 1 and not kinds:
        units = [unit if unit.weak else _as_concern(lexicon, unit) for unit in units]
    elif any(one.term in on_concerns for unit in units if unit.topic for one in unit.meanings):
        units = [
            unit if unit.weak or unit.topic else _as_concern(lexicon, unit, MEANT_BESIDE)
            for unit in units
        ]
    beside = any(unit.absent and unit.meant for unit in strong)
    others = [unit for unit in strong if _is_elsewhere(lexicon, unit)]
    return [
        replace(
            unit,
            only_near=unit.only_near
            or _leads_off(lexicon, unit, beside, any(one is not unit for one in others)),
        )
        for unit in units
    ]


def _is_elsewhere(lexicon: Lexicon, unit: Unit) -> bool:
    """Whether a unit is the learned name of something that no row has, and that is no concern."""
    return (
        unit.absent
        and unit.meant
        and unit.only_near
        and bool(unit.meanings)
        and lexicon.english.isdisjoint(unit.words)
        and not any(one.term in lexicon.concerns for one in unit.meanings)
    )


def _as_concern(lexicon: Lexicon, unit: Unit, surely: float = SURELY_MEANT) -> Unit:
    if any(one.kind not in ("related", "wider") for one in unit.meanings):
        return unit
    meanings = [
        replace(one, strength=max(one.strength, surely))
        if one.kind == "related" and one.term in lexicon.concerns
        else one
        for one in unit.meanings
    ]
    return replace(unit, meanings=tuple(meanings))


def _leads_off(lexicon: Lexicon, unit: Unit, beside: bool, elsewhere: bool) -> bool:
    """Whether words that no row has lead to things that none of its concerns is about, and are no
    kind of them (opioid patches are opioids; smoking is no heart disease). Beside the learned name
    of something ``elsewhere`` it is no matter what they lead to (aspirin against a DVT)."""
    roots = {lexicon.root(word) for word in unit.words}
    return (
        not unit.roots
        and bool(unit.meanings)
        and all(
            one.kind in LEADING
            and one.term[0] == "c"
            and (elsewhere or not _is_concern(lexicon, one))
            and (beside or roots.isdisjoint(_named_by(lexicon, one.term)))
            for one in unit.meanings
        )
    )


def _is_concern(lexicon: Lexicon, one: Meaning) -> bool:
    """Whether a concern is about a term, or about what it is a case of (moles and malignancy), or,
    where words are related to it, about a case of it (infections and serious infections)."""
    concerns = lexicon.over_concerns if one.kind == "related" else lexicon.concerns
    wider = lexicon.broader.get(one.term, ())
    return one.term in concerns or not lexicon.concerns.isdisjoint(wider)


def _named_by(lexicon: Lexicon, term: str) -> set[str]:
    """The roots that short names of a term have."""
    single, pairs = lexicon.marked_by(term)
    return single.union(*pairs)
