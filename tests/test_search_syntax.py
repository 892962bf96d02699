"""What people type around words: brackets, signs, operators, fields, several things at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from ingest.cli import main
from ingest.site.search.described import described
from ingest.site.search.lexicon.query_term import Term
from ingest.site.search.lexicon.typed_terms import stands_in
from ingest.site.search.result import Result, look_up

ALL = 1000


def found(connection: sqlite3.Connection, text: str) -> Result:
    return look_up(connection, text, most=ALL)


def rows(result: Result) -> set[str]:
    return {hit.row.row_path for hit in result.hits}


def prints(result: Result, *words: str) -> bool:
    return any(
        stands_in(Term((word,)), f"{hit.row.title.text} {hit.row.body.text}")
        for hit in result.hits
        for word in words
    )


@pytest.mark.parametrize(
    "text",
    ["tumor lysis syndrome (TLS)", "complete blood count (CBC)", "589 (62.2%)", "(fatigue)",
     "Is hyponatraemia (low sodium) common?", "risk factor(s) for fatigue"],
)  # fmt: skip
def test_words_in_brackets_are_words(connection: sqlite3.Connection, text: str) -> None:
    result = found(connection, text)
    assert result.hits
    assert not result.as_words


def test_brackets_group_words_beside_others(connection: sqlite3.Connection) -> None:
    either = found(connection, "nausea (vomiting OR fatigue)")
    assert not either.as_words
    both = found(connection, "nausea AND vomiting"), found(connection, "nausea AND fatigue")
    assert rows(either) == rows(both[0]) | rows(both[1])


@pytest.mark.parametrize("text", ["NOT bleeding", "kind:risk NOT bleeding", "kind:risk -bleeding"])
def test_not_with_nothing_but_fields_beside_it_is_all_but(
    connection: sqlite3.Connection, text: str
) -> None:
    result = found(connection, text)
    assert result.hits
    assert not result.as_words
    assert not prints(result, "bleeding")


@pytest.mark.parametrize("text", ["fatigue -nausea", "fatigue !nausea", "-nausea fatigue"])
def test_a_sign_before_a_word_leaves_out_what_prints_it(
    connection: sqlite3.Connection, text: str
) -> None:
    result, whole = found(connection, text), found(connection, "fatigue")
    assert result.without == ["nausea"]
    assert prints(whole, "nausea")
    assert not prints(result, "nausea")
    assert rows(result) < rows(whole)


def test_signs_that_are_not_read_are_told(connection: sqlite3.Connection) -> None:
    result = found(connection, "-fatigue")
    assert rows(result) == rows(found(connection, "fatigue"))
    assert result.unread_so == ["Nothing else is asked for, so -fatigue is read without its sign."]
    assert found(connection, "well-known - fatigue 5 -10").without == []


def test_what_is_denied_is_not_looked_for_where_nothing_else_is_found(
    connection: sqlite3.Connection,
) -> None:
    assert not prints(found(connection, "delirium NOT nausea"), "nausea")


def test_a_field_that_is_denied_leaves_the_others(connection: sqlite3.Connection) -> None:
    for text in ("-kind:factor nausea", "NOT kind:factor nausea", "nausea AND NOT kind:factor"):
        kinds = {hit.row.kind for hit in found(connection, text).hits}
        assert kinds
        assert "factor" not in kinds
    both = rows(found(connection, "section:4.8")) - rows(found(connection, "section:4.4"))
    assert rows(found(connection, "section:4.8 -section:4.4")) == both


@pytest.mark.parametrize("text", ["kind:risk kind:study", "kind:risk OR kind:study"])
def test_a_field_that_is_repeated_means_either(connection: sqlite3.Connection, text: str) -> None:
    kinds = [rows(found(connection, f"kind:{kind}")) for kind in ("risk", "study")]
    result = found(connection, text)
    assert rows(result) == kinds[0] | kinds[1]
    assert result.fields == {"kind": "risk or study"}


def test_fields_joined_by_and_are_both_to_hold(connection: sqlite3.Connection) -> None:
    assert not found(connection, "kind:risk AND kind:study").hits
    own = found(connection, "product:selinexor AND product:nexpovio")
    assert {hit.row.product_id for hit in own.hits} == {"nexpovio"}


def test_an_or_between_a_field_and_a_word_is_told(connection: sqlite3.Connection) -> None:
    assert "OR is not read" in found(connection, "kind:factor OR nausea").unread_so[0]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("category:missing information", "missing"),
        ("category:important identified risk", "identified"),
        ("category:identified risk", "identified"),
        ('category:"important potential risk"', "potential"),
        ("category:potential", "potential"),
    ],
)
def test_a_category_goes_by_its_whole_name(
    connection: sqlite3.Connection, text: str, category: str
) -> None:
    result = found(connection, text)
    assert {hit.row.category for hit in result.hits} == {category}
    assert rows(result) == rows(found(connection, f"category:{category}"))


def test_a_field_without_a_value_and_one_that_there_is_not_are_told(
    connection: sqlite3.Connection,
) -> None:
    empty = found(connection, "kind:")
    assert not empty.hits
    assert "factor" in empty.known["kind"]
    other = found(connection, "title:fatigue")
    assert "There is no field title:" in other.unread_so[0]
    assert other.absent == []


@pytest.mark.parametrize(
    ("text", "other"),
    [("kidney NOT severe", "dead cancer cells"), ("kidney AND cancer", "dead cancer cells")],
)  # fmt: skip
def test_a_word_of_a_longer_name_is_no_hit(
    connection: sqlite3.Connection, text: str, other: str
) -> None:
    assert not any(other in hit.why for hit in found(connection, text).hits)


def test_a_name_that_was_typed_as_a_whole_is_a_hit(connection: sqlite3.Connection) -> None:
    for text in ('"low sodium"', "low AND sodium"):
        assert found(connection, text).hits[0].why.endswith("also known as: low sodium")


@pytest.mark.parametrize(
    ("text", "words"),
    [("fatigue nausea", "fatigue nausea"), ("pain narcotic", "pain narcotics"),
     ("anxiety depression", "anxiety depression"),
     ("thrombocytopenia bone marrow", "thrombocytopenia marrow")],
)  # fmt: skip
def test_rows_with_all_that_is_named_go_first(
    connection: sqlite3.Connection, text: str, words: str
) -> None:
    result = found(connection, text)
    row = result.hits[0].row
    said = f"{row.title.text} {row.body.text}"
    assert all(stands_in(Term((word,)), said) for word in words.split())
    assert (result.level, result.lacked) == ("all", [])


@pytest.mark.parametrize("text", ["neutropenia contraception", "fatigue hyponatraemia"])
def test_where_no_row_has_all_that_is_told(connection: sqlite3.Connection, text: str) -> None:
    result = found(connection, text)
    assert result.level == "most"
    assert result.lacked == result.hits[0].without != []


def test_json_tells_what_the_page_does(connection: sqlite3.Connection) -> None:
    long = described(found(connection, "fatigue " * 40))
    assert long["cut"]
    assert described(found(connection, "product:xpovio TLS"))["unfiltered"] > 0
    evaluation = described(found(connection, "evaluation"))
    assert evaluation["absent"] == []
    assert evaluation["in_text"][0]["words"] == "evaluation"
    assert not any(
        "\n" in hit["text"] for hit in described(found(connection, "kind:figure"))["hits"]
    )


def test_the_command_tells_notes_beside_its_json(database: Path) -> None:
    asked = ["search", "neutropenia contraception", "--json", "--database", str(database)]
    result = CliRunner().invoke(main, asked)
    assert "the first is without: contraception" in result.stderr
    assert '"partial": true' in result.stdout
