"""The grids of VI.2.4 ("Risk | What is known | Preventability") in, their entries out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.bullets import unmarked
from ingest.document import Document, Span, next_starts
from ingest.families.rmp_summary.terms import is_none_listed, label_pattern, terms
from ingest.grids import Grid, grids
from ingest.vocabulary import Folded, folded_words, phrase_pattern


@dataclass(frozen=True, slots=True)
class Entry:
    """A concern as a grid has it: its name, what is known of it, whether it can be prevented."""

    name: Span
    known: Span | None
    preventability: Span | None


@dataclass(frozen=True, slots=True)
class Entries:
    """What stands under a category: ``heads`` are the words over the columns."""

    heads: tuple[Span, ...]
    entries: tuple[Entry, ...]
    none: Span | None
    """Where it is stated that there is nothing."""


def read_entries(document: Document, folded: Folded, content: Span) -> Entries:
    """The entries under one category, from ruled grids or from labelled text.

    In text each column's word is a label with a colon at the start of a line. A grid that was
    printed without rulings is not read: which words belong to which column cannot be told.
    """
    ruled = list(grids(document, content))
    if ruled:
        return _of_grids(document.text, ruled)
    bare = unmarked(document.text, content.strip(document.text, ":"))
    if bare and is_none_listed(bare.of(document.text)):
        return Entries((), (), bare)
    return _of_labels(document.text, folded, content)


def _of_grids(text: str, ruled: list[Grid]) -> Entries:
    heads: list[Span] = []
    entries: list[Entry] = []
    none: Span | None = None
    columns: dict[str, int] = {}
    for grid in ruled:
        for row in grid.rows:
            if found := _columns(row, text):
                columns = found
                heads += [cell for cell in row if cell]
                continue
            name = row[columns["risk"]] if columns else None
            bare = name and unmarked(text, name, ".:;")
            if name and is_none_listed(name.of(text)):
                none = none or name
            elif bare:
                known, prevented = (_cell(row, columns.get(c)) for c in ("known", "preventability"))
                entries.append(Entry(bare, known, prevented))
    return Entries(tuple(heads), tuple(entries), none)


def _columns(row: tuple[Span | None, ...], text: str) -> dict[str, int]:
    """Which column holds what, if ``row`` is a head row; else nothing."""
    found = {}
    for number, cell in enumerate(row):
        said = folded_words(cell.of(text)) if cell else ""
        for column, phrases in terms()["grid_columns"].items():
            if any(re.fullmatch(phrase_pattern(phrase), said) for phrase in phrases):
                found[column] = number
    return found if "risk" in found and len(found) > 1 else {}


def _cell(row: tuple[Span | None, ...], column: int | None) -> Span | None:
    return None if column is None or column >= len(row) else row[column]


def _of_labels(text: str, folded: Folded, content: Span) -> Entries:
    labels = sorted(
        (label, column)
        for column, phrases in terms()["grid_columns"].items()
        for match in folded.finditer(label_pattern(phrases), content)
        if (label := match.group("label")) and text[label.end :].lstrip().startswith(":")
    )
    ends = next_starts([label for label, _ in labels], content.end)
    said: list[dict[str, Span]] = []
    for (label, column), end in zip(labels, ends, strict=True):
        words = Span(label.end, end).strip(text, ":")
        if column == "risk":
            said.append({})
        if said and words:
            said[-1].setdefault(column, words)
    return Entries(tuple(label for label, _ in labels), tuple(_entries(said)), None)


def _entries(said: list[dict[str, Span]]) -> Iterator[Entry]:
    for one in said:
        if "risk" in one:
            yield Entry(one["risk"], one.get("known"), one.get("preventability"))
