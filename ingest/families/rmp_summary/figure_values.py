"""What a figure of an evidence text has, and the words of a sentence by their places."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.document import Span
from ingest.families.rmp_summary.figure_events import Place
from ingest.vocabulary import Folded, heal


@dataclass(frozen=True, slots=True)
class Figure:
    """A number stated in an evidence text; the fields are columns of ``evidence_figures``."""

    span: Span
    unit: str
    value: float
    value_max: float | None = None
    qualifier: str = "exactly"
    numerator: int | None = None
    denominator: int | None = None
    denominator_qualifier: str | None = None
    basis: str | None = None
    outcome: str | None = None
    grade: str | None = None
    attribution: str = "any"
    arm: str | None = None
    population: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as printed, asked for by places in its folded copy."""

    printed: str
    folded: Folded

    def cased(self) -> str:
        """The folded copy on one line with the capitals that are printed, place by place."""
        flat = self.folded.text.replace("\n", " ")
        printed = (self.printed[at] for at in self.folded.origin[: len(flat)])
        return "".join(p if p.isupper() else c for c, p in zip(flat, printed, strict=True))

    def span(self, place: Place, shift: int) -> Span:
        """Where a place stands in the document; the sentence begins at ``shift``."""
        at = self.folded.span(*place).strip(self.printed)
        return Span(at.start + shift, at.end + shift)

    def healed(self, place: Place | None) -> str | None:
        """The words at a place as printed, with line breaks healed; None where there are none."""
        if place is None or place[1] <= place[0]:
            return None
        return heal(self.folded.span(*place).of(self.printed)) or None
