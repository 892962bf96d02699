"""The command ``riskplan``: arguments in, one function called, its result printed."""

from __future__ import annotations

import click

from ingest import pipeline
from ingest.cli import inspection, questions, sources


@click.group()
@click.version_option(pipeline.release(), prog_name="riskplan")
def main() -> None:
    """Medicines' risk management plans as linked, searchable tables."""


for command in (
    sources.build,
    sources.add,
    sources.serve,
    questions.search,
    questions.authorise,
    questions.evaluate_search,
    inspection.show,
    inspection.check,
):
    main.add_command(command)
