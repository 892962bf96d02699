"""Words that tell how a question is meant, and topics that ask for kinds of rows, stand in
dictionaries, each group for some use."""

from __future__ import annotations

import ast
import re
import sqlite3
from pathlib import Path

import pytest

from ingest.families import family_names
from ingest.site.search.engine import search
from ingest.site.search.question.kinds_beside import FACTORS, GROUPS
from ingest.site.search.question.named_documents import GROUP
from ingest.vocabulary import dictionary

INGEST = Path(__file__).parents[1] / "ingest"
READS = re.compile(r'(?:groups\[|_group\()"([a-z-]+)"')
READS_TOPICS = re.compile(r'\b(?:topics|instead)\["([a-z-]+)"\]')


def sources() -> str:
    """The code that goes by such groups."""
    paths = [*sorted((INGEST / "site").rglob("*.py"))]
    paths += [INGEST / "search_index/history.py", INGEST / "search_index/keys.py"]
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
    copy.execute("delete from search_topic_groups")
    copy.execute("update builds set fingerprint = 'without groups'")
    assert search(copy, "fatigue").has_hits
    assert search(copy, "evidence for the potential risks without 4.4").has_hits


def test_every_group_of_topics_is_there_and_used() -> None:
    names = {row["name"] for row in dictionary("search_topic_groups")}
    assert set(READS_TOPICS.findall(sources())) <= names
    assert [name for name in sorted(names) if f'"{name}"' not in sources()] == []


def test_the_topics_of_groups_are_known() -> None:
    known = {row["topic"] for row in dictionary("search_topics")}
    rows = dictionary("search_topic_groups")
    assert {row["topic"] for row in rows} <= known
    assert {row["instead"] for row in rows} <= {*known, ""}


@pytest.mark.parametrize("name", [FACTORS, GROUPS])
def test_each_topic_of_a_group_that_has_others_instead_has_one(name: str) -> None:
    rows = [row for row in dictionary("search_topic_groups") if row["name"] == name]
    assert all(row["instead"] for row in rows)


def topics_side_by_side(code: str) -> list[str]:
    """The collections of two topics and more that stand in ``code``."""
    tree = ast.parse(code)
    assigned = (node for node in ast.walk(tree) if isinstance(node, ast.Assign))
    constants = {id(one.value) for one in assigned if isinstance(one.targets[0], ast.Tuple)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
            parts = [one for one in ast.iter_child_nodes(node) if isinstance(one, ast.Constant)]
            several = sum(str(one.value).startswith("t:") for one in parts) > 1
            found += [ast.unparse(node)] if several and id(node) not in constants else []
    return found


def test_groups_of_topics_that_stand_in_code_are_found() -> None:
    assert topics_side_by_side('ONE, OTHER = "t:start", "t:renewal"') == []
    assert topics_side_by_side('KINDS = {"t:start", "t:renewal"}') == ["{'t:start', 't:renewal'}"]


def test_no_group_of_topics_stands_in_code() -> None:
    paths = sorted((INGEST / "site").rglob("*.py"))
    found = [one for path in paths for one in topics_side_by_side(path.read_text("utf-8"))]
    assert found == []
