"""A word for an age or a route in, whether it is said of a thing that is named beside it out."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from ingest.site.search.answer import Answer
from ingest.site.search.bare_names import bare_name
from ingest.site.search.lexicon.printed_phrases import is_printed
from ingest.site.search.question.units import Unit

OF_A_THING = "of-a-thing"
"""The group of kinds of rows whose words are said of things too."""


def is_said_of_one(
    connection: sqlite3.Connection, answer: Answer, unit: Unit, things: Sequence[Unit]
) -> bool:
    """Whether a unit is one such word before one of ``things`` in the bare name of it ("juvenile
    cataract", "oral bleeding"), and no row prints both so."""
    asks = unit.topic and unit.first in answer.lexicon.topics[OF_A_THING]
    if not (asks and len(unit.words) == 1):
        return False
    typed = f" {' '.join(bare_name(answer))} "
    each = (" ".join([*unit.words, *thing.words]) for thing in things)
    named = [one for one in each if f" {one} " in typed]
    return any(not is_printed(connection, one) for one in named)
