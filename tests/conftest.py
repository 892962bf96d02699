"""Databases built once a session from the shipped documents, and from the second reading."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings

from ingest import pipeline
from ingest.search_evaluation import DEPTH, Rows, Search
from ingest.search_index.fill import fill_search
from ingest.site.search.answer import Answer
from ingest.site.search.engine import search

DOCUMENTS = Path(__file__).parent / "documents"
SEARCH = Path(__file__).parent / "search"

settings.register_profile("untimed", deadline=None)  # machines are shared: no test is timed
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="rewrite expected.json of the golden examples"
    )


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the shipped documents: the plan from its PDF, the policy from its text."""
    path = tmp_path_factory.mktemp("built") / "riskplan.db"
    pipeline.build([pipeline.PACKAGED_SOURCES], path)
    return path


@pytest.fixture(scope="session")
def text_sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped sources with the plan's text extraction in the place of its PDF."""
    folder = tmp_path_factory.mktemp("sources") / "sources"
    shutil.copytree(pipeline.PACKAGED_SOURCES, folder)
    plan = folder / "nexpovio-rmp-summary"
    (plan / "nexpovio-rmp-summary.pdf").unlink()
    shutil.copy(DOCUMENTS / "nexpovio-rmp-summary.txt", plan)
    said = (plan / "source.yml").read_text(encoding="utf-8")
    said = said.replace("file: nexpovio-rmp-summary.pdf", "file: nexpovio-rmp-summary.txt")
    (plan / "source.yml").write_text(said, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def text_database(text_sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same documents with the plan read from its text extraction."""
    path = tmp_path_factory.mktemp("built-from-text") / "riskplan.db"
    pipeline.build([text_sources], path)
    return path


@pytest.fixture(scope="session")
def policies_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of fictional policies of other shapes."""
    from fictional_policies import put_policies

    folder = tmp_path_factory.mktemp("policies")
    pipeline.build([put_policies(folder / "sources")], folder / "riskplan.db")
    return folder / "riskplan.db"


def refill_search(connection: sqlite3.Connection) -> None:
    """Fill what searches go by anew, after rows were put into tables by hand."""
    for table in (
        "search_index", "search_postings", "search_lengths", "search_columns", "search_beside",
        "search_words",
        "risk_concepts", "risk_factor_concepts", "policy_warning_concepts",
    ):  # fmt: skip
        connection.execute(f"delete from {table}")
    connection.execute("update builds set fingerprint = fingerprint || ' refilled'")
    fill_search(connection)
    connection.execute("insert into search_index_fts (search_index_fts) values ('rebuild')")


def first_said(connection: sqlite3.Connection, answer: Answer) -> str:
    """The title and the text of the first hit of a search, in one line."""
    sql = "select title || ': ' || body from search_index where id = ?"
    (said,) = connection.execute(sql, [answer.page(0, 1)[0].id]).fetchone()
    return " ".join(said.split())


def by_words(connection: sqlite3.Connection) -> Search:
    """The search as it is without examples."""
    paths = dict(connection.execute("select id, row_path from search_index"))

    def find(query: str) -> Rows:
        answer = search(connection, query, learned=False)
        hits = answer.page(0, DEPTH) if answer.has_hits else []
        return Rows(["/".join(paths[hit.id].rsplit("/", 2)[1:]) for hit in hits])

    return find


def edited(connection: sqlite3.Connection, *edits: tuple[str, list[str]]) -> sqlite3.Connection:
    """A copy of a database in memory with other words in its rows: SQL and its values."""
    copy = sqlite3.connect(":memory:")
    connection.backup(copy)
    for sql, values in edits:
        copy.execute(sql, values)
    copy.execute("update builds set fingerprint = ?", [uuid4().hex])
    refill_search(copy)
    return copy


@contextmanager
def fictional(name: str, folder: Path) -> Iterator[sqlite3.Connection]:
    """A database, built in ``folder``, of the documents of a fictional medicine."""
    pipeline.build([SEARCH / name / "documents"], folder / "riskplan.db")
    with closing(sqlite3.connect(folder / "riskplan.db")) as connection:
        yield connection


@pytest.fixture(params=["from the PDF", "from the text"])
def readings(request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    """Both readings of the plan, one after the other: every known answer must hold in both."""
    name = "database" if request.param == "from the PDF" else "text_database"
    connection = sqlite3.connect(request.getfixturevalue(name))
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def evil_database(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database with mark-up, scripts and template syntax wherever words may stand."""
    from evil_fields import make_evil  # it uses refill_search

    path = tmp_path_factory.mktemp("evil") / "evil.db"
    make_evil(database, path)
    return path


@pytest.fixture(scope="module")
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    """The database that the tests share, open for reading."""
    with closing(sqlite3.connect(database)) as connection:
        yield connection
