"""Golden examples: each folder is a document and what must be read from it.

``pytest --update`` writes expected.json anew; a person then reads the difference beside the
source. note.md says what the example shows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.accounts import ledger_of, unread
from ingest.document import Document
from ingest.families import family_names, parse_document
from ingest.families.prior_approval.records import CriterionTest, RequestFact
from ingest.read_pdf import read_pdf
from ingest.read_text import read_text
from ingest.records import Heading, TemplateSentence, span_of
from ingest.store import as_columns

EXAMPLES = Path(__file__).parent / "examples"
SOURCES = sorted(EXAMPLES.glob("*/*/source.*"))
LEFT_OUT = {"document_id", "page", "char_start", "char_end", "product_id", "policy_id"}
FACTS = {"product": "Fictavel", "product_id": "fictavel", "substance": "fictinib"}


def read(source: Path) -> Document:
    reader = read_pdf if source.suffix == ".pdf" else read_text
    document = reader(source, "example")
    document.facts.update(FACTS)
    return document


def extract(source: Path) -> dict[str, Any]:
    """What was read, table by table: values without places, which the quotes stand for.

    Headings and what is derived from other rows are left out.
    """
    document = read(source)
    rows = list(parse_document(document, source.parent.parent.name))
    tables: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if not isinstance(row, Heading | TemplateSentence | RequestFact | CriterionTest):
            columns = as_columns(row, document)
            said = {
                name: value
                for name, value in columns.items()
                if name not in LEFT_OUT and value is not None
            }
            tables.setdefault(row.table, []).append(said)
    tables["unread"] = [
        {"quote": span.of(document.text)} for span, _ in unread(ledger_of(document, rows))
    ]
    assert all(span_of(row) is None or span_of(row) for row in rows)
    return tables


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: f"{s.parents[1].name}/{s.parent.name}")
def test_the_example_is_read_as_expected(source: Path, request: pytest.FixtureRequest) -> None:
    expected = source.parent / "expected.json"
    found = extract(source)
    if request.config.getoption("--update"):
        expected.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert expected.exists(), f"{expected} is missing: write it, or look at what --update writes"
    assert found == json.loads(expected.read_text("utf-8"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: f"{s.parents[1].name}/{s.parent.name}")
def test_the_example_says_what_it_shows(source: Path) -> None:
    note = (source.parent / "note.md").read_text("utf-8")
    assert len(note.split()) > 8


def test_there_are_examples_of_every_family() -> None:
    assert {source.parents[1].name for source in SOURCES} == set(family_names())
