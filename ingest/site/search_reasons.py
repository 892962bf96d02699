"""What a hit says with the words that were met marked in, the reason for the hit in words out."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

OPEN, CLOSE = "\ue000", "\ue001"
"""Marks around the words that were met; they stand in no document."""
MET = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
SAME = 5
"""Letters in which words begin alike that the index takes for forms of one word."""


def unmarked(text: str) -> str:
    """``text`` without the marks around words that were met."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def reason(
    connection: sqlite3.Connection,
    title: str,
    body: str,
    names: str,
    related: str,
    risk_id: str | None,
) -> str:
    """Where the words were met: in the name, the text, and by which other names the rest of them.

    ``names`` and ``related`` have a line each for other names and for words that lead here. Empty
    where nothing is marked.
    """
    reasons = [
        said for text, said in ((title, "in its name"), (body, "in its text")) if OPEN in text
    ]
    covered = _met(title) | _met(body)
    for lines, say in ((names, _named), (related, _related)):
        line = _best_line(lines)
        if line and not _met(line) <= covered:
            reasons.append(say(connection, unmarked(line), risk_id))
            covered |= _met(line)
    return ", ".join(reasons)


def _met(text: str) -> set[str]:
    """The words marked, by how they begin."""
    return {word.casefold()[:SAME] for run in MET.findall(text) for word in run.split()}


def _best_line(lines: str) -> str:
    """The line of which most was met, and of those the shortest; empty where nothing was."""
    met = [line for line in lines.split("\n") if OPEN in line]
    return max(met, key=lambda line: (len(_met(line)), sum(_lengths(line)), -len(line)), default="")


def _lengths(line: str) -> Iterator[int]:
    return (len(words) for words in MET.findall(line))


def _named(connection: sqlite3.Connection, name: str, risk_id: str | None) -> str:
    """ "also known as: low blood sodium levels (Human Phenotype Ontology, lay)"."""
    sql = (
        "select s.source, s.kind from concept_synonyms s "
        "left join risk_concepts r on r.concept_id = s.concept_id and r.risk_id = :risk "
        "where lower(s.synonym) = lower(:name) "
        "order by r.risk_id is null, s.synonym <> :name, s.kind = 'related', s.concept_id limit 1"
    )
    row = connection.execute(sql, {"risk": risk_id, "name": name}).fetchone()
    if row is None:
        return f"also known as: {name}"
    source, kind = row
    lead = "related to" if kind == "related" else "also known as"
    return f"{lead}: {name} ({source}, {kind})"


def _related(_: sqlite3.Connection, words: str, __: str | None) -> str:
    """ "related to: nausea"."""
    return f"related to: {words}"
