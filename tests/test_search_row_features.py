"""What the order of hits knows of rows: their kinds, as far as it was learnt on them."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest

from ingest.site.search.engine import search
from ingest.site.search.lexicon.network import FEATURES, network
from ingest.site.search.order.candidates import Candidates, candidates
from ingest.site.search.order.fitting_rows import FEW_TERMS, Fitting
from ingest.site.search.order.row_features import features
from ingest.site.search.question_form import form_of
from ingest.site.search.scores.fields import Narrowed


def of_kinds(
    connection: sqlite3.Connection, text: str
) -> tuple[Candidates, list[str], np.ndarray[tuple[int, int], np.dtype[np.float32]]]:
    """The candidates for a question, their kinds, and their lines of features."""
    answer = search(connection, text, learned=False)
    like = answer.lexicon.examples.like(form_of(answer))
    assert like is not None
    fitting = Fitting(connection, answer.lexicon, like.asks(FEW_TERMS))
    found = candidates(Narrowed(connection), answer, like, fitting)
    sql = "select kind from search_index where id = ?"
    kinds = [connection.execute(sql, [row + 1]).fetchone()[0] for row in found.rows.tolist()]
    return found, kinds, features(connection, answer, like, fitting, found)


def test_a_row_is_of_one_kind(connection: sqlite3.Connection) -> None:
    known = network(connection).kinds
    _, kinds, told = of_kinds(connection, "hyponatraemia")
    assert {"risk", "evidence", "factor"} <= set(kinds)
    assert [known[at] for at in told[:, len(FEATURES) :].argmax(1)] == kinds
    assert told[:, len(FEATURES) :].sum(1) == pytest.approx(1)


def test_a_row_of_a_kind_that_was_not_learnt_on_is_a_bit_of_each(
    connection: sqlite3.Connection,
) -> None:
    other = sqlite3.connect(":memory:")
    connection.backup(other)
    other.execute("delete from search_order where feature = 'is evidence'")
    _, kinds, told = of_kinds(other, "hyponatraemia")
    line = told[kinds.index("evidence"), len(FEATURES) :]
    assert line == pytest.approx(1 / len(network(other).kinds))


def test_an_order_without_a_feature_counts_it_as_nothing(connection: sqlite3.Connection) -> None:
    other = sqlite3.connect(":memory:")
    connection.backup(other)
    other.execute("delete from search_order where feature = 'hangs on a concern'")
    older = network(other)
    at = FEATURES.index("hangs on a concern")
    assert not older.cells[at].any()
    assert older.directly[at] == 0
    assert network(connection).cells[at].any()


def test_only_what_hangs_on_a_concern_is_told_to(connection: sqlite3.Connection) -> None:
    _, kinds, told = of_kinds(connection, "hyponatraemia")
    hangs = told[:, FEATURES.index("hangs on a concern")]
    each = dict(zip(kinds, hangs.tolist(), strict=True))
    assert (each["risk"], each["evidence"], each["warning"]) == (0, 1, 0)
