"""Units of a question in, the same with missing information asked for where a population is named
as plans name it out.

"Use in patients with cardiac impairment" is how a plan would list what is not known of these, not a
question for what that impairment makes likelier.
"""

from __future__ import annotations

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.meanings_here import NAMES, meant_by
from ingest.site.search.question.asked_besides import is_of_a_sort_with_diagnoses
from ingest.site.search.question.kinds_beside import GROUPS
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import LEADING, Unit

LEAD = "population-lead"
"""The group of words by which a plan begins to name a population."""
MISSING = "t:missing-information"
HANGING = 0.6
"""How much a row that hangs on missing information counts beside that itself."""


def with_missing_information(question: Question, units: list[Unit]) -> list[Unit]:
    """``units``, and missing information where the question names but a population so, and no
    disease that medicines are given for."""
    lexicon = question.lexicon
    names = lexicon.medicines | lexicon.lists.places
    said = " ".join(word for word in question.words if word not in names)
    leads = [one for one in lexicon.groups[LEAD] if said.startswith(f"{one} ")]
    strong = [unit for unit in units if not unit.weak and not names.issuperset(unit.words)]
    if not leads or not strong or not all(_is_population(lexicon, unit) for unit in strong):
        return units
    lead = max(leads, key=len)
    hanging = lexicon.instead[GROUPS][MISSING]
    asked = (
        Meaning(MISSING, 1.0, lead, "topic", ""),
        Meaning(hanging, HANGING, lead, "topic", ""),
    )
    here = tuple(one for one in asked if one.term in lexicon.terms)
    return [*units, Unit(tuple(lead.split()), (), here, meant=True)] if here else units


def _is_population(lexicon: Lexicon, unit: Unit) -> bool:
    """Whether a unit names who a medicine may be used in: not for what. "Patients with" may be part
    of it though no row has that together, or but what is related to it."""
    people = lexicon.groups["people"]
    own = [word for word in unit.words if word not in people]
    surely = [one for one in unit.meanings if one.kind not in LEADING]
    meanings = surely or [*meant_by(lexicon, own), *meant_by(lexicon, unit.words)]
    terms = [one.term for one in meanings if one.kind not in LEADING and one.term[0] == "c"]
    named = [one.term for one in meanings if one.kind in (*NAMES, "abbreviation")]
    given_for = not lexicon.diagnoses.keys().isdisjoint(terms)
    other = given_for or is_of_a_sort_with_diagnoses(lexicon, named)
    return bool(terms) and not (unit.topic or other)
