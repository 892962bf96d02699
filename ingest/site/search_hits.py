"""The found rows of a search in, what is shown of each out: its words, its quote, the reason."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

import numpy as np

from ingest.site.fitting_rows import likest
from ingest.site.lexicon import Lexicon
from ingest.site.search_answer import Answer
from ingest.site.search_marks import Marks, marks_of
from ingest.site.search_reasons import Reasons
from ingest.site.shown_rows import ShownRow, shown_rows
from ingest.site.unit_weights import MET
from ingest.site.units import Unit

ASKED_LIKE = "what a question like this one asks for"
"""Why a row is a hit that has too little of the words."""
SIBLING = "of the substance of"
"""How it is told that a row is of a medicine that has the substance of the one that is named."""
NOT_CITED = "does not cite"
"""How it is told that a concern does not cite a section that is denied."""
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
    absent = [
        unit for unit, degree in zip(answer.units, answer.degrees, strict=True) if degree is None
    ]
    reasons = Reasons(connection, answer.lexicon, wanted)
    hits = []
    by_words = answer.scores[start : start + most] > 0
    added = wanted[~by_words]
    asking: dict[int, str] = {}
    if answer.like is not None and len(added):
        questions = likest(connection, answer.lexicon, answer.like, added)
        asking = dict(zip(added.tolist(), questions, strict=True))
    for at, row in enumerate(rows):
        whole = [
            one for one, has in met if has[at] and not _of_sibling(answer.lexicon, one, has[at])
        ]
        siblings = [one for one, has in met if _of_sibling(answer.lexicon, one, has[at])]
        told = [reasons.of(at, row, whole)]
        told += [f"{SIBLING} {' '.join(one.words)}" for one in siblings]
        told += [f"{NOT_CITED} {one.meanings[0].said}" for one in whole if one.denied]
        if question := asking.get(int(wanted[at])):
            told.insert(0, f"{ASKED_LIKE}: “{question}”")
        lacks = absent + [one for one, has in met if one.absent or has[at] < MET]
        lacks = [
            one for one in lacks if not (one.weak or one.topic or one.denied or one in siblings)
        ]
        words = ", ".join(" ".join(one.words) for one in lacks if one not in whole)
        said = ", ".join(part for part in told if part)
        why = "; ".join(part for part in (said, f"without: {words}" if words else "") if part)
        partial = answer.level == "near" or bool(lacks or siblings)
        hits.append(Hit(row, why, partial, marks))
    return hits


def _of_sibling(lexicon: Lexicon, unit: Unit, degree: float) -> bool:
    """Whether a medicine is named, and a row is of one of the same substance by another name."""
    return 0 < degree < MET and lexicon.medicines.issuperset(unit.words)


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
        counts = np.bincount(codes[answer.rows], minlength=len(labels)).tolist()
        having = sorted((-n, one) for n, one in zip(counts, labels, strict=True) if n and one)
        values = [(label, -less) for less, label in having[:MOST_VALUES]]
        found[name] = Facet(values, len(having) - len(values))
    return found
