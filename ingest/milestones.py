"""Cells with the steps of a study and their dates in, one milestone a step out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Line, Span
from ingest.printed_dates import PrintedDate, dates
from ingest.tables import Cell
from ingest.vocabulary import heal

AFTER = re.compile(r"[ ]*\([^()\n]*\)|[.,;]")
"""What may follow a date and belongs to it: "(planned)"."""
DUE = "is|are|by|due|expected|planned|foreseen"
MARK = r"[\s,;.()†‡*–-]"
JOINS = re.compile(
    rf"(?:\s+(?:{DUE}))*(?:\s*:\s*)+$|(?:\s+(?:{DUE}|in|on|for|until|the|end|of)\b|{MARK})+$"
)
"""What joins a step to its date, and is no part of its name; before a colon no more than a word on
when: "First patient in:"."""
PART_OF_YEAR = re.compile(r"[\s:,–-]+(?:[Hh][12]|[12][Hh]|mid|early|late|end|beginning)[\s-]*$")
"""A part of the year that stands before it; the date is the year."""
IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step, its words with the date's, and the date: None where none is clearly printed."""

    span: Span
    name: str
    due_on: str | None


def milestones_in(text: str, cell: Span) -> Iterator[Milestone]:
    """The milestones of a cell that holds steps and dates: each step ends in its date.

    Words after the last date are a milestone without one.
    """
    start = cell.start
    for date in dates(text, cell):
        end = date.span.end
        if (after := AFTER.match(text, end, cell.end)) and after.group().strip():
            end = after.end()
        span = Span(start, end).strip(text)
        yield Milestone(span, _name(text, Span(start, date.span.start)), date.value)
        start = end
    rest = Span(start, cell.end).strip(text, ".,;:-–")
    if rest and re.search(r"\w", rest.of(text)):
        yield Milestone(rest, _name(text, rest), None)


def paired(text: str, steps: Cell, due: Cell) -> Iterator[Milestone]:
    """The milestones of a row that has steps and dates in two cells.

    One step has one date. Of more, each has its own only where there are as many of both: else
    which belongs to which is not certain, and none is read.
    """
    found = list(dates(text, due.span))
    names = _steps(text, steps, due)
    if len(found) <= 1 and len(names) == 1:
        due_on = found[0].value if found and _is_all(text, found[0], due.span) else None
        name = _name(text, steps.span)
        yield Milestone(_both(steps.span, due.span), name, due_on)
    elif len(names) == len(found):
        for step, date in zip(names, found, strict=True):
            yield Milestone(_both(step, date.span), _name(text, step), date.value)


def ends_in_date(text: str, step: Span) -> Milestone:
    """A step with the one date that it ends in, but for brackets behind it; else all of its words,
    and no date."""
    aside = IN_BRACKETS.search(step.of(text))
    core = Span(step.start, step.start + aside.start()) if aside else step
    found = list(dates(text, core))
    if len(found) != 1:
        return undated(text, step)
    (date,) = found
    before = Span(core.start, date.span.start)
    name = _name(text, before)
    alone = not text[date.span.end : core.end].strip(" .,;")
    lone = not re.search(r"\d{4}|[/+]\s*$", before.of(text))
    if alone and lone and re.search(r"[^\W\d_]{3}", name):
        return Milestone(step, name, date.value)
    return undated(text, step)


def undated(text: str, step: Span) -> Milestone:
    """A step that no date is read of: its name is all of its words."""
    return Milestone(step, heal(step.of(text)), None)


def _both(step: Span, date: Span) -> Span:
    """From a step to its date; the column of dates may stand first."""
    return Span(min(step.start, date.start), max(step.end, date.end))


def _is_all(text: str, date: PrintedDate, cell: Span) -> bool:
    """Whether a cell says little more than its date."""
    rest = cell.of(text).replace(date.span.of(text), "", 1)
    return len(re.findall(r"\w+", rest)) <= 3


def _steps(text: str, cell: Cell, due: Cell) -> list[Span]:
    """The steps listed in a cell: each ends in a colon; else each begins with a capital.

    A line whose first word had room in the line before, up to the column of dates, was not
    wrapped there.
    """
    by_colon = any(line.span.of(text).endswith(":") for line in cell.lines)
    edge = due.lines[0].box.x0 if due.lines[0].box else 0.0
    steps: list[Span] = []
    above: Line | None = None
    for line in cell.lines:
        words = line.span.of(text)
        if above is None:
            begins = True
        elif by_colon:
            begins = above.span.of(text).endswith(":")
        else:
            begins = not words[0].islower() and (_had_room(words, above, line, edge) or not edge)
        steps = (
            [*steps, line.span] if begins else [*steps[:-1], Span(steps[-1].start, line.span.end)]
        )
        above = line
    return steps


def _had_room(words: str, before: Line, line: Line, edge: float) -> bool:
    """Whether the first word of ``line`` could have stood at the end of ``before``."""
    if before.box is None or line.box is None or before.page != line.page:
        return False
    letter = (line.box.x1 - line.box.x0) / len(words)
    return before.box.x1 + letter * (1 + len(words.split()[0])) < edge


def _name(text: str, span: Span) -> str:
    """The words of a step up to its date, without what joins them."""
    name = JOINS.sub("", heal(span.of(text)))
    whole_year = PART_OF_YEAR.sub("", name)
    return (JOINS.sub("", whole_year) if whole_year != name else name).strip()
