"""The command ``riskplan``: arguments in, one function called, its result printed."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from ingest import pipeline
from ingest.add import add as add_files
from ingest.errors import RiskplanError
from ingest.families import family_names
from ingest.gold import check_gold, score_lines
from ingest.text_tables import table_lines

P = ParamSpec("P")
T = TypeVar("T")

DATABASE = click.option(
    "--database",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("riskplan.db"),
    show_default=True,
    help="The SQLite file.",
)
SOURCES = click.option(
    "--sources",
    type=click.Path(file_okay=False, path_type=Path),
    multiple=True,
    help="A folder of source folders; may be given again. Default: the documents shipped.",
)


@click.group()
@click.version_option(pipeline.release(), prog_name="riskplan")
def main() -> None:
    """Medicines' risk management plans as linked, searchable tables."""


@main.command()
@SOURCES
@DATABASE
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option("--keep-going", is_flag=True, help="Build the good documents when others are bad.")
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to keep what was read of each file. Default: DATABASE.cache.",
)
@click.option("--no-cache", is_flag=True, help="Read every file anew and keep nothing.")
def build(
    sources: tuple[Path, ...],
    database: Path,
    jobs: int,
    keep_going: bool,
    cache: Path | None,
    no_cache: bool,
) -> None:
    """Read all sources and put a new database in the place of the old one.

    Files that have not changed since the last build are not read again.

    Example: riskplan build --sources my-plans --database plans.db --jobs 2
    """
    kept = None if no_cache else cache or pipeline.cache_beside(database)
    folders = sources or (pipeline.PACKAGED_SOURCES,)
    bar = click.progressbar(
        length=len(_or_fail(pipeline.find_sources, folders)),
        label="Reading",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    )
    with bar:
        outcome = _or_fail(
            pipeline.build, folders, database, jobs, keep_going, lambda: bar.update(1), kept
        )
    head = ("document", "family", "records", "unread", "findings")
    rows = [[str(getattr(one, name)) for name in head] for one in outcome.summaries]
    click.echo("\n".join(table_lines([head, *rows], left=2)))
    more = ", unchanged" if outcome.unchanged else ""
    if outcome.problems:
        more = f", {len(outcome.problems)} sources left out"
    click.echo(f"{database}: {len(outcome.summaries)} documents{more}")
    if outcome.problems:
        click.echo("\n".join(outcome.problems), err=True)
        sys.exit(1)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--sources",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("sources"),
    show_default=True,
    help="Where to make the source folders.",
)
@click.option("--family", help=f"What it is: {', '.join(family_names())}.")
@click.option("--product", help="The brand name.")
@click.option("--substance", help='The INN; of a combination "a + b".')
@click.option("--jurisdiction", help="EU, US, ...")
@click.option("--title", help="Of the document.")
@click.option("--publisher", help="Who made the document public.")
@click.option("--language", help="ISO 639-1, such as en.")
@click.option("--address", help="Where it was published.")
@click.option("--version", help="Of the document, such as 2.1.")
@click.option("--date", help="Of the document, ISO 8601, such as 2024-05-31.")
def add(files: tuple[Path, ...], sources: Path, **options: str | None) -> None:
    """Make source folders of your own files; what they say of themselves is read from them.

    An option overrides what a file says, for all the files given. Family, product and substance
    are needed: they are asked for at a terminal when the file does not say them, whatever else it
    does not say is left out.

    Example: riskplan add plans/*.pdf --sources my-plans
    """
    there, problems = 0, []
    try:
        ask = _ask if sys.stdin.isatty() else None
        for one in _or_fail(add_files, files, sources, options, ask):
            if one.folder:
                there += 1
                click.echo("\n    ".join([f"{one.file} -> {one.folder}", *one.lines]))
            if one.problem:
                problems.append(one.problem)
    finally:  # the user may have left at a question
        if problems:
            click.echo("\n".join(problems), err=True)
    if there:
        click.echo(f"{there} of {len(files)} files are sources now; next:")
        click.echo(f"riskplan build --sources {shlex.quote(str(sources))}")
    if problems:
        sys.exit(1)


@main.command()
@SOURCES
@DATABASE
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
def serve(sources: tuple[Path, ...], database: Path, host: str, port: int) -> None:
    """Build the database where it is missing or out of date, then serve the site on it.

    Example: riskplan serve --port 8080
    """
    from ingest.server import run  # Datasette takes half a second to import

    folders = sources or (pipeline.PACKAGED_SOURCES,)
    if not pipeline.is_current(database, folders):
        click.echo(f"Building {database} ...", err=True)
        kept = pipeline.cache_beside(database)
        _or_fail(pipeline.build, folders, database, cache=kept)
    said = "riskplan is at {}"
    _or_fail(run, database, folders, host, port, lambda url: click.echo(said.format(url), err=True))


@main.command()
@click.argument("query", nargs=-1, required=True)
@DATABASE
@click.option("--json", "as_json", is_flag=True, help="The hits as a JSON array.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Hits.")
def search(query: tuple[str, ...], database: Path, as_json: bool, limit: int) -> None:
    """Search everything that was read; each hit says by which words it was found.

    Example: riskplan search "category:potential tumour lysis" --limit 5
    """
    from ingest.search_listing import search_lines  # it stands on the site: see serve

    words = " ".join(query)
    click.echo(_or_fail(lambda: "\n".join(search_lines(database, words, limit, as_json))))


@main.command()
@click.option(
    "--facts",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="A YAML file: a line for each fact, such as age: 67.",
)
@click.option("--policy", help="The policy's id. Default: what the file says, or the only one.")
@DATABASE
@click.option("--json", "as_json", is_flag=True, help="All of the answer as JSON.")
def authorise(facts: Path, policy: str | None, database: Path, as_json: bool) -> None:
    """Hold a request for prior approval against a policy's published text.

    It says of each clause whether it is met, and what is still to be found out. It is no coverage
    decision.

    Example: riskplan authorise --facts request.yml --policy xpovio-prior-approval
    """
    from ingest.authorise_listing import authorise_lines  # it stands on the site: see serve

    click.echo(_or_fail(lambda: "\n".join(authorise_lines(database, facts, policy, as_json))))


@main.command()
@click.option(
    "--queries",
    type=click.Path(path_type=Path),
    default=Path("tests/search/queries.csv"),
    show_default=True,
    help="A CSV file of queries with the rows that are right.",
)
@DATABASE
def evaluate_search(queries: Path, database: Path) -> None:
    """Print how well the search finds what queries are for, beside two plain searches.

    Example: riskplan evaluate-search --queries tests/search/held_out.csv
    """
    from ingest.search_listing import evaluation_lines  # it stands on the site: see serve

    click.echo(_or_fail(lambda: "\n".join(evaluation_lines(database, queries))))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--family", help="Read the file as this family. Default: what source.yml says.")
def show(file: Path, family: str | None) -> None:
    """Print the sections and records of one file with their places, and what was not read.

    Example: riskplan show ingest/sources/nexpovio-rmp-summary/nexpovio-rmp-summary.pdf
    """
    for line in _or_fail(pipeline.show, file, family):
        click.echo(line)


@main.command()
@DATABASE
@click.option(
    "--gold",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="What a person read out of a document (docs/gold.md); may be given again.",
)
def check(database: Path, gold: tuple[Path, ...]) -> None:
    """Check a database: quotes, places, foreign keys, expectations, unread text. Exit 1 if bad.

    With gold files, precision and recall of each field of their documents too.

    Example: riskplan check --database riskplan.db --gold tests/gold/nexpovio-rmp-summary.yml
    """
    checks = _or_fail(pipeline.check, database)
    for one in checks:
        click.echo(f"{'ok  ' if not one.failures else 'FAIL'}  {one.name}")
        for failure in one.failures[:20]:
            click.echo(f"        {failure}")
        if len(one.failures) > 20:
            click.echo(f"        and {len(one.failures) - 20} more")
    scores = _or_fail(check_gold, database, gold)
    for line in score_lines(scores):
        click.echo(line)
    if any(one.failures for one in checks) or any(one.missing or one.extra for one in scores):
        sys.exit(1)


def _ask(question: str, key: str) -> str:
    kind = click.Choice(family_names()) if key == "family" else click.STRING
    return str(click.prompt(question, type=kind))


def _or_fail(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return function(*args, **kwargs)
    except RiskplanError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
