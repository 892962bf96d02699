"""A reader's words in, what is looked for out: units with their meanings and their weight.

Words are taken together where they name a thing, mended where they are misspelled; words of
questions say what kind of rows is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from ingest.site.lexicon import Lexicon, Meaning
from ingest.site.query_words import Query
from ingest.site.spelling import corrections

LONGEST = 5
"""Words of the longest phrase that is looked for, stop words apart."""
LONGEST_ORDERED = 7
OUTSIDE = "t:outside"
LEADING = ("related", "partly")
"""Kinds of meanings that lead to a concern without naming it."""
NEARBY = 0.5
"""How much a wider concept counts in the place of one that no row has."""
NEARLY = 0.6
"""The strength of a meaning from which on words mean it."""
DISEASES = ("itis", "oma", "osis", "emia", "pathy", "algia", "uria", "penia", "plegia", "rrhoea")
"""Endings of words that name a disease: another word of their stem means something else."""
CITED = re.compile(
    r"(?:(?P<leaflet>\b(?:leaflet|PL|PIL)(?:\s+sections?)?)\s+)?(?<![\d.])(?P<number>\d{1,2}(?:\.\d)?)(?![\d.])",
    re.IGNORECASE,
)
MAY = re.compile(r"\b[Mm]ay (?:19|20)\d\d\b")
PARTS = re.compile(r"\d+|[^\W\d_]+")
WRITTEN_AS_NAME = re.compile(r"\b(?=\w*[A-Z])[A-Z0-9]{2,}\b")


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that are looked for together.

    ``roots`` are those of the words themselves, met where a row has all of them (none: only the
    meanings count); ``meanings`` are what else they stand for. A ``topic`` says what kind of rows
    is asked for; a ``weak`` unit only ranks. An ``absent`` one no row has; it is ``meant`` where a
    dictionary knows what it means, and ``only_near`` where rows have but something wider than that,
    or something related that no concern or warning is about.
    """

    words: tuple[str, ...]
    roots: tuple[str, ...]
    meanings: tuple[Meaning, ...] = ()
    topic: bool = False
    weak: bool = False
    absent: bool = False
    meant: bool = False
    only_near: bool = False

    @property
    def name(self) -> bool:
        """Whether the words name a concept, or lead to one."""
        return any(one.term.startswith("c:") and one.kind != "wider" for one in self.meanings)


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
    """What ``query`` asks for, by the words of the index and of the dictionaries."""
    found = Asked()
    words = list(_words(lexicon, query, found))
    cited, words = _cited(lexicon, query, words)
    found.roots = list({lexicon.root(word) for word in words if word not in lexicon.stop})
    topics, rest = _ordered(lexicon, words, query)
    missed: list[str] = []
    units = [*cited, *topics, *_phrases(lexicon, rest, query, missed)]
    kept = list(dict.fromkeys(unit for unit in units if not _is_beside(lexicon, unit)))
    if not any(not unit.topic and not unit.weak for unit in kept):
        kept = _made_strong(lexicon, kept, words)
    found.units = kept
    alone = [" ".join(unit.words) for unit in kept if unit.absent]
    found.absent = [*missed, *(word for word in alone if not any(word in one for one in missed))]
    return found


def _cited(
    lexicon: Lexicon, query: Query, words: list[str]
) -> tuple[list[Unit], list[str]]:
    """The sections of the label that a question names by number, and the other words."""
    units = []
    for match in CITED.finditer(query.text):
        leaflet = match["leaflet"] is not None
        term = f"s:{'pl' if leaflet else 'smpc'}-{match['number']}"
        if term not in lexicon.terms or not (leaflet or "." in match["number"]):
            continue
        units.append(
            Unit((match["number"],), (), (Meaning(term, 1.0, match[0], "label", ""),))
        )
        for part in match["number"].split("."):
            if part in words:
                words.remove(part)
    return units, words


def _words(lexicon: Lexicon, query: Query, found: Asked) -> Iterator[str]:
    """The words in order: parted where letters follow numbers, mended where nobody knows them."""
    for term in query.terms:
        for written in term.words:
            if written in lexicon.roots or term.phrase:
                yield written
                continue
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


def _ordered(
    lexicon: Lexicon, words: Sequence[str], query: Query
) -> tuple[list[Unit], list[str]]:
    """Phrases of questions ("how does it work"), and the words that are left beside them.

    Stop words count in such phrases, but for light ones; medicines between their words do not.
    """
    places = [at for at, word in enumerate(words) if word not in lexicon.medicines]
    found: list[Unit] = []
    taken: set[int] = set()
    written = _written_as_names(query)
    for light in (False, True):
        kept = [at for at in places if light or words[at] not in lexicon.light]
        roots = [lexicon.root(words[at]) for at in kept]
        for start, length in _runs(len(roots)):
            here = kept[start : start + length]
            meanings = lexicon.ordered.get(" ".join(roots[start : start + length]))
            if length == 1 and words[here[0]].upper() not in written:
                continue
            if meanings and taken.isdisjoint(here):
                taken |= set(here)
                topic = _is_topic(meanings)
                said = tuple(words[place] for place in here)
                if _is_outside(meanings):
                    found.append(Unit(said, (), absent=True, meant=True))
                    continue
                meanings = [one for one in meanings if _is_here(lexicon, one)]
                found.append(Unit(said, (), tuple(meanings), topic=topic))
    return found, [word for place, word in enumerate(words) if place not in taken]


def _written_as_names(query: Query) -> set[str]:
    """The words in capitals of a question that is not in capitals altogether."""
    if query.text.isupper() and " " in query.text:
        return set()
    return set(WRITTEN_AS_NAME.findall(query.text))


def _runs(count: int) -> Iterator[tuple[int, int]]:
    """Start and length of the runs of ``count`` words, the longest first."""
    for length in range(min(LONGEST_ORDERED, count), 0, -1):
        for start in range(count - length + 1):
            yield start, length


def _phrases(
    lexicon: Lexicon, words: Sequence[str], query: Query, missed: list[str]
) -> Iterator[Unit]:
    """The words that are no stop words: the longest phrases first, then one by one.

    To ``missed`` go everyday phrases for what no row has anything of; their words are then taken
    one by one. Names of such things stay together: a hearing loss is no loss of weight.
    """
    month = MAY.search(query.text) is not None
    content = [word for word in words if word not in lexicon.stop or (month and word == "may")]
    roots = [lexicon.root(word) for word in content]
    free = set(range(len(content)))
    units: dict[int, Unit] = {}
    for length in range(min(LONGEST, len(content)), 1, -1):
        for only_words in (False, True):
            for places in _places(len(content), length):
                if not free.issuperset(places):
                    continue
                meanings = lexicon.phrases.get(" ".join(sorted(roots[at] for at in places)))
                if meanings and all(one.term[0] == "w" for one in meanings) == only_words:
                    named = [content[at] for at in places], [roots[at] for at in places]
                    unit = _unit(lexicon, *named, meanings)
                    if unit.absent and not unit.meanings and _is_loose(meanings):
                        missed.append(" ".join(unit.words))
                        continue
                    free -= set(places)
                    units[places[0]] = unit
    named = _written_as_names(query)
    for at in sorted(free):
        written = content[at].upper() in named
        units[at] = _single(lexicon, content[at], roots[at], written, frozenset(roots))
    for at in sorted(units):
        yield units[at]


def _places(count: int, length: int) -> Iterator[tuple[int, ...]]:
    """Runs of ``length`` places, and runs of one more from which one inside is left out."""
    for start in range(count - length + 1):
        yield tuple(range(start, start + length))
    for start in range(count - length):
        run = range(start, start + length + 1)
        for inner in combinations(run[1:-1], length - 2):
            yield (run[0], *inner, run[-1])


def _unit(
    lexicon: Lexicon, words: list[str], roots: list[str], meanings: Sequence[Meaning]
) -> Unit:
    if _is_outside(meanings):
        return _outside(lexicon, words, roots)
    here = _here(lexicon, meanings)
    literal = all(f"w:{root}" in lexicon.terms for root in roots)
    return Unit(
        tuple(words),
        tuple(dict.fromkeys(roots)) if literal else (),
        here,
        topic=_is_topic(meanings),
        absent=not literal and _is_absent(meanings, here),
        meant=True,
        only_near=not literal and _is_only_near(lexicon, meanings, here),
    )


def _single(
    lexicon: Lexicon, word: str, root: str, written_as_name: bool, beside: frozenset[str]
) -> Unit:
    weak = lexicon.is_weak(word, root) or (len(word) == 1 and not word.isdigit())
    meanings = lexicon.phrases.get(root, [])
    if not meanings and not weak and f"w:{root}" not in lexicon.terms:
        meanings = lexicon.partly(root, beside)
    if weak and not written_as_name:
        meanings = [one for one in meanings if one.term.startswith("t:")]
    if _is_outside(meanings):
        return _outside(lexicon, [word], [root])
    here = _here(lexicon, meanings)
    literal = f"w:{root}" in lexicon.terms
    if literal and word not in lexicon.counts and word.endswith(DISEASES):
        literal = False
    topic = _is_topic(meanings)
    return Unit(
        (word,),
        (root,) if literal else (),
        here,
        topic=topic,
        weak=weak and not topic,
        absent=not literal and not weak and _is_absent(meanings, here),
        meant=bool(meanings),
        only_near=not literal and _is_only_near(lexicon, meanings, here),
    )


def _is_topic(meanings: Sequence[Meaning]) -> bool:
    """Whether words ask for a kind of rows and name no concept."""
    terms = [one.term[:2] for one in meanings]
    return "t:" in terms and "c:" not in terms


def _is_loose(meanings: Sequence[Meaning]) -> bool:
    """Whether words are but everyday ones for something, and no name of it."""
    return all(one.kind in ("lay", "related") for one in meanings)


def _is_outside(meanings: Sequence[Meaning]) -> bool:
    """Whether words ask for what documents of these families do not hold, such as a price."""
    return any(one.term == OUTSIDE for one in meanings)


def _outside(lexicon: Lexicon, words: Sequence[str], roots: Sequence[str]) -> Unit:
    """A unit for such words, which is met where a row has the very words none the less."""
    printed = all(word in lexicon.counts for word in words)
    return Unit(tuple(words), tuple(roots) if printed else (), absent=not printed, meant=True)


def _is_absent(meanings: Sequence[Meaning], here: Sequence[Meaning]) -> bool:
    """Whether no row has what the words mean, though some may have what is only near to it."""
    of_concepts = [one.strength for one in meanings if one.term.startswith("c:")]
    of_those_here = max((one.strength for one in here if one.kind != "partly"), default=0.0)
    return of_those_here < min(NEARLY, max(of_concepts, default=NEARLY))


def _is_only_near(
    lexicon: Lexicon, meanings: Sequence[Meaning], here: Sequence[Meaning]
) -> bool:
    about = any(one.kind in LEADING and one.term in lexicon.concerns for one in here)
    return _is_absent(meanings, here) and not about


def _here(lexicon: Lexicon, meanings: Sequence[Meaning]) -> tuple[Meaning, ...]:
    """The meanings that rows have; where those mean something else, also wider concepts."""
    here = [one for one in meanings if _is_here(lexicon, one)]
    if _is_absent(meanings, here):
        here += [
            Meaning(wider, NEARBY * one.strength, one.said, "wider", one.source)
            for one in meanings
            for wider in (lexicon.wider(one.term) if one.strength >= NEARLY else ())
        ]
    return tuple(here)


def _is_here(lexicon: Lexicon, meaning: Meaning) -> bool:
    if meaning.term.startswith("w:"):
        return all(f"w:{root}" in lexicon.terms for root in meaning.term[2:].split())
    return meaning.term in lexicon.terms


def _is_beside(lexicon: Lexicon, unit: Unit) -> bool:
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
