"""Which figures in, the figures with their words out: as plots, tables and lists show them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from ingest.site.numbers.dot_plot import Group
from ingest.site.numbers.figure_words import amount, count, grade, qualities
from ingest.site.pages import dicts, row_path, source_of
from ingest.site.passages import passage

AROUND = 80
"""Characters of the evidence on either side of a figure's own words."""
FIGURES = """
select f.*, r.name as risk, r.category, d.product_id, p.name as product,
    e.quote as evidence_quote, e.char_start as evidence_start
from evidence_figures f
join evidence e on e.id = f.evidence_id
join documents d on d.id = f.document_id
join products p on p.id = d.product_id
left join risks r on r.id = f.risk_id
"""
KEY_FIRST = (
    "f.arm is not null, f.unit <> 'percent', f.attribution <> 'any', f.grade is not null, "
    "f.char_start"
)
"""The order whose first figure of a concern stands for it where there is room for one: of those who
took the medicine, a share, of all events and not of related ones alone, of all grades, as printed.
"""
UNLISTED = "no listed concern"


def read_figures(
    connection: sqlite3.Connection, where: str, *values: object
) -> list[dict[str, Any]]:
    """The figures that the clauses ``where`` select, each with its words and its path."""
    return [with_words(row) for row in dicts(connection, FIGURES + where, *values)]


def with_words(figure: Mapping[str, Any]) -> dict[str, Any]:
    """A row of FIGURES with what a page says of it, in words."""
    around = passage(
        figure["evidence_quote"],
        figure["char_start"] - figure["evidence_start"],
        figure["char_end"] - figure["evidence_start"],
        AROUND,
    )
    before = ("… " if around.cut_before else "") + around.before.lstrip()
    after = around.after.rstrip() + (" …" if around.cut_after else "")
    return {
        **figure,
        "amount_words": amount(figure),
        "count_words": count(figure),
        "grade_words": grade(figure),
        "quality_words": qualities(figure),
        "before": before,
        "after": after,
        "passage_words": " ".join(f"{before}{figure['quote']}{after}".split()),
        "source_path": source_of(figure),
    }


def by_risk(figures: Iterable[Mapping[str, Any]], with_product: bool) -> list[Group]:
    """Figures in the order in which they come, in a group per concern."""
    groups = []
    for (_, risk_id), found in groupby(
        figures, key=lambda one: (one["document_id"], one["risk_id"])
    ):
        rows = list(found)
        first = rows[0]
        name = first["risk"] or UNLISTED
        path = None if risk_id is None else row_path("risks", risk_id)
        groups.append(Group(f"{first['product']}: {name}" if with_product else name, rows, path))
    return groups
