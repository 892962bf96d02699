"""A folder of 30 files of which 6 are broken, each in its own way: 24 are built, 6 are named."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from plans import PLAN, SOURCE, put_pdf, put_scan

from ingest import pipeline
from ingest.cli import main

GOOD = [f"Fictavel{chr(ord('a') + n)}" for n in range(24)]
PDFS = 4
"""So many of the good plans are PDFs, the others text: those are quicker to make and to read."""

BROKEN = {
    "empty": ("empty", "fetch the document again"),
    "not-a-pdf": ("not a PDF although its name says so", "fetch it again"),
    "encrypted": ("encrypted", "save a copy without a password"),
    "scanned": ("no text layer (a scan?)", "run OCR on it"),
    "cut-off": ("cut off (its end-of-file mark is missing)", "fetch the document again"),
    "no-plan": ("not a document of family rmp_summary", "mend 'family' in source.yml"),
}
"""The folders of the six, with the reason and the remedy that are to be named."""


def put_source(folder: Path, file: str, product: str) -> Path:
    """A source.yml for a file that is then put at the path given back."""
    folder.mkdir(parents=True)
    said = SOURCE.format(file=file).replace("Fictavel", product)
    (folder / "source.yml").write_text(said, encoding="utf-8")
    return folder / file


def put_thirty(folder: Path) -> Path:
    """24 good sources and 6 broken ones."""
    for number, product in enumerate(GOOD):
        text = PLAN.replace("Fictavel", product)
        if number < PDFS:
            put_pdf(put_source(folder / product, "plan.pdf", product), text.splitlines())
        else:
            put_source(folder / product, "plan.txt", product).write_text(text, encoding="utf-8")
    bad = {name: put_source(folder / name, "plan.pdf", name) for name in BROKEN}
    bad["empty"].write_bytes(b"")
    bad["not-a-pdf"].write_bytes(b"<html><body>Please sign in.</body></html>")
    put_pdf(bad["encrypted"], ["Words"], encrypt="secret")
    put_scan(bad["scanned"])
    whole = (folder / GOOD[0] / "plan.pdf").read_bytes()
    bad["cut-off"].write_bytes(whole[: len(whole) // 2])
    put_pdf(bad["no-plan"], ["Minutes of the allotment society", "All were present."])
    return folder


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put_thirty(tmp_path_factory.mktemp("thirty") / "sources")


def build(sources: Path, database: Path, *options: str) -> tuple[int, str, list[str]]:
    """A build's exit status, what it printed, and the lines of its problems."""
    command = ["build", "--sources", str(sources), "--database", str(database), *options]
    result = CliRunner().invoke(main, command)
    lines = [line.removeprefix("Error: ") for line in result.stderr.splitlines()]
    return result.exit_code, result.stdout, lines


def assert_six_are_named(sources: Path, problems: list[str]) -> None:
    assert len(problems) == 6
    for name, (reason, remedy) in BROKEN.items():
        (line,) = [line for line in problems if line.startswith(f"{sources / name / 'plan.pdf'}: ")]
        assert reason in line
        assert remedy in line.partition(reason)[2]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_24_are_built_and_6_are_named_when_the_build_keeps_going(
    tmp_path: Path, thirty: Path, jobs: str
) -> None:
    database = tmp_path / "plans.db"
    status, printed, problems = build(thirty, database, "--keep-going", "--jobs", jobs)
    assert status == 1
    assert_six_are_named(thirty, problems)
    assert printed.endswith(f"{database}: 24 documents, 6 sources left out\n")
    with sqlite3.connect(database) as connection:
        found = connection.execute("select name from products order by id").fetchall()
        assert found == [(product,) for product in GOOD]
        assert connection.execute(
            "select document_id, count(*) from risks group by 1 having count(*) <> 3"
        ).fetchall() == []  # fmt: skip
    check = CliRunner().invoke(main, ["check", "--database", str(database)])
    assert check.exit_code == 0, check.output


def test_otherwise_the_old_database_stays_and_all_6_are_named(tmp_path: Path, thirty: Path) -> None:
    database = tmp_path / "plans.db"
    pipeline.build([pipeline.PACKAGED_SOURCES], database)
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    status, printed, problems = build(thirty, database, "--jobs", "2")
    assert status == 1
    assert printed == ""
    last = problems.pop()
    assert last == f"{database} stays as it was; build the 24 others with --keep-going"
    assert_six_are_named(thirty, problems)
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before
