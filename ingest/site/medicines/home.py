"""The first page: what the database holds, what it can be asked, and the other ways into it.

It takes the place of Datasette's index where the riskplan database is served, for readers alone:
``/.json`` stays Datasette's, and so does the page of a site without that database.
"""

from __future__ import annotations

import shlex
import sqlite3
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from datasette.views.index import IndexView
from markupsafe import Markup

from ingest.site.medicines.home_chart import Chart, home_chart
from ingest.site.medicines.home_questions import questions
from ingest.site.medicines.listed import first_medicines
from ingest.site.numbers.dot_plot import dot_plot
from ingest.site.pages import Asked, dicts, key_of, read_for, rendered
from ingest.site.settings import DATABASE

MOST_MEDICINES = 20
MOST_DOCUMENTS = 6
MOST_QUESTIONS = 4
CHECKS = ("unfaithful_", "unmet_")
"""How the names of the views begin that must stay empty."""
HELD = """
with concerns (product_id, category, count) as (
    select n.product_id, r.category, count(*)
    from newest_plans n join risks r on r.document_id = n.document_id
    group by 1, 2
)
select
    p.jurisdiction,
    count(*) as medicines,
    (
        select coalesce(sum(c.count), 0) from concerns c join products q on q.id = c.product_id
        where q.jurisdiction = p.jurisdiction and c.category = 'identified'
    ) as identified,
    (
        select coalesce(sum(c.count), 0) from concerns c join products q on q.id = c.product_id
        where q.jurisdiction = p.jurisdiction and c.category = 'potential'
    ) as potential,
    (
        select coalesce(sum(c.count), 0) from concerns c join products q on q.id = c.product_id
        where q.jurisdiction = p.jurisdiction and c.category = 'missing'
    ) as missing,
    (
        select count(*) from documents d join products q on q.id = d.product_id
        where q.jurisdiction = p.jurisdiction and d.family <> 'prior_approval'
    ) as plans,
    (
        select count(*) from policies o join products q on q.id = o.product_id
        where q.jurisdiction = p.jurisdiction
    ) as policies
from products p
group by p.jurisdiction
order by p.jurisdiction
"""
NEWEST = """
select d.id, coalesce(d.title, d.source_file) as title, d.family, d.version, d.document_date,
    d.product_id, p.name as product, p.jurisdiction
from documents d join products p on p.id = d.product_id
where d.document_date is not null
order by d.document_date desc, d.version desc, d.id
limit ?
"""
_READ: dict[tuple[str, str], dict[str, Any]] = {}


async def home(request: Request, datasette: Datasette) -> Response:
    """The first page; Datasette's own where there is no riskplan database."""
    if DATABASE not in datasette.databases:
        stock: Response = await IndexView(datasette).get(request)
        return stock
    found = await read_for(request, datasette, read_home)
    found |= await _ways_in(datasette, request)
    found["drawing"] = _drawing(found["chart"], datasette, found["drawn"])
    found["curl"] = [
        f"curl {shlex.quote(datasette.absolute_url(request, datasette.urls.path(path)))}"
        for path in examples(found["example"])
    ]
    return await rendered(request, datasette, "home.html", found)


def read_home(connection: sqlite3.Connection, _asked: Asked) -> dict[str, Any]:
    """All that the page shows of the database, which does not change: read once a build."""
    key = key_of(connection)
    if key not in _READ:
        _READ.clear()
        _READ[key] = _held(connection)
    return dict(_READ[key])


def _held(connection: sqlite3.Connection) -> dict[str, Any]:
    medicines = first_medicines(connection, MOST_MEDICINES)
    asked = questions(connection, MOST_QUESTIONS)
    example = next((one["id"] for one in medicines if one["plan"] is not None), None)
    (undated,) = connection.execute(
        "select count(*) from documents where document_date is null"
    ).fetchone()
    return {
        "held": dicts(connection, HELD),
        "medicines": medicines,
        "newest": dicts(connection, NEWEST, MOST_DOCUMENTS),
        "undated": undated,
        "questions": asked,
        "example": example,
        "chart": home_chart(connection),
        "drawn": {},
    }


def _drawing(chart: Chart | None, datasette: Datasette, drawn: dict[str, Markup]) -> Markup | None:
    """The chart, drawn once for each place that the site's addresses begin at."""
    if chart is None:
        return None
    place = datasette.urls.path("/")
    if place not in drawn:
        label = f"One percentage of each concern of {chart.product}"
        drawn[place] = dot_plot(chart.groups, label, datasette.urls.path)
    return drawn[place]


def examples(product_id: str | None) -> list[str]:
    """Paths to try the API with: the concerns of a medicine, or the medicines without one."""
    if product_id is None:
        return [f"/{DATABASE}/medicines.json?_shape=objects", f"/{DATABASE}/medicines.csv"]
    of = urlencode({"product_id": product_id})
    return [
        f"/{DATABASE}/risks.json?_shape=objects&{of}",
        f"/{DATABASE}/risks.csv?_stream=on&{of}",
    ]


async def _ways_in(datasette: Datasette, request: Request) -> dict[str, Any]:
    """The tables, views, checks and named queries, each with its line of the metadata."""
    database = datasette.get_database(DATABASE)
    about = datasette.metadata("tables", database=DATABASE) or {}
    hidden = set(await database.hidden_table_names())
    counts = await database.table_counts()
    tables = [
        {"name": name, "about": _about(about, name), "rows": counts.get(name)}
        for name in sorted(await database.table_names())
        if name not in hidden and counts.get(name)
    ]
    views = [
        {"name": name, "about": _about(about, name)}
        for name in await database.view_names()
        if not about.get(name, {}).get("hidden")
    ]
    queries = await datasette.get_canned_queries(DATABASE, request.actor)
    return {
        "metadata": datasette.metadata() or {},
        "tables": tables,
        "views": [view for view in views if not view["name"].startswith(CHECKS)],
        "checks": [view for view in views if view["name"].startswith(CHECKS)],
        "queries": list(queries.values()),
        "beside": await _beside(datasette, request),
    }


async def _beside(datasette: Datasette, request: Request) -> list[str]:
    """The other databases that this site serves and the reader may see."""
    names = [name for name in datasette.databases if name not in {DATABASE, "_internal"}]
    return [
        name
        for name in names
        if (await datasette.check_visibility(request.actor, "view-database", name))[0]
    ]


def _about(metadata: dict[str, Any], name: str) -> str:
    return str(metadata.get(name, {}).get("description") or "")
