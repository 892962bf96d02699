"""The sections of limits in; what is paid for, in what packs and for how long, out."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Section, Span
from ingest.families.prior_approval.checks import limit_findings, pack_findings
from ingest.families.prior_approval.dose_packs import dose_packs
from ingest.families.prior_approval.limits import durations, quantity_limits
from ingest.families.prior_approval.states import stated, stated_list, stated_none
from ingest.families.prior_approval.text import PolicyText, until_next
from ingest.records import Row

LABELS = ("quantity", "limit_columns", "pack_columns", "duration")


def coverage(source: PolicyText, names: tuple[str, ...]) -> Iterator[Row]:
    """The rows of the limits on a first approval and on a renewal, and the arithmetic on them.

    ``names`` are those of the policy's medicines.
    """
    for phase in ("initial", "renewal"):
        section, body = source.section(f"{phase}_limits"), source.body(f"{phase}_limits")
        if body and source.says("none", body):
            yield stated_none(source, f"{phase}_months", body)
            if phase == "initial":
                yield stated_none(source, "quantity_limits", body)
        elif body and phase == "renewal" and source.says("same_as_above", body):
            yield stated(source, "renewal_months", body)
        elif section:
            yield from limits(source, section, phase, names)


def limits(
    source: PolicyText, section: Section, phase: str, names: tuple[str, ...]
) -> Iterator[Row]:
    """The labels, dose packs, limits and duration of ``section``."""
    body = section.body
    labels = sorted((span, key) for key in LABELS for span in source.labels(key, body))
    ends = until_next((span for span, _ in labels), body.end)
    for (span, key), end in zip(labels, ends, strict=True):
        yield source.heading(key, span, end)
        words = Span(span.end, end).strip(source.text)
        if key == "quantity" and words and source.says("none", words):
            yield stated_none(source, "quantity_limits", words)
    packs = [*dose_packs(source, body)] if phase == "initial" else []
    pack_spans = [pack.row.span for pack in packs]
    yield from (pack.row for pack in packs)
    yield from stated_list(source, "dose_packs", pack_spans)
    lasting = [*durations(source, section)]
    if lasting:
        yield stated(source, f"{phase}_months", lasting[0].words)
    taken = [*(span for span, _ in labels), *pack_spans, *(each.line for each in lasting)]
    found = [*quantity_limits(source, body, taken, names, phase)]
    yield from (row for limit in found for row in limit.rows)
    yield from stated_list(source, "quantity_limits", [limit.reach for limit in found])
    yield from pack_findings(source, packs)
    yield from limit_findings(source, found, packs)


def months(source: PolicyText, phase: str) -> int | None:
    """For how many months an approval holds; None where the policy does not say one number."""
    section, body = source.section(f"{phase}_limits"), source.body(f"{phase}_limits")
    if section is None:
        return None
    found = {duration.months for duration in durations(source, section)}
    if phase == "renewal" and body and source.says("same_as_above", body):
        return months(source, "initial") if not found else None
    return found.pop() if len(found) == 1 else None
