"""The lists of safety concerns in, risks by category out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.bullets import unmarked
from ingest.document import Line, Span
from ingest.families.assessment_report.blocks import Paragraph, Title
from ingest.families.assessment_report.terms import terms
from ingest.list_items import Piece, list_items
from ingest.plan_context import Context
from ingest.plan_records import Risk
from ingest.plan_words import category_label, is_none, is_word, keys_of
from ingest.records import FieldState, Row
from ingest.table_shapes import Shape
from ingest.tables import Table, TableRow
from ingest.vocabulary import folded_words, slug


@dataclass(slots=True)
class Concerns:
    """The concerns read so far, and where each category is stated (or stated to be empty)."""

    context: Context
    risks: list[Risk] = field(default_factory=list)
    labels: dict[str, Span] = field(default_factory=dict)
    empty: dict[str, Span] = field(default_factory=dict)
    category: str | None = None

    def table(self, table: Table, shape: Shape) -> Iterator[Row]:
        """A table with a category's label in the first column, or in a row of its own."""
        self.category = None
        for number, row in enumerate(table.rows):
            if number < shape.head_rows or is_word("table_head", self._said(row.span)):
                for cell in row.cells:
                    yield self.context.heading(cell.span, "label", "table-head", 5, cell.span.end)
            else:
                yield from self._row(row)

    def _row(self, row: TableRow) -> Iterator[Row]:
        first, *others = row.cells
        if label := category_label(self._said(first.span)):
            yield self._label(label, first.span, row.span.end)
        elif first.column > 0 or not others:
            others = list(row.cells)
        else:
            return  # neither a label nor a list below one: left unread
        if self.category and len(others) == 1:
            yield from self.list(list(others[0].lines))

    def title(self, title: Title) -> Row:
        """A category's label on a line of its own, over its list."""
        return self._label(title.key, title.span, title.span.end)

    def paragraph(self, paragraph: Paragraph) -> Iterator[Row]:
        """The list under such a label."""
        yield from self.list(paragraph.lines)

    def _label(self, category: str, span: Span, end: int) -> Row:
        self.category = category
        self.labels.setdefault(category, span)
        return self.context.heading(span, "label", category, 5, end)

    def _said(self, span: Span) -> str:
        return span.of(self.context.text)

    def list(self, lines: list[Line]) -> Iterator[Row]:
        """The concerns of one list; one that was listed before is not listed twice."""
        assert self.category is not None
        whole = Span(lines[0].span.start, lines[-1].span.end)
        if is_none(self._said(whole)):
            none = unmarked(self.context.text, whole, ".;")
            self.empty.setdefault(self.category, none or whole)
            yield self.context.statement(none or whole, "no_concerns")
            return
        pieces = [Piece(line.span, line.page, line.box) for line in lines if line.span]
        for item in list_items(self.context.text, pieces, terms()["hanging"]):
            name = self.context.said(item.name)
            if any(
                folded_words(risk.name) == folded_words(name) and risk.category == self.category
                for risk in self.risks
            ):
                yield self.context.statement(item.span, "concern_listed_again")
                continue
            number = len(self.risks) + 1
            risk_id = self.context.new_id(slug(name) or str(number))
            product = self.context.product
            self.risks.append(Risk(item.span, risk_id, product, self.category, number, name))

    def states(self) -> Iterator[FieldState]:
        """For each category whether its concerns are stated, stated to be none, or neither."""
        for category in keys_of("category"):
            listed = any(risk.category == category for risk in self.risks)
            state = (
                "stated" if listed else "stated_none" if category in self.empty else "not_stated"
            )
            name = f"{category}_{'information' if category == 'missing' else 'risks'}"
            span = self.labels.get(category) if listed else self.empty.get(category)
            yield FieldState(self.context.new_id(f"{slug(name)}-state"), None, name, state, span)
