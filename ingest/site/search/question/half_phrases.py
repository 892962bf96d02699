"""Places of a phrase in a question in, whether it is but half of one that asks for rows out, or
parted by what it is not asked of."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.question.units import is_topic


def is_half(lexicon: Lexicon, words: list[str], places: Sequence[int]) -> bool:
    """Whether the one word there that is not light asks for rows together with the next one.

    "Chance of" asks for numbers, but "raise the chance of" for what does so; "what risk" for
    concerns, but "what risk minimisation" for measures.
    """
    content = [at for at, word in enumerate(words) if word not in lexicon.stop]
    telling = [at for at in places if at in content]
    if len(telling) != 1:
        return False
    place = content.index(telling[0])
    around = [content[at : at + 2] for at in (place - 1, place) if at >= 0]
    if any(at not in telling and words[at] not in lexicon.light for at in places):
        if words[places[0]] not in lexicon.groups["question-of-rows"]:
            return False
        around = [pair for pair in around if _is_next(lexicon, words, places[-1], pair)]
    keys = [" ".join(sorted(lexicon.root(words[at]) for at in pair)) for pair in around]
    return any(is_topic(lexicon.phrases.get(key, [])) for key in keys if " " in key)


def _is_next(lexicon: Lexicon, words: list[str], last: int, pair: Sequence[int]) -> bool:
    """Whether a ``pair`` of words is the ``last`` of a phrase and what is said of it at once."""
    between = words[last + 1 : pair[-1]]
    return pair[0] == last and lexicon.groups["being"].issuperset(between)


def is_of_another(lexicon: Lexicon, words: Sequence[str], places: Sequence[int]) -> bool:
    """Whether "what" and a noun are parted: "what month" is not "what does a month of it cost"."""
    if len(places) != 2 or words[places[0]] != "what":
        return False
    between = words[places[0] + 1 : places[1]]
    return not lexicon.groups["article"].isdisjoint(between)
