"""Units of a question and the postings in, how much every row has each unit out.

Rows count from 0, and only those are looked at that have some unit.
"""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import NOWHERE, Meaning, Numbers, Postings, Strengths
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.of_no_medicine import goes_by_labels
from ingest.site.search.scores.printed_grades import is_a_grade, printing_the_grade
from ingest.site.search.scores.unit_weights import MET, NAMED_SO

CONCERN = "risk"
"""The kind of rows that are safety concerns."""
LITERAL = 0.65
"""What a row of the kind asked for counts beside one that has the very words."""
BOTH = 0.135
"""What it adds that a row has the very words beside what they mean, or answers in two ways."""

BY_WORDS = 0.8
"""How far a row is of the kind asked for that only has the words for it."""
BESIDE_ASKING = 0.4
"""How far a row is of the kind asked for whose kind is but named in a question of when or who."""
ELSEWHERE = np.float32(0.85)
"""How far a row counts that is of another place than the one that is named."""
NAMED_BESIDE = np.float32(0.35)
"""How much a row has a medicine or a place that is named beside other things."""
FULLY = 0.5
"""How much a row is at least of a kind that it is fully of."""
SURELY = 0.95
"""How much a row is of the kind asked for where it is just that."""

SAYS_SO = np.float32(4)
"""How much a finding that a concern cites nothing counts beside the concern."""

TOLD = 0.3
"""What it adds that a row of the kind asked for has the words of the question for it."""


def degrees_of(
    connection: sqlite3.Connection, known: Lexicon, units: list[Unit]
) -> tuple[Numbers, list[Strengths | None]]:
    """The rows that have any unit but weak ones, and how much each has each, from 0 to 1 and more.

    None stands for a unit that no row has.
    """
    found = [_lists(connection, known, unit) for unit in units]
    seen = np.zeros(known.size, np.bool_)
    for unit, lists in zip(units, found, strict=True):
        for rows, _, _ in lists if not unit.weak else ():
            seen[rows] = True
    if not seen.any():
        for lists in found:
            for rows, _, _ in lists:
                seen[rows] = True
    candidates = np.flatnonzero(seen).astype(np.int32)
    degrees: list[Strengths | None] = []
    dense = np.zeros(known.size, np.float32)
    for unit, lists in zip(units, found, strict=True):
        if not lists:
            degrees.append(None)
            continue
        for rows, strengths, literal in lists:
            before = dense[rows]
            most = np.maximum(before, strengths)
            dense[rows] = most + BOTH * np.minimum(before, strengths) if literal else most
        for root in unit.told:
            rows, strengths = known.postings(connection, f"w:{root}")
            before = dense[rows]
            dense[rows] = before + TOLD / len(unit.told) * np.minimum(before, strengths)
        degrees.append(dense[candidates])
        for rows, _, _ in lists:
            dense[rows] = 0
    return candidates, degrees


def everybodys(
    connection: sqlite3.Connection,
    known: Lexicon,
    units: list[Unit],
    rows: Numbers,
    degrees: list[Strengths | None],
) -> list[Strengths | None]:
    """The degrees where rows of the kind asked for that belong to no medicine belong to each.

    A legal status is the answer for whatever medicine, or place, is named beside that has one.
    """
    names = known.medicines | known.lists.places
    named = [set(unit.words) <= names and goes_by_labels(known, unit) for unit in units]
    if not any(named):
        return degrees
    theirs = np.zeros(known.size, np.bool_)
    for unit in units:
        for one in unit.meanings if unit.topic else ():
            if one.term.startswith("t:"):
                having, strengths = known.postings(connection, one.term)
                theirs[having[strengths >= SURELY]] = True
    theirs &= known.nobodys
    return [
        np.maximum(degree, theirs[rows] * NAMED_BESIDE)
        if degree is not None and is_named
        else degree
        for is_named, degree in zip(named, degrees, strict=True)
    ]


def in_place(
    known: Lexicon, units: list[Unit], rows: Numbers, degrees: list[Strengths | None]
) -> Strengths:
    """For every row how far it counts beside the place that is named: less if of another.

    Where two are named, both are asked about.
    """
    counts = np.ones(len(rows), np.float32)
    named = {
        unit.roots: degree
        for unit, degree in zip(units, degrees, strict=True)
        if degree is not None and unit.words and set(unit.words) <= known.lists.places
    }
    if len(named) == 1:
        (degree,) = named.values()
        elsewhere = (degree < MET) & (known.columns["product_id"][1][rows] != 0)
        counts[elsewhere] = ELSEWHERE
    return counts


def kinds_asked_for(
    connection: sqlite3.Connection,
    known: Lexicon,
    units: list[Unit],
    rows: Numbers,
    degrees: list[Strengths | None],
) -> Strengths | None:
    """For every row how much it is of a kind that is asked for, from 0 to 1; None where none is.

    What only has the words for that kind is of it to a lesser degree, and so are rows of another
    kind where it is asked when or who: "when was the age limit added" asks for no age limit.
    """
    found: Strengths | None = None
    if not any(unit.topic for unit in units):
        return None
    dense = np.zeros(known.size, np.float32)
    when = known.groups["question-of-when"]
    asks = [len(unit.words) > 1 and not when.isdisjoint(unit.words) for unit in units]
    any_asks = any(one and unit.topic for one, unit in zip(asks, units, strict=True))
    for unit, degree, own in zip(units, degrees, asks, strict=True):
        if not unit.topic or degree is None:
            continue
        share = np.float32(1 if own or not any_asks else BESIDE_ASKING)
        for one in unit.meanings:
            if one.term.startswith("t:"):
                having, strengths = known.postings(connection, one.term)
                counts = strengths * np.float32(one.strength) * share
                dense[having] = np.maximum(dense[having], counts)
        said = np.minimum(degree, np.float32(1)) * np.float32(BY_WORDS) * share
        found = said if found is None else np.maximum(found, said)
    return None if found is None else np.maximum(found, dense[rows])


def _lists(
    connection: sqlite3.Connection, known: Lexicon, unit: Unit
) -> list[tuple[Numbers, Strengths, bool]]:
    """The rows that have a unit, by each of its meanings and last by its very words.

    True stands for what adds to the others: the very words, a second kind of rows, and a phrase
    beside a kind of rows.
    """
    if unit.denied:
        return [(*_without(connection, known, unit), False)]
    literal = together(connection, known, unit.roots) if unit.roots else NOWHERE
    beside = LITERAL if len(literal[0]) else 1.0
    found = []
    topics = 0
    for one in unit.meanings:
        topic = one.term.startswith("t:")
        topics += topic
        factor = one.strength * (beside if topic else 1.0)
        rows, strengths = of_meaning(connection, known, one)
        if one.term.startswith("w:"):
            name = " ".join(sorted(one.term[2:].split()))
            named, sure = known.postings(connection, f"n:{name}")
            found.append((named, sure * NAMED_SO, False))
        adds = topics > (1 if topic else 0) and (topic or " " in one.term)
        found.append((rows, strengths * np.float32(factor), adds))
    if unit.roots:
        found.append((*literal, True))
    return found


def _without(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> Postings:
    """The concerns for which none of what a unit means was read, and the findings that say so."""
    having = known.labelled("kind", CONCERN)
    saying = np.zeros(known.size, np.bool_)
    sections = [one.term for one in unit.meanings if not one.term.startswith("t:")]
    for term in sections:
        having[known.postings(connection, term)[0]] = False
    for term in {one.term for one in unit.meanings}.difference(sections):
        found, strengths = known.postings(connection, term)
        saying[found[strengths >= SURELY]] = True
    rows = np.flatnonzero(having | saying).astype(np.int32)
    return rows, np.where(saying[rows], SAYS_SO, np.float32(1))


def of_meaning(connection: sqlite3.Connection, known: Lexicon, one: Meaning) -> Postings:
    """The rows that have what words stand for, and how much it counts there."""
    if one.term.startswith("w:"):
        return together(connection, known, one.term[2:].split())
    return known.postings(connection, one.term)


def together(
    connection: sqlite3.Connection, known: Lexicon, roots: tuple[str, ...] | list[str]
) -> tuple[Numbers, Strengths]:
    """The rows that have all of ``roots``, and how much the least of them counts there; a grade
    side by side."""
    lists = sorted(
        (known.postings(connection, f"w:{root}") for root in roots), key=lambda one: len(one[0])
    )
    rows, strengths = lists[0]
    for others, theirs in lists[1:]:
        if not len(others):
            return others, theirs
        at = np.searchsorted(others, rows)
        at[at == len(others)] = 0
        both = others[at] == rows
        rows, strengths = rows[both], np.minimum(strengths[both], theirs[at[both]])
    if is_a_grade(known, roots):
        kept = printing_the_grade(connection, known, roots, rows)
        rows, strengths = rows[kept], strengths[kept]
    return rows, strengths
