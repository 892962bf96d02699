"""Gold files: what agrees, what is missing, what is extra, and files that are none."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from ingest.cli import main
from ingest.errors import BadGold
from ingest.gold import compare, load_gold

NEXPOVIO = Path(__file__).parent / "gold" / "nexpovio-rmp-summary.yml"


def test_the_plan_is_read_as_a_person_reads_it(readings: sqlite3.Connection) -> None:
    scores = list(compare(readings, load_gold(NEXPOVIO)))
    assert {score.field for score in scores} >= {"concerns", "label references", "studies"}
    for score in scores:
        assert (score.missing, score.extra) == ((), ()), score.field


def put(folder: Path, gold: dict[str, Any]) -> Path:
    path = folder / "gold.yml"
    path.write_text(yaml.safe_dump(gold), encoding="utf-8")
    return path


def check(database: Path, gold: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", "--database", str(database), "--gold", str(gold)])
    return result.exit_code, result.output


def test_agreement_is_printed_as_a_table(database: Path) -> None:
    status, output = check(database, NEXPOVIO)
    assert status == 0
    assert ["label", "references", "40", "40", "1.000", "1.000"] in map(
        str.split, output.split("\n")
    )


def test_what_is_missing_and_what_is_extra_is_listed_by_value(
    database: Path, tmp_path: Path
) -> None:
    gold = load_gold(NEXPOVIO)
    fatigue = gold["concerns"]["identified"][2]
    fatigue["references"] = ["smpc-4.2", "smpc-4.7", "smpc-4.8", "pl-2", "smpc-5.1"]
    gold["concerns"]["potential"][1]["name"] = "Acute cerebral syndrome"
    gold["studies"] = []
    status, output = check(database, put(tmp_path, gold))
    assert status == 1
    assert "missing  label references: Fatigue | smpc-5.1" in output
    assert "extra    label references: Fatigue | pl-4" in output
    assert "missing  concerns: potential | Acute cerebral syndrome" in output
    assert "extra    concerns: potential | Acute cerebellar syndrome" in output
    assert "missing  order of concerns: Acute cerebral syndrome | Medication error" in output
    assert "extra    studies: none" in output
    assert ["label", "references", "40", "40", "0.975", "0.975"] in map(
        str.split, output.split("\n")
    )


def test_concerns_in_another_order_are_no_agreement(database: Path, tmp_path: Path) -> None:
    gold = load_gold(NEXPOVIO)
    gold["concerns"]["missing"].reverse()
    status, output = check(database, put(tmp_path, gold))
    assert status == 1
    assert "missing  concerns" not in output
    assert "missing  order of concerns" in output


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[", "form of a gold file"),
        ("concerns: {}", "which document"),
        ("document: a\ncolour: blue", "unknown \\['colour'\\]"),
        ("document: a\nconcerns: {identified: [{nam: b}]}", "unknown \\['nam'\\]"),
        ("document: a\nconcerns: {identified: [{routine: none}]}", "has no name"),
        ("document: a\nconcerns: {identified: 7}", "form of a gold file"),
        ("document: a\nstudies: [{name: b, milestones: [{due: 2020}]}]", "unknown \\['due'\\]"),
    ],
)
def test_a_file_that_is_no_gold_file_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "gold.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadGold, match=reason):
        load_gold(path)


def test_a_document_that_the_database_does_not_have_is_named(
    database: Path, tmp_path: Path
) -> None:
    status, output = check(database, put(tmp_path, {"document": "no-such-document"}))
    assert status == 1
    assert "no document 'no-such-document'; it has nexpovio-rmp-summary" in output
