"""An answer in, the words of the question out that no row says: the hits are but near to them."""

from __future__ import annotations

import sqlite3

from ingest.site.search_answer import Answer
from ingest.site.unit_degrees import together
from ingest.site.units import LEADING, Unit


def only_related(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """The words that no row says or has a name for, and hits have what is related or wider.

    "Delirium" where plans speak of a confusional state: hits for it are no claim that it occurs.
    """
    units = [unit for unit in answer.units if _leads(unit)] if answer.has_hits else []
    said = {"".join(words.split()) for words in answer.absent}
    words = [" ".join(unit.words) for unit in units if not _is_said(connection, answer, unit)]
    return [one for one in dict.fromkeys(words) if "".join(one.split()) not in said]


def is_told_near(connection: sqlite3.Connection, answer: Answer) -> bool:
    """Whether it is said of the hits that they are near to what was asked, not just that: that no
    row says some of it, or enough of it.
    """
    near = answer.level == "alike" or bool(answer.absent)
    return answer.has_hits and (near or bool(only_related(connection, answer)))


def _leads(unit: Unit) -> bool:
    """Whether words but lead to what is related or wider; a number does, and is said otherwise."""
    leads = bool(unit.meanings) and all(one.kind in LEADING for one in unit.meanings)
    return leads and not (unit.weak or unit.topic or unit.everyday)


def _is_said(connection: sqlite3.Connection, answer: Answer, unit: Unit) -> bool:
    """Whether some row has the words themselves."""
    return bool(unit.roots) and bool(len(together(connection, answer.lexicon, unit.roots)[0]))
