"""Words of a question in, the same out where a state is said as rows say it.

Leukocytes that fall are low, potassium that rises is high, and events of any grade are of all
grades, unless a grade is named (any grade 3 events). Who keeps the weight up has no high one.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings_here import NAMES, meant_by
from ingest.site.search.question.question import Question

STATES = (("falling", "low"), ("rising", "high"))
"""Groups of words that say that something moves, and the state that it comes to."""
WANTED = "wanted-so"
"""The group of words for what somebody does who wants it up, or down."""
FAR = 4
"""How far before "up" these may stand."""
MOST = 3
"""Words that the name of what falls or rises may have."""


def states_as_words(question: Question) -> list[str]:
    """The words with those for falling and rising as low and high where that names something."""
    lexicon, words = question.lexicon, question.words
    found: list[str] = []
    for at, word in enumerate(words):
        after = words[at + 1 : at + 3]
        said = word
        if word == "any" and after and after[0] in lexicon.groups["grade"]:
            said = word if after[-1].isdigit() else "all"
        for moving, state in STATES:
            if word in lexicon.groups[moving]:
                first = _start_of_verb(lexicon, words, at)
                held = first == at and not lexicon.groups[WANTED].isdisjoint(words[:at][-FAR:])
                as_named = None if held else _as_named(lexicon, words[:first], (word, state))
                if as_named:
                    del found[len(found) - (at - first) :]
                    said = as_named
        found.append(said)
    return found


def _start_of_verb(lexicon: Lexicon, words: Sequence[str], at: int) -> int:
    """Where the verb begins whose last word stands at ``at``: "keeps falling", "gone up"."""
    while at and words[at - 1] in lexicon.groups["on-the-move"]:
        at -= 1
    return at


def _as_named(lexicon: Lexicon, before: Sequence[str], states: Sequence[str]) -> str | None:
    """The first of ``states`` with which what stands ``before`` names something."""
    content = [one for one in before if one not in lexicon.stop]
    if not content or content[-1] not in before[-MOST:]:
        return None
    for count in range(min(MOST, len(content)), 0, -1):
        for state in states:
            if _names(lexicon, [*content[-count:], state]):
                return state
    return None


def _names(lexicon: Lexicon, words: Sequence[str]) -> bool:
    meanings = meant_by(lexicon, words)
    return any(one.kind in (*NAMES, "abbreviation") and one.term[0] == "c" for one in meanings)
