"""A name in a table of measures in, what it says against the list of concerns out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.concern_names import Names
from ingest.document import Span
from ingest.plan_context import Context
from ingest.plan_records import Risk
from ingest.records import Row


@dataclass(slots=True)
class RowNames:
    """The names in rows of measures so far; ``recased`` are those that differ from the list in
    capitals alone, the first of each concern."""

    context: Context
    names: Names
    recased: dict[str, Span] = field(default_factory=dict)

    def compare(self, span: Span, risk: Risk | None, category: str | None) -> Iterator[Row]:
        """The name in a row against the concern that it means, if any."""
        said = self.context.said(span).strip(" .:;")
        if risk is None:
            message = f"a row has measures for {said!r}, which is no listed concern"
            message, derived = self.names.beside_the_list(said, message)
            yield self.context.finding(span, "measure_without_concern", message, derived)
            return
        printed, listed = said.replace(" ", ""), risk.name.replace(" ", "")  # a cell breaks words
        if printed.casefold() != listed.casefold():
            message = f"the list has {risk.name!r}; the table of measures prints {said!r}"
            yield self.context.finding(span, "name_differs", message)
        elif printed != listed:
            self.recased.setdefault(risk.name, span)
        if category and category != risk.category:
            message = f"{risk.name!r} is listed as {risk.category}; its measures say {category}"
            yield self.context.finding(span, "category_differs", message)

    def other_capitals(self) -> Iterator[Row]:
        """One finding for all names that differ from the list in capitals alone."""
        said = {
            name: _spaced_as(name, self.context.said(span).strip(" .:;"))
            for name, span in self.recased.items()
        }
        if len(said) == 1:
            ((listed, printed),) = said.items()
            message = f"the list has {listed!r}; the table of measures prints {printed!r}"
        else:
            names = ", ".join(map(repr, said.values()))
            message = f"the table of measures prints {len(said)} names in other capitals: {names}"
        if said:
            first = next(iter(self.recased.values()))
            yield self.context.finding(first, "name_differs", message)


def _spaced_as(listed: str, printed: str) -> str:
    """``printed`` with its blanks where ``listed`` has them: a narrow cell breaks words."""
    letters = iter(printed.replace(" ", ""))
    spaced = "".join(char if char == " " else next(letters, "") for char in listed)
    return spaced + "".join(letters)
