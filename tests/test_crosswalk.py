"""The crosswalk between plan and policy: the real pair, a fictional one, bases without one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import refill_search
from crosswalk_sources import POLICY, put_both, put_policy
from plans import PLAN, put_plan

from ingest import pipeline
from ingest.concepts import own_concepts
from ingest.crosswalk.fill import fill_crosswalk
from ingest.crosswalk.links import Item, crosswalk, curated
from ingest.crosswalk.names import composed, meanings_of

PAIRS = {
    ("Hyponatraemia", "hyponatremia"): ("same", "concept"),
    ("Thrombocytopenia and Bleeding", "thrombocytopenia"): ("broader", "concept"),
    ("Severe infections due to Neutropenia", "neutropenia"): ("narrower", "concept"),
    ("Severe infections due to Neutropenia", "serious infections"): ("narrower", "concept"),
    ("Decreased appetite", "gastrointestinal toxicity"): ("related", "curated"),
    ("Weight decreased", "gastrointestinal toxicity"): ("related", "curated"),
    ("Confusional state", "neurological toxicity"): ("related", "curated"),
    ("Acute cerebellar syndrome", "neurological toxicity"): ("related", "curated"),
}
"""What belongs together in the Nexpovio plan and the Xpovio policy, and what joins it."""
PARTS = {"thrombocytopenia": "Thrombocytopenia", "neutropenia": "Neutropenia",
         "serious infections": "Severe infections"}  # fmt: skip
PLAN_ONLY = {
    "Fatigue",
    "Tumor lysis syndrome",
    "Medication error",
    "Use in patients with severe renal impairment",
    "Use in patients with severe hepatic impairment",
}
POLICY_ONLY = {"cataract", "embryo-fetal toxicity"}


def rows(connection: sqlite3.Connection, sql: str, *values: object) -> list[sqlite3.Row]:
    connection.row_factory = sqlite3.Row
    return connection.execute(sql, values).fetchall()


def test_concerns_and_warnings_that_belong_together(readings: sqlite3.Connection) -> None:
    found = {
        (row["concern"], row["warning"]): (row["relation"], row["method"])
        for row in rows(readings, "select * from crosswalk_overview where relation <> 'none'")
    }
    assert found == PAIRS


def test_a_part_of_a_name_is_told_with_the_reason(readings: sqlite3.Connection) -> None:
    found = rows(readings, "select * from crosswalk where risk_part is not null")
    assert {row["warning_quote"].replace(" \n\n", " "): row["risk_part"] for row in found} == PARTS
    for row in found:
        assert f"“{row['risk_part']}” in the concern" in row["reason"]
        assert row["warning_part"] is None
    whole = rows(readings, "select * from crosswalk where risk_quote = 'Hyponatraemia'")
    assert [row["risk_part"] for row in whole] == [None]


def test_curated_pairs_have_a_source(readings: sqlite3.Connection) -> None:
    found = rows(readings, "select * from crosswalk where method = 'curated'")
    assert len(found) == 4
    assert all(row["source"] and "because" in row["reason"] for row in found)
    other = rows(readings, "select * from crosswalk where method <> 'curated'")
    assert not any(row["source"] for row in other)


def test_gaps_both_ways_say_that_the_label_may_still_warn(readings: sqlite3.Connection) -> None:
    found = rows(readings, "select * from crosswalk_gaps")
    assert {row["name"] for row in found if row["listed_in"] == "plan"} == PLAN_ONLY
    assert {row["name"] for row in found if row["listed_in"] == "policy"} == POLICY_ONLY
    for row in found:
        assert "may still warn of it" in row["note"]
        said = "policy is not the label" if row["listed_in"] == "plan" else "(in the EU the SmPC)"
        assert said in row["note"]
        assert " ".join(row["quote"].split()) == row["name"]


def test_both_quotes_stand_at_their_places(readings: sqlite3.Connection) -> None:
    text = dict(readings.execute("select id, text from documents").fetchall())
    found = rows(readings, "select * from crosswalk")
    assert len(found) == len(PAIRS) + len(PLAN_ONLY) + len(POLICY_ONLY)
    for row in found:
        for side, document in (("risk", "plan"), ("warning", "policy")):
            quote = row[f"{side}_quote"]
            if row["relation"] != "none":
                assert quote
            if quote:
                start, end = row[f"{side}_char_start"], row[f"{side}_char_end"]
                assert quote == text[row[f"{document}_document_id"]][start:end]
    assert rows(readings, "select * from unfaithful_crosswalk") == []


TIES = {
    # A platelet count shows no bleeding, and a blood count neutropenia only with a differential.
    ("complete blood count (CBC)", "Thrombocytopenia and Bleeding", "related"),
    ("complete blood count (CBC)", "Severe infections due to Neutropenia", "related"),
    ("complete blood count (CBC)", "thrombocytopenia", "direct"),
    ("complete blood count (CBC)", "neutropenia", "related"),
    ("complete blood count (CBC)", "serious infections", "related"),
    ("standard blood chemistry", "Hyponatraemia", "direct"),
    ("standard blood chemistry", "hyponatremia", "direct"),
    ("standard blood chemistry", "Tumor lysis syndrome", "related"),
    ("body weight", "Weight decreased", "direct"),
    ("body weight", "Decreased appetite", "related"),
    ("5-HT3 antagonist", "gastrointestinal toxicity", "direct"),
    ("other anti-nausea agents", "gastrointestinal toxicity", "direct"),
    ("effective contraception", "embryo-fetal toxicity", "direct"),
}
"""What the criteria ask for, and the concerns and warnings that it is about."""


@pytest.mark.parametrize("phase", ["initial", "renewal"])
def test_criteria_are_tied_to_their_risks(readings: sqlite3.Connection, phase: str) -> None:
    found = rows(readings, "select * from crosswalk_criteria where phase = ?", phase)
    assert {(row["thing"], row["name"], row["relation"]) for row in found} == TIES
    for row in found:
        assert row["reason"]
        assert row["source"]
        assert row["criterion_id"]
        assert row["statement_id"] is None
        assert row["thing"] in row["text"]


def test_statements_are_tied_to_their_risks(readings: sqlite3.Connection) -> None:
    found = {
        (row["thing"], row["name"], row["relation"])
        for row in rows(readings, "select * from crosswalk_criteria where kind = 'monitoring' "
                                  "and statement_id is not null")
    }  # fmt: skip
    assert found == {
        ("low platelet counts", "Thrombocytopenia and Bleeding", "related"),
        ("low platelet counts", "thrombocytopenia", "direct"),
        ("low white blood cell counts", "Severe infections due to Neutropenia", "related"),
        ("low white blood cell counts", "neutropenia", "related"),
        ("low white blood cell counts", "serious infections", "related"),
        ("weight loss", "Weight decreased", "direct"),
    }


def test_one_select_has_measures_label_sections_and_criteria(readings: sqlite3.Connection) -> None:
    (row,) = rows(
        readings, "select * from crosswalk_overview where substance_id = 'selinexor' "
                  "and concern = 'Hyponatraemia'"
    )  # fmt: skip
    assert json.loads(row["smpc_sections"]) == ["4.2", "4.4", "4.8"]
    assert json.loads(row["pl_sections"]) == ["2", "4"]
    assert len(json.loads(row["measures"])) >= 2
    monitor = (
        "Prescriber agrees to monitor complete blood count (CBC), standard blood chemistry, and "
        "body weight"
    )
    assert json.loads(row["criteria"]) == [f"initial: {monitor}", f"renewal: {monitor}"]


def test_the_plan_alone_asks_for_progression_on_the_last_therapy(
    readings: sqlite3.Connection,
) -> None:
    found = rows(readings, "select * from crosswalk_indications where relation = 'plan_only'")
    assert [(row["aspect"], row["plan_words"]) for row in found] == [
        (
            "progression on the last therapy",
            "demonstrated disease progression on the last therapy",
        )
    ]
    assert "at least four prior therapies" in " ".join(found[0]["plan_quote"].split())
    assert "at least four prior therapies" in " ".join(found[0]["policy_quote"].split())
    assert found[0]["policy_value"] is None


def test_lymphoma_is_an_indication_of_the_policy_alone(readings: sqlite3.Connection) -> None:
    (row,) = rows(readings, "select * from crosswalk_indications where aspect = 'indication'")
    assert row["relation"] == "policy_only"
    assert row["policy_value"] == "diffuse large b-cell lymphoma"
    assert "diffuse large B-cell" in row["policy_quote"]
    assert row["plan_quote"] is None


def test_the_indications_are_compared_aspect_by_aspect(readings: sqlite3.Connection) -> None:
    found = rows(
        readings, "select * from crosswalk_indications where aspect <> 'indication' order by id"
    )
    pairs = {(row["plan_indication_id"][-1], row["policy_indication_id"][-1]) for row in found}
    assert pairs == {("1", "2"), ("2", "1")}
    told = {
        (row["plan_indication_id"][-1], row["aspect"], row["detail"]): (
            row["relation"], row["plan_value"], row["policy_value"],
        )
        for row in found
    }  # fmt: skip
    adults, two = ("equal", "adults", "adults"), ("equal", "at least 2", "at least 2")
    myeloma = ("equal", "multiple myeloma", "multiple myeloma")
    dexamethasone, both = "dexamethasone", "bortezomib + dexamethasone"
    one, four = (f"therapies: at least {number}" for number in (1, 4))
    assert told == {
        ("1", "diagnosis", ""): myeloma,
        ("1", "population", ""): adults,
        ("1", "combination", ""): ("equal", dexamethasone, dexamethasone),
        ("1", "prior treatment", ""): ("equal", four, four),
        ("1", "refractory to", "proteasome inhibitor"): two,
        ("1", "refractory to", "immunomodulatory agent"): two,
        ("1", "refractory to", "anti cd38 monoclonal antibody"): ("equal", "1", "1"),
        ("1", "progression on the last therapy", ""): ("plan_only", "asked for", None),
        ("1", "disease state", ""): ("policy_only", None, "relapsed or refractory"),
        ("2", "diagnosis", ""): myeloma,
        ("2", "population", ""): adults,
        ("2", "combination", ""): ("equal", both, both),
        ("2", "prior treatment", ""): ("equal", one, one),
    }
    for row in found:
        assert row["plan_quote"]
        assert row["policy_quote"]
        assert "at least" not in (row["plan_value"] or "") or "at least" in row["plan_words"]


def test_what_to_watch_says_when_or_that_it_is_not_stated(readings: sqlite3.Connection) -> None:
    found = rows(readings, "select * from monitoring_overview")
    assert {row["kind"] for row in found} == {"monitoring", "pharmacovigilance"}
    watched = [row for row in found if row["kind"] == "monitoring"]
    assert {row["said_when"] for row in watched} == {"not stated"}
    assert all(row["document_id"] == "xpovio-prior-approval" and row["risk"] for row in watched)
    (none,) = (row for row in found if row["kind"] == "pharmacovigilance")
    assert (none["state"], none["what"], none["said_when"], none["risk"]) == (
        "stated_none", None, None, None,
    )  # fmt: skip
    assert none["document_id"] == "nexpovio-rmp-summary"


def test_a_duty_that_is_said_for_a_time_says_it(readings: sqlite3.Connection) -> None:
    found = rows(readings, "select distinct kind, said_when from duties where criterion_id like "
                           "'%-initial-%' and said_when is not null")  # fmt: skip
    assert {tuple(row) for row in found} == {
        ("prophylaxis", "prior to and during treatment with Xpovio"),
        ("contraception", "during treatment with Xpovio and for 1 week after the final dose"),
    }
    advised = rows(readings, "select thing, said_when from duties where kind = 'advice' and "
                             "document_id = 'xpovio-prior-approval'")  # fmt: skip
    assert {tuple(row) for row in advised} == {
        ("avoid becoming pregnant", "while being treated"),
        ("effective contraception",
         "during treatment with Xpovio and for 1 week after the last dose"),
        ("drink enough fluids", "during treatment with Xpovio"),
        ("eat enough calories", "during treatment with Xpovio"),
    }  # fmt: skip


@pytest.fixture(scope="module")
def fictional(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The fictional plan and policy of one substance; in another place, a second plan."""
    folder = tmp_path_factory.mktemp("fictional")
    put_both(folder / "sources")
    path = folder / "fictional.db"
    pipeline.build([folder / "sources"], path)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_nothing_hangs_on_one_substance(fictional: sqlite3.Connection) -> None:
    found = rows(fictional, "select * from crosswalk_overview")
    assert {(row["concern"], row["relation"], row["warning"], row["method"]) for row in found} == {
        ("Hepatotoxicity", "same", "hepatotoxicity", "concept"),
        ("Use in pregnancy", "related", "embryo-fetal toxicity", "curated"),
        ("Malignancy", "none", None, None),
        (None, "none", "cardiomyopathy", None),
        (None, "none", "serious infections", None),
    }
    assert {row["substance_id"] for row in found} == {"fictinib"}
    assert rows(fictional, "select * from unfaithful_crosswalk") == []


def test_the_fictional_duties_are_tied_by_what_they_measure(
    fictional: sqlite3.Connection,
) -> None:
    found = rows(fictional, "select * from crosswalk_criteria")
    told = {(row["phase"], row["thing"], row["name"], row["relation"]) for row in found}
    liver = "liver function tests"
    assert told == {
        ("initial", liver, "Hepatotoxicity", "direct"),
        ("initial", liver, "hepatotoxicity", "direct"),
        ("renewal", liver, "Hepatotoxicity", "direct"),
        ("renewal", liver, "hepatotoxicity", "direct"),
        ("initial", "left ventricular ejection fraction", "cardiomyopathy", "direct"),
        ("initial", "effective contraception", "embryo-fetal toxicity", "direct"),
        ("initial", "effective contraception", "Use in pregnancy", "related"),
        (None, "signs of infection", "serious infections", "direct"),
    }


def test_a_thing_that_no_dictionary_has_is_kept_as_printed(fictional: sqlite3.Connection) -> None:
    found = rows(fictional, "select * from monitoring_overview where what like 'tail%'")
    assert [(row["what"], row["risk"], row["relation"]) for row in found] == [
        ("tail length", None, None)
    ]


def test_an_unknown_diagnosis_is_equal_by_its_words_and_never_missing_by_them(
    fictional: sqlite3.Connection,
) -> None:
    found = {
        (row["aspect"], row["relation"], row["plan_value"], row["policy_value"])
        for row in rows(fictional, "select * from crosswalk_indications")
    }
    assert found == {
        ("diagnosis", "equal", "made-up disease", "made-up disease"),
        ("population", "equal", "adults", "adults"),
        ("indication", "unknown", None, "multiple myeloma"),
    }


TABLES = ("crosswalk", "crosswalk_indications")


def test_one_place_alone_has_no_crosswalk(tmp_path: Path) -> None:
    put_plan(tmp_path / "sources")
    put_policy(tmp_path / "sources", jurisdiction="EU")
    put_policy(tmp_path / "sources", "other", product="Other", substance="otherinib")
    pipeline.build([tmp_path / "sources"], tmp_path / "x.db")
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        for table in (*TABLES, "crosswalk_criteria", "crosswalk_gaps"):
            assert rows(connection, f"select * from {table}") == [], table
        watched = rows(connection, "select * from monitoring_overview where product = 'Other'")
        assert {row["risk"] for row in watched if row["what"] == "liver function tests"} == {
            "hepatotoxicity"
        }


def test_two_plans_have_a_crosswalk_each(tmp_path: Path) -> None:
    put_both(tmp_path / "sources")
    put_plan(tmp_path / "sources", "second", PLAN.replace("Malignancy", "Cardiomyopathy"))
    pipeline.build([tmp_path / "sources"], tmp_path / "x.db")
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        found = rows(
            connection, "select * from crosswalk_overview where warning = 'cardiomyopathy'"
        )
        assert {(row["plan_document_id"], row["concern"], row["relation"]) for row in found} == {
            ("fictavel-rmp", None, "none"),
            ("second", "Cardiomyopathy", "same"),
        }


def test_a_policy_without_warnings_is_no_list_of_gaps_by_itself(tmp_path: Path) -> None:
    start = POLICY.index("Mockivel also contains")
    text = POLICY[:start] + POLICY[POLICY.index("Policy\n\nMockivel may") :]
    put_plan(tmp_path / "sources")
    put_policy(tmp_path / "sources", text=text)
    pipeline.build([tmp_path / "sources"], tmp_path / "x.db")
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        found = rows(connection, "select * from crosswalk")
        assert len(found) == 3
        assert {row["reason"] for row in found} == {
            "The other document lists no warning at all."
        }  # so that nothing was left out of a list


def test_the_check_finds_quotes_that_are_moved(fictional: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        fictional.backup(connection)
        for table, column in (
            ("crosswalk", "risk_char_start"), ("crosswalk", "warning_char_end"),
            ("crosswalk_indications", "plan_char_start"),
            ("crosswalk_indications", "policy_words_start"),
            ("duties", "thing_start"), ("duties", "when_start"),
        ):  # fmt: skip
            connection.execute("savepoint one")
            connection.execute(f"update {table} set {column} = {column} + 1")
            found = rows(connection, "select * from unfaithful_crosswalk")
            assert {row["table_name"] for row in found} == {table}, column
            connection.execute("rollback to one")
        connection.execute("update crosswalk set relation = 'none' where relation = 'same'")
        assert [row["column_name"] for row in rows(connection, "select * from unfaithful_crosswalk")
                ] == ["relation"]  # fmt: skip


def test_a_committees_advice_is_no_duty(tmp_path: Path) -> None:
    here = tmp_path / "sources" / "report"
    here.mkdir(parents=True)
    example = Path(__file__).parent / "examples" / "assessment_report" / "nothing-planned"
    text = (example / "source.txt").read_text("utf-8").replace(
        "Pharmacovigilance plan\n", "PRAC advice\n\nThe point should be taken into account."
        "\n\nPharmacovigilance plan\n"
    )  # fmt: skip
    (here / "source.txt").write_text(text, encoding="utf-8")
    (here / "source.yml").write_text(
        "file: source.txt\nfamily: assessment_report\nproduct: Fictavel\nsubstance: fictinib\n"
        "jurisdiction: EU\n",
        encoding="utf-8",
    )
    pipeline.build([tmp_path / "sources"], tmp_path / "x.db")
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        assert rows(connection, "select * from statements where kind = 'advice'")
        assert rows(connection, "select * from duties where kind = 'advice'") == []


def test_names_of_any_characters_are_compared(fictional: sqlite3.Connection) -> None:
    evil = "<b>(.*[{'\"}}%s\\1 </title>\u202e\u2028;--"
    with closing(sqlite3.connect(":memory:")) as connection:
        fictional.backup(connection)
        connection.execute("update risks set name = ? || name", [evil])
        connection.execute("update policy_warnings set name = ?", [evil])
        for table in ("duty_risks", "duties", "crosswalk", "crosswalk_indications"):
            connection.execute(f"delete from {table}")
        refill_search(connection)
        fill_crosswalk(connection)
        found = rows(connection, "select * from crosswalk")
        assert found
        assert all(row["relation"] == "none" for row in found)
        assert any("no concept for it" in row["reason"] for row in found)


def item(name: str, *concepts: str) -> Item:
    return Item(name, name, meanings_of(name, concepts))


@pytest.mark.parametrize(
    ("name", "concepts", "readings"),
    [
        ("Thrombocytopenia", ["thrombocytopenia"], ["same"]),
        ("Thrombocytopenia and Bleeding", ["thrombocytopenia", "haemorrhage"], ["broader"] * 2),
        (
            "Severe infections due to Neutropenia",
            ["serious-infection", "neutropenia"],
            ["narrower", "narrower"],
        ),
        ("Hypersensitivity including anaphylaxis", ["hypersensitivity", "anaphylaxis"],
         ["same", "broader"]),
        ("Anaphylaxis and hypersensitivity", ["anaphylaxis", "hypersensitivity"],
         ["broader", "same"]),
        ("Interstitial lung disease (ILD)/pneumonitis", ["interstitial-lung-disease"], ["same"]),
        ("Severe thrombocytopenia and bleeding", ["thrombocytopenia", "haemorrhage"], [None] * 2),
        ("Wobbly thrombocytopenia in moonlight", ["thrombocytopenia"], [None]),
    ],
)  # fmt: skip
def test_what_joins_the_parts_of_a_name_says_whether_it_means_more_or_less(
    name: str, concepts: list[str], readings: list[str | None]
) -> None:
    assert [one.reading for one in meanings_of(name, concepts)] == readings


def test_relations_are_composed_and_never_made_up() -> None:
    assert composed("same", "same") == "same"
    assert composed("same", "broader", "broader") == "broader"
    assert composed("narrower", "broader") == "related"
    assert composed("same", None) == "related"
    assert composed("related", "same") == "related"


def related(concern: Item, warning: Item) -> tuple[str, str | None]:
    wider = {"febrile-neutropenia": frozenset({"neutropenia", "leukopenia"})}
    (link,) = [one for one in crosswalk([concern], [warning], wider) if one.concern and one.warning]
    return link.relation, link.method


def test_relations_read_from_the_concern_to_the_warning() -> None:
    febrile = item("Febrile neutropenia", "febrile-neutropenia")
    neutropenia = item("neutropenia", "neutropenia")
    assert related(febrile, neutropenia) == ("narrower", "broader_concept")
    assert related(neutropenia, febrile) == ("broader", "broader_concept")
    both = item("Thrombocytopenia and Bleeding", "thrombocytopenia", "haemorrhage")
    bleeding = item("bleeding", "haemorrhage")
    assert related(both, bleeding) == ("broader", "concept")
    assert related(bleeding, both) == ("narrower", "concept")
    other = item("bleeding and thrombocytopenia", "haemorrhage", "thrombocytopenia")
    assert related(both, other) == ("same", "concept")
    assert related(item("Wobbling"), item("wobbling")) == ("same", "printed_name")
    unread = item("Wobbly thrombocytopenia in moonlight", "thrombocytopenia")
    assert related(unread, item("thrombocytopenia", "thrombocytopenia")) == ("related", "concept")


def test_a_population_is_no_kind_of_an_effect() -> None:
    population = item("Use in patients with severe renal impairment", "severe-renal-impairment")
    wider = {"severe-renal-impairment": frozenset({"renal-disorder"})}
    found = crosswalk([population], [item("renal disorder", "renal-disorder")], wider)
    assert [one.relation for one in found] == ["none", "none"]


def test_curated_rows_are_read_from_either_end() -> None:
    relation, _, source = curated()["tuberculosis", "serious-infection"]
    back, _, again = curated()["serious-infection", "tuberculosis"]
    assert (relation, back) == ("narrower", "broader")
    assert source == again
    assert {concept for pair in curated() for concept in pair} <= set(own_concepts())
