"""The found rows of a search in, what is shown of each out: its words, its quote, the reason."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

import numpy as np

from ingest.site.search_engine import Answer
from ingest.site.search_marks import Marks, marks_of, unmarked
from ingest.site.search_reasons import best_meanings, reason
from ingest.site.text_words import words_of_text
from ingest.site.unit_weights import MET

MOST_VALUES = 25
"""Values of a facet that are counted out one by one."""
COLUMNS = "kind, title, body, printed, product_id, category, document_id, page, row_path"


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit as pages and JSON show it. ``title`` and ``snippet`` have marks around words met.

    ``why`` says by which words it was found; ``quote`` is what the document says there.
    """

    kind: str
    title: str
    snippet: str
    why: str
    quote: str | None
    product_id: str | None
    category: str | None
    document_id: str | None
    page: int | None
    row_path: str
    partial: bool

    @property
    def plain_title(self) -> str:
        """The title without marks."""
        return unmarked(self.title)

    def as_json(self) -> dict[str, Any]:
        """The hit for other programs."""
        return {
            "kind": self.kind,
            "title": self.plain_title,
            "product_id": self.product_id,
            "category": self.category,
            "document_id": self.document_id,
            "page": self.page,
            "row_path": self.row_path,
            "quote": self.quote,
            "why": self.why,
            "partial": self.partial,
        }


def shown(
    connection: sqlite3.Connection, answer: Answer, start: int = 0, most: int = 20
) -> list[Hit]:
    """``most`` hits of ``answer`` from the one numbered ``start`` (from 0) on."""
    wanted = answer.rows[start : start + most]
    rows = wanted.tolist()
    if not rows:
        return []
    ids = json.dumps([row + 1 for row in rows])
    sql = f"select id - 1, {COLUMNS} from search_index where id in (select value from json_each(?))"
    details = {row: rest for row, *rest in connection.execute(sql, [ids])}
    beginnings = tuple(term.words[-1] for term in answer.query.terms if term.starred)
    marks = marks_of(answer.lexicon, answer.units, beginnings if answer.as_typed else ())
    if answer.as_typed:
        return [_hit(answer, marks, "in its words", [], details[row]) for row in rows]
    met = [
        (
            unit,
            degree[start : start + most].tolist(),
            best_meanings(connection, answer.lexicon, unit, wanted),
        )
        for unit, degree in zip(answer.units, answer.degrees, strict=True)
        if degree is not None
    ]
    absent = [
        unit for unit, degree in zip(answer.units, answer.degrees, strict=True) if degree is None
    ]
    hits = []
    for at, row in enumerate(rows):
        name, text = (words_of_text(answer.lexicon, one).printed for one in details[row][1:3])
        why = reason([(one, best[at]) for one, has, best in met if has[at]], name, text)
        lacks = absent + [one for one, has, _ in met if one.absent or has[at] < MET]
        words = [" ".join(one.words) for one in lacks if not (one.weak or one.topic)]
        hits.append(_hit(answer, marks, why, words, details[row]))
    return hits


def _hit(answer: Answer, marks: Marks, why: str, lacks: list[str], detail: list[Any]) -> Hit:
    kind, title, body, quote, product_id, category, document_id, page, row_path = detail
    without = f"without: {', '.join(lacks)}" if lacks else ""
    return Hit(
        kind,
        marks.marked(title),
        marks.snippet(body),
        "; ".join(part for part in (why, without) if part),
        quote,
        product_id,
        category,
        document_id,
        page,
        row_path,
        answer.level == "near" or bool(lacks),
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
        counts = np.bincount(codes[answer.rows], minlength=len(labels))
        places = np.flatnonzero(counts)
        pairs = zip((-counts[places]).tolist(), [labels[at] for at in places.tolist()], strict=True)
        having = [pair for pair in pairs if pair[1]]
        best = nsmallest(MOST_VALUES, having)
        found[name] = Facet([(label, -less) for less, label in best], len(having) - len(best))
    return found
