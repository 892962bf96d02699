"""A database in, of how many of its documents but a part was read, and which part, out.

Of a long file only the pages with the plan are read. That no document speaks of a thing cannot be
told of the others; that nothing speaks of it that was read can.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

SQL = """
select count(*), coalesce(r.part, 'a part')
from documents d left join read_parts r on r.family = d.family
where exists (select 1 from pages p where p.document_id = d.id and not p.read)
group by 2 order by 2
"""


@dataclass(frozen=True, slots=True)
class InPart:
    """How many ``documents`` no more than the ``part`` was read of."""

    documents: int
    part: str


def read_in_part(connection: sqlite3.Connection) -> list[InPart]:
    """The documents of which but a part was read, by what that is."""
    return [InPart(count, part) for count, part in connection.execute(SQL)]


def nothing(parts: list[InPart]) -> str:
    """The beginning of a note on what is said nowhere: in no document, or in none of what was read
    of them.
    """
    return "Nothing that was read here" if parts else "No document here"


def what_was_read(parts: list[InPart]) -> str:
    """A sentence on that: "Of 2 documents only the chapter ... was read."; empty without any."""
    said = [
        f"of {one.documents:,} document{'' if one.documents == 1 else 's'} only {one.part}"
        for one in parts
    ]
    return f"O{' and '.join(said)[1:]} was read." if said else ""
