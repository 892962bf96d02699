"""A request of the web for a policy in, what the policy's text says to it out: a page or JSON.

What is entered is read, answered and forgotten: it is in no log, and answers are not to be stored.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from ingest.approval.answer import ALLOWANCES_ARE, NOTICE, Answer, answer
from ingest.approval.clause_tests import written
from ingest.approval.dispensing import allowed, scheme_of
from ingest.approval.dose_arithmetic import mixed
from ingest.approval.facts import BadRequest, Problem
from ingest.approval.lines import FIELDS as QUANTITY
from ingest.approval.policy import PHASES, Policy, policy
from ingest.site.pages import (
    NO_SNIFFING,
    Asked,
    dicts,
    documents_of,
    key_of,
    page,
    read_for,
    rendered,
)
from ingest.site.policies.authorise_form import carried, days, fields, strengths
from ingest.site.policies.authorise_json import as_data, fact_data, problems_data
from ingest.site.policies.authorise_request import Refused, said_in
from ingest.site.policies.policy_words import day, scope, unsaid_scope

MOST_KEPT = 100
_POLICIES: dict[tuple[str, str, str], Policy] = {}
"""Policies by the file and fingerprint of their database, and their ids."""
NOT_KEPT = {"cache-control": "no-store"}
ALLOWED = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "content-type",
}
"""Pages of other sites may ask: what is answered is public, and nothing is kept."""
POLICIES = """
select o.id, o.effective_on, p.name as product, p.jurisdiction, s.name as substance,
    coalesce(d.title, d.source_file) as title, d.publisher, d.id as document_id
from policies o
join products p on p.id = o.product_id
join substances s on s.id = p.substance_id
join documents d on d.id = o.document_id
order by p.name, o.effective_on desc, o.id limit 500
"""
STATUS_WORDS = {
    "met": "met",
    "not_met": "not met",
    "unknown": "not known",
    "not_applicable": "not asked of this patient",
}
SIGNS = {"met": "✓", "not_met": "✗", "unknown": "?", "not_applicable": "–"}
"""What stands before an outcome, so that none is told by colour alone."""


def read_policies(connection: sqlite3.Connection, _asked: Asked) -> dict[str, Any]:
    """The policies that a request can be held against."""
    return {"policies": dicts(connection, POLICIES), "day": day, "notice": NOTICE}


policies_page = page("authorise_choice.html", read_policies)


async def authorise_page(request: Request, datasette: Datasette) -> Response:
    """The form of a policy with, beneath what was entered, the answer to it."""
    found, said, refusal = await _asked(request, datasette)
    context = shown(found, said, refusal)
    context["in_address"] = request.method != "POST" and any(name != "phase" for name in said)
    response = await rendered(request, datasette, "authorise.html", context)
    response.status = refusal.status if refusal else 400 if context["problems"] else 200
    response.headers.update(NOT_KEPT)
    return response


async def authorise_json(request: Request, datasette: Datasette) -> Response:
    """The answer as JSON; with nothing said, what is asked. Pages of other sites may ask too."""
    if request.method == "OPTIONS":
        return Response("", 200, ALLOWED)
    found, said, refusal = await _asked(request, datasette)
    headers = {**NOT_KEPT, **NO_SNIFFING, **ALLOWED}
    if refusal:
        return Response.json(problems_data(refusal.problems), refusal.status, headers)
    try:
        answered = answer(found["policy"], said)
    except BadRequest as bad:
        return Response.json(problems_data(bad.problems), 400, headers)
    data = as_data(answered)
    data["asked"] = [fact_data(fact) for fact in found["policy"].facts_of(answered.phase)]
    return Response.json(data, 200, headers)


async def _asked(
    request: Request, datasette: Datasette
) -> tuple[dict[str, Any], dict[str, Any], Refused | None]:
    """The policy and its document, what was said, and why that is not looked at."""
    found = await read_for(request, datasette, _read)
    try:
        return found, await said_in(request), None
    except Refused as refusal:
        return found, {}, refusal


def _read(connection: sqlite3.Connection, asked: Asked) -> dict[str, Any] | None:
    read = _policy(connection, asked.path["policy"])
    if read is None:
        return None
    return {
        "policy": read,
        "documents": [
            one
            for one in documents_of(connection, read.row["product_id"])
            if one["id"] == read.row["document_id"]
        ],
    }


def _policy(connection: sqlite3.Connection, policy_id: str) -> Policy | None:
    """A policy, read once a database."""
    key = (*key_of(connection), policy_id)
    if key not in _POLICIES:
        found = policy(connection, policy_id)
        if found is None:
            return None
        if len(_POLICIES) >= MOST_KEPT:
            _POLICIES.clear()
        _POLICIES[key] = found
    return _POLICIES[key]


def shown(
    found: Mapping[str, Any], said: Mapping[str, Any], refusal: Refused | None
) -> dict[str, Any]:
    """All that templates/authorise.html shows."""
    read: Policy = found["policy"]
    phase = _phase(said)
    answered: Answer | None = None
    problems: Sequence[Problem] = refusal.problems if refusal else ()
    if not refusal:
        try:
            answered = answer(read, said)
        except BadRequest as bad:
            problems = bad.problems
    asked = {fact.name for fact in read.facts_of(phase)}
    return {
        **found,
        "row": read.row,
        "phase": phase,
        "phases": PHASES,
        "fields": fields(read, phase, said, problems),
        "carried": carried(read, phase, said, problems),
        "strengths": strengths(read, phase, said),
        "days": days(said),
        "answer": answered,
        "problems": problems,
        "asked": asked,
        "quantity_problems": [one for one in problems if one.field in QUANTITY],
        "notice": NOTICE,
        **WORDS,
    }


def _phase(said: Mapping[str, Any]) -> str:
    value = said.get("phase")
    if isinstance(value, list):
        value = value[0] if value else None
    return str(value) if value in PHASES else PHASES[0]


def said_words(value: Any) -> str:
    """A fact as it was understood, in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return written(value) if isinstance(value, Fraction) else str(value)


def verdict_words(answered: Answer) -> str:
    """The verdict in a word or two, with what it is of where that is the criteria alone."""
    alone = "" if answered.quantity else "criteria "
    return f"{alone}{STATUS_WORDS[answered.status]}"


WORDS: dict[str, Any] = {
    "allowances_are": ALLOWANCES_ARE,
    "allowed": allowed,
    "day": day,
    "mixed": mixed,
    "said": said_words,
    "scheme_of": scheme_of,
    "scope": scope,
    "unsaid_scope": unsaid_scope,
    "status_words": STATUS_WORDS,
    "verdict_words": verdict_words,
    "signs": SIGNS,
}
"""What the template says things with."""
