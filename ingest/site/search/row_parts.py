"""An answer and such of its rows as are shown in, what each has of the question, or lacks, out."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.lexicon.shown_rows import ShownRow
from ingest.site.search.question.said_signs import with_signs
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import as_said
from ingest.site.search.scores.unit_weights import MET
from ingest.site.search.told.but_related import aside
from ingest.site.search.told.not_of_category import (
    category_asked_for,
    name_of_category,
    rows_of_category,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The units of a question that a row has; those that it has but near, or not at all; the
    medicines that are named, where it is of one of the same substance by another name; and what it
    is without, in words.
    """

    met: list[Unit]
    lacking: list[Unit]
    siblings: list[Unit]
    without: list[str]

    @property
    def lacks_a_name(self) -> bool:
        """Whether a thing that is named is among what it lacks."""
        return any(unit.named for unit in self.lacking)


class RowParts:
    """What the rows that are shown have of a question."""

    def __init__(self, connection: sqlite3.Connection, answer: Answer, rows: Numbers) -> None:
        """``rows`` (from 0) are those that are shown, a part of the answer's."""
        self.answer = answer
        self.rows = rows
        self._aside = aside(connection, answer.lexicon, answer.units)
        self._category = category_asked_for(answer)
        self._of_category = rows_of_category(connection, answer.lexicon, self._category)
        self._named = [unit for unit in answer.units if _names_a_product(answer.lexicon, unit)]
        text = answer.query.text
        said = {id(unit): as_said(answer, unit) for unit in answer.units}
        self._said = {at: with_signs(answer.lexicon, text, words) for at, words in said.items()}
        self._signed = {at for at, words in said.items() if words != self._said[at]}

    def of(self, at: int, row: ShownRow, has: dict[int, float]) -> Parts:
        """The parts of the row at the place ``at``; ``has`` is how much it has of each unit, by
        their ids."""
        its = self.answer.lexicon.product_words.get(row.product_id or "", frozenset())
        others = [unit for unit in self._named if its.isdisjoint(unit.words)]
        met: list[Unit] = []
        lacking: list[Unit] = []
        siblings: list[Unit] = []
        for unit in self.answer.units:
            degree = has.get(id(unit), 0.0)
            if degree and unit in others and row.product_id and not _prints(row, unit):
                siblings.append(unit)
                continue
            quoted = degree < MET and _quotes(row, unit)
            if degree or quoted:
                met.append(unit)
            lacks = (unit.absent or degree < MET) and not quoted
            if lacks and (id(unit) in self._signed or not (unit.weak or unit.topic or unit.denied)):
                lacking.append(unit)
        return Parts(met, lacking, siblings, self._without(at, met, lacking))

    def _without(self, at: int, met: Sequence[Unit], lacking: Sequence[Unit]) -> list[str]:
        """What a row lacks in the words of the question, and nothing that another has too."""
        related = [unit for unit, rows in self._aside if unit in met and rows[self.rows[at]]]
        units = [*(one for one in lacking if one not in met), *related]
        words = dict.fromkeys(self._said[id(one)] for one in units if one is not self._category)
        if self._category is not None and not self._of_category[self.rows[at]]:
            words[name_of_category(self._category)] = None
        return [
            one
            for one in words
            if not any(f" {one} " in f" {other} " for other in words if other != one)
        ]


def _prints(row: ShownRow, unit: Unit) -> bool:
    """Whether a row prints the words of a unit."""
    return row.title.printed.keys() | row.body.printed.keys() >= set(unit.roots)


def _quotes(row: ShownRow, unit: Unit) -> bool:
    """Whether what the document says where a row stands has a unit's one word; numbers and letters
    may be of something else there."""
    word = unit.words[0] if len(unit.words) == 1 else ""
    return len(word) > 1 and word.isalpha() and word in words_in(row.quote or "")


def _names_a_product(lexicon: Lexicon, unit: Unit) -> bool:
    """Whether the words of a unit are in the name of a medicine, not of a substance alone."""
    return lexicon.medicines.issuperset(unit.words) and any(
        name.issuperset(unit.words) for name in lexicon.product_words.values()
    )
