"""An answer in, the words of the question out that no row says: the hits are but near to them."""

from __future__ import annotations

import sqlite3

from ingest.site.search_answer import Answer
from ingest.site.unit_degrees import together
from ingest.site.units import LEADING, Unit

LEADS = (*LEADING, "label")
"""Kinds of meanings that lead to what is related or wider, or to where the label would say it."""


def only_related(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """The words that no row says or has a name for, and hits have what is related or wider, or the
    section of the label that would say it.

    "Delirium" where plans speak of a confusional state: hits for it are no claim that it occurs.
    """
    units = [unit for unit in answer.units if _leads(unit)] if answer.has_hits else []
    said = {"".join(words.split()) for words in answer.absent}
    words = [" ".join(unit.words) for unit in units if not _is_said(connection, answer, unit)]
    return [one for one in dict.fromkeys(words) if "".join(one.split()) not in said]


def _leads(unit: Unit) -> bool:
    """Whether words but lead to what is related or wider; the number of a section is its name."""
    leads = bool(unit.meanings) and all(one.kind in LEADS for one in unit.meanings)
    number = not any(word.isalpha() for word in unit.words)
    return leads and not (number or unit.weak or unit.topic or unit.everyday)


def _is_said(connection: sqlite3.Connection, answer: Answer, unit: Unit) -> bool:
    """Whether some row has the words themselves."""
    return bool(unit.roots) and bool(len(together(connection, answer.lexicon, unit.roots)[0]))
