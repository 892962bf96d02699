"""What a summary says against itself, and arithmetic on its numbers. Never a correction."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from ingest.document import Document, Span
from ingest.families.rmp_summary.boxes import Box
from ingest.finding_rules import finding
from ingest.plan_records import EvidenceFigure, Risk
from ingest.records import Finding
from ingest.vocabulary import heal, slug

FEW = 3
"""An implied denominator is told when at most so many are possible."""


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


def check_figures(document: Document, figures: list[EvidenceFigure]) -> Iterator[Finding]:
    """Counts printed with their percentage admit few denominators: name them, or say none does.

    Figures of one population in one evidence text are taken together.
    """
    counted = [
        (figure, admitted)
        for figure in figures
        if figure.qualifier == "exactly" and (admitted := _admitted(figure, document.text))
    ]
    for _, group in groupby(counted, key=lambda pair: (pair[0].evidence_id, pair[0].population)):
        pairs = list(group)
        impossible = [figure for figure, admitted in pairs if _impossible(figure, admitted)]
        for figure in impossible:
            yield _impossible_percentage(document, figure)
        if not impossible:
            yield from _implied_denominator(document, pairs)


def _admitted(figure: EvidenceFigure, text: str) -> range | None:
    """The denominators at which the numerator rounds to the percentage, as printed.

    Half a unit of the last printed digit either way, so that both ways to round are allowed.
    None without a numerator, and where the percentage is too small to bound the denominator.
    """
    printed = re.search(r"(\d+)(?:[.,](\d+))?\s*%", figure.span.of(text))
    if figure.numerator is None or printed is None:
        return None
    digits = printed.group(2) or ""
    percentage = Fraction(int(printed.group(1) + digits), 10 ** len(digits))
    half = Fraction(1, 2 * 10 ** len(digits))
    if percentage <= half:
        return None
    least = math.ceil(100 * figure.numerator / (percentage + half))
    most = math.floor(100 * figure.numerator / (percentage - half))
    return range(max(least, figure.numerator), most + 1)


def _impossible(figure: EvidenceFigure, admitted: range) -> bool:
    if figure.denominator is None:
        return not admitted
    return figure.denominator not in admitted


def _impossible_percentage(document: Document, figure: EvidenceFigure) -> Finding:
    said = heal(figure.span.of(document.text))
    message = f"no whole number of patients makes {said}"
    if figure.denominator and figure.numerator is not None:
        share = 100 * figure.numerator / figure.denominator
        message = f"{figure.numerator} of {figure.denominator} is {share:.2f}%, printed is {said}"
    return finding(figure.span, f"{figure.id}-impossible", "impossible_percentage", message)


def _implied_denominator(
    document: Document, pairs: list[tuple[EvidenceFigure, range]]
) -> Iterator[Finding]:
    figures = [figure for figure, _ in pairs]
    common = sorted(set.intersection(*(set(admitted) for _, admitted in pairs)))
    span = Span(figures[0].span.start, figures[-1].span.end)
    said = ", ".join(heal(figure.span.of(document.text)) for figure in figures)
    stem = f"{figures[0].id}-denominator"
    if not common:
        message = f"{said} admit no common denominator"
        yield finding(span, stem, "no_common_denominator", message)
    elif len(common) <= FEW and not any(figure.denominator for figure in figures):
        numbers = " or ".join(map(str, common))
        only = "one denominator only" if len(common) == 1 else f"{len(common)} denominators only"
        message = f"{said} admit {only}: {numbers}"
        yield finding(span, stem, "implied_denominator", message, numbers)
