"""A question for the criteria of one type of approval in, these out by what they hold for.

What is peculiar to renewal, and what all patients must meet, is what a reader of "renewal criteria"
must not miss; then a policy's own order tells most.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning, Rows
from ingest.site.search.lexicon.meanings_here import HOLDS_FOR
from ingest.site.search.question.units import Unit
from ingest.site.search.scores.unit_degrees import SURELY, together
from ingest.site.search.scores.unit_weights import MET

CRITERIA, DIAGNOSIS = "t:criteria", "t:diagnosis"
TYPES = "types-of-approval"
"""The group of topics that ask for the criteria of one type of approval."""
EACH = """
with recursive wanted as (
    select s.id as number, c.* from search_index s
    join policy_criteria c on c.id = replace(s.row_path, '/riskplan/policy_criteria/', '')
    where s.id in (select value from json_each(?))
),
shared as (
    select id, kind from policy_criteria
    where parent_id is null and kind = 'group' and policy_id in (select policy_id from wanted)
    union all
    select c.id, c.kind from policy_criteria c join shared s on c.parent_id = s.id
    where c.kind <> 'diagnosis' and coalesce(c.operator, 'all_of') = 'all_of'
)
select w.number - 1, w.id in (select id from shared), not exists (
    select 1 from policy_criteria o
    where o.policy_id = w.policy_id and o.phase <> w.phase and o.text = w.text
)
from wanted w
"""
"""The rows (from 0) of criteria: whether they hold for all diagnoses, and whether the
other type has them not."""


def holding_for_all(
    connection: sqlite3.Connection, known: Lexicon, units: Sequence[Unit]
) -> list[Unit]:
    """The units, where criteria of a type are asked for and a diagnosis is named by what is printed
    for it and leads to one: what holds for that holds for it too."""
    if _type(known, units) is None:
        return list(units)
    return [
        replace(unit, meanings=(*unit.meanings, *_wider(unit, known)))
        if _is_diagnosis(connection, known, unit)
        else unit
        for unit in units
    ]


def criteria_in_order(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer to a question for nothing but criteria of one type, of whatever medicine, or for a
    diagnosis: those that are said to be for that first, then those that the other type has not (for
    a diagnosis if they hold for all), those for all diagnoses, and the rest, each in the policy's
    order."""
    known, asked = answer.lexicon, _type(answer.lexicon, answer.units)
    names = known.medicines | known.lists.places
    things = [
        unit
        for unit in answer.units
        if not (unit.topic or unit.weak or names.issuperset(unit.words))
    ]
    named = [_is_diagnosis(connection, known, unit) for unit in things]
    if asked is None or not answer.has_hits or not all(named):
        return answer
    own = np.logical_and.reduce([_saying(connection, known, unit) for unit in things])
    having, strengths = known.postings(connection, asked)
    of_type = np.intersect1d(answer.rows, having[strengths >= SURELY])
    rank = {}
    for row, shared, alone in connection.execute(EACH, [json.dumps((of_type + 1).tolist())]):
        peculiar = alone and (shared or not things)
        rank[row] = (0 if things and own[row] else 1 if peculiar else 2 if shared else 3, row)
    if int(answer.rows[0]) not in rank:  # "how long until it must be renewed"
        return answer
    last = (4, 0)
    order = sorted(range(len(answer.rows)), key=lambda at: rank.get(int(answer.rows[at]), last))
    answer.reorder(np.array(order, np.int32))
    return answer


def _type(known: Lexicon, units: Sequence[Unit]) -> str | None:
    """What asks for the criteria of one type of approval, where nothing else is asked for; None in
    another question."""
    asked = {unit.first for unit in units if unit.topic and not unit.weak}
    types = asked & known.topics[TYPES]
    return types.pop() if len(types) == 1 and asked <= {*known.topics[TYPES], CRITERIA} else None


def _is_diagnosis(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> bool:
    """Whether criteria that are a diagnosis say a unit."""
    if unit.topic or unit.weak or unit.absent:
        return False
    rows, strengths = known.postings(connection, DIAGNOSIS)
    diagnoses = rows[strengths >= SURELY]
    return bool(_saying(connection, known, unit)[diagnoses].any())


def _saying(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> Rows:
    """The rows that print a unit."""
    found = np.zeros(known.size, np.bool_)
    if unit.roots:
        rows, strengths = together(connection, known, unit.roots)
        found[rows[strengths >= MET]] = True
    return found


def _wider(unit: Unit, known: Lexicon) -> tuple[Meaning, ...]:
    """The diagnoses that a unit leads to, as what rows hold for."""
    terms = dict.fromkeys(f"d:{one.term[2:]}" for one in unit.meanings if one.term[:2] == "c:")
    has = {one.term for one in unit.meanings}
    return tuple(
        Meaning(term, HOLDS_FOR, " ".join(unit.words), "disease", "")
        for term in terms
        if term in known.terms and term not in has
    )
