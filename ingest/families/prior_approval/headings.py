"""The headings that a policy's sections have, and its title."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Span
from ingest.families.prior_approval.scope import drugs_in
from ingest.families.prior_approval.text import PolicyText
from ingest.records import Heading


def headings(source: PolicyText, names: tuple[str, ...]) -> Iterator[Heading]:
    """A row a heading; its text goes to the next heading of its own level or a higher one."""
    yield from title(source, names)
    sections = [*source.sections.values()]
    for at, section in enumerate(sections):
        later = (other for other in sections[at + 1 :] if other.level <= section.level)
        yield Heading(
            span=section.heading,
            id=source.id("section", section.key),
            key=section.key,
            kind="section",
            level=section.level,
            title=source.healed(section.heading),
            body_end=next((other.heading.start for other in later), len(source.text)),
        )


def title(source: PolicyText, names: tuple[str, ...]) -> Iterator[Heading]:
    """The line over all sections that names the medicine, or several of the policy's."""
    first = min(section.heading.start for section in source.sections.values())
    for line in source.lines(Span(0, first)):
        if drugs_in(line.of(source.text), names):
            end = len(source.text)
            yield Heading(
                line, source.id("section", "title"), "title", "section", 0, source.healed(line), end
            )
            return
