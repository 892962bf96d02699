"""The field of risk minimisation measures in, measures and the label sections they cite out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ingest.bullets import LISTED, SIGN, unmarked
from ingest.document import Document, Span, next_starts
from ingest.families.rmp_summary.measure_sentences import led_up_to, none_additional
from ingest.families.rmp_summary.said_none import MARKS, none_stated
from ingest.families.rmp_summary.terms import said_pattern, terms
from ingest.label_citations import citation_start, goes_on, legal_status_lines
from ingest.measure_tools import is_denied, kind_of_tool, tools_named
from ingest.sentences import ends_in_abbreviation
from ingest.vocabulary import Folded, phrase_pattern

END = frozenset(".!?")
PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*(?=[A-Z])")
"""Between paragraphs, the second of which does not go on with a sentence."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What stands under one label: ``items`` are measures, ``none`` that there are none."""

    kind: str
    label: Span | None
    items: tuple[tuple[Span, str | None], ...]
    """The span of each measure and its tool."""
    none: Span | None
    state: str = "stated"
    """``stated_none`` or ``not_applicable`` where ``none`` says so."""
    rest: Span | None = None
    """What goes on after the words that say there are none."""


def parse_measures(document: Document, folded: Folded, field: Span) -> Iterator[Measures]:
    """The parts of the field by label ("Routine ... measures:", "Additional ... measures:"), and a
    sentence without one that says there are no additional measures."""
    labels = [
        (span, kind, True)
        for kind in terms()["measure_labels"]
        for match in folded.finditer(_label_pattern(kind), field)
        if (span := match.group("label"))
    ]
    if not any(kind == "additional" for _, kind, _ in labels):
        sentences = none_additional(document.text, folded, field)
        labels += [(span, "additional", False) for span in sentences][:1]
    labels.sort()
    ends = next_starts([span for span, *_ in labels], field.end)
    for (label, kind, is_label), end in zip(labels, ends, strict=True):
        if not is_label:
            yield Measures(kind, None, (), label, "stated_none")
            continue
        content = _without_mark(document.text, Span(label.end, end).strip(document.text, ":"))
        if not content:
            yield Measures(kind, label, (), None)
        elif none := none_stated(document.text, folded, content, kind):
            # What stands in lines below a "none" is no measure; it is left unread.
            span = Span(label.start, none.span.end)
            yield Measures(kind, label, (), span, none.state, none.rest)
        elif none_stated(document.text, folded, content, "additional"):
            yield Measures(kind, label, (), None)  # under a label of routine ones it states neither
        else:
            yield Measures(kind, label, tuple(measure_items(document.text, folded, content)), None)


def _without_mark(text: str, content: Span) -> Span:
    """``content`` without the bullet of the label behind it at its end."""
    found = re.search(rf"\n\s*{SIGN}\s*$", content.of(text))
    return Span(content.start, content.start + found.start()).strip(text) if found else content


@cache
def _label_pattern(kind: str) -> re.Pattern[str]:
    phrases = terms()["measure_labels"][kind]
    joined = "|".join(phrase_pattern(phrase).removeprefix(r"\s*") for phrase in phrases)
    return re.compile(rf"(?m)(?<!\w)(?P<label>(?:{joined})(?=[ ]?:)|^[ ]?(?:{joined})(?=[ ]?$))")


def says_no_tool(folded: Folded, item: Span) -> bool:
    """Whether a measure's words only deny or end the tools that they name."""
    named = list(tools_named(folded, item))
    return bool(named) and all(is_denied(folded, span, item) for span, _ in named)


def listed(text: str, content: Span) -> Iterator[Span]:
    """The pieces of ``content`` between bullets, marks left out; all of it without bullets."""
    cuts = [match.start() for match in LISTED.finditer(text, content.start, content.end)]
    for start, end in pairwise(sorted({content.start, *cuts, content.end})):
        if piece := unmarked(text, Span(start, end), MARKS):
            yield piece


def measure_items(text: str, folded: Folded, content: Span) -> Iterator[tuple[Span, str | None]]:
    """Each measure listed in ``content`` with its tool.

    Cut at bullets, then before each word that names another tool.

    Words before the first tool go with it ("advice on monitoring in SmPC section 4.4" is one
    measure); a piece that names no tool is a measure of none, each paragraph of it one.
    """
    document: str | None = None
    for piece in _paragraphs(text, folded, content):
        named = _beginnings(text, folded, piece)
        if not named and document == "smpc" and goes_on(folded, piece):
            named = [(piece.start, "smpc")]
        document = named[-1][1] if named else document
        later = led_up_to(text, piece.start, [start for start, _ in named[1:]])
        starts = [piece.start, *later, piece.end]
        tools: list[str | None] = [tool for _, tool in named] or [None]
        for left, right, tool in zip(starts[:-1], starts[1:], tools, strict=True):
            item = _without_and(text, unmarked(text, Span(left, right), MARKS))
            if item:
                yield item, tool


def _paragraphs(text: str, folded: Folded, content: Span) -> Iterator[Span]:
    """The pieces of ``content``, cut too where a paragraph is whole: behind a sentence that names
    no tool, and behind a legal status."""
    for piece in listed(text, content):
        start = piece.start
        for blank in PARAGRAPH.finditer(text, piece.start, piece.end):
            before = Span(start, blank.start())
            if _is_whole(text, folded, before):
                yield unmarked(text, before, MARKS)
                start = blank.end()
        yield Span(start, piece.end)


def _is_whole(text: str, folded: Folded, paragraph: Span) -> bool:
    named = [tool for _, tool in tools_named(folded, paragraph)]
    if any(legal_status_lines(text, folded, paragraph)):
        named.append("legal_status")
    if named:
        return named[-1] == "legal_status"
    return paragraph.of(text).rstrip()[-1:] in END and not ends_in_abbreviation(text, paragraph)


def _beginnings(text: str, folded: Folded, piece: Span) -> list[tuple[int, str]]:
    """Where measures begin in ``piece``, each with its tool; of one tool twice running the first.

    A citation begins at its first section ("sections 2 & 4 of the PL"), a legal status at the
    line that it begins. A tool inside a sentence on a routine measure begins none, nor one that
    a programme comes with.
    """
    parts = {span.start for span in _parts(folded, piece)}
    found = sorted(
        [
            *(
                (citation_start(folded, piece, span), tool)
                for span, tool in tools_named(folded, piece)
            ),
            *((span.start, "legal_status") for span in legal_status_lines(text, folded, piece)),
        ]
    )
    named: list[tuple[int, str]] = []
    for start, tool in found:
        if named and tool == named[-1][1]:
            continue
        if start in parts:
            continue
        aside = named and kind_of_tool(tool) == "additional" != kind_of_tool(named[0][1])
        if not (aside and _inside_sentence(text[piece.start : start])):
            named.append((start, tool))
    return named


def own_words(folded: Folded, item: Span) -> Span:
    """The words of a measure up to the first tool that it comes with."""
    return Span(item.start, next((span.start for span in _parts(folded, item)), item.end))


def _parts(folded: Folded, piece: Span) -> Iterator[Span]:
    """The tools that a programme comes with: "a programme with a guide and a checklist".

    What is cited is no part, nor is what stands in other words ("together with") beside it.
    """
    programme, joins, goes_on = (
        said_pattern(f"measure_{key}") for key in ("programmes", "comes_with", "and_with")
    )
    is_part = False
    for (before, _), (span, tool) in pairwise(tools_named(folded, piece)):
        between = folded.text[folded.bounds(before)[1] : folded.bounds(span)[0]].strip()
        opens = any(folded.finditer(programme, before)) and joins.fullmatch(between)
        is_part = bool(opens or (is_part and goes_on.fullmatch(between)))
        is_part = is_part and kind_of_tool(tool) == "additional"
        if is_part:
            yield span


def _inside_sentence(before: str) -> bool:
    """Whether the words before a tool lead up to it: "unless the conditions of the"."""
    words = re.sub(r"(?:\s(?:an?|the))?\s*$", "", before.casefold())
    if re.search(r"(?:^|[.;,:&+/(]|\s(?:and|or))$", words):
        return False
    last = words.split()[-1] if words.split() else ""
    return "\n" not in before[len(words) :] or last in terms()["hanging"]


def _without_and(text: str, item: Span) -> Span:
    """``item`` without an "and" that only joins it to the next."""
    words = item.of(text)
    shorter = re.sub(r"[\s,;]+(?:and|&)$", "", words)
    return Span(item.start, item.start + len(shorter))
