"""An answer in, the same as plain data out: for JSON and for the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ingest.approval.answer import ALLOWANCES_ARE, NOTICE, Answer
from ingest.approval.blame import Blame, names_its_diagnosis
from ingest.approval.clause_tests import written
from ingest.approval.dispensing import Pack, scheme_of
from ingest.approval.dose_arithmetic import mixed
from ingest.approval.evaluation import Verdict
from ingest.approval.facts import Problem
from ingest.approval.policy import Fact, Policy
from ingest.approval.quantity import StrengthAnswer
from ingest.site.pages import row_path, source_of

PLACE = ("document_id", "page", "char_start", "char_end", "quote")


def as_data(answer: Answer) -> dict[str, Any]:
    """The whole of an answer: each clause with its quote, place, outcome and reason."""
    return {
        "notice": NOTICE,
        "policy": policy_data(answer.policy),
        "phase": answer.phase,
        "answer": answer.status,
        "words": answer.words,
        "answer_is_of": ["criteria", *(["quantity"] if answer.quantity else [])],
        "criteria": {"answer": answer.criteria, "words": answer.criteria_words},
        "failing": [blame.verdict.clause.id for blame in answer.failing],
        "not_met": [_blame(blame) for blame in answer.failing],
        "missing": [
            {
                **fact_data(question.fact),
                "asked_by": [clause.id for clause in question.asking],
                "left_after": round(float(question.left), 2),
                "may_settle_alone": question.settles,
            }
            for question in answer.questions
        ],
        "unclear": [{"clause": verdict.clause.id, "why": why} for verdict, why in answer.unclear],
        "unread": [*map(_place, answer.unread)],
        "unread_limits": [*map(_place, answer.unread_limits)],
        "clauses": [clause_data(verdict) for verdict in answer.evaluation.walk()],
        "quantity": _quantity(answer),
        "allowances_before_approval_are": ALLOWANCES_ARE,
        "allowances_before_approval": [_allowance(row) for row in answer.policy.allowances],
        "taken_as": dict(answer.taken),
        "facts": {name: plain(value) for name, value in answer.facts.items()},
        "not_asked_here": list(answer.unused),
    }


def policy_data(policy: Policy) -> dict[str, Any]:
    """Which policy was applied, of which day."""
    names = (
        *("id", "product", "substance", "jurisdiction", "title", "publisher"),
        *("effective_on", "approved_on", "source_url", "document_id"),
    )
    return {
        **{name: policy.row[name] for name in names},
        "row_path": row_path("policies", policy.id),
    }


def clause_data(verdict: Verdict) -> dict[str, Any]:
    """A clause with its outcome, and the reasons by the facts that it tests."""
    row = verdict.clause.row
    return {
        **{name: row[name] for name in ("id", "parent_id", "label", "kind", "operator", "text")},
        "operator_is_printed": not verdict.clause.is_joined_unsaid,
        "operator_is_open": verdict.clause.is_join_open,
        "status": verdict.status,
        "cannot_fail": verdict.cannot_fail,
        "why": [judged.why for _, judged in verdict.judged],
        "facts": sorted({name for test, _ in verdict.judged for name in test.facts}),
        **{name: row[name] for name in PLACE},
        "row_path": row_path("policy_criteria", row["id"]),
        "source_path": source_of(row),
    }


def _place(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**{name: row[name] for name in PLACE}, "source_path": source_of(row)}


def _blame(blame: Blame) -> dict[str, Any]:
    """A clause that fails, and the alternative that it is or stands under."""
    other = blame.alternative
    return {
        "clause": blame.verdict.clause.id,
        "text": blame.verdict.clause.row["text"],
        "alternative": other
        and {
            "clause": other.clause.id,
            "text": other.clause.row["text"],
            "named": names_its_diagnosis(other),
        },
    }


def fact_data(fact: Fact) -> dict[str, Any]:
    """A fact that may be given."""
    return {
        "fact": fact.name,
        "question": fact.question,
        "type": fact.type,
        "unit": fact.unit,
        "options": [value for value, _ in fact.options],
    }


def problems_data(problems: Sequence[Problem]) -> dict[str, Any]:
    """What is wrong with a request."""
    return {
        "notice": NOTICE,
        "error": "; ".join(f"{one.field}: {one.problem}" for one in problems),
        "problems": [{"field": one.field, "problem": one.problem} for one in problems],
    }


def _quantity(answer: Answer) -> dict[str, Any] | None:
    found = answer.quantity
    if found is None:
        return None
    return {
        "answer": found.answer,
        "words": found.words,
        "sums": list(found.sums),
        "lacks_drug": answer.lacks_drug,
        "strengths": [_strength(one) for one in found.strengths],
    }


def _strength(one: StrengthAnswer) -> dict[str, Any]:
    return {
        "strength_mg": plain(one.strength_mg),
        "answer": one.answer,
        "days": None if one.days is None else plain(one.days),
        "needed": None if one.needed is None else plain(one.needed),
        "over_by": None if one.against.over_by is None else plain(one.against.over_by),
        "sums": list(one.against.sums),
        "limit": None if one.limit is None else _limit(one.limit),
        "packs": [_pack(pack) for pack in one.packs],
    }


def _limit(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("id", "drug", "quantity", "unit", "days", "limit_scope", *PLACE)
    return {**{name: row[name] for name in names}, "source_path": source_of(row)}


def _allowance(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("minimum_age", "maximum_age", "drug", "strength_mg", "quantity", "unit", "days")
    return {**{name: row[name] for name in (*names, *PLACE)}, "source_path": source_of(row)}


def _pack(pack: Pack) -> dict[str, Any]:
    return {
        "id": pack.row["id"],
        "scheme": scheme_of(pack.row),
        "strength_mg": plain(Fraction(str(pack.row["strength_mg"]))),
        "is_printed_for_this_scheme": pack.is_same_scheme,
        "tablets_total": pack.row["tablets_total"],
        "cartons": mixed(pack.cartons),
        "exactly": pack.exactly,
        **{name: pack.row[name] for name in PLACE},
        "source_path": source_of(pack.row),
    }


def plain(value: Any) -> Any:
    """A value of a request as JSON has it; a fraction that has no end as "34 2/7"."""
    if isinstance(value, tuple):
        return list(value)
    if not isinstance(value, Fraction):
        return value
    if value.denominator == 1:
        return value.numerator
    return float(value) if Fraction(written(value)) == value else mixed(value)
