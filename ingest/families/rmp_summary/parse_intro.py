"""Section I in: what the medicine is for, and how it is given. And the links of all sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.bullets import SIGN, unmarked
from ingest.document import Document, Section, Span, gaps
from ingest.families.rmp_summary.terms import terms
from ingest.records import FieldState, Indication, Row, Statement
from ingest.sentences import sentences
from ingest.vocabulary import folded_words, heal, phrase_pattern

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
    ordinal = 0
    found: list[Span] = []
    for sentence in _own_sentences(document.text, section, known) if section else ():
        listed = bool(found) and _is_item(document, sentence)
        kind = _kind(sentence.of(document.text), listed)
        if kind == "indication":
            ordinal += 1
            found.append(sentence)
            indication_id = f"{document.id}-indication-{ordinal}"
            product = document.facts["product_id"]
            text = heal(sentence.of(document.text))
            yield Indication(sentence, indication_id, product, ordinal, text)
        elif kind == "route":
            text = heal(sentence.of(document.text))
            yield Statement(sentence, f"{document.id}-route", "route", text)
    state_id, first = f"{document.id}-indications-state", next(iter(found), None)
    yield FieldState(state_id, None, "indications", "stated" if first else "not_stated", first)


def _own_sentences(text: str, section: Section, known: list[Span]) -> Iterator[Span]:
    links = [Span(m.start(), m.end()) for m in LINK.finditer(text)]
    for gap in gaps(section.body, known + links):
        for sentence in sentences(text, gap):
            if bare := unmarked(text, sentence):
                yield bare


def _is_item(document: Document, sentence: Span) -> bool:
    """Whether the sentence is a list item: a bullet stands before it."""
    return re.search(rf"{SIGN}\s*$", document.text[: sentence.start]) is not None


def _kind(said: str, listed: bool) -> str | None:
    flat = folded_words(said)
    if re.search(_pattern("route"), flat):
        return "route"
    return "indication" if listed or re.search(_pattern("indication"), flat) else None


@cache
def _pattern(term: str) -> str:
    return rf"\b(?:{'|'.join(phrase_pattern(phrase) for phrase in terms()[term])})"
