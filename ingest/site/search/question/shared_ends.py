"""Words of a question in, the same out with a word that two names share said with either.

"Renal and hepatic impairment" is renal impairment and hepatic impairment.
"""

from __future__ import annotations

import re

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings_here import is_named, meant_by
from ingest.site.search.lexicon.printed_lists import STROKE
from ingest.site.search.question.question import Question
from ingest.site.search.question.word_runs import OR


def with_shared_ends(question: Question) -> list[str]:
    """The words of a question, the last of "A and B C" behind A too, where rows have both names."""
    lexicon, words = question.lexicon, question.words
    found: list[str] = []
    for at, word in enumerate(words):
        found.append(word)
        rest = words[at + 1 : at + 4]
        join: list[str] = []
        if len(rest) > 2 and rest[0] in lexicon.groups["and-or"]:
            _, other, end = rest
        elif len(rest) > 1 and _are_alternatives(question.query.text, word, rest[0]):
            other, end, join = *rest[:2], [OR]
        else:
            continue
        both = meant_by(lexicon, [word, other, end])
        if any(one.term in lexicon.terms for one in both):
            continue
        if _is_name_here(lexicon, [word, end]) and _is_name_here(lexicon, [other, end]):
            found += [end, *join]
    return found


def _are_alternatives(text: str, word: str, other: str) -> bool:
    """Whether but a stroke stands between two words: "hepatic/renal"."""
    if STROKE not in text:
        return False
    pattern = rf"\b{re.escape(word)}\s*{STROKE}\s*{re.escape(other)}\b"
    return re.search(pattern, text, re.IGNORECASE) is not None


def _is_name_here(lexicon: Lexicon, words: list[str]) -> bool:
    """Whether words together name a concept that rows have."""
    return is_named(one for one in meant_by(lexicon, words) if one.term in lexicon.terms)
