"""A search: what is found for words in any form, what is said of it, and what no text can do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_site import Pages

from ingest import pipeline
from ingest.site.search.answer import Answer
from ingest.site.search.engine import search
from ingest.site.search.hits import shown
from ingest.site.search.lexicon.printed_phrases import rows_printing
from ingest.site.search.lexicon.reading import lexicon
from ingest.site.search.question.spelling import corrections

MOST_STEPS = 20_000
"""Thousands of SQLite's instructions that a search on the shipped documents may take."""

LONGEST_ADDRESS = 60_000
"""Characters. What is longer does not leave the client."""


@pytest.fixture(scope="module")
def pages(database: Path) -> Pages:
    """The site without a limit of time: a busy machine is no error of a search."""
    pages = Pages(database)
    pages.site.sql_time_limit_ms = 60_000
    return pages


def titles(connection: sqlite3.Connection, text: str) -> list[tuple[str, str]]:
    """Kind and title of what is found, best first."""
    rows = {
        row_id: (kind, title)
        for row_id, kind, title in connection.execute("select id, kind, title from search_index")
    }
    return [rows[found.id] for found in search(connection, text).found]


def kinds(answer: Answer) -> set[str]:
    return {found.kind for found in answer.found}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("confusional state", "Confusional state"),
        ("CONFUSIONAL State ", "Confusional state"),
        ("state confusional", "Confusional state"),
        ("tumour lysis", "Tumor lysis syndrome"),
        ("lysis of the tumor", "Tumor lysis syndrome"),
        ("syndrome lysis tumour", "Tumor lysis syndrome"),
        ("acute cerebellar", "Acute cerebellar syndrome"),
        ("haemorrhage", "Thrombocytopenia and Bleeding"),
        ("hemorrhage", "Thrombocytopenia and Bleeding"),
        ("thrombocytopaenia", "Thrombocytopenia and Bleeding"),
        ("exhaustion", "Fatigue"),
        ("weigth decreased", "Weight decreased"),
        ("confusionalstate", "Confusional state"),
    ],
)
def test_the_risk_comes_first(connection: sqlite3.Connection, text: str, name: str) -> None:
    assert titles(connection, text)[0] == ("risk", name)


@pytest.mark.parametrize("text", ["thrombocytopenai", "thrombocitopenia", "trombocytopenia"])
def test_a_misspelled_word_is_mended_and_said_so(connection: sqlite3.Connection, text: str) -> None:
    answer = search(connection, text)
    assert answer.mended[text][0] == "thrombocytopenia"
    assert titles(connection, text) == titles(connection, "thrombocytopenia")


@pytest.mark.parametrize("text", ["hypernatraemia", "hypernatremia", "myopia", "arachnodactyly"])
def test_a_word_that_is_right_but_absent_is_not_mended(
    connection: sqlite3.Connection, text: str
) -> None:
    answer = search(connection, text)
    assert (answer.mended, answer.absent) == ({}, [text])
    assert answer.level in ("none", "near")


def test_no_only_word_is_mended_to_a_general_one(connection: sqlite3.Connection) -> None:
    alone, beside = (search(connection, text) for text in ("importin", "importin fatigue"))
    assert (alone.mended, alone.absent) == ({}, ["importin"])
    assert "important" in beside.mended["importin"]


@pytest.mark.parametrize(
    "word", ["fatigue", "price", "hypernatraemia", "abc", "x" * 41, "cyp3a5", ""]
)
def test_nothing_is_offered_for_a_word_that_may_be_right(
    connection: sqlite3.Connection, word: str
) -> None:
    assert corrections(lexicon(connection), word) == []


def test_the_nearest_words_are_offered_first_and_words_are_parted(
    connection: sqlite3.Connection,
) -> None:
    assert corrections(lexicon(connection), "fatigeu")[0] == "fatigue"
    assert corrections(lexicon(connection), "tumorlysis") == ["tumor lysis"]
    assert corrections(lexicon(connection), "tradenames") == ["trade names"]
    assert corrections(lexicon(connection), "weightloss") == ["weight loss"]
    assert corrections(lexicon(connection), "qqqqqqqq") == []


def test_a_base_in_memory_and_one_with_an_odd_name_are_mended_too(
    database: Path, tmp_path: Path
) -> None:
    odd = tmp_path / "100% odd?#name.db"
    odd.write_bytes(database.read_bytes())
    with (
        closing(sqlite3.connect(odd)) as there,
        closing(sqlite3.connect(":memory:")) as memory,
    ):
        there.backup(memory)
        for connection in (there, memory):
            assert search(connection, "fatigeu").mended == {"fatigeu": ["fatigue"]}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("fatigue", "all"),
        ("fatigue unicorn", "most"),
        ("myocarditis", "near"),
        ("price per month", "near"),
        ("hearing loss", "none"),
        ("gene therapy viral vector", "none"),
        ("unicorn", "none"),
        ("", "none"),
        ("  \t ", "none"),
        ("?!", "none"),
        ('"" ()', "none"),
        ("kind:nothing", "none"),
    ],
)
def test_an_answer_says_how_much_of_the_words_it_has(
    connection: sqlite3.Connection, text: str, level: str
) -> None:
    answer = search(connection, text)
    assert answer.level == level
    assert bool(answer.found) == (level != "none")
    if level in ("most", "near"):
        assert all(hit.partial for hit in shown(connection, answer))
    if level == "near":
        assert answer.absent


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("kind:risk", 12),
        ("kind:risk category:identified", 7),
        ("KIND:Risk category:POTENTIAL", 3),
        ("category:missing kind:risk", 2),
        ("kind:risk product:nexpovio", 12),
        ("kind:risk product:selinexor", 12),
        ("kind:risk product:xpovio", 0),
        ("kind:risk section:4.9", 1),
        ("kind:risk section:smpc-4.4", 6),
        ('kind:risk section:"SmPC 4.4"', 6),
        ('kind:"dose pack"', 12),
    ],
)
def test_fields_narrow_the_hits(connection: sqlite3.Connection, text: str, count: int) -> None:
    assert len(search(connection, text).found) == count


def test_fields_leave_only_rows_that_meet_them(connection: sqlite3.Connection) -> None:
    assert kinds(search(connection, "kind:risk fatigue")) == {"risk"}
    assert titles(connection, "kind:risk fatigue")[0] == ("risk", "Fatigue")
    assert titles(connection, "kind:factor fatigue")[0][0] == "factor"


def test_a_phrase_is_words_beside_each_other(connection: sqlite3.Connection) -> None:
    together = {one.id for one in search(connection, '"severe hepatic impairment"').found}
    apart = {one.id for one in search(connection, "severe hepatic impairment").found}
    assert together
    assert together <= apart
    assert titles(connection, '"severe hepatic"')[0][0] == "risk"


def test_a_star_stands_for_all_endings(connection: sqlite3.Connection) -> None:
    ids = {one.id for one in search(connection, "cerebell*").found}
    assert ids >= {one.id for one in search(connection, '"cerebellar"').found}


def test_a_beginning_need_not_be_that_of_the_stem(connection: sqlite3.Connection) -> None:
    answer = search(connection, "thrombocy*")
    assert answer.as_typed
    ids = {one.id for one in answer.found}
    assert ids >= {one.id for one in search(connection, '"thrombocytopenia"').found}


def test_operators_are_obeyed(connection: sqlite3.Connection) -> None:
    def ids(text: str) -> set[int]:
        answer = search(connection, text)
        assert answer.level == "all"
        return {one.id for one in answer.found}

    nausea, vomiting = ids("nausea AND nausea"), ids("vomiting OR vomiting")
    assert ids("nausea AND vomiting") == nausea & vomiting
    assert ids("nausea OR vomiting") == nausea | vomiting
    printing = {row + 1 for row in rows_printing(connection, "vomiting").tolist()}
    assert ids("nausea NOT vomiting") == nausea - printing
    assert ids("nausea AND NOT vomiting") == nausea - printing
    assert ids("(nausea OR vomiting) NOT vomiting") == (nausea | vomiting) - printing


@pytest.mark.parametrize(
    "text",
    ["AND fatigue", "fatigue OR", "((fatigue", "fatigue))", '"fatigue', "fatigue AND AND",
     "fatigue NEAR(", "fatigue;", "'fatigue'", "^fatigue", "{fatigue}", "-fatigue", "fatigue:"],
)  # fmt: skip
def test_broken_syntax_is_searched_literally(connection: sqlite3.Connection, text: str) -> None:
    found = titles(connection, text)
    assert ("risk", "Fatigue") in found[:3], text


def test_hits_are_of_one_order(connection: sqlite3.Connection) -> None:
    for text in ("fatigue", "nausea", "xpo1 inhibitor", "kind:factor"):
        found = search(connection, text).found
        assert len({one.id for one in found}) == len(found)
        assert found == search(connection, text).found


def test_two_builds_give_the_same_index(database: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.db"
    pipeline.build([pipeline.PACKAGED_SOURCES], again)
    tables = ("search_index", "search_words", "known_words", "concepts", "concept_synonyms",
              "broader_concepts", "risk_concepts", "risk_factor_concepts",
              "policy_warning_concepts")  # fmt: skip
    with closing(sqlite3.connect(database)) as one, closing(sqlite3.connect(again)) as other:
        for table in tables:
            sql = f"select * from {table} order by rowid"
            rows = one.execute(sql).fetchall()
            assert rows, table
            assert rows == other.execute(sql).fetchall(), table
    assert again.read_bytes() == database.read_bytes()


PIECES = [
    *('"', "(", ")", "*", "AND", "OR", "NOT", "NEAR(", "^", "-", "+", ":", "\0", "\ud800", "⟦"),
    *("kind:", "kind:risk", "category:potential", 'category:"', "product:", "section:4.4"),
    *("'; drop table risks; --", "{title}:", "title:x", "a*", "%", "_", "\\", "\ufdfa", "𝕬"),
    *("fatigue", "hyponatraemai", "low sodium", "what", "is", "the", "tablets", "8", "TLS", "<b>"),
    *("፩፩፩፩", "፩", "፩ and a half years", "twenty ②", "٣٠٠٠", "²", "in the last", "weeks", "mg"),
]
ANY_TEXT = st.one_of(
    st.text(max_size=10_000),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.builds(lambda piece, times: (piece * times)[:10_000],
              st.sampled_from([*PIECES, "a OR ", "fatigue ", "hyponatraemai "]),
              st.integers(1, 10_000)),
)  # fmt: skip
FUZZED = settings(
    max_examples=150,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
OVER_HTTP = settings(FUZZED, max_examples=40)


@FUZZED
@given(text=ANY_TEXT)
def test_no_text_is_an_error_and_none_takes_much_work(
    connection: sqlite3.Connection, text: str
) -> None:
    work = SimpleNamespace(steps=0)

    def step() -> bool:
        work.steps += 1
        return work.steps > MOST_STEPS

    connection.set_progress_handler(step, 1000)
    try:
        answer = search(connection, text)
    finally:
        connection.set_progress_handler(None, 0)
    assert answer.level in ("all", "most", "alike", "near", "none")
    assert (answer.level == "none") == (not answer.found)
    assert len(answer.found) <= 1000


@pytest.mark.parametrize("path", ["/riskplan/search", "/riskplan/search.json", "/-/search",
                                  "/-/search.json", "/riskplan/risks.json"])  # fmt: skip
def test_no_text_is_an_error_over_http(pages: Pages, path: str) -> None:
    field = "_search" if path == "/riskplan/risks.json" else "q"

    @OVER_HTTP
    @given(text=ANY_TEXT)
    def asked(text: str) -> None:
        text = text.encode("utf-8", "replace").decode("utf-8")
        while len(quote(text)) > LONGEST_ADDRESS:
            text = text[: len(text) // 2]
        answer = pages.get(path, **{field: text})
        assert answer.status_code == 200, answer.text[:500]
        assert "message-error" not in answer.text
        assert '"ok": false' not in answer.text
        if "fts5" not in text.casefold():  # a page shows what was asked
            assert "fts5" not in answer.text.casefold()

    asked()


@pytest.mark.parametrize(
    "odd",
    ["%00", "%ff%fe", "%ed%a0%80", "a&q=b", "a&kind=%00", "&page=-1", "a&page=9999999999",
     "a&page=x", "a&kind=%22", "a&product=%ff"],
)  # fmt: skip
def test_no_address_is_an_error(pages: Pages, odd: str) -> None:
    for path in ("/-/search", "/-/search.json", "/riskplan/search"):
        assert pages.get(f"{path}?q={odd}").status_code == 200, path


def test_whatever_a_concern_is_called_it_is_found(connection: sqlite3.Connection) -> None:
    """Every name of the concepts of the concerns, those of lay people too, within five hits."""
    rows = dict(connection.execute("select id, risk_id from search_index where risk_id <> ''"))
    concerns: dict[str, set[str]] = {}
    for risk_id, concept_id in connection.execute("select risk_id, concept_id from risk_concepts"):
        concerns.setdefault(concept_id, set()).add(risk_id)
    names = connection.execute(
        "select concept_id, synonym from concept_synonyms"
        " where kind in ('exact', 'spelling', 'lay') and concept_id in"
        " (select concept_id from risk_concepts) order by rowid"
    ).fetchall()
    missed = [
        name
        for concept_id, name in names
        if not concerns[concept_id]
        & {rows.get(one.id) for one in search(connection, name).page(0, 5)}
    ]
    assert len(names) > 500
    assert len(missed) <= len(names) // 50, missed
