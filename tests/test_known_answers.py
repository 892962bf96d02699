"""What a person reads in the two documents, asked of the database with one query each."""

from __future__ import annotations

import sqlite3

import pytest

PLAN = "nexpovio-rmp-summary"
T, N, F, A, W, H, C = (
    f"{PLAN}-{name}"
    for name in (
        "thrombocytopenia-and-bleeding",
        "severe-infections-due-to-neutropenia",
        "fatigue",
        "decreased-appetite",
        "weight-decreased",
        "hyponatraemia",
        "confusional-state",
    )
)
TLS, ACS, ME = (
    f"{PLAN}-{name}"
    for name in ("tumor-lysis-syndrome", "acute-cerebellar-syndrome", "medication-error")
)


def test_the_list_of_concerns_is_as_printed(readings: sqlite3.Connection) -> None:
    assert readings.execute(
        "select category, ordinal, name from risks order by ordinal"
    ).fetchall() == [
        ("identified", 1, "Thrombocytopenia and Bleeding"),
        ("identified", 2, "Severe infections due to Neutropenia"),
        ("identified", 3, "Fatigue"),
        ("identified", 4, "Decreased appetite"),
        ("identified", 5, "Weight decreased"),
        ("identified", 6, "Hyponatraemia"),
        ("identified", 7, "Confusional state"),
        ("potential", 8, "Tumor lysis syndrome"),
        ("potential", 9, "Acute cerebellar syndrome"),
        ("potential", 10, "Medication error"),
        ("missing", 11, "Use in patients with severe renal impairment"),
        ("missing", 12, "Use in patients with severe hepatic impairment"),
    ]


def test_every_concern_has_its_box_under_the_heading_printed(readings: sqlite3.Connection) -> None:
    headings = readings.execute("select heading from risks order by ordinal").fetchall()
    assert headings[7] == ("Important potential risk: Tumor Lysis syndrome",)
    assert headings[10] == ("Missing information: Use in patients with severe renal impairment",)
    assert all(heading for (heading,) in headings)
    boxes = readings.execute(
        "select substr(d.text, r.summary_start + 1, r.summary_end - r.summary_start)"
        " from risks r join documents d on d.id = r.document_id"
    ).fetchall()
    assert all(box.rstrip().endswith("none") for (box,) in boxes)


def test_smpc_references_are_25(readings: sqlite3.Connection) -> None:
    assert dict(
        readings.execute(
            "select label_section_id, count(*) from label_references"
            " where label_section_id like 'smpc-%' group by 1"
        ).fetchall()
    ) == {
        "smpc-4.2": 6, "smpc-4.4": 6, "smpc-4.7": 2, "smpc-4.8": 8, "smpc-4.9": 1, "smpc-5.2": 2,
    }  # fmt: skip


def test_leaflet_references_are_15_and_acute_cerebellar_syndrome_has_none(
    readings: sqlite3.Connection,
) -> None:
    assert dict(
        readings.execute(
            "select label_section_id, count(*) from label_references"
            " where label_section_id like 'pl-%' group by 1"
        ).fetchall()
    ) == {"pl-2": 7, "pl-4": 8}
    assert readings.execute(
        "select count(*) from label_references where risk_id = ?", [ACS]
    ).fetchone() == (0,)


def test_measures_are_one_row_each_as_listed(readings: sqlite3.Connection) -> None:
    assert readings.execute(
        "select kind, tool, state, count(*) from risk_minimisation_measures"
        " group by 1, 2, 3 order by 1, 2, 3"
    ).fetchall() == [
        ("additional", None, "stated_none", 12),
        ("routine", "labelling", "stated", 1),
        ("routine", "legal_status", "stated", 12),
        ("routine", "package_leaflet", "stated", 8),
        ("routine", "smpc", "stated", 11),
    ]
    assert readings.execute(
        "select risk_id from risk_minimisation_measures where tool = 'labelling'"
    ).fetchall() == [(ME,)]


def test_the_legal_status_is_restricted_medical_prescription_12_times(
    readings: sqlite3.Connection,
) -> None:
    assert readings.execute(
        "select s.name, count(*) from risks r join legal_statuses s on s.id = r.legal_status_id"
        " group by 1"
    ).fetchall() == [("restricted medical prescription", 12)]


def test_both_study_lists_are_stated_none(readings: sqlite3.Connection) -> None:
    assert readings.execute(
        "select obligation, state, name from studies order by obligation"
    ).fetchall() == [("condition", "stated_none", None), ("other", "stated_none", None)]


def test_no_box_states_pharmacovigilance_activities(readings: sqlite3.Connection) -> None:
    assert readings.execute(
        "select state, count(*) from field_states"
        " where field = 'additional_pharmacovigilance' group by 1"
    ).fetchall() == [("not_stated", 12)]
    assert readings.execute(
        "select count(*) from pharmacovigilance_activities where risk_id is not null"
    ).fetchone() == (0,)


def test_the_states_of_the_boxes_fields(readings: sqlite3.Connection) -> None:
    found = readings.execute(
        "select field, state, count(*) from field_states where risk_id is not null"
        " group by 1, 2 order by 1, 2"
    ).fetchall()
    assert found == [
        ("additional_measures", "stated_none", 12),
        ("additional_pharmacovigilance", "not_stated", 12),
        ("evidence", "not_applicable", 2),
        ("evidence", "stated", 10),
        ("legal_status", "stated", 12),
        ("pl_references", "not_stated", 4),
        ("pl_references", "stated", 8),
        ("risk_factors", "not_applicable", 2),
        ("risk_factors", "stated", 10),
        ("routine_measures", "stated", 12),
        ("smpc_references", "not_stated", 1),
        ("smpc_references", "stated", 11),
    ]


def test_indications_and_route_are_read_from_section_i(readings: sqlite3.Connection) -> None:
    indications = readings.execute(
        "select text from indications where document_id = ? order by ordinal", [PLAN]
    ).fetchall()
    assert [text[:60] for (text,) in indications] == [
        "NEXPOVIO is authorised in combination with dexamethasone, fo",
        "NEXPOVIO is indicated in combination with bortezomib and dex",
    ]
    assert "an anti-CD38 monoclonal antibody" in indications[0][0]
    assert readings.execute("select text from statements where kind = 'route'").fetchall() == [
        ("It contains selinexor as the active substance and it is given by oral route.",)
    ]


# risk, value, qualifier, grade, attribution, population, numerator
PERCENTAGES = [
    (T, 50, "almost", ">=3", "any", None, None),
    (N, 30, "about", None, "any", None, None),
    (N, 25, "about", None, "related", None, None),
    (N, 15, "about", ">=3", "any", None, None),
    (F, 60, "about", None, "any", None, None),
    (F, 15, "about", "3", "any", None, None),
    (F, 50, "about", None, "related", None, None),
    (A, 50, "about", None, "any", "HM-Pool", None),
    (A, 7, "about", "3", "any", "HM-Pool", None),
    (A, 50, "about", None, "related", None, None),
    (W, 30, "about", None, "any", "HM-Pool", None),
    (W, 2, "about", "3", "any", "HM-Pool", None),
    (W, 28, "exactly", None, "related", None, None),
    (W, 62.2, "exactly", None, "any", "HM-Pool", 589),
    (W, 28.1, "exactly", None, "any", "HM-Pool", 266),
    (W, 2.1, "exactly", None, "any", "HM-Pool", 20),
    (H, 29, "about", None, "any", "HM-Pool", None),
    (H, 16, "about", ">=3", "any", "HM-Pool", None),
    (H, 12, "exactly", ">=3", "related", None, None),
    (C, 12, "about", None, "any", "HM-Pool", None),
    (C, 3, "about", ">=3", "any", "HM-Pool", None),
    (C, 2, "about", ">=3", "related", None, None),
]


def test_the_22_percentages_of_the_evidence(readings: sqlite3.Connection) -> None:
    assert (
        readings.execute(
            "select risk_id, value, qualifier, grade, attribution, population, numerator"
            " from evidence_figures where unit = 'percent' order by char_start"
        ).fetchall()
        == PERCENTAGES
    )
    assert readings.execute(
        "select quote like '%\\%%' escape '\\', count(*) from evidence_figures"
        " where unit = 'percent' group by 1"
    ).fetchall() == [(0, 3), (1, 19)]


# risk, unit, value, denominator, its qualifier, grade, attribution, population
COUNTS = [
    (T, "patients", 1, None, None, None, "related", None),
    (TLS, "patients", 3, None, None, "3", "any", None),
    (ACS, "cases", 3, 3111, "more_than", None, "any", None),
    (ACS, "cases", 1, None, None, None, "any", None),
    (ACS, "cases", 2, None, None, None, "any", None),
    (ME, "patients", 3, None, None, None, "any", "HM-Pool"),
    (ME, "patients", 5, None, None, None, "any", "MM-Pool"),
]


def test_the_counts_of_patients_and_cases_in_the_evidence(readings: sqlite3.Connection) -> None:
    assert (
        readings.execute(
            "select risk_id, unit, value, denominator, denominator_qualifier, grade, attribution,"
            " population from evidence_figures where unit <> 'percent' order by char_start"
        ).fetchall()
        == COUNTS
    )


@pytest.mark.parametrize(
    ("risk", "value", "basis", "outcome"),
    [
        (
            T,
            50,
            "the patients with events in completed trials",
            "thrombocytopenia of Grade ≥3 intensity",
        ),
        (N, 15, "patients with neutropenia", "≥ grade 3 infections related events"),
        (N, 25, "the patients", "Neutropenia considered related to selinexor treatment"),
        (A, 50, "the patients in the HM-Pool", "decreased appetite"),
        (W, 62.2, "patients", "a decrease in body weight of ≥5% from baseline"),
        (ACS, 3, "patients treated", "ACS related events"),
        (TLS, 3, None, "Grade 3 events"),
    ],
)  # fmt: skip
def test_a_figure_says_of_whom_and_of_what(
    readings: sqlite3.Connection, risk: str, value: float, basis: str | None, outcome: str
) -> None:
    found = readings.execute(
        "select basis, outcome from evidence_figures where risk_id = ? and value = ?"
        " order by char_start",
        [risk, value],
    ).fetchone()
    assert found == (basis, outcome)


FACTORS = {
    T: """confounder: baseline thrombocytopenia | bone marrow cellularity and replacement with
        malignant plasma cells | disease indication | patient age | previous treatments | advanced
        disease | current comorbidities | concomitant medications | complexity of the patient
        populations studied""",
    N: """risk_factor: age | poor performance status | advanced disease | certain comorbidities |
        renal impairment | hepatic impairment | cardiovascular disease | low baseline blood cell
        counts | low body surface area/body mass index | treatment with myelosuppressive
        chemotherapies | specific genetic polymorphisms | Neutropenia | underlying cytopenia
        secondary to malignancy | various anti-neoplastic treatments | advanced age | associated
        co-morbidities
        risk_group: patients with advanced hematological malignancies""",
    F: """risk_factor: underlying MM | systemic chemotherapy | radiotherapy | anaemia | pain |
        insomnia | anxiety | depression | medications for anxiety and pain | narcotics |
        antiemetics | many D2-antagonists | antidepressants | long-term use of glucocorticoids""",
    A: """risk_group: patients with advanced cancer
        risk_factor: underlying disease | prior therapies | nausea | fatigue | diarrhoea |
        vomiting | dehydration | dysgeusia""",
    W: """risk_group: patients with advanced cancer
        risk_factor: underlying disease | prior therapies | nausea | fatigue | diarrhoea |
        vomiting | dehydration | dysgeusia""",
    H: """risk_factor: chemotherapy | treatment-induced nausea and vomiting | hydration | pain |
        narcotic drugs | physical and emotional stress | Chronic diseases | cirrhosis | congestive
        heart failure | hypertension | diabetes | severe kidney disease | low body weight | old
        age | previous episodes of hyponatraemia""",
    C: """risk_factor: dehydration | electrolyte abnormalities | anaemia | diarrhoea | infection |
        concomitant medications | other comorbidities | high tumor burden | anaemia | diarrhoea |
        dehydration | infections | systemic organ failure | metabolic derangements | uraemia |
        hypercalcaemia | hyperviscosity | liver dysfunction | concomitant medications |
        psychoactive drugs | steroids | polypharmacy | other comorbidities | high tumor burden
        risk_group: patients with cancer | patients with advanced disease | patients with a high
        degree of predisposing vulnerability | elderly | patient populations treated with
        selinexor""",
    TLS: """confounder: renal failure due to progressive disease complicating the electrolyte
        profile | intrinsic tumor-related factors | tumor burden | tumor type | variable risk
        factors that predispose towards development of TLS | pretreatment hyperuricaemia |
        preexisting nephropathy, independent of myeloma as well as those due to myeloma
        paraproteins | concomitant use of pomalidomide and dexamethasone""",
    ACS: """confounder: central nervous system disorders due to progressive disease complicating
        the electrolyte profile | intrinsic tumor-related factors | variable risk factors that
        predispose towards development of ACS | concomitant use of multiple medications""",
    ME: "confounder: age | concomitant use of several medications",
}


@pytest.mark.parametrize("risk", FACTORS)
def test_the_risk_factors_as_enumerated(readings: sqlite3.Connection, risk: str) -> None:
    expected: dict[str, list[str]] = {}
    role = ""
    for word in " ".join(FACTORS[risk].split()).replace(" risk_", "\nrisk_").split("\n"):
        role, listed = word.split(": ", 1)
        expected.setdefault(role, []).extend(listed.split(" | "))
    found: dict[str, list[str]] = {}
    for role, factor in readings.execute(
        "select role, factor from risk_factors where risk_id = ? order by ordinal", [risk]
    ):
        found.setdefault(role, []).append(factor)
    assert found == expected


def test_three_percentages_admit_one_denominator_947(readings: sqlite3.Connection) -> None:
    assert readings.execute(
        "select derived, message from findings where rule = 'implied_denominator'"
    ).fetchall() == [("947", "589 (62.2%), 266 (28.1%), 20 (2.1%) admit one denominator only: 947")]


def test_nothing_is_unread_and_the_accounts_add_up(readings: sqlite3.Connection) -> None:
    assert readings.execute("select * from unread").fetchall() == []
    assert (
        readings.execute(
            "select d.id from documents d join character_accounts a on a.document_id = d.id"
            " group by d.id having sum(a.characters) <> length(d.text)"
        ).fetchall()
        == []
    )


def test_statements_hold_no_more_than_two_fifths_of_the_policy(
    readings: sqlite3.Connection,
) -> None:
    ((share,),) = readings.execute(
        "select 1.0 * sum(characters) filter (where account = 'statement') / sum(characters)"
        " from character_accounts where document_id = 'xpovio-prior-approval'"
    ).fetchall()
    assert 0 < share <= 0.4


def test_both_readings_of_the_plan_give_the_same_records(database, text_database) -> None:
    def rows(path) -> dict[str, list[tuple[object, ...]]]:
        with sqlite3.connect(path) as connection:
            tables = [
                name
                for (name,) in connection.execute(
                    "select m.name from sqlite_master m, pragma_table_info(m.name) i"
                    " where m.type = 'table' and i.name = 'quote' and m.name <> 'sections'"
                    " and m.name not like '%\\_fts' escape '\\'"
                )
            ]
            columns = {
                table: ", ".join(
                    column
                    for (column,) in connection.execute(
                        "select name from pragma_table_info(?) where name not in"
                        " ('id', 'page', 'char_start', 'char_end', 'quote', 'measure_id',"
                        " 'summary_start', 'summary_end', 'evidence_id')",
                        [table],
                    )
                )
                for table in tables
            }
            return {
                table: connection.execute(
                    f"select {columns[table]} from {table} where document_id = ?"
                    " order by char_start, char_end",
                    [PLAN],
                ).fetchall()
                for table in tables
            }

    from_pdf, from_text = rows(database), rows(text_database)
    assert {table for table, found in from_pdf.items() if found} >= {
        "risks", "evidence", "evidence_figures", "risk_factors", "risk_minimisation_measures",
        "label_references", "indications", "studies", "field_states", "findings", "statements",
    }  # fmt: skip
    # The text extraction prints one link in another place of the page.
    assert from_pdf == from_text


def test_the_policy_asks_for_3_diagnoses_and_4_then_5_further_criteria(
    readings: sqlite3.Connection,
) -> None:
    assert readings.execute(
        "select phase, count(*) from policy_criteria where kind = 'diagnosis' group by 1"
    ).fetchall() == [("initial", 3), ("renewal", 3)]
    assert readings.execute(
        "select c.phase, count(*) from policy_criteria c join policy_criteria g"
        " on g.id = c.parent_id where g.text = 'AND ALL of the following:' group by 1"
    ).fetchall() == [("initial", 4), ("renewal", 5)]
    assert readings.execute(
        "select phase, count(*), sum(operator is null) from policy_criteria group by 1"
    ).fetchall() == [("initial", 19, 13), ("renewal", 14, 9)]


def test_the_values_of_the_policy_and_where_they_are_stated(readings: sqlite3.Connection) -> None:
    assert readings.execute(
        "select minimum_age, initial_months, renewal_months, effective_on, approved_on,"
        " pre_approval_allowance from policies"
    ).fetchall() == [(18, 12, 12, "2024-07-01", "2024-06-13", None)]
    assert dict(
        readings.execute(
            "select field, state || ': ' || quote from field_states where document_id ="
            " 'xpovio-prior-approval' and field in ('minimum_age', 'initial_months',"
            " 'renewal_months', 'effective_on', 'approved_on', 'pre_approval_allowance')"
        ).fetchall()
    ) == {
        "minimum_age": "stated: 18 years of age or older",
        "initial_months": "stated: 12 months",
        "renewal_months": "stated: Same as above",
        "effective_on": "stated: July 1, 2024",
        "approved_on": "stated: June \n\n13, 2024",
        "pre_approval_allowance": "stated_none: None",
    }


def test_12_dose_packs_are_consistent_and_the_largest_equals_the_limit(
    readings: sqlite3.Connection,
) -> None:
    assert readings.execute(
        "select count(*), sum(packs * tablets_per_pack = tablets_total and"
        " tablets_per_pack * strength_mg = dose_mg * doses_per_week) from dose_packs"
    ).fetchone() == (12, 12)
    assert readings.execute("select max(tablets_total) * 84 / 28 from dose_packs").fetchone() == (
        96,
    )
    assert readings.execute(
        "select strength_mg, quantity, unit, days, limit_scope, count(*) over (partition by"
        " limit_group) from quantity_limits order by strength_mg"
    ).fetchall() == [
        (strength, 96, "tablets", 84, "not_stated", 4) for strength in (20, 40, 50, 60)
    ]
    rules = {rule for (rule,) in readings.execute("select rule from findings")}
    assert {"dose_pack_arithmetic", "limit_against_packs", "limit_scope_not_stated"} <= rules


def test_9_drugs_in_3_classes_14_history_entries_and_8_warnings(
    readings: sqlite3.Connection,
) -> None:
    assert readings.execute(
        "select c.name, group_concat(m.brand_name, ', ') from drug_classes c"
        " join class_members m on m.class_id = c.id group by c.id order by min(m.char_start)"
    ).fetchall() == [
        ("Proteasome Inhibitors", "Kyprolis, Ninlaro, Velcade"),
        ("Immunomodulatory Agents", "Pomalyst, Revlimid, Thalomid"),
        ("Anti-CD38 Monoclonal Antibody", "Darzalex, Darzalex Faspro, Sarclisa"),
    ]
    history = readings.execute("select count(*), min(month), max(month) from policy_history")
    assert history.fetchone() == (14, "2019-07", "2024-06")
    assert readings.execute("select name from policy_warnings order by ordinal").fetchall() == [
        ("thrombocytopenia",), ("neutropenia",), ("hyponatremia",), ("gastrointestinal toxicity",),
        ("neurological toxicity",), ("embryo-fetal toxicity",), ("cataract",),
        ("serious infections",),
    ]  # fmt: skip
