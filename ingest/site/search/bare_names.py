"""An answer in, the bare name of a thing that was typed, or asked about, out.

"Oral bleeding" is one by itself, and so it is in "does selinexor cause oral bleeding": what stands
before and behind it there lies in ``search_name_frames.csv``, with X for the medicine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.question_form import words_of

IN_NAMES = "in-names"
"""The group of stop words that stand in names: gastritis *of the* stomach."""
BEFORE, AFTER = "before-a-name", "after-a-name"
"""The groups of what may stand before the name of a thing in a question, and of what behind it."""
OPENING, CLOSING = "opens-a-name", "closes-a-name"
"""The same of what does so only where the other stands there: "is … a side effect"."""
PRONOUN = "said-for-the-medicine"
"""The group of words for the medicine that stand behind others: "does it"."""
X = "x"


def bare_name(answer: Answer) -> list[str]:
    """The words of the name; none where something else is asked, or operators stand there."""
    if answer.as_typed:
        return []
    known, words = answer.lexicon, words_of(answer)
    for name in (words, *names_asked_about(known, words)):
        if name and is_a_name(known, name):
            return name
    return []


def is_a_name(known: Lexicon, words: Sequence[str]) -> bool:
    """Whether words may be a name: none of them asks."""
    return all(word not in known.stop or word in known.groups[IN_NAMES] for word in words)


def names_asked_about(known: Lexicon, words: Sequence[str]) -> Iterator[list[str]]:
    """What stands between the words that ask, the longest of these taken first."""
    said = [(word, X if word in known.medicines else word) for word in words]
    most_before, most_after = (
        max(_longest(known.groups[one]) for one in groups)
        for groups in ((BEFORE, OPENING), (AFTER, CLOSING))
    )
    for at in range(min(most_before, len(said) - 1), 0, -1):
        before = _joined(known, [word for _, word in said[:at]])
        is_opened = before in known.groups[OPENING]
        if not is_opened and before not in known.groups[BEFORE]:
            continue
        for end in range(max(at + 1, len(said) - most_after), len(said) + 1):
            after = _joined(known, [word for _, word in said[end:]])
            may_end = not is_opened and (not after or after in known.groups[AFTER])
            if may_end or after in known.groups[CLOSING]:
                yield [word for word, _ in said[at:end]]


def _joined(known: Lexicon, words: Sequence[str]) -> str:
    """Words with X for what stands for the medicine: "the tablets"."""
    itself, the = known.groups["medicine-itself"], known.groups["determiner"]
    found: list[str] = []
    for word in words:
        if word in itself and found and found[-1] in the:
            found[-1] = X
        elif word in known.groups[PRONOUN] and found:
            found.append(X)
        else:
            found.append(word)
    return " ".join(found)


@lru_cache
def _longest(phrases: frozenset[str]) -> int:
    """Words of the longest of them, with an article before the medicine."""
    return max((len(one.split()) + (X in one.split()) for one in phrases), default=0)
