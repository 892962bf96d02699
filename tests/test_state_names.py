"""Names that say a state of something, in any wording."""

from __future__ import annotations

import pytest

from ingest.name_matches import match_name
from ingest.state_names import state_key


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("Haematocrit increase", "polycythaemia"),
        ("Increase in hepatic enzymes", "hepatic-enzyme-increased"),
        ("Decreased serum levels of calcium", "hypocalcaemia"),
        ("Decrease in haemoglobin", "anaemia"),
        ("Reduction in LVEF", "left-ventricular-dysfunction"),
        ("Deterioration of renal function", "renal-impairment"),
        ("Elevated intraocular pressure (IOP)", "intraocular-pressure-increased"),
    ],
)
def test_a_state_in_another_wording_is_the_same_concept(name: str, concept: str) -> None:
    assert [(one.concept_id, one.method) for one in match_name(name)] == [(concept, "synonym")]


def test_the_state_of_a_case_is_no_other_name() -> None:
    (found,) = match_name("Elevation of lipids")
    assert (found.concept_id, found.method) == ("dyslipidaemia", "case")


@pytest.mark.parametrize(
    "name",
    [
        "Decreased risk of increased lipids",
        "Decrease",
        "Low in",
        "",
        "Calcium levels",
    ],
)
def test_a_name_with_no_state_or_several_has_no_key(name: str) -> None:
    assert state_key(name) == ()


def test_rising_and_falling_are_not_the_same() -> None:
    assert state_key("Rise in blood pressure") != state_key("Fall in blood pressure") != ()
    assert {one.concept_id for one in match_name("Rise in blood pressure")} == {"hypertension"}
    assert {one.concept_id for one in match_name("Fall in blood pressure")} == {"hypotension"}


def test_a_state_that_could_be_of_two_concepts_is_of_none() -> None:
    assert match_name("Decrease in weight") == []


def test_the_letter_of_a_thing_is_no_article() -> None:
    assert "hypogammaglobulinaemia" not in {
        one.concept_id for one in match_name("Low levels of immunoglobulin A")
    }
