"""Names that say what becomes of a thing in, what is the same in all of them out.

"Elevation of lipids" and "increased lipids" are one finding in two wordings. Words of a state lie
in ``state_words.csv``, with such as say nothing beside one.
"""

from __future__ import annotations

from functools import cache

from ingest.concepts import Key
from ingest.vocabulary import dictionary
from ingest.words import stem, stems

NOTHING = ""


def state_key(name: str) -> Key:
    """The state, then the words of the thing in the order of the alphabet, by their stems; nothing
    where a name says no state or several.
    """
    states, words = [], []
    for word in stems(name):
        state = _states().get(word)
        if state is None:
            words.append(word)
        elif state != NOTHING:
            states.append(state)
    return (*states, *sorted(words)) if len(states) == 1 and words else ()


@cache
def _states() -> dict[str, str]:
    rows = dictionary("state_words", ("state", "words", "example", "source"))
    return {stem(word): row["state"] for row in rows for word in row["words"].split("|")}
