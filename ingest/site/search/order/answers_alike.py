"""A question that no row has the words for in, whether what examples like it ask for answers out.

That questions like it have an answer says little by itself: it may be to be found in documents that
are not here, and one thing is named like another.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.example_questions import Likeness
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.meanings_here import LEARNED, meant_by
from ingest.site.search.order.fitting_rows import FEW_TERMS
from ingest.site.search.question.kinds_beside import asks_for_label
from ingest.site.search.question.plan_sections import is_plan_section
from ingest.site.search.question.said_codes import is_code
from ingest.site.search.question.units import Unit, is_loose

ANSWERS = 0.3
"""How like the likest example must be."""
ANSWERS_NOTHING = 0.6
"""The same where nobody knows a word of what was asked but the medicine."""
THE_SAME = 0.95
"""How like an example is that asks the same, by whatever words."""
HERE = 0.9
"""The share of what the examples ask for that must be here."""
UNANSWERED = 0.2
"""The share of examples without an answer up to which there is one."""


def is_answered(answer: Answer, like: Likeness) -> bool:
    """Whether there is an answer to what nothing here has the words for.

    None is there to what names something that stands nowhere here, to what such documents never
    hold, to what examples have none for, or where what those ask for is not here.
    """
    known = answer.lexicon
    says = any(
        not (unit.absent or unit.weak or known.medicines.issuperset(unit.words))
        for unit in answer.units
    )
    if like.nearest < (ANSWERS if says else ANSWERS_NOTHING) or like.unanswered > UNANSWERED:
        return False
    elsewhere = (unit.outside or _is_elsewhere(known, unit) for unit in answer.units)
    if like.nearest < THE_SAME and any(elsewhere):
        return False
    asks = like.asks(FEW_TERMS)
    here = sum(weight**2 for term, weight in asks.items() if term in known.terms)
    return here >= HERE * sum(weight**2 for weight in asks.values())


def _is_elsewhere(known: Lexicon, unit: Unit) -> bool:
    """Whether the words of a unit, or one of them, are a name of something that no row here is of.

    An everyday word for it is none: it means many things. What is no word of English is a name.
    """
    content = [word for word in unit.words if word not in known.stop]
    for word in content:
        if _of_another(known, [one for one in meant_by(known, [word]) if one.kind in LEARNED]):
            return True
    meanings = meant_by(known, content)
    if is_loose(meanings) and len(unit.words) == 1:
        return unit.absent and not meanings and known.english.isdisjoint(unit.words)
    return unit.only_near or (unit.absent and unit.meant) or _of_another(known, meanings)


def _of_another(known: Lexicon, meanings: Sequence[Meaning]) -> bool:
    """Whether they are of concepts, and no row is of one of these."""
    concepts = {one.term for one in meanings if one.term.startswith("c:")}
    return bool(concepts) and concepts.isdisjoint(known.terms)


def is_like_none(answer: Answer) -> bool:
    """Whether examples teach nothing about a question: it but names a medicine or says a code,
    which have no name in them, or a section by its number, only ranks, or denies a section."""
    words = [word for term in answer.query.terms for word in term.words]
    strong = [unit for unit in answer.units if not unit.weak]
    medicines = answer.lexicon.medicines
    names = (medicines.issuperset(one.words) or is_code(one.words[0]) for one in strong)
    bare = bool(strong) and all(names)
    numbers = [unit for unit in strong if unit.numbered or is_plan_section(unit)]
    section = bool(numbers) and all(
        unit in numbers or asks_for_label(answer.lexicon, unit) for unit in strong
    )
    ranks = not (strong or words[1:])
    return bare or section or ranks or any(unit.denied for unit in strong)
