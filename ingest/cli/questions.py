"""Commands that ask the database: searches, and requests held against a policy."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from ingest.cli.options import DATABASE, or_fail


@click.command()
@click.argument("query", nargs=-1, required=True)
@DATABASE
@click.option("--json", "as_json", is_flag=True, help="The hits as a JSON array, notes on stderr.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Hits.")
def search(query: tuple[str, ...], database: Path, as_json: bool, limit: int) -> None:
    """Search everything that was read; each hit says by which words it was found.

    Example: riskplan search "category:potential tumour lysis" --limit 5
    """
    from ingest.search_listing import search_lines  # it stands on the site: see serve

    words = " ".join(query)
    lines = search_lines(database, words, limit, as_json, partial(click.echo, err=True))
    click.echo(or_fail(lambda: "\n".join(lines)))


@click.command()
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

    click.echo(or_fail(lambda: "\n".join(authorise_lines(database, facts, policy, as_json))))


@click.command()
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

    click.echo(or_fail(lambda: "\n".join(evaluation_lines(database, queries))))
