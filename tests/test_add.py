"""``riskplan add``: what a file says of itself is read, never guessed; options override it."""

from __future__ import annotations

import os
import pty
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from plans import BOXES, LIST, PLAN, STUDIES, put_pdf, put_scan

from ingest import pipeline
from ingest.add import add as add_files
from ingest.cli import main
from ingest.errors import UnknownFamily
from ingest.identify import Identity, Pages, Said, find_family, identify
from ingest.printed_dates import iso_date
from ingest.printed_names import name_of, several_names, substance_of
from ingest.vocabulary import dictionary
from ingest.wordings import wordings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "documents" / "assessment-reports"
REPORTS = Path(os.environ.get("RISKPLAN_REPORTS", SHARED))
EXAMPLES = Path(__file__).parent / "examples"
LISTED = "\n\nII.A List of important risks and missing information\n"


def add(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["add", *map(str, arguments)])


def said_of(folder: Path) -> dict[str, str | None]:
    return yaml.safe_load((folder / "source.yml").read_text(encoding="utf-8"))


def identity_of(text: str) -> Identity:
    pages = Pages(text, paged="\f" in text)
    return identify(pages, find_family(pages))


def values_of(text: str) -> dict[str, str]:
    return {key: said.value for key, said in identity_of(text).values.items() if key != "title"}


def put(path: Path, text: str = PLAN) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# What real documents say of themselves: family, product, substance, date.
REPORTED = {
    "abiraterone-krka-2021": ("Abiraterone Krka", "abiraterone acetate", "2021-04-22"),
    "afstyla-2016": ("AFSTYLA", "lonoctocog alfa", "2016-11-10"),
    "faslodex-ii-0057-2017": ("Faslodex", "fulvestrant", "2017-05-29"),
    "faslodex-ii-0059-2017": ("Faslodex", "fulvestrant", "2017-10-12"),
    "xtandi-2013": ("Xtandi", "enzalutamide", "2013-04-25"),
    "xtandi-ii-0008-2014": ("Xtandi", "enzalutamide", "2014-10-23"),
}


@pytest.mark.parametrize("name", REPORTED)
def test_an_assessment_report_says_what_it_is(tmp_path: Path, name: str) -> None:
    report = REPORTS / f"{name}.pdf"
    if not report.exists():
        pytest.skip("no assessment reports here")
    result = add(report, "--sources", tmp_path)
    assert result.exit_code == 0, result.output
    said = said_of(tmp_path / name)
    assert (said["product"], said["substance"], said["date"]) == REPORTED[name]
    assert (said["family"], said["jurisdiction"]) == ("assessment_report", "EU")
    assert (said["version"], said["language"], said["address"]) == (None, None, None)
    assert re.fullmatch(rf"(CHMP )?Assessment report {said['product']} \(EMEA/H/C/[\w/]+\)",
                        said["title"], re.IGNORECASE)  # fmt: skip


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("nexpovio-rmp-summary", ("rmp_summary", "NEXPOVIO", "selinexor", "EU", None)),
        ("xpovio-prior-approval", ("prior_approval", "Xpovio", "selinexor", "US", "2024-07-01")),
    ],
)
def test_a_shipped_document_says_what_its_source_yml_says(
    tmp_path: Path, document: str, expected: tuple[str | None, ...]
) -> None:
    folder = pipeline.PACKAGED_SOURCES / document
    shipped = said_of(folder)
    result = add(folder / shipped["file"], "--sources", tmp_path)
    assert result.exit_code == 0, result.output
    said = said_of(tmp_path / document)
    keys = ("family", "product", "substance", "jurisdiction", "date")
    assert tuple(said[key] for key in keys) == expected
    assert [str(shipped[key]) for key in keys] == [str(one) for one in expected]
    assert said["version"] is None
    assert "layout" not in said


def test_the_plan_says_the_same_from_its_text(tmp_path: Path) -> None:
    text = Path(__file__).parent / "documents" / "nexpovio-rmp-summary.txt"
    assert add(text, "--sources", tmp_path).exit_code == 0
    said = said_of(tmp_path / text.stem)
    assert (said["product"], said["substance"]) == ("NEXPOVIO", "selinexor")


def examples() -> list[Path]:
    return sorted(EXAMPLES.glob("*/*/source.*"))


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.parent.name)
def test_an_example_is_of_its_family_or_of_none_that_is_clear(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / f"example{path.suffix}"
    shutil.copyfile(path, copy)
    (one,) = add_files([copy], tmp_path / "sources", {"product": "A", "substance": "b"})
    if one.folder:
        assert said_of(one.folder)["family"] == path.parents[1].name
    else:
        assert "not clear of which family it is" in str(one.problem)


BEFORE = {"prior_approval": "Subject: Fictavel\n", "assessment_report": "Invented name: Fictavel\n"}


@pytest.mark.parametrize("row", dictionary("identification"), ids=lambda row: row["pattern"])
def test_each_wording_reads_its_example(
    row: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alone; one that needs the product's name, after a line that says it."""
    expected = dict(part.split("=") for part in row["reads"].split("; ") if part)
    text = f"{row['example']}\n"
    if "<the product>" in row["pattern"]:
        text = f"{BEFORE[row['family']]}\n{text}"
        expected["product"] = "Fictavel"
    else:
        only = [one for one in wordings(row["family"]) if one.phrase == row["pattern"]]
        monkeypatch.setattr("ingest.identify.wordings", lambda _: only)
    identity = identify(Pages(text, paged=False), Said(row["family"], "", ""))
    found = {key: said.value for key, said in identity.values.items() if key != "title"}
    assert found == expected
    if "title" in row["gives"].split():
        assert identity.values["title"].value


@pytest.mark.parametrize(
    "row", dictionary("identification_names"), ids=lambda row: row["kind"] + " " + row["pattern"]
)
def test_each_name_keeps_what_its_row_says(row: dict[str, str]) -> None:
    if row["kind"] == "whole":
        assert substance_of(row["example"]) == row["example"]
    else:
        assert name_of(row["example"]) == (row["keeps"] or None)
        assert several_names(row["example"]) == []


@pytest.mark.parametrize(
    ("printed", "inn"),
    [
        ("fictumab-bkfe", "fictumab"),
        ("fictinsulin glargine-yfgn", "fictinsulin glargine"),
        ("fictferon beta-1b", "fictferon beta-1b"),
        ("co-fictamol", "co-fictamol"),
    ],
)
def test_letters_that_tell_makers_apart_are_no_part_of_the_inn(printed: str, inn: str) -> None:
    assert substance_of(printed) == inn


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("03/04/2023", None),
        ("3.4.2023", None),
        ("04/04/2023", "2023-04-04"),
        ("04/14/2023", "2023-04-14"),
        ("31 February 2023", None),
        ("31/02/2023", None),
        ("March 2023", None),
        ("2023", None),
        ("29 February 2024", "2024-02-29"),
        ("1ˢᵗ of May", None),
    ],
)
def test_a_date_that_is_not_one_day_is_none(printed: str, day: str | None) -> None:
    assert iso_date(printed) == day


FICTAVEL = {"product": "Fictavel", "substance": "fictinib"}
BOTH = {"product": "Fictavel", "substance": "fictinib + mockumab"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Fictavel (fictinib)", FICTAVEL),
        ("fictinib (Fictavel)", FICTAVEL),
        ("Fictavel® (INN: fictinib)", FICTAVEL),
        ("Fictavel 10 mg/ml solution for injection (fictinib)", FICTAVEL),
        ("Fictavel, 10 mg, 20 mg and 30 mg film-coated tablets (fictinib)", FICTAVEL),
        ("Fictavel, Fictional Pharma Ltd (fictinib)", FICTAVEL),
        ("Fictavel (fictinib 10 mg)", FICTAVEL),
        ("Fictavel (fictinib/mockumab)", BOTH),
        ("Fictavel (fictinib + mockumab)", BOTH),
        ("Fictavel (fictinib and mockumab)", BOTH),
        ("Fictavel (fictinib, mockumab)", BOTH),
        ("Fictinib/Mockumab Nobody (fictinib / mockumab)",
         {"product": "Fictinib/Mockumab Nobody", "substance": "fictinib + mockumab"}),
        ("mFictavel (Mock virus vaccine)",
         {"product": "mFictavel", "substance": "Mock virus vaccine"}),
        ("Fictavel (mock vaccine (A/H0N0))",
         {"product": "Fictavel", "substance": "mock vaccine (A/H0N0)"}),
        ("Fictavel and Fictavel Duo (fictinib)", {"substance": "fictinib"}),
        ("Fictavel, Otheravel (fictinib)", {"substance": "fictinib"}),
        ("Fictavel / Otheravel (fictinib)", {"substance": "fictinib"}),
        ("Fictavel (RMP)", {"product": "Fictavel"}),
        ("the medicine (see SmPC)", {}),
        ("Fictavel (fictinib), version 2.1, 14 March 2023",
         FICTAVEL | {"version": "2.1", "date": "2023-03-14"}),
        ("Fictavel (fictinib), version 2.1, 03/04/2023", FICTAVEL | {"version": "2.1"}),
    ],
)  # fmt: skip
def test_a_title_says_brand_and_substance(title: str, expected: dict[str, str]) -> None:
    assert values_of(f"Summary of risk management plan for {title}{LISTED}") == expected


def test_what_is_said_in_two_ways_is_left_out_and_the_doubt_is_named() -> None:
    one = f"Summary of risk management plan for Fictavel (fictinib){LISTED}"
    two = one.replace("Fictavel", "Otheravel")
    identity = identity_of(one + two)
    assert identity.values["title"].value.endswith("for Fictavel (fictinib)")
    assert "product" not in identity.values
    assert "Fictavel, Otheravel" in identity.doubts["product"]
    assert identity.values["substance"].value == "fictinib"


def test_brand_and_substance_that_stand_the_other_way_elsewhere_are_left_out() -> None:
    text = f"Summary of risk management plan for Fictinib (Fictavel){LISTED}"
    said = "\nIt contains fictinib as the active substance.\n"
    identity = identity_of(text + said)
    assert identity.values.keys() & {"product", "substance"} == set()
    assert "called a product and a substance" in identity.doubts["product"]


COVER = """EU Risk Management Plan for Fictavel (fictinib)
RMP version number: 4.2
Data lock point for this RMP: 31 December 2022
Date of final sign-off: {date}
"""


def test_the_cover_of_a_full_plan_says_version_and_date() -> None:
    found = values_of(COVER.format(date="14-Mar-2023") + LISTED)
    assert found == FICTAVEL | {"version": "4.2", "date": "2023-03-14"}


def test_a_date_that_could_be_two_days_is_left_out_and_no_other_takes_its_place() -> None:
    identity = identity_of(COVER.format(date="03/04/2023") + LISTED)
    assert "date" not in identity.values
    assert "'03/04/2023' is not one day only" in identity.doubts["date"]


def test_a_version_further_in_is_of_something_else() -> None:
    inside = "\fProtocol version number: 7\nThe measures were agreed in RMP version 1.0.\n"
    assert (
        values_of(f"EU Risk Management Plan for Fictavel (fictinib)\n{inside}{LISTED}") == FICTAVEL
    )


def test_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode())
    assert add(file, "--sources", tmp_path / "s").exit_code == 0
    said = said_of(tmp_path / "s" / "plan")
    assert {key: said[key] for key in FICTAVEL} == FICTAVEL
    assert (tmp_path / "s" / "plan" / "plan.txt").read_bytes() == file.read_bytes()


def test_a_table_of_contents_says_nothing() -> None:
    contents = "Summary of risk management plan for Otheravel (otherinib) .......... 7\n"
    assert values_of(f"{contents}\nSummary of risk management plan for Fictavel (fictinib){LISTED}"
                     ) == FICTAVEL  # fmt: skip


def test_a_report_with_a_plan_inside_is_a_report_and_two_kinds_at_once_are_not_clear() -> None:
    plan = f"Summary of risk management plan for Fictavel (fictinib){LISTED}"
    report = "Assessment report\n\nInvented name: Fictavel\n" + "\n" * 50
    pages = Pages(report + "\f" + plan, paged=True)
    assert find_family(pages).value == "assessment_report"
    with pytest.raises(UnknownFamily, match=r"could be prior_approval or rmp_summary.*--family"):
        find_family(Pages("Prior-Approval Requirements\n\n" + plan, paged=False))


def test_a_folder_has_the_file_under_its_name_and_where_each_value_was_read(tmp_path: Path) -> None:
    file = put(tmp_path / "Fictavel RMP (v2), größer.txt")
    result = add(file, "--sources", tmp_path / "mine")
    assert result.exit_code == 0, result.output
    (folder,) = (tmp_path / "mine").iterdir()
    assert folder.name == "fictavel-rmp-v2-groer"
    assert (folder / file.name).read_bytes() == file.read_bytes()
    written = (folder / "source.yml").read_text(encoding="utf-8")
    assert "# line 1: Summary of risk management plan for Fictavel (fictinib)\nproduct:" in written
    said = said_of(folder)
    assert said["file"] == file.name
    assert [key for key, value in said.items() if value is None] == [
        "publisher", "language", "address", "version", "date",
    ]  # fmt: skip
    assert "family: rmp_summary (line 1: 'Summary of risk management plan for" in result.output
    assert "product: Fictavel (line 1)\n" in result.output
    assert "version: not stated" in result.output
    assert f"riskplan build --sources {tmp_path / 'mine'}\n" in result.output


REPORT = (
    "14 March 2019\nEMA/CHMP/000001/2019\n\nAssessment report\n\nInvented name: Fictavel\n\n"
    "International non-proprietary name: fictinib\n\nProcedure No. EMEA/H/C/000000/II/0007\n"
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (REPORT, "Assessment report Fictavel (EMEA/H/C/000000/II/0007)"),
        (
            REPORT.replace("Invented name: ", "").replace("name: ", "name of it: "),
            "Assessment report Fictavel (EMEA/H/C/000000/II/0007)",
        ),
        (REPORT.replace("No. EMEA", "No. see below, EMEA"), "Assessment report Fictavel"),
    ],
)
def test_a_title_that_does_not_tell_has_the_product_and_the_procedure_too(
    tmp_path: Path, text: str, title: str
) -> None:
    file = put(tmp_path / "report.txt", text)
    result = add(file, "--sources", tmp_path, "--substance", "fictinib")
    assert result.exit_code == 0, result.output
    assert said_of(tmp_path / "report")["title"] == title


def test_a_title_says_where_each_of_its_parts_was_read(tmp_path: Path) -> None:
    assert add(put(tmp_path / "report.txt", REPORT), "--sources", tmp_path).exit_code == 0
    written = (tmp_path / "report" / "source.yml").read_text(encoding="utf-8")
    assert (
        "# line 4; line 6; line 10: Assessment report … Invented name: Fictavel … "
        "Procedure No. EMEA/H/C/000000/II/0007\ntitle: Assessment report Fictavel"
    ) in written


def test_what_a_file_does_not_say_is_null_in_the_database(tmp_path: Path) -> None:
    assert add(put(tmp_path / "plan.txt"), "--sources", tmp_path / "s").exit_code == 0
    pipeline.build([tmp_path / "s"], tmp_path / "r.db")
    with sqlite3.connect(tmp_path / "r.db") as connection:
        assert connection.execute(
            "select id, version, document_date, source_url, language, source_file from documents"
        ).fetchall() == [("plan", None, None, None, None, "plan.txt")]


def test_options_override_what_a_file_says(tmp_path: Path) -> None:
    given = {
        "family": "rmp_summary", "product": "Otheravel", "substance": "a + b",
        "jurisdiction": "CH", "title": "A title: 'quoted' # and more", "publisher": "Nobody",
        "language": "en", "address": "https://example.org/x", "version": "7",
        "date": "2024-05-31",
    }  # fmt: skip
    options = [part for key, value in given.items() for part in (f"--{key}", value)]
    result = add(put(tmp_path / "plan.txt"), "--sources", tmp_path, *options)
    assert result.exit_code == 0, result.output
    assert said_of(tmp_path / "plan") == given | {"file": "plan.txt"}
    assert "product: Otheravel (--product)" in result.output


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("--family", "policy", "one of assessment_report, prior_approval, rmp_summary"),
        ("--product", " ", "--product is empty"),
        ("--substance", "??", "has no letter a-z and no digit"),
        ("--date", "31/05/2024", "give it as 2024-05-31"),
        ("--date", "20240531", "give it as 2024-05-31"),
        ("--date", "2024-02-30", "give it as 2024-05-31"),
    ],
)
def test_an_option_that_cannot_be_is_refused(
    tmp_path: Path, option: str, value: str, why: str
) -> None:
    result = add(put(tmp_path / "plan.txt"), "--sources", tmp_path, option, value)
    assert result.exit_code == 1
    assert why in result.output
    assert not (tmp_path / "plan").exists()


UNNAMED = f"Summary of the risk management plan{LISTED}{LIST}\n{BOXES}\n{STUDIES}".replace(
    "Fictavel", "the medicine"
)


@pytest.mark.parametrize(
    ("text", "given", "option"),
    [
        ("Minutes of the allotment society\n", [], "--family"),
        (UNNAMED, [], "--product"),
        (UNNAMED, ["--product", "Fictavel"], "--substance"),
        (f"Summary of risk management plan for A and B (fictinib){LISTED}", [], "--product"),
    ],
)
def test_without_a_terminal_an_error_names_the_option(
    tmp_path: Path, text: str, given: list[str], option: str
) -> None:
    file = put(tmp_path / "plan.txt", text)
    result = add(file, "--sources", tmp_path / "s", *given)
    assert result.exit_code == 1
    (line,) = [line for line in result.output.splitlines() if line.startswith(f"{file}: ")]
    assert f"say it with {option}" in line
    assert not (tmp_path / "s").exists()


def test_at_a_terminal_what_is_needed_is_asked_for(tmp_path: Path) -> None:
    file = put(tmp_path / "plan.txt", UNNAMED.replace(LISTED, "\n\n"))
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "ingest.cli", "add", str(file), "--sources", str(tmp_path)]
    try:
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        os.write(ours, b"Fictavel\nfictinib\n")
        output = process.communicate(timeout=60)[0].decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert process.returncode == 0, output
    assert "plan.txt: its product is not known" in output
    assert "plan.txt: its substance is not known" in output
    assert "jurisdiction is not known" not in output
    said = said_of(tmp_path / "plan")
    assert (said["product"], said["substance"]) == ("Fictavel", "fictinib")


def test_answers_are_taken_and_an_answer_without_a_name_is_refused(tmp_path: Path) -> None:
    file = put(tmp_path / "plan.txt", "Minutes of the allotment society\n")
    answers = {"family": "rmp_summary", "product": "Fictavel", "substance": "fictinib"}
    asked: list[str] = []

    def ask(question: str, key: str) -> str:
        asked.append(key)
        assert question.startswith("plan.txt: ")
        return answers[key]

    (one,) = add_files([file], tmp_path / "a", {}, ask)
    assert asked == ["family", "product", "substance"]
    assert one.folder == tmp_path / "a" / "plan"
    answers["product"] = "…"
    (two,) = add_files([file], tmp_path / "b", {}, ask)
    assert "no letter a-z" in str(two.problem)
    assert not (tmp_path / "b").exists()


def test_the_same_file_again_is_no_problem_and_another_of_its_name_is(tmp_path: Path) -> None:
    file = put(tmp_path / "plan.txt")
    assert add(file, "--sources", tmp_path / "s").exit_code == 0
    before = (tmp_path / "s" / "plan" / "source.yml").read_bytes()
    again = add(file, "--sources", tmp_path / "s", "--version", "9")
    assert again.exit_code == 0
    assert "already there, as plan.txt" in again.output
    assert (tmp_path / "s" / "plan" / "source.yml").read_bytes() == before
    other = put(tmp_path / "elsewhere" / "Plan.TXT", PLAN.replace("obesity", "smoking"))
    refused = add(other, "--sources", tmp_path / "s")
    assert refused.exit_code == 1
    assert "is there with another file; rename this one" in refused.output
    assert (tmp_path / "s" / "plan" / "plan.txt").read_text("utf-8") == PLAN


def test_a_folder_that_is_no_source_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path / "s" / "plan" / "notes.md", "mine")
    result = add(put(tmp_path / "plan.txt"), "--sources", tmp_path / "s")
    assert result.exit_code == 1
    assert "is no source folder" in result.output
    assert [path.name for path in (tmp_path / "s" / "plan").iterdir()] == ["notes.md"]


def test_two_versions_of_a_product_live_side_by_side(tmp_path: Path) -> None:
    for version, factor in (("1.0", "obesity"), ("2.0", "smoking")):
        text = PLAN.replace("(fictinib)\n", f"(fictinib), version {version}\n", 1)
        file = put(tmp_path / f"fictavel-v{version}.txt", text.replace("obesity", factor))
        assert add(file, "--sources", tmp_path / "s").exit_code == 0
    assert add(
        pipeline.PACKAGED_SOURCES / "nexpovio-rmp-summary" / "nexpovio-rmp-summary.pdf",
        "--sources", tmp_path / "t",
    ).exit_code == 0  # fmt: skip
    folders = ["--sources", str(tmp_path / "s"), "--sources", str(tmp_path / "t")]
    database = tmp_path / "r.db"
    result = CliRunner().invoke(main, ["build", *folders, "--database", str(database)])
    assert result.exit_code == 0, result.output
    with sqlite3.connect(database) as connection:
        assert connection.execute("select id, product_id, version from documents").fetchall() == [
            ("fictavel-v1-0", "fictavel", "1.0"),
            ("fictavel-v2-0", "fictavel", "2.0"),
            ("nexpovio-rmp-summary", "nexpovio", None),
        ]
        assert connection.execute(
            "select document_id from risk_factors where factor = 'smoking'"
        ).fetchall() == [("fictavel-v2-0",)]
    check = CliRunner().invoke(main, ["check", "--database", str(database)])
    assert check.exit_code == 0, check.output


def put_bad_files(folder: Path) -> dict[Path, str]:
    """Files that cannot be added, each with words of the reason and of the remedy."""
    folder.mkdir()
    whole = put_pdf(folder / "whole.pdf", PLAN.splitlines()).read_bytes()
    (folder / "whole.pdf").unlink()
    put_pdf(folder / "locked.pdf", ["Words"], encrypt="secret")
    put_scan(folder / "scan.pdf")
    (folder / "folder.pdf").mkdir()
    with zipfile.ZipFile(folder / "zip.pdf", "w") as packed:
        packed.writestr("plan.txt", PLAN)
    contents = {
        "empty.pdf": b"",
        "empty.txt": b" \n",
        "cut.pdf": whole[: len(whole) // 2],
        "damaged.pdf": whole[:200] + b"\0" * (len(whole) - 400) + whole[-200:],
        "page.pdf": b"<html><body>Not found</body></html>",
        "utf-16.txt": PLAN.encode("utf-16"),
        "utf-16-no-mark.txt": PLAN.encode("utf-16-le"),
        "latin.txt": "größer".encode("latin-1"),
        "plan.docx": b"PK",
        "…….txt": PLAN.encode(),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    reasons = {
        "locked.pdf": "encrypted; save a copy without a password",
        "scan.pdf": "no text layer (a scan?); run OCR",
        "folder.pdf": "is a folder; name the files in it",
        "zip.pdf": "not a PDF although its name says so; fetch it again",
        "empty.pdf": "empty; fetch the document again",
        "empty.txt": "empty; put the document's text in it",
        "cut.pdf": "cut off (its end-of-file mark is missing); fetch",
        "damaged.pdf": "; ",
        "page.pdf": "not a PDF although its name says so; fetch it again",
        "utf-16.txt": "save it as UTF-8",
        "utf-16-no-mark.txt": "save it as text",
        "latin.txt": "save it as UTF-8",
        "plan.docx": "cannot read '.docx' files; give a .pdf or a .txt",
        "…….txt": "no letter a-z and no digit; rename the file",
        "nowhere.pdf": "no such file; mend the name",
    }
    return {folder / name: reason for name, reason in reasons.items()}


def test_bad_files_are_named_with_reason_and_remedy_and_the_good_are_added(tmp_path: Path) -> None:
    bad = put_bad_files(tmp_path / "files")
    good = put(tmp_path / "good.txt")
    result = add(*bad, good, "--sources", tmp_path / "s")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    for file, reason in bad.items():
        (line,) = [line for line in result.output.splitlines() if line.startswith(f"{file}: ")]
        assert reason in line
    assert [path.name for path in (tmp_path / "s").iterdir()] == ["good"]
    assert f"1 of {len(bad) + 1} files are sources now" in result.output


def test_a_file_that_may_not_be_opened_or_copied_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path / "plan.txt"))

    file = put(tmp_path / "plan.txt")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        (one,) = add_files([file], tmp_path / "s", {})
    assert "Permission denied" in str(one.problem)
    assert "see to it that" in str(one.problem)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", refuse)
        (one,) = add_files([file], tmp_path / "s", {})
    assert "Permission denied" in str(one.problem)
    assert list((tmp_path / "s").iterdir()) == []


def test_control_characters_are_kept_in_the_file_and_out_of_source_yml(tmp_path: Path) -> None:
    odd = PLAN.replace("for Fictavel (fictinib)", "for Ficta\u200bvel\x07 (ficti\u00adnib)", 1)
    file = put(tmp_path / "plan.txt", odd)
    result = add(file, "--sources", tmp_path / "s", "--product", "Fictavel")
    assert result.exit_code == 0, result.output
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u200b]", result.output)
    folder = tmp_path / "s" / "plan"
    assert (folder / "plan.txt").read_bytes() == file.read_bytes()
    written = (folder / "source.yml").read_bytes()
    assert b"\x07" not in written
    pipeline.build([tmp_path / "s"], tmp_path / "r.db")


def test_a_file_whose_words_say_odd_things_is_read_in_reasonable_time(tmp_path: Path) -> None:
    odd = "Summary of risk management plan for " * 3000 + "(" * 3000 + "\n" * 3000 + " a" * 20000
    file = put(tmp_path / "odd.txt", odd)
    (one,) = add_files([file], tmp_path / "s", {})
    assert one.problem
