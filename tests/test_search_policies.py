"""A question about a payer's policy: which rows answer it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from conftest import fictional
from first_hit import first

from ingest.site.search.result import look_up


@pytest.mark.parametrize(
    ("text", "kind", "aspect", "words"),
    [
        (
            "how did the coverage grow over time",
            "history",
            "indication substantive loosened",
            "Addition of indication",
        ),
        ("must Velcade have failed first", "criterion", "initial refractory", "proteasome"),
        ("dex alone, no Velcade", "criterion", "initial combination", "with dexamethasone"),
        (
            "what if bortezomib is left out",
            "criterion",
            "initial combination",
            "with dexamethasone",
        ),
        ("she progressed on Pomalyst", "criterion", "initial refractory", "immunomodulatory"),
        ("is it covered for pancreatic cancer", "statement", "investigational", "investigational"),
        (
            "what was revised in May 2021",
            "history",
            "substantive tightened",
            "Revised quantity limits",
        ),
        (
            "when was the birth control requirement put in",
            "history",
            "substantive tightened",
            "contraception",
        ),
        ("how does it kill myeloma cells", "statement", "background", "apoptosis"),
        ("80 mg twice weekly, how many tablets", "dose_pack", "largest", "80 mg twice"),
        ("my client is seventeen, any route to cover", "criterion", "initial age", "18 years"),
        ("how many 50s can I get", "limit", "", "50 mg strength"),
        ("fifth line", "criterion", "initial prior_therapy", "four prior"),
        (
            "requirements common to all diagnoses",
            "criterion",
            "initial prophylaxis",
            "prophylactic",
        ),
        (
            "is Nexpovio used with dexamethasone alone",
            "indication",
            "for_ages",
            "at least four prior",
        ),
        ("ninety-six tablets", "limit", "weakest", "96 tablets"),
        ("what is this medicine for", "indication", "for_ages", "multiple myeloma"),
        ("100 mg a week with the fewest tablets", "dose_pack", "fewest", "2 x 50 mg"),
    ],
)
def test_a_question_about_a_policy_leads_to_its_row(
    connection: sqlite3.Connection, text: str, kind: str, aspect: str, words: str
) -> None:
    found = first(connection, text, learned=False)
    assert found[:2] == (kind, aspect)
    assert words in found.body


@pytest.mark.parametrize(
    "disease", ["multiple sclerosis", "ulcerative colitis", "wet AMD", "migraine", "psoriasis"]
)
def test_coverage_of_a_disease_of_no_row_is_what_is_said_of_all_others(
    connection: sqlite3.Connection, disease: str
) -> None:
    assert first(connection, f"is it covered for {disease}")[:2] == ("statement", "investigational")


@pytest.mark.parametrize(
    "query",
    [
        "women contraception",
        "contraception for females",
        "how long after the last tablet must women prevent pregnancy",
        "female patients birth control duration",
    ],
)
def test_men_with_female_partners_are_no_women(connection: sqlite3.Connection, query: str) -> None:
    found = [hit.row.body.text for hit in look_up(connection, query).hits]
    of_women = [at for at, text in enumerate(found) if text.startswith("Females")]
    of_men = [at for at, text in enumerate(found) if text.startswith("Males")]
    assert of_women[0] == 0
    assert not of_men or of_women[0] < of_men[0]


@pytest.fixture(scope="module")
def infection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The documents of a fictional medicine whose policy has a list of exclusions."""
    with fictional("quorvanta", tmp_path_factory.mktemp("infection")) as connection:
        yield connection


@pytest.mark.parametrize("text", ["what is not covered", "exclusion criteria", "excluded uses"])
def test_uses_that_a_policy_excludes_are_found(infection: sqlite3.Connection, text: str) -> None:
    quotes = [hit.row.quote for hit in look_up(infection, text).hits]
    assert "Latent tuberculosis infection" in quotes
    assert "Uncomplicated cystitis" in quotes
