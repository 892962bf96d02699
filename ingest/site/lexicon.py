"""A database in, what its searches go by out: its words, what people say, who has which term.

It is read once for each database that a process serves; rows of the index count from 0 here.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import Stemmer

FULL = 250.0
"""The number that stands for a strength of 1 (ingest/search_postings.py)."""
ENDINGS = ("s", "ed", "ing", "ly", "er")
"""How forms end that a word which only ranks may have."""
PART, PART_ALONE, PARTLY = 0.55, 0.7, 0.6
"""The share of a phrase that must be said for it to be meant (more of it where that is a single
word), and how much it then counts."""
LONGEST_PART, MOST_PARTLY = 4, 4
MOST_BASES = 4
MOST_KEPT = 64_000_000
"""Bytes of postings that are kept in memory for a database."""
_LEXICONS: dict[tuple[str, str], Lexicon] = {}
_stemmer = Stemmer.Stemmer("english")

Numbers = np.ndarray[tuple[int], np.dtype[np.int32]]
Strengths = np.ndarray[tuple[int], np.dtype[np.float32]]
Postings = tuple[Numbers, Strengths]
NOWHERE: Postings = (np.zeros(0, np.int32), np.zeros(0, np.float32))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase stands for: a term of the index, how much it counts, and who says so."""

    term: str
    strength: float
    said: str
    kind: str
    source: str


@dataclass
class Lexicon:
    """What searches of one database go by.

    ``roots`` are those of the words of index and dictionaries, ``counts`` how many rows have each
    word of the index, ``english`` words that are right whatever they mean here;
    ``phrases`` go by sorted roots, ``ordered`` ones by all their roots. ``columns`` are labels and
    codes of each row, ``priors`` what a row counts before anything is asked.
    """

    roots: dict[str, str]
    counts: dict[str, int]
    english: frozenset[str]
    light: frozenset[str]
    stop: frozenset[str]
    weak: frozenset[str]
    phrases: dict[str, list[Meaning]]
    ordered: dict[str, list[Meaning]]
    terms: frozenset[str]
    medicines: frozenset[str]
    broader: dict[str, list[str]]
    concerns: frozenset[str]
    columns: dict[str, tuple[list[str], Numbers]]
    priors: Strengths
    kept: dict[str, Postings] = field(default_factory=dict)
    bytes_kept: int = 0
    marks: dict[str, tuple[set[str], set[str]]] = field(default_factory=dict)

    @cached_property
    def log_priors(self) -> Strengths:
        """The logarithms of the priors."""
        return np.log(self.priors)

    @property
    def size(self) -> int:
        """How many rows the index has."""
        return len(self.priors)

    def root(self, word: str) -> str:
        """What a word (plain) is compared by; a word that is not known has its stem."""
        return self.roots.get(word) or str(_stemmer.stemWord(word))

    def is_weak(self, word: str, root: str) -> bool:
        """Whether a word only ranks; of one that leads nowhere, whether it does so elsewise."""
        if word in self.weak or f"w:{root}" in self.terms:
            return word in self.weak
        others = self._weak_by_root.get(root, ())
        return bool(others) and word.endswith(ENDINGS)

    @cached_property
    def _weak_by_root(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self.weak:
            found.setdefault(self.root(word), []).append(word)
        return found

    @cached_property
    def said(self) -> frozenset[str]:
        """The roots that phrases have."""
        keys = (*self.phrases, *self.ordered)
        return frozenset(root for key in keys for root in key.split())

    @cached_property
    def words(self) -> dict[str, int]:
        """What a misspelled word may mean: words that lead to rows, with how many have each."""
        leading = {word: 0 for word, root in self.roots.items() if root in self.said}
        found = {**leading, **self.counts}
        return {word: n for word, n in found.items() if len(word) > 2 and word.isalpha()}

    def postings(self, connection: sqlite3.Connection, term: str) -> Postings:
        """The rows that have a term, in their order, and how much it counts in each."""
        found = self.kept.get(term)
        if found is None:
            if term not in self.terms:
                return NOWHERE
            sql = "select rows, strengths from search_postings where term = ?"
            rows, strengths = connection.execute(sql, [term]).fetchone()
            found = (
                np.frombuffer(rows, "<u4").astype(np.int32) - 1,
                np.frombuffer(strengths, np.uint8).astype(np.float32) / np.float32(FULL),
            )
            self.bytes_kept += found[0].nbytes + found[1].nbytes
            while self.bytes_kept > MOST_KEPT and self.kept:
                gone = self.kept.pop(next(iter(self.kept)), NOWHERE)
                self.bytes_kept -= gone[0].nbytes + gone[1].nbytes
            self.kept[term] = found
        return found

    def partly(self, root: str, beside: frozenset[str]) -> list[Meaning]:
        """What phrases mean that have ``root``, and most of whose rarer roots are ``beside`` it."""
        found: dict[str, Meaning] = {}
        for key in self._by_root.get(root, ()):
            roots = key.split()
            has = [self._rarity(one) for one in roots if one == root or one in beside]
            share = sum(has) / sum(map(self._rarity, roots))
            enough = share >= (PART if len(has) > 1 else PART_ALONE)
            for one in self.phrases[key] if enough else ():
                strength = PARTLY * share * one.strength
                if strength > (found[one.term].strength if one.term in found else 0.0):
                    found[one.term] = Meaning(one.term, strength, one.said, "partly", one.source)
        return sorted(found.values(), key=lambda one: (-one.strength, one.term))[:MOST_PARTLY]

    def _rarity(self, root: str) -> float:
        return 1.0 / math.log(2 + len(self._by_root.get(root, ())))

    @cached_property
    def _by_root(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.phrases:
            roots = key.split()
            for root in roots if 1 < len(roots) <= LONGEST_PART else ():
                found[root].append(key)
        return dict(found)

    def wider(self, term: str) -> list[str]:
        """The nearest concepts that are wider than the concept ``term`` and that rows have."""
        waiting = list(self.broader.get(term, ()))
        found: list[str] = []
        while waiting and not found:
            found = [one for one in waiting if one in self.terms]
            waiting = [wide for one in waiting for wide in self.broader.get(one, ())]
        return found

    def marked_by(self, term: str) -> tuple[set[str], set[str]]:
        """The single roots, and pairs of roots (sorted, joined), that mean a term."""
        return self._by_term.get(term, (set(), set()))

    @cached_property
    def _by_term(self) -> dict[str, tuple[set[str], set[str]]]:
        found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for key, meanings in self.phrases.items():
            length = key.count(" ")
            for one in meanings if length < 2 else ():
                if one.kind != "related":
                    found[one.term][length].add(key)
        return dict(found)


def lexicon(connection: sqlite3.Connection) -> Lexicon:
    """What searches of the database behind ``connection`` go by."""
    file = next(row[2] for row in connection.execute("pragma database_list") if row[1] == "main")
    (fingerprint,) = connection.execute("select fingerprint from builds").fetchone()
    key = (file, fingerprint)
    found = _LEXICONS.get(key)
    if found is None:
        found = _read(connection)
        while len(_LEXICONS) >= MOST_BASES:
            _LEXICONS.pop(next(iter(_LEXICONS)), None)
        _LEXICONS[key] = found
    return found


def _read(connection: sqlite3.Connection) -> Lexicon:
    counts: dict[str, int] = {}
    roots: dict[str, str] = dict(connection.execute("select word, root from known_words"))
    for word, root, rows in connection.execute("select word, root, rows from search_words"):
        roots[word] = root
        counts[word] = rows
    kinds: dict[str, set[str]] = {"light": set(), "stop": set(), "weak": set()}
    for word, kind in connection.execute("select word, kind from search_stop_words"):
        kinds[kind].add(word)
    phrases: tuple[dict[str, list[Meaning]], ...] = (defaultdict(list), defaultdict(list))
    for key, is_ordered, *rest in connection.execute(
        "select key, is_ordered, term, strength, said, kind, source from search_phrases "
        "order by rowid"
    ):
        phrases[is_ordered][key].append(Meaning(*rest))
    columns = {
        name: (json.loads(labels), np.frombuffer(codes, "<u2").astype(np.int32))
        for name, labels, codes in connection.execute("select * from search_columns")
    }
    names = connection.execute(
        "select lower(name) from products union select lower(name) from substances"
    ).fetchall()
    medicines = {word for (name,) in names for word in re.findall(r"[^\W_]+", name)}
    weights, codes = columns["weight"]
    priors = np.array([float(weight or 1) for weight in weights], np.float32)[codes]
    broader: dict[str, list[str]] = defaultdict(list)
    for concept, wider in connection.execute("select concept_id, broader_id from broader_concepts"):
        broader[f"c:{concept}"].append(f"c:{wider}")
    named = connection.execute(
        "select concept_id from risk_concepts union select concept_id from policy_warning_concepts"
    ).fetchall()
    (english,) = connection.execute("select words from search_english").fetchone()
    return Lexicon(
        roots,
        counts,
        frozenset(zlib.decompress(english).decode().split("\n")),
        frozenset(kinds["light"]),
        frozenset(kinds["stop"] | kinds["light"]),
        frozenset(kinds["weak"]),
        dict(phrases[0]),
        dict(phrases[1]),
        frozenset(term for (term,) in connection.execute("select term from search_postings")),
        frozenset(medicines),
        broader,
        frozenset(f"c:{concept}" for (concept,) in named),
        columns,
        priors,
    )
