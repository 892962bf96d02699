"""A field of evidence in, its row and a row for every figure in it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from ingest.document import Document, Span
from ingest.families.rmp_summary.figures import parse_figures
from ingest.plan_records import Evidence, EvidenceFigure
from ingest.records import Row
from ingest.vocabulary import heal


def evidence_rows(
    document: Document, span: Span, evidence_id: str, risk_id: str | None
) -> Iterator[Row]:
    """A field of evidence, and every figure in it."""
    text = document.text
    yield Evidence(span, evidence_id, risk_id, heal(span.of(text)))
    names = tuple(document.facts[key].casefold() for key in ("product", "substance"))
    for number, figure in enumerate(parse_figures(text, span, names), 1):
        said = {f.name: getattr(figure, f.name) for f in fields(figure)}
        figure_id = f"{evidence_id.removesuffix('-evidence')}-figure-{number}"
        yield EvidenceFigure(id=figure_id, risk_id=risk_id, evidence_id=evidence_id, **said)
