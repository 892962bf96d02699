"""Words of a question in, the same out where a state is said as rows say it.

Leukocytes that fall are low, potassium that rises is high, and events of any grade are of all
grades, unless a grade is named (any grade 3 events).
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings_here import NAMES, meant_by
from ingest.site.search.question.question import Question

STATES = (("falling", "low"), ("rising", "high"))
"""Groups of words that say that something moves, and the state that it comes to."""
MOST = 3
"""Words that the name of what falls or rises may have."""


def states_as_words(question: Question) -> list[str]:
    """The words with those for falling and rising as low and high where that names something."""
    lexicon, words = question.lexicon, question.words
    found = list(words)
    for at, word in enumerate(words):
        after = words[at + 1 : at + 3]
        if word == "any" and after and after[0] in lexicon.groups["grade"]:
            found[at] = word if after[-1].isdigit() else "all"
        for moving, state in STATES:
            if word in lexicon.groups[moving] and _is_state(lexicon, words[:at], word, state):
                found[at] = state
    return found


def _is_state(lexicon: Lexicon, before: Sequence[str], word: str, state: str) -> bool:
    """Whether what stands ``before`` names something with the ``state``, but not with ``word``."""
    content = [one for one in before if one not in lexicon.stop]
    if not content or content[-1] not in before[-MOST:]:
        return False
    for count in range(min(MOST, len(content)), 0, -1):
        about = content[-count:]
        if _names(lexicon, [*about, word]):
            return False
        if _names(lexicon, [*about, state]):
            return True
    return False


def _names(lexicon: Lexicon, words: Sequence[str]) -> bool:
    meanings = meant_by(lexicon, words)
    return any(one.kind in (*NAMES, "abbreviation") and one.term[0] == "c" for one in meanings)
