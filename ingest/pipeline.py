"""The page to read first: source folders in, a database out, stage by stage."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path

from ingest.accounts import ledger_of
from ingest.check import check, open_database
from ingest.errors import BadSource, BuildFailed, NotADatabase, RiskplanError
from ingest.families import parse_document
from ingest.listing import describe
from ingest.records import Finding
from ingest.resources import PACKAGE, resource
from ingest.source_file import Source, bare_source, clashing, find_sources, load_source
from ingest.store import Extract, store

__all__ = [
    "build", "check", "extract", "find_sources", "fingerprint", "is_current", "release", "show",
]  # fmt: skip

PACKAGED_SOURCES = PACKAGE / "sources"


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of a build's closing table."""

    document: str
    family: str
    records: int
    unread: int
    findings: int


@dataclass(slots=True)
class Outcome:
    """What a build did: a line for each document read, a message for each that was not."""

    summaries: list[Summary] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def extract(source: Source) -> Extract:
    """One document, read and parsed. Raises a RiskplanError that names the file."""
    document = source.read()
    try:
        return Extract(source, document, list(parse_document(document, source.family)))
    except RiskplanError as error:
        raise type(error)(f"{source.path}: {error}") from error


def build(
    folders: Sequence[Path],
    database: Path,
    jobs: int = 1,
    keep_going: bool = False,
    progress: Callable[[], None] = lambda: None,
) -> Outcome:
    """Read every source below ``folders`` and swap a new ``database`` in.

    All files are tried, over ``jobs`` processes. When any cannot be read the old database stays
    and BuildFailed names every problem; with ``keep_going`` the good documents are built and the
    problems are in the outcome.
    """
    sources, problems = _load_all(folders)
    extracts: list[Extract] = []
    for read in _extract_all(sources, jobs):
        progress()
        if isinstance(read, Extract):
            extracts.append(read)
        else:
            problems.append(str(read))
    if problems and not (keep_going and extracts):
        raise BuildFailed("\n".join(problems))
    store(extracts, database, fingerprint(folders), release())
    return Outcome([_summary(one) for one in extracts], problems)


def _load_all(folders: Sequence[Path]) -> tuple[list[Source], list[str]]:
    sources, problems = [], []
    for folder in find_sources(tuple(folders)):
        try:
            sources.append(load_source(folder))
        except RiskplanError as error:
            problems.append(str(error))
    for source, problem in list(clashing(sources)):
        sources.remove(source)
        problems.append(problem)
    return sources, problems


def _extract_all(sources: list[Source], jobs: int) -> Iterator[Extract | RiskplanError]:
    if jobs <= 1 or len(sources) < 2:
        yield from map(_try_extract, sources)
        return
    with ProcessPoolExecutor(max_workers=min(jobs, len(sources))) as pool:
        yield from pool.map(_try_extract, sources)


def _try_extract(source: Source) -> Extract | RiskplanError:
    try:
        return extract(source)
    except RiskplanError as error:
        return error


def _summary(one: Extract) -> Summary:
    return Summary(
        document=one.source.id,
        family=one.source.family,
        records=len(one.rows),
        unread=ledger_of(one.document, one.rows).count("unread"),
        findings=sum(isinstance(row, Finding) for row in one.rows),
    )


def fingerprint(folders: Sequence[Path]) -> str:
    """A digest of all that a database is built from: sources, schema, dictionaries, code."""
    inputs = [path for folder in folders for path in Path(folder).rglob("*")]
    inputs += resource("schema").glob("*.sql")
    inputs += (path for kind in ("*.py", "*.csv", "*.yml") for path in PACKAGE.rglob(kind))
    parts = {
        hashlib.sha256(f"{path.name}\0".encode() + path.read_bytes()).hexdigest()
        for path in {path.resolve() for path in inputs if path.is_file()}
        if path.name != "metadata.yml"  # of the site, and inside the package in a wheel only
    }
    return hashlib.sha256("\n".join([release(), *sorted(parts)]).encode()).hexdigest()


def release() -> str:
    """The installed version of riskplan."""
    try:
        return installed_version("riskplan")
    except PackageNotFoundError:
        return "unreleased"


def is_current(database: Path, folders: Sequence[Path]) -> bool:
    """Whether ``database`` was built from exactly what ``folders`` and the code are now."""
    try:
        with closing(open_database(database)) as connection:
            (built_from,) = connection.execute("select fingerprint from builds").fetchone()
    except NotADatabase:
        return False
    return bool(built_from == fingerprint(folders))


def show(file: Path, family: str | None = None) -> Iterator[str]:
    """One file's sections, records and unread text as lines for a person.

    The family is taken from ``family``, else from the source.yml beside the file. Raises
    BadSource when there is neither, and what reading and parsing raise.
    """
    if family is None and not (file.parent / "source.yml").exists():
        raise BadSource(f"{file}: no source.yml beside it; name the family with --family")
    source = load_source(file.parent) if family is None else bare_source(file, family)
    return describe(extract(source))
