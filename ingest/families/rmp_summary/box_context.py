"""What the readers of one box share: its place, ids under the concern's, states of its fields."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.document import Document, Span
from ingest.plan_records import Risk
from ingest.records import Heading
from ingest.vocabulary import Folded, heal, slug


@dataclass(slots=True)
class BoxContext:
    """A box while it is read; ``risk`` is None where it is of no listed concern.

    ``stem`` begins the ids of its rows; ``states`` has, for each field, what is stated and where.
    """

    document: Document
    folded: Folded
    risk: Risk | None
    stem: str
    states: dict[str, tuple[str, Span | None]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @property
    def risk_id(self) -> str | None:
        """The concern's id."""
        return self.risk.id if self.risk else None

    def new_id(self, name: str) -> str:
        """An id under the stem; a second one of a name is numbered."""
        wanted, number = f"{self.stem}-{name}", 2
        while wanted in self.used:
            wanted, number = f"{self.stem}-{name}-{number}", number + 1
        self.used.add(wanted)
        return wanted

    def heading(self, span: Span, kind: str, key: str, level: int, end: int) -> Heading:
        """A heading at ``span`` that heads the text up to ``end``."""
        title = heal(span.of(self.text))
        return Heading(span, self.new_id(f"{kind}-{slug(key)}"), key, kind, level, title, end)
