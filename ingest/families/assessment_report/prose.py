"""Prose of the chapter in; activities that it states, and statements, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ingest.concern_names import ABBREVIATION
from ingest.document import Span, gaps
from ingest.families.assessment_report.blocks import Paragraph, is_footnote
from ingest.families.assessment_report.terms import compiled, terms
from ingest.plan_context import Context
from ingest.plan_records import PharmacovigilanceActivity, Study
from ingest.plan_words import any_of
from ingest.records import Row
from ingest.sentences import sentences
from ingest.study_tables import Studies
from ingest.vocabulary import folded_words

PLANS = ("pharmacovigilance_plan", "risk_minimisation")
"""The sections whose prose states activities."""
KINDS = {
    "introduction": "background",
    "safety_concerns": "safety_concerns",
    "pharmacovigilance_plan": "pharmacovigilance",
    "risk_minimisation": "risk_minimisation",
    "advice": "advice",
    "conclusion": "conclusion",
    "discussion": "discussion",
}
"""What a sentence of a section is, where nothing better is known of it."""
BEGINS = r"(?:[\s\S]*(?:,|;|\b(?:and|but|while)))?\s*"
"""What may stand before a clause that states an activity; "it was agreed that" may not."""


def parse_prose(context: Context, paragraph: Paragraph, studies: Studies) -> Iterator[Row]:
    """One row a sentence: what it states of the pharmacovigilance plan, else a statement."""
    text = context.text
    for sentence in sentences(text, paragraph.span):
        sentence = sentence.strip(text, "•·")
        taken: list[Span] = []
        if paragraph.section in PLANS:
            for row in _activities(context, sentence, studies):
                taken.append(row.span)
                yield row
        for rest in gaps(sentence, taken):
            rest = rest.strip(text, ".,;" if taken else "")
            if rest and rest.of(text) != "and":
                yield context.statement(rest, _kind(paragraph.section, rest.of(text)))


def _kind(section: str, words: str) -> str:
    if is_footnote(words):
        return "footnote"
    if ABBREVIATION.match(words):
        return "abbreviation"
    kinds: list[str] = list(terms()["statements"])
    for kind in kinds:
        if compiled(f"statements.{kind}", r"(?<!\w){}(?!\w)").search(folded_words(words)):
            return kind
    return KINDS[section]


def _activities(
    context: Context, sentence: Span, studies: Studies
) -> Iterator[PharmacovigilanceActivity | Study]:
    """What "routine pharmacovigilance is suggested and no additional studies planned" states."""
    found = sorted(
        (match.span.start, kind, state)
        for key, kind, state in (
            ("routine", "routine", "stated"),
            ("additional_none", "additional", "stated_none"),
        )
        for match in context.folded.finditer(
            compiled(f"activities.{key}", r"(?<!\w){}(?!\w)"), sentence
        )
        if re.fullmatch(BEGINS, context.text[sentence.start : match.span.start])
    )
    for number, (start, kind, state) in enumerate(found):
        end = found[number + 1][0] if number + 1 < len(found) else sentence.end
        words = re.sub(r"[\s,;.]+(?:and|but)?[\s.]*$", "", context.text[start:end])
        span = Span(start, start + len(words))
        activity_id = context.new_id(f"{kind}-pharmacovigilance")
        yield PharmacovigilanceActivity(
            span, activity_id, context.product, None, kind, state, context.said(span)
        )
        if state == "stated_none" and says_studies(words):
            yield studies.prose_none(span)


def none_for_all(context: Context, paragraphs: Iterable[Paragraph]) -> Span | None:
    """The first words that state of all concerns that there are no additional activities.

    The sentence says no more than that, and of routine ones that they are enough.
    """
    for paragraph in paragraphs:
        if paragraph.section in PLANS:
            for sentence in sentences(context.text, paragraph.span):
                for match in context.folded.finditer(_for_all(), sentence):
                    if match.span.start == sentence.start and match.span.end == sentence.end:
                        return match.group("none")
    return None


@cache
def _for_all() -> re.Pattern[str]:
    routine, none, follows = (
        f"(?:{any_of(tuple(terms()['activities'][key]))})"
        for key in ("routine", "additional_none", "none_follows")
    )
    joined = r"(?:,?\s+(?:and|but)\s+|[,;]\s+)"
    return re.compile(rf"(?:{routine}{joined})?(?P<none>{none}(?:,?\s+{follows})*)[\s.]*")


def says_studies(words: str) -> bool:
    """Whether a sentence that there are no activities speaks of studies too."""
    return compiled("studies_named", r"(?<!\w){}(?!\w)").search(folded_words(words)) is not None
