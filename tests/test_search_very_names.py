"""The concern whose very name is asked for stands first, and what exists before what does not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from plans import PLAN, put_plan

from ingest import pipeline
from ingest.site.search.engine import search
from ingest.site.search.scores.none_last import none_last
from ingest.site.search.scores.very_names_first import very_names_first

CARD = "Patient card that names the signs of a damaged liver"
WITH_CARD = PLAN.replace("measures: none\n", f"measures: {CARD}\n", 1)
OF_A_CODE = "Loss of effect through CYP3A4 induction"
KIND = "additional risk minimisation measures"


@pytest.fixture(scope="module")
def fictavel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A base of one plan, whose first concern alone has an additional measure."""
    folder = tmp_path_factory.mktemp("names")
    put_plan(folder / "sources", "fictavel", WITH_CARD)
    pipeline.build([folder / "sources"], folder / "made.db")
    with closing(sqlite3.connect(folder / "made.db")) as made:
        yield made


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A base of one plan with a concern whose name has letters and digits in one word."""
    folder = tmp_path_factory.mktemp("codes")
    put_plan(folder / "sources", "fictavel", PLAN.replace("Malignancy", OF_A_CODE))
    pipeline.build([folder / "sources"], folder / "made.db")
    with closing(sqlite3.connect(folder / "made.db")) as made:
        yield made


def found(connection: sqlite3.Connection, text: str) -> list[tuple[str, str, str]]:
    """Kind, title and text of the hits, in their order."""
    sql = "select kind, title, coalesce(body, '') from search_index where id = ?"
    rows = search(connection, text).rows.tolist()
    return [connection.execute(sql, [row + 1]).fetchone() for row in rows]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Malignancy", "Malignancy"),
        ("malignancy fictavel", "Malignancy"),
        ("the malignancy", "Malignancy"),
        ("pregnancy use in", "Use in pregnancy"),
    ],
)
def test_a_concern_stands_before_what_bears_its_name(
    fictavel: sqlite3.Connection, text: str, name: str
) -> None:
    kind, title, _ = found(fictavel, text)[0]
    assert (kind, title) == ("risk", name)


def test_what_hangs_on_a_concern_goes_behind_it_wherever_it_stood(
    fictavel: sqlite3.Connection,
) -> None:
    answer = search(fictavel, "malignancy")
    before = answer.rows.tolist()
    answer.reorder(answer.rows.argsort()[::-1])
    concern = before[0]
    assert answer.rows[0] != concern
    others = [row for row in answer.rows.tolist() if row != concern]
    assert very_names_first(fictavel, answer).rows.tolist() == [concern, *others]


def test_a_name_with_letters_and_digits_in_a_word_is_its_own(renamed: sqlite3.Connection) -> None:
    answer = search(renamed, OF_A_CODE)
    answer.reorder(answer.rows.argsort()[::-1])
    (concern,) = renamed.execute(
        "select id - 1 from search_index where kind = 'risk' and title = ?", [OF_A_CODE]
    ).fetchone()
    assert answer.rows[0] != concern
    assert very_names_first(renamed, answer).rows[0] == concern


def test_initials_of_a_name_lead_to_it_as_near(renamed: sqlite3.Connection) -> None:
    answer = search(renamed, "ETCI")
    assert answer.level == "near"
    sql = "select title from search_index where id = ?"
    (title,) = renamed.execute(sql, [int(answer.rows[0]) + 1]).fetchone()
    assert title == OF_A_CODE


@pytest.mark.parametrize("text", ["evidence for malignancy", "malignancy and obesity"])
def test_a_name_beside_something_else_moves_nothing(
    fictavel: sqlite3.Connection, text: str
) -> None:
    answer = search(fictavel, text)
    answer.reorder(answer.rows.argsort()[::-1])
    before = answer.rows.tolist()
    assert very_names_first(fictavel, answer).rows.tolist() == before


def test_a_measure_stands_before_those_that_are_none(fictavel: sqlite3.Connection) -> None:
    kinds = found(fictavel, KIND)
    assert kinds[0][2] == CARD
    assert [kind for kind, *_ in kinds[:3]] == ["measure"] * 3


@pytest.mark.parametrize(
    "text", [f"no {KIND}", f"{KIND} malignancy", "routine measures only", "hepatotoxicity"]
)
def test_other_questions_are_left_in_their_order(fictavel: sqlite3.Connection, text: str) -> None:
    answer = search(fictavel, text)
    answer.reorder(answer.rows.argsort()[::-1])
    before = answer.rows.tolist()
    assert none_last(fictavel, answer).rows.tolist() == before
