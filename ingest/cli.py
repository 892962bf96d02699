"""The command ``riskplan``: arguments in, one function called, its result printed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from ingest import pipeline
from ingest.errors import RiskplanError

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
def build(sources: tuple[Path, ...], database: Path, jobs: int, keep_going: bool) -> None:
    """Read all sources and put a new database in the place of the old one.

    Example: riskplan build --sources my-plans --database plans.db --jobs 2
    """
    folders = sources or (pipeline.PACKAGED_SOURCES,)
    bar = click.progressbar(
        length=len(_or_fail(pipeline.find_sources, folders)),
        label="Reading",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    )
    with bar:
        outcome = _or_fail(
            pipeline.build, folders, database, jobs, keep_going, lambda: bar.update(1)
        )
    click.echo(_table(("document", "family", "records", "unread", "findings"), outcome.summaries))
    click.echo(f"{database}: {len(outcome.summaries)} documents")
    if outcome.problems:
        click.echo("\n".join(outcome.problems), err=True)
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
        _or_fail(pipeline.build, folders, database)
    _or_fail(run, database, host, port, lambda url: click.echo(f"riskplan is at {url}", err=True))


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
def check(database: Path) -> None:
    """Check a database: quotes, places, foreign keys, expectations, unread text. Exit 1 if bad.

    Example: riskplan check --database riskplan.db
    """
    checks = _or_fail(pipeline.check, database)
    for one in checks:
        click.echo(f"{'ok  ' if not one.failures else 'FAIL'}  {one.name}")
        for failure in one.failures[:20]:
            click.echo(f"        {failure}")
        if len(one.failures) > 20:
            click.echo(f"        and {len(one.failures) - 20} more")
    if any(one.failures for one in checks):
        sys.exit(1)


def _or_fail(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return function(*args, **kwargs)
    except RiskplanError as error:
        raise click.ClickException(str(error)) from error


def _table(head: tuple[str, ...], summaries: list[pipeline.Summary]) -> str:
    rows = [head, *(tuple(str(getattr(one, name)) for name in head) for one in summaries)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i < 2 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


if __name__ == "__main__":
    main()
