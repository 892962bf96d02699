"""Enumerations in risk factor texts of plans nobody wrote."""

from __future__ import annotations

import pytest

from ingest.document import Span
from ingest.families.rmp_summary.factors import parse_factors
from ingest.vocabulary import heal


def factors(text: str) -> list[tuple[str, str]]:
    return [(f.role, heal(f.span.of(text))) for f in parse_factors(text, Span(0, len(text)))]


def named(text: str) -> list[str]:
    return [factor for _, factor in factors(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Risk factors include age, sex and smoking.", ["age", "sex", "smoking"]),
        ("Risk factors for rash are age, sex, and smoking.", ["age", "sex", "smoking"]),
        ("Risk factors for gout flare include age and sex.", ["age", "sex"]),
        ("Risk factors for fever in software use are age and sex.", ["age", "sex"]),
        ("Risk factors: age; sex; smoking", ["age", "sex", "smoking"]),
        ("Age, sex, smoking", ["Age", "sex", "smoking"]),
        ("The main risk factor is age.", ["age"]),
        ("Diabetes and old age are known risk factors.", ["Diabetes", "old age"]),
        ("Heavy alcohol use may contribute to liver injury.", ["Heavy alcohol use"]),
    ],
)
def test_enumerations_are_found_by_what_announces_them(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("item", "whole"),
    [
        ("treatment-induced nausea and vomiting", True),
        ("renal and hepatic impairment", True),
        ("pre- and postmenopausal status", True),
        ("use of aspirin and warfarin", True),
        ("diabetes and hypertension", False),
    ],
)
def test_words_that_share_a_modifier_stay_whole(item: str, whole: bool) -> None:
    expected = [item] if whole else item.split(" and ")
    assert named(f"Risk factors include age, {item}, smoking, and obesity.") == [
        "age", *expected, "smoking", "obesity",
    ]  # fmt: skip


def test_members_after_like_and_in_brackets_are_rows_too() -> None:
    assert named(
        "Risk factors include liver disease (viral hepatitis, cirrhosis), chronic diseases like "
        "diabetes and severe kidney disease, old age, and drugs (such as statins and opioids)."
    ) == [
        "liver disease", "viral hepatitis", "cirrhosis", "chronic diseases", "diabetes",
        "severe kidney disease", "old age", "drugs", "statins", "opioids",
    ]  # fmt: skip


def test_a_list_of_its_own_behind_including_is_rows_too() -> None:
    assert named("Smoking, pain, and drugs for sleep, including opioids, statins, and beer.") == [
        "Smoking", "pain", "drugs for sleep", "opioids", "statins", "beer",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "item",
    [
        "drugs such as statins",
        "a stiff joint such as in gout or old fractures",
        "signs of a cold such as cough, hoarseness and a running nose",
        "rare skin diseases, e.g. porphyria",
        "rare skin diseases, e.g., porphyria",
        "concomitant antacids, including magaldrate and calcium carbonate",
        "smoking, including cigars",
    ],
)
def test_examples_stay_with_their_factor(item: str) -> None:
    bare = item.removeprefix("a ")
    assert named(f"Risk factors include old age, {item}, low weight, and gout.") == [
        "old age", bare, "low weight", "gout",
    ]  # fmt: skip
    assert named(f"Old age, low weight, and {item}.") == ["Old age", "low weight", bare]


def test_examples_end_where_the_list_goes_on() -> None:
    assert named("Old age, acids such as lactic, malic, or citric acid, gout, and pain.") == [
        "Old age", "acids such as lactic, malic, or citric acid", "gout", "pain",
    ]  # fmt: skip
    assert named("Old age, rare diseases such as porphyria, and a brother with gout.") == [
        "Old age", "rare diseases such as porphyria", "brother with gout",
    ]  # fmt: skip
    text = "Risk groups are people with smoking, including cigars, those in debt or grief, and men."
    assert named(text) == [
        "people with smoking, including cigars", "those in debt or grief", "men",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "item",
    [
        "recent burns of the hand, foot or face",
        "donors of plasma, blood or marrow",
        "people who take aspirin, heparin, SSRIs or other thinners",
        "patients treated for gout with aspirin, heparin or statins",
    ],
)
def test_what_shares_a_head_stays_whole(item: str) -> None:
    assert named(f"Old age, {item}, low weight, and gout.") == [
        "Old age", item, "low weight", "gout",
    ]  # fmt: skip
    assert named(f"Old age, low weight, pain or rash, fever, and {item}.")[-1] == item


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Old age, heavy use of beer, treatment with foo or bar, low weight, and gout.",
         ["Old age", "heavy use of beer", "treatment with foo or bar", "low weight", "gout"]),
        ("Start in the first days of the cycle, lack of sleep, pain or rash, and gout.",
         ["Start in the first days of the cycle", "lack of sleep", "pain", "rash", "gout"]),
        ("Rash treated with foo, low weight, foo or bar, and gout.",
         ["Rash treated with foo", "low weight", "foo", "bar", "gout"]),
    ],
)  # fmt: skip
def test_what_has_a_head_of_its_own_shares_none(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "item",
    [
        "burns of the hand, foot or face",
        "burns of the hand, foot, or face",
        "patients who take lithium, digoxin or opioids",
        "long-term use of macrolides, azoles or SSRIs",
    ],
)
def test_what_shares_a_head_is_one_where_it_ends_the_list(item: str) -> None:
    assert named(f"Risk factors include {item}.") == [item]


@pytest.mark.parametrize(
    "text",
    [
        "Risk factors include a brother with loss of hair, gout or asthma, and age.",
        "Risk factors include use of digoxin, anaemia or gout, and age.",
        "Risk factors include want of sleep, anaemia or gout, and age.",
        "Risk factors include burns of the hand, anaemia or gout, and age.",
    ],
)
def test_things_of_another_sort_share_no_head(text: str) -> None:
    assert len(named(text)) == 4


def test_members_of_a_group_are_factors_and_examples_do_not_swallow_a_list() -> None:
    text = "Risk groups are people taking azoles (e.g. fooconazole, barconazole)."
    assert factors(text) == [
        ("risk_group", "people taking azoles"),
        ("risk_factor", "fooconazole"),
        ("risk_factor", "barconazole"),
    ]
    text = "Risk factors include medicines, e.g. opioids, beer and low weight."
    assert named(text) == ["medicines, e.g. opioids", "beer", "low weight"]


def test_a_reason_for_people_is_no_part_of_them() -> None:
    text = "Rash is more common in patients with gout because of the dose, and in the elderly."
    assert factors(text) == [("risk_group", "patients with gout")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Factors such as sex, gout and beer may contribute.", ["sex", "gout", "beer"]),
        ("The following might contribute: sex and beer", ["sex", "beer"]),
        ("The following may contribute to falls: sex and beer", ["sex", "beer"]),
        ("Beer and other factors may contribute.", ["Beer"]),
        ("Medicines may contribute.", []),
        ("Certain conditions may contribute to falls.", []),
        ("The above may contribute.", []),
        ("Nothing may contribute.", []),
        ("Each of these may contribute.", []),
        ("Medicines for sleep may contribute.", ["Medicines for sleep"]),
    ],
)
def test_what_names_nothing_is_no_factor(text: str, expected: list[str]) -> None:
    assert named(text) == expected


def test_a_clause_with_a_verb_is_no_item() -> None:
    text = "Risk groups are people on foo, as bar may make it less effective, and smokers."
    assert named(text) == ["people on foo", "smokers"]


def test_a_single_or_without_a_shared_head_parts_items() -> None:
    assert named("Old age, heart failure, pain or rash, low weight, and gout.") == [
        "Old age", "heart failure", "pain", "rash", "low weight", "gout",
    ]  # fmt: skip


def test_a_list_goes_on_behind_because_of() -> None:
    assert named("Old age, a long stay because of surgery, and pain.") == [
        "Old age", "long stay because of surgery", "pain",
    ]  # fmt: skip
    assert named("Old age and low weight, because the dose is fixed.") == ["Old age", "low weight"]


def test_words_that_lead_to_an_item_are_no_part_of_it() -> None:
    text = "Rash is more common in patients over 60 years, with low weight, pain, and gout."
    assert named(text) == ["patients over 60 years", "low weight", "pain", "gout"]
    text = "Risk groups are men, above all those who smoke, and the elderly."
    assert factors(text) == [
        ("risk_group", "men"), ("risk_group", "those who smoke"), ("risk_group", "elderly"),
    ]  # fmt: skip


def test_beneath_risk_groups_each_item_is_one_as_the_sentence_says() -> None:
    text = "Risk groups are those who smoke, night workers with asthma, and patients with gout."
    assert {role for role, _ in factors(text)} == {"risk_group"}
    text = "Risk factors and risk groups include smoking, heavy work, and patients with gout."
    assert factors(text) == [
        ("risk_factor", "smoking"),
        ("risk_factor", "heavy work"),
        ("risk_group", "patients with gout"),
    ]


def test_what_people_have_is_told_from_more_people() -> None:
    assert factors("Risk groups are persons with gout, asthma, and pain.") == [
        ("risk_factor", "gout"), ("risk_factor", "asthma"), ("risk_factor", "pain"),
    ]  # fmt: skip
    assert factors(
        "Risk groups are persons with gout, users of insulin, and patients in pain."
    ) == [
        ("risk_group", "persons with gout"),
        ("risk_group", "users of insulin"),
        ("risk_group", "patients in pain"),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "patients who have not smoked before",
        "people whose doctors do not know that a dose was missed",
        "rooms in which more than one person is ill",
        "needles which remain in the skin",
        "orders that are repeated by machine",
    ],
)
def test_a_list_with_a_relative_clause_is_read(item: str) -> None:
    assert named(f"Old age, {item}, low weight, and gout.") == [
        "Old age", item, "low weight", "gout",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Patients who smoke have more events, rash, and pain.",
        "Patients who have gout are seen weekly, and others are not.",
        "No habits that predict a rash are known.",
        "Gout, which is common, doubles the risk of rash.",
    ],
)
def test_a_sentence_with_a_verb_besides_its_relative_clause_is_no_list(text: str) -> None:
    assert named(text) == []


def test_a_clause_about_one_item_does_not_end_the_list() -> None:
    text = "Patients with gout, which is a disease of joints, and smokers may be at higher risk."
    assert named(text) == ["Patients with gout", "smokers"]


@pytest.mark.parametrize("subject", ["This", "Such events", "Several factors"])
def test_a_subject_that_names_nothing_gives_no_row(subject: str) -> None:
    assert named(f"{subject} may contribute to falls.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Recipients of a kidney, and men on statins belong to the groups at risk.",
            [("risk_group", "Recipients of a kidney"), ("risk_group", "men on statins")],
        ),
        ("The kidneys are prone to damage.", []),
        ("Neither smokers nor drinkers belong to the risk groups.", []),
        ("Alcohol use by heavy drinkers, and students' stress.",
         [("risk_factor", "Alcohol use by heavy drinkers"), ("risk_factor", "students' stress")]),
        ("These men are at higher risk.", []),
        (
            "Those over 65 years are at higher risk.",
            [("risk_group", "Those over 65 years")],
        ),
        (
            "Persons with bulimia, competitive athletes, and stress.",
            [("risk_group", "Persons with bulimia"), ("risk_group", "competitive athletes"),
             ("risk_factor", "stress")],
        ),
    ],
)  # fmt: skip
def test_who_is_named_by_what_is_said_behind(text: str, expected: list[tuple[str, str]]) -> None:
    assert factors(text) == expected


def test_what_may_contribute_is_a_factor() -> None:
    text = "A fast infusion and a history of asthma may contribute."
    assert named(text) == ["fast infusion", "history of asthma"]


def test_an_abbreviation_in_brackets_is_no_member() -> None:
    assert named("Risk factors include chronic kidney disease (CKD) and age.") == [
        "chronic kidney disease (CKD)", "age",
    ]  # fmt: skip


def test_a_clause_about_the_list_is_no_item() -> None:
    assert named("Events were confounded by age and sex, which are associated with rash.") == [
        "age", "sex",
    ]  # fmt: skip


def test_what_confounded_the_events_is_a_confounder() -> None:
    assert factors("Reports were confounded by other factors including age and sex.") == [
        ("confounder", "age"),
        ("confounder", "sex"),
    ]


def test_people_are_a_risk_group() -> None:
    assert factors("Rash is more common in the elderly.") == [("risk_group", "elderly")]
    assert factors("Patients with renal impairment") == [
        ("risk_group", "Patients with renal impairment")
    ]


def test_a_sentence_that_enumerates_nothing_gives_no_row() -> None:
    assert named("The mechanism is not known.") == []
    assert named("There were too few events to tell.") == []


def test_a_number_with_a_comma_is_not_parted() -> None:
    assert named("Risk factors include counts below 1,500 cells and age.") == [
        "counts below 1,500 cells", "age",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "No risk factors are known.",
        "Risk factors are not known.",
        "Risk factors: not established",
        "No data available.",
        "There are no known risk factors.",
        "Same as in the general population.",
        "No specific risk groups or risk factors are known.",
        "Unknown, but may include alcohol use.",
    ],
)
def test_words_that_name_no_factor_give_no_row(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Risk factors include alcohol use, but not obesity.", ["alcohol use"]),
        ("Risk factors include age, but not sex, and smoking.", ["age", "smoking"]),
        ("Risk factors include age but not sex.", ["age"]),
    ],
)
def test_what_is_left_out_is_no_factor(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize("sign", ["\uf0b7", "•", "▪", "●", "-"])
def test_a_bullet_is_no_part_of_a_factor(sign: str) -> None:
    assert named(f"{sign} Prior chemotherapy\n{sign} Old age") == ["Prior chemotherapy", "Old age"]
    if sign != "-":
        assert named(f"{sign}Smoking {sign}Old age") == ["Smoking", "Old age"]


@pytest.mark.parametrize(
    "item",
    [
        "Low neutrophil count (<1.5 x 10^9/L)",
        "High tumour burden (greater than 50% blasts in bone marrow)",
        "Old age (≥ 65 years)",
    ],
)
def test_a_limit_in_brackets_is_no_factor(item: str) -> None:
    assert named(f"{item}, smoking") == [item, "smoking"]


def test_a_sentence_with_a_verb_is_no_list() -> None:
    assert factors("Arthritis itself about doubles the risk of clots.") == []


def test_those_who_carry_something_are_a_group() -> None:
    text = "Carriers of hepatitis B virus are at risk of reactivation."
    assert factors(text) == [("risk_group", "Carriers of hepatitis B virus")]


def test_the_preposition_of_a_cue_said_again_is_no_part_of_an_item() -> None:
    text = "Events are confounded by poor eyesight, stiff hands, and by the similar look of both."
    assert named(text) == ["poor eyesight", "stiff hands", "similar look of both"]


def test_an_item_keeps_the_words_that_say_where() -> None:
    text = "Risk factors include smoking, and stay in areas where tuberculosis is endemic."
    assert named(text) == ["smoking", "stay in areas where tuberculosis is endemic"]


@pytest.mark.parametrize(
    "item",
    [
        "concomitant opioids, heparin or statins",
        "concurrent heparin, beta-blockers or class I or II antiarrhythmics",
        "earlier rash with aspirin, heparin or phenytoin",
        "allergy to aspirin, heparin or digoxin",
        "concomitant use of lithium, digoxin or other medicines that slow the heart",
        "women who rely on pills, patches or vaginal rings",
        "patients taking aspirin, heparin, or digoxin",
        "men on aspirin, heparin or digoxin",
        "concomitant digoxin or lithium",
    ],
)
def test_medicines_share_what_is_said_before_the_first_of_them(item: str) -> None:
    assert named(f"Risk factors are old age, {item}, gout, and beer.") == [
        "old age", item, "gout", "beer",
    ]  # fmt: skip
    assert named(f"Risk factors include {item}.") == [item]


def test_what_is_no_medicine_shares_nothing_with_those_before_it() -> None:
    text = "Risk factors are concomitant digoxin, anaemia or gout, and age."
    assert named(text) == ["concomitant digoxin", "anaemia", "gout", "age"]


def test_a_preposition_said_again_goes_on_with_its_factor() -> None:
    text = "Risk factors are allergy to eggs, to nuts or to any other food, age, and gout."
    assert named(text) == ["allergy to eggs, to nuts or to any other food", "age", "gout"]
    text = (
        "Patients with an allergy to eggs, to fish, to chitosan or to wool (the swab contains it)."
    )
    assert named(text)[0] == "Patients with an allergy to eggs, to fish, to chitosan or to wool"


def test_a_preposition_that_the_factor_before_it_has_not_joins_nothing() -> None:
    assert named("Risk factors are old age, to some extent, and gout.") == [
        "old age", "to some extent", "gout",
    ]  # fmt: skip


def test_an_explanation_in_brackets_is_no_factor() -> None:
    text = "Risk factors are allergy to wool (the swab contains a little of it), and gout."
    assert named(text) == ["allergy to wool", "gout"]


def test_medicines_set_apart_from_those_that_are_taken_stay_with_them() -> None:
    text = "Risk factors are use of two diuretics, in particular digoxin or furothiazide, and age."
    assert named(text) == ["use of two diuretics, in particular digoxin or furothiazide", "age"]
    text = "Risk factors are old bones, in particular osteoporosis, and age."
    assert named(text) == ["old bones", "osteoporosis", "age"]


@pytest.mark.parametrize(
    "said", ["as in the general population", "as for the whole class", "as in other patients"]
)
def test_whose_factors_are_the_same_is_no_factor(said: str) -> None:
    assert named(f"Age, smoking and obesity, {said}.") == ["Age", "smoking", "obesity"]
    assert named(f"Age and a stiff hip such as in the elderly, {said}.") == [
        "Age", "stiff hip such as in the elderly",
    ]  # fmt: skip


def test_a_sentence_with_a_verb_for_several_is_no_list() -> None:
    assert named("Some diseases (gout, asthma) also predispose.") == []


def test_what_is_said_before_a_semicolon_is_no_subject_behind_it() -> None:
    text = "The patients are old and often have gout, asthma and pain; men are at particular risk."
    assert factors(text) == [("risk_group", "men")]
    text = "Smoking; gout; men with asthma may be at higher risk."
    assert named(text) == ["Smoking", "gout", "men with asthma"]


@pytest.mark.parametrize(
    ("text", "factors"),
    [
        ("a history of stroke, of gout and age", ["history of stroke, of gout", "age"]),
        ("pain after surgery, after falls and gout", ["pain after surgery, after falls", "gout"]),
        ("age and contact to eggs, to milk or fur", ["age", "contact to eggs, to milk or fur"]),
        ("age, as in other patients with gout, smoking and thirst", ["age", "smoking", "thirst"]),
        ("low platelets, heparin or aspirin", ["low platelets", "heparin", "aspirin"]),
        ("concomitant heparin, aspirin, or statins that lower it, and age",
         ["concomitant heparin, aspirin, or statins that lower it", "age"]),
        ("use of two diuretics and, in particular, digoxin",
         ["use of two diuretics", "digoxin"]),
    ],
)  # fmt: skip
def test_a_list_keeps_what_is_said_once_and_no_more(text: str, factors: list[str]) -> None:
    assert named(f"Risk factors are {text}.") == factors


@pytest.mark.parametrize(
    ("text", "factors"),
    [
        ("Patients with asthma (this was not shown), gout.", []),
        ("Patients with asthma (seen in trials), gout.", []),
        ("Smoking (risk factors: age, gout), obesity.", ["age", "gout"]),
        ("Rash is common (reported in 5 of 10 patients).", []),
        ("Rash was seen in clinical trials, in the placebo group and in the elderly.", ["elderly"]),
    ],
)  # fmt: skip
def test_where_a_thing_was_seen_and_what_brackets_say_is_no_factor(
    text: str, factors: list[str]
) -> None:
    assert named(text) == factors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Organ transplantation (kidney, heart or lung), renal impairment (creatinine clearance"
            " below 50 mL/min)",
            ["Organ transplantation (kidney, heart or lung)",
             "renal impairment (creatinine clearance below 50 mL/min)"],
        ),
        ("Fair skin (Fitzpatrick type I or II), sunbeds",
         ["Fair skin (Fitzpatrick type I or II)", "sunbeds"]),
        ("Allergy to another antibody or to any excipient (polysorbate 80 in particular), asthma",
         ["Allergy to another antibody or to any excipient (polysorbate 80 in particular)",
          "asthma"]),
        ("Medicines that prolong it (class IA and class III antiarrhythmics, macrolides)",
         ["Medicines that prolong it", "class IA and class III antiarrhythmics", "macrolides"]),
        ("Hepatotoxic medicines, notably pyrazinamide and isoniazid",
         ["Hepatotoxic medicines", "pyrazinamide", "isoniazid"]),
        # Members are items of their own as before.
        ("Liver disease (cirrhosis, hepatitis), old age",
         ["Liver disease", "cirrhosis", "hepatitis", "old age"]),
    ],
)  # fmt: skip
def test_brackets_that_say_more_of_an_item_stay_with_it(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Conditions that raise the risk:\n• old age\n• smoking", ["old age", "smoking"]),
        # What says for whom stays with the item.
        (
            "In animals: doses above 30 mg/kg; fasting",
            ["In animals: doses above 30 mg/kg", "fasting"],
        ),
        ("The risk rises with treatment lasting more than 3 months.", []),
        ("Risk rises with age, alcohol intake and dose.", []),
        ("Conditions that lower the risk: vaccination, fasting", []),
        ("Not considered to be risk factors: age, sex", []),
    ],
)
def test_what_leads_a_list_is_no_factor(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dehydration (elderly patients in particular), fasting", ["risk_factor", "risk_factor"]),
        ("Elderly patients (dehydration in particular)", ["risk_group"]),
    ],
)
def test_a_bracket_does_not_make_people_of_an_item(text: str, expected: list[str]) -> None:
    assert [role for role, _ in factors(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hepatic impairment (mild, moderate or severe), age",
         ["Hepatic impairment (mild, moderate or severe)", "age"]),
        ("Hepatitis (B or C)", ["Hepatitis (B or C)"]),
        ("Missed visits (weeks 2, 4, 8 and 12), age",
         ["Missed visits (weeks 2, 4, 8 and 12)", "age"]),
        ("Hepatotoxic medicines (including paracetamol at doses above 4 g/day)",
         ["Hepatotoxic medicines", "paracetamol at doses above 4 g/day"]),
        ("Anticonvulsants, most notably valproate", ["Anticonvulsants", "valproate"]),
    ],
)  # fmt: skip
def test_degrees_letters_and_times_in_brackets_are_no_members(
    text: str, expected: list[str]
) -> None:
    assert named(text) == expected
