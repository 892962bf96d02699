"""A reader's words and a database in, hits with their reasons out.

Words are taken together where they name a concept, mended where they are misspelled, and weighed:
rare ones more, words of questions less. A row with all of them goes before one with most; what has
only some is no hit. What the base does not speak of is said so. It knows only tables.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.site.query_words import Query, all_of, as_typed, parse_query
from ingest.site.spelling import corrections

MOST_RANKED = 1000
"""Hits that are ranked and counted; a search that has more says so."""
MOST_OF_A_WORD = 3000
"""Rows looked at for each word where few rows have all."""
ENOUGH = 10
"""Rows with all words beside which none with most of them is looked for."""
MOST = 0.5
"""The share of a question's weight that a row must have to be a hit of most of its words."""
SOME = 0.34
"""The share that it must have to be shown as near."""
ASKED_FOR = 12.0
"""How much more a row counts whose kind the question asks for."""
UNKNOWN = 0.25
"""What a word counts that no row and no dictionary has: it may be anything."""
RELATED = 0.4
"""What a row counts in which the words stand only among those that lead to it."""
OWN = 2.8
"""How much more a row that hangs on a concern counts for its own words than for the concern's."""
HUNG = {"figure", "factor", "measure", "activity"}
NAMED = "{title also_known_as body}"
ITS_OWN = "{also_known_as body}"
LONGEST_NAME = 6
"""Words of the longest name of a concept that is looked for in a question."""


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
    ``mended`` are misspelled words with what was looked for instead, ``absent`` what no row
    speaks of. ``expression`` is what FTS5 was asked, for highlights.
    """

    query: Query
    found: list[Found] = field(default_factory=list)
    level: str = "none"
    mended: dict[str, list[str]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    expression: str = '""'


@dataclass(frozen=True, slots=True)
class _Unit:
    """Words that are looked for together; ``share`` is how much of their weight they count."""

    words: tuple[str, ...]
    share: float = 1.0

    @property
    def expression(self) -> str:
        """All the words, better as a phrase."""
        together = " AND ".join(f'"{word}"' for word in self.words)
        phrase = " ".join(self.words)
        return f'({together} OR "{phrase}")' if len(self.words) > 1 else together


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
            return Answer(query, _best_first(found, set()), "all", expression=typed)
    return _Question(connection, narrowed, query).answer()


class _Question:
    """One search by words: which of them count, and for how much."""

    def __init__(self, connection: sqlite3.Connection, narrowed: _Narrowed, query: Query) -> None:
        self.connection, self.narrowed = connection, narrowed
        self.reply = Answer(query)
        self.words = [word for term in query.terms for word in term.words]
        self.kinds, asking = self._intents()
        kinds = _stop_words(connection, self.words)
        self.passed = {word for word in self.words if kinds.get(word) == "stop"}
        self.asking = asking
        self.weak = {word for word in self.words if kinds.get(word) == "weak"} | asking

    def answer(self) -> Answer:
        """The rows with all units, else with most of their weight."""
        units = self._units()
        weak = [word for word in dict.fromkeys(self.words) if word in self.weak - self.passed]
        if not units:
            asking = [word for word in weak if word in self.asking]
            units = [_Unit((word,)) for word in asking or weak or dict.fromkeys(self.words)]
            weak = []
        every = " AND ".join(unit.expression for unit in units)
        if weak:
            either = " OR ".join([units[0].expression, *(f'"{word}"' for word in weak)])
            every = f"({every}) AND ({either})"
        found = self.narrowed.ranked(every)
        if len(found) >= ENOUGH or (found and len(units) == 1):
            self.reply.level, self.reply.expression = "all", every
            self.reply.found = _best_first(found, self.kinds)
            return self.reply
        return self._with_most(units, weak)

    def _intents(self) -> tuple[set[str], set[str]]:
        """The kinds of rows that the question asks for, and the words that ask for them."""
        phrases = {
            " ".join(self.words[start : start + length]): self.words[start : start + length]
            for start in range(len(self.words))
            for length in range(1, LONGEST_NAME + 1)
            if start + length <= len(self.words)
        }
        marks = ", ".join("?" * len(phrases))
        sql = f"select phrase, kinds from search_intents where phrase in ({marks})"
        kinds: set[str] = set()
        asking: set[str] = set()
        for phrase, said in self.connection.execute(sql, list(phrases)):
            kinds |= set(json.loads(said))
            asking |= set(phrases[phrase])
        return kinds, asking

    def _units(self) -> list[_Unit]:
        """The names of concepts among the words, and the other words that count."""
        units: list[_Unit] = []
        names = self._names()
        at = 0
        while at < len(self.words):
            for length in range(min(LONGEST_NAME, len(self.words) - at), 1, -1):
                words = tuple(self.words[at : at + length])
                if " ".join(words) in names:
                    units.append(self._named(words))
                    at += length
                    break
            else:
                word = self.words[at]
                if word not in self.passed | self.weak:
                    units += self._single(word, " ".join([word]) in names)
                at += 1
        return list(dict.fromkeys(units))

    def _names(self) -> set[str]:
        """Which runs of the words are names of concepts."""
        runs = {
            " ".join(self.words[start : start + length])
            for start in range(len(self.words))
            for length in range(1, LONGEST_NAME + 1)
        }
        marks = ", ".join("?" * len(runs))
        sql = (
            f"select lower(name) from concepts where lower(name) in ({marks}) union "
            "select lower(synonym) from concept_synonyms "
            f"where lower(synonym) in ({marks}) and kind <> 'related'"
        )
        return {name for (name,) in self.connection.execute(sql, [*runs, *runs])}

    def _named(self, words: tuple[str, ...]) -> _Unit:
        if not self._holds(" ".join(words)):
            self.reply.absent.append(" ".join(words))
        return _Unit(words)

    def _single(self, word: str, is_name: bool) -> list[_Unit]:
        """A word by itself: as it is, mended, or of little weight where nobody knows it.

        A concept of that very name that no row speaks of is absent, though another word of the
        same stem may stand there (pancreatitis, pancreatic).
        """
        known_absent = is_name and _is_known(self.connection, word)
        if self._holds(word) and not known_absent:
            return [_Unit((word,))]
        if instead := corrections(self.connection, word):
            self.reply.mended[word] = instead
            return [_Unit((part,)) for part in instead[0].split()]
        self.reply.absent.append(word)
        if known_absent:
            return [_Unit((f"{word} {word}",))]  # a phrase that no row has
        return [_Unit((word,), 1.0 if _is_known(self.connection, word) else UNKNOWN)]

    def _holds(self, words: str) -> bool:
        sql = "select 1 from search_index_fts where search_index_fts match ? limit 1"
        return self.connection.execute(sql, [f'"{words}"']).fetchone() is not None

    def _with_most(self, units: list[_Unit], weak: list[str]) -> Answer:
        """Rows that have most of the units by weight; else, as near, those with some."""
        (rows,) = self.connection.execute("select max(id) from search_index").fetchone()
        weights: dict[_Unit, float] = {}
        has: dict[int, float] = {}
        holds: dict[int, set[_Unit]] = {}
        best: dict[int, Found] = {}
        either = "".join(f' OR "{word}"' for word in weak)
        for unit in units:
            ranked = self.narrowed.ranked(
                f"({unit.expression}) AND ({unit.expression}{either})", MOST_OF_A_WORD
            )
            weights[unit] = unit.share * math.log(1 + (rows or 1) / (0.5 + len(ranked)))
            for one in ranked:
                has[one.id] = has.get(one.id, 0.0) + weights[unit]
                holds.setdefault(one.id, set()).add(unit)
                before = best.get(one.id)
                best[one.id] = replace(one, score=one.score + (before.score if before else 0.0))
        whole = sum(weights.values()) or 1.0
        shares = {row_id: weight / whole for row_id, weight in has.items()}
        top = max(shares.values(), default=0.0)
        if top < SOME:
            return self.reply
        self.reply.level = "all" if top > 0.99 else "most" if top >= MOST else "near"
        least = min(MOST, top) if top >= MOST else top * 0.99
        found = [
            replace(
                best[row_id],
                score=best[row_id].score * share**2,
                lacks=tuple(" ".join(unit.words) for unit in units if unit not in holds[row_id]),
            )
            for row_id, share in shares.items()
            if share >= least
        ]
        self.reply.found = _best_first(found, self.kinds)[:MOST_RANKED]
        words = [*(unit.expression for unit in units), *(f'"{word}"' for word in weak)]
        self.reply.expression = " OR ".join(words)
        return self.reply


def _stop_words(connection: sqlite3.Connection, words: Sequence[str]) -> dict[str, str]:
    marks = ", ".join("?" * len(words))
    sql = f"select word, kind from search_stop_words where word in ({marks})"
    return dict(connection.execute(sql, list(words)).fetchall())


def _is_known(connection: sqlite3.Connection, word: str) -> bool:
    """Whether a word is one of the dictionaries' that stands in no row."""
    sql = "select 1 from known_words where word = ?"
    return connection.execute(sql, [word]).fetchone() is not None


def _best_first(found: list[Found], kinds: set[str]) -> list[Found]:
    """By score, rows of the ``kinds`` asked for before others that are as good."""
    asked = [
        replace(one, score=one.score * ASKED_FOR) if one.kind in kinds else one for one in found
    ]
    return sorted(asked, key=lambda one: (one.score, one.id))


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
            found = [Found(*row) for row in self.connection.execute(sql, values)]
            return self._weighed(found, expression)
        except sqlite3.OperationalError as error:
            if "fts5" in str(error) or "column" in str(error) or "syntax" in str(error):
                return []
            raise

    def _weighed(self, found: list[Found], expression: str) -> list[Found]:
        """Scores by where the words stand: in the row's own words, its name, or beside it."""
        named = self._among(found, f"{NAMED} : ({expression})")
        own = self._among([one for one in found if one.kind in HUNG], f"{ITS_OWN} : ({expression})")
        return [
            replace(one, score=one.score * (OWN if one.id in own else 1.0))
            if one.id in named
            else replace(one, score=one.score * RELATED)
            for one in found
        ]

    def _among(self, found: list[Found], expression: str) -> set[int]:
        """Those of ``found`` that an expression meets."""
        if not found:
            return set()
        ids = ", ".join(str(one.id) for one in found)
        sql = (
            "select rowid from search_index_fts where search_index_fts match ? "
            f"and rowid in ({ids})"
        )
        return {row_id for (row_id,) in self.connection.execute(sql, [expression])}

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
