"""A policy's text made ready for reading: folded, in sections, with labels and ids to hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property
from itertools import pairwise
from statistics import mode
from typing import Any

from ingest.document import Document, Section, Span
from ingest.families import load_family
from ingest.records import Heading
from ingest.sections import find_sections
from ingest.sentences import sentences
from ingest.vocabulary import Match, dictionary, fold, heal, phrase_pattern, slug

LINE = re.compile(r"[^\n]+")


class PolicyText:
    """A policy as its readers see it. It gives every row an id that no other row has."""

    def __init__(self, document: Document) -> None:
        """Find the sections; raises MissingSection where the requirements are missing."""
        rules = load_family("prior_approval").headings
        self.document = document
        self.text = document.text
        self.folded = fold(document.text)
        found = find_sections(document, self.folded, rules)
        self.sections = {section.key: section for section in self._with_appendices(found)}
        self._taken: dict[str, int] = {}

    def _with_appendices(self, sections: list[Section]) -> Iterator[Section]:
        """``sections``, and the appendices in the last of them as sections of their own."""
        *before, last = sections
        titles = [*self.find(any_line(*terms()["appendix"]), last.body)]
        starts = [title.span.start for title in titles] + [last.body.end]
        yield from before
        yield replace(last, body=Span(last.body.start, starts[0]))
        for at, (title, end) in enumerate(zip(titles, starts[1:], strict=True), start=1):
            heading = title.span.strip(self.text)
            yield Section(f"appendix_{at}", 1, heading, Span(heading.end, end))

    @property
    def own_names(self) -> tuple[str, ...]:
        """The names of the medicine that the document was filed under."""
        facts = self.document.facts
        return tuple(facts[name] for name in ("product", "substance") if name in facts)

    def id(self, *parts: str) -> str:
        """A permalink: the document's id and ``parts``; the second of a name ends in ``-2``."""
        permalink = first = "-".join([self.document.id, *(slug(part) for part in parts)])
        while permalink in self._taken:
            self._taken[first] += 1
            permalink = f"{first}-{self._taken[first]}"
        self._taken[permalink] = 1
        return permalink

    def section(self, key: str) -> Section | None:
        """The section of that key; None when the policy does not have it."""
        return self.sections.get(key)

    def body(self, key: str) -> Span | None:
        """The words under a heading; None where there are none, or no such heading."""
        section = self.sections.get(key)
        return section.body.strip(self.text) or None if section else None

    def healed(self, span: Span) -> str:
        """The words of ``span`` on one line."""
        return heal(span.of(self.text))

    def lines(self, within: Span) -> Iterator[Span]:
        """The printed lines inside ``within`` that have words, without the blanks around them."""
        start, end = self.folded.bounds(within)
        for line in LINE.finditer(self.folded.text, start, end):
            words = self.folded.span(line.start(), line.end()).strip(self.text)
            if words:
                yield words

    def paragraphs(self, within: Span) -> Iterator[Span]:
        """The paragraphs inside ``within``: a capital after more line breaks than is usual."""
        start = last = None
        for line in self.lines(within):
            if last and start is not None and self.parts(last, line):
                yield Span(start, last.end)
                start = None
            start = line.start if start is None else start
            last = line
        if last and start is not None:
            yield Span(start, last.end)

    def parts(self, line: Span, later: Span) -> bool:
        """Whether a paragraph ends between two lines."""
        breaks = self.text.count("\n", line.end, later.start)
        return breaks > self._usual_breaks and not self.text[later.start].islower()

    @cached_property
    def _usual_breaks(self) -> int:
        """How many line breaks most often part two lines with words: 2 where all are spaced."""
        lines = [*self.lines(Span(0, len(self.text)))]
        breaks = [self.text.count("\n", a.end, b.start) for a, b in pairwise(lines)]
        return max(mode(breaks or [1]), 1)

    def sentences(self, within: Span) -> Iterator[Span]:
        """The sentences inside ``within``; none goes on over the end of its paragraph."""
        for paragraph in self.paragraphs(within):
            yield from sentences(self.text, paragraph)

    def find(self, pattern: re.Pattern[str], within: Span) -> Iterator[Match]:
        """Matches of ``pattern`` on the folded words of ``within``."""
        return self.folded.finditer(pattern, within)

    def whole(self, pattern: re.Pattern[str], span: Span) -> Match | None:
        """The match of ``pattern`` with all of ``span``; None when it does not match."""
        match = pattern.fullmatch(self.folded.text, *self.folded.bounds(span))
        return Match(match, self.folded) if match else None

    def says(self, term: str, span: Span) -> bool:
        """Whether ``span`` says just a term of family.yml: "None", "Same as above"."""
        words = span.strip(self.text, ".")
        return bool(words) and self.whole(any_of(*terms()[term]), words) is not None

    def labels(self, key: str, within: Span) -> Iterator[Span]:
        """Where a label of family.yml stands at the start of a line inside ``within``."""
        for match in self.find(label_pattern(key), within):
            label = match.span.strip(self.text)
            if label.of(self.text)[0].isupper():
                yield label

    def heading(self, key: str, span: Span, body_end: int) -> Heading:
        """A label's row: what stands from ``span`` to ``body_end`` is under it."""
        kind = terms()["labels"].get(key, {"kind": "label"})["kind"]
        return Heading(
            span, self.id("section", key), key, kind, 3, self.healed(span), max(span.end, body_end)
        )


def terms() -> dict[str, Any]:
    """The terms of family.yml."""
    return load_family("prior_approval").terms


def until_next(spans: Iterable[Span], end: int) -> list[int]:
    """For each of ``spans`` the start of the one after it; ``end`` for the last."""
    return [later for _, later in pairwise([*(span.start for span in spans), end])]


@cache
def label_pattern(key: str) -> re.Pattern[str]:
    """A label of family.yml at the start of a line of folded text, its colon included."""
    titles = "|".join(phrase_pattern(title) for title in terms()["labels"][key]["titles"])
    return re.compile(rf"(?m)^[ ]?(?:{titles})(?!\w)[ ]?:?")


@cache
def any_line(*phrases: str) -> re.Pattern[str]:
    """A line of folded text that starts with any of ``phrases`` and says more."""
    return re.compile(rf"(?m)^[ ]?(?:{'|'.join(map(phrase_pattern, phrases))})[^\n]+$")


@cache
def any_of(*phrases: str) -> re.Pattern[str]:
    """Any of ``phrases``, anywhere in folded text."""
    return re.compile("|".join(f"(?:{phrase_pattern(phrase)})" for phrase in phrases))


@cache
def counts() -> dict[str, int]:
    """The words for small counts, and what they count to."""
    rows = dictionary("number_words", ("word", "value", "kind"))
    return {row["word"]: int(row["value"]) for row in rows if row["kind"] == "count"}


COUNT = r"(?:\d+|[a-z]+)"
"""A count on folded text, in figures or as a word; ``count`` says whether it is one."""


def count(words: str) -> int | None:
    """The number that ``words`` (a match of COUNT) are; None for a word that is no number."""
    return int(words) if words.isdigit() else counts().get(words)


@cache
def words_of(phrase: str) -> frozenset[str]:
    """Words that stand in whatever fits ``phrase``: a cheap test before its pattern is compiled."""
    sure = re.sub(r"<[^>]*>|\{[^}]*\}|\[[^\]]*\]", " ", phrase)
    return frozenset(
        word for word in re.findall(r"[a-z]{4,}", sure) if phrase_pattern(word) == word
    )


def words_in(folded: str) -> set[str]:
    """The words of a folded text, to hold against ``words_of``."""
    return set(re.findall(r"[a-z]+", folded))
