"""A request of the web in, what it says by field out; nothing of it is kept or written down.

JSON, a form and the address have the same fields. Raises Refused with what is wrong where.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

from datasette.utils.asgi import Request

from ingest.approval.facts import LONGEST, Problem, printable

LARGEST = 64 * 1024
"""Bytes of a request: the longest lists there may be are a tenth of it."""
MOST_FIELDS = 500
FORM = "application/x-www-form-urlencoded"


class Refused(Exception):
    """A request that is not looked at: a status of HTTP and what is wrong with which field."""

    def __init__(self, status: int, problems: tuple[Problem, ...]) -> None:
        """``status`` is 400, 405, 413 or 415."""
        super().__init__(status, problems)
        self.status = status
        self.problems = problems


def refused(status: int, field: str, problem: str) -> Refused:
    """A refusal for one thing."""
    return Refused(status, (Problem(field[:LONGEST], problem),))


async def said_in(request: Request) -> dict[str, Any]:
    """What a GET says in its address, or a POST in its body."""
    if request.method in ("GET", "HEAD"):
        return _pairs(request.query_string)
    if request.method != "POST":
        raise refused(405, "method", "is neither GET nor POST")
    kind = (request.headers.get("content-type") or FORM).split(";")[0].strip().casefold()
    if kind not in (FORM, "application/json"):
        raise refused(415, "content-type", f"is neither application/json nor {FORM}")
    body = await _body(request)
    try:
        words = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise refused(400, "body", "is not UTF-8") from error
    return _pairs(words) if kind == FORM else _object(words)


async def _body(request: Request) -> bytes:
    """The body, read no further than what is allowed."""
    body = b""
    while True:
        message: dict[str, Any] = await request.receive()
        body += bytes(message.get("body", b""))
        if len(body) > LARGEST:
            raise refused(413, "body", f"is larger than {LARGEST:,} bytes")
        if message["type"] != "http.request" or not message.get("more_body"):
            return body


def _pairs(query: str) -> dict[str, Any]:
    """The fields of a form: a list each, with its blanks."""
    if len(query) > LARGEST:
        raise refused(413, "address", f"is longer than {LARGEST:,} characters")
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise refused(400, "body", f"has more than {MOST_FIELDS} fields") from error
    found: dict[str, Any] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _object(words: str) -> dict[str, Any]:
    try:
        found = json.loads(
            words, object_pairs_hook=_once, parse_constant=_no_number, parse_float=Decimal
        )
    except Refused:
        raise
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise refused(400, "body", "is no JSON that can be read") from error
    if not isinstance(found, dict):
        raise refused(400, "body", "is no JSON object of fields")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise refused(400, printable(twice), "is given twice")
    return found


def _no_number(name: str) -> Any:
    raise ValueError(name)
