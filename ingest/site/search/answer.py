"""What a search found, best first, and how."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ingest.site.search.lexicon.example_questions import Likeness
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths
from ingest.site.search.lexicon.query_words import Query
from ingest.site.search.question.units import Unit

HITS = ("all", "most", "alike")
"""Levels of answers whose rows are hits."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the index by its id, with its facets."""

    id: int
    kind: str
    category: str | None
    product_id: str | None


@dataclass(slots=True)
class Answer:
    """The hits of a search, best first, and how they were found.

    ``rows`` are places in the index counted from 0 (an id less one), ``beyond`` those of hits that
    are too many to be ranked, in no order. ``level`` is ``all`` (the
    best have every word), ``most``, ``alike`` (none has the words, but these are what questions
    like this one ask for), ``near`` (no hit: only some words) or ``none``. ``degrees``
    are, for each of the ``units``, how much each of ``rows`` has it; None where no row of the base
    does. ``scores`` are those by these degrees alone, 0 where a row has too little of the question;
    ``asked_for`` is how far each row of the index is what is asked for, below 0 for what is surely
    something else; None where neither a kind of rows nor a section of the label is asked for.
    ``like`` are the example questions by which the first rows were put in their order, if any.
    ``mended`` are misspelled words with what was looked for instead, ``absent`` what no row speaks
    of, ``unlisted`` whom it names as plans list missing information, and none does, ``only_named``
    medicines that no document is of, ``put_in`` words of the units that stand
    for others which were said, ``left_out`` the roots of partners that it leaves away, by how that
    is said. ``as_typed`` are hits of phrases and operators as they were written, ``as_words`` those
    of the words alone, since nothing matches that.
    """

    query: Query
    lexicon: Lexicon
    rows: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    beyond: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    scores: Strengths = field(default_factory=lambda: np.zeros(0, np.float32))
    level: str = "none"
    units: list[Unit] = field(default_factory=list)
    mended: dict[str, list[str]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    only_named: list[str] = field(default_factory=list)
    put_in: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    degrees: list[Strengths | None] = field(default_factory=list)
    asked_for: Strengths | None = None
    as_typed: bool = False
    as_words: bool = False
    like: Likeness | None = None

    @property
    def has_hits(self) -> bool:
        """Whether the rows are hits, not but near."""
        return self.level in HITS

    @property
    def hits(self) -> Numbers:
        """The places of all hits, those too that are not ranked; none where rows are but near."""
        rows = self.rows if self.has_hits else self.rows[:0]
        return np.union1d(rows, self.beyond) if len(self.beyond) else rows

    @property
    def found(self) -> list[Found]:
        """The hits one by one."""
        return self.page(0, len(self.rows))

    def reorder(self, places: Numbers) -> None:
        """Put the hits in another order: ``places`` are where each of them stood."""
        self.rows, self.scores = self.rows[places], self.scores[places]
        self.degrees = [None if one is None else one[places] for one in self.degrees]

    def page(self, start: int, most: int) -> list[Found]:
        """``most`` hits from the one numbered ``start`` (from 0) on."""
        columns = [self.lexicon.columns[name] for name in ("kind", "category", "product_id")]
        return [
            Found(
                int(row) + 1,
                columns[0][0][columns[0][1][row]],
                columns[1][0][columns[1][1][row]] or None,
                columns[2][0][columns[2][1][row]] or None,
            )
            for row in self.rows[start : start + most]
        ]
