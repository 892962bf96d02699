"""Commands that make source folders and build the database, and the site on it."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from ingest import pipeline
from ingest.add import add as add_files
from ingest.cli.options import DATABASE, SOURCES, or_fail
from ingest.families import family_names
from ingest.text_tables import table_lines


@click.command()
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
        length=len(or_fail(pipeline.find_sources, folders)),
        label="Reading",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    )
    with bar:
        outcome = or_fail(
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


@click.command()
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
        for one in or_fail(add_files, files, sources, options, ask):
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


@click.command()
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
        or_fail(pipeline.build, folders, database, cache=kept)
    said = "riskplan is at {}"
    or_fail(run, database, folders, host, port, lambda url: click.echo(said.format(url), err=True))


def _ask(question: str, key: str) -> str:
    kind = click.Choice(family_names()) if key == "family" else click.STRING
    return str(click.prompt(question, type=kind))
