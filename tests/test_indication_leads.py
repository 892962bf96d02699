"""What leads a list of indications is of each of them, and leads to its own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from crosswalk_sources import POLICY, put_policy
from own_pages import Site, reading, words_of
from plans import PLAN, put_plan

from ingest import pipeline

LISTED = (
    "Mockivel is indicated: (1)\n\n"
    "1. For the treatment of adults with a made-up disease\n"
    "2. For the treatment of adults with multiple myeloma."
)
LED = (
    "Mockivel is indicated for the treatment of pulmonary arterial hypertension (PAH) in adults:"
    " (1)\n\n"
    "1. To improve exercise ability\n"
    "2. In combination with tadalafil to reduce the risk of hospitalization."
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("leads")
    assert LISTED in POLICY
    put_plan(folder / "sources", text=PLAN)
    put_policy(folder / "sources", text=POLICY.replace(LISTED, LED))
    pipeline.build([folder / "sources"], folder / "x.db")
    return folder / "x.db"


def test_each_indication_has_the_statement_that_leads_it(database: Path) -> None:
    with reading(database) as connection:
        found = connection.execute(
            "select i.text, l.text from indications i join statements l on l.id = i.lead_id "
            "order by i.ordinal"
        ).fetchall()
    lead = LED.split("\n", maxsplit=1)[0]
    assert [tuple(row) for row in found] == [
        ("To improve exercise ability", lead),
        ("In combination with tadalafil to reduce the risk of hospitalization.", lead),
    ]


def test_its_diagnosis_is_that_of_the_lead(database: Path) -> None:
    with reading(database) as connection:
        found = connection.execute(
            "select policy_words, substr(d.text, policy_words_start + 1, "
            "policy_words_end - policy_words_start) as printed from crosswalk_indications c "
            "join documents d on d.id = c.policy_document_id "
            "where policy_indication_id is not null and policy_words is not null"
        ).fetchall()
        faults = connection.execute("select count(*) from unfaithful_crosswalk").fetchone()
    words = [row["policy_words"] for row in found]
    assert any("pulmonary arterial hypertension" in said for said in words)
    assert all(" ".join(row["printed"].split()) == row["policy_words"] for row in found)
    assert tuple(faults) == (0,)


def test_the_page_tells_the_lead_once(database: Path) -> None:
    with reading(database) as connection:
        (policy,) = connection.execute("select id from policies").fetchone()
    said = words_of(Site(database).page(f"/riskplan/policies/{policy}"))
    listed = said[said.index("To improve exercise") - 120 :]
    assert listed[:400].count("Mockivel is indicated for the treatment of pulmonary") == 1
