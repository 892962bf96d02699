"""The documents that a question names: "in the RMP", "does the policy mention".

How people call the documents of a family stands in the group of words ``named-FAMILY``
(``search_word_groups.csv``).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from functools import cache

import numpy as np

from ingest.site.lexicon import Lexicon
from ingest.site.query_words import any_of_words, plain
from ingest.site.search_answer import Answer
from ingest.site.units import Unit

GROUP = "named-"
DOCUMENTS = {"t:document", "t:policy-document"}
"""Kinds of rows that are documents."""
Rows = np.ndarray[tuple[int], np.dtype[np.bool_]]
"""Which rows of the index have something."""


@cache
def _naming(
    names: frozenset[str], leads: frozenset[str], articles: frozenset[str]
) -> re.Pattern[str]:
    """A document that something stands in, or that says something: "in the RMP"."""
    article = rf"(?:(?:{any_of_words(articles)})\s+)?"
    pattern = rf"\b(?:{any_of_words(leads)})\s+{article}({any_of_words(names)})\b"
    return re.compile(pattern, re.IGNORECASE)


def _called(known: Lexicon, text: str) -> dict[str, str]:
    """How a question calls the documents that it names, by their families."""
    groups = known.groups
    found = {}
    for name, words in groups.items():
        if name.startswith(GROUP):
            match = _naming(words, groups["naming-lead"], groups["determiner"]).search(text)
            if match:
                found[name.removeprefix(GROUP)] = match[1]
    return found


def asks_for_document(unit: Unit) -> bool:
    """Whether words ask for documents first of all."""
    return unit.topic and bool(unit.meanings) and unit.meanings[0].term in DOCUMENTS


def without_named(known: Lexicon, text: str, units: Sequence[Unit]) -> list[Unit]:
    """The units without a document that is only named as where something else stands: "identified
    risks in the RMP" asks for no documents."""
    others = [one for one in units if not (one.weak or asks_for_document(one))]
    called = [set(plain(name).split()) for name in _called(known, text).values() if others]
    return [
        one
        for one in units
        if not (asks_for_document(one) and any(set(one.words) <= name for name in called))
    ]


def named_documents(connection: sqlite3.Connection, answer: Answer) -> tuple[str, Rows] | None:
    """How the question calls the documents that it names, and the rows of medicines that have such
    documents alone; None where it names none, or documents of several families.
    """
    found = _called(answer.lexicon, answer.query.text)
    if len(set(found.values())) != 1:
        return None
    of = "select product_id from documents group by product_id having "
    families = ", ".join("?" * len(found))
    sql = f"{of} min(family in ({families})) = 1"
    products = {product for (product,) in connection.execute(sql, list(found))}
    labels, codes = answer.lexicon.columns["product_id"]
    theirs = np.array([label in products for label in labels], np.bool_)
    return next(iter(found.values())), theirs[codes]
