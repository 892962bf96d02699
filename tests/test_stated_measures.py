"""What a box says of its measures: that there are some, none, or that they do not apply."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from plans import PLAN, put_plan
from test_boxes import rows_of

from ingest import pipeline
from ingest.document import Span
from ingest.families import parse_document
from ingest.families.rmp_summary.measures import measure_items
from ingest.families.rmp_summary.terms import is_none_listed
from ingest.plan_records import LabelReference, RiskMinimisationMeasure
from ingest.read_text import read_text
from ingest.records import FieldState, Row, Statement
from ingest.vocabulary import fold

FACTS = {"product": "Fictavel", "product_id": "fictavel", "substance": "fictinib"}
Reader = Callable[..., list[Row]]
LABEL = "Routine risk minimisation measures:"
ROUTINE = "SmPC sections 4.4 and 4.8, PL section 4"
ADDITIONAL = "Additional risk minimisation measures: none\n\nImportant potential risk: Malignancy"


@pytest.fixture
def rows(tmp_path: Path) -> Reader:
    """Reads the plan with other words on its first risk's measures: the rows on that risk.

    ``field`` are all words of the field.
    """

    def read(
        routine: str = ROUTINE,
        additional: str = "none",
        unlabelled: bool = False,
        field: str = "",
    ) -> list[Row]:
        path = tmp_path / "plan.txt"
        text = PLAN.replace(f"{LABEL} {ROUTINE}", field or f"{LABEL} {routine}")
        label = ADDITIONAL.replace("none", additional, 1)
        text = text.replace(ADDITIONAL, label.partition("\n")[2] if unlabelled or field else label)
        path.write_text(text, encoding="utf-8")
        document = read_text(path, "plan")
        document.facts.update(FACTS)
        found = parse_document(document, "rmp_summary")
        return [row for row in found if getattr(row, "risk_id", "") and "hepato" in row.id]

    return read


def measures(rows: list[Row], kind: str) -> list[tuple[str | None, str]]:
    return [
        (row.tool, row.state)
        for row in rows
        if isinstance(row, RiskMinimisationMeasure) and row.kind == kind
    ]


def state(rows: list[Row], field: str) -> str:
    return next(row.state for row in rows if isinstance(row, FieldState) and row.field == field)


def words(rows: list[Row]) -> list[str]:
    return [row.text for row in rows if isinstance(row, Statement) and row.kind == "measures_text"]


@pytest.mark.parametrize(
    "said",
    [
        "None", "Nil", "-", "Not required", "Not needed.", "Currently none", "None at this time",
        "None considered necessary", "None beyond routine.",
        "No additional risk minimisation measures are proposed.",
        "No additional risk minimisation measures are required",
        "No additional risk minimization measures are considered\nnecessary.",
        "No additional measures are proposed",
        "There are no additional risk minimisation measures.",
        "There are no additional risk minimisation measures for this risk.",
        "Routine risk minimisation measures are considered sufficient.",
        "None. Routine measures suffice.",
    ],
)  # fmt: skip
def test_no_additional_measures_in_many_words(rows: Reader, said: str) -> None:
    found = rows(additional=said)
    assert measures(found, "additional") == [(None, "stated_none")]
    assert state(found, "additional_measures") == "stated_none"


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("None.", {"routine", "additional"}),
        ("No risk minimisation measures are proposed", {"routine", "additional"}),
        ("No routine or additional risk minimisation measures", {"routine", "additional"}),
        ("No routine risk minimisation measures are proposed", {"routine"}),
        ("No additional risk minimisation measures.", {"additional"}),
        ("No additional risk minimisation is required", {"additional"}),
        ("No additional pharmacovigilance activities", set()),
    ],
)
def test_a_field_without_labels_says_none_of_the_kinds_that_it_names(
    rows: Reader, said: str, kinds: set[str]
) -> None:
    found = rows(field=said)
    for kind in ("routine", "additional"):
        none = [(None, "stated_none")] if kind in kinds else []
        assert measures(found, kind) == none
        assert state(found, f"{kind}_measures") == ("stated_none" if none else "not_stated")


def test_no_additional_measures_under_the_label_of_routine_ones_state_neither(
    rows: Reader,
) -> None:
    found = rows("No additional risk minimisation measures", "Patient card")
    assert measures(found, "routine") == []
    assert state(found, "routine_measures") == "not_stated"
    assert measures(found, "additional") == [("patient_card", "stated")]


@pytest.mark.parametrize("said", ["Not applicable", "Not applicable.", "N/A", "NA", "n/a"])
def test_not_applicable_is_a_state_of_its_own(rows: Reader, said: str) -> None:
    for found, kind in ((rows(additional=said), "additional"), (rows(routine=said), "routine")):
        assert measures(found, kind) == [(None, "stated_none")]
        assert state(found, f"{kind}_measures") == "not_applicable"


@pytest.mark.parametrize(
    "said",
    [
        "No educational material is needed", "Educational materials were discontinued.",
        "A patient card is not considered necessary",
        "The patient card is no longer provided",
    ],
)  # fmt: skip
def test_a_tool_that_is_denied_or_ended_is_no_measure(rows: Reader, said: str) -> None:
    found = rows(additional=said)
    assert measures(found, "additional") == []
    assert words(found) == [said.rstrip(".")]


def test_words_after_a_none_are_kept_as_words(rows: Reader) -> None:
    found = rows(additional="Not applicable; the patient card was discontinued in 2019.")
    assert measures(found, "additional") == [(None, "stated_none")]
    assert words(found) == ["the patient card was discontinued in 2019"]


@pytest.mark.parametrize(
    "said", ["None; however a patient card is provided", "Not needed. The patient card stays."]
)
def test_a_none_that_is_taken_back_is_none_no_more(rows: Reader, said: str) -> None:
    assert measures(rows(additional=said), "additional") == [("patient_card", "stated")]


def test_a_section_that_is_denied_is_no_reference(rows: Reader) -> None:
    found = rows(routine="None. Section 4.8 of the SmPC will not list the event.")
    assert measures(found, "routine") == [(None, "stated_none")]
    assert not [row for row in found if isinstance(row, LabelReference)]


def texts(rows: list[Row]) -> list[tuple[str | None, str]]:
    return [
        (row.tool, row.text)
        for row in rows
        if isinstance(row, RiskMinimisationMeasure) and row.kind == "routine"
    ]


@pytest.mark.parametrize(
    ("said", "leaflet"),
    [
        ("Sections 4.4 & 4.8 of the SmPC; sections 2 & 4 of the PL", "sections 2 & 4 of the PL"),
        ("SmPC sections 4.4, 4.8 and section 2 and 4 of PL", "section 2 and 4 of PL"),
        (
            "SmPC section 4.4. Sections 2 (What you need to know before you use Fictavel) and 4 "
            "(Possible side effects) of the package leaflet",
            "Sections 2 (What you need to know before you use Fictavel) and 4 (Possible side "
            "effects) of the package leaflet",
        ),
    ],
)
def test_a_measure_begins_with_its_citation(rows: Reader, said: str, leaflet: str) -> None:
    found = rows(routine=said)
    assert texts(found)[1] == ("package_leaflet", leaflet)
    cited = [row.label_section_id for row in found if isinstance(row, LabelReference)]
    assert [one for one in cited if one.startswith("pl")] == ["pl-2", "pl-4"]


def test_a_bullet_without_a_documents_name_goes_on_with_the_smpc(rows: Reader) -> None:
    said = (
        "\n• Contraindication in SmPC section 4.3\n• Warning in section 4.4\n"
        "• Listed in section 4.8\n• PL section 2 and 4\n• Advice in section 4.2"
    )
    found = rows(routine=said)
    cited = [row.label_section_id for row in found if isinstance(row, LabelReference)]
    assert cited == ["smpc-4.3", "smpc-4.4", "smpc-4.8", "pl-2", "pl-4"]
    assert texts(found)[-1] == (None, "Advice in section 4.2")


@pytest.mark.parametrize(
    "said",
    [
        "Prescription only",
        "Medicinal product subject to medical prescription",
        "Medicinal product subject to restricted medical prescription.",
    ],
)
def test_a_legal_status_on_a_line_of_its_own_is_a_measure(rows: Reader, said: str) -> None:
    found = rows(routine=f"{ROUTINE}\n{said}")
    assert texts(found)[1:] == [
        ("package_leaflet", "PL section 4"),
        ("legal_status", said.rstrip(".")),
    ]
    assert state(found, "legal_status") == "stated"


def test_a_tool_inside_a_sentence_on_another_measure_begins_none(rows: Reader) -> None:
    said = (
        "SmPC section 4.3: contraindicated unless all the conditions of the\n"
        "Pregnancy Prevention Programme are met"
    )
    assert [tool for tool, _ in texts(rows(routine=said))] == ["smpc"]
    both = "SmPC section 4.4 and the patient card"
    assert [tool for tool, _ in texts(rows(routine=both))] == ["smpc", "patient_card"]


@pytest.mark.parametrize(
    "said",
    ["None", "N/A", "Nil", "No important potential risks", "Not applicable.",
     "There are no important identified risks.", "No missing information"],
)  # fmt: skip
def test_a_list_is_empty_in_many_words(said: str) -> None:
    assert is_none_listed(said)


@pytest.mark.parametrize("said", ["None of the above", "Nilotinib", "- Bleeding", "-"])
def test_a_concern_is_no_empty_list(said: str) -> None:
    assert not is_none_listed(said)


def test_a_long_list_of_sections_of_no_document_is_come_to_an_end_with(rows: Reader) -> None:
    said = "SmPC section 4.8; see " + "section 4.4, " * 60 + "of it, PL section 2"
    assert [tool for tool, _ in texts(rows(routine=said))] == ["smpc", "package_leaflet"]


BELOW_NONE = [
    ("none\n\nLegal status: restricted medical prescription", "stated"),
    ("None\nLegal status: medicinal product subject to restricted\nmedical prescription", "stated"),
    ("None proposed. Rash is not described in the SmPC.\nPrescription only medicine", "stated"),
    ("None\nMedicinal product subject to medical prescription.", "stated"),
    ("\n• None\n• Legal status: restricted medical prescription", "stated"),
    ("none\n\nLegal status: not a restricted medical prescription", "not_stated"),
    ("none\n\nA change of the legal status: later", "not_stated"),
]


@pytest.mark.parametrize(("said", "legal_status"), BELOW_NONE)
def test_a_legal_status_below_a_none_is_stated_and_takes_nothing_back(
    rows: Reader, said: str, legal_status: str
) -> None:
    found = rows(routine=said)
    legal = [("legal_status", "stated")] if legal_status == "stated" else []
    assert measures(found, "routine") == [(None, "stated_none"), *legal]
    assert state(found, "routine_measures") == "stated_none"
    assert state(found, "legal_status") == legal_status
    found = rows(additional=said)
    assert measures(found, "additional") == [(None, "stated_none")]
    assert state(found, "additional_measures") == "stated_none"
    assert state(found, "routine_measures") == "stated"
    assert state(found, "legal_status") == legal_status


def test_what_is_cited_below_a_none_is_a_measure_and_other_words_are_none(rows: Reader) -> None:
    found = rows(routine="None\nPatient cards were thought of\nSmPC section 5.3\nPL section 2")
    assert measures(found, "routine")[1:] == [("smpc", "stated"), ("package_leaflet", "stated")]
    assert state(found, "routine_measures") == "stated"
    assert measures(rows(routine="None\n• SmPC section 5.3"), "routine")[1:] == [("smpc", "stated")]


def test_a_document_that_is_named_without_a_section_takes_no_none_back(rows: Reader) -> None:
    found = rows(routine="None. The SmPC has no text on it.")
    assert measures(found, "routine") == [(None, "stated_none")]
    assert words(found) == ["The SmPC has no text on it"]
    found = rows(routine="None. SmPC section 4.4 has a warning.")
    assert measures(found, "routine") == [("smpc", "stated")]


def test_a_legal_status_below_a_none_without_labels_is_stated(rows: Reader) -> None:
    found = rows(field="None\nLegal status: restricted medical prescription")
    for kind in ("routine", "additional"):
        assert state(found, f"{kind}_measures") == "stated_none"
    assert state(found, "legal_status") == "stated"


def test_a_legal_status_on_the_line_of_the_label_is_stated(rows: Reader) -> None:
    found = rows(routine="Medicinal product subject to medical prescription")
    assert measures(found, "routine") == [("legal_status", "stated")]


@pytest.mark.parametrize(
    "said",
    [
        "The available data do not support the need for risk\nminimisation.",
        "No risk minimisation is considered necessary.",
        "No risk minimisation is required at this time",
        "No specific measures are needed",
        "No specific risk minimisation measures are proposed for this risk.",
        "No measures are considered necessary",
    ],
)
def test_no_routine_measures_in_many_words(rows: Reader, said: str) -> None:
    found = rows(routine=said)
    assert measures(found, "routine") == [(None, "stated_none")]
    assert state(found, "routine_measures") == "stated_none"


@pytest.mark.parametrize(
    "said",
    ["No specific measures are needed in men; PL section 2", "No measures beyond PL section 2"],
)
def test_words_that_deny_measures_in_part_state_no_none(rows: Reader, said: str) -> None:
    assert measures(rows(routine=said), "routine") == [("package_leaflet", "stated")]


@pytest.mark.parametrize("parted", ["\n", " "])
def test_a_label_without_a_colon_is_no_part_of_a_measure(parted: str) -> None:
    said = "Proposed text in SmPC\nSection 4.3 Contraindications\nSection 4.8 Undesirable effects"
    field = f"measures{parted}Routine risk minimisation measures"
    found = rows_of(PLAN.replace(f"measures\n{LABEL} {ROUTINE}", f"{field}\n{said}"))
    assert texts(found)[0] == ("smpc", said.replace("\n", " "))


def test_a_none_beside_a_legal_status_is_no_contradiction(tmp_path: Path) -> None:
    none = "None\nLegal status: restricted medical prescription"
    folder = put_plan(tmp_path, text=PLAN.replace(ROUTINE, none))
    database = tmp_path / "base.db"
    pipeline.build([folder], database)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("select * from unmet_expectations").fetchall() == []
        told = connection.execute(
            "select message from findings where rule = 'no_patient_text'"
        ).fetchall()
    assert ["Hepatotoxicity" in message for (message,) in told] == [False]


def test_a_tool_that_another_comes_with_is_a_part_of_it(rows: Reader) -> None:
    said = "Pregnancy prevention programme with a\nprescriber's checklist and acknowledgement form"
    found = rows(additional=said)
    assert measures(found, "additional") == [("pregnancy_prevention", "stated")]
    audiences = [
        row.audience for row in found if getattr(row, "tool", "") == "pregnancy_prevention"
    ]
    assert audiences == [None]  # the checklist is the prescriber's, not the programme
    said = "Patient card and pharmacist's checklist"
    assert measures(rows(additional=said), "additional") == [
        ("patient_card", "stated"), ("healthcare_professional_checklist", "stated"),
    ]  # fmt: skip


def test_a_programme_comes_with_all_that_it_lists() -> None:
    said = "Educational programme with a patient diary and a checklist for nurses"
    text, folded = said, fold(said)
    assert [*measure_items(text, folded, Span(0, len(text)))] == [
        (Span(0, len(text)), "educational_material")
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("SmPC section 4.5 with PL section 2", ["smpc", "package_leaflet"]),
        ("Listed in SmPC section 4.8 along with section 4 of the package leaflet",
         ["smpc", "package_leaflet"]),
        ("Educational programme with SmPC section 4.5", ["educational_material", "smpc"]),
        ("Prescriber guide together with a patient diary",
         ["healthcare_professional_guide", "patient_diary"]),
        ("Patient card with a patient diary", ["patient_card", "patient_diary"]),
        ("Pregnancy prevention programme along with a patient card",
         ["pregnancy_prevention", "patient_card"]),
        ("Prescriber's checklist/Acknowledgement form", ["healthcare_professional_checklist"]),
        ("Patient card / acknowledgement form", ["patient_card", "risk_awareness_form"]),
        ("SmPC section 4.4/PL section 2", ["smpc", "package_leaflet"]),
    ],
)  # fmt: skip
def test_what_is_cited_or_stands_beside_another_is_no_part(said: str, expected: list[str]) -> None:
    assert [tool for _, tool in measure_items(said, fold(said), Span(0, len(said)))] == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Liver enzymes should be measured.\n\nAlcohol should be avoided.",
         [(None, "Liver enzymes should be measured"), (None, "Alcohol should be avoided")]),
        ("Legal status: product subject to medical\nprescription\n\nPackaging: packs of 7",
         [("legal_status", "Legal status: product subject to medical\nprescription"),
          (None, "Packaging: packs of 7")]),
        ("Liver enzymes should be measured, and\n\nAlcohol should be avoided.",
         [(None, "Liver enzymes should be measured, and\n\nAlcohol should be avoided")]),
        ("A patient card.\n\nIt lists the signs of hepatitis.",
         [("patient_card", "A patient card.\n\nIt lists the signs of hepatitis")]),
        ("Liver enzymes should be\n\nmeasured. Alcohol should be avoided.",
         [(None, "Liver enzymes should be\n\nmeasured. Alcohol should be avoided")]),
    ],
)  # fmt: skip
def test_a_whole_paragraph_is_a_measure(said: str, expected: list[tuple[str | None, str]]) -> None:
    found = measure_items(said, fold(said), Span(0, len(said)))
    assert [(tool, item.of(said)) for item, tool in found] == expected


@pytest.mark.parametrize("said", ["PL: none", "PL: None.", "package leaflet: not applicable"])
def test_a_text_behind_which_stands_none_is_no_measure(rows: Reader, said: str) -> None:
    found = rows(routine=f"SmPC section 5.3; {said}")
    assert measures(found, "routine") == [("smpc", "stated")]
    assert words(found) == [said.rstrip(".")]


@pytest.mark.parametrize(
    ("said", "tools"),
    [
        ("SmPC section 4.4: none of the tablets should be split", ["smpc"]),
        ("SmPC section 4.3: not applicable to children; PL section 2", ["smpc", "package_leaflet"]),
    ],
)
def test_none_of_a_thing_is_no_none(rows: Reader, said: str, tools: list[str]) -> None:
    found = measures(rows(routine=said), "routine")
    assert [tool for tool, state in found if state == "stated"] == tools
