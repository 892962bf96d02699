"""Hits and the units of a question in, the reason for each hit in words out."""

from __future__ import annotations

import sqlite3

import numpy as np
import Stemmer

from ingest.site.lexicon import Lexicon, Meaning, Numbers, Postings, Strengths
from ingest.site.units import Unit

NAMES = {"name", "exact", "spelling", "abbreviation", "lay"}
"""Kinds of phrases that mean the thing itself."""
OWN = "riskplan"
Printed = dict[str, list[str]]
_stemmer = Stemmer.Stemmer("english")


def reason(met: list[tuple[Unit, Meaning | None]], name: Printed, text: Printed) -> str:
    """By what a row was found: its name, its text, or what else its words are called.

    ``met`` are the units that it has, each with the best of its meanings there; ``name`` and
    ``text`` are the words that its title and its body have, by their roots. A word that stands
    there in another form is told ("in its name as: renal").
    """
    found: dict[str, None] = {}
    for unit, meaning in met:
        for where, printed in (("name", name), ("text", text)):
            if unit.roots and printed.keys() >= set(unit.roots):
                found[f"in its {where}{_in_other_form(unit, printed)}"] = None
                break
        else:
            if meaning:
                found[_said(meaning)] = None
            elif unit.roots and set(unit.roots) <= name.keys() | text.keys():
                found["in its name and text"] = None
    return ", ".join(found)


def _in_other_form(unit: Unit, printed: Printed) -> str:
    """The printed words of a unit that are no forms of those asked for."""
    asked = set(_stemmer.stemWords(list(unit.words)))
    other = [
        printed[root][0]
        for root in unit.roots
        if asked.isdisjoint(_stemmer.stemWords(printed[root]))
    ]
    return f" as: {' '.join(other)}" if other else ""


def best_meanings(
    connection: sqlite3.Connection, lexicon: Lexicon, unit: Unit, rows: Numbers
) -> list[Meaning | None]:
    """For each of ``rows`` (from 0) the meaning of ``unit`` that counts most there, if any does."""
    best: list[Meaning | None] = [None] * len(rows)
    most = np.zeros(len(rows), np.float32)
    for one in unit.meanings:
        words = one.term[2:].split() if one.term.startswith("w:") else []
        terms = [f"w:{word}" for word in words] or [one.term]
        each = [_strengths(lexicon.postings(connection, term), rows) for term in terms]
        strengths = np.minimum.reduce(each) * np.float32(one.strength)
        for at in np.flatnonzero(strengths > most):
            best[at] = one
        most = np.maximum(most, strengths)
    return best


def _strengths(postings: Postings, rows: Numbers) -> Strengths:
    """How much a term counts in each of ``rows``."""
    having, strengths = postings
    if not len(having):
        return np.zeros(len(rows), np.float32)
    at = np.searchsorted(having, rows)
    at[at == len(having)] = 0
    return np.where(having[at] == rows, strengths[at], np.float32(0))


def _said(one: Meaning) -> str:
    """ "also known as: low blood sodium levels (Human Phenotype Ontology, lay)"."""
    if one.kind == "topic":
        return f"asked for: {one.term[2:].replace('-', ' ')}"
    if one.term.startswith("d:"):
        return f"holds for: {one.said}"
    if one.term.startswith("s:"):
        return f"label section: {one.said}"
    lead = "also known as" if one.kind in NAMES else "related to"
    return f"{lead}: {one.said} ({one.source if one.kind in NAMES else OWN}, {one.kind})"
