"""A database in, what tells each document from the others of its kind on the same medicine out.

Two plans of one medicine have rows of the same names: a page number alone would not say of which.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

SEVERAL = (
    "select product_id, family, id, coalesce(version, ''), coalesce(document_date, '') "
    "from documents where (product_id, family) in ("
    "select product_id, family from documents group by product_id, family having count(*) > 1)"
)
ROWS = "select id - 1 from search_index where document_id = ?"
ISO_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
NOT_LATEST = "not the latest held"


@dataclass(frozen=True, slots=True)
class Editions:
    """What tells documents from the others of their family on their medicines.

    ``told`` is that in words, by their ids: version and date, as far as they are stated ("version
    2.0 of 2014-10-23"); the id where these are stated of none, or are those of another too.
    ``earlier`` are the ids of those that are not the latest; none where the dates do not tell.
    ``later`` is how many later ones there are for each row (by its place in the index) of an
    earlier one.
    """

    told: dict[str, str]
    earlier: set[str]
    later: dict[int, int]

    def shown(self, document_id: str | None) -> str:
        """What tells a document from others beside a row of it; "" where there is no other."""
        told = self.told.get(document_id or "", "")
        return f"{told}, {NOT_LATEST}" if document_id in self.earlier else told


def editions(connection: sqlite3.Connection) -> Editions:
    """The editions that are held: nothing where no medicine has two documents of a family."""
    beside: dict[tuple[str, str], dict[str, tuple[str, str]]] = defaultdict(dict)
    for product_id, family, document_id, version, date in connection.execute(SEVERAL):
        said = [f"version {version}" if version[:1].isdigit() else version, date and f"of {date}"]
        beside[product_id, family][document_id] = " ".join(filter(None, said)), date
    told: dict[str, str] = {}
    earlier: set[str] = set()
    later: dict[int, int] = {}
    for documents in beside.values():
        times = Counter(edition for edition, _ in documents.values())
        dates = [date for _, date in documents.values()]
        for document_id, (edition, date) in documents.items():
            told[document_id] = edition if edition and times[edition] == 1 else document_id
            after = sum(other > date for other in dates) if are_in_order(dates) else 0
            if after:
                earlier.add(document_id)
                rows = connection.execute(ROWS, [document_id])
                later.update((row, after) for (row,) in rows)
    return Editions(told, earlier, later)


def are_in_order(dates: Sequence[str]) -> bool:
    """Whether it is known which of the dates is later: all are ISO dates, none is but the year or
    the month of another."""
    known = all(ISO_DATE.fullmatch(date) for date in dates)
    within = (one != other and other.startswith(one) for one in dates for other in dates)
    return known and not any(within)
