"""A hit and the units of a question in, the reason for the hit in words out."""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.lexicon import Lexicon, Meaning
from ingest.site.question_words import Unit

NAMES = {"name", "exact", "spelling", "abbreviation", "lay"}
"""Kinds of phrases that mean the thing itself."""
OWN = "riskplan"


def reason(
    connection: sqlite3.Connection,
    lexicon: Lexicon,
    row: int,
    units: list[Unit],
    name: set[str],
    text: set[str],
) -> str:
    """By what ``row`` (from 0) was found: its name, its text, or what else its words are called.

    ``name`` and ``text`` are the roots of the words that its title and its body have.
    """
    found: dict[str, None] = {}
    for unit in units:
        roots = set(unit.roots)
        if roots and roots <= name:
            found["in its name"] = None
        elif roots and roots <= text:
            found["in its text"] = None
        elif one := _best(connection, lexicon, row, unit):
            found[_said(one)] = None
        elif roots and roots <= name | text:
            found["in its name and text"] = None
    return ", ".join(found)


def _best(
    connection: sqlite3.Connection, lexicon: Lexicon, row: int, unit: Unit
) -> Meaning | None:
    """The meaning of ``unit`` that counts most of those that ``row`` has."""
    best, most = None, 0.0
    for one in unit.meanings:
        words = one.term[2:].split() if one.term.startswith("w:") else []
        terms = [f"w:{word}" for word in words] or [one.term]
        strength = one.strength * min(_strength(connection, lexicon, row, term) for term in terms)
        if strength > most:
            best, most = one, strength
    return best


def _strength(connection: sqlite3.Connection, lexicon: Lexicon, row: int, term: str) -> float:
    rows, strengths = lexicon.postings(connection, term)
    at = int(np.searchsorted(rows, row))
    return float(strengths[at]) if at < len(rows) and rows[at] == row else 0.0


def _said(one: Meaning) -> str:
    """ "also known as: low blood sodium levels (Human Phenotype Ontology, lay)"."""
    if one.kind == "topic":
        return f"asked for: {one.term[2:].replace('-', ' ')}"
    if one.term.startswith("s:"):
        return f"label section: {one.said}"
    lead = "also known as" if one.kind in NAMES else "related to"
    return f"{lead}: {one.said} ({one.source if one.kind in NAMES else OWN}, {one.kind})"
