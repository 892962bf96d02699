"""What a reader types in, taken apart: words, phrases, operators, fields."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import words
from ingest.site.search.lexicon import query_words
from ingest.site.search.lexicon.query_fields import told
from ingest.site.search.lexicon.query_term import Term
from ingest.site.search.lexicon.query_words import (
    MOST_CHARACTERS,
    MOST_WORDS,
    Query,
    all_of,
    any_of,
    parse_query,
)
from ingest.words import plain, words_of


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("Weight LOSS", '"weight" "loss"'),
        ("tumour-lysis", '"tumour lysis"'),
        ('"weight loss" nausea', '"weight loss" "nausea"'),
        ("hypo*", '"hypo"*'),
        ('"weight lo"*', '"weight lo"*'),
        ("nausea AND vomiting", '"nausea" AND "vomiting"'),
        ("nausea OR (vomiting NOT fatigue)", '"nausea" OR ( "vomiting" NOT "fatigue" )'),
        ("nausea AND NOT vomiting", '"nausea" NOT "vomiting"'),
        ("DOES IT NOT CAUSE NAUSEA", '"does" "it" "not" "cause" "nausea"'),
        ("TLS OR PRES", '"tls" OR "pres"'),
        ("nausea or vomiting and not", '"nausea" "or" "vomiting" "and" "not"'),
        ("Sjögren's", '"sjogren s"'),
        ('"unclosed phrase', '"unclosed" "phrase"'),
        ("x; drop table risks --", '"x" "drop" "table" "risks"'),
        ("title:x {a b}:c ^d", '"title x" "a" "b c" "d"'),
        ("NEAR(a b)", '"near" "a" "b"'),
        ("complete blood count (CBC)", '"complete" "blood" "count" "cbc"'),
        ("a (b OR c) d", '"a" ( "b" OR "c" ) "d"'),
        ("((a OR b", '"a" OR "b"'),
        ("a OR (b) AND", '"a" OR ( "b" )'),
        ("NOT nausea", 'NOT "nausea"'),
        ("AND fatigue OR", '"fatigue"'),
        ("kind:risk AND nausea OR (kind:factor)", '"nausea"'),
        ("NOT (kind:risk OR kind:factor) nausea", '"nausea"'),
        ("well-known nausea -fatigue", '"well known" "nausea"'),
        ("5 -10 mg - nausea", '"5" "10" "mg" "nausea"'),
        ("≥5 %", '"5"'),
        ("null\0byte", '"null" "byte"'),
        ("", ""),
        ('"" * ++ --', ""),
    ],
)
def test_a_query_is_words_phrases_and_operators(text: str, expression: str) -> None:
    parts = parse_query(text).parts
    assert " ".join(one if isinstance(one, str) else one.expression for one in parts) == expression


@pytest.mark.parametrize(
    ("text", "fields", "words"),
    [
        ("category:potential", {"category": "potential"}, []),
        ("Product:NEXPOVIO nausea", {"product": "NEXPOVIO"}, ["nausea"]),
        ('section:"SmPC 4.4" nausea', {"section": "SmPC 4.4"}, ["nausea"]),
        ("kind:risk section:4.8", {"kind": "risk", "section": "4.8"}, []),
        ("kind:risk kind:limit", {"kind": "risk or limit"}, []),
        ("kind:risk OR kind:limit", {"kind": "risk or limit"}, []),
        ("kind:risk AND kind:limit", {"kind": "risk and limit"}, []),
        ("-kind:risk nausea", {"kind": "not risk"}, ["nausea"]),
        ("nausea AND NOT kind:risk", {"kind": "not risk"}, ["nausea"]),
        ("NOT (kind:risk OR kind:limit)", {"kind": "not risk and not limit"}, []),
        ("category:missing information", {"category": "missing information"}, []),
        ("category:Important identified risk x", {"category": "Important identified risk"}, ["x"]),
        ("category:potential harm", {"category": "potential"}, ["harm"]),
        ("nausea kind:", {}, ["nausea", "kind"]),
        ("section: 4.4", {}, ["section", "4", "4"]),
        ("subcategory:x", {}, ["subcategory", "x"]),
        ("page:3", {}, ["page", "3"]),
        ('"kind:risk"', {}, ["kind", "risk"]),
        ('kind:""', {"kind": ""}, []),
    ],
)
def test_fields_narrow_and_are_no_words(
    text: str, fields: dict[str, str], words: list[str]
) -> None:
    query = parse_query(text)
    assert told(query.fields) == fields
    assert [word for term in query.terms for word in term.words] == words


def test_operators_are_in_capitals_and_stand_alone() -> None:
    assert parse_query("a OR b").has_operators
    assert not parse_query("(a)").has_operators
    assert not parse_query("a or b").has_operators
    assert not parse_query('"a OR b"').has_operators
    assert not parse_query("ORANGE").has_operators


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("a NOT b", ["b"]),
        ("a NOT b c OR d", ["b", "c"]),
        ("a NOT (b OR c) OR d", ["b", "c"]),
        ("(a NOT b) OR c", ["b"]),
        ("a AND NOT b", ["b"]),
        ("a not b", []),
    ],
)
def test_what_stands_behind_not_is_denied(text: str, denied: list[str]) -> None:
    assert [term.words[0] for term in parse_query(text).terms if term.denied] == denied


def test_a_sign_before_a_word_leaves_it_out_where_something_else_is_asked_for() -> None:
    query = parse_query('nausea -fatigue !"weight loss"')
    assert [term.words for term in query.without] == [("fatigue",), ("weight", "loss")]
    assert query.bare == "nausea"
    bullets = parse_query("-fatigue -nausea")
    assert (bullets.without, bullets.unread) == ((), ("-fatigue", "-nausea"))
    assert words_in(bullets) == ["fatigue", "nausea"]


def test_what_is_written_as_an_operator_or_a_field_and_is_none_is_kept() -> None:
    assert parse_query("title:fatigue").unread == ("title:",)
    assert parse_query("kind:risk OR nausea").unread == ("OR",)
    assert parse_query("https://example.org kind:risk OR kind:limit note: x").unread == ()


def test_the_text_ends_with_the_last_word_that_is_read() -> None:
    words = [f"w{number}" for number in range(MOST_WORDS)]
    assert parse_query(f"{' '.join(words)} 17 year old, 4.4").text == " ".join(words)
    assert parse_query(f"{' '.join(words[1:])} a-b-c?").text == f"{' '.join(words[1:])} a"
    assert parse_query(f"{' '.join(words)}?").text == f"{' '.join(words)}?"


@pytest.mark.parametrize(
    ("text", "is_cut"),
    [
        (" OR ".join(["word"] * MOST_WORDS), False),
        (" OR ".join(["word"] * (MOST_WORDS + 1)), True),
        ("word " * MOST_WORDS + "kind:risk (", False),
        ('"' + "word " * (MOST_WORDS + 1) + '"', True),
        ("x" * (MOST_CHARACTERS + 1), True),
    ],
)
def test_a_query_is_cut_where_it_has_more_words_than_are_read(text: str, is_cut: bool) -> None:
    assert parse_query(text).is_cut == is_cut


def test_terms_are_joined_for_all_and_for_any() -> None:
    terms = [Term(("weight", "loss"), phrase=True), Term(("hypo",), starred=True)]
    assert all_of(terms) == '"weight loss" "hypo"*'
    assert any_of(terms) == '"weight loss" OR "hypo"*'


@pytest.mark.parametrize("odd", [None, 3, ["a"], b"a", 1.5])
def test_what_is_no_text_is_no_error(odd: object) -> None:
    assert isinstance(parse_query(odd), Query)


def words_in(query: Query) -> list[str]:
    return [word for term in query.terms for word in term.words]


@pytest.mark.parametrize(
    "text",
    ["word " * 9_000, "a-" * 9_000, '"' + "a " * 9_000 + '"', "x" * 9_000, "\ufdfa" * 9_000,
     "(" * 9_000, "a OR " * 3_000, "kind:risk " * 3_000],
)  # fmt: skip
def test_a_query_is_bounded(text: str) -> None:
    query = parse_query(text)
    assert len(words_in(query)) <= MOST_WORDS
    assert len(query.text) <= MOST_CHARACTERS
    assert len(query.parts) <= MOST_CHARACTERS


ANY_TEXT = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.one_of(
            st.text(max_size=8),
            st.sampled_from(
                ['"', "(", ")", "*", "AND", "OR", "NOT", "NEAR(", "kind:", "section:4.4", "\0",
                 "'; drop table risks; --", "{title}:", "^a", "-", "+", ":", "product:\"", "\ud800"]
            ),
        ),
        max_size=40,
    ).map(" ".join),
)  # fmt: skip


@given(ANY_TEXT)
def test_words_are_those_of_the_index(text: str) -> None:
    for word in words_in(parse_query(text)):
        assert words_of(word) == [word]
        assert plain(word) == word


@given(ANY_TEXT)
def test_a_query_without_operators_is_always_one_that_fts5_reads(text: str) -> None:
    query = parse_query(text)
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table t using fts5 (x)")
    for expression in (all_of(query.terms), any_of(query.terms)):
        if expression:
            connection.execute("select rowid from t where t match ?", [expression]).fetchall()


@pytest.mark.parametrize(
    "text",
    ["62.20%", "3,4 mg", "pages 3,4,5", "0,125", "1,000.50", "3,111 patients", "SmPC 4.8.1", "5.0",
     "100.00", "v2.10", "0.0", "12.10.2024"],
)  # fmt: skip
def test_numbers_with_decimals_are_those_of_the_index(text: str) -> None:
    found = query_words.DECIMAL.findall(text)
    assert found == words.DECIMAL.findall(text)
    assert [query_words.as_decimal(one) for one in found] == list(map(words.as_decimal, found))


@given(st.text("0123456789.,- %a", max_size=40))
def test_whatever_the_number_is(text: str) -> None:
    found = query_words.DECIMAL.findall(text)
    assert found == words.DECIMAL.findall(text)
    assert [query_words.as_decimal(one) for one in found] == list(map(words.as_decimal, found))
