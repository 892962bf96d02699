"""The page to read first: source folders in, a database out, stage by stage."""

from __future__ import annotations

import sqlite3
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ingest.check import check, open_database
from ingest.errors import BadSource, BuildFailed, NotADatabase, ReaderFailed, RiskplanError
from ingest.extract_cache import ExtractCache, cache_beside
from ingest.families import parse_document
from ingest.fingerprint import fingerprint, release
from ingest.listing import describe
from ingest.read_all import Read, read_all
from ingest.reference_tables import reference_database
from ingest.resources import PACKAGE
from ingest.source_file import Source, bare_source, clashing, find_sources, load_source, told_apart
from ingest.store import refusal, store
from ingest.table_rows import Extract, Prepared, Summary, prepare

__all__ = [
    "build", "cache_beside", "check", "extract", "find_sources", "fingerprint", "is_current",
    "release", "show",
]  # fmt: skip

PACKAGED_SOURCES = PACKAGE / "sources"


@dataclass(slots=True)
class Outcome:
    """What a build did: a line for each document read, a message for each that was not."""

    summaries: list[Summary] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unchanged: bool = False
    """Nothing was new, so the database that is there was left as it is."""


def extract(source: Source) -> Extract:
    """One document, read and parsed. Raises a RiskplanError that names the file."""
    with _naming(source):
        document = source.read()
        return Extract(source, document, list(parse_document(document, source.family)))


@contextmanager
def _naming(source: Source) -> Iterator[None]:
    """Turn whatever goes wrong with a source into a RiskplanError that names its file."""
    try:
        yield
    except RiskplanError as error:
        if str(source.path) in str(error):
            raise
        raise type(error)(f"{source.path}: {error}") from error
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        raise ReaderFailed(
            f"{source.path}: riskplan itself failed on it ({error!r} in {Path(at.filename).name}, "
            f"line {at.lineno}); please report that, and build the others with --keep-going"
        ) from error


def build(
    folders: Sequence[Path],
    database: Path,
    jobs: int = 1,
    keep_going: bool = False,
    progress: Callable[[], None] = lambda: None,
    cache: Path | None = None,
) -> Outcome:
    """Read every source below ``folders`` and swap a new ``database`` in.

    All files are tried, over ``jobs`` processes; with a ``cache`` folder only those that are new
    to it, and nothing at all is done when the last build was of the same. When any cannot be read
    the old database stays and BuildFailed names every problem; with ``keep_going`` the good
    documents are built and the problems are in the outcome.
    """
    known = ExtractCache(cache) if cache else None
    inputs = fingerprint(folders)
    if known and (summaries := known.last_build(database, inputs)):
        return Outcome(summaries, unchanged=True)
    sources, problems = _load_all(folders)
    read = read_all(_try_extract, sources, jobs, known, progress)
    good = [one for one in read if isinstance(one, Prepared)]
    problems += [str(one) for one in read if isinstance(one, RiskplanError)]
    if problems and not (keep_going and good):
        raise BuildFailed("\n".join([*problems, _nothing_built(database, len(good))]))
    try:
        reference = known.reference() if known else reference_database()
        paths = {source.id: source.path for source in sources}
        good, refused = _store(good, database, inputs, keep_going, paths, reference)
    except (OSError, sqlite3.OperationalError) as error:
        raise BuildFailed(
            f"{database}: cannot be written ({error}); see to it that there is room and that its "
            "folder may be written, or name another: --database"
        ) from error
    problems += refused
    outcome = Outcome([one.summary for one in good], problems)
    if known:
        known.close(database, None if problems else inputs, outcome.summaries)
    return outcome


def _store(
    documents: list[Prepared],
    database: Path,
    inputs: str,
    keep_going: bool,
    paths: dict[str, Path],
    reference: bytes,
) -> tuple[list[Prepared], list[str]]:
    """Store ``documents``: those that were, and a message for each that the schema refuses.

    Raises BuildFailed when it refuses any (with ``keep_going``: all).
    """
    try:
        store(documents, database, inputs, release(), reference)
    except sqlite3.IntegrityError:
        against = {one.summary.document: refusal(one, reference) for one in documents}
        good = [one for one in documents if not against[one.summary.document]]
        if len(good) == len(documents):  # they contradict each other: that is no one's alone
            raise
        problems = [
            f"{paths[name]}: what was read of it breaks a rule of the database ({error}); please "
            "report that, and build the others with --keep-going"
            for name, error in against.items()
            if error
        ]
        if not (keep_going and good):
            nothing = _nothing_built(database, len(good))
            raise BuildFailed("\n".join([*problems, nothing])) from None
        store(good, database, inputs, release(), reference)
        return good, problems
    return documents, []


def _nothing_built(database: Path, good: int) -> str:
    stays = f"{database} stays as it was" if database.exists() else f"{database} was not built"
    return f"{stays}; build the {good} others with --keep-going" if good else stays


def _load_all(folders: Sequence[Path]) -> tuple[list[Source], list[str]]:
    sources, problems = [], []
    for folder in find_sources(tuple(folders)):
        try:
            sources.append(load_source(folder))
        except RiskplanError as error:
            problems.append(str(error))
    sources = told_apart(sources)
    for source, problem in list(clashing(sources)):
        sources.remove(source)
        problems.append(problem)
    return sources, problems


def _try_extract(source: Source) -> Read:
    try:
        read = extract(source)
        with _naming(source):
            prepared = prepare(read)
            source.refuse_changed()
    except RiskplanError as error:
        return error
    return prepared


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
    if family:
        return describe(extract(bare_source(file, family)))
    source = load_source(file.parent) if (file.parent / "source.yml").exists() else None
    if source is None or source.path.resolve() != file.resolve():
        raise BadSource(f"{file}: no source.yml beside it is about it; name its family: --family")
    return describe(extract(source))
