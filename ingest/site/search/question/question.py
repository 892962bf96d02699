"""A question while it is read: what each rule is handed, and what was taken of it so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import Query
from ingest.site.search.question.units import Unit


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the rules before have left it.

    ``whole`` is what was typed, ``query`` the same without what it sets apart, excepts or denies;
    ``words`` are those of ``query`` in order, mended, and as rows say them.
    """

    lexicon: Lexicon
    whole: Query
    query: Query
    words: list[str]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken of a question so far.

    ``words`` are those that are left beside the ``units``; ``missed`` are phrases that no row has,
    and whose words are taken one by one. ``numbered`` tells whether a section of the label is named
    by its number.
    """

    words: list[str]
    units: list[Unit] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    numbered: bool = False

    def beside(self, units: Sequence[Unit], words: list[str]) -> Taken:
        """The same with more ``units``, and the ``words`` that are left then."""
        return replace(self, units=[*self.units, *units], words=words)
