"""A database in, what its searches go by out, read once for each database that a process serves."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Set
from dataclasses import replace
from functools import cached_property
from threading import Lock

import numpy as np

from ingest.site.search.lexicon.editions import editions
from ingest.site.search.lexicon.example_questions import Examples
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.meanings_here import NAMES
from ingest.site.search.lexicon.network import network
from ingest.site.search.lexicon.postings import FULL
from ingest.site.search.lexicon.query_words import plain
from ingest.site.search.lexicon.stemming import stems

EVERYDAY = "everyday"
"""The group of words that count in all their forms."""
MOST_BASES = 4
JURISDICTIONS = "select id, lower(jurisdiction) from products where jurisdiction is not null"
CITING = (
    "select distinct d.product_id from documents d "
    "where exists (select 1 from label_references r where r.document_id = d.id)"
)
EXPLAINED = "select words, first, last, asked from search_explained order by length(words) desc"
ITSELF = 0.85
"""How much a concept counts at least in a row that says it, and no narrower one of it."""
_LEXICONS: dict[tuple[str, str], Lexicon] = {}
_READING = Lock()


def lexicon(connection: sqlite3.Connection) -> Lexicon:
    """What searches of the database behind ``connection`` go by."""
    file = next(row[2] for row in connection.execute("pragma database_list") if row[1] == "main")
    (fingerprint,) = connection.execute("select fingerprint from builds").fetchone()
    key = (file, fingerprint)
    with _READING:
        found = _LEXICONS.get(key)
        if found is None:
            found = _read(connection)
            while len(_LEXICONS) >= MOST_BASES:
                del _LEXICONS[next(iter(_LEXICONS))]
            _LEXICONS[key] = found
    return found


def make_ready(known: Lexicon) -> None:
    """Work out now what is else worked out when a search first asks for it."""
    for one in (known, known.parts, known.lists):
        for name, value in vars(type(one)).items():
            if isinstance(value, cached_property):
                getattr(one, name)


def _read(connection: sqlite3.Connection) -> Lexicon:
    counts: dict[str, int] = {}
    roots: dict[str, str] = dict(connection.execute("select word, root from known_words"))
    for word, root, rows in connection.execute("select word, root, rows from search_words"):
        roots[word] = root
        counts[word] = rows
    kinds: dict[str, set[str]] = {"light": set(), "stop": set(), "weak": set()}
    for word, kind in connection.execute("select word, kind from search_stop_words"):
        kinds[kind].add(word)
    terms = frozenset(term for (term,) in connection.execute("select term from search_postings"))
    phrases = _phrases(connection, terms)
    columns = {
        name: (json.loads(labels), np.frombuffer(codes, "<u2").astype(np.int32))
        for name, labels, codes in connection.execute("select * from search_columns")
    }
    names = connection.execute(
        "select lower(name) from products union select lower(name) from substances"
    ).fetchall()
    products = dict(connection.execute("select id, name from products"))
    medicines = {word for (name,) in names for word in re.findall(r"[^\W_]+", name)}
    weights, codes = columns["weight"]
    priors = np.array([float(weight or 1) for weight in weights], np.float32)[codes]
    broader: dict[str, list[str]] = defaultdict(list)
    cases: dict[str, list[str]] = defaultdict(list)
    for concept, wider in connection.execute("select concept_id, broader_id from broader_concepts"):
        broader[f"c:{concept}"].append(f"c:{wider}")
        cases[f"c:{wider}"].append(f"c:{concept}")
    named = connection.execute(
        "select concept_id from risk_concepts union select concept_id from policy_warning_concepts"
    ).fetchall()
    concerns = frozenset(f"c:{concept}" for (concept,) in named)
    lengths = connection.execute("select sort, lengths from search_lengths order by rowid")
    sorts, each = zip(*lengths.fetchall(), strict=True)
    by_sort = np.column_stack([np.frombuffer(one, "<f4") for one in each])
    (belongs_to,) = connection.execute("select * from search_beside").fetchone()
    (english,) = connection.execute("select words from search_english").fetchone()
    return Lexicon(
        roots=roots,
        counts=counts,
        english=frozenset(zlib.decompress(english).decode().split("\n")),
        light=frozenset(kinds["light"]),
        stop=frozenset(kinds["stop"] | kinds["light"]),
        weak=frozenset(kinds["weak"]),
        groups=_groups(connection),
        topics=_topics(connection),
        instead=_instead(connection),
        phrases=dict(phrases[0]),
        ordered=dict(phrases[1]),
        terms=terms,
        names=dict(connection.execute("select 'c:' || id, name from concepts")),
        medicines=frozenset(medicines),
        products=products,
        editions=editions(connection),
        jurisdictions=dict(connection.execute(JURISDICTIONS)),
        citing=frozenset(product for (product,) in connection.execute(CITING)),
        product_words={one: frozenset(plain(name).split()) for one, name in products.items()},
        broader=broader,
        cases=cases,
        concerns=concerns,
        over_concerns=concerns.union(*(broader.get(one, ()) for one in concerns)),
        diagnoses=_diagnoses(connection),
        explained=connection.execute(EXPLAINED).fetchall(),
        columns=columns,
        priors=priors,
        belongs_to=np.frombuffer(belongs_to, "<u4").astype(np.int32),
        sorts=sorts,
        lengths_by_sort=by_sort,
        examples=Examples(connection),
        order=network(connection),
    )


def _phrases(
    connection: sqlite3.Connection, terms: Set[str]
) -> tuple[dict[str, list[Meaning]], ...]:
    """What phrases mean by their keys, those in any order and the ordered ones; ``terms`` are those
    that rows have.

    A notion means all that is a case of it, and each of these once; where its words name a concept
    too, no more than that if rows have it.
    """
    cases: dict[str, list[tuple[str, float, str]]] = defaultdict(list)
    sql = "select notion, term, strength, means from search_notions order by rowid"
    for notion, *case in connection.execute(sql):
        cases[notion].append((case[0], case[1], case[2]))
    found: tuple[dict[str, list[Meaning]], ...] = (defaultdict(list), defaultdict(list))
    also: dict[tuple[int, str], list[Meaning]] = defaultdict(list)
    for key, is_ordered, term, strength, *rest in connection.execute(
        "select key, is_ordered, term, strength, said, kind, source, coalesce(means, ''), "
        "coalesce(relation, '') "
        "from search_phrases order by rowid"
    ):
        own = found[is_ordered][key]
        if term in cases and rest[1] == "related":
            also[is_ordered, key] += [Meaning(one, strength, *rest) for one, *_ in cases[term]]
            continue
        for case, counts, means in cases.get(term, [(term, strength, "")]):
            one = Meaning(case, counts, *rest)
            _put(own, replace(one, means=means) if means else one)
    for (is_ordered, key), others in also.items():
        own = found[is_ordered][key]
        if not any(one.kind in NAMES and one.term in terms for one in own):
            for one in others:
                _put(own, one)
    return found


def _put(meanings: list[Meaning], one: Meaning) -> None:
    """Add a meaning, or put it in the place of a weaker one of the same term."""
    for at, other in enumerate(meanings):
        if other.term == one.term:
            if other.strength < one.strength:
                meanings[at] = one
            return
    meanings.append(one)


def _groups(connection: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """The groups of words that tell how a question is meant, by their names; empty ones for those
    that came after the database was built."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, word in connection.execute("select name, word from search_word_groups"):
        found[name].add(word)
    found[EVERYDAY].update(stems(found[EVERYDAY]))
    return defaultdict(frozenset, {name: frozenset(words) for name, words in found.items()})


def _topics(connection: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """The groups of topics, as terms of the index, by their names; empty ones as above."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for name, topic in connection.execute("select name, topic from search_topic_groups"):
        found[name] |= {f"t:{topic}"}
    return found


def _instead(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """For groups of topics by their names what is asked for instead of each."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    sql = "select name, topic, instead from search_topic_groups where instead is not null"
    for name, topic, instead in connection.execute(sql):
        found[name][f"t:{topic}"] = f"t:{instead}"
    return found


def _diagnoses(connection: sqlite3.Connection) -> dict[str, bool]:
    """The concepts that diagnoses of policies and indications have; whether but as wider ones."""
    kinds = ("kind = 'indication'", "kind = 'criterion' and aspect like '% diagnosis'")
    indications, diagnoses = (
        np.array(connection.execute(f"select id from search_index where {one}").fetchall(), "<u4")
        for one in kinds
    )
    found = {}
    sql = "select term, rows, strengths from search_postings where term glob 'c:*'"
    for term, numbers, strengths in connection.execute(sql):
        rows = np.frombuffer(numbers, "<u4")
        theirs = np.isin(rows, diagnoses)
        if theirs.any():
            most = np.frombuffer(strengths, np.uint8)[theirs].max() / FULL
            found[term] = bool(most < ITSELF)
        elif np.isin(rows, indications).any():
            found[term] = False
    return found
