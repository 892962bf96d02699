"""A reader's words in, all that a page, JSON or a terminal shows of the search out.

Hits are what the base has; what is near, other spellings, and what the base holds stand apart.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.site.query_words import FIELDS, PART, all_of, as_typed
from ingest.site.search_engine import MOST_RANKED, Answer, search
from ingest.site.search_hits import Hit, facets, near_concepts, shown

PAGE_SIZE = 20
MOST_MEDICINES = 8
MOST_CONCERNS = 12
MOST_ALIKE = 6
BEGINNING = 5
"""Letters in which a word must begin like another to be offered in its stead."""


@dataclass(frozen=True, slots=True)
class Absent:
    """What no row has. ``documents`` have it in their text none the less; ``alike`` are words."""

    words: str
    documents: list[tuple[str, str]]
    alike: list[str]


@dataclass(frozen=True, slots=True)
class Result:
    """A search with one page of its hits, numbered from ``start``.

    ``near`` are no hits. ``as_words`` says that nothing matched phrases and operators as they were
    written. ``unfiltered`` counts the hits there were without fields, where with them is none;
    ``known`` are the values that a field may have, where it has another.
    """

    answer: Answer
    level: str
    start: int
    hits: list[Hit]
    near: list[Hit]
    facets: dict[str, list[tuple[str, int]]]
    products: dict[str, str]
    absent: list[Absent] = field(default_factory=list)
    as_words: bool = False
    unfiltered: int = 0
    known: dict[str, list[str]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many hits there are on all pages."""
        return 0 if self.level == "near" else len(self.answer.found)

    @property
    def more(self) -> bool:
        """Whether there are hits beyond those that were ranked and counted."""
        return self.total >= MOST_RANKED


def look_up(
    connection: sqlite3.Connection, text: str, start: int = 0, most: int = PAGE_SIZE
) -> Result:
    """What the base has for ``text``: ``most`` hits from the one numbered ``start`` (from 0) on."""
    answer = _as_quoted(search(connection, text))
    names = dict(connection.execute("select id, name from products").fetchall())
    absent = [_absent(connection, words) for words in dict.fromkeys(answer.absent)]
    if answer.level in ("all", "most"):
        hits = shown(connection, answer, start, most)
        loose = _is_loosened(answer)
        return Result(answer, answer.level, start, hits, [], facets(answer), names, absent, loose)
    near = shown(connection, answer, 0, most) + _of_near_concepts(connection, answer)
    result = Result(answer, answer.level, start, [], near, facets(Answer(answer.query)), names)
    if not answer.query.fields:
        return replace(result, absent=absent)
    bare = _as_quoted(search(connection, without_fields(text)))
    count = len(bare.found) if bare.level in ("all", "most") else 0
    known = _known(connection, answer.query.fields, set(names))
    return replace(result, absent=absent, unfiltered=count, known=known)


def without_fields(text: str, only: str | None = None) -> str:
    """``text`` without its fields, or without the field ``only``."""
    names = FIELDS if only is None else (only,)
    kept = PART.sub(lambda match: "" if (match["field"] or "").lower() in names else match[0], text)
    return " ".join(kept.split())


def _as_quoted(answer: Answer) -> Answer:
    """No hits of another word in the stead of one in quotes: that was to be found as it is."""
    quoted = {word for term in answer.query.terms if term.phrase for word in term.words}
    if quoted & set(answer.mended):
        return replace(answer, found=[], level="none", expression='""')
    return answer


def _is_loosened(answer: Answer) -> bool:
    """Whether phrases, beginnings or operators were passed over, for nothing has them."""
    query = answer.query
    if query.has_operators:
        return answer.expression != as_typed(query)
    special = any(term.starred or (term.phrase and len(term.words) > 1) for term in query.terms)
    return special and answer.expression != all_of(query.terms)


def _absent(connection: sqlite3.Connection, words: str) -> Absent:
    """What no row has, with the documents that have it in text of which no row was made."""
    printed = connection.execute(
        "select d.id, coalesce(d.title, d.source_file) "
        "from documents_fts f join documents d on d.rowid = f.rowid "
        "where documents_fts match ? and instr(lower(d.text), ?) order by d.id limit 3",
        [f'text : "{words}"', words],
    ).fetchall()
    beginning = words[:BEGINNING]
    alike = connection.execute(
        "select word from search_words where word >= ? and word < ? "
        "order by rows desc, word limit ?",
        [beginning, f"{beginning}\U0010ffff", MOST_ALIKE],
    )
    return Absent(
        words,
        [(str(name), str(title)) for name, title in printed],
        [word for (word,) in alike] if len(beginning) == BEGINNING else [],
    )


def _of_near_concepts(connection: sqlite3.Connection, answer: Answer) -> list[Hit]:
    return [
        Hit(
            kind="risk",
            title=one["name"],
            snippet="",
            why=f"a near concept: {one['concept']}",
            quote=None,
            product_id=one["product_id"],
            category=None,
            document_id=None,
            page=None,
            row_path=one["row_path"],
            partial=True,
        )
        for one in near_concepts(connection, answer)
    ]


def _known(
    connection: sqlite3.Connection, fields: dict[str, str], products: set[str]
) -> dict[str, list[str]]:
    """For each field whose value no row has the values that rows have."""
    known: dict[str, list[str]] = {}
    for name in ("kind", "category"):
        if name in fields:
            sql = f"select distinct {name} from search_index where {name} is not null order by 1"
            values = [value for (value,) in connection.execute(sql)]
            if fields[name].lower().replace(" ", "_") not in values:
                known[name] = values
    if "product" in fields and fields["product"].lower() not in products:
        known["product"] = sorted(products)[:PAGE_SIZE]
    return known


def holdings(connection: sqlite3.Connection) -> dict[str, Any]:
    """What the base holds: some medicines with their concerns, and how many there are of each."""
    medicines = connection.execute(
        "select product_id, product, substance, jurisdiction, row_path, criteria from medicines "
        "order by product, jurisdiction limit ?",
        [MOST_MEDICINES],
    ).fetchall()
    (products,) = connection.execute("select count(*) from products").fetchone()
    columns = ("product_id", "product", "substance", "jurisdiction", "row_path", "criteria")
    found: list[dict[str, Any]] = [dict(zip(columns, row, strict=True)) for row in medicines]
    for medicine in found:
        concerns = connection.execute(
            "select min('/riskplan/risks/' || id), name, category from risks "
            "where product_id = ? group by lower(name) order by "
            "instr('identified potential missing', min(category)), min(ordinal), name",
            [medicine["product_id"]],
        ).fetchall()
        medicine["concerns"] = [
            {"row_path": path, "name": name, "category": category}
            for path, name, category in concerns[:MOST_CONCERNS]
        ]
        medicine["more_concerns"] = max(0, len(concerns) - MOST_CONCERNS)
    return {"medicines": found, "more_medicines": max(0, products - len(found))}
