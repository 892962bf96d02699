"""The found rows of a search in, what is shown of each out: its words, its quote, the reason."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.lexicon.shown_rows import ShownRow, shown_rows
from ingest.site.search.marks import Marks, marks_of
from ingest.site.search.order.fitting_rows import likest
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import shown as shown_form
from ingest.site.search.question_form import spoken
from ingest.site.search.reasons import CLASS_MEMBER, Reasons
from ingest.site.search.scores.unit_weights import MET

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

    ``partial`` is one that lacks something of the question.
    """

    row: ShownRow
    why: str
    partial: bool
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
            "text": row.body.text,
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
    marks = marks_of(answer.lexicon, answer.units, beginnings if answer.as_typed else ())
    if answer.as_typed:
        return [Hit(row, "in its words", False, marks) for row in rows]
    met = [
        (unit, degree[start : start + most].tolist())
        for unit, degree in zip(answer.units, answer.degrees, strict=True)
        if degree is not None
    ]
    reasons = Reasons(connection, answer.lexicon, wanted, answer.put_in)
    hits = []
    by_words = answer.scores[start : start + most] > 0
    added = wanted[~by_words]
    asking: dict[int, str] = {}
    if answer.like is not None and len(added):
        questions = likest(connection, answer.lexicon, answer.like, added)
        asking = dict(zip(added.tolist(), questions, strict=True))
    named = [unit for unit in answer.units if _names_a_product(answer.lexicon, unit)]
    names = answer.lexicon.product_words
    for at, row in enumerate(rows):
        has = {id(unit): degree[at] for unit, degree in met}
        its = names.get(row.product_id or "", frozenset())
        others = [unit for unit in named if its.isdisjoint(unit.words)]
        parts = _parts(row, answer.units, has, others)
        question = asking.get(int(wanted[at]))
        own = reasons.of(at, row, parts.met)
        by_example = question and (not own or answer.level == "alike")
        told = [f"{ASKED_LIKE}: “{shown_form(question or '')}”" if by_example else "", own]
        of = IN_POLICY if row.kind == CLASS_MEMBER else SIBLING
        told += [f"{of} {' '.join(one.words)}" for one in parts.siblings]
        told += [f"{NOT_CITED} {one.meanings[0].said}" for one in parts.met if one.denied]
        lacking = (one for one in parts.lacking if one not in parts.met)
        without = ", ".join(" ".join(spoken(answer, one)) for one in lacking)
        why = [", ".join(filter(None, told)), f"without: {without}" if without else ""]
        partial = answer.level == "near" or bool(parts.lacking or parts.siblings)
        hits.append(Hit(row, "; ".join(filter(None, why)), partial, marks))
    return hits


@dataclass(frozen=True, slots=True)
class _Parts:
    """The units of a question that a row has; those that it has but near, or not at all; and the
    medicines that are named, where it is of one of the same substance by another name.
    """

    met: list[Unit]
    lacking: list[Unit]
    siblings: list[Unit]


def _parts(
    row: ShownRow, units: Sequence[Unit], has: Mapping[int, float], others: Sequence[Unit]
) -> _Parts:
    """The units by what a row has of them; ``has`` is how much it has each, by their ids, and
    ``others`` are names of other medicines than its own.
    """
    found = _Parts([], [], [])
    for unit in units:
        degree = has.get(id(unit), 0.0)
        if degree and unit in others and row.product_id and not _prints(row, unit):
            found.siblings.append(unit)
            continue
        if degree:
            found.met.append(unit)
        if (unit.absent or degree < MET) and not (unit.weak or unit.topic or unit.denied):
            found.lacking.append(unit)
    return found


def _prints(row: ShownRow, unit: Unit) -> bool:
    """Whether a row prints the words of a unit."""
    return row.title.printed.keys() | row.body.printed.keys() >= set(unit.roots)


def _names_a_product(lexicon: Lexicon, unit: Unit) -> bool:
    """Whether the words of a unit are in the name of a medicine, not of a substance alone."""
    return lexicon.medicines.issuperset(unit.words) and any(
        name.issuperset(unit.words) for name in lexicon.product_words.values()
    )


@dataclass(frozen=True, slots=True)
class Facet:
    """The values that most of the hits have, each with their count; ``more`` are left out."""

    values: list[tuple[str, int]]
    more: int


def facets(answer: Answer) -> dict[str, Facet]:
    """How many of the hits are of each kind, category and product, the most first."""
    found: dict[str, Facet] = {}
    for name in ("kind", "category", "product_id"):
        labels, codes = answer.lexicon.columns[name]
        counts = np.bincount(codes[answer.rows])
        (having,) = np.nonzero(counts)
        each = zip(counts[having].tolist(), having.tolist(), strict=True)
        ordered = sorted((-n, labels[at]) for n, at in each if labels[at])
        values = [(label, -less) for less, label in ordered[:MOST_VALUES]]
        found[name] = Facet(values, len(ordered) - len(values))
    return found
