"""What example questions teach a search, and what they do not."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from conftest import by_words

from ingest.search_evaluation import evaluate, read_queries, searches
from ingest.site.search.engine import search
from ingest.site.search.lexicon.example_questions import Examples
from ingest.site.search.lexicon.question_grams import grams
from ingest.site.search.lexicon.reading import lexicon
from ingest.site.search.order.fitting_rows import Fitting, likest
from ingest.site.search.question_form import form_of, stored
from ingest.site.search.result import look_up

SEARCH = Path(__file__).parent / "search"


def test_forms_of_a_word_share_most_runs_and_a_long_word_counts_no_more_than_a_short_one() -> None:
    pregnant, pregnancy, other = (set(grams(w)[0]) for w in ("pregnant", "pregnancy", "tablet"))
    assert len(pregnant & pregnancy) > len(pregnant) / 2
    assert not pregnant & other
    for word in ("dose", "thrombocytopenia"):
        _, counts = grams(word)
        assert np.linalg.norm(counts) == pytest.approx(1)


def test_no_letters_have_no_runs(connection: sqlite3.Connection) -> None:
    assert [len(one) for one in grams("?!")] == [0, 0]
    assert lexicon(connection).examples.like("?!") is None


def test_the_likest_example_is_the_question_itself_unless_it_is_left_out(
    connection: sqlite3.Connection,
) -> None:
    examples = lexicon(connection).examples
    question = next(one for one in examples.questions if len(one.split()) > 6)
    like = examples.like(question)
    assert like is not None
    assert examples.questions[like.places[0]] == question
    assert like.nearest == pytest.approx(1, abs=1e-4)
    assert sum(like.shares.tolist()) == pytest.approx(1)
    other = examples.like(question, frozenset([question]))
    assert other is not None
    assert question not in {examples.questions[one] for one in other.places}


def test_a_question_is_compared_with_an_x_for_the_medicine_and_with_its_words_mended(
    connection: sqlite3.Connection,
) -> None:
    assert stored(form_of(search(connection, "how does Selinexor work?"))) == "how does X work"
    assert stored(form_of(search(connection, "hiponatremia on Xpovio"))) == "hyponatremia on X"
    assert form_of(search(connection, "drug X")) == "drug x"


def test_a_row_fits_its_own_terms_and_is_found_by_them(connection: sqlite3.Connection) -> None:
    known = lexicon(connection)
    (row,) = connection.execute(
        "select id - 1 from search_index where kind = 'risk' and title = 'Hyponatraemia'"
    ).fetchone()
    asks = {}
    for term in known.terms:
        rows, strengths = known.postings(connection, term)
        here = rows == row
        if here.any() and term[:2] in ("k:", "t:", "c:", "s:", "w:"):
            rarity = np.log(1 + known.size / (1 + len(rows)))
            asks[term] = float(strengths[here][0] * rarity)
    length = sum(one**2 for one in asks.values()) ** 0.5
    fitting = Fitting(connection, known, {term: one / length for term, one in asks.items()})
    assert fitting.of(np.array([row], np.int32))[0].tolist() == [pytest.approx(1, abs=0.02)]
    assert fitting.best(1).tolist() == [row]


def test_examples_have_terms_for_any_document_and_name_no_medicine(
    connection: sqlite3.Connection,
) -> None:
    medicines = lexicon(connection).medicines
    for question, asks in connection.execute("select question, asks from search_examples"):
        assert medicines.isdisjoint(question.split()), question
        assert all(term[:2] in ("k:", "t:", "c:", "s:", "w:") for term in json.loads(asks))
        assert medicines.isdisjoint(term[2:] for term in json.loads(asks))


def test_examples_are_those_of_the_files_that_they_are_learnt_from(
    connection: sqlite3.Connection,
) -> None:
    examples = set(lexicon(connection).examples.questions)
    for name in ("queries.csv", "ordering.csv"):
        for one in read_queries(SEARCH / name)[::50]:
            assert form_of(search(connection, one.query, learned=False)) in examples, one.query


def test_the_order_was_learnt_without_a_question_among_its_examples(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It must help where it was learnt; test_search_queries.py asks where it was not."""
    asked = [one for one in read_queries(SEARCH / "ordering.csv") if one.grades][::4]
    like = Examples.like

    def without_itself(self: Examples, form: str) -> object:
        return like(self, form, frozenset([form]))

    monkeypatch.setattr(Examples, "like", without_itself)
    (_, find), *_ = searches(connection)
    *_, learned = evaluate(find, asked)

    *_, plain = evaluate(by_words(connection), asked)
    assert learned.recall > plain.recall
    assert learned.mrr > plain.mrr


def test_a_row_without_the_words_says_which_question_asks_for_it(
    connection: sqlite3.Connection,
) -> None:
    told = [
        (hit, result.answer)
        for one in read_queries(SEARCH / "queries.csv")[::25]
        for result in [look_up(connection, one.query)]
        for hit in result.hits
        if "what a question like this one asks for: “" in hit.why
    ]
    assert told
    for hit, answer in told:
        assert answer.like is not None
        row = connection.execute(
            "select id - 1 from search_index where row_path = ?", [hit.row.row_path]
        ).fetchone()[0]
        (question,) = likest(connection, answer.lexicon, answer.like, np.array([row], np.int32))
        assert f"what a question like this one asks for: “{question}”" in hit.why


@pytest.mark.parametrize(
    "words",
    [
        "does it cause myocarditis",
        "does it cause hair loss",
        "price per month",
        "is it gluten free",
        "blindness in patients on the medicine",  # a learned name beside an everyday word
        "pancreatitis in patients on the medicine",
        "what does a pack cost",
    ],
)
def test_a_question_like_an_answered_one_about_what_is_not_here_has_no_hits(
    connection: sqlite3.Connection, words: str
) -> None:
    assert not search(connection, words).has_hits


def test_what_is_added_is_narrowed_down_by_fields(connection: sqlite3.Connection) -> None:
    answers = [
        search(connection, f"{one.query} kind:risk")
        for one in read_queries(SEARCH / "queries.csv")[::40]
    ]
    kinds = [hit.kind for answer in answers for hit in answer.found]
    assert kinds
    assert set(kinds) == {"risk"}


def test_no_row_is_a_hit_twice(connection: sqlite3.Connection) -> None:
    for one in read_queries(SEARCH / "queries.csv")[::10]:
        rows = search(connection, one.query).rows.tolist()
        assert len(rows) == len(set(rows)), one.query


@pytest.mark.parametrize("text", ["Xpovio", "nexpvio", "NEXPOVIO"])
def test_a_medicine_alone_is_no_question_like_others(
    connection: sqlite3.Connection, text: str
) -> None:
    hits = look_up(connection, text).hits[:5]
    assert [hit.row.kind for hit in hits][:2] == ["medicine", "document"]
    assert not any(hit.row.kind == "drug" for hit in hits)
    for hit in look_up(connection, text, most=200).hits:
        assert hit.row.kind != "drug" or "of the medicine" not in hit.why
