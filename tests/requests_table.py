"""The shipped policy as requests are held against it, and the facts a request may have."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from ingest.approval.options import NONE, none_of
from ingest.approval.policy import Fact, Policy, policy


def read_policy(database: Path, policy_id: str) -> Policy:
    """A policy of a database."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        found = policy(connection, policy_id)
    assert found is not None
    return found


def said(fact: Fact, held: Policy, strange: bool = False) -> st.SearchStrategy[Any]:
    """What a request may say of a fact; with ``strange`` names that the policy does not know."""
    options = [value for value, _ in fact.options]
    called = [one for value, also in fact.options for one in (value, *also)]
    if fact.type == "number":
        return st.integers(0, 300).map(lambda tenths: float(Fraction(tenths, 10)) * 3)
    if fact.type == "count":
        return st.integers(0, 6)
    if fact.type == "yes_no":
        return st.booleans()
    if fact.type == "one_of":
        return st.sampled_from(options)
    if fact.type == "diagnoses":
        return st.one_of(st.lists(st.sampled_from(called), min_size=1), st.just([none_of(fact)]))
    if fact.type == "some_of":
        return st.one_of(st.lists(st.sampled_from(called)), st.just([NONE]))
    known = sorted(held.names.canonical)
    names = [*known, *(["unknownumab", "Strangeline"] if strange else [])]
    return st.lists(st.sampled_from(names), max_size=6) if names else st.just([])


def requests(held: Policy, phase: str, strange: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Requests that leave out what they like."""
    return st.fixed_dictionaries(
        {}, optional={fact.name: said(fact, held, strange) for fact in held.facts_of(phase)}
    )
