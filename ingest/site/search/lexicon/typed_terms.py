"""A word or a phrase as it was typed and a text in, whether the index has it there out."""

from __future__ import annotations

from functools import lru_cache

import Stemmer

from ingest.site.search.lexicon.query_words import Term, words_in

_porter = Stemmer.Stemmer("porter")


def stands_in(term: Term, text: str) -> bool:
    """Whether ``text`` has the words of ``term`` side by side, or forms of them, as FTS5 compares
    words. A line of other names is a text of its own."""
    wanted, having = _stems(" ".join(term.words)), _stems(text)
    last = wanted[-1]
    for at in range(len(having) - len(wanted) + 1):
        *begin, end = having[at : at + len(wanted)]
        if begin == wanted[:-1] and (end.startswith(last) if term.starred else end == last):
            return True
    return False


@lru_cache(maxsize=65536)
def _stems(text: str) -> list[str]:
    """The stems of the words of ``text``, in order; names are printed again and again."""
    return [str(stem) for stem in _porter.stemWords(words_in(text))]
