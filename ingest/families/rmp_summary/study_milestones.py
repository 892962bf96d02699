"""Words on a study in, the steps that it has and when they are due out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.bullets import SIGN, unmarked
from ingest.document import Document, Span
from ingest.families.rmp_summary.terms import hangs, said_pattern, terms
from ingest.milestones import ends_in_date, undated
from ingest.plan_records import StudyMilestone
from ingest.plan_words import any_of
from ingest.printed_dates import dates
from ingest.sentences import ends_in_abbreviation
from ingest.vocabulary import fold, folded_words, heal, slug

AFTER_DATE = re.compile(r"\s*(?:[.;,)]|$)")


def milestones(document: Document, study_id: str, purpose: Span) -> Iterator[StudyMilestone]:
    """The reports that the words on a study say are due: "The final report is due in May 2027".

    Each is named right before its date, with a word that it is due ("and the final report in 2027"
    has that of the report before it); a date with more around it is none of a step.
    """
    folded, text = fold(document.text), document.text
    start, end = folded.bounds(purpose)
    for date in dates(text, purpose):
        at, after = folded.bounds(date.span)
        sentence = max(start, *(folded.text.rfind(mark, start, at) + 1 for mark in ".;"))
        step = _step_due(folded.text[sentence:at])
        if step and AFTER_DATE.match(folded.text[:end], after):
            within = sentence + step.start("step"), sentence + step.end("step")
            named = folded.span(*within).strip(text)
            name, span = heal(named.of(text)), Span(named.start, date.span.end)
            step_id = f"{study_id}-{slug(name)}-{slug(date.span.of(text))}"
            yield StudyMilestone(span, step_id, study_id, name, date.value, None)


def listed_milestones(document: Document, study_id: str, listed: Span) -> Iterator[StudyMilestone]:
    """The steps that are listed under "Milestones:", apart by full stops, semicolons or bullets,
    each with its date; without one where it is not clear ("not before 2032", "2026 or 2027").
    What names no step is none."""
    text = document.text
    nouns = said_pattern("study_step_nouns")
    for piece in _pieces(text, listed):
        if not nouns.search(folded_words(piece.of(text))):
            continue
        denied = said_pattern("study_step_denied").search(folded_words(piece.of(text)))
        step = undated(text, piece) if denied else ends_in_date(text, piece)
        step_id = f"{study_id}-{slug(step.name)[:60]}-{step.due_on or piece.start}"
        yield StudyMilestone(piece, step_id, study_id, step.name, step.due_on, None)


def _pieces(text: str, listed: Span) -> Iterator[Span]:
    """The pieces between full stops, semicolons, bullets, and lines that each begin anew."""
    start = listed.start
    for mark in re.finditer(rf"[.;](?=\s|$)|\n\s*(?={SIGN}\s)|\n\s*(?=[A-Z])", listed.of(text)):
        end = listed.start + mark.start()
        short = mark[0] == "." and ends_in_abbreviation(text, Span(start, end + 1))
        if short or (mark[0].isspace() and hangs(text[start:end])):
            continue
        if piece := unmarked(text, Span(start, end)):
            yield piece
        start = listed.start + mark.end()
    if rest := unmarked(text, Span(start, listed.end)):
        yield rest


def steps_behind(text: str, purpose: Span) -> int | None:
    """Where the steps begin with which a ``purpose`` ends: "Interim report: Q4 2027. Final report
    planned: 2029". Each is named before a colon, and one of them at least has a date."""
    begin, dated = None, False
    for piece in reversed(list(_pieces(text, purpose))):
        label, colon, _ = piece.of(text).partition(":")
        has_date = any(dates(text, piece))
        if not (colon and _is_step(text, piece, folded_words(label), has_date)):
            break
        begin, dated = piece.start, dated or has_date
    return begin if dated else None


def _is_step(text: str, piece: Span, label: str, has_date: bool) -> bool:
    """Whether a folded ``label`` is a step known by its name, a report with a date, or what else a
    step is called by, right before its one date."""
    named, report, other = _steps()
    if named.fullmatch(label) or (has_date and report.fullmatch(label)):
        return True
    step = ends_in_date(text, piece)
    return bool(step.due_on and ":" not in step.name and other.fullmatch(label))


@cache
def _steps() -> tuple[re.Pattern[str], ...]:
    named, report, due = (
        any_of(tuple(terms()[f"study_step{key}"])) for key in ("_named", "", "_due")
    )
    noun = said_pattern("study_step_nouns").pattern
    return (
        *(re.compile(rf"(?:the\s+)?(?:{one})(?:\s+(?:{due}))?") for one in (named, report)),
        re.compile(rf"(?!to\s)(?:[\w/-]+\s+){{0,5}}?{noun}[\w\s/-]{{0,30}}"),
    )


def _step_due(before: str) -> re.Match[str] | None:
    """The step that folded words before a date say is due then; None where they deny any."""
    if said_pattern("study_step_denied").search(before):
        return None
    step, at, named, due = (
        any_of(tuple(terms()[f"study_step{key}"])) for key in ("", "_at", "_named", "_due")
    )
    colon = rf"(?:\s+(?:{due}))?\s*:"
    alone = rf"\W*(?:the\s+)?(?P<step>{named}|{step})(?:{colon}|\s+(?:{at}))\s*"
    if bare := re.fullmatch(alone, before):
        return bare
    said = re.search(rf"(?<!\w)(?P<step>{step})\s+(?:{due})\s+(?:{at})\s*$", before)
    joined = re.search(rf"\sand\s+(?:the\s+)?(?P<step>{step})\s+(?:{at})\s*$", before)
    if said or joined is None:
        return said
    first = re.search(rf"(?<!\w)(?:{step})\s+(?:{due})(?!\w)", before[: joined.start()])
    return joined if first else None
