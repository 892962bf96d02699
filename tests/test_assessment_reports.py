"""Six real assessment reports against what a person read out of them.

The reports are not in the repository: their folder is named by RISKPLAN_REPORTS. The gold files
in tests/gold were written from the printed pages.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import yaml
from click.testing import CliRunner

from ingest import pipeline
from ingest.accounts import accounts, ledger_of, unread
from ingest.cli import main
from ingest.document import Document
from ingest.families import parse_document
from ingest.gold import compare, load_gold
from ingest.records import Heading, Row
from ingest.source_file import load_source

ROOT = Path(__file__).parents[1]
REPORTS = Path(
    os.environ.get("RISKPLAN_REPORTS", ROOT.parent / "shared" / "documents" / "assessment-reports")
)
GOLD = ROOT / "tests" / "gold"
SUBSTANCES = {
    "abiraterone-krka-2021": "abiraterone acetate",
    "afstyla-2016": "lonoctocog alfa",
    "faslodex-ii-0057-2017": "fulvestrant",
    "faslodex-ii-0059-2017": "fulvestrant",
    "xtandi-2013": "enzalutamide",
    "xtandi-ii-0008-2014": "enzalutamide",
}
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="no assessment reports here")
each_report = pytest.mark.parametrize("name", SUBSTANCES)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source folder for each report."""
    folder = tmp_path_factory.mktemp("reports")
    for name, substance in SUBSTANCES.items():
        here = folder / name
        here.mkdir()
        shutil.copy(REPORTS / f"{name}.pdf", here)
        said = {
            "file": f"{name}.pdf",
            "family": "assessment_report",
            "product": load_gold(GOLD / f"{name}.yml")["facts"]["product"],
            "substance": substance,
            "jurisdiction": "EU",
        }
        (here / "source.yml").write_text(yaml.safe_dump(said), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One database of all six reports."""
    path = tmp_path_factory.mktemp("built-reports") / "riskplan.db"
    pipeline.build([sources], path)
    return path


@pytest.fixture
def connection(built: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(built)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def read(sources: Path) -> dict[str, tuple[Document, list[Row]]]:
    """Each report as read, with its rows."""
    found = {}
    for name in SUBSTANCES:
        document = load_source(sources / name).read()
        found[name] = document, list(parse_document(document, "assessment_report"))
    return found


@each_report
def test_the_report_is_read_as_a_person_reads_it(connection: sqlite3.Connection, name: str) -> None:
    scores = list(compare(connection, load_gold(GOLD / f"{name}.yml")))
    assert {"facts", "concerns", "label references"} <= {score.field for score in scores}
    for score in scores:
        assert (score.missing, score.extra) == ((), ()), score.field
        assert score.precision == score.recall == 1


def test_all_checks_hold_and_the_gold_table_is_printed(built: Path) -> None:
    options = [word for name in SUBSTANCES for word in ("--gold", str(GOLD / f"{name}.yml"))]
    result = CliRunner().invoke(main, ["check", "--database", str(built), *options])
    assert result.exit_code == 0, result.output
    assert "FAIL" not in result.output
    assert "nothing is unread" in result.output


@each_report
def test_every_character_of_the_report_is_in_one_account(
    read: dict[str, tuple[Document, list[Row]]], name: str
) -> None:
    document, rows = read[name]
    ledger = ledger_of(document, rows)
    assert sum(accounts(ledger).values()) == len(document.text)
    chapter = next(r for r in rows if isinstance(r, Heading) and r.key == "risk_management_plan")
    inside = ledger[chapter.span.start : chapter.body_end]
    assert len(inside) == sum(Counter(inside).values()) > 1000
    assert inside.count("outside") == 0
    listed = sum(
        sum(not char.isspace() for char in span.of(document.text))
        for span, _ in unread(ledger)
    )  # fmt: skip
    assert listed == ledger.count("unread")


@each_report
def test_the_accounts_in_the_database_add_up_to_the_text(
    connection: sqlite3.Connection, name: str
) -> None:
    (length,) = connection.execute(
        "select length(text) from documents where id = ?", [name]
    ).fetchone()
    (held,) = connection.execute(
        "select sum(characters) from character_accounts where document_id = ?", [name]
    ).fetchone()
    assert held == length


@each_report
def test_no_character_of_a_page_is_lost_on_the_way_to_the_text(
    read: dict[str, tuple[Document, list[Row]]], name: str
) -> None:
    document, _ = read[name]
    pages = [page.number for page in document.pages if page.read]
    assert len(pages) >= 3
    with pypdfium2.PdfDocument(REPORTS / f"{name}.pdf") as pdf:
        for number in pages:
            printed = pdf[number - 1].get_textpage().get_text_bounded()
            kept = [line.span.of(document.text) for line in document.lines if line.page == number]
            aside = [one.text for one in document.furniture if one.page == number]
            assert letters("".join(kept + aside)) == letters(printed), number


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalnum())


def test_two_reports_of_one_medicine_stand_side_by_side(connection: sqlite3.Connection) -> None:
    counted = connection.execute(
        "select r.product_id, d.id, count(*) from risks r join documents d on d.id = r.document_id"
        " where r.product_id in ('faslodex', 'xtandi') group by 1, 2 order by 2"
    ).fetchall()
    assert counted == [
        ("faslodex", "faslodex-ii-0057-2017", 15),
        ("faslodex", "faslodex-ii-0059-2017", 15),
        ("xtandi", "xtandi-2013", 17),
        ("xtandi", "xtandi-ii-0008-2014", 16),
    ]
    (products,) = connection.execute("select count(*) from products").fetchone()
    assert products == 4


@each_report
def test_a_report_is_shown_without_a_traceback(name: str) -> None:
    file = str(REPORTS / f"{name}.pdf")
    result = CliRunner().invoke(main, ["show", file, "--family", "assessment_report"])
    assert result.exit_code == 0, result.output
    assert "[section risk_management_plan]" in result.output
