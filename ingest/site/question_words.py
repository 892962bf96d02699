"""A reader's words in, what is looked for out: units with their meanings and their weight.

Words are taken together where they name a thing, mended where they are misspelled; words of
questions say what kind of rows is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from ingest.site.cited_sections import cited_sections
from ingest.site.lexicon import Lexicon, Meaning
from ingest.site.ordered_phrases import in_order, written_as_names
from ingest.site.query_words import Query
from ingest.site.said_ages import ages_as_words
from ingest.site.spelling import corrections
from ingest.site.units import (
    NAMES,
    PLACES,
    Unit,
    is_loose,
    is_topic,
    unit_of,
    unit_of_one,
)

LONGEST = 5
"""Words of the longest phrase that is looked for, stop words apart."""
COVERAGE = frozenset(("t:criteria", "t:indication", "t:investigational"))
OTHERS, OF_OTHERS = "t:investigational", 0.9
"""The rows that say what holds for all other indications, and how much they have one of those."""
MAY = re.compile(r"\b[Mm]ay (?:19|20)\d\d\b")
PARTS = re.compile(r"\d+|[^\W\d_]+")


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
    all_words = ages_as_words(query.text, list(_words(lexicon, query, found)))
    cited, words = cited_sections(lexicon, query, all_words)
    found.roots = list({lexicon.root(word) for word in words if word not in lexicon.stop})
    roots = frozenset(found.roots)
    missed: list[str] = []
    topics, words = in_order(lexicon, words, query, asking=True)
    phrases, words = _phrases(lexicon, words, missed)
    others, words = in_order(lexicon, words, query, asking=False)
    units = [*cited, *topics, *phrases, *others, *_singles(lexicon, words, query, roots, missed)]
    units += _places_inside(lexicon, units, query)
    kept = list(dict.fromkeys(unit for unit in _of_others(lexicon, units) if not _is_beside(unit)))
    if not any(not unit.topic and not unit.weak for unit in kept):
        kept = _made_strong(lexicon, kept, all_words)
    found.units = kept
    alone = [" ".join(unit.words) for unit in kept if unit.absent]
    found.absent = [*missed, *(word for word in alone if not any(word in one for one in missed))]
    return found


def _words(lexicon: Lexicon, query: Query, found: Asked) -> Iterator[str]:
    """The words in order: parted where letters follow numbers, mended where nobody knows them."""
    for term in query.terms:
        joined = "".join(term.words)
        again = term.words[0] == "re" and joined in lexicon.roots  # re-approval
        for written in (joined,) if again else term.words:
            if written in lexicon.roots:
                yield written
            elif term.phrase:  # as it is; what it may mean is said none the less
                _mended(lexicon, written, found)
                yield written
            else:
                for word in PARTS.findall(written) or [written]:
                    yield from _mended(lexicon, word, found)


def _mended(lexicon: Lexicon, word: str, found: Asked) -> list[str]:
    if word in lexicon.stop or word in lexicon.weak or _leads(lexicon, word):
        return [word]
    instead = corrections(lexicon, word)
    if not instead:
        return [word]
    found.mended[word] = instead
    return instead[0].split()


def _leads(lexicon: Lexicon, word: str) -> bool:
    """Whether a word is known, or another form of one that leads somewhere."""
    root = lexicon.root(word)
    return word in lexicon.roots or f"w:{root}" in lexicon.terms or root in lexicon.said


def _phrases(lexicon: Lexicon, words: list[str], missed: list[str]) -> tuple[list[Unit], list[str]]:
    """Phrases of words that are no stop words, the longest first, and the words left beside them.

    To ``missed`` go everyday phrases for what no row has anything of; their words are then taken
    one by one. Names of such things stay together: a hearing loss is no loss of weight.
    """
    content = [at for at, word in enumerate(words) if word not in lexicon.stop]
    roots = {at: lexicon.root(words[at]) for at in content}
    asking = {at for at in content if is_topic(lexicon.phrases.get(roots[at], []))}
    free = set(content)
    inside: set[int] = set()
    units: list[Unit] = []
    for length in range(min(LONGEST, len(content)), 1, -1):
        for only_words in (False, True):
            for run in _places(len(content), length):
                places = [content[at] for at in run]
                skipped = asking.difference(places)
                if not free.issuperset(places) or skipped.intersection(
                    range(places[0], places[-1])
                ):
                    continue
                meanings = lexicon.phrases.get(" ".join(sorted(roots[at] for at in places)))
                if meanings and all(one.term[0] == "w" for one in meanings) == only_words:
                    said = [words[at] for at in places]
                    unit = unit_of(lexicon, said, [roots[at] for at in places], meanings)
                    if unit.absent and not unit.meanings and is_loose(meanings):
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
    named = written_as_names(query)
    for word in words:
        if word not in lexicon.stop or (month and word == "may"):
            root = lexicon.root(word)
            meanings = lexicon.phrases.get(root, [])
            if any(word in phrase.split() for phrase in missed):
                meanings = [one for one in meanings if one.kind != "lay"]
            yield unit_of_one(lexicon, word, root, meanings, word.upper() in named, roots)


def _places(count: int, length: int) -> Iterator[tuple[int, ...]]:
    """Runs of ``length`` places, and runs of one more from which one inside is left out."""
    for start in range(count - length + 1):
        yield tuple(range(start, start + length))
    for start in range(count - length):
        run = range(start, start + length + 1)
        for inner in combinations(run[1:-1], length - 2):
            yield (run[0], *inner, run[-1])


def _places_inside(lexicon: Lexicon, units: Sequence[Unit], query: Query) -> list[Unit]:
    """The places that phrases for a kind of rows name: "European label"."""
    named = written_as_names(query)
    inside = {word: None for unit in units if unit.topic for word in unit.words if word in PLACES}
    return [
        Unit((word,), (lexicon.root(word),))
        for word in inside
        if word not in lexicon.stop or word.upper() in named
    ]


def _of_others(lexicon: Lexicon, units: Sequence[Unit]) -> list[Unit]:
    """The units; a disease of no row, asked about with coverage, is one of all the others.

    It is of a sort with the diagnoses of policies: a sarcoma with a myeloma. What holds for all
    other indications is then asked for too.
    """
    asked_for = {one.term for unit in units if unit.topic for one in unit.meanings}
    if asked_for.isdisjoint(COVERAGE) or OTHERS not in lexicon.terms:
        return list(units)
    found: list[Unit] = []
    for unit in units:
        concepts = [one for one in unit.meanings if one.term.startswith("c:")]
        named = any(one.kind in NAMES or one.term in lexicon.concerns for one in concepts)
        of_diagnoses = [
            lexicon.diagnoses[one.term] for one in concepts if one.term in lexicon.diagnoses
        ]
        alike = bool(of_diagnoses) and all(of_diagnoses)
        if alike and not (named or unit.topic or unit.roots):
            others = Meaning(OTHERS, OF_OTHERS, " ".join(unit.words), "topic", "")
            found.append(Unit(unit.words, (), (others,), topic=True))
            unit = replace(unit, meanings=(*unit.meanings, others), only_near=False)
        found.append(unit)
    return found


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
