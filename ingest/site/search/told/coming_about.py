"""A unit of a question in, whether it names what a medicine may bring about, or who may
have it, out."""

from __future__ import annotations

import json
import sqlite3

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.question.units import LEADING, Unit

COMES_ABOUT = ("disorder", "laboratory")
"""Kinds of concepts that a medicine may bring about; it does not bring about a pregnancy."""
POPULATION = "population"


def comes_about(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> bool:
    """Whether a unit names something that a medicine may bring about, or who has a case of it:
    patients with hepatic impairment have a disorder."""
    waiting = _meant(unit)
    names: set[str] = set()
    while waiting:
        name = waiting.pop()
        waiting += [wide for wide in known.broader.get(name, ()) if wide not in names]
        names.add(name)
    return unit.named and not _kinds(connection, names).isdisjoint(COMES_ABOUT)


def are_people(connection: sqlite3.Connection, unit: Unit) -> bool:
    """Whether a unit names who may have something, not what: the elderly."""
    return unit.named and _kinds(connection, set(_meant(unit))) == {POPULATION}


def _meant(unit: Unit) -> list[str]:
    return [one.term for one in unit.meanings if one.kind not in LEADING]


def _kinds(connection: sqlite3.Connection, names: set[str]) -> set[str]:
    """The kinds of concepts by their terms."""
    sql = "select distinct kind from concepts where id in (select value from json_each(?))"
    found = connection.execute(sql, [json.dumps(sorted(name[2:] for name in names))])
    return {kind for (kind,) in found}
