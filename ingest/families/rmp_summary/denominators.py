"""The figures of a summary in, what their counts and percentages say of the denominators out.

Counts printed with their percentage admit few denominators: name them, or say that none does.
Numbers are taken together only where the words say that they are of one group of patients.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Document, Span
from ingest.families.rmp_summary.figure_openings import tells_apart
from ingest.families.rmp_summary.figure_patterns import noun, words
from ingest.families.rmp_summary.percentages import admitted
from ingest.finding_rules import finding
from ingest.plan_records import EvidenceFigure
from ingest.records import Finding
from ingest.sentences import sentences
from ingest.vocabulary import fold, heal

FEW = 3
"""An implied denominator is told when at most so many are possible."""

Counted = tuple[EvidenceFigure, range]
"""A figure with the denominators at which its count makes its percentage."""


def check_figures(document: Document, figures: list[EvidenceFigure]) -> Iterator[Finding]:
    """Percentages that their counts cannot make, and denominators that they have in common."""
    counted = [
        (figure, possible)
        for figure in figures
        if figure.qualifier == "exactly"
        and figure.numerator is not None
        and (possible := admitted(figure.span.of(document.text), figure.numerator)) is not None
    ]
    for group in _groups(document.text, counted):
        impossible = [figure for figure, possible in group if _impossible(figure, possible)]
        for figure in impossible:
            yield _impossible_percentage(document, figure)
        if not impossible:
            yield from _implied_denominator(document, group)


def _groups(text: str, counted: list[Counted]) -> Iterator[list[Counted]]:
    """The figures of each sentence together where they are of one group, else each alone."""
    sentence: list[Counted] = []
    for pair in counted:
        if sentence and not _one_sentence(text, sentence[0][0], pair[0]):
            yield from _of_one_group(text, sentence)
            sentence = []
        sentence.append(pair)
    yield from _of_one_group(text, sentence)


def _one_sentence(text: str, first: EvidenceFigure, last: EvidenceFigure) -> bool:
    within = Span(first.span.start, last.span.end)
    return first.evidence_id == last.evidence_id and len(list(sentences(text, within))) == 1


def _of_one_group(text: str, sentence: list[Counted]) -> Iterator[list[Counted]]:
    """A sentence's figures together where each is of another event, and of the same people: the
    same arm, pool and denominator, and no words that tell them apart ("on 30 mg", "in study B").
    """
    figures = [figure for figure, _ in sentence]
    events = {figure.outcome for figure in figures} - {None}
    denominators = {figure.denominator for figure in figures} - {None}
    whom = {(figure.arm, figure.population, _whom(text, figure)) for figure in figures}
    said = heal(text[figures[0].span.end : figures[-1].span.end]) if figures else ""
    one_group = len(denominators) <= 1 and len(whom) == 1 and not tells_apart(fold(said).text)
    if len(events) == len(figures) and one_group:
        yield sentence
    else:
        yield from ([pair] for pair in sentence)


def _whom(text: str, figure: EvidenceFigure) -> str:
    """The words that tell the people of a figure from others; "" where "patients" is all."""
    basis = fold(figure.basis or "").text
    if basis and not re.fullmatch(rf"(?:the\s+|all\s+)*(?:{words('any_people')})", basis):
        return basis
    after = fold(text[figure.span.end : figure.span.end + 60]).text
    more = re.match(rf"\s*(?:{noun()}\s+)?(?:(?:{words('qualifies_people')}|at)\s.*)", after)
    return more.group() if more else ""


def _impossible(figure: EvidenceFigure, possible: range) -> bool:
    if figure.denominator is None:
        return not possible
    return figure.denominator not in possible


def _impossible_percentage(document: Document, figure: EvidenceFigure) -> Finding:
    said = heal(figure.span.of(document.text))
    message = f"no whole number of patients makes {said}"
    if figure.denominator and figure.numerator is not None:
        share = 100 * figure.numerator / figure.denominator
        message = f"{figure.numerator} of {figure.denominator} is {share:.2f}%, printed is {said}"
    return finding(figure.span, f"{figure.id}-impossible", "impossible_percentage", message)


def _implied_denominator(document: Document, pairs: Sequence[Counted]) -> Iterator[Finding]:
    figures = [figure for figure, _ in pairs]
    common = sorted(set.intersection(*(set(possible) for _, possible in pairs)))
    span = Span(figures[0].span.start, figures[-1].span.end)
    said = ", ".join(heal(figure.span.of(document.text)) for figure in figures)
    stem = f"{figures[0].id}-denominator"
    if not common:
        message = f"{said} admit no common denominator"
        yield finding(span, stem, "no_common_denominator", message)
    elif len(common) <= FEW and not any(figure.denominator for figure in figures):
        numbers = " or ".join(map(str, common))
        only = "one denominator only" if len(common) == 1 else f"{len(common)} denominators only"
        message = f"{said} admit {only}: {numbers}"
        yield finding(span, stem, "implied_denominator", message, numbers)
