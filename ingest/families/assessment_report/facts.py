"""The cover and the chapter in, what they say of the document as a whole out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Line, Span
from ingest.families.assessment_report.terms import compiled
from ingest.plan_context import Context
from ingest.plan_records import DocumentFact
from ingest.printed_dates import dates
from ingest.records import FieldState, Row
from ingest.vocabulary import slug

DOCUMENT_NUMBER = re.compile(r"(?:EMA|EMEA)/(?:[A-Z]{2,6}/)*\d+/\d{4}(?:[ ]Rev\.?[ ]?\d+)?")
PROCEDURE = re.compile(r"(?:EMEA|EMA)/H/[A-Z]/(?:[A-Z]+[-/])?\d+(?:/[A-Z0-9-]+)*")
VERSION = r"\s*(?P<version>\d+(?:\.\d+)*(?:\s*\(edition \d+\))?)(?![\w/]|\.\d)"
BARE = r"\s*(?<=\S[ ])(?P<version>\d+\.\d+)(?![\w/%]|\.\d)"
"""A version without that word: on the line of the plan's name, and of two parts. A heading's
number stands below "Risk management plan", and "RMP 2 years after" is none."""
LABELLED = ("product", "inn", "procedure_number", "holder")
KINDS = ("product", "inn", "procedure_number", "document_number", "document_date", "rmp_version")


def parse_facts(context: Context, cover: Span) -> Iterator[Row]:
    """A row for each fact, and for each kind of fact whether the document states it."""
    found: dict[str, DocumentFact] = {}
    for kind, span, value in [*_cover(context, cover), *_versions(context)]:
        fact = DocumentFact(span, context.new_id(f"{slug(kind)}-{slug(value)}"), kind, value)
        found.setdefault(kind, fact)
        yield fact
    for kind in KINDS:
        state_id = context.new_id(f"{slug(kind)}-state")
        fact_span = found[kind].span if kind in found else None
        state = "stated" if fact_span else "not_stated"
        yield FieldState(state_id, None, kind, state, fact_span)


def _cover(context: Context, cover: Span) -> Iterator[tuple[str, Span, str]]:
    text = context.text
    lines = [line for line in context.document.lines if line.span and cover.covers(line.span)]
    title = next((n for n, line in enumerate(lines) if _is_title(context, line)), None)
    labelled = {kind: found for kind in LABELLED if (found := _labelled(context, lines, kind))}
    for number, line in enumerate(lines):
        words = line.span.of(text)
        if "document_number" not in labelled and (match := DOCUMENT_NUMBER.fullmatch(words)):
            labelled["document_number"] = (number, line.span)
        if "document_date" not in labelled and (title is None or number < title):
            for date in dates(text, line.span):
                if date.value:
                    labelled["document_date"] = (number, date.span)
        if "procedure_number" in labelled and number == labelled["procedure_number"][0]:
            match = PROCEDURE.search(words)
            span = match and Span(line.span.start + match.start(), line.span.start + match.end())
            labelled["procedure_number"] = (number, span or labelled["procedure_number"][1])
    if title is not None:
        _bare_names(text, lines, title, labelled)
    for kind, (_, span) in sorted(labelled.items(), key=lambda one: one[1][1]):
        value = context.said(span)
        if kind == "document_date":
            value = next(dates(text, span)).value or value
        yield kind, span, value


def _is_title(context: Context, line: Line) -> bool:
    words, _ = context.folded.bounds(line.span), None
    return compiled("cover.title", r"{}").fullmatch(context.folded.text[slice(*words)]) is not None


def _labelled(context: Context, lines: list[Line], kind: str) -> tuple[int, Span] | None:
    """The value after a label at the beginning of a line ("Invented name: ...")."""
    pattern = compiled(f"cover.{kind}", r"{}(?!\w)[ .]*:?\s*(?=\S)")
    for number, line in enumerate(lines):
        start, end = context.folded.bounds(line.span)
        if match := pattern.match(context.folded.text, start, end):
            value = Span(context.folded.origin[match.end()], line.span.end).strip(context.text)
            if value:
                return number, value
    return None


def _bare_names(
    text: str, lines: list[Line], title: int, labelled: dict[str, tuple[int, Span]]
) -> None:
    """The product's name under the title, and the substance in small letters under that."""
    first = min((number for number, _ in labelled.values() if number > title), default=len(lines))
    bare = lines[title + 1 : first]
    if "product" not in labelled and 1 <= len(bare) <= 2 and bare[0].span.of(text)[0].isupper():
        labelled["product"] = (title + 1, bare[0].span)
        if len(bare) == 2 and "inn" not in labelled and bare[1].span.of(text)[0].islower():
            labelled["inn"] = (title + 2, bare[1].span)


def _versions(context: Context) -> Iterator[tuple[str, Span, str]]:
    """Versions of the plan that the chapter names, each at its first mention.

    A heading "Risk management plan" names none with the words of the paragraph below it.
    """
    seen: set[str] = set()
    spans = [
        span
        for path, number in (("rmp_version", VERSION), ("rmp_number", BARE))
        for match in context.folded.finditer(
            compiled(path, rf"(?<!\w){{}}{number}"), context.chapter
        )
        if (span := match.group("version")) and "\n\n" not in match.span.of(context.text)
    ]
    for span in sorted(spans):
        if (value := context.said(span)) not in seen:
            seen.add(value)
            yield "rmp_version", span, value
