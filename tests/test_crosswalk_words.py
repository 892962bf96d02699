"""What the crosswalk reads from words: duties, times, aspects; and its dictionaries."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.concepts import own_concepts
from ingest.crosswalk.aspect_words import CUE, plain_names
from ingest.crosswalk.aspect_words import ROLES as ASPECT_ROLES
from ingest.crosswalk.duties import goes_on, may_say_when, things_of, when_of
from ingest.crosswalk.duty_ties import tie
from ingest.crosswalk.governing_words import (
    ROLES,
    for_a_purpose,
    negated,
    negated_behind,
    of_a_circumstance,
)
from ingest.crosswalk.indication_aspects import UNFIT, Aspect, indication_of
from ingest.crosswalk.indications import compared
from ingest.crosswalk.names import meanings_of
from ingest.document import Span
from ingest.vocabulary import dictionary, fold, heal, phrase_pattern

KINDS = {
    "monitoring", "prophylaxis", "contraception", "advice", "pharmacovigilance",
    "risk_minimisation",
}  # fmt: skip


def key(row: dict[str, str]) -> str:
    return " ".join(list(row.values())[:2])[:60]


@pytest.mark.parametrize("row", dictionary("monitored_things"), ids=key)
def test_the_example_of_a_thing_names_it(row: dict[str, str]) -> None:
    kinds = set(row["kinds"].split("|"))
    assert kinds <= KINDS
    for kind in kinds:
        found = {thing.span.of(row["example"]) for thing in things_of(row["example"], kind)}
        pattern = re.compile(phrase_pattern(row["phrase"]))
        assert any(pattern.fullmatch(fold(words).text) for words in found), found


@pytest.mark.parametrize("row", dictionary("monitoring_times"), ids=key)
def test_the_example_of_a_time_is_found(row: dict[str, str]) -> None:
    when = when_of(row["example"], [])
    assert when is not None
    assert re.search(phrase_pattern(row["phrase"]), fold(when.of(row["example"])).text)


@pytest.mark.parametrize("row", dictionary("indication_aspects"), ids=key)
def test_the_example_of_an_aspect_is_read(row: dict[str, str]) -> None:
    found = [one for one in indication_of("x", row["example"]).aspects if one.name == row["aspect"]]
    said = sorted(f"{one.detail}: {one.value}" if one.detail else one.value for one in found)
    assert "; ".join(said) == row["expected"]


@pytest.mark.parametrize("row", dictionary("name_links"), ids=key)
def test_the_example_of_a_link_has_it(row: dict[str, str]) -> None:
    assert row["role"] in {"list", "restriction", "members", "filler"}
    assert re.search(rf"(?<!\w){re.escape(row['words'])}(?!\w)", fold(row["example"]).text)


def test_the_dictionaries_name_concepts_that_exist_and_say_why() -> None:
    things = {row["thing"] for row in dictionary("monitored_things")}
    bearings = dictionary("monitored_concepts")
    assert {row["thing"] for row in bearings} == things
    pairs = [(row["thing"], row["concept_id"]) for row in bearings]
    assert len(pairs) == len(set(pairs))
    links = dictionary("crosswalk_links")
    joined = [frozenset((row["concept_a"], row["concept_b"])) for row in links]
    assert len(joined) == len(set(joined))
    assert all(len(pair) == 2 for pair in joined)
    assert {row["relation"] for row in links} <= {"broader", "narrower", "related"}
    assert {row["relation"] for row in bearings} == {"direct", "related"}
    for row in (*bearings, *links):
        named = {value for column, value in row.items() if column.startswith("concept")}
        assert named <= set(own_concepts())
        assert row["reason"]
        assert row["source"]
    phrases = [row["phrase"] for row in dictionary("monitored_things")]
    assert len(phrases) == len(set(phrases))
    words = [row["words"] for row in dictionary("name_links")]
    assert len(words) == len(set(words))


def things(text: str, kind: str = "monitoring", listed: tuple[str, ...] = ()) -> list[str]:
    return [thing.span.of(text) for thing in things_of(text, kind, listed)]


@pytest.mark.parametrize(
    "text", ["QVT-504 (cohort in linked stroke registers)", "TORVEN-TB-2 (FIC-311)"]
)
def test_codes_and_registers_of_studies_are_no_things(text: str) -> None:
    assert things(text, "pharmacovigilance") == []


def test_the_longest_words_are_the_thing() -> None:
    assert things("Monitor complete blood counts and blood pressure") == [
        "complete blood counts", "blood pressure",
    ]  # fmt: skip


def test_words_within_words_are_no_thing() -> None:
    assert things("Monitor the forecast of castles and plasticity") == []


def test_the_documents_own_list_is_kept_where_no_dictionary_has_it() -> None:
    text = "Prescriber agrees to monitor tail length, blood pressure and (odd) [things"
    assert things(text, listed=("tail length", "blood pressure", "(odd) [things", " ")) == [
        "tail length", "blood pressure", "(odd) [things",
    ]  # fmt: skip


def test_a_time_in_the_documents_own_list_is_no_thing() -> None:
    text = "Prescriber agrees to monitor tail length and every 3 months"
    assert things(text, listed=("tail length", "every 3 months")) == ["tail length"]


def test_prophylaxis_is_not_monitoring() -> None:
    text = "Patients with nausea, receiving treatment of vomiting with a 5-HT3 antagonist"
    assert things(text, "prophylaxis") == ["5-HT3 antagonist"]
    assert things("with a 5-HT3 antagonist", "prophylaxis") == ["5-HT3 antagonist"]
    assert things("with a 5-HT3 antagonist") == []


@pytest.mark.parametrize(
    "text",
    [
        "There is no need to monitor for low platelet counts.",
        "Low platelet counts need not be monitored.",
        "Platelet counts are not monitored routinely.",
        "Do not monitor potassium, sodium or body weight.",
        "Blood pressure monitoring is not required.",
        "Patients are not at risk of bleeding.",
        "Neither blood pressure nor heart rate is monitored.",
        "Treat without monitoring blood pressure.",
        "Patients should be monitored, instead of blood pressure, by nobody.",
        "Discontinue monitoring of blood pressure after 6 months.",
        "Stop monitoring blood pressure.",
        "Withhold the routine monitoring of blood pressure.",
        "Monitoring of blood pressure can be omitted.",
        "Blood pressure monitoring is optional.",
        "Monitoring of blood pressure is of no value.",
        "Monitoring of blood pressure may be stopped.",
    ],
)
def test_what_is_denied_is_no_thing(text: str) -> None:
    assert things(text) == []
    assert things("Patient will not receive anticoagulation", "prophylaxis") == []
    assert things("Patient was advised against contraception", "contraception") == []
    assert things("Patient has a contraindication to contraception", "contraception") == []
    assert things("Contraception is contraindicated", "contraception") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Patients should not drive. Monitor blood pressure.", ["blood pressure"]),
        ("Patients should not drive and should be monitored for dizziness.", ["dizziness"]),
        ("Monitor blood pressure in patients who are not on dialysis.", ["blood pressure"]),
        ("No dose is given for children; monitor blood pressure.", ["blood pressure"]),
        ("Monitor blood pressure, but not heart rate.", ["blood pressure"]),
        ("Monitor notable events and blood pressure.", ["blood pressure"]),
        ("Monitor blood pressure and treatment may be stopped.", ["blood pressure"]),
    ],
)
def test_what_is_denied_ends_with_its_clause(text: str, expected: list[str]) -> None:
    assert things(text) == expected


@pytest.mark.parametrize("row", dictionary("governing_words"), ids=key)
def test_the_example_of_a_governing_word_has_its_effect(row: dict[str, str]) -> None:
    assert row["role"] in ROLES
    folded = fold(row["example"])
    assert re.search(rf"(?<!\w){phrase_pattern(row['words'])}(?!\w)", folded.text)
    at = folded.text.rfind("potassium")
    if row["role"] == "ends":
        text = f"No dose is given {row['example']} monitored for potassium"
        at = text.index("potassium")
        assert not negated(fold(text), Span(at, at + 9))
        return
    if row["role"] == "longer_name":
        assert things(row["example"]) == things(row["example"], "prophylaxis") == []
        return
    if row["role"] == "asks":
        assert not of_a_circumstance(folded, Span(at, at + 9))
        return
    governed = {
        "purpose": for_a_purpose,
        "negates_before": negated_behind,
        "negates_directly": negated_behind,
        "circumstance": of_a_circumstance,
    }.get(row["role"], negated)
    assert governed(folded, Span(at, at + 9))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Patients with thrombocytopenia should be monitored for bleeding.", ["bleeding"]),
        ("Monitor for anemia in patients with thrombocytopenia.", ["anemia"]),
        ("Monitor for hyponatremia due to vomiting.", ["hyponatremia"]),
        ("Treat neutropenia with G-CSF and monitor blood counts.", ["blood counts"]),
        ("If sepsis occurs, monitor blood pressure.", ["blood pressure"]),
        ("Monitor patients with hypertension for bleeding.", ["bleeding"]),
        ("Monitor for sepsis; stop in case of hypotension.", ["sepsis"]),
        ("Monitor for hypotension in patients who have anemia or sepsis.", ["hypotension"]),
        ("In patients with anemia, platelet counts should be monitored.", ["platelet counts"]),
        ("In patients with anemia, sepsis or bleeding, platelet counts must be monitored.",
         ["platelet counts"]),
        ("Patients with anemia, sepsis or cataract should be monitored for bleeding.",
         ["bleeding"]),
        ("Monitor for QT prolongation in patients taking potassium.", ["QT prolongation"]),
        ("Monitor for and treat hyponatremia.", ["hyponatremia"]),
        ("Monitor sodium corrected for hyperglycemia until anemia resolves.", ["sodium"]),
        ("Monitor blood pressure; discontinue therapy if platelet counts fall.",
         ["blood pressure"]),
    ],
)  # fmt: skip
def test_for_whom_or_why_is_not_what_is_watched(text: str, expected: list[str]) -> None:
    assert things(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monitor closely for falls; platelet counts may fall", ["falls", "platelet counts"]),
        ("Monitor patients for thyroid cancer and thyroid eye disease",
         ["thyroid cancer", "thyroid eye disease"]),
        ("Monitor thyroid function and thyroid tests", ["thyroid function", "thyroid tests"]),
        ("Monitor blood pressure with a calcium channel blocker on a low-sodium diet",
         ["blood pressure"]),
        ("Monitor heart rate when given with magnesium", ["heart rate"]),
    ],
)  # fmt: skip
def test_a_word_in_a_longer_name_is_no_thing(text: str, expected: list[str]) -> None:
    assert [one for one in things(text) if one in expected or "thyroid" not in one] == expected


def test_what_a_duty_is_to_prevent_is_not_what_it_asks_for() -> None:
    assert things("Drink enough fluids to help prevent dehydration", "advice") == [
        "Drink enough fluids"
    ]
    assert things("Avoid pregnancy, as it may cause fetal harm", "advice") == ["Avoid pregnancy"]
    assert things("Monitor for thrombocytopenia, which may cause bleeding") == ["thrombocytopenia"]


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("Monitor ALT and AST", "hepatic-enzyme-increased", "direct"),
        ("Monitor ALT", "hyperbilirubinaemia", None),
        ("Monitor liver enzymes", "hepatic-failure", "related"),
        ("Monitor liver function tests", "hyperbilirubinaemia", "direct"),
        ("Monitor triglycerides", "hypercholesterolaemia", None),
        ("Monitor triglycerides", "hypertriglyceridaemia", "direct"),
        ("Monitor cholesterol", "hypertriglyceridaemia", None),
        ("Monitor the QT interval", "qt-prolongation", "direct"),
        ("Monitor the QTc interval", "torsade-de-pointes", "related"),
        ("Monitor the QT interval", "bradycardia", None),
        ("Monitor for high blood pressure", "hypertension", "direct"),
        ("Monitor for high blood pressure", "hypotension", None),
        ("Monitor for QT interval prolongation", "qt-prolongation", "direct"),
        ("Monitor for hepatitis B reactivation", "hepatitis-b-reactivation", "direct"),
        ("Perform hepatitis B serology", "hepatitis-b-reactivation", "related"),
        ("Monitor urine protein", "nephrotic-syndrome", "related"),
        ("Monitor respiratory symptoms", "interstitial-lung-disease", "related"),
        ("Monitor lung function", "pulmonary-toxicity", "related"),
        ("Monitor by tuberculosis testing", "tuberculosis", "related"),
        ("Monitor body weight", "cachexia", "related"),
        ("Monitor serum electrolytes", "electrolyte-imbalance", "related"),
        ("Monitor blood chemistry", "electrolyte-imbalance", "related"),
    ],
)
def test_what_a_test_shows_by_itself_is_told_from_what_it_hints_at(
    text: str, name: str, relation: str | None
) -> None:
    (thing, *_) = things_of(text, "monitoring")
    found = tie(thing, name, meanings_of(own_concepts()[name].name, [name]), {})
    assert (found and found.relation) == relation


def test_aspirin_prevents_some_clots_and_its_intolerance_none() -> None:
    (thing,) = things_of("Patient will receive aspirin", "prophylaxis")
    name = "Deep vein thrombosis"
    found = tie(thing, name, meanings_of(name, ["deep-vein-thrombosis"]), {})
    assert found
    assert found.relation == "related"
    assert things("Patient has aspirin intolerance", "prophylaxis") == []


def test_reasons_hold_for_any_medicine() -> None:
    for row in (*dictionary("crosswalk_links"), *dictionary("monitored_concepts")):
        assert not re.search(r"the (?:warning|concern|policy)\b|the label (?!of )", row["reason"])


def test_a_count_with_its_differential_shows_more() -> None:
    relations = {}
    for words in ("CBC", "CBC with differential", "complete blood count with differential"):
        (thing,) = things_of(f"Monitor {words}", "monitoring")
        found = tie(thing, "neutropenia", meanings_of("neutropenia", ["neutropenia"]), {})
        assert found
        relations[words] = found.relation
    assert relations == {
        "CBC": "related", "CBC with differential": "direct",
        "complete blood count with differential": "direct",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "concepts", "relation"),
    [
        ("Thrombocytopenia", ["thrombocytopenia"], "direct"),
        ("Risk of thrombocytopenia", ["thrombocytopenia"], "direct"),
        ("Thrombocytopenia and Bleeding", ["thrombocytopenia", "haemorrhage"], "related"),
        ("Bleeding due to thrombocytopenia", ["haemorrhage", "thrombocytopenia"], "related"),
        ("Wobbly thrombocytopenia in moonlight", ["thrombocytopenia"], "related"),
    ],
)
def test_what_shows_a_part_of_a_concern_is_related_to_it(
    name: str, concepts: list[str], relation: str
) -> None:
    (thing,) = things_of("Monitor platelet counts", "monitoring")
    found = tie(thing, name, meanings_of(name, concepts), {})
    assert found
    assert found.relation == relation
    if name != "Thrombocytopenia" and relation == "related":
        assert f"is a part of what “{name}” says" in found.reason


def test_a_thing_is_tied_to_kinds_of_what_it_shows_as_related() -> None:
    wider = {"febrile-neutropenia": frozenset({"neutropenia"})}
    (thing,) = things_of("neutrophil counts", "monitoring")
    direct, kind = (
        tie(thing, name, meanings_of(name, [concept]), wider)
        for name, concept in (
            ("neutropenia", "neutropenia"),
            ("febrile neutropenia", "febrile-neutropenia"),
        )
    )
    assert direct
    assert direct.relation == "direct"
    assert kind
    assert kind.relation == "related"
    assert "is a kind of" in kind.reason
    assert tie(thing, "cataract", meanings_of("cataract", ["cataract"]), wider) is None


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Monitor platelet counts at baseline and throughout treatment.",
         "at baseline and throughout treatment"),
        ("Monitor liver function tests before starting treatment and monthly.",
         "before starting treatment and monthly"),
        # A time among things is told with all of them: none is given one that is another's.
        ("Monitor blood pressure weekly and liver enzymes monthly.",
         "blood pressure weekly and liver enzymes monthly"),
        ("Monitor blood pressure weekly and liver enzymes.",
         "blood pressure weekly and liver enzymes"),
        ("Weekly, monitor blood pressure and liver enzymes.", "Weekly"),
        ("Monitor blood pressure, though not weekly.", None),
        ("Monitor blood pressure and manage promptly.", None),
        ("Monitor blood pressure weekly. Monthly letters are sent.", "weekly"),
    ],
)  # fmt: skip
def test_when_is_as_printed(text: str, when: str | None) -> None:
    span = when_of(text, things_of(text, "monitoring"))
    assert (span and span.of(text)) == when


@pytest.mark.parametrize("row", dictionary("time_words"), ids=key)
def test_words_that_may_say_when_are_known(row: dict[str, str]) -> None:
    assert may_say_when(row["example"])
    assert re.search(phrase_pattern(row["words"]), fold(row["example"]).text)


@pytest.mark.parametrize(
    "text",
    [
        "Monitor pretreatment ECG",
        "Monitor ECG upon dose escalation",
        "Monitor ECG for the duration of therapy",
        "Monitor ECG pre-dose and post-infusion",
        "Monitor blood pressure initially and thereafter",
        "Monitor platelet counts q3wk",
        "Monitor blood pressure if hypertension develops",
        "Monitor ECG in the third trimester",
    ],
)
def test_a_time_that_is_stated_is_not_called_not_stated(text: str) -> None:
    assert may_say_when(text)


def test_a_time_of_no_known_form_is_not_called_not_stated() -> None:
    text = "Monitor blood pressure on day 15 of therapy."
    assert when_of(text, things_of(text, "monitoring")) is None
    assert may_say_when(text)
    assert not may_say_when("Monitor for low platelet counts and manage promptly.")


def aspects(text: str) -> dict[tuple[str, str], str | None]:
    return {(one.name, one.detail): one.value for one in indication_of("x", text).aspects}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As monotherapy for the treatment of adult patients with metastatic melanoma after "
         "two or more prior lines of systemic therapy",
         {("combination", ""): "alone", ("population", ""): "adults",
          ("disease state", ""): "metastatic", ("diagnosis", ""): "melanoma",
          ("prior treatment", ""): "lines of therapy: at least 2"}),
        ("in combination with dexamethasone, lenalidomide and mockumab for the management of "
         "patients with mock disease whose disease has progressed on their last therapy",
         {("combination", ""): "dexamethasone + lenalidomide + mockumab",
          ("diagnosis", ""): "mock disease", ("progression on the last therapy", ""): "asked for"}),
        # Words that are no list of counted classes stay one value, as printed.
        ("for the treatment of mock disease refractory to platinum and at least two taxanes",
         {("diagnosis", ""): "mock disease",
          ("refractory to", ""): "platinum and at least two taxanes"}),
        ("helps people who wobble", {}),
        # What is denied, or one of two, is kept without a value.
        ("in combination with bortezomib or carfilzomib for the treatment of adults with mock "
         "disease not refractory to at least two taxanes",
         {("combination", ""): None, ("population", ""): "adults",
          ("diagnosis", ""): "mock disease", ("refractory to", ""): None}),
        ("Not indicated for the treatment of children with mock disease",
         {("population", ""): None, ("diagnosis", ""): None}),
        ("for the treatment of mock disease refractory to a taxane or an anthracycline",
         {("diagnosis", ""): "mock disease", ("refractory to", ""): None}),
        ("for the treatment of patients aged 12 years and older", {
            ("population", ""): "12 years and older"}),
    ],
)  # fmt: skip
def test_aspects_of_an_indication(text: str, expected: dict[tuple[str, str], str]) -> None:
    assert aspects(text) == expected


def between(plan: str, policy: str, aspect: str) -> tuple[str, str]:
    """The relation of an aspect of two indications, and the reason."""
    found = compared([indication_of("p", plan)], [indication_of("q", policy)], {})
    (row,) = [one for one in found if one.aspect == aspect]
    return row.relation, row.reason


@pytest.mark.parametrize(
    ("plan", "policy", "relation"),
    [
        ("relapsed and refractory", "relapsed or refractory", "different"),
        ("relapsed and/or refractory", "relapsed or refractory", "different"),
        ("relapsed/refractory", "relapsed or refractory", "different"),
        ("locally advanced or metastatic", "metastatic", "different"),
        ("non-metastatic", "metastatic", "different"),
        ("nonmetastatic", "non-metastatic", "equal"),
        ("unresectable or metastatic", "unresectable or metastatic", "equal"),
    ],
)
def test_states_of_a_disease_are_equal_in_the_same_words_alone(
    plan: str, policy: str, relation: str
) -> None:
    texts = [f"for the treatment of adults with {state} melanoma" for state in (plan, policy)]
    assert between(*texts, "disease state")[0] == relation
    told, reason = between(*texts, "diagnosis")
    assert told == "equal"
    assert "compared by itself" in reason


@pytest.mark.parametrize(
    ("plan", "policy", "relation"),
    [
        ("multiple myeloma", "multiple myeloma (MM)", "equal"),
        ("hormone-sensitive prostate cancer", "castration-resistant prostate cancer", "unknown"),
        ("HER2-positive breast cancer", "triple-negative breast cancer", "unknown"),
        ("smoldering multiple myeloma", "multiple myeloma", "unknown"),
        ("refractory multiple myeloma", "multiple myeloma", "unknown"),
    ],
)
def test_a_concept_in_a_part_of_a_diagnosis_makes_no_two_equal(
    plan: str, policy: str, relation: str
) -> None:
    texts = [f"for the treatment of adults with {name}" for name in (plan, policy)]
    assert between(*texts, "diagnosis")[0] == relation


@pytest.mark.parametrize("row", dictionary("aspect_words"), ids=key)
def test_a_word_that_may_state_an_aspect_is_kept_unread(row: dict[str, str]) -> None:
    assert row["role"] in ASPECT_ROLES
    if row["role"] != CUE:
        assert not plain_names(row["example"])
        return
    found = {one.name for one in indication_of("x", row["example"]).aspects if one.unread == UNFIT}
    assert row["aspect"] in found


GOUT = "for the treatment of adults with gout"
MYELOMA = "for the treatment of adults with multiple myeloma"


@pytest.mark.parametrize(
    ("plan", "policy", "aspect", "relation"),
    [
        # Ages and groups
        ("treatment of gout in children aged 2 to 11 years",
         "treatment of gout in children aged 6 to 17 years", "population", "unknown"),
        ("treatment of gout in adults and adolescents aged 12 to 17 years",
         "treatment of gout in adults", "population", "unknown"),
        ("treatment of gout in patients aged 2 to 11 years",
         "treatment of gout in patients aged 6-17 years", "population", "different"),
        ("treatment of gout in adults and odd infants", GOUT, "population", "unknown"),
        ("treatment of adults and adolescents with gout", GOUT, "population", "different"),
        ("treatment of gout in patients from 12 years of age",
         "treatment of gout in patients aged 12 years and older", "population", "equal"),
        # Brackets, lists, exceptions
        ("treatment of lung cancer (EGFR exon 20 insertions)",
         "treatment of lung cancer (ALK-positive)", "diagnosis", "unknown"),
        ("treatment of lung cancer (EGFR)", "treatment of lung cancer (LC)", "diagnosis",
         "unknown"),
        (f"{MYELOMA}, other than plasma cell leukaemia", MYELOMA, "diagnosis", "unknown"),
        (f"{MYELOMA}, except plasma cell leukaemia", MYELOMA, "diagnosis", "unknown"),
        ("treatment of arthritis, psoriasis and colitis", "treatment of arthritis", "diagnosis",
         "unknown"),
        ("treatment of arthritis, psoriasis and colitis", "treatment of psoriasis", "diagnosis",
         "unknown"),
        ("treatment of arthritis; for the treatment of psoriasis", "treatment of psoriasis",
         "diagnosis", "unknown"),
        (f"{MYELOMA}, in combination with dexamethasone", MYELOMA, "diagnosis", "equal"),
        # Alternatives, and words that limit
        ("treatment of previously untreated gout", f"{GOUT} previously treated or untreated",
         "disease state", "unknown"),
        ("treatment of early or locally advanced melanoma",
         "treatment of locally advanced melanoma", "disease state", "unknown"),
        ("treatment of recurrent or metastatic melanoma", "treatment of metastatic melanoma",
         "disease state", "unknown"),
        (f"{MYELOMA} who have received at least two prior therapies including lenalidomide",
         f"{MYELOMA} who have received at least two prior therapies", "prior treatment", "unknown"),
        # Stated in words that fit no phrase
        (f"{MYELOMA} who have received one to three prior therapies",
         f"{MYELOMA} who have received at least one prior therapy", "prior treatment", "unknown"),
        (f"{MYELOMA} who have failed two prior therapies",
         f"{MYELOMA} after at least two prior lines of therapy", "prior treatment", "unknown"),
        (f"{MYELOMA} who are unsuitable for stem cell transplant",
         f"{MYELOMA} who are ineligible for stem cell transplant", "transplant", "unknown"),
        (f"{MYELOMA} in first relapse", "treatment of newly diagnosed multiple myeloma",
         "disease state", "unknown"),
        ("for the adjuvant treatment of adults with melanoma", "treatment of metastatic melanoma",
         "disease state", "unknown"),
        ("treatment of early melanoma", "treatment of metastatic melanoma", "disease state",
         "unknown"),
        (f"{GOUT} plus bortezomib", f"{GOUT} in combination with bortezomib", "combination",
         "unknown"),
        # Combinations, lines and counts
        (f"{GOUT} in combination with a platinum",
         f"{GOUT} in combination with platinum-based chemotherapy", "combination", "unknown"),
        (f"{GOUT} in combination with dexamethasone only",
         f"{GOUT} in combination with dexamethasone", "combination", "unknown"),
        (f"{GOUT} in combination with dexamethasone followed by maintenance",
         f"{GOUT} in combination with dexamethasone", "combination", "unknown"),
        (f"{GOUT} in combination with bortezomib", f"{GOUT} in combination with carfilzomib",
         "combination", "different"),
        (f"{MYELOMA} who had four or more prior therapies",
         f"{MYELOMA} who had at least four prior therapies", "prior treatment", "equal"),
        (f"{MYELOMA} who had two or more prior lines of therapy",
         f"{MYELOMA} who had at least two prior therapies", "prior treatment", "unknown"),
        (f"{MYELOMA} refractory to two taxanes", f"{MYELOMA} refractory to at least two taxanes",
         "refractory to", "unknown"),
    ],
)  # fmt: skip
def test_what_was_not_read_in_whole_is_neither_equal_nor_different(
    plan: str, policy: str, aspect: str, relation: str
) -> None:
    assert between(plan, policy, aspect)[0] == relation


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        (
            "refractory to first-line chemoimmunotherapy or that relapses within 12 months",
            "unknown",
        ),
        ("refractory to first-line chemoimmunotherapy", "unknown"),
        ("that relapses within 12 months", "unknown"),
        ("in combination with bortezomib", "plan_only"),
    ],
)
def test_words_on_a_relapse_may_tell_of_a_prior_treatment(words: str, relation: str) -> None:
    plan = f"{MYELOMA} after two or more lines of systemic therapy"
    assert between(plan, f"{MYELOMA} {words}", "prior treatment")[0] == relation
    turned = relation.replace("plan", "policy")
    assert between(f"{MYELOMA} {words}", plan, "prior treatment")[0] == turned


def test_words_that_neither_side_has_in_a_known_form_make_no_row() -> None:
    found = compared(
        [indication_of("p", f"{MYELOMA} after failure of a taxane")],
        [indication_of("q", f"{MYELOMA} who were treated with a taxane")],
        {},
    )
    assert [one.aspect for one in found] == ["diagnosis", "population"]


def test_a_part_of_a_diagnosis_is_no_ground_for_a_gap() -> None:
    pair = [indication_of("p", f"for the treatment of {name}") for name in
            ("small cell lung cancer", "odd kind of hepatitis")]  # fmt: skip
    found = list(compared(pair[:1], pair[1:], {}))
    assert {one.relation for one in found} == {"unknown"}


def test_a_class_of_another_name_is_no_difference() -> None:
    start = "for the treatment of adults with melanoma refractory to"
    relations = [
        (one.detail, one.relation)
        for one in compared(
            [indication_of("p", f"{start} a taxane and an immunomodulatory drug")],
            [indication_of("q", f"{start} a taxane and an immunomodulatory agent")],
            {},
        )
        if one.aspect == "refractory to"
    ]
    assert [relation for _, relation in relations] == ["equal", "unknown", "unknown"]
    denied = start.replace("refractory", "not refractory")
    told = [
        (one.relation, one.reason)
        for one in compared(
            [indication_of("p", f"{start} a taxane")],
            [indication_of("q", f"{denied} a taxane")],
            {},
        )
        if one.aspect == "refractory to"
    ]
    unread = "Words for it were not read: they stand with a negation or an exception."
    assert ("unknown", unread) in told
    assert {relation for relation, _ in told} == {"unknown"}
    alone = between(
        "treatment of melanoma", "treatment of melanoma not refractory to a taxane", "refractory to"
    )
    assert alone == ("unknown", unread)


def test_differing_and_unread_aspects_are_told_apart() -> None:
    plan = indication_of(
        "p",
        "with one for the treatment of adults with melanoma, in combination "
        "with mockumab, who have received at least two prior therapies",
    )
    policy = indication_of(
        "q",
        "for the treatment of children with melanoma who have received at least one prior therapy",
    )
    odd = indication_of("o", "whatever helps")
    found = list(compared([plan], [policy, odd], {}))
    assert [(one.aspect, one.relation) for one in found] == [
        ("diagnosis", "equal"), ("population", "different"), ("combination", "plan_only"),
        ("prior treatment", "different"), ("indication", "unknown"),
    ]  # fmt: skip
    assert "not read" in found[-1].reason


def test_an_indication_is_no_ones_alone_where_the_others_were_not_read() -> None:
    melanoma = indication_of("p", "for the treatment of adults with melanoma")
    odd = indication_of("o", "whatever helps")
    assert {one.relation for one in compared([melanoma], [odd], {})} == {"unknown"}
    other = indication_of("q", "for the treatment of adults with multiple myeloma")
    found = [(one.relation, one.aspect) for one in compared([melanoma], [other], {})]
    assert found == [("plan_only", "indication"), ("policy_only", "indication")]
    assert [one.relation for one in compared([melanoma], [], {})] == ["unknown"]


WORDS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["treatment of", "adults with", "refractory to", "at least", "two", "and", ",", "(",
             "in combination with", "monitor", "blood count", "weekly", "Neutropenia", "due to",
             "\n\n", "anti-\n", "multiple myeloma", "İ", "ﬁ", ".", ")"]
        ),
        max_size=14,
    ).map(" ".join),
)  # fmt: skip


@settings(max_examples=150)
@given(text=WORDS)
@example(text="\xad")
def test_whatever_is_printed_spans_stay_within_it(text: str) -> None:
    def held(span: Span) -> None:
        assert 0 <= span.start < span.end <= len(text)

    for thing in (found := things_of(text, "monitoring", [text[:9]])):
        held(thing.span)
    if when := when_of(text, found):
        held(when)
    for aspect in indication_of("x", text).aspects:
        assert isinstance(aspect, Aspect)
        held(aspect.span)
        assert heal(aspect.span.of(text))
    for meaning in meanings_of(text, ["neutropenia"]):
        assert meaning.part is None or meaning.part in text


@pytest.mark.parametrize(
    "text",
    [
        "monitor liver enzymes at baseline and thereafter according to routine patient management",
        "monitor liver enzymes at baseline, then according to routine patient management",
        "monitor liver enzymes at baseline followed by checks of the usual kind",
        "monitor liver enzymes at baseline and 4 weeks after the first dose",
        "monitor liver enzymes at baseline, and at each visit",
        "monitor liver enzymes initially, then every 3 months",
        "monitor liver enzymes weekly and at the end of treatment",
        "monitor liver enzymes every 3 months, thereafter as the doctor decides",
        "monitor liver enzymes monthly unless stable",
        "monitor blood pressure at least daily for 7 days following infusion",
        "monitor liver enzymes at least monthly",
        "monitor liver enzymes every 3 months except in remission",
        "monitor liver enzymes every 3 months if clinically indicated",
        "monitor blood glucose weekly while on steroids",
        "monitor blood pressure before each dose for the first 3 doses",
        "monitor blood pressure every 3 months (monthly in children)",
        "monitor blood pressure every 3 months (children: monthly)",
        "monitor blood pressure monthly, or every 2 weeks if elevated",
    ],
)
def test_a_time_that_goes_on_in_words_not_read_is_not_read(text: str) -> None:
    found = things_of(text, "monitoring")
    assert when_of(text, found) is not None
    assert goes_on(text, when_of(text, found))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("monitor liver enzymes at baseline and every 3 months thereafter",
         "at baseline and every 3 months thereafter"),
        ("monitor liver enzymes monthly for 3 months and then quarterly",
         "monthly for 3 months and then quarterly"),
        ("monitor liver enzymes at baseline. Treatment is then started.", "at baseline"),
        ("monitor liver enzymes at baseline (1)", "at baseline"),
        ("monitor liver enzymes monthly; stop if jaundice occurs", "monthly"),
        ("monitor liver enzymes at baseline and stop treatment in jaundice", "at baseline"),
        ("monitor liver enzymes at baseline and blood pressure weekly",
         "liver enzymes at baseline and blood pressure weekly"),
    ],
)  # fmt: skip
def test_a_time_that_is_read_to_its_end_is_stated(text: str, when: str) -> None:
    found = when_of(text, things_of(text, "monitoring"))
    assert found is not None
    assert found.of(text) == when
    assert not goes_on(text, found)


@pytest.mark.parametrize("row", dictionary("time_joins"), ids=key)
def test_the_example_of_words_that_a_time_goes_on_with_has_them(row: dict[str, str]) -> None:
    found = when_of(row["example"], things_of(row["example"], "monitoring"))
    assert found is not None
    assert goes_on(row["example"], found)


@pytest.mark.parametrize("row", dictionary("time_limits"), ids=key)
def test_the_example_of_words_that_limit_a_time_has_them(row: dict[str, str]) -> None:
    assert row["place"] in {"behind", "before"}
    assert re.search(rf"(?<!\w){phrase_pattern(row['words'])}(?!\w)", fold(row["example"]).text)
    found = when_of(row["example"], things_of(row["example"], "monitoring"))
    assert found is not None
    assert goes_on(row["example"], found)


def test_the_sign_at_which_a_dose_is_withheld_is_no_thing() -> None:
    text = "Monitor for PML every 12 months and withhold dosing at the first sign of PML"
    (thing,) = things_of(text, "monitoring")
    assert thing.span.start == text.index("PML")
    found = when_of(text, [thing])
    assert found is not None
    assert found.of(text) == "every 12 months"
    assert things("Monitor for signs of infection; stop dosing for sepsis") == [
        "signs of infection"
    ]


def test_counts_of_lymphocytes_are_a_thing() -> None:
    assert things("Monitor absolute lymphocyte counts") == ["absolute lymphocyte counts"]
    text = "Monitor neutrophil, lymphocyte counts and body weight"
    assert things(text) == ["neutrophil, lymphocyte counts", "body weight"]
    assert things("Monitor lymphocyte and neutrophil counts") == [
        "lymphocyte and neutrophil counts"
    ]


UNTREATED = "Use in patients with evidence of untreated chronic infection with hepatitis B"


@pytest.mark.parametrize(
    ("text", "name", "concept", "missing", "relation"),
    [
        ("monitor neutrophil counts", UNTREATED, "infection", False, None),
        ("monitor neutrophil counts", UNTREATED, "infection", True, None),
        ("monitor neutrophil counts", "Serious infections", "serious-infection", True, None),
        ("monitor neutrophil counts", "Serious infections", "serious-infection", False, "related"),
        ("monitor neutrophil counts", "Febrile neutropenia", "febrile-neutropenia", True, None),
        ("monitor neutrophil counts", "Patients with neutropenia", "neutropenia", True, "related"),
        ("monitor liver enzymes", "Patients with hepatitis", "hepatitis", False, None),
        ("Use effective contraception", "Use in pregnancy", "pregnancy", True, "related"),
    ],
)
def test_what_only_raises_a_risk_is_not_about_a_population(
    text: str, name: str, concept: str, missing: bool, relation: str | None
) -> None:
    wider = {"febrile-neutropenia": frozenset({"neutropenia"})}
    kind = "contraception" if "contraception" in text else "monitoring"
    (thing,) = things_of(text, kind)
    found = tie(thing, name, meanings_of(name, [concept]), wider, missing=missing)
    assert (found and found.relation) == relation


@pytest.mark.parametrize("row", dictionary("population_leads"), ids=key)
def test_the_example_of_a_population_begins_as_one(row: dict[str, str]) -> None:
    assert re.match(phrase_pattern(row["words"]), fold(row["example"]).text)
