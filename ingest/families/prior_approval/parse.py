"""A prior-approval policy in, its rows out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ingest.document import Document, Span
from ingest.families.prior_approval.allowances import allowance
from ingest.families.prior_approval.appendix import drug_classes
from ingest.families.prior_approval.coverage import coverage, months
from ingest.families.prior_approval.criteria import criteria
from ingest.families.prior_approval.drugs import names_of, policy_drugs
from ingest.families.prior_approval.headings import headings
from ingest.families.prior_approval.history import history, stated_date
from ingest.families.prior_approval.items import pieces
from ingest.families.prior_approval.narrative import narrative
from ingest.families.prior_approval.parameters import Knowledge, class_key
from ingest.families.prior_approval.records import Criterion, DrugClass, Policy, PolicyDrug
from ingest.families.prior_approval.requests import requests
from ingest.families.prior_approval.states import stated, stated_list, stated_none, with_unsaid
from ingest.families.prior_approval.text import PolicyText, terms
from ingest.records import FieldState, Finding, Row


def parse(document: Document) -> Iterator[Row]:
    """The rows of ``document``, the policy first, then in printed order, parents before children.

    Raises MissingSection when the policy has no requirements.
    """
    source = PolicyText(document)
    classes = [*appendices(source)]
    facts = document.facts
    drugs = policy_drugs(source)
    knowledge = Knowledge(
        names_of(source, drugs),
        {class_key(row.name): row.id for row in classes if isinstance(row, DrugClass)},
    )
    allowed, allowance_rows = allowance(source, knowledge)
    dates = {field: stated_date(source, field) for field in terms()["dates"]}
    rows: list[Row] = [
        *headings(source, knowledge.products),
        *drugs,
        *narrative(source),
        *requirements(source, knowledge),
        *allowance_rows,
        *coverage(source, knowledge.products),
        *tabled_history(source),
        *(stated(source, field, found[1]) for field, found in dates.items() if found),
        *classes,
    ]
    initial = [row for row in rows if isinstance(row, Criterion) and row.phase == "initial"]
    age = lowest_age(initial)
    labels = age_labels(source, knowledge)
    if age and len(labels) > 1:
        age = None  # a second age, under which all else is unread, may be lower
        rows.append(stated(source, "minimum_age", labels[0]))
    elif age:
        rows.append(stated(source, "minimum_age", age.span))
    elif of_some := next((row for row in initial if "minimum_age" in row.parameters), None):
        rows.append(stated(source, "minimum_age", of_some.span))  # of one diagnosis, or some
    yield Policy(
        id=document.id,
        document_id=document.id,
        product_id=facts["product_id"],
        minimum_age=json.loads(age.parameters).get("minimum_age") if age else None,
        initial_months=months(source, "initial"),
        renewal_months=months(source, "renewal"),
        effective_on=found[0] if (found := dates["effective_on"]) else None,
        approved_on=found[0] if (found := dates["approved_on"]) else None,
        pre_approval_allowance=allowed,
        renewal_criteria=at_renewal(source, "renewal_requirements"),
        renewal_limits=at_renewal(source, "renewal_limits"),
    )
    yield from with_unsaid(source, sorted(rows, key=_place))
    asked = [row for row in rows if isinstance(row, Criterion)]
    named = [row for row in rows if isinstance(row, PolicyDrug)]
    yield from requests(asked, knowledge.class_ids, named)


def _place(row: Row) -> tuple[int, bool]:
    """In printed order, what is found about words after the words."""
    span = getattr(row, "span", None)
    return (span.start if span else 0, isinstance(row, (FieldState, Finding)))


def lowest_age(rows: Iterable[Criterion]) -> Criterion | None:
    """The age that holds for all diagnoses: the criterion right under the root."""
    roots = set()
    for row in rows:
        if row.parent_id is None:
            roots.add(row.id)
        elif row.kind == "age" and row.parent_id in roots:
            return row
    return None


def age_labels(source: PolicyText, knowledge: Knowledge) -> list[Span]:
    """The labels "Age" of a first approval; what stands under all but the first is unread."""
    body = source.body("initial_requirements")
    found = pieces(source, body, knowledge.products) if body else ()
    return [piece.span for piece in found if piece.kind == "age"]


def requirements(source: PolicyText, knowledge: Knowledge) -> Iterator[Row]:
    """The criteria of a first approval and of a renewal, or that there are none."""
    for phase in ("initial", "renewal"):
        section, body = (
            source.section(f"{phase}_requirements"),
            source.body(f"{phase}_requirements"),
        )
        if section is None or body is None:
            continue
        field, words = f"{phase}_criteria", body.strip(source.text, ".")
        if source.says("none", words):
            yield stated_none(source, field, words)
        elif source.says("same_as_above", words):
            yield stated(source, field, words)
        else:
            for row in criteria(source, section, phase, knowledge):
                yield row
                if isinstance(row, Criterion) and row.parent_id is None:
                    yield stated(source, field, row.span)


def at_renewal(source: PolicyText, key: str) -> str | None:
    """Whether a section on renewals has words of its own, or says that all is as at the start."""
    body = source.body(key)
    if body is None:
        return None
    words = body.strip(source.text, ".")
    if source.says("same_as_above", words):
        return "same"
    return "none" if source.says("none", words) else "own"


def tabled_history(source: PolicyText) -> Iterator[Row]:
    """The table of dates and actions."""
    if body := source.body("policy_history"):
        for label in source.labels("history_columns", body):
            yield source.heading("history_columns", label, body.end)
        entries = [*history(source, body)]
        yield from entries
        yield from stated_list(source, "policy_history", [entry.span for entry in entries])


def appendices(source: PolicyText) -> Iterator[Row]:
    """The classes of medicines that the appendices list."""
    spans = []
    for key, section in source.sections.items():
        if key.startswith("appendix"):
            for row in drug_classes(source, section):
                yield row
                if isinstance(row, DrugClass):
                    spans.append(row.span)
    yield from stated_list(source, "drug_classes", spans)
