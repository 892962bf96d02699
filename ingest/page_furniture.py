"""Laid out pages in, their page numbers and running heads and feet out. Pure: no file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.document import Furniture
from ingest.page_layout import PAGE_NUMBER, SAME, Layout, PrintedLine, Row

MARGIN = 0.09
"""The share of a page's height, at its top and at its foot, in which furniture may stand."""
DEEPEST = 0.25
"""The share of a page's height down to which a head may go on that begins in the margin."""


def part_furniture(layouts: list[Layout], texts: Sequence[str] = ()) -> Iterator[Furniture]:
    """Take page numbers, running heads and feet, and rotated words out of the layouts.

    A line in the margin is a running head or foot when, digits apart, it stands on two pages in
    five and on at least three: of those laid out, or of all pages of a long file, whose quickly
    read ``texts`` are given. Of a file of two pages it stands on both, at the same height.
    """
    margins = Counter(key for layout in layouts for key in {_masked(m) for _, m in _margin(layout)})
    often = max(3, len(layouts) * 2 / 5)
    twice = _on_both(*layouts) if len(layouts) == 2 and not texts else set()
    printed = Counter(
        key for text in texts for key in {_masked(line.strip()) for line in text.split("\n")}
    )
    often_printed = max(3, len(texts) * 2 / 5)
    headed: dict[int, PrintedLine | Row] = {}
    for layout in layouts:
        for line in layout.aside:
            yield Furniture(layout.number, line.text, "rotated", line.box)
        for block, words in _margin(layout):
            key = _masked(words)
            if PAGE_NUMBER.fullmatch(words):
                reason = "page number"
            elif margins[key] >= often or printed[key] >= often_printed or key in twice:
                reason = "running head or foot"
            else:
                continue
            if layout.blocks[0] is block:
                headed[layout.number] = block
            layout.blocks.remove(block)
            for line in [block] if isinstance(block, PrintedLine) else block.lines:
                yield Furniture(layout.number, line.text, reason, line.box)
    yield from _deep_heads([layout for layout in layouts if layout.number in headed], headed)


def _deep_heads(layouts: list[Layout], above: dict[int, PrintedLine | Row]) -> Iterator[Furniture]:
    """What goes on with a running head below the margin: the first line of each page, and the next
    as long as it stands on three pages in five, and on at least three, at the same height, digits
    apart; and a row of a table that begins in the margin. ``above`` has by their number what was
    taken from each page last."""
    often = max(3, len(layouts) * 3 / 5)
    left = layouts
    while left := [layout for layout in left if _goes_on(layout, above[layout.number])]:
        counted = Counter(_placed(layout.blocks[0]) for layout in left)
        left = [layout for layout in left if counted[_placed(layout.blocks[0])] >= often]
        for layout in left:
            block = above[layout.number] = layout.blocks.pop(0)
            for line in [block] if isinstance(block, PrintedLine) else block.lines:
                yield Furniture(layout.number, line.text, "running head or foot", line.box)


def _goes_on(layout: Layout, above: PrintedLine | Row) -> bool:
    """Whether the first block left of a page may be of the head that ``above`` is of."""
    if not layout.blocks or layout.blocks[0].bottom > layout.height * DEEPEST:
        return False
    block = layout.blocks[0]
    if isinstance(block, PrintedLine):
        return True
    return isinstance(above, Row) and above.table == block.table


def _placed(block: PrintedLine | Row) -> tuple[str, int]:
    """What stands there, digits apart, and its height on the page, to a point."""
    words = block.text if isinstance(block, PrintedLine) else " ".join(block.words)
    return _masked(words.strip()), round(block.top)


def _on_both(first: Layout, second: Layout) -> set[str]:
    """What stands in the margins of both pages at the same height, digits apart."""
    there = [(block.top, _masked(words)) for block, words in _margin(second)]
    return {
        key
        for block, words in _margin(first)
        if (key := _masked(words))
        and any(key == other and abs(top - block.top) < SAME for top, other in there)
    }


def _margin(layout: Layout) -> list[tuple[PrintedLine | Row, str]]:
    """What stands in the margins, with its words: lines, and rows of a table drawn there."""
    depth = layout.height * MARGIN
    found: list[tuple[PrintedLine | Row, str]] = []
    for block in layout.blocks:
        if block.bottom < depth or block.top > layout.height - depth:
            words = block.text if isinstance(block, PrintedLine) else " ".join(block.words)
            found.append((block, words.strip()))
    return [(block, words) for block, words in found if words]


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", text)
