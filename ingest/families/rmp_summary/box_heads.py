"""A stretch of text in, the heads of boxes in it out: what stands over a concern's summary."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.bullets import SIGN
from ingest.document import Document, Span
from ingest.families.rmp_summary.terms import label_pattern, terms
from ingest.vocabulary import Folded, folded_words, heal, phrase_of, phrase_pattern

LONGEST_NAME = 300
"""Characters. What stands between a box's label and its first field is longer only by mishap."""
NUMBER = r"(?:[ ]?#?\d{1,2})?"
CATEGORIES = ("identified", "potential", "missing")


@dataclass(frozen=True, slots=True)
class Head:
    """What begins a box. ``name`` is None where the name is all that stands before a field.

    ``label`` is the category's words up to the name; where the name is known, the whole head.
    """

    label: Span
    category: str
    name: Span | None = None


def box_heads(
    document: Document,
    folded: Folded,
    within: Span,
    listed: Sequence[tuple[str, str]],
    fields: Sequence[int],
) -> list[Head]:
    """The heads in ``within``, in order. ``fields`` are where the labels of fields begin.

    A head is a category with a name after a colon or dash, or the name of one of the concerns
    ``listed`` (category, name) with a field's label after it.
    """
    found = [
        Head(Span(label.start, match.span.end), category)
        for category in terms()["categories"]
        for match in folded.finditer(_head_pattern(category), within)
        if (label := match.group("label"))
    ]
    named = {
        head.label.start: head
        for category, name in listed
        for head in _named(folded, within, category, name)
        if not any(_in_head(document.text, other.label, head.label, fields) for other in found)
    }
    heads = sorted([*found, *named.values()], key=lambda head: head.label)
    return list(_credible(document.text, folded, heads, [name for _, name in listed]))


def _credible(text: str, folded: Folded, heads: list[Head], listed: list[str]) -> Iterator[Head]:
    """The heads without bare names of concerns that have a head with the words of a category.

    Such a name ends a list of another concern's risk factors; after its own head it is that head
    printed again.
    """
    own = {
        head.label: folded_words(name)
        for head in heads
        for name in listed
        if head.name is None and _bears(folded, head.label.end, name)
    }
    before = None
    for head in heads:
        name = folded_words(heal(head.name.of(text))) if head.name else own.get(head.label)
        if not (_is_bare(text, head) and name != before and name in own.values()):
            before = name
            yield head


def _bears(folded: Folded, start: int, name: str) -> bool:
    """Whether the line or lines from ``start`` on are the name."""
    pattern = re.compile(rf"{phrase_of(name)}(?:[ \n]?{continued()})?[ .:]*(?:\n|\Z)")
    return pattern.match(folded.text, bisect_left(folded.origin, start)) is not None


def _is_bare(text: str, head: Head) -> bool:
    return (
        head.name is not None
        and head.name.end == head.label.end
        and not re.search(r"[^\W\d]", text[head.label.start : head.name.start])
    )


def without_continued(folded: Folded, name: Span) -> Span:
    """A name without the word "continued" after it."""
    tail = re.compile(rf"[ \n]?{continued()}[ ]?\Z")
    for match in tail.finditer(folded.text, *folded.bounds(name)):
        return Span(name.start, folded.origin[match.start()])
    return name


def _named(folded: Folded, within: Span, category: str, name: str) -> Iterator[Head]:
    for match in folded.finditer(_named_pattern(name), within):
        label, printed = match.group("label"), match.group("name")
        said = (c for c in CATEGORIES if match.group(c) or match.group(f"{c}_after"))
        if label and printed:
            yield Head(label, next(said, category), printed)


def _in_head(text: str, label: Span, name: Span, fields: Sequence[int]) -> bool:
    """Whether a listed name at ``name`` is part of the head that ``label`` begins.

    It is that head's name, or the end of it; not so where a sentence or a field stands between.
    """
    if name.end <= label.start:
        return False
    if name.start <= label.end:
        return name.end > label.start
    between = text[label.end : name.start].strip()
    return (
        len(between) <= LONGEST_NAME
        and not between.endswith((".", ":"))
        and not any(label.end <= start < name.start for start in fields)
    )


@cache
def _head_pattern(category: str) -> re.Pattern[str]:
    label = f"{_caption()}(?:{_any_of(terms()['categories'][category])})"
    return re.compile(
        rf"(?m)^[ ]?(?:{SIGN}[ ])?(?P<label>{label})(?!\w){NUMBER}[ ]?[:\-][ \n]*(?=\S)"
    )


@cache
def _named_pattern(name: str) -> re.Pattern[str]:
    """A concern's name on lines of its own, a field's label after it.

    "1. Bleeding", "Identified risk #2: Bleeding", "Bleeding (important identified risk)".
    """
    labels = terms()["box_labels"]
    before = "|".join(
        f"(?P<{c}>{_any_of(labels[c])})" if c in CATEGORIES else _any_of(labels[c]) for c in labels
    )
    after = "|".join(f"(?P<{c}_after>{_any_of(labels[c])})" for c in CATEGORIES)
    sign = r"(?:[ ]?[:\-][ \n]*|[ \n]?\()"
    lead = rf"{_caption()}(?:\(?\d{{1,2}}[.)][ ])?(?:(?:{before}){NUMBER}{sign})?"
    tail = rf"(?:[ ]?\))?(?:[ \n]?[(\[](?:{after})[)\]])?(?:[ \n]?{continued()})?"
    fields = [phrase for phrases in terms()["fields"].values() for phrase in phrases]
    field = label_pattern(fields).pattern.replace("(?P<label>", "(?:").removeprefix("(?m)")
    return re.compile(
        rf"(?m)^[ ]?(?P<label>{lead}(?P<name>{phrase_of(name)}){tail})[ ]?[.:]?[ ]?\n(?={field})"
    )


@cache
def _caption() -> str:
    return rf"(?:(?:{_any_of(terms()['captions'])})[ ][\divx][\w.\-]{{0,9}}[ ]?[:\-]?[ \n])?"


@cache
def continued() -> str:
    """A pattern of "(continued)" after a name."""
    return rf"[(\[,\-]?[ ]?(?:{_any_of(terms()['continued'])})[)\]]?"


def _any_of(phrases: list[str]) -> str:
    return "|".join(phrase_pattern(phrase).removeprefix(r"\s*") for phrase in phrases)
