"""The field of risk minimisation measures in, what stands under each of its labels out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.bullets import SIGN
from ingest.document import Document, Span, next_starts
from ingest.families.rmp_summary.measure_sentences import none_additional
from ingest.families.rmp_summary.measures import measure_items
from ingest.families.rmp_summary.said_none import none_stated, nothing_first
from ingest.families.rmp_summary.terms import none_measures, terms
from ingest.label_citations import LEGAL_STATUS, legal_status_lines, parse_citations
from ingest.vocabulary import Folded, phrase_pattern


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
    below: tuple[tuple[Span, str | None], ...] = ()
    """Measures in lines below these words: a legal status, what is cited."""


def parse_measures(document: Document, folded: Folded, field: Span) -> Iterator[Measures]:
    """The parts of the field by label ("Routine ... measures:", "Additional ... measures:"), and a
    sentence without one that says there are no additional measures."""
    labels = [
        (span, kind, True)
        for kind in terms()["measure_labels"]
        for span in _labels(folded, field, kind)
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
            span = Span(label.start, none.span.end)
            below = tuple(measures_below(document.text, folded, none.below))
            yield Measures(kind, label, (), span, none.state, none.rest, below)
        elif kind != "additional" and _only_additional(document.text, folded, content, kind):
            yield Measures(kind, label, (), None)  # under a label of routine ones it states neither
        else:
            yield Measures(kind, label, tuple(measure_items(document.text, folded, content)), None)


def _only_additional(text: str, folded: Folded, content: Span, kind: str) -> bool:
    """Whether words under a label of other measures say that there are no additional ones."""
    own = nothing_first(text, folded, content, none_measures(kind))
    return own is None and none_stated(text, folded, content, "additional") is not None


def measures_below(
    text: str, folded: Folded, below: Span | None
) -> Iterator[tuple[Span, str | None]]:
    """What stands in lines ``below`` a "none" and is a measure all the same: a legal status that is
    known, or a section that is cited. The rest is left unread."""
    for item, tool in measure_items(text, folded, below) if below else ():
        if tool == LEGAL_STATUS:
            known = any(legal_status_lines(text, folded, item))
        else:
            known = any(parse_citations(folded, item, tool))
        if known:
            yield item, tool


def _without_mark(text: str, content: Span) -> Span:
    """``content`` without the bullet of the label behind it at its end."""
    found = re.search(rf"\n\s*{SIGN}\s*$", content.of(text))
    return Span(content.start, content.start + found.start()).strip(text) if found else content


def _labels(folded: Folded, field: Span, kind: str) -> set[Span]:
    """The labels of a kind: before a colon, alone on a line, or alone on the rest of the line on
    which the field has its own label."""
    first = _label_pattern(kind, "").match(folded.text, *folded.bounds(field))
    matches = (match.group("label") for match in folded.finditer(_label_pattern(kind, "^"), field))
    found = {span for span in matches if span}
    return found | {folded.span(*first.span("label"))} if first else found


@cache
def _label_pattern(kind: str, begins: str) -> re.Pattern[str]:
    """``begins`` is where a label without a colon begins."""
    phrases = terms()["measure_labels"][kind]
    joined = "|".join(phrase_pattern(phrase).removeprefix(r"\s*") for phrase in phrases)
    return re.compile(
        rf"(?m)(?<!\w)(?P<label>(?:{joined})(?=[ ]?:)|{begins}[ ]?(?:{joined})(?=[ ]?$))"
    )
