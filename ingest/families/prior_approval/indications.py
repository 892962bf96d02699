"""The section on the regulatory status in, what the medicine is approved for out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Span
from ingest.families.prior_approval.marks import Mark, mark_at
from ingest.families.prior_approval.text import PolicyText, any_of, terms, until_next
from ingest.records import Indication


@dataclass(frozen=True, slots=True)
class Approved:
    """What a policy says a medicine is approved for, and where each part of it stands."""

    label: Span
    lead_in: Span | None
    """"Xpovio is a nuclear export inhibitor indicated:", where a list follows."""
    items: tuple[Span, ...]
    end: int


def approved(source: PolicyText, body: Span) -> Approved | None:
    """The indications: a list under their label, or else the sentence beside it."""
    label = next(source.labels("indications", body), None)
    if label is None:
        return None
    after = Span(label.end, body.end).strip(source.text)
    starts = [*_list_starts(source, after)]
    if not starts:
        item = _until_it_ends(source, after)
        return Approved(label, None, (item,) if item else (), max(item.end, label.end))
    lead_in = Span(after.start, starts[0].start).strip(source.text)
    ends = until_next(starts, body.end)
    items = [
        Span(start.end, end).strip(source.text) for start, end in zip(starts, ends, strict=True)
    ]
    items[-1] = _until_it_ends(source, items[-1])
    return Approved(label, lead_in or None, tuple(item for item in items if item), items[-1].end)


def indications(source: PolicyText, found: Approved, lead: str | None) -> Iterator[Indication]:
    """A row an indication; ``lead`` is the statement that leads their list."""
    product = source.document.facts["product_id"]
    for ordinal, span in enumerate(found.items, start=1):
        row_id = source.id("indication", str(ordinal))
        yield Indication(span, row_id, product, ordinal, source.healed(span), lead)


def _list_starts(source: PolicyText, within: Span) -> Iterator[Span]:
    """The marks of one list: the first inside ``within``, and those that go on with it."""
    last: Mark | None = None
    for line in source.lines(within):
        mark = mark_at(source, line)
        if mark and mark.ranks and (_follows(last, mark) if last else mark.ranks[0][1] <= 1):
            yield mark.span
            last = mark


def _follows(last: Mark, mark: Mark) -> bool:
    style, place = last.ranks[0]
    return (style, place + 1 if place else 0) in mark.ranks


def _until_it_ends(source: PolicyText, item: Span) -> Span:
    """The first sentence of ``item``, and what family.yml says may go on with an indication.

    A line that begins to list warnings is of none, whatever sign ends the one before.
    """
    titles = any_of(*terms()["labels"]["policy_warnings"]["titles"])
    for match in source.find(titles, item):
        line = source.text.rfind("\n", item.start, match.span.start)
        subject = source.text[line + 1 : match.span.start]
        if line > item.start and not re.search(r"[.;:]\s", subject):
            item = Span(item.start, line).strip(source.text)
            break
    goes_on = any_of(*terms()["indications_go_on"])
    end = item.start
    for at, sentence in enumerate(source.sentences(item)):
        start, _ = source.folded.bounds(sentence)
        if at and not goes_on.match(source.folded.text, start):
            break
        end = sentence.end
    return Span(item.start, end)
