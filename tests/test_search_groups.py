"""Words that tell how a question is meant stand in a dictionary, each group for some use."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from ingest.families import family_names
from ingest.site.search.engine import search
from ingest.site.search.question.named_documents import GROUP
from ingest.vocabulary import dictionary

INGEST = Path(__file__).parents[1] / "ingest"
READS = re.compile(r'(?:groups\[|_group\()"([a-z-]+)"')


def sources() -> str:
    """The code that goes by such groups."""
    paths = [*sorted((INGEST / "site").rglob("*.py"))]
    paths += [INGEST / "search_history.py", INGEST / "search_keys.py"]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_every_group_is_there_and_used() -> None:
    names = {row["name"] for row in dictionary("search_word_groups")}
    assert set(READS.findall(sources())) <= names
    names -= {f"{GROUP}{family}" for family in family_names()}
    assert [name for name in sorted(names) if f'"{name}"' not in sources()] == []


def test_a_database_without_a_group_can_be_searched(connection: sqlite3.Connection) -> None:
    copy = sqlite3.connect(":memory:")
    connection.backup(copy)
    copy.execute("delete from search_word_groups where name in ('of-a-place', 'narrow-kind')")
    copy.execute("update builds set fingerprint = 'without groups'")
    assert search(copy, "fatigue").has_hits
