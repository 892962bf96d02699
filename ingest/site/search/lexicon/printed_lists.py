"""Names in, whether a row prints one of them in a list of several out.

"Effects on the liver, spleen and kidney" prints "effects on the kidney", and "hearing or weight
loss" a hearing loss.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers
from ingest.site.search.lexicon.query_words import plain, words_in

MOST_READ = 200
"""Rows that are read for a name."""
MOST_BETWEEN = 12
"""Words and marks that the other things of a list may be at most."""
TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
COMMA, STROKE = ",", "/"


def is_in_a_list(
    connection: sqlite3.Connection, known: Lexicon, names: Iterable[str], rows: Numbers
) -> bool:
    """Whether one of ``rows`` (from 0) prints one of ``names`` with other things that are listed
    with it before its last word, or behind its first."""
    each = [[known.root(word) for word in words_in(name)] for name in names]
    sql = "select title, body from search_index where id in (select value from json_each(?))"
    ids = json.dumps((rows[:MOST_READ] + 1).tolist())
    for texts in connection.execute(sql, [ids]):
        for text in texts:
            tokens = [known.root(one) for one in TOKEN.findall(plain(text))]
            if any(_prints(known, tokens, name) for name in each if len(name) > 1):
                return True
    return False


def _prints(known: Lexicon, tokens: Sequence[str], name: Sequence[str]) -> bool:
    """Whether ``tokens`` have the words of ``name`` so."""
    for at, token in enumerate(tokens):
        if token != name[0]:
            continue
        last_apart = _follows(tokens, at, name[:-1]) and _ends_a_list(
            known, tokens[at + len(name) - 1 :], name[-1:]
        )
        if last_apart or _begins_a_list(known, tokens[at + 1 :], name[1:]):
            return True
    return False


def _follows(tokens: Sequence[str], at: int, words: Sequence[str]) -> bool:
    return list(tokens[at : at + len(words)]) == list(words)


def _ends_a_list(known: Lexicon, tokens: Sequence[str], words: Sequence[str]) -> bool:
    """Whether other things, with what joins them behind the last, stand before ``words``."""
    return any(
        _follows(tokens, at, words)
        and _joins(known, tokens[at - 1])
        and _are_things(known, tokens[:at])
        for at in range(2, MOST_BETWEEN + 1)
    )


def _begins_a_list(known: Lexicon, tokens: Sequence[str], words: Sequence[str]) -> bool:
    """The same with what joins them before the first."""
    return bool(tokens and _joins(known, tokens[0])) and any(
        _follows(tokens, at, words) and _are_things(known, tokens[:at])
        for at in range(2, MOST_BETWEEN + 1)
    )


def _joins(known: Lexicon, token: str) -> bool:
    return token in (COMMA, STROKE) or token in known.groups["and-or"]


def _are_things(known: Lexicon, tokens: Sequence[str]) -> bool:
    """Whether ``tokens`` are but names of things and what joins them."""
    return all(_joins(known, one) or (one[0].isalnum() and one not in known.stop) for one in tokens)
