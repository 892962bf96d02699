"""What was read of a file is kept: a rebuild reads what changed, and trusts nothing damaged."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from plans import PLAN, put_plan

from ingest import extract_cache, pipeline
from ingest.cli import main
from ingest.errors import BuildFailed
from ingest.extract_cache import cache_beside
from ingest.processes import Died, in_processes
from ingest.source_file import Source

ROOT = Path(__file__).parents[1]
NAMES = ("abavel", "bedavel", "cedavel", "dedavel", "efavel", "fictavel")


def put_plans(folder: Path, names: tuple[str, ...] = NAMES) -> Path:
    """A source folder for each name, each a plan of its own."""
    for name in names:
        here = put_plan(folder, name, PLAN.replace("Fictavel", name.capitalize()))
        said = (here / "source.yml").read_text(encoding="utf-8")
        said = said.replace("Fictavel", name.capitalize())
        (here / "source.yml").write_text(said, encoding="utf-8")
    return folder


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def entries(database: Path) -> list[Path]:
    return sorted(cache_beside(database).glob("*.rows"))


def reference_of(database: Path) -> Path:
    """The one file with the tables of the dictionaries."""
    (kept,) = (
        path for path in cache_beside(database).glob("*.reference") if "0" * 64 not in path.name
    )
    return kept


class Build:
    """A build of some plans with its cache; ``read`` are the documents that were read for it."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.sources, self.database = put_plans(folder / "sources"), folder / "plans.db"
        self.read: list[str] = []
        real = pipeline.extract

        def extract(source: Source):
            self.read.append(source.id)
            return real(source)

        patch.setattr(pipeline, "extract", extract)

    def __call__(self, **options: object) -> pipeline.Outcome:
        self.read.clear()
        cache = cache_beside(self.database)
        return pipeline.build([self.sources], self.database, **{"cache": cache} | options)

    def change(self, name: str, before: str = "obesity", after: str = "smoking") -> None:
        plan = self.sources / name / "plan.txt"
        plan.write_text(plan.read_text("utf-8").replace(before, after), encoding="utf-8")


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    return Build(tmp_path, monkeypatch)


def test_an_unchanged_rebuild_does_nothing_and_says_so(tmp_path: Path) -> None:
    sources = put_plans(tmp_path / "sources")
    command = ["build", "--sources", str(sources), "--database", str(tmp_path / "plans.db")]
    first = CliRunner().invoke(main, command).output
    before = (tmp_path / "plans.db").stat()
    again = CliRunner().invoke(main, command).output
    assert again == first.replace("6 documents\n", "6 documents, unchanged\n")
    assert again != first
    after = (tmp_path / "plans.db").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_one_changed_file_of_many_is_the_only_one_read(build: Build) -> None:
    assert not build().unchanged
    assert sorted(build.read) == sorted(NAMES)
    assert build().unchanged
    assert build.read == []
    build.change("cedavel")
    assert not build().unchanged
    assert build.read == ["cedavel"]
    with sqlite3.connect(build.database) as connection:
        assert connection.execute(
            "select document_id from risk_factors where factor = 'smoking'"
        ).fetchall() == [("cedavel",)]


def test_what_source_yml_says_anew_is_read_anew_and_a_file_more_is_read_alone(build: Build) -> None:
    build()
    said = build.sources / "abavel" / "source.yml"
    said.write_text(said.read_text("utf-8") + "version: '2'\n", encoding="utf-8")
    put_plans(build.sources, ("newavel",))
    shutil.rmtree(build.sources / "efavel")
    build()
    assert sorted(build.read) == ["abavel", "newavel"]
    with sqlite3.connect(build.database) as connection:
        found = dict(connection.execute("select id, version from documents").fetchall())
    assert found == dict.fromkeys({*NAMES, "newavel"} - {"efavel"}) | {"abavel": "2"}


def test_a_database_that_is_gone_or_another_is_built_from_what_was_kept(build: Build) -> None:
    build()
    made = digest(build.database)
    build.database.unlink()
    assert not build().unchanged
    assert digest(build.database) == made
    build.database.write_bytes(b"something else")
    assert not build().unchanged
    assert digest(build.database) == made
    assert build.read == []


def test_a_parser_of_another_version_reads_all(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    monkeypatch.setattr(extract_cache, "parser_version", lambda: "another")
    assert not build().unchanged
    assert sorted(build.read) == sorted(NAMES)
    assert len(entries(build.database)) == len(NAMES)


def turned(data: bytes) -> bytes:
    """One bit in the middle is another."""
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


# From an entry's content and that of another to what stands there now; None where nothing does.
DAMAGE = {
    "cut": lambda own, _: own[: len(own) // 2],
    "without its end": lambda own, _: own[:-1],
    "longer": lambda own, _: own + b"x",
    "a bit turned": lambda own, _: turned(own),
    "empty": lambda *_: b"",
    "the entry of another": lambda _, other: other,
    "words": lambda *_: b"not an entry\nat all",
    "gone": lambda *_: None,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_or_foreign_entry_is_read_anew(build: Build, damage: str) -> None:
    build()
    made = digest(build.database)
    build.database.unlink()
    entry, other, *_ = entries(build.database)
    content = DAMAGE[damage](entry.read_bytes(), other.read_bytes())
    entry.unlink()
    if content is not None:
        entry.write_bytes(content)
    build()
    assert len(build.read) == 1
    assert digest(build.database) == made


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_dictionaries_are_made_anew(build: Build, damage: str) -> None:
    build()
    made = digest(build.database)
    build.database.unlink()
    kept = reference_of(build.database)
    content = DAMAGE[damage](whole := kept.read_bytes(), entries(build.database)[0].read_bytes())
    kept.unlink()
    if content is not None:
        kept.write_bytes(content)
    build()
    assert build.read == []
    assert digest(build.database) == made
    assert kept.read_bytes() == whole


def test_dictionaries_that_were_kept_are_what_a_build_begins_from(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    made = digest(build.database)
    build.database.unlink()
    monkeypatch.setattr(extract_cache, "reference_database", pytest.fail)
    build()
    assert digest(build.database) == made


def test_dictionaries_of_another_release_are_not_taken(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    old = reference_of(build.database)
    monkeypatch.setattr(extract_cache, "reference_version", lambda: "f" * 64)
    build.database.unlink()
    build()
    new = reference_of(build.database)
    assert new.name == f"{'f' * 64}.reference" != old.name


def test_a_folder_in_the_place_of_an_entry_is_no_entry(build: Build) -> None:
    build()
    entry = entries(build.database)[0]
    entry.unlink()
    entry.mkdir()
    build.database.unlink()
    build()
    assert len(build.read) == 1


@pytest.mark.parametrize("content", [b"", b"{}", b"0" * 64 + b"\nx", b"\xff" * 100])
def test_a_damaged_record_of_the_last_build_is_no_record(build: Build, content: bytes) -> None:
    build()
    (cache_beside(build.database) / "last-build.json").write_bytes(content)
    assert not build().unchanged
    assert build.read == []
    assert build().unchanged


def test_the_bytes_are_the_same_however_they_came_about(tmp_path: Path, build: Build) -> None:
    half = (NAMES[:3], NAMES[3:])
    a, b = (put_plans(tmp_path / folder, names) for folder, names in zip("ab", half, strict=True))
    kept = tmp_path / "kept"
    ways = [
        ([build.sources], 1, None),
        ([build.sources], 2, None),
        ([build.sources], 1, kept),
        ([build.sources], 1, kept),
        ([build.sources], 2, tmp_path / "kept-by-two"),
        ([a, b], 1, None),
        ([b, a], 2, kept),
        ([b, a, b], 1, None),
    ]
    made = []
    for number, (folders, jobs, cache) in enumerate(ways):
        database = tmp_path / f"{number}.db"
        pipeline.build(folders, database, jobs, cache=cache)
        made.append(digest(database))
    assert len(set(made)) == 1


def test_the_shipped_documents_come_out_of_the_cache_as_they_went_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, again = tmp_path / "first.db", tmp_path / "again.db"
    pipeline.build([pipeline.PACKAGED_SOURCES], first, cache=tmp_path / "kept")
    monkeypatch.setattr(pipeline, "extract", None)
    pipeline.build([pipeline.PACKAGED_SOURCES], again, cache=tmp_path / "kept")
    assert digest(again) == digest(first)


def test_entries_that_nothing_was_made_of_are_dropped_and_foreign_files_stay(build: Build) -> None:
    build()
    old = entries(build.database)
    (cache_beside(build.database) / "mine.txt").write_text("mine", encoding="utf-8")
    (cache_beside(build.database) / f"{'0' * 64}.rows.writing-1").write_bytes(b"killed")
    (cache_beside(build.database) / f"{'0' * 64}.reference").write_bytes(b"of an old release")
    kept = reference_of(build.database)
    build.change("abavel")
    shutil.rmtree(build.sources / "bedavel")
    build()
    new = entries(build.database)
    assert len(new) == len(NAMES) - 1
    assert len(set(old) & set(new)) == len(NAMES) - 2
    left = {path.name for path in cache_beside(build.database).iterdir()}
    assert left - {path.name for path in new} == {
        ".gitignore",
        "last-build.json",
        "mine.txt",
        kept.name,
    }


def test_what_was_read_is_kept_when_another_file_cannot_be_read(build: Build) -> None:
    (build.sources / "cedavel" / "plan.txt").write_text("", encoding="utf-8")
    with pytest.raises(BuildFailed):
        build()
    (build.sources / "cedavel" / "plan.txt").write_text(PLAN, encoding="utf-8")
    build()
    assert build.read == ["cedavel"]


def test_a_build_with_problems_is_never_called_unchanged(build: Build) -> None:
    (build.sources / "cedavel" / "plan.txt").write_text("", encoding="utf-8")
    for _ in range(2):
        outcome = build(keep_going=True)
        assert not outcome.unchanged
        assert len(outcome.problems) == 1
    assert build.read == ["cedavel"]


def test_a_copy_of_a_source_in_a_second_folder_is_not_called_unchanged(
    build: Build, tmp_path: Path
) -> None:
    build()
    shutil.copytree(build.sources / "abavel", tmp_path / "second" / "abavel")
    with pytest.raises(BuildFailed, match="same document id"):
        pipeline.build(
            [build.sources, tmp_path / "second"], build.database, cache=cache_beside(build.database)
        )


def test_a_cache_that_cannot_be_written_is_no_error(build: Build, tmp_path: Path) -> None:
    """Its folder is a file, or lies below one, which no user may write to."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for cache in (tmp_path / "file", tmp_path / "file" / "below"):
        outcome = build(cache=cache)
        assert not outcome.unchanged
        assert len(build.read) == len(NAMES)
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_no_cache_leaves_nothing_behind(tmp_path: Path) -> None:
    sources, database = put_plans(tmp_path / "sources"), tmp_path / "plans.db"
    command = ["build", "--sources", str(sources), "--database", str(database)]
    assert CliRunner().invoke(main, [*command, "--no-cache"]).exit_code == 0
    assert not cache_beside(database).exists()
    elsewhere = tmp_path / "elsewhere"
    assert CliRunner().invoke(main, [*command, "--cache", str(elsewhere)]).exit_code == 0
    assert not cache_beside(database).exists()
    assert len(list(elsewhere.glob("*.rows"))) == len(NAMES)


def test_a_file_that_changes_while_it_is_read_is_a_problem_and_not_kept(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.extract

    def extract(source: Source):
        if source.id == "abavel":
            build.change("abavel")
        return real(source)

    monkeypatch.setattr(pipeline, "extract", extract)
    with pytest.raises(BuildFailed, match=r"abavel/plan.txt: changed while it was read"):
        build()
    assert len(entries(build.database)) == len(NAMES) - 1


def test_a_database_that_cannot_be_written_is_named(build: Build, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildFailed, match=r"below.db: cannot be written .*--database"):
        pipeline.build([build.sources], tmp_path / "file" / "below.db")


# Several processes


def _killed_at_three(item: int) -> int:
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return item * item


def test_results_come_with_their_items_and_a_process_that_dies_with_its_own() -> None:
    results: dict[int, int | Died] = {}
    in_processes(_killed_at_three, range(8), 2, results.__setitem__)
    assert results.pop(3) == Died(-signal.SIGKILL)
    assert str(Died(-signal.SIGKILL)) == "killed by SIGKILL"
    assert results == {n: n * n for n in (0, 1, 2, 4, 5, 6, 7)}


def test_when_every_process_dies_every_item_has_its_end() -> None:
    results: dict[int, int | Died] = {}
    in_processes(lambda _: os._exit(7), range(5), 3, results.__setitem__)
    assert results == dict.fromkeys(range(5), Died(7))
    assert str(Died(7)) == "exit status 7"


def _half_a_result(item: int) -> bytes:
    """A process that is killed when half of its answer has gone through the pipe."""
    if item == 1:
        signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        signal.setitimer(signal.ITIMER_REAL, 0.05)
    return b"x" * 50_000_000


def test_half_a_result_is_none() -> None:
    results: dict[int, bytes | Died] = {}

    def done(at: int, result: bytes | Died) -> None:
        results[at] = result
        time.sleep(0.2)  # so that the other process is in the middle of its answer

    in_processes(_half_a_result, range(2), 2, done)
    assert results == {0: b"x" * 50_000_000, 1: Died(-signal.SIGKILL)}


def test_a_killed_process_is_a_problem_of_its_file_and_the_others_are_built(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.extract

    def extract(source: Source):
        if source.id == "cedavel":
            os.kill(os.getpid(), signal.SIGKILL)
        return real(source)

    monkeypatch.setattr(pipeline, "extract", extract)
    outcome = build(jobs=2, keep_going=True)
    (problem,) = outcome.problems
    assert problem.startswith(str(build.sources / "cedavel" / "plan.txt"))
    assert "killed by SIGKILL" in problem
    assert "fewer --jobs" in problem
    with sqlite3.connect(build.database) as connection:
        found = [name for (name,) in connection.execute("select id from documents")]
    assert found == [name for name in NAMES if name != "cedavel"]


SLOW = """
import os, signal, sys, time
from ingest import pipeline
from ingest.cli import main

def extract(source):
    os.write(1, b"reading\\n")
    time.sleep(60)

pipeline.extract = extract
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored below a shell's "&"
main(["build", *sys.argv[1:]])
"""


def children_of(process: int) -> set[int]:
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            number, parent = re.sub(r"\(.*\)", "", stat.read_text()).split()[0:3:2]
            if int(parent) == process:
                found.add(int(number))
    return found


@contextlib.contextmanager
def slow_build(sources: Path, database: Path) -> Iterator[subprocess.Popen[str]]:
    """A build by two processes, both of which are in the middle of a file."""
    command = [sys.executable, "-c", SLOW, "--sources", str(sources), "--jobs", "2"]
    process = subprocess.Popen(
        [*command, "--database", str(database)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        assert [process.stdout.readline() for _ in range(2)] == ["reading\n"] * 2
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_build_leaves_no_process_and_the_old_database(
    tmp_path: Path, sent: signal.Signals
) -> None:
    database = tmp_path / "plans.db"
    pipeline.build([put_plans(tmp_path / "old", NAMES[:1])], database)
    before = digest(database)
    with slow_build(put_plans(tmp_path / "sources"), database) as process:
        workers = children_of(process.pid)
        assert len(workers) == 2
        process.send_signal(sent)
        output = process.communicate(timeout=30)
        assert process.returncode != 0
        assert "Traceback" not in "".join(output)
        for _ in range(100):
            if not any(Path(f"/proc/{worker}").exists() for worker in workers):
                break
            time.sleep(0.1)
        else:
            pytest.fail("a process of the build goes on")
    assert digest(database) == before
    assert list(tmp_path.glob("plans.db.building-*")) == []
