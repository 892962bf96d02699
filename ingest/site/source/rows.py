"""A document in, the rows read from it in reading order out: with their kinds, names and places."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from datasette.utils import tilde_encode

from ingest.site.settings import DATABASE
from ingest.site.source.word_boxes import Box


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of words in a document: what it is called, and the account of its characters."""

    id: str
    name: str
    plain: str
    account: str | None = None
    at_first: bool = True
    """Whether it is shown before a reader says what to show."""


KINDS = (
    Kind("typed", "Values", "Words that became a row of their own: a risk, a number, a measure, "
         "a criterion.", "typed"),
    Kind("statement", "Other statements", "Words that say something for which there is no table "
         "of their own.", "statement"),
    Kind("heading", "Headings", "Titles of parts, fields and boxes.", "heading"),
    Kind("template", "Template sentences", "Sentences that every such document has.", "template"),
    Kind("furniture", "Page furniture", "Page numbers, running heads and the like. Those of a PDF "
         "are no part of its text, so none of its characters are counted.", "furniture"),
    Kind("unread", "Unread", "Words that no rule reads: look at these first.", "unread"),
    Kind("finding", "Findings", "Words that a rule objects to; they are in other rows too."),
    Kind("state", "States of fields", "What the document says of a field as a whole (stated, or "
         "stated: none); its words are in other rows too.", at_first=False),
)  # fmt: skip
NO_ROW = (
    ("mark", "List marks", "Bullets, numbers of list items, lone punctuation; no box."),
    ("outside", "Outside the chapter", "On pages that were read, but not in the parts about risks: "
     "a table of contents, other chapters; no box."),
    ("blank", "White space", "Blanks and line breaks."),
)  # fmt: skip
KIND_OF = {
    "sections": "heading",
    "template_sentences": "template",
    "statements": "statement",
    "unread": "unread",
    "findings": "finding",
    "field_states": "state",
    "furniture": "furniture",
}
"""Tables that hold no values, by what their words are."""
ABOUT = {"state", "finding"}
"""Kinds of rows that speak of the words of other rows."""
PAIRED = {"unread", "furniture"}
"""Tables whose key is the document and a number."""
PLACES = """
select char_start, char_end, table_name, row_id from places where document_id = :document
union all
select char_start, char_end, 'furniture', document_id || ',' || ordinal
from furniture where document_id = :document and char_start is not null
order by 1, 2 desc, 3, 4
"""
NAMES = """
select 'sections' as table_name, id as row_id, title as name
from sections where document_id = :document and char_start < :end and char_end > :start
union all
select 'template_sentences', id, key from template_sentences
where document_id = :document and char_start < :end and char_end > :start
union all
select 'unread', document_id || ',' || char_start, reason from unread
where document_id = :document and char_start < :end and char_end > :start
union all
select 'furniture', document_id || ',' || ordinal, reason from furniture
where document_id = :document and char_start < :end and char_end > :start
union all
select 'field_states', f.id, coalesce(r.name || ': ', '') || t.name || ': ' || p.term
from field_states f
join template_fields t on t.id = f.field
join plain_terms p on p.id = f.state
left join risks r on r.id = f.risk_id
where f.document_id = :document and f.char_start < :end and f.char_end > :start
union all
select 'label_references', l.id, coalesce(r.name || ': ', '') || s.document || ' ' || s.number
from label_references l
join label_sections s on s.id = l.label_section_id
left join risks r on r.id = l.risk_id
where l.document_id = :document and l.char_start < :end and l.char_end > :start
union all
select 'study_milestones', id, coalesce(name, due_on) from study_milestones
where document_id = :document and char_start < :end and char_end > :start
union all
select 'study_concerns', c.id, iif(c.risk_id is null, 'part of: ', '') || r.name
from study_concerns c join risks r on r.id = coalesce(c.risk_id, c.part_of)
where c.document_id = :document and c.char_start < :end and c.char_end > :start
union all
select 'document_facts', id, replace(kind, '_', ' ') from document_facts
where document_id = :document and char_start < :end and char_end > :start
"""
TITLES = "select row_path, title from search_index where document_id = ?"


Place = tuple[int, int, str, str]
"""Where the words of a row begin and end, its table, its id."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row and where its words stand in the text. ``depth`` counts the rows around it."""

    number: int
    table: str
    row_id: str
    start: int
    end: int
    depth: int = 0

    @property
    def kind(self) -> str:
        """Which of KINDS it is."""
        return KIND_OF.get(self.table, "typed")

    @property
    def about(self) -> bool:
        """Whether it speaks of the words of other rows."""
        return self.kind in ABOUT

    @property
    def path(self) -> str:
        """The path of its page."""
        parts = self.row_id.rsplit(",", 1) if self.table in PAIRED else [self.row_id]
        return f"/{DATABASE}/{self.table}/{','.join(tilde_encode(part) for part in parts)}"


@dataclass(frozen=True, slots=True)
class Listed:
    """A row as the list of a leaf has it, with its box where the page is shown as it is printed."""

    kind: str
    of: str
    name: str
    path: str
    quote: str
    there: str = ""
    """The address that shows where it stands."""
    number: int | None = None
    start: int | None = None
    end: int | None = None
    depth: int = 0
    asked: bool = False
    """Whether it was read from some of the words asked for."""
    at: Box | None = None
    """Where it stands, if it is no part of the text."""
    box: str = ""
    exact: bool = True
    again: bool = False
    """Whether another row of its kind has the same box."""
    sharing: str = ""
    """The numbers of all rows of the same words, where there are several."""
    others: int = 0


def places_of(connection: sqlite3.Connection, document: str) -> list[Place]:
    """The places of all rows of a document in reading order."""
    return connection.execute(PLACES, {"document": document}).fetchall()


def rows_at(places: Iterable[Place]) -> list[Row]:
    """The rows at places in reading order, numbered, each within those that hold its words."""
    rows: list[Row] = []
    around: list[int] = []
    for number, (start, end, table, row_id) in enumerate(places):
        while around and around[-1] <= start:
            around.pop()
        rows.append(Row(number, table, str(row_id), start, end, len(around)))
        if not rows[-1].about:
            around.append(end)
    return rows


def names_of(connection: sqlite3.Connection, document: str, rows: Sequence[Row]) -> dict[str, str]:
    """What the rows are called, by their paths; where nothing else says it, their ids do."""
    paths = dict(connection.execute(TITLES, [document]).fetchall())
    within = {
        "document": document,
        "start": min((row.start for row in rows), default=0),
        "end": max((row.end for row in rows), default=0),
    }
    names = {(table, row_id): name for table, row_id, name in connection.execute(NAMES, within)}
    return {
        row.path: paths.get(row.path)
        or names.get((row.table, row.row_id))
        or row.row_id.removeprefix(f"{document}-")
        for row in rows
    }


def furniture_of(connection: sqlite3.Connection, document: str, page: int) -> list[Listed]:
    """The lines of a PDF's page that are no part of its text."""
    found = connection.execute(
        "select ordinal, reason, text, x0, top, x1, bottom from furniture "
        "where document_id = ? and page = ? and x0 is not null order by ordinal",
        [document, page],
    )
    path = f"/{DATABASE}/furniture/{tilde_encode(document)}"
    return [
        Listed("furniture", "furniture", reason, f"{path},{ordinal}", text, at=Box(*box))
        for ordinal, reason, text, *box in found
    ]


def legend(
    connection: sqlite3.Connection, document: str, here: Sequence[str], shown: frozenset[str]
) -> list[dict[str, Any]]:
    """Each kind with its characters in the document and its rows ``here``, kinds of a page."""
    counted = dict(
        connection.execute(
            "select account, characters from character_accounts where document_id = ?", [document]
        ).fetchall()
    )
    printed = sum(counted.values()) - counted.get("blank", 0)

    def entry(account: str | None) -> dict[str, Any]:
        characters = counted.get(account) if account else None
        share = None if characters is None or not printed else characters / printed
        return {"characters": characters, "share": None if account == "blank" else share}

    return [
        {"id": kind.id, "name": kind.name, "plain": kind.plain, "shown": kind.id in shown,
         "rows": here.count(kind.id), **entry(kind.account)}
        for kind in KINDS
    ] + [
        {"id": None, "name": name, "plain": plain, **entry(account)}
        for account, name, plain in NO_ROW
    ]  # fmt: skip


def shown_kinds(said: str) -> frozenset[str]:
    """The kinds to be shown: those that an address names, parted by commas; else as at first."""
    named = {kind.id for kind in KINDS} & set(said.split(","))
    return frozenset(named or {kind.id for kind in KINDS if kind.at_first})
