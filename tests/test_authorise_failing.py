"""What makes a request fail: each clause under the alternative of which it is a part."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from click.testing import CliRunner
from own_pages import Site, main_of, words_of
from requests_table import read_policy
from test_authorise_page import PAGE, POLICY, as_form

from ingest.approval.answer import Answer, answer
from ingest.approval.blame import Blame
from ingest.cli import main

RRMM: dict[str, Any] = {
    "age": 67,
    "diagnosis": ["RRMM"],
    "prior_therapies": 4,
    "combined_with": ["dexamethasone"],
    "refractory_to": ["Velcade", "Kyprolis", "pomalidomide"],
}


def outline(blames: tuple[Blame, ...], depth: int = 0) -> list[tuple[int, str, bool, bool]]:
    """Depth and end of the id of each, whether it is a cause, and whether it comes after "or"."""
    found = []
    for one in blames:
        end = one.verdict.clause.id.partition("-initial-")[2]
        found.append((depth, end, one.is_cause, one.is_or))
        found += outline(one.below, depth + 1)
    return found


def asked(database: Path, said: dict[str, Any], policy: str = POLICY) -> Answer:
    return answer(read_policy(database, policy), said)


def test_the_diagnosis_that_is_named_comes_first_and_others_are_alternatives(
    database: Path,
) -> None:
    found = asked(database, RRMM)
    assert outline(found.blamed) == [
        (0, "diagnoses", False, False),
        (1, "2", False, False),
        (2, "2-c", True, False),
        (2, "2-d", True, False),
        (1, "1", False, True),
        (2, "1-b", True, False),
    ]
    (group,) = found.blamed
    assert [one.is_named for one in group.below] == [True, False]
    assert group.below[1].why == [
        "Relapsed or refractory multiple myeloma is named; whether that counts as Multiple myeloma "
        "here is not printed"
    ]


def test_what_all_alternatives_share_stands_alone(database: Path) -> None:
    found = asked(
        database, {"diagnosis": ["DLBCL"], "age": 17, "prior_lines_of_systemic_therapy": 1}
    )
    assert outline(found.blamed) == [
        (0, "age", True, False),
        (0, "diagnoses", False, False),
        (1, "3", False, False),
        (2, "3-a", True, False),
    ]


def test_none_of_the_diagnoses(database: Path) -> None:
    found = asked(database, {"diagnosis": ["other"]})
    assert outline(found.blamed) == [
        (0, "diagnoses", False, False),
        (1, "1", True, False),
        (1, "2", True, True),
        (1, "3", True, True),
    ]


def test_alternatives_within_alternatives(policies_database: Path) -> None:
    said = {
        "drug": "Fictavel",
        "diagnosis": ["PLD"],
        "combined_with": [],
        "intolerance_or_contraindication_to_placebomab": False,
    }
    found = asked(policies_database, said, "several-drugs")
    assert outline(found.blamed) == [
        (0, "diagnoses", False, False),
        (1, "2", False, False),
        (2, "2-a", False, False),
        (3, "2-a-i", True, False),
        (3, "2-a-ii", True, True),
    ]


def test_json_says_of_which_alternative_a_failing_clause_is(database: Path) -> None:
    data = Site(database).get(f"{PAGE}.json?{urlencode(as_form({**RRMM, 'age': 17}))}").json()
    start = f"{POLICY}-initial-"
    told = [
        (one["clause"].removeprefix(start), one["alternative"] and one["alternative"]["clause"])
        for one in data["not_met"]
    ]
    assert told == [
        ("age", None),
        ("2-c", f"{start}2"),
        ("2-d", f"{start}2"),
        ("1-b", f"{start}1"),
    ]
    assert [one["alternative"] and one["alternative"]["named"] for one in data["not_met"]] == [
        *(None, True, True, False),
    ]
    assert data["failing"] == [one["clause"] for one in data["not_met"]]


def test_the_page_does_not_ask_for_what_another_diagnosis_asks(database: Path) -> None:
    page = Site(database).page(f"{PAGE}?{urlencode(as_form(RRMM))}")
    words = words_of(main_of(page))
    group = "What is not met One of these is asked for: Patient must have ONE of the following: "
    named = "2. Relapsed or refractory multiple myeloma (RRMM) named in the request "
    other = "or: 1. Multiple myeloma (MM) Relapsed or refractory multiple myeloma is named; "
    bortezomib = "Used in combination with bortezomib and dexamethasone"
    assert f"{group}{named}" in words
    assert words.index(named) < words.index(other) < words.index(bortezomib, words.index(other))
    assert bortezomib not in words[words.index(group) : words.index(other)]


def test_the_command_names_alternatives(database: Path, tmp_path: Path) -> None:
    facts = tmp_path / "request.yml"
    facts.write_text(yaml.safe_dump(RRMM), encoding="utf-8")
    words = ["authorise", "--facts", str(facts), "--database", str(database)]
    output = CliRunner().invoke(main, words).output
    assert (
        "Not met:\n"
        "  One of: Patient must have ONE of the following:\n"
        "    2. Relapsed or refractory multiple myeloma (RRMM)\n"
        "      c. Disease is refractory to at least two immunomodulatory agents (see Appendix 1)\n"
        "      d. Disease is refractory to an anti-CD38 monoclonal antibody (see Appendix 1)\n"
        "    or: 1. Multiple myeloma (MM)\n"
        "      b. Used in combination with bortezomib and dexamethasone\n"
    ) in output


@pytest.mark.parametrize("age", [None, 18])
def test_nothing_is_to_blame_where_nothing_fails(database: Path, age: int | None) -> None:
    found = asked(database, {"age": age})
    assert found.blamed == found.failing == ()
