"""A reader's words and a database in, hits with their reasons out.

Looked for are, one after the other: rows with all words; the same with misspelled words mended;
rows with most of the words that are worth something. What has only some is labelled so, and what
the base does not speak of has no hit. It knows only tables.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.site.query_words import Query, Term, all_of, any_of, as_typed, parse_query
from ingest.site.spelling import corrections

MOST_RANKED = 1000
"""Hits that are ranked and counted; a search that has more says so."""
MOST_OF_A_WORD = 4000
"""Rows looked at for each word where no row has all."""
MOST = 0.6
"""The share of a question's weight that a row must have to be a hit of most of its words."""
SOME = 0.34
"""The share that it must have to be shown as near."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the index by its id, its score (lower is better), and the words it lacks."""

    id: int
    score: float
    kind: str
    category: str | None
    product_id: str | None
    lacks: tuple[str, ...] = ()


@dataclass(slots=True)
class Answer:
    """The hits of a search, best first, and how they were found.

    ``level`` is ``all`` (every word), ``most``, ``near`` (no hit: only some words) or ``none``.
    ``mended`` are misspelled words with what was looked for instead. ``expression`` is what FTS5
    was asked, for highlights.
    """

    query: Query
    found: list[Found] = field(default_factory=list)
    level: str = "none"
    mended: dict[str, list[str]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    expression: str = '""'


def search(connection: sqlite3.Connection, text: object) -> Answer:
    """What the base has for ``text``; whatever that holds, it is no error."""
    query = parse_query(text)
    narrowed = _Narrowed(connection, query.fields)
    if not query.terms:
        found = narrowed.everything() if query.fields else []
        return Answer(query, found, "all" if found else "none")
    if query.has_operators or any(term.starred or term.phrase for term in query.terms):
        typed = as_typed(query) if query.has_operators else all_of(query.terms)
        if found := narrowed.ranked(typed):
            return Answer(query, _best_first(found), "all", expression=typed)
    return _of_words(connection, narrowed, query)


def _of_words(connection: sqlite3.Connection, narrowed: _Narrowed, query: Query) -> Answer:
    answer = Answer(query)
    kinds = _word_kinds(connection, [word for term in query.terms for word in term.words])
    wanted = [term for term in query.terms if _kind(term, kinds) is None]
    weak = [term for term in query.terms if _kind(term, kinds) == "weak"]
    if not wanted:
        wanted, weak = weak or query.terms, []
    wanted = _mended(connection, wanted, answer)
    ranks = f"({all_of(wanted)})"
    if weak:
        ranks += f" AND ({any_of([*wanted, *weak])})"
    if found := narrowed.ranked(ranks):
        answer.level, answer.expression = "all", ranks
        answer.found = _best_first(found)
        return answer
    return _with_most(connection, narrowed, wanted, answer)


def _kind(term: Term, kinds: dict[str, str]) -> str | None:
    """``stop`` or ``weak`` where all words of a term are such; None where one is worth more."""
    found = [kinds.get(word) for word in term.words]
    if None in found:
        return None
    return "weak" if "weak" in found else "stop"


def _word_kinds(connection: sqlite3.Connection, words: Sequence[str]) -> dict[str, str]:
    marks = ", ".join("?" * len(words))
    sql = f"select word, kind from search_stop_words where word in ({marks})"
    return dict(connection.execute(sql, list(words)).fetchall())


def _mended(connection: sqlite3.Connection, wanted: list[Term], answer: Answer) -> list[Term]:
    """``wanted`` with misspelled words replaced; a word that is right but absent is noted."""
    mended: list[Term] = []
    for term in wanted:
        if _in_index(connection, term):
            mended.append(term)
            continue
        instead = corrections(connection, term.words[0]) if len(term.words) == 1 else []
        if instead:
            answer.mended[term.words[0]] = instead
            mended += [Term((word,)) for word in instead[0].split()]
        else:
            answer.absent.append(" ".join(term.words))
            mended.append(term)
    return mended


def _in_index(connection: sqlite3.Connection, term: Term) -> bool:
    sql = "select 1 from search_index_fts where search_index_fts match ? limit 1"
    return connection.execute(sql, [term.expression]).fetchone() is not None


def _with_most(
    connection: sqlite3.Connection, narrowed: _Narrowed, wanted: list[Term], answer: Answer
) -> Answer:
    """Rows that have most of the words by weight (rare words weigh more); else those with some."""
    (rows,) = connection.execute("select max(id) from search_index").fetchone()
    weights: dict[Term, float] = {}
    has: dict[int, float] = {}
    holds: dict[int, set[Term]] = {}
    for term in dict.fromkeys(wanted):
        ids = [one.id for one in narrowed.ranked(term.expression, MOST_OF_A_WORD)]
        weights[term] = math.log(1 + (rows or 1) / (0.5 + len(ids)))
        for row_id in ids:
            has[row_id] = has.get(row_id, 0.0) + weights[term]
            holds.setdefault(row_id, set()).add(term)
    whole = sum(weights.values())
    shares = {row_id: weight / whole for row_id, weight in has.items() if weight / whole >= SOME}
    if not shares:
        return answer
    expression = any_of(list(weights))
    best = {one.id: one for one in narrowed.ranked(expression, MOST_OF_A_WORD)}
    found = [
        replace(
            best[row_id],
            score=best[row_id].score * share**2,
            lacks=tuple(" ".join(t.words) for t in weights if t not in holds[row_id]),
        )
        for row_id, share in shares.items()
        if row_id in best
    ]
    top = max(shares.values())
    answer.level = "most" if top >= MOST else "near"
    least = MOST if answer.level == "most" else top * 0.99
    answer.found = sorted(
        (one for one in found if shares[one.id] >= least), key=lambda one: (one.score, one.id)
    )[:MOST_RANKED]
    answer.expression = expression
    return answer


def _best_first(found: list[Found]) -> list[Found]:
    return sorted(found, key=lambda one: (one.score, one.id))


class _Narrowed:
    """The rows of the index that the query's fields leave."""

    def __init__(self, connection: sqlite3.Connection, fields: dict[str, str]) -> None:
        self.connection = connection
        self.where, self.values = _conditions(fields)

    def ranked(self, expression: str, most: int = MOST_RANKED) -> list[Found]:
        """The best rows for an expression; none where FTS5 cannot read it."""
        columns = "i.id, hits.score * i.weight, i.kind, i.category, i.product_id"
        best = (
            "select rowid, rank as score from search_index_fts "
            "where search_index_fts match :expression"
        )
        if self.where:
            sql = (
                f"select {columns} from ({best}) hits join search_index i on i.id = hits.rowid "
                f"where {self.where} order by 2 limit {most}"
            )
        else:
            sql = (
                f"select {columns} from ({best} order by rank limit {most}) hits "
                "join search_index i on i.id = hits.rowid"
            )
        values = {"expression": expression, **self.values}
        try:
            return [Found(*row) for row in self.connection.execute(sql, values)]
        except sqlite3.OperationalError as error:
            if "fts5" in str(error) or "column" in str(error) or "syntax" in str(error):
                return []
            raise

    def everything(self) -> list[Found]:
        """All rows that the fields leave, the weightiest first."""
        sql = (
            "select i.id, -i.weight, i.kind, i.category, i.product_id from search_index i "
            f"where {self.where or '1'} order by 2, 1 limit {MOST_RANKED}"
        )
        return [Found(*row) for row in self.connection.execute(sql, self.values)]


def _conditions(fields: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The fields as a condition on ``i``, a row of the index."""
    wheres: list[str] = []
    values: dict[str, str] = {}
    if kind := fields.get("kind"):
        wheres.append("i.kind = :kind")
        values["kind"] = kind.lower().replace(" ", "_")
    if category := fields.get("category"):
        wheres.append("i.category = :category")
        values["category"] = category.lower().split()[0].removeprefix("important").strip()
    if product := fields.get("product"):
        wheres.append(
            "i.product_id in (select id from products where id = :product "
            "or lower(name) = :product or substance_id = :product)"
        )
        values["product"] = product.lower()
    if section := fields.get("section"):
        wheres.append(
            "i.risk_id in (select risk_id from label_references where label_section_id in "
            "(:section, 'smpc-' || :section, 'pl-' || :section))"
        )
        values["section"] = section.lower().replace(" ", "-")
    return " and ".join(wheres), values
