"""What a summary says against itself, and arithmetic on its numbers. Never a correction."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from ingest.document import Document, Span
from ingest.families.rmp_summary.boxes import Box
from ingest.families.rmp_summary.records import EvidenceFigure, Risk
from ingest.records import Finding
from ingest.vocabulary import heal

FEW = 3
"""An implied denominator is told when at most so many are possible."""


def check_boxes(
    document: Document, risks: list[Risk], boxes: list[tuple[Box, Risk | None]]
) -> Iterator[Finding]:
    """The list (II.A) against the boxes (II.B): extra, missing, named or sorted otherwise."""
    if not boxes:
        return
    listed = {risk.name.casefold() for risk in risks}
    for box, risk in boxes:
        name = heal(box.name.of(document.text))
        where = f"{document.id}-box-{box.span.start}"
        if risk is None and name.strip(" .:;").casefold() in listed:
            yield Finding(
                box.heading,
                f"{where}-repeated",
                "box_repeated",
                "warning",
                f"II.B has a second box for {name!r}",
            )
        elif risk is None:
            yield Finding(
                box.heading,
                f"{where}-not-listed",
                "box_without_concern",
                "warning",
                f"II.B has a box for {name!r}, which II.A does not list",
            )
        elif name.strip(" .:;") != risk.name:
            yield Finding(
                box.heading,
                f"{where}-name",
                "name_differs",
                "note",
                f"II.A lists {risk.name!r}; II.B prints {name!r}",
            )
        if risk and risk.category != box.category:
            yield Finding(
                box.heading,
                f"{where}-category",
                "category_differs",
                "warning",
                f"II.A lists {risk.name!r} as {risk.category}; II.B calls it {box.category}",
            )
    boxed = {risk.id for _, risk in boxes if risk}
    for risk in risks:
        if risk.id not in boxed:
            yield Finding(
                risk.span,
                f"{risk.id}-no-box",
                "concern_without_box",
                "warning",
                f"II.A lists {risk.name!r}; II.B has no box of that name",
            )


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
    return Finding(
        figure.span, f"{figure.id}-impossible", "impossible_percentage", "warning", message
    )


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
        yield Finding(span, stem, "no_common_denominator", "warning", message)
    elif len(common) <= FEW and not any(figure.denominator for figure in figures):
        numbers = " or ".join(map(str, common))
        only = "one denominator only" if len(common) == 1 else f"{len(common)} denominators only"
        message = f"{said} admit {only}: {numbers}"
        yield Finding(span, stem, "implied_denominator", "note", message, numbers)
