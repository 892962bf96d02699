"""An answer in, the sentences of a plan's own text that explain what the question asks about out.

The summary of a plan says what an identified risk is, and what routine measures are, in sentences
of the EMA's template, of which no row is made. Which words ask for which sentences stands in
``search_explained.csv``: where they are named, or where it is asked what they mean.
"""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from functools import lru_cache

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.query_words import any_of_words, plain
from ingest.site.search.question_form import words_of

NAMED = "named"
"""Words that ask for their sentences wherever they are named."""
OF_PRODUCTS = "and d.product_id in (select value from json_each(:products))"
DOCUMENT = """
select f.char_start, l.char_start, d.id, coalesce(d.title, d.source_file)
from template_sentences f
join template_sentences l on l.document_id = f.document_id and l.key = :last
join documents d on d.id = f.document_id
where f.key = :first {}
order by f.document_id, f.char_start limit 1
"""
SENTENCES = """
select quote, page from template_sentences
where document_id = ? and char_start between ? and ? order by char_start
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
    each = answer.lexicon.explained
    any_name = any_of_words([_plainly(words) for words, *_ in each])
    for words, first, last, asked in each if re.search(rf"\b(?:{any_name})\b", text) else ():
        name = rf"\b{re.escape(_plainly(words))}\b"
        if not re.search(name, text):
            continue
        alone = rf"(?:{opening})\s+{article}{name}"
        if asked == NAMED or means or re.fullmatch(alone, text):
            text = re.sub(name, "|", text)
            told = _sentences(connection, answer, words, first, last)
            if told is not None:
                found.setdefault(told.quote, told)
    return sorted(found.values(), key=lambda one: (one.document_id, one.char_start))


@lru_cache(maxsize=256)
def _plainly(words: str) -> str:
    return " ".join(plain(words).replace("-", " ").split())


def _sentences(
    connection: sqlite3.Connection, answer: Answer, words: str, first: str, last: str
) -> Explained | None:
    """The sentences of one document from the ``first`` to the ``last``, by their keys."""
    said = set(words_of(answer))
    named = [one for one, names in answer.lexicon.product_words.items() if names & said]
    keys = {"first": first, "last": last, "products": json.dumps(named)}
    of_named = connection.execute(DOCUMENT.format(OF_PRODUCTS), keys).fetchone() if named else None
    place = of_named or connection.execute(DOCUMENT.format(""), keys).fetchone()
    if place is None:
        return None
    start, end, document_id, title = place
    rows = connection.execute(SENTENCES, [document_id, start, end]).fetchall()
    quote = " ".join(" ".join(text.split()) for text, _ in rows)
    return Explained(words, quote, document_id, title, rows[0][1], start)
