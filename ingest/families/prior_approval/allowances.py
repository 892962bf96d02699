"""The section on what is paid for before an approval in; ages and quantities, row by row, out.

Age  18 years of age or older
Quantity  28 tablets per 28 days
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Span, gaps
from ingest.families.prior_approval.limit_lines import LimitOf, Subject, limits_in
from ingest.families.prior_approval.parameters import Knowledge, classify
from ingest.families.prior_approval.records import Allowance
from ingest.families.prior_approval.states import stated, stated_none
from ingest.families.prior_approval.text import PolicyText, any_of, terms, until_next
from ingest.records import Row

LABELS = ("age", "quantity", "limit_columns", "duration")


@dataclass(frozen=True, slots=True)
class Ages:
    """The ages that the label "Age" is before, in years."""

    words: Span
    minimum: int | None
    maximum: int | None


def allowance(source: PolicyText, knowledge: Knowledge) -> tuple[str | None, list[Row]]:
    """The printed words of what is paid for before an approval, and its rows with their state."""
    body = source.body("pre_approval_allowance")
    if body is None:
        return None, []
    if source.says("none", body):
        return None, [stated_none(source, "pre_approval_allowance", body)]
    rows = [stated(source, "pre_approval_allowance", body), *typed(source, body, knowledge)]
    return source.healed(body), rows


def typed(source: PolicyText, body: Span, knowledge: Knowledge) -> Iterator[Row]:
    """The labels inside ``body``, and a row for each limit with the ages that it stands under.

    Ages hold up to the next ones. Where any words could not be read, they may say for whom the
    others are: there are no rows then.
    """
    labels = sorted((span, key) for key in LABELS for span in source.labels(key, body))
    ends = until_next((span for span, _ in labels), body.end)
    ages: dict[Span, Ages | None] = {}
    for (span, key), end in zip(labels, ends, strict=True):
        if key == "age":
            words = Span(span.end, end).strip(source.text)
            ages[span] = _ages(source, words, knowledge)
    lasting = [*_durations(source, body, labels)]
    taken = [*(span for span, _ in labels), *(age.words for age in ages.values() if age), *lasting]
    names = knowledge.products
    read = [
        (age, [*limits_in(source, block, taken, names)])
        for block, age in _blocks(body, ages, labels)
    ]
    reaches = [limit.reach(of) for _, limits in read for limit in limits for of in limit.subjects]
    if _says_more(source, body, [*taken, *reaches]):
        return
    rows: list[Allowance] = []
    for age, limits in read:
        rows += _rows(source, age, limits, len(rows), lasting)
    if rows:
        for (span, key), end in zip(labels, ends, strict=True):
            yield source.heading(key, span, end)
    yield from rows


def _durations(source: PolicyText, body: Span, labels: list[tuple[Span, str]]) -> Iterator[Span]:
    """For how long it is paid, where a label says so: one for all that is allowed."""
    spans = [span for span, key in labels if key == "duration"]
    words = next(source.lines(Span(spans[-1].end, body.end)), None) if len(spans) == 1 else None
    if words and source.whole(any_of(*terms()["durations"]), words):
        yield words


def _says_more(source: PolicyText, body: Span, taken: list[Span]) -> bool:
    """Whether ``body`` has other words than those ``taken``."""
    left = " ".join(gap.of(source.text) for gap in gaps(body, taken))
    return bool({*re.findall(r"\w+", left.casefold())} - {"or", "and"})


def _ages(source: PolicyText, words: Span, knowledge: Knowledge) -> Ages | None:
    """The ages of ``words``; None where they say anything else than ages in years."""
    if not words:
        return None
    kind, said = classify(source.healed(words), knowledge)
    ages = {name: years for name, years in said.items() if isinstance(years, int)}
    known = said.keys() == ages.keys() <= {"minimum_age", "maximum_age"}
    if kind != "age" or not ages or not known:
        return None
    return Ages(words, ages.get("minimum_age"), ages.get("maximum_age"))


def _blocks(
    body: Span, ages: dict[Span, Ages | None], labels: list[tuple[Span, str]]
) -> Iterator[tuple[Span, Ages | None]]:
    """``body`` from each label of ages to the next; whole where it has none or one."""
    if len(ages) < 2:
        yield body, next(iter(ages.values()), None)
        return
    if labels[0][1] == "age":
        starts = [*ages]
        for (_, age), start, end in zip(
            ages.items(), starts, until_next(starts, body.end), strict=True
        ):
            yield Span(start.start, end), age


def _rows(
    source: PolicyText, age: Ages | None, found: list[LimitOf], before: int, lasting: list[Span]
) -> Iterator[Allowance]:
    """A row for each medicine and strength under one of the limits ``found``; one without any.

    Its quote goes on to how long that is paid for.
    """
    listed: list[tuple[LimitOf | None, Subject]] = [
        (limit, subject) for limit in found for subject in limit.subjects
    ]
    if age and not listed:
        listed = [(None, Subject())]
    for ordinal, (limit, subject) in enumerate(listed, start=before + 1):
        own = [*([age.words] if age else []), *([limit.reach(subject)] if limit else [])]
        spans = [*own, *lasting]
        yield Allowance(
            span=Span(min(spans).start, max(span.end for span in spans)),
            id=source.id("allowance", str(ordinal)),
            policy_id=source.document.id,
            ordinal=ordinal,
            minimum_age=age.minimum if age else None,
            maximum_age=age.maximum if age else None,
            quantity=limit.quantity if limit else None,
            unit=limit.unit if limit else None,
            days=limit.days if limit else None,
            strength_mg=subject.strength_mg,
            drug=source.healed(subject.drug) if subject.drug else None,
        )
