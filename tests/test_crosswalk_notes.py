"""What the note of a concern or a warning without partner says, and does not say."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from crosswalk_sources import POLICY, put_policy
from plans import PLAN, put_plan

from ingest import pipeline

Notes = Callable[..., dict[str, str]]
CRITERION = "1. Prescriber agrees to monitor liver function tests, left"
LISTED = "hepatotoxicity, embryo-fetal toxicity"


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    """The notes by the name of what has no partner."""

    def built(concern: str = "Malignancy", policy: str = POLICY) -> dict[str, str]:
        put_plan(tmp_path / "sources", text=PLAN.replace("Malignancy", concern))
        put_policy(tmp_path / "sources", text=policy)
        path = tmp_path / "made.db"
        pipeline.build([tmp_path / "sources"], path)
        with closing(sqlite3.connect(path)) as connection:
            return dict(connection.execute("select name, note from crosswalk_gaps").fetchall())

    return built


def test_names_that_were_not_understood_may_mean_a_concern(notes: Notes) -> None:
    policy = POLICY.replace(LISTED, "dwindling of lymphocyte numbers, embryo-fetal toxicity")
    found = notes("Lymphopenia", policy)
    assert found["Lymphopenia"].startswith(
        "Not among the warnings that were read in this US policy. Names that were not understood "
        "may mean it: “dwindling of lymphocyte numbers”."
    )
    assert "may be there by another name" in found["dwindling of lymphocyte numbers"]


def test_names_that_were_not_understood_may_mean_a_warning(notes: Notes) -> None:
    found = notes("Wobbling of the tail")
    assert found["cardiomyopathy"].startswith(
        "Not among the safety concerns that were read in this EU plan. Names that were not "
        "understood may mean it: “Wobbling of the tail”"
    )


@pytest.mark.parametrize(
    ("concern", "line"),
    [
        ("Prostate cancer", "NO history of prostate cancer"),
        ("Use in pregnancy", "Patient is NOT pregnant"),
    ],
)
def test_a_criterion_that_names_a_concern_is_told(notes: Notes, concern: str, line: str) -> None:
    policy = POLICY.replace(CRITERION, f"0. {line}\n{CRITERION}", 1).replace(LISTED, "cataract")
    assert f"a criterion of the policy names it: “{line}”" in notes(concern, policy)[concern]


def test_a_statement_that_names_a_concern_is_told(notes: Notes) -> None:
    said = "In case of overdose patients should be monitored for signs of infection (1)."
    policy = POLICY.replace("Patients should be monitored for signs of infection (1).", said)
    assert (
        "a statement of the policy names it: “In case of overdose"
        in (notes("Overdose", policy)["Overdose"])
    )


def test_what_is_asked_for_is_told(notes: Notes) -> None:
    policy = POLICY.replace(LISTED, "cataract")
    said = notes("Hyperbilirubinaemia", policy)["Hyperbilirubinaemia"]
    assert "The policy asks for what bears on it: “liver function tests”." in said
    assert said.endswith("may still warn of it: a policy is not the label.")
