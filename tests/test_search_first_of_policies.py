"""Questions about terms of a policy: what settles them stands first."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.result import look_up


def found(connection: sqlite3.Connection, text: str, most: int) -> list[str]:
    hits = look_up(connection, text, most=most).hits
    return [hit.row.row_path.rsplit("/", 1)[-1].split("approval-")[-1] for hit in hits]


FOR_ALL = [
    "renewal-all-a", "renewal-age", "renewal-all-b", "renewal-all-c", "renewal-all-d",
    "renewal-all-e",
]  # fmt: skip
DIAGNOSES = ["renewal-1", "renewal-1-a", "renewal-2", "renewal-2-a", "renewal-3"]


@pytest.mark.parametrize("text", ["renewal criteria xpovio", "what is required to renew xpovio"])
def test_what_is_peculiar_to_renewal_and_holds_for_all_comes_first(
    connection: sqlite3.Connection, text: str
) -> None:
    assert found(connection, text, 11) == [*FOR_ALL, *DIAGNOSES]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("renewal criteria for RRMM", ["renewal-2", "renewal-2-a"]),
        ("renewal criteria DLBCL", ["renewal-3"]),
    ],
)
def test_for_a_diagnosis_its_own_criteria_come_before_those_for_all(
    connection: sqlite3.Connection, text: str, own: list[str]
) -> None:
    assert found(connection, text, len(own) + 6) == [*own, *FOR_ALL]


def test_initial_criteria_that_renewal_has_not_come_first(connection: sqlite3.Connection) -> None:
    first = found(connection, "initial criteria xpovio", 7)
    assert first[:6] == [f"initial-{at}" for at in ("1-a", "2-a", "2-b", "2-c", "2-d", "3-a")]
    assert first[6] == "initial-age"


def test_how_long_an_approval_lasts_asks_for_no_criteria(connection: sqlite3.Connection) -> None:
    assert look_up(connection, "how long until it must be renewed").hits[0].row.kind == "policy"


@pytest.mark.parametrize(
    "text",
    [
        "xpovio approved for liposarcoma",
        "xpovio approved for pancreatic cancer",
        "is xpovio covered for breast cancer",
    ],
)
def test_what_holds_for_all_other_indications_settles_it_for_a_disease_that_none_lists(
    connection: sqlite3.Connection, text: str
) -> None:
    assert found(connection, text, 1) == ["investigational"]


def test_it_does_not_for_one_that_is_listed(connection: sqlite3.Connection) -> None:
    assert "investigational" not in found(connection, "xpovio approved for DLBCL", 3)


@pytest.mark.parametrize(
    "text", ["step therapy trial of Blenrep", "is a trial of Blenrep required", "step therapy"]
)
def test_step_therapy_is_nothing_that_evidence_tells(
    connection: sqlite3.Connection, text: str
) -> None:
    result = look_up(connection, text)
    assert not {hit.row.kind for hit in (*result.hits, *result.near)} & {"evidence", "figure"}


@pytest.mark.parametrize("text", ["renewal quantity limits", "quantity limit at renewal"])
def test_that_limits_on_renewal_are_the_same_is_found(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = look_up(connection, text).hits
    (policy,) = [hit for hit in hits if hit.row.kind == "policy"]
    assert "limits on renewal: the same as above" in policy.row.body.text
    assert hits.index(policy) < 6
    assert {hit.row.kind for hit in hits[:4]} == {"limit"}
