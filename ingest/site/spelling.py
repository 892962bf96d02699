"""A misspelled word in, the words of the index that it may mean out."""

from __future__ import annotations

import sqlite3

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters. What is shorter is as near to any other word as to the one that was meant."""
LONGEST = 40
MOST_VOCABULARIES = 4
_VOCABULARIES: dict[tuple[str, str], dict[str, int]] = {}
"""What was read of a database, by its file and by what it was built of."""


def corrections(
    connection: sqlite3.Connection, word: str, most: int = 3, even_known: bool = False
) -> list[str]:
    """The words of the index nearest to ``word``, the likeliest first; none for a known word.

    With ``even_known`` a known word (that names nothing by itself) is given those that begin as it
    does and end in another letter: "anaemic" is anaemia.

    One letter may be wrong (missing, doubled, exchanged with its neighbour), of eight letters and
    more two. A word that is two of the index written together is parted ("tumorlysis").
    """
    if not SHORTEST <= len(word) <= LONGEST or any(char.isdigit() for char in word):
        return []
    if _holds(connection, "search_words", word):
        return []
    counts = _vocabulary(connection)
    if _holds(connection, "known_words", word):
        others = [one for one in counts if one[:-1] == word[:-1]] if even_known else []
        return sorted(others, key=lambda one: (-counts[one], one))[:most]
    allowed = 1 if len(word) < 8 else 2
    near = process.extract(word, counts.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=50)
    near = [one for one in near if not (one[1] > 1 and one[0][0] != word[0])]
    near.sort(key=lambda one: (one[1], one[0][0] != word[0], -counts[one[0]], one[0]))
    return [found for found, _, _ in near[:most]] or _parted(word, counts)


def _parted(word: str, counts: dict[str, int]) -> list[str]:
    cuts = [(word[:at], word[at:]) for at in range(3, len(word) - 2)]
    whole = [(counts[a] * counts[b], f"{a} {b}") for a, b in cuts if a in counts and b in counts]
    return [max(whole)[1]] if whole else []


def _holds(connection: sqlite3.Connection, table: str, word: str) -> bool:
    sql = f"select 1 from {table} where word = ?"
    return connection.execute(sql, [word]).fetchone() is not None


def _vocabulary(connection: sqlite3.Connection) -> dict[str, int]:
    """The index's words of three letters and more, and how many rows have each."""
    file = next(row[2] for row in connection.execute("pragma database_list") if row[1] == "main")
    (fingerprint,) = connection.execute("select fingerprint from builds").fetchone()
    key = (file, fingerprint)
    counts = _VOCABULARIES.get(key)
    if counts is None:
        sql = "select word, rows from search_words where length(word) >= 3"
        rows = connection.execute(sql).fetchall()
        counts = {word: count for word, count in rows if not any(c.isdigit() for c in word)}
        while len(_VOCABULARIES) >= MOST_VOCABULARIES:
            _VOCABULARIES.pop(next(iter(_VOCABULARIES)), None)
        _VOCABULARIES[key] = counts
    return counts
