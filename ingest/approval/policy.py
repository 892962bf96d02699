"""A policy's id in, out what a request is held against: clauses, tests, facts, names, limits."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.approval import joins
from ingest.approval.names import Names

Row = Mapping[str, Any]
DRUG = "drug"
"""The fact which of a policy's medicines is asked for."""
PHASES = ("initial", "renewal")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a request may say: the name of a field, its type, unit and question, and its options.

    ``options`` are the values as printed, each with what else it may be called.
    """

    name: str
    type: str
    unit: str | None
    question: str
    options: tuple[tuple[str, tuple[str, ...]], ...]
    ordinal: int


@dataclass(frozen=True, slots=True)
class Test:
    """How a clause tests a fact; ``role`` is ``scope`` (of whom it is asked) or ``condition``."""

    role: str
    fact: str
    operator: str
    operand: Mapping[str, Any]

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that it may look at."""
        also = self.operand.get("also")
        return (self.fact, also) if isinstance(also, str) else (self.fact,)


@dataclass(frozen=True, slots=True)
class Clause:
    """A criterion with its tests and those that hang on it; ``row`` is its row as it is stored.

    ``id`` is its permalink, ``operator`` how its children are joined.
    """

    id: str
    operator: str
    row: Row
    tests: tuple[Test, ...]
    children: tuple[Clause, ...]
    join: str
    """How it is known what joins its children: by words, by custom, or not at all."""

    @property
    def is_joined_unsaid(self) -> bool:
        """Whether no word says how its children are joined."""
        return self.join != joins.PRINTED

    @property
    def is_join_open(self) -> bool:
        """Whether it is not known either: all of its children may be asked for, or one."""
        return self.join == joins.OPEN

    @property
    def join_words(self) -> str | None:
        """What is said of that; None where the joins are printed."""
        return joins.WORDS[self.join]

    def walk(self) -> Iterator[Clause]:
        """Itself and all below it in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Policy:
    """All of a policy that a request is held against."""

    row: Row
    """Its row, with the medicine and the title and address of its document."""
    phases: Mapping[str, tuple[Clause, ...]]
    """The roots of its criteria at the start and at renewal; none where it has none."""
    facts: Mapping[str, Fact]
    names: Names
    members: tuple[tuple[str, str, str], ...]
    """The rows of its appendices: class, generic and brand name."""
    unread: Mapping[str, tuple[Row, ...]]
    """The passages of each phase's requirements that could not be read."""
    unread_limits: Mapping[str, tuple[Row, ...]]
    """The passages of each phase's limits that could not be read."""
    limits: tuple[Row, ...]
    packs: tuple[Row, ...]
    allowances: tuple[Row, ...]

    @property
    def id(self) -> str:
        """Its permalink."""
        return str(self.row["id"])

    def limits_of(self, phase: str) -> list[Row]:
        """The quantity limits that hold in a phase."""
        at = "initial" if self.row["renewal_limits"] == "same" else phase
        return [row for row in self.limits if row["phase"] == at]

    def facts_of(self, phase: str) -> list[Fact]:
        """What the clauses of a phase ask, in their order."""
        asked = {
            name
            for root in self.phases[phase]
            for clause in root.walk()
            for test in clause.tests
            for name in test.facts
        }
        if any(row["drug"] for row in self.limits_of(phase)):
            asked.add(DRUG)
        return [fact for name, fact in self.facts.items() if name in asked]


POLICY = """
select o.*, p.name as product, p.jurisdiction, s.name as substance,
    coalesce(d.title, d.source_file) as title, d.publisher, d.source_url, d.document_date
from policies o
join products p on p.id = o.product_id
join substances s on s.id = p.substance_id
join documents d on d.id = o.document_id
where o.id = ?
"""
TESTS = """
select t.criterion_id, t.role, f.name, t.operator, t.operand
from request_facts f join criterion_tests t on t.fact_id = f.id
where f.policy_id = ? order by t.criterion_id, t.ordinal
"""
OF_POLICY = {
    "criteria": "select * from policy_criteria where policy_id = ? order by ordinal, id",
    "facts": "select * from request_facts where policy_id = ? order by ordinal",
    "limits": "select * from quantity_limits where policy_id = ? order by char_start, strength_mg",
    "drugs": "select * from policy_drugs where policy_id = ? order by ordinal",
    "allowances": "select pre_approval_allowances.*, singular from pre_approval_allowances "
    "left join policy_units using (unit) where policy_id = ? order by ordinal",
    "packs": "select * from dose_packs where policy_id = ? order by ordinal, id",
}
UNREAD = """
select u.* from sections s
join unread u on u.document_id = s.document_id
    and u.char_start >= s.char_start and u.char_start < s.body_end
where s.document_id = ? and s.key = ? order by u.char_start
"""
MEMBERS = "select class_id, generic_name, brand_name from class_members where document_id = ?"


def policy(connection: sqlite3.Connection, policy_id: str) -> Policy | None:
    """The policy of that id; None where there is none. Rows must be sqlite3.Row."""
    row = connection.execute(POLICY, [policy_id]).fetchone()
    if row is None:
        return None
    read = {
        name: [dict(one) for one in connection.execute(sql, [policy_id])]
        for name, sql in OF_POLICY.items()
    }
    tests: dict[str, list[Test]] = {}
    for criterion, role, name, operator, operand in connection.execute(TESTS, [policy_id]):
        tests.setdefault(criterion, []).append(Test(role, name, operator, json.loads(operand)))
    members = [
        (one[0], one[1], one[2]) for one in connection.execute(MEMBERS, [row["document_id"]])
    ]
    own = [(one["generic_name"], one["brand_name"]) for one in read["drugs"]]
    own.append((row["substance"], row["product"]))
    asked = [test.operand for each in tests.values() for test in each]
    phases = {phase: _roots(read["criteria"], phase, tests) for phase in PHASES}
    unread = _unread(connection, row["document_id"], "requirements")
    unread_limits = _unread(connection, row["document_id"], "limits")
    if row["renewal_criteria"] == "same":
        phases["renewal"] = phases["initial"]
        unread["renewal"] = unread["initial"] + unread["renewal"]
    if row["renewal_limits"] == "same":
        unread_limits["renewal"] = unread_limits["initial"] + unread_limits["renewal"]
    return Policy(
        row=dict(row),
        phases=phases,
        facts={one["name"]: _fact(one) for one in read["facts"]},
        names=Names.of(members, own, asked),
        members=tuple(members),
        unread=unread,
        unread_limits=unread_limits,
        limits=tuple(read["limits"]),
        packs=tuple(read["packs"]),
        allowances=tuple(read["allowances"]),
    )


def _unread(
    connection: sqlite3.Connection, document_id: str, part: str
) -> dict[str, tuple[Row, ...]]:
    """What could not be read of a part of each phase: its ``requirements`` or its ``limits``."""
    found: dict[str, tuple[Row, ...]] = {}
    for phase in PHASES:
        rows = connection.execute(UNREAD, [document_id, f"{phase}_{part}"])
        found[phase] = tuple(dict(one) for one in rows)
    return found


def _fact(row: Row) -> Fact:
    options = tuple((name, tuple(also)) for name, also in json.loads(row["options"]).items())
    return Fact(row["name"], row["type"], row["unit"], row["question"], options, row["ordinal"])


def _roots(
    rows: list[dict[str, Any]], phase: str, tests: Mapping[str, list[Test]]
) -> tuple[Clause, ...]:
    below: dict[str | None, list[Row]] = {}
    for one in rows:
        if one["phase"] == phase:
            below.setdefault(one["parent_id"], []).append(one)

    def clause(row: Row) -> Clause:
        children = tuple(map(clause, below.get(row["id"], ())))
        return Clause(
            id=row["id"],
            operator=row["operator"] or "all_of",
            row=row,
            tests=tuple(tests.get(row["id"], ())),
            children=children,
            join=joins.join_of(row, [one.row for one in children]),
        )

    return tuple(map(clause, below.get(None, ())))
