"""An answer in, the documents that the question names out: "in the RMP", "does the policy mention".

How people call the documents of a family stands in the group of words ``named-FAMILY``
(``search_word_groups.csv``).
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache

import numpy as np

from ingest.site.query_words import any_of_words
from ingest.site.search_answer import Answer

GROUP = "named-"
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


def named_documents(connection: sqlite3.Connection, answer: Answer) -> tuple[str, Rows] | None:
    """How the question calls the documents that it names, and the rows of medicines that have such
    documents alone; None where it names none, or documents of several families.
    """
    groups = answer.lexicon.groups
    called = {
        name.removeprefix(GROUP): words for name, words in groups.items() if name.startswith(GROUP)
    }
    found = {
        family: match[1]
        for family, words in called.items()
        if (
            match := _naming(words, groups["naming-lead"], groups["determiner"]).search(
                answer.query.text
            )
        )
    }
    if len(set(found.values())) != 1:
        return None
    of = "select product_id from documents group by product_id having "
    families = ", ".join("?" * len(found))
    sql = f"{of} min(family in ({families})) = 1"
    products = {product for (product,) in connection.execute(sql, list(found))}
    labels, codes = answer.lexicon.columns["product_id"]
    theirs = np.array([label in products for label in labels], np.bool_)
    return next(iter(found.values())), theirs[codes]
