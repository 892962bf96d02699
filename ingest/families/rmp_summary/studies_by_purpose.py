"""What stands before, under and behind the labels "Purpose of the study:" in, the studies out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ingest.bullets import SIGN, unmarked
from ingest.document import Span, next_starts
from ingest.families.rmp_summary.study_links import (
    CODE,
    category_behind,
    is_category,
    is_generic,
    kind_of_study,
)
from ingest.families.rmp_summary.study_milestones import steps_behind
from ingest.families.rmp_summary.terms import label_pattern, terms
from ingest.sentences import ends_in_abbreviation
from ingest.vocabulary import Folded, folded_words, phrase_pattern

PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
LINE = re.compile(r"\n[^\S\n]*")
WHOLE = re.compile(r"[.!?][)\]\"”]?\s*$")
"""The end of a line that ends a sentence, where it is no abbreviation or initial."""
INITIAL = re.compile(r"(?<!\w)[A-Z]\.\s*$")
MOST_LINES = 4
"""Lines of the longest name of a study."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A study as printed: its name, what it is for, and what stands under "Milestones:"."""

    name: Span
    purpose: Span | None
    milestones: Span | None = None
    category: Span | None = None
    """Its category, where that stands alone right behind what else is read of it."""

    @property
    def span(self) -> Span:
        """From its name to the end of its purpose, or of what is read behind that."""
        parts = [one for one in (self.name, self.purpose, self.milestones, self.category) if one]
        return Span(self.name.start, max(one.end for one in parts))


def planned(
    text: str, name: Span, purpose: Span | None, listed: Span | None = None, end: int = 0
) -> Planned:
    """A study whose purpose ends before the steps behind it, if none are ``listed`` elsewhere; all
    words on it go to ``end``."""
    begin = steps_behind(text, purpose) if purpose and not listed else None
    if purpose and begin is not None:
        listed = Span(begin, purpose.end)
        purpose = Span(purpose.start, begin).strip(text) or None
    study = Planned(name, purpose, listed)
    return replace(study, category=category_behind(text, Span(study.span.end, end)))


def is_head(said: str, key: str) -> bool:
    """Whether ``said`` is the label ``key`` alone."""
    return any(re.fullmatch(phrase_pattern(p), folded_words(said)) for p in terms()[key])


def of_purposes(text: str, folded: Folded, within: Span, purposes: list[Span]) -> Iterator[Planned]:
    """Each of the labels ``purposes``, and what names the study before it: what has the label of a
    name, else the paragraph, else the lines behind the last sentence. Labels of fields that are not
    read end both."""
    names, others = (_colons(folded, within, key) for key in ("study_name", "study_other"))
    steps = _colons(folded, within, "study_milestones", or_alone=True)
    fields = sorted([*others, *steps])
    ends = next_starts(purposes, within.end)
    name = Span(within.start, purposes[0].start)
    for label, end in zip(purposes, ends, strict=True):
        said = Span(label.end, end).strip(text, ":")
        cut = _until(said, names).end
        if cut == said.end != within.end and end != within.end:
            cut = _name_start(text, said, steps)
        start = max((one.start for one in names if name.covers(one)), default=name.start)
        named = _until(Span(start, name.end), fields)
        bare = _without_label(text, unmarked(text, named))
        # Heads of columns one after the other: which words are of which column is not known.
        if bare and not is_head(bare.of(text), "study_name"):
            own = _before_others(text, bare, Span(said.start, cut))
            purpose = _until(own, fields).strip(text) or None
            listed = _milestones(text, own, steps, others)
            yield planned(text, bare, purpose, listed, own.end)
        name = Span(cut, end)


def _milestones(text: str, own: Span, steps: list[Span], others: list[Span]) -> Span | None:
    """What stands behind the first label of milestones among a study's ``own`` words."""
    label = next((one for one in steps if own.start <= one.start < own.end), None)
    if label is None:
        return None
    return _until(Span(label.end, own.end), others).strip(text) or None


def _name_start(text: str, said: Span, steps: list[Span]) -> int:
    """Where the name of the next study begins in what is ``said`` up to its purpose: at the last
    paragraph; or behind the last line that ends a sentence, at its last line that begins with a
    code; or, behind milestones that are listed too, at the last line, with those before it that it
    goes on with."""
    if breaks := [match.start() for match in PARAGRAPH.finditer(text, said.start, said.end)]:
        return breaks[-2 if len(breaks) > 1 and is_category(text[breaks[-1] : said.end]) else -1]
    lines = [match.start() for match in LINE.finditer(text, said.start, said.end)]
    if not lines:
        return said.end
    behind = [at for at in lines if _ends_sentence(text, Span(said.start, at))]
    after = [at for at in lines if behind and at >= behind[-1]]
    listed = any(behind[-1] <= one.start < said.end for one in steps) if behind else False
    if (
        after
        and not listed
        and len(after) <= MOST_LINES
        and not text[after[0] :].lstrip()[:1].islower()
    ):
        coded = [at for at in after if _begins_with_code(text[at : said.end])]
        return (coded or after[:1])[-1]
    last = lines[-MOST_LINES:]
    if alone := [at for at in last if _begins_with_code(text[at : said.end], alone=True)]:
        return alone[-1]
    while len(lines) > 1 and text[lines[-1] :].lstrip()[:1].islower():
        lines.pop()
    return lines[-1]


def _ends_sentence(text: str, before: Span) -> bool:
    words = before.of(text)
    short = ends_in_abbreviation(text, before.strip(text)) or INITIAL.search(words)
    return bool(WHOLE.search(words)) and not short


def _begins_with_code(words: str, alone: bool = False) -> bool:
    """Whether words begin with the code of a study, be it behind its kind and a mark of a list;
    ``alone``: and nothing goes on with it but a line, a bracket or a colon."""
    found = _coded_start().match(words.lstrip())
    if found is None or not re.search(r"\d", found["code"]) or is_generic(found["code"]):
        return False
    return not alone or re.match(r"\s*(?:$|\n|[:(–-])", words.lstrip()[found.end() :]) is not None


@cache
def _coded_start() -> re.Pattern[str]:
    return re.compile(rf"(?:{SIGN}\s*)?(?:{kind_of_study()}\s+)?(?P<code>{CODE.pattern})")


def _before_others(text: str, name: Span, own: Span) -> Span:
    """A study's ``own`` words up to a sentence on a study of another code: "HRB-112 is a study of"
    what was said of the one before it."""
    codes = set(CODE.findall(name.of(text)))
    for match in _other_study().finditer(text, own.start, own.end):
        code = match["code"]
        if code not in codes and re.search(r"\d", code) and not is_generic(code):
            return Span(own.start, match.start("code"))
    return own


@cache
def _other_study() -> re.Pattern[str]:
    """The beginning of a sentence that says of a code that it is a study."""
    sort = rf"(?:[\w-]+\s+){{0,6}}?{kind_of_study()}(?!\w)"
    of_a_kind = rf"(?:\s+(?:is|was)|,)\s+(?:an?|the)\s+{sort}"
    return re.compile(rf"(?:(?<=[.;])|\A|\n)\s*(?P<code>{CODE.pattern}){of_a_kind}")


def _colons(folded: Folded, within: Span, key: str, or_alone: bool = False) -> list[Span]:
    """The labels of a study's field that have a colon, which is part of their span, or
    (``or_alone``) a line of their own."""
    ends = r"[ ]?(?::|(?=\n))" if or_alone else r"[ ]?:"
    pattern = re.compile(rf"{label_pattern(terms()[key]).pattern}{ends}")
    found = ((match.group("label"), match.span.end) for match in folded.finditer(pattern, within))
    return [Span(label.start, end) for label, end in found if label]


def _until(span: Span, labels: list[Span]) -> Span:
    """``span`` up to the first of ``labels`` in it."""
    inside = [one.start for one in labels if span.start <= one.start < span.end]
    return Span(span.start, min(inside, default=span.end))


def _without_label(text: str, name: Span) -> Span:
    """A study's name without the label "Study short name and title:" before it."""
    labels = "|".join(phrase_pattern(p).removeprefix(r"\s*") for p in terms()["study_name"])
    label = re.match(rf"(?:{labels})\s*:", name.of(text).casefold())
    return Span(name.start + label.end(), name.end).strip(text) if label else name
