"""The command ``riskplan authorise``: a file of facts in, the checklist or JSON out."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.approval.answer import NOTICE
from ingest.cli import main
from ingest.server import application

FACTS = "age: 17\ndiagnosis: DLBCL\nstrength_mg: [20, 40]\ntablets: [60, 40]\n"
POLICY = "xpovio-prior-approval"


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "request.yml"
    path.write_text(FACTS, encoding="utf-8")
    return path


def run(database: Path, facts: Path, *more: str) -> Result:
    words = ["authorise", "--facts", str(facts), "--database", str(database), *more]
    return CliRunner().invoke(main, words)


def test_it_prints_outcome_reason_and_sums(database: Path, facts: Path) -> None:
    result = run(database, facts)
    assert result.exit_code == 0
    for line in (
        "initial: NOT MET. The criteria are not met; whether the quantity is within a printed ",
        "Criteria: NOT MET. A condition that the policy prints for this is not met.",
        "Not met:\n  18 years of age or older",
        "age: 17; asked for: at least 18",
        "60 + 40 = 100 tablets of all strengths, 4 more than 96",
    ):
        assert line in result.output
    assert result.output.endswith(f"{NOTICE}\n")


def test_its_json_is_that_of_the_site(database: Path, facts: Path) -> None:
    result = run(database, facts, "--json", "--policy", POLICY)
    query = "age=17&diagnosis=DLBCL&strength_mg=20&strength_mg=40&tablets=60&tablets=40"
    site = application(database)
    data = asyncio.run(site.client.get(f"/-/authorise/{POLICY}.json?{query}")).json()
    del data["asked"]
    assert json.loads(result.output) == data


def test_the_file_may_name_its_policy_and_phase(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "renewal.yml"
    path.write_text(f"policy: {POLICY}\nphase: renewal\ndisease_progression: yes\n", "utf-8")
    assert "renewal: criteria NOT MET." in run(database, path).output


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("age: [1", "no YAML that can be read"),
        ("- age", "no fields with values"),
        ("just words", "no fields with values"),
        ("1: 2", "no fields with values"),
        ("agee: 1", "agee: is not asked: this policy asks age, "),
        ("age: x\nsex: y", "age: is no number\nsex: is none of: female, male"),
        ("policy: nothing", f"no policy nothing; the base holds: {POLICY}"),
        ("combined_with: &a [*a]", "combined_with: is no list of names"),
        ("age: !!python/object:os.system {}", "no YAML that can be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_field(
    database: Path, tmp_path: Path, words: str, problem: str
) -> None:
    path = tmp_path / "bad.yml"
    path.write_text(words, encoding="utf-8")
    result = run(database, path)
    assert result.exit_code == 1
    assert problem in result.output
    assert "Traceback" not in result.output


def test_a_missing_empty_large_or_binary_file(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "facts.yml"
    assert "No such file" in run(database, path).output
    path.write_text("", "utf-8")
    assert run(database, path).exit_code == 0
    path.write_text(f"# {'x' * 70_000}\nage: 3\n", "utf-8")
    assert "larger than 65,536 bytes" in run(database, path).output
    path.write_bytes(b"\xff\xfe\x00")
    assert "no YAML that can be read" in run(database, path).output
