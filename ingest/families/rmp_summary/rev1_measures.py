"""Section VI.2.5 (revision 1) in: the additional measures for each concern, or that there are none.

The template has, under the name of each concern, the measures, why they are taken, and what they
consist of, each after its label, in a box or as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ingest.bullets import LISTED
from ingest.document import Document, Section, Span, gaps, next_starts
from ingest.families.rmp_summary.measures import measure_items, says_no_tool
from ingest.families.rmp_summary.said_none import none_stated
from ingest.families.rmp_summary.terms import label_pattern, terms, whole_pattern
from ingest.finding_rules import finding
from ingest.measure_tools import audience_of
from ingest.plan_records import Risk, RiskMinimisationMeasure
from ingest.records import Heading, Row, Statement
from ingest.sentences import sentences
from ingest.vocabulary import Folded, folded_words, heal, phrase_of, slug

LONGEST_NAME = 200
"""Characters. A line before a label that is longer is prose, and names no concern."""


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled part of a box: what stands under "Objective and rationale", for example."""

    key: str
    label: Span
    body: Span


@dataclass(frozen=True, slots=True)
class Group:
    """What stands under one concern's name; ``risk`` is None where it is no listed concern."""

    name: Span | None
    risk: Risk | None
    parts: tuple[Part, ...]


@dataclass(slots=True)
class Rev1Measures:
    """Reads VI.2.5. ``states`` has, for each concern, what is stated of additional measures."""

    document: Document
    folded: Folded
    risks: list[Risk]
    states: dict[str, tuple[str, Span]] = field(default_factory=dict)

    def rows(self, section: Section, known: list[Span]) -> Iterator[Row]:
        """The rows of the section; ``known`` are the template's sentences."""
        groups = list(self._groups(section.body))
        starts = [
            group.name.start if group.name else group.parts[0].label.start for group in groups
        ]
        prose = Span(section.body.start, starts[0] if starts else section.body.end)
        for gap in gaps(prose, known):
            yield from self._prose(gap)
        for group in groups:
            yield from self._group(group)

    def _prose(self, gap: Span) -> Iterator[Row]:
        for sentence in sentences(self.document.text, gap):
            said = heal(sentence.of(self.document.text))
            if whole_pattern("no_additional_measures").fullmatch(folded_words(said)):
                for risk in self.risks:
                    self.states.setdefault(risk.id, ("stated_none", sentence))
                measure_id = f"{self.document.id}-no-additional-measures"
                yield RiskMinimisationMeasure(
                    sentence, measure_id, None, "additional", None, "stated_none", said
                )
            else:
                yield self._statement(sentence, "measures", None)

    def _statement(self, span: Span, kind: str, risk: Risk | None) -> Statement:
        statement_id = f"{self.document.id}-{slug(kind)}-{span.start}"
        text = heal(span.of(self.document.text))
        return Statement(span, statement_id, kind, text, risk.id if risk else None)

    def _groups(self, body: Span) -> Iterator[Group]:
        """Parts under names of concerns; a second box without a listed name is one of none."""
        labels = sorted(
            (label, key)
            for key, phrases in terms()["rev1_measure_labels"].items()
            for match in self.folded.finditer(label_pattern(phrases), body)
            if (label := match.group("label"))
        )
        names = dict(self._names(body))
        for (label, key), before in zip(labels, [None, *labels], strict=False):
            start = before[0].end if before else body.start
            named = any(start <= name.start < label.start for name in names)
            begins = (before is None or key == labels[0][1]) and not named
            if begins and (name := self._line_before(label, start)):
                names[name] = None
        heads = sorted(names)
        ends = next_starts(heads, body.end)
        first = heads[0].start if heads else body.end
        if loose := self._parts([one for one in labels if one[0].start < first], first):
            yield Group(None, None, loose)
        for name, end in zip(heads, ends, strict=True):
            own = [one for one in labels if name.end <= one[0].start < end]
            if own:
                yield Group(name, names[name], self._parts(own, end))

    def _names(self, body: Span) -> Iterator[tuple[Span, Risk | None]]:
        """Where a listed concern's name has lines of its own."""
        for risk in self.risks:
            for match in self.folded.finditer(_line_of(risk.name), body):
                if span := match.group("name"):
                    yield span, risk

    def _line_before(self, label: Span, start: int) -> Span | None:
        """The line above a label, if it can be a name: short, and no sentence."""
        text = self.document.text
        lines = [s for s in (m.strip() for m in text[start : label.start].split("\n")) if s]
        if not lines or len(lines[-1]) > LONGEST_NAME or lines[-1][-1] in ".:;":
            return None
        at = text.rindex(lines[-1], start, label.start)
        if text[at - 1 : at] not in ("", "\n") or LISTED.match(text, at):
            return None
        return Span(at, at + len(lines[-1]))

    def _parts(self, labels: list[tuple[Span, str]], end: int) -> tuple[Part, ...]:
        ends = next_starts([label for label, _ in labels], end)
        return tuple(
            Part(key, label, Span(label.end, stop).strip(self.document.text, ":"))
            for (label, key), stop in zip(labels, ends, strict=True)
        )

    def _group(self, group: Group) -> Iterator[Row]:
        risk, text = group.risk, self.document.text
        end = max(part.body.end for part in group.parts)
        if group.name:
            key = risk.category if risk else "unlisted"
            yield self._heading(group.name, "concern", key, 3, end)
            if risk is None and self.risks:
                said = heal(group.name.of(text))
                finding_id = f"{self.document.id}-measures-{group.name.start}-without-concern"
                message = f"VI.2.5 has measures for {said!r}, which VI.2.4 does not list"
                yield finding(group.name, finding_id, "measure_without_concern", message)
        for part in group.parts:
            yield self._heading(
                part.label, "label", part.key, 5, max(part.label.end, part.body.end)
            )
            if not part.body:
                continue
            if part.key == "objective":
                yield self._statement(part.body, "measure_objective", risk)
            else:
                yield from self._measures(part, risk)

    def _measures(self, part: Part, risk: Risk | None) -> Iterator[Row]:
        """A measure for each item; of the description only those that are a known tool."""
        text = self.document.text
        none = none_stated(text, self.folded, part.body, "additional")
        if risk and (part.key == "measures" or risk.id not in self.states):
            self.states[risk.id] = (none.state if none else "stated", part.body)
        if none:
            yield self._measure(none.span, risk, None, "stated_none")
            if none.rest:
                yield self._statement(none.rest, "measures_text", risk)
            return
        for item, tool in measure_items(text, self.folded, part.body):
            if says_no_tool(self.folded, item):
                yield self._statement(item, "measures_text", risk)
            elif tool is None and part.key == "description":
                yield self._statement(item, "measure_description", risk)
            else:
                yield self._measure(item, risk, tool, "stated")

    def _measure(
        self, span: Span, risk: Risk | None, tool: str | None, state: str
    ) -> RiskMinimisationMeasure:
        stem = risk.id if risk else self.document.id
        name = "none" if state == "stated_none" else slug(tool or "measure")
        measure_id = f"{stem}-additional-{name}-{span.start}"
        said = heal(span.of(self.document.text))
        audience = audience_of(said, "additional", tool) if state == "stated" else None
        return RiskMinimisationMeasure(
            span, measure_id, risk.id if risk else None, "additional", tool, state, said, audience
        )

    def _heading(self, span: Span, kind: str, key: str, level: int, end: int) -> Heading:
        heading_id = f"{self.document.id}-{kind}-{slug(key)}-{span.start}"
        return Heading(span, heading_id, key, kind, level, heal(span.of(self.document.text)), end)


@cache
def _line_of(name: str) -> re.Pattern[str]:
    """The name on lines of its own, in folded text."""
    return re.compile(rf"(?m)^[ ]?(?P<name>{phrase_of(name)})[ ]?[.:]?[ ]?$")
