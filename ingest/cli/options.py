"""What commands share: options, and the project's errors as those of the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

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


def or_fail(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What ``function`` gives; its RiskplanError ends the command with its words."""
    try:
        return function(*args, **kwargs)
    except RiskplanError as error:
        raise click.ClickException(str(error)) from error
