"""A database with all documents in; what they ask to be watched or done, and for which risks."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.crosswalk.duties import Thing, goes_on, may_say_when, things_of, when_of
from ingest.crosswalk.duty_ties import Tie, Wider, tie
from ingest.crosswalk.names import Meaning, meanings_of
from ingest.document import Span
from ingest.filling import insert
from ingest.vocabulary import heal

Row = dict[str, Any]
SOURCES = (
    "select 'criterion_id' as refers, c.kind, 'stated' as state, c.parameters, null as risk_id, "
    "c.id, c.document_id, c.char_start, c.quote from policy_criteria c "
    "where c.kind in ('monitoring', 'prophylaxis', 'contraception') "
    "union all "
    "select 'statement_id', s.kind, 'stated', '{}', null, s.id, s.document_id, s.char_start, "
    "s.quote from statements s where s.kind = 'monitoring' or (s.kind = 'advice' and "
    "exists (select 1 from policies o where o.document_id = s.document_id)) "
    "union all "
    "select 'activity_id', 'pharmacovigilance', a.state, '{}', a.risk_id, a.id, a.document_id, "
    "a.char_start, a.quote from pharmacovigilance_activities a "
    "union all "
    "select 'measure_id', 'risk_minimisation', m.state, '{}', m.risk_id, m.id, m.document_id, "
    "m.char_start, m.quote from risk_minimisation_measures m "
    "where m.state = 'stated' and m.quote like '%monitor%' "
    "order by 7, 8, 6"
)
"""The rows that duties are read from.

Of measures those that say that something is monitored; advice of policies alone, since that of an
assessment report is a committee's to the company.
"""
REFERENCES = ("criterion_id", "statement_id", "activity_id", "measure_id")
SUBJECTS = (
    "select r.id, 'risk_id' as refers, r.document_id, r.name, r.category, p.substance_id "
    "from risks r "
    "join products p on p.id = r.product_id "
    "union all "
    "select w.id, 'policy_warning_id', w.document_id, w.name, null, p.substance_id "
    "from policy_warnings w join policies o on o.id = w.policy_id "
    "join products p on p.id = o.product_id order by 1"
)
CONCEPTS = (
    "select risk_id, concept_id from risk_concepts union all "
    "select policy_warning_id, concept_id from policy_warning_concepts order by 1, 2"
)
STATED = "the document states it for this concern"


@dataclass(frozen=True, slots=True)
class Subject:
    """A concern or warning that a duty may be about."""

    id: str
    refers: str
    document_id: str
    name: str
    category: str | None
    substance_id: str
    meanings: tuple[Meaning, ...]


def fill_duties(connection: sqlite3.Connection, wider: Wider) -> None:
    """Fill the tables of duties and of the risks that they are for."""
    about = {
        document_id: (product_id, substance_id)
        for document_id, product_id, substance_id in connection.execute(
            "select d.id, p.id, p.substance_id from documents d join products p "
            "on p.id = d.product_id"
        )
    }
    subjects = _subjects(connection)
    duties: list[Row] = []
    ties: list[Row] = []
    for source in _rows(connection, SOURCES):
        product_id, substance_id = about[source["document_id"]]
        things = _things(source)
        when = when_of(source["quote"], things) if source["state"] == "stated" else None
        if when and goes_on(source["quote"], when):
            when = None  # a part of it would be told as the whole
        for number, thing in enumerate(things or [None], 1):
            duty = _duty(source, product_id, thing, when, number)
            duties.append(duty)
            for subject, found in _tied(source, thing, subjects[substance_id], wider):
                ties.append(_tie_row(duty["id"], subject, found))
    insert(connection, "duties", duties)
    insert(connection, "duty_risks", ties)


def _things(source: Row) -> Sequence[Thing]:
    """The things that a row names."""
    if source["state"] == "stated_none":
        return []
    return things_of(source["quote"], source["kind"], _listed(source))


def _listed(source: Row) -> list[str]:
    """The things that a criterion's parameters list."""
    told = json.loads(source["parameters"])
    listed = told.get("of") if isinstance(told, dict) and source["kind"] == "monitoring" else None
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []


def _duty(source: Row, product_id: str, thing: Thing | None, when: Span | None, number: int) -> Row:
    quote, at = source["quote"], source["char_start"]
    return {
        "id": f"{source['id']}-duty-{number}",
        "product_id": product_id,
        "document_id": source["document_id"],
        "kind": source["kind"],
        "state": source["state"],
        **{name: source["id"] if name == source["refers"] else None for name in REFERENCES},
        "thing": heal(thing.span.of(quote)) if thing else None,
        "thing_start": at + thing.span.start if thing else None,
        "thing_end": at + thing.span.end if thing else None,
        "when_state": _when_state(source, when),
        "said_when": heal(when.of(quote)) if when else None,
        "when_start": at + when.start if when else None,
        "when_end": at + when.end if when else None,
    }


def _when_state(source: Row, when: Span | None) -> str:
    if source["state"] != "stated":
        return "not_applicable"
    if when:
        return "stated"
    return "not_read" if may_say_when(source["quote"]) else "not_stated"


def _tied(
    source: Row, thing: Thing | None, subjects: Sequence[Subject], wider: Wider
) -> Iterator[tuple[Subject, Tie | None]]:
    """The concerns of the substance that a duty is for, and the warnings of its own document.

    Where the document says for which concern it is, it is for that one alone (a tie of None).
    """
    if source["risk_id"] is not None:
        yield from ((one, None) for one in subjects if one.id == source["risk_id"])
        return
    for subject in subjects:
        own = subject.document_id == source["document_id"]
        asked = thing if own or subject.refers == "risk_id" else None
        missing = subject.category == "missing"
        found = asked and tie(asked, subject.name, subject.meanings, wider, missing=missing)
        if found:
            yield subject, found


def _tie_row(duty_id: str, subject: Subject, found: Tie | None) -> Row:
    return {
        "id": f"{duty_id}--{subject.id}",
        "substance_id": subject.substance_id,
        "duty_id": duty_id,
        **{
            name: subject.id if name == subject.refers else None
            for name in ("risk_id", "policy_warning_id")
        },
        "relation": found.relation if found else "stated",
        "concept_id": found.concept_id if found else None,
        "reason": found.reason if found else STATED,
        "source": found.source if found else None,
    }


def _subjects(connection: sqlite3.Connection) -> dict[str, list[Subject]]:
    """The concerns and warnings of each substance."""
    concepts: dict[str, list[str]] = defaultdict(list)
    for item_id, concept_id in connection.execute(CONCEPTS):
        concepts[item_id].append(concept_id)
    found: dict[str, list[Subject]] = defaultdict(list)
    for row in _rows(connection, SUBJECTS):
        meanings = meanings_of(row["name"], concepts[row["id"]])
        found[row["substance_id"]].append(Subject(**row, meanings=meanings))
    return found


def _rows(connection: sqlite3.Connection, sql: str) -> list[Row]:
    cursor = connection.execute(sql)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]
