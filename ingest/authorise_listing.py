"""A file of facts in, lines for a terminal out: what a policy's text says to a request."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import yaml

from ingest.approval.answer import ALLOWANCES_ARE, NOTICE, Answer, answer
from ingest.approval.blame import Blame
from ingest.approval.dispensing import allowed, scheme_of
from ingest.approval.dose_arithmetic import mixed
from ingest.approval.evaluation import Verdict
from ingest.approval.facts import BadRequest
from ingest.approval.policy import Clause, Row, policy
from ingest.approval.quantity import Quantity
from ingest.check import open_database
from ingest.errors import BadFacts
from ingest.site.policies.authorise_json import as_data

LARGEST = 64 * 1024
INDENT = "  "
SIGNS = {"met": "met", "not_met": "NOT MET", "unknown": "not known", "not_applicable": "not asked"}
WIDTH = max(map(len, SIGNS.values())) + 1


def authorise_lines(
    database: Path, facts: Path, policy_id: str | None, as_json: bool
) -> Iterator[str]:
    """What the policy says to the request in ``facts``; as JSON, the same data as the site's.

    The file may name its policy; a base of one policy needs none named. Raises BadFacts with what
    is wrong by field, and NotADatabase as ``open_database`` does.
    """
    said = read_facts(facts)
    with closing(open_database(database)) as connection:
        chosen = policy_id or said.pop("policy", None)
        said.pop("policy", None)
        connection.row_factory = sqlite3.Row
        held = [row["id"] for row in connection.execute("select id from policies order by id")]
        if chosen is None and len(held) == 1:
            chosen = held[0]
        read = policy(connection, str(chosen)) if chosen else None
    if read is None:
        named = f"no policy {chosen}" if chosen else "no policy is named"
        raise BadFacts(f"{facts}: {named}; the base holds: {', '.join(held) or 'none'}")
    try:
        answered = answer(read, said)
    except BadRequest as bad:
        lines = (f"{one.field}: {one.problem}" for one in bad.problems)
        raise BadFacts(f"{facts}: " + "\n".join(lines)) from bad
    if as_json:
        yield json.dumps(as_data(answered), ensure_ascii=False, indent=2)
        return
    yield from _lines(answered)


def read_facts(path: Path) -> dict[str, Any]:
    """The fields of a YAML (or JSON) file. Raises BadFacts when it is anything else."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadFacts(f"{path}: larger than {LARGEST:,} bytes")
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadFacts(f"{path}: {error.strerror}") from error
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError) as error:
        raise BadFacts(f"{path}: no YAML that can be read ({type(error).__name__})") from error
    if found is None:
        return {}
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found):
        raise BadFacts(f"{path}: no fields with values, such as age: 67")
    return found


def _lines(found: Answer) -> Iterator[str]:
    row = found.policy.row
    day = row["effective_on"] or "not stated"
    yield f"{row['product']} ({row['substance']}): {row['title']}, in effect from {day}"
    alone = "" if found.quantity else "criteria "
    yield f"{found.phase}: {alone}{SIGNS[found.status]}. {found.words}"
    yield f"Criteria: {SIGNS[found.criteria]}. {found.criteria_words}"
    if found.quantity:
        yield f"Quantity: {SIGNS[found.quantity.answer]}. {found.quantity.words}"
    else:
        yield "Quantity: not entered."
    unread = [*_unread("criteria", found.unread), *_unread("limits", found.unread_limits)]
    if unread:
        yield "What could not be read:"
        yield from unread
    if found.blamed:
        yield "Not met:"
        for blame in found.blamed:
            yield from _blame(blame, 1)
    if found.unclear:
        yield "What the policy does not settle:"
        yield from (f"{INDENT}{one.clause.row['text']}: {why}" for one, why in found.unclear)
    if found.questions:
        yield "To find out, what settles it soonest first:"
        yield from (f"{INDENT}{one.fact.name}: {one.fact.question}" for one in found.questions)
    yield "Clause by clause:"
    for root in found.evaluation.roots:
        yield from _clause(root, 1)
    if found.quantity:
        yield from _quantity(found.quantity)
    if found.lacks_drug:
        yield "The limits are of several medicines: say which is asked for (drug)."
    allowances = [*map(allowed, found.policy.allowances)] or [row["pre_approval_allowance"]]
    if allowances != [None]:
        yield f"Allowed before an approval ({ALLOWANCES_ARE}):"
        yield from (f"{INDENT}{one}" for one in allowances)
    if found.unused:
        yield f"Not asked here: {', '.join(found.unused)}"
    yield NOTICE


def _unread(part: str, rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield f"{INDENT}of the {part}: {' '.join(row['quote'].split())} {_place(row)}"


def _place(row: Row) -> str:
    page = f"page {row['page']}, " if row["page"] is not None else ""
    return f"[{page}{row['char_start']}-{row['char_end']}]"


def _blame(blame: Blame, depth: int) -> Iterator[str]:
    clause = blame.verdict.clause
    alternatives = "One of: " if clause.operator == "one_of" and blame.below else ""
    yield f"{INDENT * depth}{'or: ' if blame.is_or else ''}{alternatives}{called(clause)}"
    for one in blame.below:
        yield from _blame(one, depth + 1)


def called(clause: Clause) -> str:
    """A clause by its label and words: ``2. Relapsed or refractory multiple myeloma (RRMM)``."""
    label = f"{clause.row['label']}. " if clause.row["label"] else ""
    return f"{label}{clause.row['text']}"


def _clause(verdict: Verdict, depth: int) -> Iterator[str]:
    row = verdict.clause.row
    indent = INDENT * depth
    yield f"{indent}{SIGNS[verdict.status]:<{WIDTH}}{called(verdict.clause)} {_place(row)}"
    for _, judged in verdict.judged:
        yield f"{indent}{' ' * WIDTH}{judged.why}"
    if verdict.clause.join_words:
        yield f"{indent}{' ' * WIDTH}{verdict.clause.join_words}"
    for child in verdict.children:
        yield from _clause(child, depth + 1)


def _quantity(found: Quantity) -> Iterator[str]:
    yield "Sums of the quantity:"
    for one in found.strengths:
        strength = "" if one.strength_mg is None else f"{mixed(one.strength_mg)} mg: "
        yield f"{INDENT}{strength}{SIGNS[one.answer]}"
        yield from (f"{INDENT * 2}{step}" for step in one.against.sums)
        for pack in one.packs:
            other = "" if pack.is_same_scheme else ", printed for another scheme"
            yield (
                f"{INDENT * 2}dose pack {scheme_of(pack.row)}: {mixed(pack.cartons)} cartons{other}"
            )
    yield from (f"{INDENT}{step}" for step in found.sums)
