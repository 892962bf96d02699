"""A database with all documents and concepts in; its crosswalk and duties filled in."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ingest.crosswalk.fill_duties import fill_duties
from ingest.crosswalk.indication_aspects import Aspect, Indication, indication_of
from ingest.crosswalk.indications import compared
from ingest.crosswalk.links import Item, Link, crosswalk
from ingest.crosswalk.names import meanings_of
from ingest.crosswalk.notes import Pair, Words, note, words_of
from ingest.document import Span
from ingest.filling import insert
from ingest.vocabulary import heal
from ingest.warning_words import speaks_of_warnings

Row = dict[str, Any]
PAIRS = (
    "select mine.substance_id, d.id as plan, o.document_id as policy, mine.jurisdiction as here, "
    "mine.name as medicine, d.family, theirs.jurisdiction as there, theirs.name as other "
    "from products mine join documents d on d.product_id = mine.id "
    "join products theirs on theirs.substance_id = mine.substance_id "
    "join policies o on o.product_id = theirs.id "
    "where d.family <> 'prior_approval' and theirs.jurisdiction <> mine.jurisdiction "
    "order by mine.substance_id, d.id, o.document_id"
)
"""A plan and a policy for one substance, of different places."""
CONCERNS = "select * from risks where document_id = ? order by ordinal, char_start, id"
WARNINGS = "select * from policy_warnings where document_id = ? order by ordinal, id"
STATEMENTS = "select text from statements where document_id = ? order by char_start, id"
NAMING = (
    (
        "a criterion",
        "select quote from policy_criteria where document_id = ? and operator is null "
        "order by char_start, id",
    ),
    ("a statement", "select quote from statements where document_id = ? order by char_start, id"),
    (
        "a measure",
        "select quote from risk_minimisation_measures where document_id = ? and state = 'stated' "
        "order by char_start, id",
    ),
)
"""The words of a document in which a concern or warning may be named that its lists do not have."""
ASKED = (
    "select t.risk_id, d.thing from duties d join duty_risks t on t.duty_id = d.id "
    "where d.document_id = ? and t.risk_id is not null and d.thing is not null "
    "order by d.thing_start, d.id"
)
BETWEEN = ".\n"
"""What parts a lead from an item of its list, so that no words are read over both."""
INDICATIONS = """
select i.*, l.char_start as lead_start, l.quote as lead
from indications i left join statements l on l.id = i.lead_id
where i.document_id = ? order by i.ordinal, i.id
"""


def fill_crosswalk(connection: sqlite3.Connection) -> None:
    """Fill duties for all documents, and the crosswalk where a plan and a policy meet."""
    wider = wider_concepts(connection)
    fill_duties(connection, wider)
    for pair in _rows(connection, PAIRS):
        insert(connection, "crosswalk", list(_links(connection, pair, wider)))
        insert(connection, "crosswalk_indications", list(_indications(connection, pair, wider)))


def wider_concepts(connection: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """For each concept all that are wider, at whatever distance."""
    above: dict[str, set[str]] = defaultdict(set)
    for concept_id, broader_id in connection.execute("select * from broader_concepts"):
        above[concept_id].add(broader_id)
    found: dict[str, frozenset[str]] = {}
    for concept_id in above:
        waiting, met = [concept_id], set[str]()
        while waiting:
            new = above.get(waiting.pop(), set()) - met
            met |= new
            waiting += sorted(new)
        found[concept_id] = frozenset(met)
    return found


def _links(
    connection: sqlite3.Connection, pair: Row, wider: dict[str, frozenset[str]]
) -> Iterator[Row]:
    concerns = {row["id"]: row for row in _rows(connection, CONCERNS, pair["plan"])}
    warnings = {row["id"]: row for row in _rows(connection, WARNINGS, pair["policy"])}
    mine = _items(connection, concerns, "risk_concepts", "risk_id")
    theirs = _items(connection, warnings, "policy_warning_concepts", "policy_warning_id")
    told = _rows(connection, STATEMENTS, pair["policy"])
    unread = [row["text"] for row in told if speaks_of_warnings(row["text"])]
    words = {which: _words(connection, pair[which]) for which in ("plan", "policy")}
    asked = _asked(connection, pair["policy"])
    called = Pair(*(pair[each] for each in ("here", "there", "medicine", "other", "family")))
    for link in crosswalk(mine, theirs, wider, unread):
        concern = concerns[link.concern.id] if link.concern else {}
        warning = warnings[link.warning.id] if link.warning else {}
        others, named = (theirs, words["policy"]) if concern else (mine, words["plan"])
        things = asked.get(concern.get("id", ""), [])
        said = note(called, link, others, named, things, unread=bool(unread))
        yield _link_row(pair, link, said, concern, warning)


def _items(
    connection: sqlite3.Connection, rows: dict[str, Row], table: str, key: str
) -> list[Item]:
    found = []
    for row in rows.values():
        concepts = connection.execute(
            f"select concept_id from {table} where {key} = ? order by rowid", [row["id"]]
        )
        meant = meanings_of(row["name"], [concept_id for (concept_id,) in concepts])
        found.append(Item(row["id"], row["name"], meant))
    return found


def _link_row(pair: Row, link: Link, said: str | None, concern: Row, warning: Row) -> Row:
    mine, theirs = link.meant or (None, None)
    ends = concern.get("id") or "nothing", warning.get("id") or "nothing"
    documents = "" if all((concern, warning)) else f"{pair['plan']}--{pair['policy']}--"
    return {
        "id": f"{documents}{'--'.join(ends)}",
        "substance_id": pair["substance_id"],
        "plan_document_id": pair["plan"],
        "policy_document_id": pair["policy"],
        "risk_id": concern.get("id"),
        "policy_warning_id": warning.get("id"),
        "relation": link.relation,
        "method": link.method,
        "reason": link.reason,
        "source": link.source,
        "note": said,
        "risk_concept_id": mine.concept_id if mine else None,
        "warning_concept_id": theirs.concept_id if theirs else None,
        "risk_part": mine.part if mine else None,
        "warning_part": theirs.part if theirs else None,
        **_place("risk", concern),
        **_place("warning", warning),
    }


def _words(connection: sqlite3.Connection, document_id: str) -> list[Words]:
    """The words of a document that may name what its lists do not."""
    return [
        one
        for what, sql in NAMING
        for one in words_of(what, (row["quote"] for row in _rows(connection, sql, document_id)))
    ]


def _asked(connection: sqlite3.Connection, policy: str) -> dict[str, list[str]]:
    """For each concern the things that a policy asks for which are tied to it."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows(connection, ASKED, policy):
        found[row["risk_id"]].append(row["thing"])
    return found


def _place(which: str, row: Row) -> Row:
    return {
        f"{which}_{part}": row.get(part) for part in ("page", "char_start", "char_end", "quote")
    }


def _indications(
    connection: sqlite3.Connection, pair: Row, wider: dict[str, frozenset[str]]
) -> Iterator[Row]:
    rows = {
        row["id"]: row
        for which in ("plan", "policy")
        for row in _rows(connection, INDICATIONS, pair[which])
    }
    sides: dict[str, list[Indication]] = {pair["plan"]: [], pair["policy"]: []}
    for row in rows.values():
        sides[row["document_id"]].append(indication_of(row["id"], _with_lead(row)))
    for number, one in enumerate(compared(sides[pair["plan"]], sides[pair["policy"]], wider), 1):
        yield {
            "id": f"{pair['plan']}--{pair['policy']}--{number}",
            "substance_id": pair["substance_id"],
            "plan_document_id": pair["plan"],
            "policy_document_id": pair["policy"],
            "plan_indication_id": one.plan.id if one.plan else None,
            "policy_indication_id": one.policy.id if one.policy else None,
            "aspect": one.aspect,
            "detail": one.detail,
            "relation": one.relation,
            "reason": one.reason,
            **_said("plan", one.said_in_plan, rows.get(one.plan.id if one.plan else "", {})),
            **_said(
                "policy", one.said_in_policy, rows.get(one.policy.id if one.policy else "", {})
            ),
        }


def _said(which: str, aspect: Aspect | None, row: Row) -> Row:
    place = _in_document(aspect.span, row) if aspect else None
    return {
        f"{which}_value": aspect.value if aspect else None,
        f"{which}_words": heal(aspect.span.of(_with_lead(row))) if aspect else None,
        f"{which}_words_start": place.start if place else None,
        f"{which}_words_end": place.end if place else None,
        **_place(which, row),
    }


def _with_lead(row: Row) -> str:
    """The words of an indication behind what leads its list; a sentence ends between them."""
    return f"{row['lead']}{BETWEEN}{row['quote']}" if row["lead"] else str(row["quote"])


def _in_document(span: Span, row: Row) -> Span:
    """Where words of ``_with_lead`` stand in their document, be they in the lead of the list."""
    before = len(row["lead"]) + len(BETWEEN) if row["lead"] else 0
    shift = row["lead_start"] if span.start < before else row["char_start"] - before
    return Span(span.start + shift, span.end + shift)


def _rows(connection: sqlite3.Connection, sql: str, *values: object) -> list[Row]:
    cursor = connection.execute(sql, values)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]
