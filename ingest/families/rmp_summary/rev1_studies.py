"""Section VI.2.6 (revision 1) in: the planned studies, what they address and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.concern_names import Names
from ingest.document import Document, Section, Span
from ingest.families.rmp_summary.terms import whole_pattern
from ingest.plan_context import Context
from ingest.plan_records import Risk, Study
from ingest.records import Row
from ingest.sentences import sentences
from ingest.study_tables import Studies
from ingest.table_shapes import shape_of
from ingest.tables import tables
from ingest.vocabulary import Folded, folded_words

PARTS = ("VI.2.6", "VI.2.6.studies", "VI.2.6.conditions")


class Rev1Studies:
    """Reads VI.2.6; ``addressed`` has, for each concern, the first study's words on it."""

    def __init__(
        self,
        document: Document,
        folded: Folded,
        sections: dict[str, Section],
        risks: list[Risk],
    ) -> None:
        """``risks`` are the listed concerns, which studies may address."""
        self.document = document
        self.bodies = [sections[key].body for key in PARTS if key in sections]
        whole = Span(self.bodies[0].start, self.bodies[-1].end) if self.bodies else Span(0, 0)
        context = Context(document, folded, whole)
        self.studies = Studies(context, Names(risks, whole.of(document.text)))

    @property
    def addressed(self) -> dict[str, Span]:
        """For each concern that a study addresses the first place that says so."""
        return self.studies.addressed

    def rows(self) -> Iterator[Row]:
        """The studies of the tables; without any the sentence that there are none.

        A table of other columns is left unread. Where it is said that none of the studies is a
        condition of the authorisation, each is another study; else that is not known.
        """
        said = [sentence for body in self.bodies for sentence in self._sentences(body)]
        other = any(self._says(sentence, "no_conditions") for sentence in said)
        for body in self.bodies:
            for table in tables(self.document, body):
                shape = shape_of(self.document.text, table)
                if shape and shape.kind == "studies":
                    for row in self.studies.table(table, shape):
                        if other and isinstance(row, Study) and row.obligation is None:
                            row = replace(row, obligation="other")
                        yield row
        none = next((sentence for sentence in said if self._says(sentence, "no_studies")), None)
        if none and not self.studies.found:
            yield self.studies.prose_none(none)

    def _sentences(self, body: Span) -> Iterator[Span]:
        return sentences(self.document.text, body)

    def _says(self, sentence: Span, term: str) -> bool:
        said = folded_words(sentence.of(self.document.text))
        return whole_pattern(term).fullmatch(said) is not None
