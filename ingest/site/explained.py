"""An answer in, the sentences of a plan's own text that explain what the question asks about out.

The summary of a plan says what an identified risk is, and what routine measures are, in sentences
of the EMA's template, of which no row is made. Which words ask for which sentences stands in
``search_explained.csv``: where they are named, or where it is asked what they mean.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from ingest.site.query_words import any_of_words, plain
from ingest.site.question_form import words_of
from ingest.site.search_answer import Answer

NAMED = "named"
"""Words that ask for their sentences wherever they are named."""
SENTENCES = """
select s.quote, s.page, s.char_start, d.id, coalesce(d.title, d.source_file), d.product_id
from template_sentences f
join template_sentences l on l.document_id = f.document_id and l.key = :last
join template_sentences s on s.document_id = f.document_id
    and s.char_start between f.char_start and l.char_start
join documents d on d.id = f.document_id
where f.key = :first
order by d.id, s.char_start
"""


@dataclass(frozen=True, slots=True)
class Explained:
    """What a document's own text says (``quote``) of ``words`` of the question; it begins on
    ``page``, if that is known, at ``char_start``."""

    words: str
    quote: str
    document_id: str
    title: str
    page: int | None
    char_start: int


def explained(connection: sqlite3.Connection, answer: Answer) -> list[Explained]:
    """The sentences that explain what is asked about, each once: of a document of the medicine that
    is named, or else of the first."""
    groups = answer.lexicon.groups
    text = " ".join(words_of(answer))
    means = re.search(rf"\b(?:{any_of_words(groups['defining'])})\b", text) is not None
    opening = any_of_words(groups["asking-what"])
    article = rf"(?:(?:{any_of_words(groups['article'])})\s+)?"
    found: dict[str, Explained] = {}
    sql = "select words, first, last, asked from search_explained order by length(words) desc"
    for words, first, last, asked in connection.execute(sql).fetchall():
        name = rf"\b{re.escape(' '.join(plain(words).replace('-', ' ').split()))}\b"
        alone = rf"(?:{opening})\s+{article}{name}"
        asks = asked == NAMED or means or re.fullmatch(alone, text)
        if asks and re.search(name, text):
            text = re.sub(name, "|", text)
            told = _sentences(connection, answer, words, first, last)
            if told is not None:
                found.setdefault(told.quote, told)
    return sorted(found.values(), key=lambda one: (one.document_id, one.char_start))


def _sentences(
    connection: sqlite3.Connection, answer: Answer, words: str, first: str, last: str
) -> Explained | None:
    """The sentences of one document from the ``first`` to the ``last``, by their keys."""
    rows = connection.execute(SENTENCES, {"first": first, "last": last}).fetchall()
    said = set(words_of(answer))
    products = answer.lexicon.product_words
    named = [row for row in rows if products.get(row[5], frozenset()) & said]
    theirs = named or rows
    if not theirs:
        return None
    _, page, start, document_id, title, _ = theirs[0]
    quotes = [" ".join(row[0].split()) for row in theirs if row[3] == document_id]
    return Explained(words, " ".join(quotes), document_id, title, page, start)
