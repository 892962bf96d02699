"""Units of a question in, the same out with those taken apart whose words rows have, but not one
row all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from ingest.site.lexicon import Lexicon
from ingest.site.meanings import Meaning
from ingest.site.unit_degrees import together
from ingest.site.units import Unit, unit_of, unit_of_one


def apart_where_no_row_has_all(
    connection: sqlite3.Connection, known: Lexicon, units: Sequence[Unit]
) -> list[Unit]:
    """The units, with the name that is in one and the word beside it in the place of that, or its
    words one by one: "heart failure patient" where rows have heart failure, and patients.

    One whose meaning stands in no row together is absent.
    """
    found: list[Unit] = []
    for unit in units:
        if unit.weak or unit.topic or unit.absent or _is_met(connection, known, unit):
            found.append(unit)
        elif len(unit.roots) > 1 and not unit.meanings:
            found += _parts(known, unit)
        else:
            found.append(replace(unit, absent=True))
    return found


def _is_met(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> bool:
    """Whether some row has the words of a unit, or what they mean."""
    needed = [unit.roots] if unit.roots else []
    for one in unit.meanings:
        if not one.term.startswith("w:"):
            return True
        needed.append(tuple(one.term[2:].split()))
    return any(len(roots) == 1 or len(together(connection, known, roots)[0]) for roots in needed)


def _parts(known: Lexicon, unit: Unit) -> list[Unit]:
    roots = {word: known.root(word) for word in unit.words}
    beside = frozenset(roots.values())

    def alone(word: str) -> Unit:
        return unit_of_one(known, word, roots[word], _meant(known, [word]), False, beside)

    parted = []
    for word in unit.words:
        others = [one for one in unit.words if one != word]
        if len(others) > 1 and (meant := _meant(known, others)):
            parted.append((unit_of(known, others, [roots[one] for one in others], meant), word))
    for name, word in sorted(parted, key=lambda pair: not pair[0].named):
        if name.meanings:
            return [name, alone(word)]
    return [alone(word) for word in unit.words if word not in known.stop]


def _meant(known: Lexicon, words: Sequence[str]) -> Sequence[Meaning]:
    return known.phrases.get(" ".join(sorted(known.root(word) for word in words)), ())
