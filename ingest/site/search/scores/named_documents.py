"""A question in, the rows of medicines that have such documents alone as it names out."""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.meanings import Rows
from ingest.site.search.question.named_documents import called


def of_named_documents(
    connection: sqlite3.Connection, answer: Answer, at_an_end: bool = False
) -> tuple[str, Rows] | None:
    """How the question calls the documents that it names, be it but beside a thing (``at_an_end``),
    and the rows of medicines that have such documents alone; None where it names none, or documents
    of several families.
    """
    found = called(answer.lexicon, answer.query.text, at_an_end)
    if len(found) != 1:
        return None
    sql = "select product_id from documents group by product_id having min(family = ?) = 1"
    products = {product for (product,) in connection.execute(sql, list(found))}
    labels, codes = answer.lexicon.columns["product_id"]
    if not products and not called(answer.lexicon, answer.query.text):
        return None  # "EPAR link" asks nothing of a document that is not here
    theirs = np.array([label in products for label in labels], np.bool_)
    return next(iter(found.values())), theirs[codes]
