"""What the search learns from judged questions: ``learn.py examples``, then ``learn.py order``.

Examples are the questions of ``queries.csv`` and ``ordering.csv``, here about the shipped documents
and in the folders of ``OTHERS`` about those of fictional medicines, with the terms of the rows that
answer them. The order is learnt on the questions of ``ordering.csv``, on which no word list or rule
was tuned, and on all about fictional medicines, which count less: a network is fitted so that the
rows with the higher grades come first. Each is asked without itself among the examples; and one
about a fictional medicine without all others about it, as if its documents were those of a user.
Held-out and unseen files are not read.
"""

from __future__ import annotations

import csv
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from ingest import pipeline
from ingest.search_evaluation import Judged, read_queries
from ingest.search_index.examples import TOLD_BY, rarity
from ingest.site.search.engine import search
from ingest.site.search.lexicon.network import BIAS, FEATURES, IS, OUT
from ingest.site.search.lexicon.postings import FULL
from ingest.site.search.order.answers_alike import is_answered
from ingest.site.search.order.candidates import candidates
from ingest.site.search.order.fitting_rows import FEW_TERMS, Fitting
from ingest.site.search.order.row_features import features
from ingest.site.search.question_form import form_of, stored
from ingest.site.search.scores.fields import Narrowed
from ingest.vocabulary import DICTIONARIES, dictionary
from ingest.words import root

HERE = Path(__file__).parent
OTHERS = (
    "sorvelta", "vespora", "qorvanta", "quendaris", "orcavela", "olquenza", "kelvustra",
    "hepdrovia", "oxveldra", "somnixa", "dermacrin", "glysenza", "tromvara", "myelira",
    "lumendra", "vertanexo", "ossivanta", "respirava", "lutevanta", "veltamyra", "quelvasti",
    "olmendrix", "tasorviq", "solveniqa", "quorvanta",
)  # fmt: skip
TUNED, LEARNT = "queries.csv", "ordering.csv"
MOST_TERMS = 40
"""Terms that are kept of a row, the weightiest."""
CELLS, SHRINKING, SEEDS = 12, 2e-3, 12
"""Cells of a network, how far large weights count against a fit (from 3e-3 to 5e-4 the figures of
the files that nobody looked at are much the same), and fits that are averaged."""
OF_OTHERS = 0.5
"""What a question about a fictional medicine counts: word lists and rules were tuned on most. Those
of ``ordering.csv`` about the shipped documents count 1."""
LEAST_SPREAD = 0.1
"""The spread that a feature is taken to have at least, for what few rows have to tell little."""
GAINS = (0.0, 0.3, 2.0, 7.0)
"""What a row of each grade is worth to a reader, from 0 on (beside 2^grade - 1 more of the first
rows were wanted ones; chosen on the files that nobody looked at)."""
SOURCE = "riskplan, tests/search"


def answers(connection: sqlite3.Connection) -> dict[str, dict[str, float]]:
    """The weightiest terms of every row of a base, by ``table/id``, as vectors of length 1.

    Names of the medicines are left out: what is learnt shall hold for others.
    """
    paths = [_path(path) for (path,) in connection.execute(ROWS)]
    medicines = {f"w:{root(name)}" for name in medicine_names(connection)}
    vectors: list[dict[str, float]] = [{} for _ in paths]
    for term, rows, strengths in connection.execute("select * from search_postings"):
        if term.startswith(TOLD_BY) and term not in medicines:
            counts = np.frombuffer(strengths, np.uint8) / FULL
            weight = rarity(len(counts), len(paths))
            for row, strength in zip(np.frombuffer(rows, "<u4").tolist(), counts, strict=True):
                vectors[row - 1][term] = float(strength) * weight
    found = {}
    for path, vector in zip(paths, vectors, strict=True):
        length = sum(weight**2 for weight in vector.values()) ** 0.5
        best = sorted(vector.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_TERMS]
        found[path] = {term: weight / length for term, weight in best}
    return found


ROWS = "select row_path from search_index order by id"


def _path(row_path: str) -> str:
    return "/".join(row_path.rsplit("/", 2)[1:])


def medicine_names(connection: sqlite3.Connection) -> frozenset[str]:
    """The words of the names of a base's medicines and substances."""
    names = connection.execute("select name from products union select name from substances")
    return frozenset(word.casefold() for (name,) in names for word in re.findall(r"\w+", name))


def write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a dictionary anew, once all of its rows are there."""
    whole = list(rows)
    with (DICTIONARIES / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(whole)


def judged(folder: Path, *names: str) -> list[Judged]:
    """The questions of the files of a folder that are there."""
    return [
        one for name in names if (folder / name).exists() for one in read_queries(folder / name)
    ]


def _form(connection: sqlite3.Connection, one: Judged) -> str:
    return form_of(search(connection, one.query, learned=False))


def learn_examples(folder: Path) -> None:
    """Write the examples anew."""
    rows: list[tuple[str, ...]] = []
    questions: dict[str, str] = {}
    for place in (HERE, *(HERE / name for name in OTHERS)):
        connection = built(place, folder)
        terms = answers(connection)
        asked = judged(place, TUNED, LEARNT)
        first = len(rows) + 1
        named = sorted({path for one in asked for path in one.grades})
        numbers = {path: number for number, path in enumerate(named, first)}
        for path, number in numbers.items():
            said = " ".join(f"{term}={weight:.3f}" for term, weight in terms[path].items())
            rows.append((str(number), path, said, SOURCE))
        for one in asked:
            graded = sorted(one.grades.items())
            said = " ".join(f"{numbers[path]}={grade}" for path, grade in graded)
            form = _form(connection, one)
            questions[form] = " ".join(filter(None, (questions.get(form), said)))
    named = {one.rsplit("=", 1)[0] for said in questions.values() for one in said.split()}
    rows = [row for row in rows if row[0] in named]
    write("search_example_answers", ("answer", "row", "terms", "source"), rows)
    write(
        "search_example_questions",
        ("question", "answers", "source"),
        [(stored(question), said, SOURCE) for question, said in questions.items()],
    )


@dataclass(frozen=True, slots=True)
class Lesson:
    """Rows that may be put in order for one question, and the gain of each."""

    features: np.ndarray[tuple[int, int], np.dtype[np.float32]]
    gains: np.ndarray[tuple[int], np.dtype[np.float64]]
    weight: float


def lessons(place: Path, folder: Path) -> Iterator[Lesson]:
    """What can be learnt of each question of a folder that has an answer among the candidates."""
    connection = built(place, folder)
    paths = [_path(path) for (path,) in connection.execute(ROWS)]
    every = frozenset(_form(connection, one) for one in judged(place, TUNED, LEARNT))
    weight = 1.0 if place == HERE else OF_OTHERS
    for one in judged(place, *((LEARNT,) if place == HERE else (TUNED, LEARNT))):
        answer = search(connection, one.query, learned=False)
        known = answer.lexicon
        form = form_of(answer)
        like = known.examples.like(form, frozenset([form]) if place == HERE else every)
        if not one.grades or like is None or answer.as_typed:
            continue
        if not answer.has_hits and not is_answered(answer, like):
            continue
        fitting = Fitting(connection, known, like.asks(FEW_TERMS))
        narrowed = Narrowed(connection, answer.query.fields)
        found = candidates(narrowed, answer, like, fitting)
        gains = np.array([GAINS[one.grades.get(paths[row], 0)] for row in found.rows])
        if gains.any():
            yield Lesson(features(connection, answer, like, fitting, found), gains, weight)


def fitted(learnt: list[Lesson], seed: int) -> list[np.ndarray]:
    """The weights of a network that gives the rows of each lesson their share of the gain."""
    known = np.concatenate([one.features for one in learnt]).astype(np.float64)
    middle, spread = known.mean(0), np.maximum(known.std(0), LEAST_SPREAD)
    known = (known - middle) / spread
    lesson = np.repeat(np.arange(len(learnt)), [len(one.gains) for one in learnt])
    starts = np.flatnonzero(np.diff(lesson, prepend=-1))
    gains = np.concatenate([one.gains / one.gains.sum() for one in learnt])
    weights = np.array([one.weight for one in learnt])
    counts = (weights / weights.sum())[lesson]
    width = known.shape[1]
    sizes = np.cumsum([width * CELLS, CELLS, CELLS])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        cells, bias, out, directly = np.split(weights, sizes)
        cells = cells.reshape(width, CELLS)
        told = np.tanh(known @ cells + bias)
        worth = told @ out + known @ directly
        shares = np.exp(worth - np.maximum.reduceat(worth, starts)[lesson])
        shares /= np.add.reduceat(shares, starts)[lesson]
        total = -(counts * gains * np.log(shares + 1e-12)).sum()
        wrong = counts * (shares - gains)
        back = np.outer(wrong, out) * (1 - told**2)
        slope = [(known.T @ back).ravel(), back.sum(0), told.T @ wrong, known.T @ wrong]
        return (
            float(total + SHRINKING * weights @ weights),
            np.concatenate(slope) + 2 * SHRINKING * weights,
        )

    first = np.random.default_rng(seed).normal(0, 0.3, sizes[-1] + width)
    best = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    cells, bias, out, directly = np.split(best.x, sizes)
    cells = cells.reshape(width, CELLS) / spread[:, None]
    return [cells, bias - middle @ cells, out, directly / spread]


def names_of_features() -> list[str]:
    """The names of what the order goes by, as its columns stand."""
    kinds = dictionary("search_kinds", ("kind", "aspect", "weight", "source"))
    return [*FEATURES, *(f"{IS}{kind}" for kind in dict.fromkeys(row["kind"] for row in kinds))]


def order_rows(learnt: list[Lesson]) -> Iterator[tuple[str, ...]]:
    """The rows of ``search_order.csv``: the mean of several fits, as one network, without kinds of
    rows that no lesson has."""
    each = [fitted(learnt, seed) for seed in range(SEEDS)]
    cells = np.concatenate([one[0] for one in each], axis=1)
    bias, out = (np.concatenate([one[place] for one in each]) for place in (1, 2))
    out, directly = out / SEEDS, np.mean([one[3] for one in each], axis=0)
    met = np.logical_or.reduce([one.features.any(0) for one in learnt])
    names = [name if had else "" for name, had in zip(names_of_features(), met, strict=True)]
    named = [
        *zip(names, cells, directly, strict=True),
        (BIAS, bias, 0.0),
        (OUT, out, 0.0),
    ]
    for feature, own, direct in (one for one in named if one[0]):
        yield feature, " ".join(f"{one:.4f}" for one in own), f"{direct:.4f}", "riskplan, learnt"


def built(place: Path, folder: Path) -> sqlite3.Connection:
    """A database of the documents that the questions of a folder are about."""
    documents = place / "documents"
    path = folder / f"{place.name}.db"
    pipeline.build([documents if documents.exists() else pipeline.PACKAGED_SOURCES], path)
    return sqlite3.connect(path)


def learn_order(folder: Path) -> None:
    """Write the order anew, with the examples as they are.

    What is asked is then put in order by nothing that was learnt: the features may have changed.
    """
    header = ("feature", "cells", "directly", "source")
    nothing = ((one, "0", "0", SOURCE) for one in (*names_of_features(), BIAS, OUT))
    write("search_order", header, nothing)
    learnt = list(lessons(HERE, folder))
    for name in OTHERS:
        learnt += lessons(HERE / name, folder)
    write("search_order", header, order_rows(learnt))


if __name__ == "__main__":
    steps = {"examples": learn_examples, "order": learn_order}
    with tempfile.TemporaryDirectory() as made:
        steps[sys.argv[1]](Path(made))
