"""Factors that say a word once for two of them, examples, brackets and leads of lists."""

from __future__ import annotations

import pytest

from ingest.document import Span
from ingest.families.rmp_summary.factors import Known, parse_factors
from ingest.vocabulary import heal


def factors(text: str, known: Known | None = None) -> list[tuple[str, str]]:
    return [(f.role, heal(f.span.of(text))) for f in parse_factors(text, Span(0, len(text)), known)]


def named(text: str, known: Known | None = None) -> list[str]:
    return [factor for _, factor in factors(text, known)]


@pytest.mark.parametrize(
    "whole",
    [
        "Patients with active or latent gout",
        "Current or former smokers",
        "Patients with a known or suspected stroke",
        "A sister with personal or family history of gout",
        "Patients with pre-existing or recent-onset central or peripheral nerve pain",
        "Patients with hepatic or renal impairment",
        "Patients with newly diagnosed or relapsed asthma",
        "Patients with liver or kidney disease",
        "Patients with HBV or HCV infection",
        "Patients with problems of galactose or fructose intolerance",
        "Patients with hepatitis B or C infection",
        "Patients with a history of drug or alcohol abuse",
        "Patients aged 65 years or older",
        "Patients with three or more falls",
        "Patients with mild, moderate or severe asthma",
        "Renal, hepatic, or cardiac disease",
        "Liver, kidney or heart disease",
        "Women with severe, long-standing gout",
    ],
)
def test_a_word_that_is_said_once_for_both_keeps_them_one(whole: str) -> None:
    bare = whole.removeprefix("A ")
    assert named(f"{whole}.") == [bare]
    assert named(f"{whole}; smoking") == [bare, "smoking"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Patients with active or latent gout and smokers.",
         ["Patients with active or latent gout", "smokers"]),
        ("Age, gout and liver disease.", ["Age", "gout", "liver disease"]),
        ("Alcohol withdrawal and low weight.", ["Alcohol withdrawal", "low weight"]),
        ("Age, pain in the skin, low weight, and gout.",
         ["Age", "pain in the skin", "low weight", "gout"]),
        ("Old age, fibroma of bone, gastric ulcer or bone loss, and gout.",
         ["Old age", "fibroma of bone", "gastric ulcer or bone loss", "gout"]),
        ("Patients with epilepsy or a history of falls.",
         ["Patients with epilepsy", "history of falls"]),
        ("Asthma, tremors or muscle weakness (cramps, pain), smoking.",
         ["Asthma", "tremors", "muscle weakness", "cramps", "pain", "smoking"]),
        ("Women of childbearing potential and pregnant women; men with gout.",
         ["Women of childbearing potential", "pregnant women", "men with gout"]),
        ("Smokers, men with chronic, severe or latent gout, including falls and pain, and girls.",
         ["Smokers", "men with chronic, severe or latent gout, including falls and pain", "girls"]),
        ("Men with gout, iron above normal and low weight.",
         ["Men with gout", "iron above normal", "low weight"]),
        # What a sickness of both may share stays whole.
        ("Asthma, gastritis or muscle weakness, smoking.",
         ["Asthma", "gastritis or muscle weakness", "smoking"]),
        ("Asthma, fractures or surgery in the last month, smoking.",
         ["Asthma", "fractures or surgery in the last month", "smoking"]),
    ],
)  # fmt: skip
def test_what_shares_nothing_is_parted(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "item",
    [
        "Gout (with or without pain)",
        "Asthma (with smoking)",
        "Kidney disease (on dialysis)",
        "Thirst (due to sweating, vomiting or diuretics)",
        "Surgery (especially of the hip)",
    ],
)
def test_a_bracket_that_says_how_or_when_stays_with_its_item(item: str) -> None:
    assert named(f"{item}, old age.") == [item, "old age"]


def test_a_bracket_with_members_is_parted_still() -> None:
    assert named("Medicines (in particular opioids, statins), falls (e.g. from beds).") == [
        "Medicines", "opioids", "statins", "falls", "from beds",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "opening",
    [
        ", including but not limited to ",
        ", including, but not limited to, ",
        " including (but not limited to) ",
        ", including but not restricted to ",
    ],
)
def test_words_that_leave_nothing_out_open_members(opening: str) -> None:
    text = f"Users of strong sedatives{opening}barbiturates (fooital, barital), opioids and beer."
    assert factors(text) == [
        ("risk_group", "Users of strong sedatives"),
        *(("risk_factor", one) for one in
          ("barbiturates", "fooital", "barital", "opioids", "beer")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cue", ["include, but are not limited to, ", "include but are not limited to: ",
            "include (but are not limited to) "],
)  # fmt: skip
def test_a_list_that_is_not_complete_is_read_from_its_first_item(cue: str) -> None:
    assert named(f"Risk factors {cue}age, gout and beer.") == ["age", "gout", "beer"]


@pytest.mark.parametrize(
    "whole",
    [
        "People who stay in areas of fungal infection, such as mycosis, candidosis, or tinea",
        "Use of strong sedatives such as fooazepam, barzolam, and opioids",
    ],
)
def test_examples_that_are_all_there_is_stay_with_their_factor(whole: str) -> None:
    assert named(f"{whole}.") == [whole]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Age, gout, and use of sedatives, e.g. fooium, barium salts.",
         ["Age", "gout", "use of sedatives, e.g. fooium, barium salts"]),
        ("Use of sedatives, e.g. fooium, barium; gout; a brother with gout.",
         ["Use of sedatives, e.g. fooium, barium", "gout", "brother with gout"]),
        # Where the list may go on, it does.
        ("Use of sedatives such as fooium, low weight, and gout.",
         ["Use of sedatives such as fooium", "low weight", "gout"]),
        ("Use of sedatives such as fooium, the elderly, or men.",
         ["Use of sedatives such as fooium", "elderly", "men"]),
    ],
)  # fmt: skip
def test_where_examples_end(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For lymphoma: age, gout.", ["age", "gout"]),
        ("For NMSC: men with gout and beer. For falls: age.", ["men with gout", "beer", "age"]),
        ("For NMSC: age; for falls: gout", ["age", "gout"]),
        ("In tuberculosis: cavities, thirst", ["cavities", "thirst"]),
        # Whom or what kind a lead says stays with what follows.
        ("In women: pills, gout", ["In women: pills", "gout"]),
        ("In animals: high doses, fasting", ["In animals: high doses", "fasting"]),
        ("In case of thirst: high doses, beer", ["In case of thirst: high doses", "beer"]),
        ("Age: over 65 years", ["Age: over 65 years"]),
        ("For example: age, gout", ["For example: age", "gout"]),
    ],
)  # fmt: skip
def test_for_which_event_a_list_is_is_no_factor(text: str, expected: list[str]) -> None:
    assert named(text) == expected


def test_the_concern_itself_leads_a_list() -> None:
    known = Known((), "falls and fractures")
    assert named("Falls: age, thirst. Fractures: beer.", known) == ["age", "thirst", "beer"]
    assert named("Sex: women, girls.", known) == ["Sex: women", "girls"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Women have a low weight and are at higher risk.", [("risk_group", "Women")]),
        ("The incidence may be higher when zalbyra is given in combination with a nitrate.",
         [("risk_factor", "nitrate")]),
        ("The risk of falls is increased when zalbyra is used in patients with gout.",
         [("risk_group", "patients with gout")]),
        ("Men with long-standing, painful gout have an increased background risk of falls.",
         [("risk_group", "Men with long-standing, painful gout")]),
        ("Elderly patients may have a higher risk of falls.", [("risk_group", "Elderly patients")]),
        ("Men with gout have a known association with falls.", [("risk_group", "Men with gout")]),
        ("Smokers are more susceptible to falls.", [("risk_group", "Smokers")]),
        ("Smoking and beer have been identified as risk factors for falls.",
         [("risk_factor", "Smoking"), ("risk_factor", "beer")]),
    ],
)  # fmt: skip
def test_who_has_a_higher_risk_is_a_group(text: str, expected: list[tuple[str, str]]) -> None:
    assert factors(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Women do not have an increased risk of falls.",
        "Women have no increased risk of falls.",
        "It is not known whether women have a higher risk.",
        "Neither women nor men have a higher risk.",
        "The risk is not increased when zalbyra is given with nitrates.",
        "Patients with gout have a higher risk of response.",
        "Smoking is not considered a risk factor.",
        "Patients have an increased risk of falls.",
    ],
)
def test_who_has_none_or_only_may_gives_no_row(text: str) -> None:
    assert named(text) == []
