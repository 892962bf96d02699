"""The words of a question and a database in, what is looked for out: units with their weight.

Words are taken together where they name a concept, mended where they are misspelled; words of
questions say what kinds of rows are asked for.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.site.query_words import WORD, Query, plain
from ingest.site.spelling import corrections

UNKNOWN, ELSEWHERE = 0.2, 0.6
"""What words count that no row has, beside those that rows have: a word that no dictionary has
either may be anything; one of a dictionary means something else."""
TERMS_OF_A_NAME = 40
"""Terms of a concept that are looked for where its name in the question stands in no row."""
DISEASES = ("itis", "oma", "osis", "emia", "pathy", "algia", "uria", "penia", "plegia", "rrhoea")
"""Endings of words that name a disease: no other word of their stem means the same."""
SPECIFIC = 1.5
"""What a word counts that no row has and that is written like a name: CAR-T, FLT3."""
LONGEST_NAME = 6
"""Words of the longest name of a concept that is looked for in a question."""

NAME_LIKE = re.compile(r"\b(?=\w*[A-Z])[A-Z0-9]{2,}(?:-\w+)?\b")


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that are looked for together.

    ``share`` is set for words that stand in no row: what they count beside those that do. ``name``
    says that they name a concept: beside one other words count half.
    """

    words: tuple[str, ...]
    share: float | None = None
    terms: tuple[str, ...] = ()
    name: bool = False

    @property
    def expression(self) -> str:
        """All the words, better as a phrase; or one of the terms that mean the same."""
        if self.terms:
            return "(" + " OR ".join(f'"{term}"' for term in self.terms) + ")"
        together = " AND ".join(f'"{word}"' for word in self.words)
        phrase = " ".join(self.words)
        return f'({together} OR "{phrase}")' if len(self.words) > 1 else together


@dataclass(slots=True)
class Asked:
    """What a question asks for.

    ``units`` must be met, ``weak`` words only rank; ``kinds`` are the kinds of rows asked for;
    ``mended`` and ``absent`` are as in an Answer.
    """

    units: list[Unit]
    weak: list[str]
    kinds: set[str]
    mended: dict[str, list[str]]
    absent: list[str]


def asked(connection: sqlite3.Connection, query: Query) -> Asked:
    """What ``query`` asks for, by the words of the index and of the dictionaries."""
    return _Question(connection, query).asked()


class _Question:
    """One question: which of its words count, and for how much."""

    def __init__(self, connection: sqlite3.Connection, query: Query) -> None:
        self.connection = connection
        self.mended: dict[str, list[str]] = {}
        self.absent: list[str] = []
        self.words = [word for term in query.terms for word in term.words]
        self.specific = {
            word
            for written in NAME_LIKE.findall(query.text)
            for word in WORD.findall(plain(written))
        }
        self.kinds, asking = self._intents()
        kinds = _stop_words(connection, self.words)
        self.passed = {word for word in self.words if kinds.get(word) == "stop"}
        if re.search(r"(?i)\bmay (?:19|20)\d\d\b", query.text):  # the month
            self.passed.discard("may")
        self.asking = asking
        self.weak = {word for word in self.words if kinds.get(word) == "weak" or len(word) == 1}
        self.weak |= asking

    def asked(self) -> Asked:
        """The units; where all words are weak those that say what is asked for, else all."""
        units = self._units()
        weak = [word for word in dict.fromkeys(self.words) if word in self.weak - self.passed]
        if not units:
            asking = [word for word in weak if word in self.asking]
            units = [Unit((word,)) for word in asking or weak or dict.fromkeys(self.words)]
            weak = []
        return Asked(units, weak, self.kinds, self.mended, self.absent)

    def _intents(self) -> tuple[set[str], set[str]]:
        """The kinds of rows that the question asks for, and the words that ask for them."""
        phrases = {
            " ".join(self.words[at] for at in places): [self.words[at] for at in places]
            for places in _runs(len(self.words))
        }
        marks = ", ".join("?" * len(phrases))
        sql = f"select phrase, kinds from search_intents where phrase in ({marks})"
        kinds: set[str] = set()
        asking: set[str] = set()
        for phrase, said in self.connection.execute(sql, list(phrases)):
            kinds |= set(json.loads(said))
            asking |= set(phrases[phrase])
        return kinds, asking

    def _units(self) -> list[Unit]:
        """The names of concepts among the words, and the other words that count."""
        units: list[Unit] = []
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

    def _named(self, words: tuple[str, ...]) -> Unit:
        """A concept by the name that the question has; else by its other names."""
        name = " ".join(words)
        if self._holds(name):
            return Unit(words, name=True)
        terms = tuple(term for term in self._other_names(name) if self._holds(term))
        if not terms:
            self.absent.append(name)
        return Unit(words, terms=terms, name=True)

    def _other_names(self, name: str) -> list[str]:
        """The names of the concepts that ``name`` means, words apart, related ones left out."""
        sql = """
            with meant (id) as (
                select id from concepts where lower(name) = :name
                union select concept_id from concept_synonyms
                where lower(synonym) = :name and kind <> 'related'
            )
            select name from concepts where id in (select id from meant)
            union all
            select synonym from concept_synonyms
            where concept_id in (select id from meant) and kind in ('exact', 'spelling')
        """
        rows = self.connection.execute(sql, {"name": name}).fetchmany(TERMS_OF_A_NAME)
        terms = [WORD.findall(plain(term)) for (term,) in rows]
        # A word that stands in no row may share its stem with one that does.
        return [
            " ".join(words)
            for words in terms
            if not any(_is_known(self.connection, word) for word in words)
        ]

    def _single(self, word: str, is_name: bool) -> list[Unit]:
        """A word by itself: as it is, mended, or of little weight where nobody knows it.

        A concept of that very name that no row speaks of is absent, though another word of the
        same stem may stand there (pancreatitis, pancreatic).
        """
        names = is_name or word.endswith(DISEASES)
        known_absent = names and _is_known(self.connection, word)
        if self._holds(word) and not known_absent:
            return [Unit((word,), name=is_name)]
        if instead := corrections(self.connection, word, even_known=not names):
            self.mended[word] = instead
            return [Unit((part,)) for part in instead[0].split()]
        self.absent.append(word)
        if known_absent:
            terms = [term for term in self._other_names(word) if self._holds(term)]
            return [Unit((word,), terms=tuple(terms) or (f"{word} {word} {word}",), name=True)]
        if word in self.specific:
            return [Unit((word,), SPECIFIC)]
        known = _is_known(self.connection, word)
        return [Unit((word,), ELSEWHERE if known else UNKNOWN)]

    def _holds(self, words: str) -> bool:
        sql = "select 1 from search_index_fts where search_index_fts match ? limit 1"
        return self.connection.execute(sql, [f'"{words}"']).fetchone() is not None


def _runs(count: int) -> Iterator[tuple[int, ...]]:
    """Places of words that stand one after the other, and of three with one to three between."""
    for start in range(count):
        for length in range(1, min(LONGEST_NAME, count - start) + 1):
            run = tuple(range(start, start + length))
            yield run
            for between in (1, 2, 3) if length in (1, 2) else ():
                if start + length + between < count:
                    yield (*run, start + length + between)


def _stop_words(connection: sqlite3.Connection, words: Sequence[str]) -> dict[str, str]:
    marks = ", ".join("?" * len(words))
    sql = f"select word, kind from search_stop_words where word in ({marks})"
    return dict(connection.execute(sql, list(words)).fetchall())


def _is_known(connection: sqlite3.Connection, word: str) -> bool:
    """Whether a word is one of the dictionaries' that stands in no row."""
    sql = (
        "select 1 from known_words k where word = ? "
        "and not exists (select 1 from search_words s where s.stem = k.stem)"
    )
    return connection.execute(sql, [word]).fetchone() is not None
