"""A build swaps a whole new database in, or leaves the old one as it was, and says why."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from plans import BOXES, HEAD, PLAN, SOURCE, STUDIES, put_pdf, put_plan, put_scan

from ingest import pipeline
from ingest.cli import main
from ingest.errors import BuildFailed
from ingest.table_rows import Extract, Prepared, prepare


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_two_builds_of_the_same_sources_are_the_same_bytes(database: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.db"
    pipeline.build([pipeline.PACKAGED_SOURCES], again)
    assert digest(again) == digest(database)


def test_two_processes_build_the_same_bytes_as_one(database: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.db"
    pipeline.build([pipeline.PACKAGED_SOURCES], again, jobs=2)
    assert digest(again) == digest(database)


def test_build_ends_with_a_table_of_what_was_read(tmp_path: Path) -> None:
    put_plan(tmp_path / "sources")
    result = run("build", "--sources", tmp_path / "sources", "--database", tmp_path / "r.db")
    assert result.exit_code == 0, result.output
    head, row, last = result.output.strip().splitlines()
    assert head.split() == ["document", "family", "records", "unread", "findings"]
    assert row.split()[:2] == ["fictavel-rmp", "rmp_summary"]
    assert row.split()[3] == "0"
    assert last.endswith("r.db: 1 documents")


KILL = """
import os, signal, sys
from pathlib import Path
from ingest import pipeline, store
import sqlite_utils.db

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

point = sys.argv[1]
calls = 0
if point.startswith("insert"):
    real = sqlite_utils.db.Table.insert_all
    def insert_all(self, *args, **kwargs):
        global calls
        calls += 1
        if calls == int(point.split()[1]):
            die()
        return real(self, *args, **kwargs)
    sqlite_utils.db.Table.insert_all = insert_all
elif point == "reading":
    pipeline.extract = die
elif point == "search index":
    store.fill_search = die
elif point == "before the rename":
    Path.replace = die
elif point == "sync":
    os.fsync = die
pipeline.build([Path(sys.argv[2])], Path(sys.argv[3]))
"""


@pytest.mark.parametrize(
    "point", ["reading", "insert 1", "insert 9", "search index", "sync", "before the rename"]
)
def test_a_build_killed_leaves_the_old_database_whole(
    tmp_path: Path, database: Path, point: str
) -> None:
    old = tmp_path / "riskplan.db"
    shutil.copy(database, old)
    put_plan(tmp_path / "sources")
    command = [sys.executable, "-c", KILL, point, str(tmp_path / "sources"), str(old)]
    killed = subprocess.run(command, cwd=Path(__file__).parents[1], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert digest(old) == digest(database)
    pipeline.build([tmp_path / "sources"], old)
    with sqlite3.connect(old) as connection:
        assert connection.execute("select id from documents").fetchall() == [("fictavel-rmp",)]
    assert list(tmp_path.glob("riskplan.db.building-*")) == []


def test_a_build_killed_by_the_clock_leaves_the_old_database_whole(
    tmp_path: Path, database: Path
) -> None:
    old = tmp_path / "riskplan.db"
    shutil.copy(database, old)
    command = [sys.executable, "-m", "ingest.cli", "build", "--database", str(old)]
    for seconds in (0.2, 0.5, 0.8, 1.1, 1.4):
        process = subprocess.Popen(
            command, cwd=Path(__file__).parents[1], stdout=subprocess.DEVNULL
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        with sqlite3.connect(old) as connection:
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
            assert connection.execute("select count(*) from documents").fetchone() == (2,)


NO_LIST = f"{HEAD.split('II.A', maxsplit=1)[0]}\n{BOXES}\n{STUDIES}"


def put_bad_sources(folder: Path) -> dict[str, tuple[str, str]]:
    """Seven sources that cannot be read; for each the reason and the remedy to be named."""
    locked = put_pdf(folder.parent / "locked.pdf", ["Words"], encrypt="secret")
    whole = put_pdf(folder.parent / "whole.pdf", ["Words"]).read_bytes()
    blank = put_scan(folder.parent / "blank.pdf")
    files = {
        "empty-file": ("plan.txt", b""),
        "another-kind": ("plan.txt", b"Minutes of the allotment society\n\nAll were present.\n"),
        "no-text-layer": ("plan.pdf", blank.read_bytes()),
        "encrypted": ("plan.pdf", locked.read_bytes()),
        "truncated": ("plan.pdf", whole[: len(whole) // 2]),
        "no-list": ("plan.txt", NO_LIST.encode()),
        "unknown-key": ("plan.txt", PLAN.encode()),
        "missing-key": ("plan.txt", PLAN.encode()),
    }
    for name, (file, content) in files.items():
        here = folder / name
        here.mkdir(parents=True)
        (here / file).write_bytes(content)
        (here / "source.yml").write_text(SOURCE.format(file=file), encoding="utf-8")
    unknown = folder / "unknown-key" / "source.yml"
    unknown.write_text(unknown.read_text() + "colour: blue\n", encoding="utf-8")
    missing = folder / "missing-key" / "source.yml"
    missing.write_text(missing.read_text().replace("substance: fictinib\n", ""), encoding="utf-8")
    return {
        "empty-file": ("empty", "put the document's text in it"),
        "another-kind": ("not a document of family rmp_summary", "mend 'family'"),
        "no-text-layer": ("no text layer", "run OCR"),
        "encrypted": ("encrypted", "save a copy without a password"),
        "truncated": ("cut off", "fetch the document again"),
        "no-list": ("no heading for II.A", "add it to family.yml"),
        "unknown-key": ("unknown key 'colour'", "the keys are file, family"),
        "missing-key": ("the key 'substance' is missing", "add it"),
    }


def test_bad_sources_are_all_named_and_the_old_database_stays(
    tmp_path: Path, database: Path
) -> None:
    expected = put_bad_sources(tmp_path / "sources")
    put_plan(tmp_path / "sources")
    old = tmp_path / "riskplan.db"
    shutil.copy(database, old)
    result = run("build", "--sources", tmp_path / "sources", "--database", old)
    assert result.exit_code == 1
    assert digest(old) == digest(database)
    for name, (reason, remedy) in expected.items():
        (line,) = [line for line in result.output.splitlines() if f"/{name}/" in line]
        assert reason in line
        assert remedy in line


def test_keep_going_builds_the_good_documents_and_still_fails(tmp_path: Path) -> None:
    expected = put_bad_sources(tmp_path / "sources")
    put_plan(tmp_path / "sources")
    new = tmp_path / "riskplan.db"
    result = run("build", "--sources", tmp_path / "sources", "--database", new, "--keep-going")
    assert result.exit_code == 1
    assert all(f"/{name}/" in result.output for name in expected)
    with sqlite3.connect(new) as connection:
        assert connection.execute("select id from documents").fetchall() == [("fictavel-rmp",)]
    assert run("check", "--database", new).exit_code == 0


def test_keep_going_without_a_good_document_builds_nothing(tmp_path: Path) -> None:
    put_bad_sources(tmp_path / "sources")
    with pytest.raises(BuildFailed):
        pipeline.build([tmp_path / "sources"], tmp_path / "r.db", keep_going=True)
    assert not (tmp_path / "r.db").exists()


def test_a_document_whose_rows_the_schema_refuses_spoils_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_plan(tmp_path / "sources", "good")
    put_plan(tmp_path / "sources", "wrong")

    def prepare_wrong(extract: Extract) -> Prepared:
        prepared = prepare(extract)
        if extract.source.id == "wrong":
            prepared.tables["risks"][0]["quote"] = "\0"
        return prepared

    monkeypatch.setattr(pipeline, "prepare", prepare_wrong)
    new = tmp_path / "r.db"
    with pytest.raises(BuildFailed, match=r"wrong/plan\.txt: .*CHECK.*--keep-going"):
        pipeline.build([tmp_path / "sources"], new)
    assert not new.exists()
    outcome = pipeline.build([tmp_path / "sources"], new, keep_going=True)
    assert [one.document for one in outcome.summaries] == ["good"]
    (problem,) = outcome.problems
    assert "wrong/plan.txt: " in problem
    with sqlite3.connect(new) as connection:
        assert connection.execute("select id from documents").fetchall() == [("good",)]


def test_two_sources_of_one_id_or_of_one_brand_made_otherwise_are_refused(tmp_path: Path) -> None:
    put_plan(tmp_path / "a" / "x", "same-name")
    put_plan(tmp_path / "a" / "y", "same-name")
    other = put_plan(tmp_path / "a" / "z", "other-name")
    said = (other / "source.yml").read_text().replace("fictinib\n", "otherinib\n", 1)
    (other / "source.yml").write_text(said.replace("substance: fictinib", "substance: otherinib"))
    with pytest.raises(BuildFailed) as failed:
        pipeline.build([tmp_path / "a"], tmp_path / "r.db")
    assert "same document id" in str(failed.value)
    assert "another substance" in str(failed.value)


def test_one_brand_on_both_sides_of_the_ocean_is_two_products(tmp_path: Path) -> None:
    put_plan(tmp_path / "a", "european")
    other = put_plan(tmp_path / "a", "american")
    said = (other / "source.yml").read_text()
    (other / "source.yml").write_text(said.replace("jurisdiction: EU", "jurisdiction: US"))
    pipeline.build([tmp_path / "a"], tmp_path / "r.db")
    with closing(sqlite3.connect(tmp_path / "r.db")) as connection:
        found = connection.execute(
            "select p.id, p.jurisdiction, d.id, r.product_id from products p "
            "join documents d on d.product_id = p.id join risks r on r.document_id = d.id "
            "group by d.id order by p.id"
        ).fetchall()
    assert found == [
        ("fictavel", "EU", "european", "fictavel"),
        ("fictavel-us", "US", "american", "fictavel-us"),
    ]


@pytest.mark.parametrize("content", ["- a list", "file: [", "family: rmp_summary", "file: x.docx"])
def test_a_broken_source_yml_is_refused_by_name(tmp_path: Path, content: str) -> None:
    here = put_plan(tmp_path / "sources")
    (here / "source.yml").write_text(content, encoding="utf-8")
    result = run("build", "--sources", tmp_path / "sources", "--database", tmp_path / "r.db")
    assert result.exit_code == 1
    assert "source.yml" in result.output
    assert "Traceback" not in result.output


def test_a_folder_without_sources_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        result = run("build", "--sources", folder, "--database", tmp_path / "r.db")
        assert result.exit_code == 1
        assert str(folder) in result.output


def test_a_combination_has_its_parts(tmp_path: Path) -> None:
    here = put_plan(tmp_path / "sources")
    said = (here / "source.yml").read_text().replace("fictinib\njur", "fictinib + mockumab\njur")
    (here / "source.yml").write_text(said, encoding="utf-8")
    pipeline.build([tmp_path / "sources"], tmp_path / "r.db")
    with sqlite3.connect(tmp_path / "r.db") as connection:
        assert connection.execute(
            "select substance_id, part_id, ordinal from substance_parts"
        ).fetchall() == [("fictinib-mockumab", "fictinib", 1), ("fictinib-mockumab", "mockumab", 2)]


def test_a_database_is_current_until_a_source_changes(tmp_path: Path) -> None:
    here = put_plan(tmp_path / "sources")
    database = tmp_path / "r.db"
    assert not pipeline.is_current(database, [tmp_path / "sources"])
    pipeline.build([tmp_path / "sources"], database)
    assert pipeline.is_current(database, [tmp_path / "sources"])
    (here / "plan.txt").write_text(PLAN.replace("obesity", "smoking"), encoding="utf-8")
    assert not pipeline.is_current(database, [tmp_path / "sources"])


def test_check_passes_on_the_shipped_documents(database: Path) -> None:
    result = run("check", "--database", database)
    assert result.exit_code == 0, result.output
    assert "FAIL" not in result.output


LOST = "insert into unread select 'lost', document_id, page, char_start, char_end, quote from risks"


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("update evidence set quote = 'X' || substr(quote, 2)", "unfaithful_quotes"),
        ("update risks set page = page + 1", "unfaithful_pages"),
        ("update documents set text = text || 'more'", "unfaithful_accounts"),
        ("delete from field_states where field = 'evidence'", "unmet_expectations"),
        ("update evidence set risk_id = 'nowhere'", "foreign keys"),
        (LOST, "nothing is unread"),
    ],
)  # fmt: skip
def test_check_fails_when_something_is_broken(
    tmp_path: Path, database: Path, damage: str, named: str
) -> None:
    broken = tmp_path / "broken.db"
    shutil.copy(database, broken)
    with sqlite3.connect(broken) as connection:
        connection.execute(damage)
    result = run("check", "--database", broken)
    assert result.exit_code == 1
    (line,) = [line for line in result.output.splitlines() if named in line]
    assert line.startswith("FAIL")


@pytest.mark.parametrize("content", [None, b"", b"not a database at all, just some words" * 40])
def test_check_refuses_what_is_no_database_of_riskplan(tmp_path: Path, content) -> None:
    path = tmp_path / "r.db"
    if content is not None:
        path.write_bytes(content)
    result = run("check", "--database", path)
    assert result.exit_code == 1
    assert f"{path}: " in result.output
    assert "riskplan build" in result.output


def test_show_prints_sections_records_and_places(tmp_path: Path) -> None:
    here = put_plan(tmp_path / "sources")
    result = run("show", here / "plan.txt")
    assert result.exit_code == 0
    assert "[section II.A]" in result.output
    assert "risks: 'Hepatotoxicity'" in result.output
    (here / "source.yml").unlink()
    refused = run("show", here / "plan.txt")
    assert refused.exit_code == 1
    assert "--family" in refused.output
    assert run("show", here / "plan.txt", "--family", "rmp_summary").exit_code == 0
