"""An answer in, what numbers are asked for of a thing out that no row has of the two together: of a
grade of it, of those in whom the medicine brought it about, of those who died of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import pairwise

from ingest.site.search.answer import Answer
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import as_said, spoken, words_of
from ingest.site.search.scores.counted_first import counting
from ingest.site.search.scores.most_first import EVIDENCE, FIGURE
from ingest.site.search.told.numbers_of_halves import of_no_share
from ingest.site.search.told.numbers_of_things import COUNTS, words_that_count
from ingest.site.search.told.saying import of_kind, saying

OF_FIGURES = "of-figures"
"""The group of topics that figures are of besides: those of a grade, or of what was related."""
OF_ANOTHER = "one-of-another"
"""The group of words between two things of which one is said of the other: died of, had."""

Told = tuple[str, str]
"""What is asked for, and the words for what no row has it of."""


def not_of_that_kind(
    connection: sqlite3.Connection, answer: Answer, units: Sequence[Unit], things: Sequence[Unit]
) -> list[Told]:
    """Each of ``things`` of which numbers of a grade, or of what was related to the medicine, are
    asked for, where no figure of that kind counts it: those with neutropenia may be counted by
    their infections."""
    known, words = answer.lexicon, words_of(answer)
    counts = words_that_count(known, words)
    found = []
    for unit in units:
        if not unit.topic or unit.first not in known.topics[OF_FIGURES]:
            continue
        every = known.labelled("kind", FIGURE)
        figures = of_kind(connection, known, unit) & every
        kind = {word for word in spoken(answer, unit) if word not in counts}
        each = [(thing, counting(connection, known, thing)) for thing in things]
        if any((figures & rows).any() for _, rows in each):
            continue  # of patients with neutropenia it counts the infections
        for thing, rows in each if kind and counts and figures.any() else ():
            its = set(spoken(answer, thing))  # "serious infections" are asked for of no severity
            if thing.named and kind.isdisjoint(its) and (rows & every).any():
                of = kind | its
                at = [place for place, word in enumerate(words) if word in of] or [0]
                found.append((" ".join(counts), " ".join(words[at[0] : at[-1] + 1])))
    return found


def not_of_both(
    connection: sqlite3.Connection,
    answer: Answer,
    asking: Sequence[Unit],
    things: Sequence[Unit],
) -> list[Told]:
    """Two ``things`` of which numbers are asked for together, though not in a list, and no row of
    numbers says both."""
    known = answer.lexicon
    found = []
    for unit in asking:
        if unit.first not in known.topics[COUNTS]:
            continue
        numbers = known.labelled("kind", FIGURE) | known.labelled("kind", EVIDENCE)
        kind = (of_kind(connection, known, unit) | numbers) & ~of_no_share(connection, known, unit)
        for (at, first), (after, second) in pairwise(_in_order(answer, things)):
            says = saying(connection, known, first) & saying(connection, known, second)
            if _is_of_another(answer, at, after) and not (says & kind).any():
                words = " ".join(words_of(answer)[at.start : after.stop])
                found.append((as_said(answer, unit), words))
    return found


def _in_order(answer: Answer, things: Sequence[Unit]) -> list[tuple[range, Unit]]:
    """The things that are named with the places of their words, as they stand in the question."""
    words = words_of(answer)
    found = []
    for thing in things:
        at = [place for place, word in enumerate(words) if word in spoken(answer, thing)]
        if at and thing.named:
            found.append((range(at[0], at[-1] + 1), thing))
    return sorted(found, key=lambda one: one[0].start)


def _is_of_another(answer: Answer, first: range, second: range) -> bool:
    """Whether nothing but words by which a thing is said of another stand between the two."""
    between = words_of(answer)[first.stop : second.start]
    return bool(between) and answer.lexicon.groups[OF_ANOTHER].issuperset(between)
