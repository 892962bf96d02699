"""A word or a phrase as it was typed and a text in, whether the index has it there out."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from ingest.site.search.lexicon.query_term import Term
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.lexicon.stemming import stems_of_full_text


def stands_in(term: Term, text: str) -> bool:
    """Whether ``text`` has the words of ``term`` side by side, or forms of them, as FTS5 compares
    words. A line of other names is a text of its own."""
    wanted, having = _stems(" ".join(term.words)), _stems(text)
    printed = words_in(text) if term.starred else having
    last = term.words[-1] if term.starred else wanted[-1]
    for at in range(len(having) - len(wanted) + 1):
        end = printed[at + len(wanted) - 1]
        ends = end.startswith(last) if term.starred else end == last
        if ends and having[at : at + len(wanted) - 1] == wanted[:-1]:
            return True
    return False


def is_all_of(terms: Collection[Term], name: str) -> bool:
    """Whether the words of ``terms`` are all that a name is made of: "low", "sodium" of "low
    sodium", but "kidney" not of "kidneys not clearing waste"."""
    wanted = {one for term in terms for one in _stems(" ".join(term.words))}
    starts = tuple(term.words[-1] for term in terms if term.starred)
    return all(
        one in wanted or printed.startswith(starts)
        for one, printed in zip(_stems(name), words_in(name), strict=True)
    )


@lru_cache(maxsize=65536)
def _stems(text: str) -> list[str]:
    """The stems of the words of ``text``, in order; names are printed again and again."""
    return stems_of_full_text(words_in(text))
