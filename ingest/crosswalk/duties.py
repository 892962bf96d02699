"""The words of a criterion, statement or measure in, out the things that it asks to be watched.

What a thing shows or prevents lies in ``monitored_things.csv`` (the words for things) and
``monitored_concepts.csv`` (the risks each bears on, with the reason); a concern that words name
("monitor for weight loss") is a thing itself. Words that are denied ("need not be monitored") name
no thing, nor do those that say for whom, why or in which case ("patients with thrombocytopenia");
and what a duty is to prevent ("to help prevent weight loss") is not what it asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.concepts import EFFECTS, concept_of
from ingest.crosswalk.governing_words import (
    for_a_purpose,
    in_a_longer_name,
    negated,
    negated_behind,
    of_a_circumstance,
)
from ingest.document import Span
from ingest.name_matches import mentions
from ingest.vocabulary import Folded, dictionary, fold, folded_words, phrase_of, phrase_pattern

NAMING_KINDS = ("monitoring", "advice", "pharmacovigilance", "risk_minimisation")
"""Duties in whose words a concern is looked for by its name."""

BRACKET = re.compile(r"\s*\((?!\s*(?:see\b|\d[\d,\s\-–]*\)))")
"""A bracket behind a time that is no reference: "(monthly in children)", not "(1)"."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """A risk that a thing shows or prevents (direct), or bears on (related)."""

    concept_id: str
    relation: str
    reason: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Thing:
    """Words of a duty that name a thing, and the risks that it bears on."""

    span: Span
    bearings: tuple[Bearing, ...] = ()


def things_of(quote: str, kind: str, listed: Sequence[str] = ()) -> list[Thing]:
    """The things that ``quote`` names for a duty of ``kind``, in order; spans are within it.

    ``listed`` are the things that the document's own list has, known ones or not.
    """
    folded = fold(quote)
    known, named = list(_known(quote, kind)), list(_named(quote, kind))
    longer = [one for one in named if any(_within(each.span, one.span) for each in known)]
    read = (one for one in (*longer, *known, *named) if not _of_another(folded, one.span, kind))
    found: list[Thing] = []
    for one in (*read, *_listed(quote, listed)):
        apart = all(
            one.span.end <= each.span.start or each.span.end <= one.span.start for each in found
        )
        if apart and not (_denied(folded, one.span) or _in_a_code(quote, one.span)):
            found.append(one)
    return sorted(found, key=lambda one: one.span.start)


def _within(span: Span, other: Span) -> bool:
    """Whether a span is less than another: "blood pressure" in "high blood pressure"."""
    return other.start <= span.start and span.end <= other.end and span != other


def _of_another(folded: Folded, span: Span, kind: str) -> bool:
    """Whether words stand in a longer name, or say of whom or in which case a thing is watched."""
    circumstance = kind in NAMING_KINDS and of_a_circumstance(folded, span)
    return circumstance or in_a_longer_name(folded, span)


def _in_a_code(quote: str, span: Span) -> bool:
    """Whether a word is a part of the code of a study: TORVEN-TB-2."""
    begins = re.search(r"[\w-]*$", quote[: span.start])
    ends = re.match(r"[\w-]*", quote[span.end :])
    around = (begins[0] if begins else "") + (ends[0] if ends else "")
    return re.search(r"[A-Z]{2}", around) is not None and re.search(r"\d", around) is not None


def _denied(folded: Folded, span: Span) -> bool:
    return negated(folded, span) or negated_behind(folded, span)


def _known(quote: str, kind: str) -> Iterator[Thing]:
    """Things by the words of the dictionary, the longest words first."""
    folded = fold(quote)
    hits = [
        (_trimmed(quote, match.span), thing)
        for thing, kinds, pattern in _things()
        if kind in kinds
        for match in folded.finditer(pattern)
    ]
    for span, thing in sorted(hits, key=lambda hit: (hit[0].start - hit[0].end, hit[0].start)):
        yield Thing(span, _bearings()[thing])


def _trimmed(quote: str, span: Span) -> Span:
    """A span without the blanks that words of a phrase that may be missing left at its ends."""
    words = span.of(quote)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _named(quote: str, kind: str) -> Iterator[Thing]:
    if kind not in NAMING_KINDS:
        return
    folded = fold(quote)
    for match in mentions(quote):
        concept = concept_of(match.concept_id)
        if concept.kind in EFFECTS and not for_a_purpose(folded, match.span):
            reason = f"its words name “{concept.name}”"
            yield Thing(match.span, (Bearing(concept.id, "direct", reason, None),))


def _listed(quote: str, listed: Sequence[str]) -> Iterator[Thing]:
    folded = fold(quote)
    for words in listed:
        if any(pattern.fullmatch(folded_words(words)) for pattern in _times()):
            continue
        pattern = re.compile(rf"(?<!\w){phrase_of(words)}(?!\w)") if folded_words(words) else None
        for match in folded.finditer(pattern) if pattern else ():
            yield Thing(match.span)


def when_of(quote: str, things: Sequence[Thing]) -> Span | None:
    """The words that say when the things are to be done; None without any.

    Where they stand among the things, it is the whole stretch as printed ("blood count weekly and
    liver enzymes monthly"), so that none is given a time that is another's.
    """
    folded = fold(quote)
    times = [
        _trimmed(quote, match.span)
        for pattern in _times()
        for match in folded.finditer(pattern)
        if not _denied(folded, match.span)
    ]
    if not times:
        return None
    when = _stretch(times)
    if re.search(r"[.;](?:\s|$)", when.of(quote)):
        return min(times, key=lambda span: (span.start, -span.end))
    if not things:
        return when
    named = _stretch([one.span for one in things])
    if when.start >= named.end or when.end <= named.start:
        return when
    return _stretch([when, named])


def goes_on(quote: str, when: Span) -> bool:
    """Whether words that were not read go on about the time: "at baseline and thereafter as usual".

    They are words such as "then" behind the time or right before it, or a time joined to it by a
    comma or "and" ("initially and every 3 months"); and words that limit it ("monthly unless
    stable", "at least monthly"), be they in a bracket.
    """
    folded = fold(quote)
    start, end = folded.bounds(when)
    before = re.split(r"[.;](?=\s)", folded.text[:start])[-1]
    behind = re.split(r"[.;](?=\s|$)", folded.text[end:])[0]
    joins = "|".join(pattern.pattern for pattern in _patterns("time_joins"))
    times = "|".join(pattern.pattern for pattern in _time_words())
    joined = r"(?:,|(?<!\w)(?:and|or)(?!\w))"
    return bool(
        _limited(before, folded.text[start:end], behind)
        or re.search(joins, behind)
        or re.match(rf"\s*{joined}(?:\s+{joined})?\s+(?:[^\s,:]+\s+){{0,2}}?(?:{times})", behind)
        or re.search(rf"(?:{joins}|(?:{times})\s*{joined})\s*$", before)
    )


def _limited(before: str, when: str, behind: str) -> bool:
    """Whether words limit a time, or a bracket that is not a reference goes on about it."""
    return bool(
        when.count("(") != when.count(")")
        or BRACKET.match(behind)
        or any(pattern.search(behind) for pattern in _limits("behind"))
        or any(re.search(rf"{pattern.pattern}\s*$", before) for pattern in _limits("before"))
    )


def may_say_when(quote: str) -> bool:
    """Whether words of ``quote`` may say when, known as a time or not."""
    return any(pattern.search(fold(quote).text) for pattern in _time_words())


def _stretch(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


@cache
def _things() -> list[tuple[str, frozenset[str], re.Pattern[str]]]:
    rows = dictionary("monitored_things", ("thing", "phrase", "kinds", "example", "source"))
    return [
        (
            row["thing"],
            frozenset(row["kinds"].split("|")),
            re.compile(rf"(?<!\w){phrase_pattern(row['phrase'])}(?!\w)"),
        )
        for row in rows
    ]


@cache
def _bearings() -> dict[str, tuple[Bearing, ...]]:
    columns = ("thing", "concept_id", "relation", "reason", "source")
    found: dict[str, list[Bearing]] = {row["thing"]: [] for row in dictionary("monitored_things")}
    for row in dictionary("monitored_concepts", columns):
        told = Bearing(row["concept_id"], row["relation"], row["reason"], row["source"])
        found[row["thing"]].append(told)
    return {thing: tuple(told) for thing, told in found.items()}


def _times() -> list[re.Pattern[str]]:
    return _patterns("monitoring_times", "phrase")


def _time_words() -> list[re.Pattern[str]]:
    return _patterns("time_words")


@cache
def _limits(place: str) -> list[re.Pattern[str]]:
    rows = dictionary("time_limits", ("words", "place", "example", "source"))
    return [
        re.compile(rf"(?<!\w){phrase_pattern(row['words'])}(?!\w)")
        for row in rows
        if row["place"] == place
    ]


@cache
def _patterns(name: str, column: str = "words") -> list[re.Pattern[str]]:
    rows = dictionary(name, (column, "example", "source"))
    return [re.compile(rf"(?<!\w)(?:{phrase_pattern(row[column])})(?!\w)") for row in rows]
