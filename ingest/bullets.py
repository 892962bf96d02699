"""The marks in front of list items, as printed and as PDF readers give them."""

from __future__ import annotations

import re

from ingest.document import Span

SIGN = r"(?:[•·▪●○◦■\uf0a7\uf0b7\uf02d\ufffd*–—-]|\(cid:\d+\))"
"""A bullet or dash. ``(cid:127)`` and U+FFFD stand for a glyph of a PDF without a character."""

BULLET = re.compile(rf"(?:{SIGN}|o)(?=\s)|\(?\d{{1,2}}[.)](?=\s)")
"""A mark that an item may bear: a sign, a small o, or a number."""

LISTED = re.compile(rf"(?m)^[^\S\n]*{SIGN}\s")
"""A sign at the start of a line."""

NESTED = {"o", "○", "◦", "-", "–", "—"}
"""Marks of items inside an item, where the items outside bear another mark or none."""


def kind_of(mark: str) -> str:
    """A mark, all numbers and all unknown glyphs alike."""
    return "1" if mark[:1].isdigit() or mark[:2].strip("(").isdigit() else mark


def unmarked(text: str, span: Span, trailing: str = "") -> Span:
    """``span`` without signs and blanks before it, and without ``trailing`` marks at its end."""
    span = span.strip(text)
    while mark := re.compile(rf"{SIGN}\s*").match(text, span.start, span.end):
        span = Span(mark.end(), span.end)
    words = span.of(text).rstrip(f"{trailing} \n\t")
    return Span(span.start, span.start + len(words))
