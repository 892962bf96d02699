"""The sections of limits in; what is paid for, in what packs and for how long, out."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Span
from ingest.families.prior_approval.checks import limit_findings, pack_findings
from ingest.families.prior_approval.dose_packs import dose_packs
from ingest.families.prior_approval.limits import durations, quantity_limits
from ingest.families.prior_approval.states import stated, stated_list, stated_none
from ingest.families.prior_approval.text import PolicyText, until_next
from ingest.records import Row

LABELS = ("quantity", "limit_columns", "pack_columns", "duration")


def coverage(source: PolicyText) -> Iterator[Row]:
    """The rows of the limits on a first approval and on a renewal, and the arithmetic on them."""
    for phase in ("initial", "renewal"):
        body = source.body(f"{phase}_limits")
        if body and source.says("none", body):
            yield stated_none(source, f"{phase}_months", body)
            if phase == "initial":
                yield stated_none(source, "quantity_limits", body)
        elif body and phase == "renewal" and source.says("same_as_above", body):
            yield stated(source, "renewal_months", body)
        elif body:
            yield from limits(source, body, phase)


def limits(source: PolicyText, body: Span, phase: str) -> Iterator[Row]:
    """The labels, dose packs, limits and duration inside ``body``."""
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
    lasting = [*durations(source, body)]
    if lasting:
        yield stated(source, f"{phase}_months", lasting[0].words)
    taken = [*(span for span, _ in labels), *pack_spans, *(each.words for each in lasting)]
    found = [*quantity_limits(source, body, taken, phase)]
    yield from (row for limit in found for row in limit.rows)
    yield from stated_list(source, "quantity_limits", [limit.reach for limit in found])
    yield from pack_findings(source, packs)
    yield from limit_findings(source, found, packs)


def months(source: PolicyText, phase: str) -> int | None:
    """For how many months an approval holds; None where the policy does not say one number."""
    body = source.body(f"{phase}_limits")
    if body is None:
        return None
    if phase == "renewal" and source.says("same_as_above", body):
        return months(source, "initial")
    found = {duration.months for duration in durations(source, body)}
    return found.pop() if len(found) == 1 else None


def allowance(source: PolicyText) -> tuple[str | None, list[Row]]:
    """What is paid for before an approval, and the state of that field."""
    body = source.body("pre_approval_allowance")
    if body is None:
        return None, []
    if source.says("none", body):
        return None, [stated_none(source, "pre_approval_allowance", body)]
    return source.healed(body), [stated(source, "pre_approval_allowance", body)]
