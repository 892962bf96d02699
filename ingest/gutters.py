"""Words of a page in, cells of tables of two columns that no ruling parts out. Pure.

Plans have boxes with a label on the left and text on the right. Without rulings their words stand
on common base lines, and read line by line they would be mixed. What parts them is a gutter: a
white strip with text that begins at one height after another just right of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ingest.bullets import BULLET
from ingest.page_layout import word_lines
from ingest.rulings import Edge, Rectangle, cell_of

GUTTER = 9.0
"""Points of white between two columns, at least; tables in word processors have 10.8."""
ALIGNED = 1.5
"""How far apart, in points, the beginnings of the right column's lines may be."""
PADDED = 1.5
"""Points of white that a new row has above it more than a line inside a row, at least."""
FAR = 2.5
"""Line heights of white that end a table."""
UNFINISHED = re.compile(
    r"(?:\b(?:a|an|the|of|and|or|for|to|in|with|linking)|[,/(-])$", re.IGNORECASE
)
NO_LABEL = re.compile(
    r"[\W\d]*|[ivx\d]+(?:\.[a-z\d]{1,2})*[.)]?|\w{1,2}[.)]?|(?:table|figure)\s[\d.]*:?|.*\s\w",
    re.IGNORECASE,
)
"""Marks, numbers and captions before words, which no column of labels is made of."""

DATED = re.compile(r"(?:\d{1,2}\W)?(?:[^\W\d]{3,9}\.?|\d{1,2})\W+(?:\d{1,2},?\W+)?(?:19|20)\d\d")
"""A label that is a date, which no label over two lines goes on with: "June 2023", "1/15/2024"."""

Table = list[list[Rectangle]]
Word = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Line:
    """A base line parted at a gutter: its words left and right of it."""

    top: float
    bottom: float
    left: tuple[Word, ...]
    right: tuple[Word, ...]

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def label(self) -> str:
        return " ".join(word["text"] for word in self.left)


def with_gutters(
    tables: list[Table],
    edges: Iterable[Edge],
    words: Sequence[Word],
    width: float,
    gutters: set[float],
) -> list[Table]:
    """``tables`` of a page (rows of cells) and those of two columns that no upright ruling parts.

    A box drawn around such a table is none itself. ``gutters`` are where the right columns of
    such tables begin on the pages before; those of this page are added.
    """
    apart = [table for table in tables if any(len(row) > 1 for row in table)]
    cells = [cell for table in apart for row in table for cell in row]
    free = [word for word in words if cell_of(word, cells) is None]
    rules = [edge["top"] for edge in edges if edge["orientation"] == "h"]
    found = list(tables_of_gutters(free, rules, width, gutters))
    boxes = [table for table in tables if table not in apart]
    kept = [box for box in boxes if not any(_overlap(box, table) for table in found)]
    return [*apart, *kept, *found]


def _overlap(box: Table, table: Table) -> bool:
    """Whether a row of ``table`` begins inside a cell of ``box``."""
    return any(
        cell[0] <= row[0][0] <= cell[2] and cell[1] <= (row[0][1] + row[0][3]) / 2 <= cell[3]
        for row in table
        for other in box
        for cell in other
    )


def tables_of_gutters(
    words: Sequence[Word], rules: Iterable[float], width: float, gutters: set[float]
) -> Iterator[Table]:
    """Tables of two columns in free ``words`` of a page ``width`` points wide: rows of cells.

    ``rules`` are the heights of level rulings: rows do not cross them. A table of a line or two
    is seen only where its gutter is one of ``gutters``, to which those of larger ones are added.
    """
    lines = [sorted(line, key=lambda word: word["x0"]) for line in word_lines(words)]
    heights = sorted(rules)
    for start in range(len(lines)):  # first the larger ones, for their gutters
        gutters |= {g for g in _gutters(lines[start]) if _is_table(_table(lines, start, g))}
    taken = 0
    for start in range(len(lines)):
        for gutter in _gutters(lines[start]) if start >= taken else ():
            table = _table(lines, start, gutter)
            usual = any(abs(gutter - other) <= ALIGNED for other in gutters)
            if _is_table(table) or (usual and _is_row(table)):
                taken = start + len(table)
                yield _cells(table, gutter, heights, width)
                break


def _gutters(line: list[Word]) -> Iterator[float]:
    """Where a right column might begin in a line: after each wide white."""
    for left, right in pairwise(line):
        if right["x0"] - left["x1"] >= GUTTER:
            yield right["x0"]


def _table(lines: list[list[Word]], start: int, gutter: float) -> list[_Line]:
    """The lines from ``start`` on that stand in the columns of ``gutter``."""
    table: list[_Line] = []
    for words in lines[start:]:
        line = _parted(words, gutter)
        if line is None or (table and line.top - table[-1].bottom > FAR * line.height):
            break
        table.append(line)
    while table and not (table[-1].right or _ends_label(table)):
        table.pop()
    return table


def _ends_label(table: list[_Line]) -> bool:
    """Whether the last line is the rest of a label that is longer than the text beside it."""
    above, line = table[-2:] if len(table) > 1 else (table[-1], table[-1])
    return (
        bool(above.left)
        and line.label[:1].islower()
        and line.top - above.bottom < line.height / 2
        and abs(line.left[0]["x0"] - above.left[0]["x0"]) <= ALIGNED
    )


def _parted(words: list[Word], gutter: float) -> _Line | None:
    """A line parted at ``gutter``; None when a word crosses it, or it has other columns there."""
    left = tuple(word for word in words if word["x0"] < gutter - ALIGNED)
    right = tuple(words[len(left) :])
    if left and left[-1]["x1"] > gutter - (GUTTER if right else ALIGNED):
        return None
    if left and right and right[0]["x0"] - gutter > ALIGNED:
        return None
    top, bottom = min(w["top"] for w in words), max(w["bottom"] for w in words)
    return _Line(top, bottom, left, right)


def _is_table(table: list[_Line]) -> bool:
    """Whether lines are a table: labels on the left, text on the right, three lines and more."""
    both = [line for line in table if line.left and line.right]
    labels = [line for line in both if not NO_LABEL.fullmatch(line.label)]
    texts = [line for line in both if any(c.isalpha() for w in line.right for c in w["text"])]
    marks = [line for line in both if BULLET.match(f"{line.label} ")]
    return (
        len(both) >= 2
        and sum(bool(line.right) for line in table) >= 3
        and 2 * len(labels) > len(both)
        and 2 * len(texts) > len(both)
        and not marks
    )


def _is_row(table: list[_Line]) -> bool:
    """Whether lines are a row of a table of known columns: a label, and words beside it."""
    return (
        bool(table)
        and not NO_LABEL.fullmatch(table[0].label)
        and any(char.isalpha() for word in table[0].right for char in word["text"])
    )


def _cells(table: list[_Line], gutter: float, rules: list[float], width: float) -> Table:
    rows: list[list[_Line]] = []
    for line, starts in zip(table, _row_starts(table, rules), strict=True):
        rows = [*rows, [line]] if starts or not rows else [*rows[:-1], [*rows[-1], line]]
    x0 = min(line.left[0]["x0"] for line in table if line.left) - 1
    return [
        [
            (x0, row[0].top - 0.5, gutter - ALIGNED, row[-1].bottom + 0.5),
            (gutter - ALIGNED, row[0].top - 0.5, width, row[-1].bottom + 0.5),
        ]
        for row in rows
    ]


def _row_starts(table: list[_Line], rules: list[float]) -> list[bool]:
    """For each line whether a row begins with it.

    Rulings say it if there are several; else the white above a line with a label; else, where
    that is the same everywhere, a label after none, or one that begins with a capital. A date
    beside text always does.
    """
    pairs = list(pairwise(table))
    ruled = [any(a.bottom - 1 <= rule <= b.top + 1 for rule in rules) for a, b in pairs]
    whites = [b.top - a.bottom for a, b in pairs]
    if sum(ruled) > 1:
        return [True, *ruled]
    least = min(whites, default=0.0)
    wide = [white > least + PADDED for white in whites]
    padded = any(broad and b.left for broad, (_, b) in zip(wide, pairs, strict=True))
    starts = [True]
    for (above, line), broad, rule in zip(pairs, wide, ruled, strict=True):
        capital = line.label[:1].isupper() and bool(line.right)
        fresh = not above.left or (capital and not UNFINISHED.search(above.label))
        dated = bool(line.right) and DATED.fullmatch(line.label) is not None
        starts.append(rule or dated or (bool(line.left) and (broad if padded else fresh)))
    return starts
