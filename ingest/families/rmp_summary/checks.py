"""What a summary's list says against its boxes. Never a correction."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Document, Span
from ingest.families.rmp_summary.boxes import Box
from ingest.finding_rules import finding
from ingest.plan_records import Risk
from ingest.records import Finding
from ingest.vocabulary import heal, slug


def check_boxes(
    document: Document, matched: list[tuple[Box | None, Risk | None]]
) -> Iterator[Finding]:
    """The list (II.A) against the boxes (II.B): extra, missing, named or sorted otherwise.

    A summary without a single box says nothing against its list. A box of several concerns has
    the names of all.
    """
    boxes = [box for box, risk in matched if risk]
    listed = {risk.name.casefold() for _, risk in matched if risk}
    for box, risk in matched if any(box for box, _ in matched) else ():
        if box is None and risk:
            yield _finding(
                risk.span,
                risk.id,
                "concern_without_box",
                f"II.A lists {risk.name!r}; II.B has no box of that name",
            )
        if box is None:
            continue
        name = heal(box.name.of(document.text)).strip(" .:;")
        stem = f"{document.id}-box-{box.span.start}"
        if risk is None and name.casefold() in listed:
            message = f"II.B has a second box for {name!r}"
            yield _finding(box.heading, stem, "box_repeated", message)
        elif risk is None:
            message = f"II.B has a box for {name!r}, which II.A does not list"
            yield _finding(box.heading, stem, "box_without_concern", message)
        elif name.replace(" ", "") != risk.name.replace(" ", "") and boxes.count(box) == 1:
            message = f"II.A lists {risk.name!r}; II.B prints {name!r}"
            yield _finding(box.heading, stem, "name_differs", message)
        if risk and risk.category != box.category:
            message = f"II.A lists {risk.name!r} as {risk.category}; II.B calls it {box.category}"
            yield _finding(box.heading, stem, "category_differs", message)


def no_box_read(document: Document, heading: Span) -> Finding:
    """Section II.B has labels of fields, and which concern they are about cannot be told."""
    message = "II.B has fields of summaries; no box of a concern could be told"
    return _finding(heading, f"{document.id}-ii-b", "no_box_read", message)


def _finding(span: Span, stem: str, rule: str, message: str) -> Finding:
    return finding(span, f"{stem}-{slug(rule)}", rule, message)
