"""Words as the search index sees them, and their spellings on both sides of the Atlantic."""

from __future__ import annotations

import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.concepts import known_words
from ingest.vocabulary import dictionary
from ingest.words import american, other_spellings, plain, stem, stems, words_of

RULES = dictionary("spelling_rules")


def traps(row: dict[str, str]) -> list[str]:
    return [word for word in row["except"].split("|") if re.fullmatch("[a-z]+", word)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HYPONATRAEMIA ", "hyponatraemia "),
        ("Sjögren", "sjogren"),
        ("Sjo\u0308gren", "sjogren"),
        ("Straße", "strasse"),
        ("\U0001d56c\u2126 Ⅳ", "aω iv"),
        ("", ""),
        ("≥ 5 %", "≥ 5 %"),
    ],
)
def test_plain_text_has_no_case_and_no_accents(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(max_size=200))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_words_are_runs_of_letters_and_digits() -> None:
    said = "Drug-induced QTc-prolongation (≥60 ms); SmPC 4.4, CYP3A4_x"
    assert words_of(said) == [
        *("drug", "induced", "qtc", "prolongation", "60", "ms", "smpc", "4", "4", "cyp3a4", "x"),
    ]
    assert words_of(" -- ( ) ") == []


@pytest.mark.parametrize(
    "text",
    ["Tumour-lysis (TLS): grade ≥3", "Sjögren's, naïve", "a_b 4.8 10%", "Straße", "x\u00ad y", "²"],
)
def test_words_are_those_of_the_index(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "create virtual table t using fts5 (x, tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute("create virtual table v using fts5vocab (t, instance)")
    connection.execute("insert into t values (?)", [text])
    indexed = [row[0] for row in connection.execute("select term from v order by offset")]
    assert [american(plain(word)) for word in indexed] == [american(w) for w in words_of(text)]


@pytest.mark.parametrize("row", RULES, ids=lambda row: f"{row['british']}-{row['kind']}")
def test_the_example_of_a_spelling_rule_follows_it(row: dict[str, str]) -> None:
    assert american(row["example_british"]) == row["example_american"]


@pytest.mark.parametrize("row", RULES, ids=lambda row: f"{row['british']}-{row['kind']}")
def test_the_example_of_a_spelling_rule_leads_back(row: dict[str, str]) -> None:
    assert row["example_american"] in other_spellings(row["example_british"])
    assert row["example_british"] in other_spellings(row["example_american"])


@pytest.mark.parametrize("word", sorted({row["example_american"] for row in RULES}))
def test_an_american_word_stays(word: str) -> None:
    assert american(word) == word


@pytest.mark.parametrize("row", [r for r in RULES if r["except"]], ids=lambda r: r["british"])
def test_the_traps_of_a_rule_have_its_letters(row: dict[str, str]) -> None:
    assert traps(row)
    assert all(row["british"] in word for word in traps(row))


@pytest.mark.parametrize(
    "word",
    [
        *("hour", "hours", "four", "pour", "exercise", "premise", "disease", "raised", "noise"),
        *("leucine", "leucovorin", "practice", "analyses", "improvisation", "cancellation"),
        *("fetal", "edema", "color", "center", "liver", "sodium", "bleeding", "area", "oral"),
        *("dose", "increase", "promised", "compromised", "malaise", "crises", "glabella"),
        *("angioedema", "gastroesophageal", "tracheoesophageal", "haemophilus", "gonorrhoeae"),
    ],
)
def test_a_word_that_only_looks_british_stays(word: str) -> None:
    assert american(word) == word
    assert all(american(there) == word for there in other_spellings(word))


def test_american_spelling_is_final() -> None:
    for word in known_words():
        assert american(american(word)) == american(word), word


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("infections", "infection"),
        ("therapies", "therapy"),
        ("tumours", "tumor"),
        ("diagnosis", "diagnosis"),
        ("virus", "virus"),
        ("illness", "illness"),
        ("gas", "gas"),
        ("oedema", "edema"),
        ("ms", "ms"),
        ("", ""),
    ],
)
def test_names_are_compared_without_plurals(word: str, expected: str) -> None:
    assert stem(word) == expected


@given(st.text(max_size=60))
def test_a_stem_is_that_of_either_spelling(text: str) -> None:
    assert stems(text) == tuple(stem(american(word)) for word in words_of(text))


def test_a_name_in_either_spelling_is_one_name() -> None:
    assert stems("Tumour lysis syndromes") == stems("TUMOR-LYSIS SYNDROME")
    assert stems("Severe infections") != stems("Severe inflammation")


def test_words_have_no_made_up_british_spelling() -> None:
    for word in ("doctor", "error", "size", "sodium", "exercise", ""):
        assert other_spellings(word) == []
    assert other_spellings("tumor") == ["tumour"]
    assert other_spellings("hyponatraemia") == ["hyponatremia"]
