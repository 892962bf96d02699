"""A unit of a question in, whether it names what a medicine may bring about, or who may
have it, out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings_here import NOTION
from ingest.site.search.lexicon.printed_phrases import is_printed
from ingest.site.search.question.units import LEADING, Unit
from ingest.site.search.scores.unit_degrees import together

COMES_ABOUT = ("disorder", "laboratory")
"""Kinds of concepts that a medicine may bring about; it does not bring about a pregnancy."""
POPULATION = "population"
CONCERN, WARNING, MISSING = "risk", "warning", "missing"
"""The kinds of rows that are concerns and warnings, and the category of those that are no risk."""
EFFECTS = "effect-of-a-thing"
"""The group of words that make the name of a thing one of an effect, or a risk."""


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


def named_as_effects(
    connection: sqlite3.Connection, known: Lexicon, units: Sequence[Unit]
) -> list[Unit]:
    """The one thing that is named, as an effect or a risk, in words that no row prints: "cardiac
    side effects", "risk of cancer". Whether it is one is asked, not whatever names the heart."""
    things = [unit for unit in units if not known.medicines.issuperset(unit.words)]
    return [
        unit
        for unit in (things if len(things) == 1 else ())
        if not known.groups[EFFECTS].isdisjoint(unit.words)
        and all(one.kind != NOTION for one in unit.meanings)
        and comes_about(connection, known, unit)
        and not is_printed(connection, " ".join(unit.words))
        and not _is_in_a_concern(connection, known, unit)
    ]


def _is_in_a_concern(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> bool:
    """Whether a concern or a warning has all words for the thing that has effects."""
    own = [known.root(word) for word in unit.words if word not in known.groups[EFFECTS]]
    if not own:
        return False
    rows, _ = together(connection, known, own)
    named = known.labelled("kind", CONCERN) & ~known.labelled("category", MISSING)
    return bool((named | known.labelled("kind", WARNING))[rows].any())
