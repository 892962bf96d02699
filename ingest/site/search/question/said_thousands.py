"""Numbers of thousands in a question in, the same as rows print them out: 3,118 or 3118."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from ingest.site.search.lexicon.printed_phrases import is_printed
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import Unit

GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,]*\d)")
"""A number with commas between its thousands."""
LEAST = 4
"""Digits of the least number of thousands."""


def without_commas(text: str) -> str:
    """``text`` with its numbers of thousands in digits alone."""
    return GROUPED.sub(lambda match: match[0].replace(",", ""), text)


def thousands_as_one(question: Question) -> list[str]:
    """The words with each number of thousands as one word, which commas have parted."""
    text = f" {' '.join(question.words)} "
    for said in GROUPED.findall(question.query.text):
        text = text.replace(f" {said.replace(',', ' ')} ", f" {said.replace(',', '')} ")
    return text.split()


def thousands_as_printed(connection: sqlite3.Connection, units: Sequence[Unit]) -> list[Unit]:
    """The units, with numbers of thousands that no row has as one prints them with commas."""
    return [_with_commas(connection, unit) if unit.absent else unit for unit in units]


def _with_commas(connection: sqlite3.Connection, unit: Unit) -> Unit:
    word = unit.words[0] if len(unit.words) == 1 else ""
    if not word.isdecimal() or len(word) < LEAST:
        return unit
    parts = f"{int(word):,}".split(",")
    return Unit(unit.words, tuple(parts)) if is_printed(connection, " ".join(parts)) else unit
