"""A section of requirements in, its pieces in printed order out: labels, group lines, items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from ingest.document import Span
from ingest.families.prior_approval.line_starts import HANGS, begun, is_aside
from ingest.families.prior_approval.marks import Mark, mark_at
from ingest.families.prior_approval.scope import heading_pattern, names_pattern, stands_alone
from ingest.families.prior_approval.text import PolicyText, any_of, count, terms
from ingest.vocabulary import dictionary, folded_words, phrase_pattern

DASH = re.compile(r"[-–—](?:\s|$)")
SMALL = re.compile(r"[-–—]\s+[a-z]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the requirements. A mark's span is the mark alone, its words come as text."""

    kind: Literal["age", "diagnoses", "group", "connector", "mark", "text"]
    span: Span
    mark: Mark | None = None
    operator: str | None = None
    """Of a group: how many of its items must hold; None when its wording is not known."""
    joined: str | None = None
    """The "and" or "or" that a group or a connector starts with."""
    scoped: bool = False
    """Whether a group's line begins with the medicines that its items are for."""
    assumed: bool = False
    """Whether it says no more than that."""
    led: bool = True
    """Whether a group says more than "ONE of the following", so that it is no item's end."""
    apart: bool = False
    """Whether it begins a paragraph, or a sentence of its own."""
    sentence: bool = False
    """Whether it begins such a sentence, whatever it stands under."""
    doubtful: bool = False
    """Whether it may begin one."""
    capital: bool = False
    """Whether it begins with a capital and nothing before it hangs."""
    aside: bool = False
    """Whether it is a note, a footnote or an exemption: no words of an item, and no condition."""


def pieces(source: PolicyText, body: Span, names: tuple[str, ...] = ()) -> Iterator[Piece]:
    """The pieces of ``body``, each word of it in one of them; ``names`` are of the medicines."""
    at = body.start
    last: Span | None = None
    wrapped = _lone_dash(source, body)
    while line := next(source.lines(Span(at, body.end)), None):
        end = line.end
        found = (
            _label(source, line)
            or _for_drugs(source, line, body, names)
            or _group(source, line, body, names)
            or (
                _mark(source, line) if line != wrapped and not _closes(source, last, line) else None
            )
        )
        if found is None:
            found = Piece("text", line)
        if found.kind == "text" and is_aside(source, last, line, body):
            found = replace(found, aside=True)
        elif last:
            found = replace(found, **begun(source, last, line))
        yield found
        at = found.span.end
        if found.kind == "mark" and at < (end := _line_end(source, at, body)):
            yield Piece("text", Span(at, end).strip(source.text))
            at = end
        last = Span(found.span.start, at).strip(source.text)


def _lone_dash(source: PolicyText, body: Span) -> Span | None:
    """The only line that begins with a dash, if small letters follow: it goes on with the last."""
    lines = [line for line in source.lines(body) if DASH.match(line.of(source.text))]
    small = len(lines) == 1 and SMALL.match(source.text, lines[0].start, body.end)
    return lines[0] if small else None


def _line_end(source: PolicyText, at: int, body: Span) -> int:
    """Where the line ends on which the next word after ``at`` stands."""
    return next((line.end for line in source.lines(Span(at, body.end))), body.end)


def _label(source: PolicyText, line: Span) -> Piece | None:
    """ "Age     18 years" or "Diagnoses"; a sentence that starts so is none."""
    label = next(source.labels("age", line), None)
    rest = source.text[label.end : line.end] if label else ""
    if label and (label.end == line.end or re.match(r":|\s+\d|\t|\s\s", rest) or _is_age(rest)):
        return Piece("age", label)
    label = next(source.labels("diagnoses", line), None)
    if label is None:
        return None
    rest = source.text[label.end : line.end]
    after = Span(label.end, line.end).strip(source.text)
    lone = label.of(source.text).endswith(":") or not after or re.match(r"\s*\t|\s\s", rest)
    return Piece("diagnoses", label) if lone or _group(source, after, line, ()) else None


def _is_age(rest: str) -> bool:
    """Whether words behind "Age" begin as an age may: "between 2 and 17 years"."""
    words = folded_words(rest)
    number = re.match(r"[a-z]+", words)
    begins = any_of(*terms()["age_starts"]).match(words)
    return bool(begins or (number and count(number[0]) is not None))


def _for_drugs(source: PolicyText, line: Span, body: Span, names: tuple[str, ...]) -> Piece | None:
    """ "Xpovio only:" at the start of a line, unless the words before it go on in it.

    Where the names are of no medicine known, it is such a line only if it stands over a list.
    """
    before = source.text[body.start : line.start].rstrip()
    if not names or not line.of(source.text)[0].isupper() or HANGS.search(before):
        return None
    (start, _), (_, end) = source.folded.bounds(line), source.folded.bounds(body)
    match = heading_pattern(names).match(source.folded.text, start, end)
    if match is None:
        words = line.of(source.text)
        later = next(source.lines(Span(line.end, body.end)), None)
        over_list = later and _mark(source, later) and re.fullmatch(r".{1,80}\bonly:", words)
        if not (over_list and stands_alone(words)):
            return None
        return Piece("group", line, None, "all_of", _joined(words), scoped=True, assumed=True)
    span = source.folded.span(start, match.end()).strip(source.text)
    group = _group(source, Span(span.end, body.end).strip(source.text), body, names)
    beside = group and group.operator and "\n" not in source.text[span.end : group.span.start]
    joined = _joined(span.of(source.text))
    if group and beside:
        whole = Span(span.start, group.span.end)
        return Piece("group", whole, None, group.operator, joined, scoped=True)
    return Piece("group", span, None, "all_of", joined, scoped=True, assumed=True)


def _group(source: PolicyText, line: Span, body: Span, names: tuple[str, ...]) -> Piece | None:
    """A line that says how many must hold of what follows, or "AND" / "OR" alone."""
    text, (start, _) = source.folded.text, source.folded.bounds(line)
    _, end = source.folded.bounds(body)
    lead = lead_pattern().match(text, start, end)
    for operator, place, pattern in group_patterns(names):
        at = lead.end() if lead and place == "end" else start
        if match := pattern.match(text, at, end):
            span = source.folded.span(start, match.end()).strip(source.text)
            led = lead is not None or place == "line"
            return Piece("group", span, None, operator, _joined(span.of(source.text)), led=led)
    words = line.of(source.text)
    if re.fullmatch(r"(?:AND|OR)[:,;]?", words) or _joins_items(source, line, body):
        return Piece("connector", line, joined=_joined(words))
    if re.match(r"(?:AND|OR)\s|(?:and|or)\s+(?:NOT|NO|NONE|ALL|ONE)\b", words):
        goes_on = re.match(r"[A-Z]+\s+[a-z]", words) is not None
        return Piece("group", line, joined=_joined(words), led=not goes_on)
    return None


def _joins_items(source: PolicyText, line: Span, body: Span) -> bool:
    """Whether a line says "or" alone, in any letters, before a marked item: else it was wrapped."""
    alone = re.fullmatch(r"\(?(?:and/or|and|or)\)?[:,;]?", line.of(source.text), re.IGNORECASE)
    later = next(source.lines(Span(line.end, body.end)), None) if alone else None
    return bool(later and _mark(source, later))


def _joined(words: str) -> str | None:
    first = words.split(None, 1)[0].strip(":,;()").casefold().removeprefix("and/")
    return first if first in ("and", "or") else None


def _closes(source: PolicyText, last: Span | None, line: Span) -> bool:
    """Whether a line begins with the end of a bracket: "1)" behind "(see Appendix"."""
    before = last.of(source.text) if last else ""
    opened = before.rfind("(") > before.rfind(")")
    return opened and re.match(r"\w{1,5}\)", line.of(source.text)) is not None


def _mark(source: PolicyText, line: Span) -> Piece | None:
    mark = mark_at(source, line)
    return Piece("mark", mark.span, mark) if mark and mark.ranks else None


@cache
def lead_pattern() -> re.Pattern[str]:
    """What a group line may say before its operator: "AND", "Patient must have"."""
    leads = "|".join(map(phrase_pattern, terms()["group_lead"]))
    return re.compile(rf"(?:{leads})\s*")


@cache
def group_patterns(names: tuple[str, ...]) -> list[tuple[str, str, re.Pattern[str]]]:
    """For each way to say it: the operator, the place in the line, and the pattern of its rest."""
    rows = dictionary("policy_operators", ("phrase", "operator", "place", "example", "source"))
    scope = phrase_pattern(terms()["group_scope"])
    listed = names_pattern(names)
    drugs = rf"(?:\s*\((?:for\s+)?{listed}\s+only\)|\s*for\s+{listed}(?:\s+only)?)?"
    return [
        (
            row["operator"],
            row["place"],
            re.compile(rf"(?m){phrase_pattern(row['phrase'])}{scope}{drugs}:?[ ]?$"),
        )
        for row in rows
    ]


@cache
def ending_phrases() -> list[tuple[str, str]]:
    """The phrases with which an item's words may say how many of its own items must hold."""
    rows = dictionary("policy_operators")
    return [(row["phrase"], row["operator"]) for row in rows if row["place"] == "end"]


@cache
def ending_pattern(phrase: str) -> re.Pattern[str]:
    """``phrase`` at the end of folded text."""
    scope = phrase_pattern(terms()["group_scope"])
    return re.compile(rf"(?<!\w){phrase_pattern(phrase)}{scope}:?\s*$")
