"""A question in, the name in it that rows print word for word out.

Who types the name of a concern as the plan has it, by itself or in "is it a risk", is told of no
word of it that it is not said.
"""

from __future__ import annotations

import sqlite3

from ingest.site.search.answer import Answer
from ingest.site.search.bare_names import names_asked_about
from ingest.site.search.lexicon.printed_phrases import is_printed
from ingest.site.search.question_form import words_of

CONCERN = "select 1 from search_index where kind = 'risk' and title = ? collate nocase limit 1"
SHORTEST = 2
"""Words of such a name at least that are no stop words."""


def said_verbatim(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """The words of the name, in their order: all that was typed, or but what asks about it; none
    where no row of a document prints them side by side, nor, of a single word, a concern has it for
    its name."""
    known, words = answer.lexicon, words_of(answer)
    for name in (words, *names_asked_about(known, words)):
        said, saying = " ".join(name), [word for word in name if word not in known.stop]
        is_long = len(saying) >= SHORTEST
        if is_long and is_printed(connection, said, but_of_documents=True):
            return name
        if saying and not is_long and connection.execute(CONCERN, [said]).fetchone():
            return name
    return []
