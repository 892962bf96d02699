"""A boxed warning is told from an ordinary one wherever warnings are shown or found."""

from __future__ import annotations

from pathlib import Path

import pytest
from crosswalk_sources import POLICY, put_policy
from first_hit import first
from own_pages import Site, reading, words_of
from plans import put_plan

from ingest import pipeline

LISTED = "Mockivel also contains warnings for: hepatotoxicity, "
BOXED = "Mockivel carries a boxed warning for hepatotoxicity and brittle nails (1).\n\n"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("boxed")
    put_plan(folder / "sources")
    put_policy(folder / "sources", text=POLICY.replace(LISTED, BOXED + LISTED))
    pipeline.build([folder / "sources"], folder / "x.db")
    return folder / "x.db"


def test_two_warnings_of_one_name_are_told_apart(database: Path) -> None:
    with reading(database) as connection:
        rows = connection.execute(
            "select name, is_boxed, body, aspect from policy_warnings w join search_index s "
            "on s.row_path = '/riskplan/policy_warnings/' || w.id "
            "where name in ('hepatotoxicity', 'brittle nails') order by ordinal"
        ).fetchall()
    boxed = "boxed warning named by the policy for Mockivel"
    assert [tuple(row) for row in rows] == [
        ("hepatotoxicity", 1, boxed, "boxed"),
        ("brittle nails", 1, boxed, "boxed"),
        ("hepatotoxicity", 0, boxed.removeprefix("boxed "), ""),
    ]


def test_boxed_warnings_are_found_first(database: Path) -> None:
    with reading(database) as connection:
        hit = first(connection, "boxed warning")
    assert hit.kind == "warning"
    assert hit.body.startswith("boxed warning")


def test_the_pages_on_warnings_say_which_are_boxed(database: Path) -> None:
    site = Site(database)
    with reading(database) as connection:
        (policy,) = connection.execute("select id from policies").fetchone()
        (substance,) = connection.execute("select substance_id from crosswalk").fetchone()
        plan, other = [
            row["id"] for row in connection.execute("select id from products order by name")
        ]
    said = words_of(site.page(f"/riskplan/policies/{policy}"))
    assert said.count("Boxed warning") == 2
    assert "Boxed warning" in words_of(site.page(f"/-/crosswalk/{substance}"))
    assert "Boxed warning of the policy" in words_of(site.page("/-/compare", a=plan, b=other))
    concept = words_of(site.page("/-/compare", concept="hepatotoxicity"))
    assert "Boxed warning of the policy" in concept
    assert "Warning of the policy" in concept


def test_a_group_is_tagged_boxed_by_any_of_its_sources(tmp_path: Path) -> None:
    put_plan(tmp_path / "sources")
    words = "Mockivel has a warning for brittle nails (1).\n\n" + BOXED
    put_policy(tmp_path / "sources", text=POLICY.replace(LISTED, words + LISTED))
    pipeline.build([tmp_path / "sources"], tmp_path / "x.db")
    with reading(tmp_path / "x.db") as connection:
        ids = connection.execute("select id from products order by name").fetchall()
    said = words_of(Site(tmp_path / "x.db").page("/-/compare", a=ids[0]["id"], b=ids[1]["id"]))
    assert "brittle nails Boxed warning of the policy" in said
