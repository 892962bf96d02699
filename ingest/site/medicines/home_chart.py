"""A database in, the figures that the first page draws out: one for each concern of one plan."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from ingest.site.numbers.dot_plot import Group
from ingest.site.numbers.figures import KEY_FIRST, by_risk, read_figures

NEWEST = """
select d.id, p.id as product_id, p.name
from documents d join products p on p.id = d.product_id
where exists (
    select 1 from evidence_figures f
    where f.document_id = d.id and f.unit = 'percent' and f.risk_id is not null
)
order by d.document_date desc, d.id
limit 1
"""
PERCENTAGES = f"""
where f.document_id = ? and f.unit = 'percent' and f.risk_id is not null and f.arm is null
order by {KEY_FIRST}
"""


@dataclass(frozen=True, slots=True)
class Chart:
    """The medicine, and of each concern the percentage that its card shows too."""

    product_id: str
    product: str
    groups: list[Group]


def home_chart(connection: sqlite3.Connection) -> Chart | None:
    """Of the newest plan that states percentages; None where none does."""
    document = connection.execute(NEWEST).fetchone()
    if document is None:
        return None
    first: dict[str, dict[str, Any]] = {}
    for figure in read_figures(connection, PERCENTAGES, document["id"]):
        first.setdefault(str(figure["risk_id"]), figure)
    as_printed = sorted(first.values(), key=itemgetter("char_start"))
    groups = by_risk(as_printed, with_product=False)
    return Chart(document["product_id"], document["name"], groups)
