"""Section I in: what the medicine is for, and how it is given. And the links of all sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ingest.bullets import SIGN, unmarked
from ingest.document import Document, Section, Span, gaps
from ingest.families.rmp_summary.terms import terms
from ingest.records import FieldState, Indication, Row, Statement
from ingest.sentences import sentences
from ingest.vocabulary import folded_words, heal, phrase_pattern, slug

LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)]")


def parse_links(document: Document, sections: list[Section]) -> Iterator[Statement]:
    """Every web address that is printed in the document's own sections."""
    for section in sections:
        for match in LINK.finditer(document.text, section.body.start, section.body.end):
            span = Span(match.start(), match.end())
            yield Statement(span, f"{document.id}-link-{span.start}", "link", match.group())


def parse_intro(document: Document, section: Section | None, known: list[Span]) -> Iterator[Row]:
    """Indications and route, sentence by sentence; what ``known`` covers is left out.

    After a lead-in that ends in a colon each list item is an indication of its own.
    """
    found: list[Indication] = []
    lead: str | None = None
    for sentence in _own_sentences(document.text, section, known) if section else ():
        said = heal(sentence.of(document.text))
        listed = lead is not None and _is_item(document, sentence)
        kind = _kind(said, listed)
        if kind == "indication":
            of_list = lead if listed else None
            found.append(_indication(document, sentence, said, len(found) + 1, of_list))
            yield found[-1]
        elif kind:
            row_id = f"{document.id}-{slug(kind)}-{sentence.start}"
            lead = row_id if kind == "indication_lead" else lead
            yield Statement(sentence, row_id, kind, said)
    state_id = f"{document.id}-indications-state"
    state, place = ("stated", found[0].span) if found else ("not_stated", None)
    yield FieldState(state_id, None, "indications", state, place)


def _indication(
    document: Document, span: Span, text: str, ordinal: int, lead: str | None
) -> Indication:
    product = document.facts["product_id"]
    return Indication(span, f"{document.id}-indication-{ordinal}", product, ordinal, text, lead)


def _own_sentences(text: str, section: Section, known: list[Span]) -> Iterator[Span]:
    """The section's sentences; a line that begins as one on the route does starts a sentence."""
    links = [Span(m.start(), m.end()) for m in LINK.finditer(text)]
    starts = re.compile(rf"(?im)^\s*(?={'|'.join(terms()['route_starts'])})")
    for gap in gaps(section.body, known + links):
        cuts = [m.end() for m in starts.finditer(text, gap.start, gap.end)]
        for start, end in pairwise([gap.start, *cuts, gap.end]):
            for sentence in sentences(text, Span(start, end)):
                if bare := unmarked(text, sentence):
                    yield bare


def _is_item(document: Document, sentence: Span) -> bool:
    """Whether the sentence is a list item: a bullet stands before it."""
    return re.search(rf"{SIGN}\s*$", document.text[: sentence.start]) is not None


def _kind(said: str, listed: bool) -> str | None:
    flat = folded_words(said)
    if re.search(_pattern("route"), flat):
        return "route"
    if listed or re.search(_pattern("indication"), flat):
        return "indication_lead" if flat.endswith(":") else "indication"
    return None


@cache
def _pattern(term: str) -> str:
    return rf"\b(?:{'|'.join(phrase_pattern(phrase) for phrase in terms()[term])})"
