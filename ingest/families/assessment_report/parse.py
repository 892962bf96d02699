"""An assessment report in, the rows of its chapter on the risk management plan out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.chapter import chapter_end, chapter_starts
from ingest.concern_names import Names
from ingest.document import Document, Span, gaps
from ingest.errors import MissingSection
from ingest.families import load_family
from ingest.families.assessment_report.blocks import Block, Paragraph, Title, blocks
from ingest.families.assessment_report.concerns import Concerns
from ingest.families.assessment_report.facts import parse_facts
from ingest.families.assessment_report.measures import Measures
from ingest.families.assessment_report.prose import none_for_all, parse_prose
from ingest.families.assessment_report.row_names import RowNames
from ingest.plan_context import Context
from ingest.records import FieldState, Outside, Row, span_of
from ingest.study_tables import Studies
from ingest.table_shapes import shape_of
from ingest.tables import Table
from ingest.vocabulary import Folded, fold, phrase_pattern, slug


def parse(document: Document) -> Iterator[Row]:
    """The rows of one report.

    Raises MissingSection when it has no chapter on the risk management plan, or when that lists
    no safety concerns.
    """
    folded = fold(document.text)
    title, chapter = _chapter(document, folded)
    context = Context(document, folded, chapter)
    cover = Span(0, title.start)
    facts = list(parse_facts(context, cover))
    yield from facts
    known = [span for row in facts if (span := span_of(row))]
    for outside in (cover, Span(chapter.end, len(document.text))):
        for gap in gaps(outside, [span for span in known if outside.covers(span)]):
            if gap := gap.strip(document.text):
                yield Outside(gap)
    yield context.heading(title, "section", "risk_management_plan", 1, chapter.end)
    yield from _Reader(context, list(blocks(document, Span(title.end, chapter.end)))).rows()


def _chapter(document: Document, folded: Folded) -> tuple[Span, Span]:
    """The chapter's title, and the chapter from there to its end."""
    chapter = load_family("assessment_report").chapter
    assert chapter is not None
    for start in chapter_starts(folded.text, chapter):
        end = chapter_end(folded.text, start, chapter)
        whole = folded.span(start.start(), len(folded.text) if end is None else end)
        title = folded.span(start.start(), start.end()).strip(document.text)
        if any(folded.finditer(_holds(), whole)):
            return title, Span(title.start, whole.end)
    raise MissingSection(
        f"{document.id}: no chapter on the risk management plan with safety concerns in it; if "
        "its heading is new, add it to 'chapter' in families/assessment_report/family.yml"
    )


def _is_category(block: Block | None) -> bool:
    return isinstance(block, Title) and block.kind == "category"


def _holds() -> re.Pattern[str]:
    chapter = load_family("assessment_report").chapter
    assert chapter is not None
    titles = "|".join(phrase_pattern(p).removeprefix(r"\s*") for p in chapter.holds)
    return re.compile(rf"(?m)^[ ]?(?:{titles})")


class _Reader:
    """Reads the chapter's blocks: first the concerns, which the other tables name."""

    def __init__(self, context: Context, found: list[Block]) -> None:
        self.context = context
        self.found = found
        self.shapes = {
            number: shape
            for number, block in enumerate(found)
            if isinstance(block, Table) and (shape := shape_of(context.text, block))
        }

    def rows(self) -> Iterator[Row]:
        """The rows of the chapter. Raises MissingSection when it lists no concerns."""
        concerns = Concerns(self.context)
        lists = list(self._lists(concerns))
        if not (concerns.risks or concerns.empty):
            raise MissingSection(
                f"{self.context.document.id}: the chapter lists no safety concerns (from "
                f"{self.context.document.where(self.context.chapter.start)}); if their list has "
                "a new head, add it to 'categories' in families/assessment_report/family.yml"
            )
        yield from lists
        yield from concerns.states()
        names = Names(concerns.risks, self.context.chapter.of(self.context.text))
        measures = Measures(self.context, names, RowNames(self.context, names))
        studies = Studies(self.context, names)
        inside = list(self._rest(measures, studies))
        none = self._none_for_all(studies)
        for risk in concerns.risks:
            if span := studies.addressed.get(risk.id):
                measures.note(risk, "additional_pharmacovigilance", "stated", span)
            elif none:
                measures.note(risk, "additional_pharmacovigilance", "stated_none", none)
        yield from measures.risks()
        yield from inside
        yield from self._states(studies)

    def _lists(self, concerns: Concerns) -> Iterator[Row]:
        """The lists of concerns: tables, and lists under a category's label."""
        self.lists: set[int] = set()
        for number, block in enumerate(self.found):
            above = self.found[number - 1] if number else None
            shape = self.shapes.get(number)
            if isinstance(block, Title) and block.kind == "category":
                yield concerns.title(block)
            elif isinstance(block, Table) and shape and shape.kind == "concerns":
                yield from concerns.table(block, shape)
            elif isinstance(block, Paragraph) and _is_category(above):
                self.lists.add(number)
                yield from concerns.list(block.lines)

    def _rest(self, measures: Measures, studies: Studies) -> Iterator[Row]:
        for number, block in enumerate(self.found):
            shape = self.shapes.get(number)
            if isinstance(block, Title):
                if block.kind != "category":
                    yield self._title(number, block)
            elif isinstance(block, Paragraph):
                if number not in self.lists:
                    yield from parse_prose(self.context, block, studies)
            elif shape and shape.kind == "measures":
                yield from measures.table(block, shape)
            elif shape and shape.kind == "studies":
                yield from studies.table(block, shape)

    def _none_for_all(self, studies: Studies) -> Span | None:
        """Where it is stated that no concern has additional activities; not beside studies."""
        if any(study.state == "stated" for study in studies.found):
            return None
        return none_for_all(self.context, (b for b in self.found if isinstance(b, Paragraph)))

    def _title(self, number: int, title: Title) -> Row:
        if title.kind == "caption":
            return self.context.heading(title.span, "label", "caption", 4, title.span.end)
        later = (b for b in self.found[number + 1 :] if isinstance(b, Title))
        end = next((b.span.start for b in later if b.kind == "section"), self.context.chapter.end)
        return self.context.heading(title.span, "section", title.key, 2, end)

    def _states(self, studies: Studies) -> Iterator[Row]:
        """Whether the chapter has each of its parts."""
        titles = [b for b in self.found if isinstance(b, Title) and b.kind == "section"]
        for section in ("pharmacovigilance_plan", "risk_minimisation", "conclusion"):
            span = next((title.span for title in titles if title.key == section), None)
            yield self._state(section, "stated" if span else "not_stated", span)
        stated = next((study.span for study in studies.found if study.state == "stated"), None)
        none = next((study.span for study in studies.found), None)
        state = "stated" if stated else "stated_none" if none else "not_stated"
        yield self._state("studies", state, stated or none)

    def _state(self, name: str, state: str, span: Span | None) -> FieldState:
        return FieldState(self.context.new_id(f"{slug(name)}-state"), None, name, state, span)
