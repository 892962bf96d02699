"""Ruling lines of a page in, cells of its tables out. Pure: no file, no PDF library.

A page break leaves boxes open, and many tables have level rules only: both are completed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ingest.page_furniture import MARGIN
from ingest.page_layout import printed_lines

TOLERANCE = 3.0
"""How far apart, in points, two rulings may be and still be one (pdfplumber's own default)."""

Rectangle = tuple[float, float, float, float]
Edge = Mapping[str, Any]


def cell_of(word: Mapping[str, Any], cells: Iterable[Rectangle]) -> Rectangle | None:
    """The first of ``cells`` in which the middle of ``word`` lies."""
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    for cell in cells:
        if cell[1] <= y <= cell[3] and cell[0] <= x <= cell[2]:
            return cell
    return None


def rows_of_cells(cells: Iterable[Rectangle]) -> Iterator[list[Rectangle]]:
    """The cells of a table row by row, those of one row from left to right."""
    row: list[Rectangle] = []
    for cell in sorted(cells, key=lambda c: (round(c[1]), c[0])):
        if row and cell[1] - row[0][1] > TOLERANCE:
            yield sorted(row)
            row = []
        row.append(cell)
    yield sorted(row)


def closing_edges(edges: Iterable[Edge]) -> Iterator[dict[str, object]]:
    """Horizontal edges that close the boxes which a page break left open.

    Where upright rulings end at the same height and no level one crosses there, the box goes on
    over the page; without an edge pdfplumber would not see its last (or first) row at all.
    """
    edges = list(edges)
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = [
        edge["top"]
        for edge in edges
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > 2 * TOLERANCE
    ]
    if not upright:
        return
    for side, height in (
        ("bottom", max(edge["bottom"] for edge in upright)),
        ("top", min(edge["top"] for edge in upright)),
    ):
        ends = [edge for edge in upright if abs(edge[side] - height) <= TOLERANCE]
        if len(ends) < 2 or any(abs(top - height) <= TOLERANCE for top in level):
            continue
        x0, x1 = min(edge["x0"] for edge in ends), max(edge["x1"] for edge in ends)
        yield {
            "object_type": "closing_edge",
            "orientation": "h",
            "x0": x0,
            "x1": x1,
            "width": x1 - x0,
            "top": height,
            "bottom": height,
        }


@dataclass(frozen=True, slots=True)
class Rule:
    """A level rule drawn column by column: ``joints`` are where its pieces begin and end."""

    top: float
    joints: tuple[float, ...]

    def like(self, other: Rule) -> bool:
        """Whether both rules have the same columns."""
        return len(self.joints) == len(other.joints) and all(
            abs(a - b) <= TOLERANCE for a, b in zip(self.joints, other.joints, strict=True)
        )


def level_rules(edges: Iterable[Edge]) -> list[Rule]:
    """The level rules of two columns and more, from top to bottom."""
    pieces = sorted(
        (edge["top"], edge["x0"], edge["x1"])
        for edge in edges
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > 2 * TOLERANCE
    )
    rules: list[list[tuple[float, float, float]]] = []
    for piece in pieces:
        if rules and piece[0] - rules[-1][0][0] <= TOLERANCE:
            rules[-1].append(piece)
        else:
            rules.append([piece])
    found = (Rule(rule[0][0], _joints([(x0, x1) for _, x0, x1 in rule])) for rule in rules)
    return [rule for rule in found if len(rule.joints) > 2]


def _joints(pieces: list[tuple[float, float]]) -> tuple[float, ...]:
    """Where the pieces of a rule meet, with its two ends; none where they overlap or part."""
    joints = [min(x0 for x0, _ in pieces)]
    for x0, x1 in sorted(pieces):
        if x0 - joints[-1] > TOLERANCE or x1 < joints[-1] - TOLERANCE:
            return ()
        if x1 - joints[-1] > TOLERANCE:
            joints.append(x1)
    return tuple(joints)


def tables_of_level_rules(
    edges: Iterable[Edge], words: Sequence[Mapping[str, Any]], height: float
) -> Iterator[list[list[Rectangle]]]:
    """Tables that have level rules but no upright ones: rows of cells, table by table.

    The rules must be drawn column by column, so that they say where the columns are. Between
    two rules a row begins at each line that has words in every column. A table that has no rule
    at the page's foot goes on over the page, if all below it stands in its columns.
    """
    edges = list(edges)
    upright = [e for e in edges if e["orientation"] == "v" and e["bottom"] - e["top"] > TOLERANCE]
    groups: list[list[Rule]] = []
    for rule in level_rules(edges):
        if groups and groups[-1][-1].like(rule):
            groups[-1].append(rule)
        else:
            groups.append([rule])
    for group in groups:
        x0, x1 = group[0].joints[0], group[0].joints[-1]
        if len(group) < 2 or any(
            x0 - TOLERANCE < edge["x0"] < x1 + TOLERANCE
            and edge["top"] < group[-1].top
            and edge["bottom"] > group[0].top
            for edge in upright
        ):
            continue
        bands = [(a.top, b.top) for a, b in pairwise(group)]
        if len(group) == 2:
            bands.append((group[-1].top, height - height * MARGIN))
        rows: list[list[Rectangle]] = []
        for band in bands:
            found = list(_rows_of(band, group[0].joints, words))
            rows += found
            if rows and not found:
                yield rows
                rows = []
        if rows:
            yield rows


def _rows_of(
    band: tuple[float, float], joints: tuple[float, ...], words: Sequence[Mapping[str, Any]]
) -> Iterator[list[Rectangle]]:
    """The rows between two rules; none where a word crosses from one column into another."""
    top, bottom = band
    inside = [word for word in words if top - 1 <= word["top"] and word["bottom"] <= bottom + 1]
    if not inside or any(_column(word, joints) is None for word in inside):
        return
    tops = []
    for line in printed_lines(0, inside):
        here = [w for w in inside if line.box.top - 1 <= w["top"] <= line.box.bottom]
        if len({_column(word, joints) for word in here}) == len(joints) - 1:
            tops.append(line.box.top - 1)
        elif not tops:
            break
    for start, end in pairwise([top, *tops[1:], bottom] if tops else [top, bottom]):
        yield [(x0, start, x1, end) for x0, x1 in pairwise(joints)]


def _column(word: Mapping[str, Any], joints: tuple[float, ...]) -> int | None:
    for column, (x0, x1) in enumerate(pairwise(joints)):
        if x0 - TOLERANCE <= word["x0"] and word["x1"] <= x1 + TOLERANCE:
            return column
    return None
