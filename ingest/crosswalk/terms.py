"""Words and a concept in, out whether they are a name of it, and not of one of its kinds.

The dictionary of concepts has words that lead to a concept though they mean only some of it ("acute
pancreatitis" leads to pancreatitis). A name is the concept's own one in any spelling, one that
``same_names.csv`` has, or the initials of either.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.concepts import concept_of
from ingest.vocabulary import dictionary
from ingest.words import stems, words_of

SHORT = re.compile(r"\([A-Z][A-Za-z0-9/-]{1,9}s?\)")
"""A short form in brackets, which says nothing new: "interstitial lung disease (ILD)"."""
SMALL = frozenset(("of", "the", "and", "with", "or", "in", "to"))
"""Words whose initials a short form may leave out: "ONJ"."""
SIGNS = re.compile(r"[^\w\s,.;:'’/()-]|-(?!\w)")
"""Signs that tell two names apart: "HER2+" is not "HER2-"."""


def is_name_of(words: str, concept_id: str) -> bool:
    """Whether ``words`` mean the concept itself, no more and no less."""
    key = stems(SHORT.sub(" ", words))
    return bool(key) and key in _names(concept_id)


def one_name(words: str, others: str) -> bool:
    """Whether two names are the same words, spelling and case apart."""
    signs = [SIGNS.findall(each) for each in (words, others)]
    return bool(stems(words)) and stems(words) == stems(others) and signs[0] == signs[1]


@cache
def _names(concept_id: str) -> frozenset[tuple[str, ...]]:
    printed = [concept_of(concept_id).name, *_same_names().get(concept_id, ())]
    found = {stems(name) for name in printed}
    for name in printed:
        for left_out in (frozenset[str](), SMALL):
            initials = "".join(word[0] for word in words_of(name) if word not in left_out)
            if len(initials) > 1:
                found.add((initials,))
    return frozenset(found)


@cache
def _same_names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in dictionary("same_names", ("concept_id", "name", "source")):
        found.setdefault(row["concept_id"], []).append(row["name"])
    return found
