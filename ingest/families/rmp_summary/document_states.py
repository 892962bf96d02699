"""A summary's sections and rows in; for each field of the template as a whole its state out.

The fields are those of ``template_fields.csv``; lists of concerns and of studies have their states
from where they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Document, Section, Span, gaps
from ingest.families.rmp_summary.terms import is_not_applicable, whole_pattern
from ingest.plan_records import Risk, RiskMinimisationMeasure
from ingest.records import FieldState, Finding, Heading, Row, Statement, TemplateSentence, span_of
from ingest.sentences import sentences
from ingest.vocabulary import folded_words, phrase_of, slug

State = tuple[str, Span | None]
NOT_STATED: State = ("not_stated", None)
REV1 = {
    "VI.2.1": "disease_epidemiology",
    "VI.2.2": "treatment_benefits",
    "VI.2.3": "unknown_benefits",
    "VI.2.5": "measures_by_concern",
    "VI.2.6": "development_plan",
    "VI.2.7": "plan_changes",
}
"""The field that each section of revision 1 is."""


def document_states(
    document: Document, layout: str, sections: dict[str, Section], rows: Sequence[Row]
) -> Iterator[FieldState]:
    """A row for each field of the document as a whole that ``rows`` have no state for."""
    found = {"title": _title(sections), **_names(document, sections)}
    if layout == "rev1":
        found |= {name: _section(document, sections, key, rows) for key, name in REV1.items()}
        yield from _preventability(rows)
    else:
        found |= _rev2(document, sections, rows)
    for name, (state, span) in found.items():
        yield FieldState(f"{document.id}-{slug(name)}-state", None, name, state, span)


def _title(sections: dict[str, Section]) -> State:
    own = next((sections[key] for key in ("title", "VI") if key in sections), None)
    return ("stated", own.heading) if own else NOT_STATED


def _names(document: Document, sections: dict[str, Section]) -> dict[str, State]:
    """Where the medicine and its substance are first named, from the title on."""
    start = min(section.heading.start for section in sections.values())
    end = max(section.body.end for section in sections.values())
    found = {}
    for field, fact in (("product", "product"), ("inn", "substance")):
        parts = [part.strip() for part in document.facts[fact].split(" + ")]
        name = r"\s*(?:\+|/|,|&|\band\b)\s*".join(map(phrase_of, parts))
        match = re.compile(rf"(?i)(?<!\w){name}(?!\w)").search(document.text, start, end)
        found[field] = ("stated", Span(*match.span())) if match and match.group() else NOT_STATED
    return found


def _rev2(
    document: Document, sections: dict[str, Section], rows: Sequence[Row]
) -> dict[str, State]:
    said = [row for row in rows if isinstance(row, Statement)]
    route = next((row.span for row in said if row.kind == "route"), None)
    link = next((row.span for row in said if row.kind == "link" and _is_epar(row.text)), None)
    box = next((r.span for r in rows if isinstance(r, Heading) and r.kind == "concern"), None)
    aligned = next(
        (r.span for r in rows if isinstance(r, TemplateSentence) and r.key == "aligned"), None
    )
    found = {
        "summary_purpose": _words(document, sections.get("title"), rows),
        "route": ("stated", route) if route else NOT_STATED,
        "epar_link": ("stated", link) if link else NOT_STATED,
        "measures_explained": _words(document, sections.get("II"), rows),
        "risk_summaries": (
            ("stated", box or aligned)
            if box or aligned
            else _words(document, sections.get("II.B"), rows)
        ),
    }
    if not route and _has_unread(document, sections.get("I"), rows):
        del found["route"]  # the words that were not read may say it
    return found


def _is_epar(address: str) -> bool:
    """Whether an address is a page of the Agency, which publishes the reports."""
    return re.match(r"(?i)https?://(?:www\.)?ema\.europa\.eu/", f"{address}/") is not None


def _has_unread(document: Document, section: Section | None, rows: Sequence[Row]) -> bool:
    return section is not None and not _all_read(document, section.body, rows)


def _all_read(document: Document, span: Span, rows: Sequence[Row]) -> bool:
    """Whether rows that hold characters of their own hold every word of ``span``."""
    taken = [
        held for row in rows if not isinstance(row, FieldState | Finding) and (held := span_of(row))
    ]
    return not any(re.search(r"\w", gap.of(document.text)) for gap in gaps(span, taken))


def _words(document: Document, section: Section | None, rows: Sequence[Row]) -> State:
    """A section that has words of its own, at the first sentence of them.

    Words that no row reads are no place: the state would hold them. Then it is the heading.
    """
    first = next(sentences(document.text, section.body), None) if section else None
    if section is None or first is None:
        return NOT_STATED
    return "stated", first if _all_read(document, first, rows) else section.heading


def _section(
    document: Document, sections: dict[str, Section], key: str, rows: Sequence[Row]
) -> State:
    """A section of revision 1 with its parts: what it states, or that there is nothing."""
    parts = [sections[one] for one in sections if one == key or one.startswith(f"{key}.")]
    bodies = [body for part in parts if (body := part.body.strip(document.text))]
    if not bodies:
        return NOT_STATED
    nones = [
        row.span
        for row in rows
        if isinstance(row, RiskMinimisationMeasure)
        and row.state == "stated_none"
        and row.risk_id is None
        and any(body.covers(row.span) for body in bodies)
    ]
    if nones:
        return "stated_none", nones[0]
    none = "no_studies" if key == "VI.2.6" else "none"
    states = {_bare(document.text, body, none) for body in bodies}
    state = states.pop() if len(states) == 1 else "stated"
    heading = next(part.heading for part in parts if part.body.strip(document.text))
    read = state != "stated" or _all_read(document, bodies[0], rows)
    return state, bodies[0] if read else heading


def _bare(text: str, body: Span, none: str) -> str:
    """What a section states that may say no more than one of the phrases of the term ``none``."""
    said = body.of(text)
    if whole_pattern(none).fullmatch(folded_words(said)):
        return "stated_none"
    return "not_applicable" if is_not_applicable(said) else "stated"


def _preventability(rows: Sequence[Row]) -> Iterator[FieldState]:
    """Asked of identified risks; of others where their grid has the column."""
    said = {
        row.risk_id: row.span
        for row in rows
        if isinstance(row, Statement) and row.kind == "preventability"
    }
    for risk in (row for row in rows if isinstance(row, Risk)):
        unsaid = "not_stated" if risk.category == "identified" else "not_applicable"
        state = "stated" if risk.id in said else unsaid
        state_id = f"{risk.id}-preventability-state"
        yield FieldState(state_id, risk.id, "preventability", state, said.get(risk.id))
