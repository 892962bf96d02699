"""What every part of the reading shares: the document, its chapter, and ids that are unique."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.document import Document, Span
from ingest.finding_rules import finding
from ingest.records import Finding, Heading, Statement
from ingest.vocabulary import Folded, heal, slug


@dataclass(slots=True)
class Context:
    """One document while it is read."""

    document: Document
    folded: Folded
    chapter: Span
    used: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @property
    def product(self) -> str:
        """The id of the document's medicine."""
        return self.document.facts["product_id"]

    def new_id(self, name: str, stem: str | None = None) -> str:
        """An id under the document's (or ``stem``); a second one of a name is numbered."""
        wanted = base = f"{stem or self.document.id}-{name}"
        number = 2
        while wanted in self.used:
            wanted, number = f"{base}-{number}", number + 1
        self.used.add(wanted)
        return wanted

    def said(self, span: Span) -> str:
        """The words of ``span``, white space folded and line-break hyphens healed."""
        return heal(span.of(self.text))

    def heading(self, span: Span, kind: str, key: str, level: int, end: int) -> Heading:
        """A heading at ``span`` that heads the text up to ``end``."""
        heading_id = self.new_id(f"{kind}-{slug(key)}")
        return Heading(span, heading_id, key, kind, level, self.said(span), max(end, span.end))

    def statement(self, span: Span, kind: str, study_id: str | None = None) -> Statement:
        """What the document says at ``span``, of a study or not, that has no table of its own."""
        statement_id = self.new_id(f"{slug(kind)}-{span.start}")
        return Statement(span, statement_id, kind, self.said(span), study_id=study_id)

    def finding(self, span: Span, rule: str, message: str, derived: str | None = None) -> Finding:
        """What the document says against itself at ``span``."""
        return finding(span, self.new_id(f"{slug(rule)}-{span.start}"), rule, message, derived)
