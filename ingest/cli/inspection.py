"""Commands that look at what was read: of one file, and of a whole database."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ingest import pipeline
from ingest.cli.options import DATABASE, or_fail
from ingest.gold import check_gold, score_lines


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--family", help="Read the file as this family. Default: what source.yml says.")
def show(file: Path, family: str | None) -> None:
    """Print the sections and records of one file with their places, and what was not read.

    Example: riskplan show ingest/sources/nexpovio-rmp-summary/nexpovio-rmp-summary.pdf
    """
    for line in or_fail(pipeline.show, file, family):
        click.echo(line)


@click.command()
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
    checks = or_fail(pipeline.check, database)
    for one in checks:
        click.echo(f"{'ok  ' if not one.failures else 'FAIL'}  {one.name}")
        for failure in one.failures[:20]:
            click.echo(f"        {failure}")
        if len(one.failures) > 20:
            click.echo(f"        and {len(one.failures) - 20} more")
    scores = or_fail(check_gold, database, gold)
    for line in score_lines(scores):
        click.echo(line)
    if any(one.failures for one in checks) or any(one.missing or one.extra for one in scores):
        sys.exit(1)
