"""Numbers of words in, the runs of places that phrases may stand in out; what parts such a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import combinations

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.meanings_here import NAMES, NOTION, is_named, meant_by, parts_of
from ingest.site.search.lexicon.query_words import NOT
from ingest.site.search.question.had_before import HISTORY
from ingest.site.search.question.units import LEADING, Unit

OR = "or"
LOOSE = ("lay", "related")
"""Kinds of phrases that are everyday ones, or but lead to what they mean."""


def places_of(count: int, length: int) -> Iterator[tuple[int, ...]]:
    """Runs of ``length`` places, and runs of one more from which one inside is left out."""
    for start in range(count - length + 1):
        yield tuple(range(start, start + length))
    for start in range(count - length):
        run = range(start, start + length + 1)
        for inner in combinations(run[1:-1], length - 2):
            yield (run[0], *inner, run[-1])


def is_parted(
    lexicon: Lexicon, words: Sequence[str], places: Sequence[int], meanings: Iterable[Meaning]
) -> bool:
    """Whether an "and" stands between the words at ``places`` that no phrase for them has."""
    said = {word for one in meanings for word in one.said.split()}
    return not (lexicon.groups["and-or"] - said).isdisjoint(words[places[0] : places[-1]])


def holds_a_name(lexicon: Lexicon, words: Sequence[str], meanings: Sequence[Meaning]) -> bool:
    """Whether ``words``, for what no row has, hold a name of something that rows have, and beside
    it but who has that ("heart failure patients"), or another thing, where the whole but leads to
    what it means ("fever and confusion")."""
    leads = all(one.kind == "related" for one in meanings)
    for word, others in parts_of(words):
        meant = [one for one in meant_by(lexicon, others) if one.term in lexicon.terms]
        here = is_named(meant)
        if word in lexicon.groups["people"] and any(one.kind in (*NAMES, NOTION) for one in meant):
            return True
        beside = any(one.term[0] == "c" for one in meant_by(lexicon, [word]))
        if here and leads and beside:
            return True
    return False


def is_either(words: Sequence[str], places: Sequence[int]) -> bool:
    """Whether an "or" stands between the words at ``places``: where no row has both things in one,
    each may be had by some ("heart attack or stroke")."""
    return OR in words[places[0] : places[-1]]


def torn_apart(words: Sequence[str], whole: Sequence[str], stop: Set[str]) -> list[int]:
    """For each of ``words``, which are some of those of the ``whole``, how many others that are no
    stop words were taken from before it."""
    found: list[int] = []
    gone, at = 0, 0
    for word in words:
        while at < len(whole) and whole[at] != word:
            gone += whole[at] not in stop
            at += 1
        at += 1
        found.append(gone)
    return found


def held_together(
    lexicon: Lexicon, meanings: Iterable[Meaning], words: Sequence[str], places: Sequence[int]
) -> list[Meaning]:
    """The meanings of everyday phrases, and of such as but lead to something, without those that
    have no "and" where one stands between the words at ``places``: muddled and on tablets is not
    muddled tablets, nor cirrhosis and severe kidney disease a severe cirrhosis."""
    between = lexicon.groups["and-or"].intersection(words[places[0] : places[-1]])
    return [
        one
        for one in meanings
        if not between or one.kind not in LOOSE or not between.isdisjoint(one.said.split())
    ]


def are_two_things(
    lexicon: Lexicon, words: Sequence[str], places: Sequence[int], unit: Unit
) -> bool:
    """Whether the words of ``unit`` at ``places`` are several things: an "and" or an "or" stands
    between them, rows have a word of those before it and of those behind it, and nothing that they
    name together (pregnancy and loss of appetite are no pregnancy loss); or each names a thing."""
    if _names_each(lexicon, words, places, unit.meanings):
        return True
    if any(one.told_as not in LEADING for one in unit.meanings):
        return False
    joins = [at for at in range(places[0], places[-1]) if words[at] in lexicon.groups["and-or"]]
    return any(
        any(_has(lexicon, words[at]) for at in places if at < join)
        and any(_has(lexicon, words[at]) for at in places if at > join)
        for join in joins
    )


def _has(lexicon: Lexicon, word: str) -> bool:
    """Whether rows have a word, or what it names."""
    here = is_named(one for one in meant_by(lexicon, [word]) if one.term in lexicon.terms)
    return here or f"w:{lexicon.root(word)}" in lexicon.terms


def as_denied(
    lexicon: Lexicon, meanings: Sequence[Meaning], words: Sequence[str], places: Sequence[int]
) -> list[Meaning]:
    """The meanings that need no "not", where the ``words`` of a question have none: blood clots are
    not what is meant by "blood does not clot". Nor do they ask for a kind of rows where one stands
    between the words at ``places`` that the phrase has not: "cannot be established"."""
    denials = lexicon.groups["negation"]
    denied = not lexicon.groups["denying"].isdisjoint(words[places[0] : places[-1]])
    some = not denials.isdisjoint(words)
    return [
        one
        for one in meanings
        if (some if _denies(one, denials) else one.term[0] != "t" or not denied)
    ]


def _denies(meaning: Meaning, denials: Set[str]) -> bool:
    """Whether the phrase for a meaning has a "not"."""
    return not denials.isdisjoint(NOT.sub(" not", meaning.said).split())


def skips(places: Sequence[int], asking: set[int]) -> bool:
    """Whether a word that asks for rows is left out from between ``places``."""
    return any(places[0] < at < places[-1] and at not in places for at in asking)


def but_leads(lexicon: Lexicon, meanings: Sequence[Meaning], words: Sequence[str]) -> bool:
    """Whether words name nothing, nor any of them, and one asks for rows: "BP monitoring" leads to
    hypertension, but a pneumonia vaccine is one of pneumonia. Who has a history of a thing had that
    thing ("cardiac history")."""
    singly = [one for word in words for one in meant_by(lexicon, [word])]
    names = is_named(singly)
    leads = all(one.kind == "related" for one in meanings)
    asks = leads and not names and any(one.term[0] == "t" for one in singly)
    return asks or words[-1] == HISTORY


def _names_each(
    lexicon: Lexicon, words: Sequence[str], places: Sequence[int], meanings: Iterable[Meaning]
) -> bool:
    """Whether each of the words at ``places`` names something that rows have, and together they are
    but an everyday name: nausea, vomiting and diarrhoea are three things."""
    joins = lexicon.groups["and-or"]
    if any(one.kind not in LOOSE or joins.isdisjoint(one.said.split()) for one in meanings):
        return False
    return all(
        is_named(one for one in meant_by(lexicon, [words[at]]) if one.term in lexicon.terms)
        for at in places
    )
