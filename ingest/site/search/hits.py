"""The found rows of a search in, what is shown of each out: its words, its quote, the reason."""

from __future__ import annotations

import sqlite3
from collections.abc import Set
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.meanings import Numbers, strengths_in
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.lexicon.shown_rows import ShownRow, shown_rows
from ingest.site.search.marks import Marks, marks_of
from ingest.site.search.order.fitting_rows import likest
from ingest.site.search.question_form import shown as shown_form
from ingest.site.search.reasons import CLASS_MEMBER, Reasons
from ingest.site.search.row_parts import RowParts
from ingest.site.search.told.said_verbatim import said_verbatim
from ingest.site.search.typed_reasons import typed_reasons

ASKED_LIKE = "what a question like this one asks for"
"""Why a row is a hit that has too little of the words."""
SIBLING = "of the substance of"
"""How it is told that a row is of a medicine that has the substance of the one that is named."""
IN_POLICY = "in a policy on the substance of"
"""The same of another medicine that a policy on that one names."""
NOT_CITED = "no citation read of"
"""How it is told of a concern that no citation of a section that is denied was read for it: whether
the document has one where nothing was read is not known."""
MOST_VALUES = 25
"""Values of a facet that are counted out one by one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found; ``why`` says by which words, ``marks`` what is marked in its words.

    ``partial`` is one that lacks something of the question; ``without`` is what, in the words of
    the question, as ``why`` says too.
    """

    row: ShownRow
    why: str
    partial: bool
    without: list[str]
    marks: Marks

    @property
    def title(self) -> str:
        """The title with marks around the words that were met."""
        return self.marks.marked(self.row.title)

    @property
    def snippet(self) -> str:
        """The words of the row around those that were met, with marks."""
        return self.marks.snippet(self.row.body)

    @property
    def beside_the_quote(self) -> str:
        """The words of the row that are not the document's own: what a finding is, what a limit is
        of; nothing where its title and its quote say as much."""
        row = self.row
        if row.quote is None:
            return ""
        printed = f"{row.title.text} {row.quote}"
        if set(words_in(printed)).issuperset(words_in(row.body.text)):
            return ""
        text, quote = (" ".join(one.split()) for one in (row.body.text, row.quote))
        return text.removesuffix(f"; {quote}").removeprefix(f"{quote};").strip()

    def as_json(self) -> dict[str, Any]:
        """The hit for other programs."""
        row = self.row
        return {
            "kind": row.kind,
            "title": row.title.text,
            "product_id": row.product_id,
            "category": row.category,
            "document_id": row.document_id,
            "page": row.page,
            "row_path": row.row_path,
            "quote": row.quote,
            "text": " ".join(row.body.text.split()),
            "why": self.why,
            "partial": self.partial,
        }


def shown(
    connection: sqlite3.Connection, answer: Answer, start: int = 0, most: int = 20
) -> list[Hit]:
    """``most`` hits of ``answer`` from the one numbered ``start`` (from 0) on."""
    wanted = answer.rows[start : start + most]
    if not len(wanted):
        return []
    rows = shown_rows(connection, answer.lexicon, wanted.tolist())
    beginnings = tuple(term.words[-1] for term in answer.query.terms if term.starred)
    if answer.as_typed:
        marks = marks_of(answer.lexicon, answer.units, beginnings)
        why = typed_reasons(connection, answer.lexicon, answer.query.terms, wanted, rows)
        return [Hit(row, told, False, [], marks) for row, told in zip(rows, why, strict=True)]
    met = [
        (unit, degree[start : start + most].tolist())
        for unit, degree in zip(answer.units, answer.degrees, strict=True)
        if degree is not None
    ]
    reasons = Reasons(connection, answer.lexicon, wanted, answer.put_in)
    hits = []
    by_words = answer.scores[start : start + most] > 0
    added = wanted[~by_words]
    verbatim: list[str] | None = None
    asking: dict[int, str] = {}
    if answer.like is not None and len(added):
        questions = likest(connection, answer.lexicon, answer.like, added)
        asking = dict(zip(added.tolist(), questions, strict=True))
    all_parts = RowParts(connection, answer, wanted)
    concepts = _concepts_of(connection, answer, wanted)
    for at, row in enumerate(rows):
        parts = all_parts.of(at, row, {id(unit): degree[at] for unit, degree in met})
        if parts.without or parts.lacking:
            verbatim = said_verbatim(connection, answer) if verbatim is None else verbatim
            parts = replace(parts, without=[], lacking=[]) if _prints(row, verbatim) else parts
        question = asking.get(int(wanted[at]))
        own = reasons.of(at, row, parts.met)
        quoted = (
            f": “{shown_form(question or '')}”"
            if answer.level == "alike" or not parts.lacks_a_name
            else ""
        )
        by_example = question and (answer.level == "alike" or not own)
        by_example = by_example and bool(quoted or not parts.siblings)
        told = [f"{ASKED_LIKE}{quoted}" if by_example else "", own]
        of = IN_POLICY if row.kind == CLASS_MEMBER else SIBLING
        told += [f"{of} {' '.join(one.words)}" for one in parts.siblings]
        told += [f"{NOT_CITED} {one.meanings[0].said}" for one in parts.met if one.denied]
        without = ", ".join(parts.without)
        why = [", ".join(filter(None, told)), without and f"without: {without}"]
        partial = answer.level == "near" or bool(without or parts.lacking or parts.siblings)
        marks = marks_of(answer.lexicon, parts.met, (), _printed(row), concepts[at])
        hits.append(Hit(row, "; ".join(filter(None, why)), partial, parts.without, marks))
    return hits


def _prints(row: ShownRow, name: list[str]) -> bool:
    """Whether the name or the text of a row has all words of ``name`` side by side."""
    texts = (row.title.text, row.body.text) if name else ()
    return any(f" {' '.join(name)} " in f" {' '.join(words_in(text))} " for text in texts)


def _concepts_of(connection: sqlite3.Connection, answer: Answer, rows: Numbers) -> list[set[str]]:
    """For each of ``rows`` the concepts, by their terms, that it has of those asked about."""
    found: list[set[str]] = [set() for _ in range(len(rows))]
    meant = {one.term for unit in answer.units for one in unit.meanings if one.term[:2] == "c:"}
    for term in meant:
        strengths = strengths_in(answer.lexicon.postings(connection, term), rows)
        for at in np.flatnonzero(strengths).tolist():
            found[at].add(term)
    return found


def _printed(row: ShownRow) -> Set[str]:
    """The roots of the words that a row prints."""
    return row.title.printed.keys() | row.body.printed.keys()


@dataclass(frozen=True, slots=True)
class Facet:
    """The values that most of the hits have, each with their count; ``more`` are left out."""

    values: list[tuple[str, int]]
    more: int


def facets(answer: Answer) -> dict[str, Facet]:
    """How many of the hits are of each kind, category and product, the most first."""
    found: dict[str, Facet] = {}
    hits = answer.hits
    for name in ("kind", "category", "product_id"):
        labels, codes = answer.lexicon.columns[name]
        counts = np.bincount(codes[hits])
        (having,) = np.nonzero(counts)
        each = zip(counts[having].tolist(), having.tolist(), strict=True)
        ordered = sorted((-n, labels[at]) for n, at in each if labels[at])
        values = [(label, -less) for less, label in ordered[:MOST_VALUES]]
        found[name] = Facet(values, len(ordered) - len(values))
    return found
