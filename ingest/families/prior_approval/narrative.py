"""The sections that are told, not tabled: statements, and the indications and warnings in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.bullets import unmarked
from ingest.document import Span
from ingest.families.prior_approval.history import approval_sentence
from ingest.families.prior_approval.indications import approved, indications
from ingest.families.prior_approval.records import PolicyWarning
from ingest.families.prior_approval.states import stated, stated_list, stated_none
from ingest.families.prior_approval.text import PolicyText, any_of, words_in, words_of
from ingest.families.prior_approval.warnings import policy_warnings, warning_list
from ingest.records import Row, Statement
from ingest.vocabulary import dictionary

NUMBERED = re.compile(r"^[^\S\n]*\[?(\d{1,3})[.)\]](?=\s|\Z)", re.MULTILINE)
TOLD = ("description", "background", "policy", "exclusions", "rationale", "summary")
"""Sections of which each sentence is a statement."""
HYPHENS = ("-", "\u00ad", "\u2010", "\u2011", "\u2013")


def narrative(source: PolicyText) -> Iterator[Row]:
    """The rows of all sections that are told, in printed order."""
    approval = approval_sentence(source)
    for section in source.sections:
        body = source.body(section)
        if section == "regulatory_status" and body:
            yield from regulatory_status(source, body)
        elif section in ("related_policies", "keywords", "references") and body:
            end = approval.start if approval and body.covers(approval) else body.end
            yield from named(source, section, Span(body.start, end))
        elif section in TOLD and body:
            yield from statements(source, section, body)
    if approval:
        yield from statements(source, "approval", approval)


def named(source: PolicyText, section: str, within: Span) -> Iterator[Row]:
    """The rows of a section that names things, or says that there are none."""
    words = within.strip(source.text, ".")
    if not words:
        return
    if source.says("none", words):
        yield stated_none(source, section, words)
    else:
        listed = section == "references"
        found = [*(references if listed else statements)(source, section, within)]
        yield from found
        yield from stated_list(source, section, [row.span for row in found])


def regulatory_status(source: PolicyText, body: Span) -> Iterator[Row]:
    """The indications, the warnings, and what else the section says."""
    found = approved(source, body)
    start, listed = body.start, 0
    if found:
        for row in told(source, Span(start, found.label.start)):
            listed += isinstance(row, PolicyWarning)
            yield row
        yield source.heading("indications", found.label, found.end)
        leads = [*statements(source, "indications", found.lead_in)] if found.lead_in else []
        yield from leads
        yield from indications(source, found, leads[-1].id if leads else None)
        yield from stated_list(source, "indications", [*found.items])
        start = found.end
    yield from told(source, Span(start, body.end), listed)


def told(source: PolicyText, within: Span, listed: int = 0) -> Iterator[Row]:
    """Sentences on the medicine: those that list its warnings, and the others.

    All lists of warnings are one; ``listed`` says how many stand before ``within``.
    """
    for sentence in source.sentences(within):
        if found := warning_list(source, sentence):
            yield source.heading("policy_warnings", found.lead, sentence.end)
            yield from policy_warnings(source, found, listed + 1)
            yield stated(source, "policy_warnings", sentence)
            listed += len(found.names)
        else:
            yield from statements(source, "regulatory_status", sentence)


def statements(source: PolicyText, section: str, within: Span) -> Iterator[Statement]:
    """A row a sentence, of the kind that ``policy_statements.csv`` has for its words."""
    for span in source.sentences(within):
        span = unmarked(source.text, span)
        if span:
            kind = statement_kind(source, section, span)
            yield Statement(span, source.id(kind), kind, source.healed(span))


def references(source: PolicyText, section: str, within: Span) -> Iterator[Statement]:
    """A row a reference: its number at the start of a line, and what goes on below it.

    They are numbered 1, 2, 3, ...: any other number, and one after a line that ends in a hyphen,
    goes on with a line ("1205-", "17. Accessed 2022."). A number alone is none, and a list without
    numbers is one row: nothing says where one ends.
    """
    words = within.of(source.text)
    starts = [0]
    last = 0
    for found in NUMBERED.finditer(words):
        parted = words[: found.start()].rstrip().endswith(HYPHENS)
        if int(found.group(1)) == last + 1 and not parted:
            last += 1
            starts.append(found.start())
    for start, end in pairwise([*starts, len(words)]):
        span = Span(within.start + start, within.start + end).strip(source.text)
        if span and not NUMBERED.fullmatch(span.of(source.text)):
            kind = statement_kind(source, section, span)
            yield Statement(span, source.id(kind), kind, source.healed(span))


def statement_kind(source: PolicyText, section: str, span: Span) -> str:
    """The kind of the first rule for ``section`` whose phrase stands in ``span`` (or is empty)."""
    rules = dictionary("policy_statements", ("section", "phrase", "kind", "example", "source"))
    start, end = source.folded.bounds(span)
    known = words_in(source.folded.text[start:end])
    for rule in rules:
        phrase = rule["phrase"]
        fits = rule["section"] == section and words_of(phrase) <= known
        if fits and (not phrase or any(source.find(any_of(phrase), span))):
            return rule["kind"]
    return section
