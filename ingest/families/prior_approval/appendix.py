"""An appendix in, its classes of medicines and their members out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.document import Section, Span
from ingest.families.prior_approval.records import ClassMember, DrugClass
from ingest.families.prior_approval.text import PolicyText, any_of, terms, until_next
from ingest.records import Heading

HANGS = re.compile(r"(?:[,/-]|\b(?:and|with))$")
"""The end of a name that a line break cut."""


@cache
def _generic() -> str:
    """A generic name: small letters, with the form in which it is released ("ER")."""
    return rf"(?P<generic>[^A-Z\s]\S*(?:[ ][^A-Z\s]\S*){{0,6}}(?:[ ]{_form()})?(?<![.:;]))"


@cache
def _brand() -> str:
    """A brand name: capitals, but for a form at its beginning, which is of the generic name."""
    return rf"(?P<brand>(?!{_form()}(?!\S))[A-Z]\S*(?:[ ](?:[A-Z0-9(]\S*|and|or))*(?<![.:;]))"


def _form() -> str:
    return rf"(?:{'|'.join(map(re.escape, terms()['generic_forms']))})"


@cache
def _row() -> re.Pattern[str]:
    return re.compile(rf"{_generic()}\s+{_brand()}")


def drug_classes(
    source: PolicyText, section: Section
) -> Iterator[Heading | DrugClass | ClassMember]:
    """Each class, named on the line over "Generic Name Brand Name", and what stands under it; a
    first list without such a line is of what the appendix's title says it is a list of."""
    columns = [*source.labels("class_columns", section.body)]
    starts = [section.body.start, *(label.end for label in columns)]
    names = [
        _line_over(source, Span(start, label.start))
        for start, label in zip(starts, columns, strict=False)
    ]
    tops = (name or label for name, label in zip(names, columns, strict=True))
    ends = [*until_next(tops, section.body.end)]
    if names[:1] == [None]:
        names[0] = _of_title(source, section.heading)
    for name, label, end in zip(names, columns, ends, strict=True):
        if name is None:
            continue
        words = source.healed(name)
        drug_class = DrugClass(name, source.id(words), words)
        yield drug_class
        yield source.heading("class_columns", label, end)
        for generic, brand in members(source, Span(label.end, end)):
            yield ClassMember(
                span=Span(generic.start, brand.end),
                id=source.id(words, source.healed(generic)),
                class_id=drug_class.id,
                generic_name=source.healed(generic),
                brand_name=source.healed(brand),
            )


def _of_title(source: PolicyText, heading: Span) -> Span | None:
    """What a title says is listed: "Appendix 1 - List of Anti-Amyloid Antibodies"."""
    for match in source.find(any_of("list of"), heading):
        return Span(match.span.end, heading.end).strip(source.text) or None
    return None


def _line_over(source: PolicyText, before: Span) -> Span | None:
    """The last line of ``before``; None where that is no class's name but a row of a table."""
    *_, line = [None, *source.lines(before)]
    return None if line is None or _row().fullmatch(line.of(source.text)) else line


def members(source: PolicyText, within: Span) -> Iterator[tuple[Span, Span]]:
    """Generic and brand name of each row: on one line, or the brand name on the next.

    A generic name that its line leaves hanging ("daratumumab and") goes on in the next.
    """
    pending: Span | None = None
    for line in source.lines(within):
        words = line.of(source.text)
        hangs = pending and HANGS.search(pending.of(source.text))
        row, brand = _row().fullmatch(words), re.fullmatch(_brand(), words)
        if row:
            start = pending.start if pending and hangs else line.start
            yield (
                Span(start, line.start + row.end("generic")),
                Span(line.start + row.start("brand"), line.end),
            )
        elif brand and pending and not hangs:
            yield pending, line
        elif re.fullmatch(_generic(), words):
            pending = Span(pending.start, line.end) if pending and hangs else line
            continue
        pending = None
