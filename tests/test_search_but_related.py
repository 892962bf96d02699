"""What is but related to a thing is no row of it, where other rows are."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.site.search.hits import Hit
from ingest.site.search.result import look_up


def lacks(hit: Hit) -> list[str]:
    return hit.why.partition("without: ")[2].split(", ")


@pytest.mark.parametrize(
    "text", ["how many prior therapies for RRMM xpovio dexamethasone", "prior therapies for RRMM"]
)
def test_a_criterion_of_another_diagnosis_is_without_the_one_that_is_named(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = {hit.row.row_path.rsplit("/", 1)[-1]: hit for hit in look_up(connection, text).hits}
    own, other = (hits[f"xpovio-prior-approval-initial-{at}"] for at in ("2-a", "1-a"))
    assert "said around it: rrmm" in own.why
    assert "rrmm" not in lacks(own)
    assert "related to: RRMM" in other.why
    assert "rrmm" in lacks(other)


def test_what_is_named_alone_in_words_that_lead_to_it_lacks_nothing(
    connection: sqlite3.Connection,
) -> None:
    assert (
        look_up(connection, "platelets").hits[0].why == "related to: platelets (riskplan, related)"
    )


@pytest.mark.parametrize(
    "text",
    [
        "compare hyponatraemia and confusion grade 3 selinexor",
        "hyponatraemia vs confusion",
        "grade 3 hyponatraemia compared with confusion",
    ],
)
def test_two_things_that_are_compared_come_in_turn(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = look_up(connection, text).hits[:6]
    sides = ["hyponatr" in hit.row.title.text.casefold() for hit in hits]
    assert sides in ([True, False] * 3, [False, True] * 3)
    assert all(hit.partial for hit in hits)
    assert not any("related to: confusion" in hit.why for hit in hits)


def test_of_two_things_that_are_joined_no_row_is_both_for_being_related(
    connection: sqlite3.Connection,
) -> None:
    hits = look_up(connection, "hyponatraemia and confusion").hits
    both = [hit for hit in hits if not hit.partial and hit.row.kind != "label_section"]
    assert all("hyponatr" in f"{hit.row.title.text} {hit.row.body.text}".casefold() for hit in both)
    assert all("confus" in f"{hit.row.title.text} {hit.row.body.text}".casefold() for hit in both)
