"""Gold files and a built database in; how well they agree, field by field, out.

A gold file says what a person read out of a document; docs/gold.md has its form.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from ingest.check import open_database
from ingest.errors import BadGold
from ingest.gold_values import LISTS, NONE, NOT_LISTED, expected_values, found_values

KEYS = {
    "file": {"document", "facts", "concerns", "pharmacovigilance", "studies"},
    "concerns": {*LISTS.values(), NOT_LISTED},
    "concern": {
        "name", "routine", "additional", "references", "routine_pharmacovigilance",
        "additional_pharmacovigilance",
    },
    "pharmacovigilance": {"routine", "additional"},
    "study": {"name", "category", "status", "concerns", "milestones"},
    "milestone": {"name", "due_on"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """How well one field of a document was read; what is missing and extra as a person reads it."""

    document: str
    field: str
    expected: int
    found: int
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return (self.found - len(self.extra)) / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was expected that was found; 1 where nothing was expected."""
        return (self.expected - len(self.missing)) / self.expected if self.expected else 1.0


def check_gold(database: Path, files: tuple[Path, ...]) -> list[Score]:
    """The scores of each field of each gold file. Raises NotADatabase and BadGold."""
    with closing(open_database(database)) as connection:
        return [score for file in files for score in compare(connection, load_gold(file))]


def compare(connection: sqlite3.Connection, gold: Mapping[str, Any]) -> Iterator[Score]:
    """Field by field what ``gold`` expects of its document and what the database has of it.

    Only the parts that ``gold`` has are compared. Raises BadGold when the document is not there.
    """
    document = gold["document"]
    known = [row[0] for row in connection.execute("select id from documents order by id")]
    if document not in known:
        raise BadGold(f"the database has no document {document!r}; it has {', '.join(known)}")
    found = found_values(connection, gold)
    for field, values in expected_values(gold).items():
        missing, extra = values - found[field], found[field] - values
        yield Score(
            document, field, values.total(), found[field].total(),
            tuple(sorted(" | ".join(value) for value in missing.elements())),
            tuple(sorted(" | ".join(value) for value in extra.elements())),
        )  # fmt: skip


def load_gold(path: Path) -> dict[str, Any]:
    """What a gold file says. Raises BadGold where it is no YAML or has what is not known."""
    try:
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        problem = next(_problems(gold), None)
    except (OSError, ValueError, TypeError, AttributeError, yaml.YAMLError) as error:
        problem = str(error)
    if problem:
        raise BadGold(f"{path}: {problem} (docs/gold.md has the form of a gold file)")
    return dict(gold)


def _problems(gold: Any) -> Iterator[str]:
    if not isinstance(gold, dict) or not isinstance(gold.get("document"), str):
        yield "says not which document it is about; begin with 'document: <id>'"
    for part, said in _parts(gold):
        if unknown := sorted(map(str, said.keys() - KEYS[part])):
            yield f"unknown {unknown}; the keys of a {part} are {sorted(KEYS[part])}"
        if "name" in KEYS[part] and not isinstance(said.get("name"), str):
            yield f"a {part} has no name: {dict(said)}"


def _parts(gold: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each mapping of a gold file, with what it is: a concern, a study, ..."""
    concerns, studies = gold.get("concerns", {}), gold.get("studies")
    yield "file", gold
    yield "concerns", concerns
    yield "pharmacovigilance", gold.get("pharmacovigilance", {})
    for listed in concerns.values():
        for concern in [] if listed == NONE else listed:
            yield "concern", concern
    for study in [] if studies in (None, NONE) else studies:
        yield "study", study
        for milestone in study.get("milestones", ()):
            yield "milestone", milestone


def score_lines(scores: Iterable[Score]) -> Iterator[str]:
    """For each document a table of its scores, then each value that is missing or extra.

    Precision is "-" where nothing was found, recall where nothing was expected; fields of which
    there is neither have no line.
    """
    for document, group in groupby(scores, key=lambda score: score.document):
        own = [one for one in group if one.expected or one.found]
        yield f"\n{document}"
        yield f"{'field':40}{'expected':>10}{'found':>8}{'precision':>11}{'recall':>8}"
        for one in own:
            precision = f"{one.precision:.3f}" if one.found else "-"
            recall = f"{one.recall:.3f}" if one.expected else "-"
            yield f"{one.field:40}{one.expected:10}{one.found:8}{precision:>11}{recall:>8}"
        for one in own:
            yield from (f"missing  {one.field}: {value}" for value in one.missing)
            yield from (f"extra    {one.field}: {value}" for value in one.extra)
