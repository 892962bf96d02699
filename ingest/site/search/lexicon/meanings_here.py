"""Meanings of words in, those that rows have out, with what these lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning

LEARNED = ("name", "exact")
"""Kinds of phrases that are a learned name."""
NAMES = (*LEARNED, "spelling", "lay")
"""Kinds of phrases that mean the thing itself."""
TOLD_BY_WORDS = "told-by-words"
"""The group of kinds of rows that are told by their own words."""
NOTION = "notion"
"""The kind of phrases for what is wider than any word of the documents."""
ALSO = 0.5
"""How much a wider concern or warning counts beside the concept itself."""
IS_ONE, NEARBY = 0.7, 0.5
"""How much a wider concept counts in the place of one that no row has: a concern or warning (a
nosebleed is a haemorrhage), or but a kind of disorders."""
HOLDS_FOR = 0.37
"""How much it counts that the terms of a policy hold for a disease, or a medicine counts for it."""
CITED_FOR = 0.29
"""How much it counts that a section of the label is cited for a concern."""
LED_TO = 0.9
"""How much it counts what the name of a concept leads to, where another word for it is said."""
NEARLY = 0.6
"""The strength of a meaning from which on words mean it."""


def meant_by(lexicon: Lexicon, words: Iterable[str]) -> list[Meaning]:
    """All that the dictionaries say that words mean together, in whatever order."""
    return lexicon.phrases.get(" ".join(sorted(map(lexicon.root, words))), [])


def is_named(meanings: Iterable[Meaning]) -> bool:
    """Whether one of the meanings is a concept by a learned name."""
    return any(one.kind in LEARNED and one.term.startswith("c:") for one in meanings)


def parts_of(words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each of the words, with the others in their order."""
    for at, word in enumerate(words):
        yield word, [*words[:at], *words[at + 1 :]]


def meanings_here(lexicon: Lexicon, meanings: Sequence[Meaning]) -> tuple[Meaning, ...]:
    """The meanings that rows have; where those mean something else, also wider concepts.

    The cases of a notion lead to nothing else: mouth troubles are no nausea.
    """
    here = [one for one in meanings if is_here(lexicon, one)]
    own = [one for one in meanings if one.kind != NOTION]
    here += [
        Meaning(wider, one.strength * ALSO, one.said, "wider", one.source)
        for one in own
        if one in here
        for wider in (lexicon.broader.get(one.term, ()) if one.strength >= NEARLY else ())
        if wider in lexicon.concerns
    ]
    said = {one.term for one in here}
    here += [
        Meaning(near.term, near.strength * LED_TO, near.said, "related", near.source)
        for one in own
        for near in (lexicon.led_to(one.term) if one.strength >= NEARLY else ())
        if near.term not in said and is_here(lexicon, near)
    ]
    here += [
        Meaning(f"{sort}{one.term[1:]}", counts * one.strength, one.said, kind, one.source)
        for sort, counts, kind in (("d", HOLDS_FOR, "disease"), ("l", CITED_FOR, "cited"))
        for one in meanings
        if one.kind in (*NAMES, "abbreviation") and f"{sort}{one.term[1:]}" in lexicon.terms
    ]
    if is_absent(meanings, here):
        here += [
            Meaning(
                wider,
                one.strength * (IS_ONE if wider in lexicon.concerns else NEARBY),
                one.said,
                "wider",
                one.source,
            )
            for one in own
            for wider in (lexicon.wider(one.term) if one.strength >= NEARLY else ())
        ]
    return tuple(here)


def is_absent(meanings: Sequence[Meaning], here: Sequence[Meaning]) -> bool:
    """Whether no row has what the words mean, though some may have what is only near to it."""
    of_concepts = [one.strength for one in meanings if one.term.startswith("c:")]
    of_those_here = max((one.strength for one in here if one.kind != "partly"), default=0.0)
    return of_those_here < min(NEARLY, max(of_concepts, default=NEARLY))


def is_here(lexicon: Lexicon, meaning: Meaning) -> bool:
    """Whether some row may have that meaning."""
    if meaning.term.startswith("w:"):
        return all(f"w:{root}" in lexicon.terms for root in meaning.term[2:].split())
    return meaning.term in lexicon.terms


def are_everyday(lexicon: Lexicon, words: Sequence[str], meanings: Sequence[Meaning]) -> bool:
    """Whether words of English but stand for other words: "myself at home"."""
    return lexicon.english.issuperset(words) and all(one.term[0] == "w" for one in meanings)


def tell_by_words(lexicon: Lexicon, meanings: Sequence[Meaning]) -> bool:
    """Whether words ask for a kind of rows that are told by their own words (when a reaction sets
    in): where there is none, no document speaks of it."""
    return any(one.term in lexicon.topics[TOLD_BY_WORDS] for one in meanings)
