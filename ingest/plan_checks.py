"""The rows of a document in, what they say against each other out. Never a correction.

Asked of every family: what needs the layout of one family to be seen is checked by that family.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Sequence

from ingest.document import Document, Span, gaps
from ingest.finding_rules import finding
from ingest.placeholders import placeholders
from ingest.plan_records import Evidence, Risk, RiskMinimisationMeasure
from ingest.records import FieldState, Finding, Outside, Row
from ingest.totals import totals
from ingest.vocabulary import fold, folded_words, heal, slug

ADVERSE_REACTIONS = "smpc-4.8"
FOR_PATIENTS = {"package_leaflet", "labelling"}
"""Tools whose words a patient reads, whatever else they are for."""
Measure = RiskMinimisationMeasure


def check_rows(document: Document, rows: Sequence[Row]) -> Iterator[Finding]:
    """What ``rows`` say against each other, and what was left to fill in where they stand."""
    risks = [row for row in rows if isinstance(row, Risk)]
    stated = [row for row in rows if isinstance(row, Measure) and row.state == "stated"]
    yield from _listed_twice(risks)
    for risk in risks:
        own = [measure for measure in stated if measure.risk_id == risk.id]
        if risk.category in ("identified", "potential"):
            yield from _adverse_reactions(risk, own)
    yield from _patient_text(document, risks, stated, _without_routine(rows))
    yield from _totals(document, rows)
    yield from _placeholders(document, [row.span for row in rows if isinstance(row, Outside)])


def _listed_twice(risks: Sequence[Risk]) -> Iterator[Finding]:
    """Names that are the same, case and spacing apart, in one category or in two."""
    for number, risk in enumerate(risks):
        name = folded_words(risk.name)
        before = [one for one in risks[:number] if folded_words(one.name) == name]
        if any(one.category == risk.category for one in before):
            message = f"{risk.name!r} is listed twice as {_category(risk.category)}"
            yield finding(risk.span, f"{risk.id}-twice", "concern_listed_twice", message)
        if other := next((one for one in before if one.category != risk.category), None):
            said = f"{_category(other.category)} and as {_category(risk.category)}"
            message = f"{risk.name!r} is listed as {said}"
            stem = f"{risk.id}-two-categories"
            yield finding(risk.span, stem, "concern_in_two_categories", message)


def _category(category: str) -> str:
    return "missing information" if category == "missing" else f"{category} risk"


def _adverse_reactions(risk: Risk, own: Iterable[Measure]) -> Iterator[Finding]:
    """An identified risk belongs into SmPC 4.8, a potential one does not (yet).

    Where a measure names 4.8, or the SmPC, in words that are not read as a citation, what it cites
    is not known, and nothing is said.
    """
    smpc = [(one, _cited(one)) for one in own if one.kind == "routine" and one.tool == "smpc"]
    naming = [one for one, cited in smpc if ADVERSE_REACTIONS in cited]
    if risk.category == "potential" and naming:
        message = f"{risk.name!r} is listed as potential risk; its measures cite SmPC 4.8"
        yield finding(naming[0].span, f"{risk.id}-in-4-8", "potential_risk_in_4_8", message)
    numbers = sorted({section.removeprefix("smpc-") for _, cited in smpc for section in cited})
    unclear = any(not cited for _, cited in smpc) or "4" in numbers
    unclear = unclear or any(re.search(r"(?<![\d.])4\.8(?!\d)", one.text) for one in own)
    if risk.category == "identified" and smpc and not unclear:
        message = (
            f"{risk.name!r} is listed as identified risk; its measures cite SmPC "
            f"{', '.join(numbers)}, not 4.8"
        )
        yield finding(
            smpc[0][0].span, f"{risk.id}-not-in-4-8", "identified_risk_not_in_4_8", message
        )


def _cited(measure: Measure) -> set[str]:
    return set(json.loads(measure.label_sections or "[]"))


def _without_routine(rows: Iterable[Row]) -> set[str | None]:
    """The concerns whose routine measures are stated to be none, be it beside a legal status."""
    states = (row for row in rows if isinstance(row, FieldState))
    return {
        row.risk_id
        for row in states
        if (row.field, row.state) == ("routine_measures", "stated_none")
    }


def _patient_text(
    document: Document,
    risks: Iterable[Risk],
    stated: Sequence[Measure],
    without: Container[str | None],
) -> Iterator[Finding]:
    """Important risks with routine measures and nothing for patients; one finding where all are."""
    measured: list[tuple[Risk, Measure, bool]] = []
    for risk in risks:
        own = [one for one in stated if one.risk_id == risk.id]
        routine = [one for one in own if one.kind == "routine"]
        if routine and risk.id not in without and risk.category != "missing":
            told = any(_is_for_patients(one) for one in own)
            shown = next((one for one in routine if one.tool == "smpc"), routine[0])
            measured.append((risk, shown, told))
    rule = "no_patient_text"
    if len(measured) > 1 and not any(told for _, _, told in measured):
        names = ", ".join(repr(risk.name) for risk, _, _ in measured)
        message = (
            f"{len(measured)} risks have routine measures; no measure for any of them is the "
            f"leaflet or another text for patients: {names}"
        )
        yield finding(measured[0][1].span, f"{document.id}-no-patient-text", rule, message)
        return
    for risk, first, told in measured:
        if not told:
            message = (
                f"{risk.name!r} has routine measures; none of its measures is the leaflet or "
                "another text for patients"
            )
            yield finding(first.span, f"{risk.id}-no-patient-text", rule, message)


def _is_for_patients(measure: Measure) -> bool:
    """Whether a measure is for patients, or might be: a leaflet of whatever kind is one."""
    named = measure.tool in FOR_PATIENTS or "patients" in (measure.audience or "")
    return named or "leaflet" in measure.text.casefold()


def _totals(document: Document, rows: Iterable[Row]) -> Iterator[Finding]:
    folded = fold(document.text)
    for row in rows:
        for one in totals(folded, row.span) if isinstance(row, Evidence) else ():
            if (added := sum(one.parts)) != one.total:
                parts = " + ".join(map(str, one.parts))
                message = f"{parts} is {added}, the total printed is {one.total}"
                stem = f"{document.id}-total-{one.span.start}"
                yield finding(one.span, stem, "total_differs", message, f"{parts} = {added}")


def _placeholders(document: Document, outside: list[Span]) -> Iterator[Finding]:
    """What was left to fill in, in the part of the file that is read."""
    folded = fold(document.text)
    for inside in gaps(Span(0, len(document.text)), outside):
        for span, rule in placeholders(folded, inside):
            message = f"{heal(span.of(document.text))!r} is left in the text"
            yield finding(span, f"{document.id}-{slug(rule)}-{span.start}", rule, message)
