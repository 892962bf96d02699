"""A reader's words in, what is looked for out: units with their meanings and their weight.

Words are taken together where they name a thing, mended where they are misspelled; words of
questions say what kind of rows is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.site.asked_words import asked_words
from ingest.site.cited_sections import cited_sections
from ingest.site.led_units import as_led
from ingest.site.lexicon import Lexicon, Meaning
from ingest.site.query_words import Query
from ingest.site.said_ages import ages_as_words
from ingest.site.units import (
    Unit,
    is_here,
    is_loose,
    is_outside,
    is_topic,
    unit_of,
    unit_of_one,
)
from ingest.site.word_runs import as_denied, is_parted, runs, runs_but_one

LONGEST = 5
"""Words of the longest phrase that is looked for, stop words apart."""
LONGEST_ORDERED = 7
NAMELESS = ("medicine", "tablet", "capsule", "treatment")
"""Words for the medicine itself, which are passed over in a question like its name."""
MAY = re.compile(r"\b[Mm]ay (?:19|20)\d\d\b")
WRITTEN_AS_NAME = re.compile(r"\b(?=\w*[A-Z])[A-Z0-9]{2,}(?=s?\b)")


@dataclass(slots=True)
class Asked:
    """What a question asks for.

    ``roots`` are those of its words but for stop words; ``mended`` are misspelled words, ``absent``
    what no row has.
    """

    roots: list[str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    mended: dict[str, list[str]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)


def asked(lexicon: Lexicon, query: Query) -> Asked:
    """What ``query`` asks for, by the words of the index and of the dictionaries.

    Words are taken by what holds them together most: phrases of questions, then phrases without
    stop words, then those in which such words count ("off her food"), then one by one.
    """
    found = Asked()
    all_words = ages_as_words(query.text, list(asked_words(lexicon, query, found.mended)))
    cited, words = cited_sections(lexicon, query, all_words)
    found.roots = list({lexicon.root(word) for word in words if word not in lexicon.stop})
    roots = frozenset(found.roots)
    missed: list[str] = []
    topics, words = _ordered(lexicon, words, query, asking=True)
    phrases, words = _phrases(lexicon, words, missed)
    others, words = _ordered(lexicon, words, query, asking=False)
    units = [*cited, *topics, *phrases, *others, *_singles(lexicon, words, query, roots, missed)]
    kept = list(dict.fromkeys(unit for unit in units if not _is_beside(unit)))
    if not any(not unit.topic and not unit.weak for unit in kept):
        kept = _made_strong(lexicon, kept, all_words)
    found.units = kept = as_led(lexicon, kept)
    alone = [" ".join(unit.words) for unit in kept if unit.absent]
    found.absent = [*missed, *(word for word in alone if not any(word in one for one in missed))]
    return found


def _ordered(
    lexicon: Lexicon, words: list[str], query: Query, asking: bool
) -> tuple[list[Unit], list[str]]:
    """Phrases whose words keep their order, and the words that are left beside them.

    Stop words count in such phrases, but for light ones; medicines between their words do not.
    Those ``asking`` for a kind of rows ("how does it work") are one sort, the rest another.
    """
    places = [at for at, word in enumerate(words) if word not in lexicon.medicines]
    found: list[Unit] = []
    taken: set[int] = set()
    written = _written_as_names(query)
    nameless = {lexicon.root(word) for word in NAMELESS}
    for light, named in ((False, True), (True, True), (False, False)):
        kept = [
            at
            for at in places
            if (light or words[at] not in lexicon.light)
            and (named or (asking and lexicon.root(words[at]) not in nameless))
        ]
        roots = [lexicon.root(words[at]) for at in kept]
        for start, length in runs(len(roots), LONGEST_ORDERED):
            here = kept[start : start + length]
            meanings = lexicon.ordered.get(" ".join(roots[start : start + length]), [])
            if not meanings or not taken.isdisjoint(here):
                continue
            if (is_topic(meanings) or is_outside(meanings)) != asking:
                continue
            if length > 1 or words[here[0]].upper() in written:
                taken |= set(here)
                found.append(_in_order(lexicon, [words[at] for at in here], meanings))
    return found, [word for place, word in enumerate(words) if place not in taken]


def _in_order(lexicon: Lexicon, words: list[str], meanings: Sequence[Meaning]) -> Unit:
    if is_outside(meanings):
        return Unit(tuple(words), (), absent=True, meant=True)
    here = tuple(one for one in meanings if is_here(lexicon, one))
    told = [one for one in words if one not in lexicon.stop and one not in lexicon.weak]
    told = list(dict.fromkeys(map(lexicon.root, told))) if is_topic(meanings) else []
    return Unit(tuple(words), (), here, topic=is_topic(meanings), told=tuple(told))


def _written_as_names(query: Query) -> set[str]:
    """The words in capitals of a question that is not in capitals altogether."""
    if query.text.isupper() and " " in query.text:
        return set()
    return set(WRITTEN_AS_NAME.findall(query.text))


def _phrases(lexicon: Lexicon, words: list[str], missed: list[str]) -> tuple[list[Unit], list[str]]:
    """Phrases of words that are no stop words, the longest first, and the words left beside them.

    Words for what no row has stay together: a hearing loss is no loss of weight. But where an "and"
    of the question parts them ("the frail and aged") they go to ``missed`` and are taken one by
    one, as those of phrases are that rows print in another sense.
    """
    content = [at for at, word in enumerate(words) if word not in lexicon.stop]
    roots = {at: lexicon.root(words[at]) for at in content}
    asking = {at for at in content if is_topic(lexicon.phrases.get(roots[at], []))}
    free = set(content)
    inside: set[int] = set()
    units: list[Unit] = []
    for length in range(min(LONGEST, len(content)), 1, -1):
        for only_words in (False, True):
            for run in runs_but_one(len(content), length):
                places = [content[at] for at in run]
                skipped = asking.difference(places)
                if not free.issuperset(places) or skipped.intersection(
                    range(places[0], places[-1])
                ):
                    continue
                key = " ".join(sorted(roots[at] for at in places))
                meanings = as_denied(lexicon.phrases.get(key, ()), words)
                if meanings and all(one.term[0] == "w" for one in meanings) == only_words:
                    said = [words[at] for at in places]
                    unit = unit_of(lexicon, said, [roots[at] for at in places], meanings)
                    apart = run[-1] - run[0] >= length  # with a word between them
                    if not unit.meanings and is_loose(meanings) and (apart or not unit.absent):
                        continue
                    if unit.absent and is_parted(words, places, meanings):
                        missed.append(" ".join(unit.words))
                        continue
                    free -= set(places)
                    inside |= set(range(places[0], places[-1]))
                    units.append(unit)
    left = [
        word
        for at, word in enumerate(words)
        if at in free or (word in lexicon.stop and at not in inside)
    ]
    return units, left


def _singles(
    lexicon: Lexicon, words: list[str], query: Query, roots: frozenset[str], missed: list[str]
) -> Iterator[Unit]:
    """The words that no phrase has, one by one; ``roots`` are those of the whole question.

    Words of ``missed`` phrases mean nothing everyday: a gene therapy is no genetic factor.
    """
    month = MAY.search(query.text) is not None
    named = _written_as_names(query)
    for word in words:
        if word not in lexicon.stop or (month and word == "may"):
            root = lexicon.root(word)
            meanings = lexicon.phrases.get(root, [])
            if any(word in phrase.split() for phrase in missed):
                meanings = [one for one in meanings if one.kind != "lay"]
            yield unit_of_one(lexicon, word, root, meanings, word.upper() in named, roots)


def _is_beside(unit: Unit) -> bool:
    """Whether a unit says nothing here: a topic that no row answers, a weak word of no row."""
    return not unit.meanings and not unit.roots and (unit.topic or unit.weak)


def _made_strong(lexicon: Lexicon, units: list[Unit], words: Sequence[str]) -> list[Unit]:
    """The units of a question that has only topics and weak words; else its stop words."""
    if units:
        return units
    singles = [
        Unit((word,), (root,))
        for word in dict.fromkeys(words)
        if f"w:{(root := lexicon.root(word))}" in lexicon.terms
    ]
    return singles or [Unit((word,), (), absent=True) for word in dict.fromkeys(words)]
