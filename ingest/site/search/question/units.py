"""Words of a question in, a unit out: what they mean, and whether rows have it.

A unit is met where a row has the words themselves or what they mean: a concept, a kind of rows,
a section of the label, other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import WIDER, Meaning
from ingest.site.search.lexicon.meanings_here import (
    NAMES,
    NOTION,
    are_everyday,
    is_absent,
    is_here,
    meanings_here,
    tell_by_words,
)
from ingest.site.search.lexicon.query_words import plain, words_in

OUTSIDE = "t:outside"
OTHERS = "t:investigational"
"""The rows that say what holds for all indications that are not listed."""
LEADING = ("related", "partly", WIDER)
"""Kinds of meanings that lead to a concern without naming it."""
EVERYDAY = "everyday"
"""The group of words of everyday life that name nothing which a document could lack."""
SHORTEST_NAME = 5
"""Letters from which on a word in capitals is no weak one, but a name: of a study, PREVAIL."""
BEGINNING = 4
"""Letters that forms of one word have in common."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that are looked for together.

    ``roots`` are those of the words themselves, met where a row has all of them (none: only the
    meanings count); ``meanings`` are what else they stand for. A ``topic`` says what kind of rows
    is asked for; a ``weak`` unit only ranks. An ``absent`` one no row has; it is ``meant`` where a
    dictionary knows what it means, or it is no word of English, but a name; ``everyday`` where it
    is a word of everyday life that names nothing a document could lack; and ``only_near`` where
    rows have but something wider than that, or something related that no concern or warning is
    about. ``told`` are roots that rank among the rows of the kind that is asked for. What is
    ``outside`` no document of these families holds. A section that is ``denied`` concerns have for
    which no citation of it was read.
    """

    words: tuple[str, ...]
    roots: tuple[str, ...]
    meanings: tuple[Meaning, ...] = ()
    topic: bool = False
    weak: bool = False
    absent: bool = False
    everyday: bool = False
    meant: bool = False
    only_near: bool = False
    told: tuple[str, ...] = ()
    outside: bool = False
    denied: bool = False

    @property
    def first(self) -> str:
        """The term that the words stand for first of all, if any."""
        return self.meanings[0].term if self.meanings else ""

    @property
    def name(self) -> bool:
        """Whether the words name a concept, or lead to one."""
        return any(one.term.startswith("c:") and one.kind != WIDER for one in self.meanings)

    @property
    def wide(self) -> bool:
        """Whether the words are for what is wider than the words of rows."""
        return any(one.kind == NOTION for one in self.meanings)

    @property
    def numbered(self) -> bool:
        """Whether it is a section of the label by its number."""
        sections = any(one.term.startswith("s:") for one in self.meanings)
        return sections and self.words[0][0].isdigit()

    @property
    def named(self) -> bool:
        """Whether the words name a concept themselves."""
        return any(one.term.startswith("c:") and one.kind not in LEADING for one in self.meanings)


def unit_of(
    lexicon: Lexicon, words: list[str], roots: list[str], meanings: Sequence[Meaning]
) -> Unit:
    """The unit of words that are a phrase of the dictionaries with those ``meanings``."""
    if _is_outside_here(lexicon, meanings):
        return _outside(lexicon, words, roots)
    meanings = [one for one in meanings if one.term != OUTSIDE]
    here = meanings_here(lexicon, meanings)
    literal = all(f"w:{root}" in lexicon.terms for root in roots)
    if is_topic(meanings) and any(root.isdigit() and len(root) > 1 for root in roots):
        literal = False  # "tablets in 12 weeks" are no 12 tablets
    if literal and not here and not is_topic(meanings):  # ECOG 3 is told by the limit of ECOG
        roots = [root for root in roots if not root.isdigit()] or roots
    absent = not literal and is_absent(meanings, here)
    everyday = absent and not here and are_everyday(lexicon, words, meanings)
    return Unit(
        tuple(words),
        tuple(dict.fromkeys(roots)) if literal else (),
        here,
        topic=is_topic(meanings) and bool(here or not tell_by_words(lexicon, meanings)),
        absent=absent,
        everyday=everyday,
        meant=not everyday,
        only_near=not (literal or everyday) and _is_only_near(lexicon, meanings, here),
    )


def unit_of_one(
    lexicon: Lexicon,
    word: str,
    root: str,
    meanings: Sequence[Meaning],
    written_as_name: bool,
    beside: frozenset[str],
) -> Unit:
    """The unit of a single word with those ``meanings``.

    ``beside`` are the roots of the whole question.
    """
    weak = lexicon.is_weak(word, root) or (len(word) == 1 and not word.isdigit())
    weak = weak and not (written_as_name and len(word) >= SHORTEST_NAME)
    diseases = tuple(lexicon.groups["disease-ending"])
    if word.endswith(diseases):
        ends = (*diseases, *(f"{ending}s" for ending in diseases))
        meanings = [one for one in meanings if one.said.casefold().endswith(ends)]
    specialists = lexicon.groups["specialist"]
    if word in specialists:  # a neurologist is nothing neurological
        meanings = [one for one in meanings if one.said.casefold() in specialists]
    if root.isdigit() and word.isalpha() and not written_as_name:  # ten is no TEN
        meanings = [one for one in meanings if one.term[0] != "c"]
    meanings = [one for one in meanings if _is_said(lexicon, word, root, one)]
    if not meanings and not weak and word.isalpha() and f"w:{root}" not in lexicon.terms:
        meanings = lexicon.parts.partly(root, beside)
    if weak and not written_as_name and len(beside) > 1:  # a question of one word means it
        meanings = [one for one in meanings if one.term[0] == "t" or one.kind in NAMES]
    if _is_outside_here(lexicon, meanings):
        return _outside(lexicon, [word], [root])
    meanings = [one for one in meanings if one.term != OUTSIDE]
    here = meanings_here(lexicon, meanings)
    other = word.endswith(diseases) or word in specialists
    name = written_as_name and root.isdigit() and any(one.term[0] == "c" for one in meanings)
    literal = f"w:{root}" in lexicon.terms and not name  # nor is TEN ten
    literal = literal and not (other and word not in lexicon.counts)
    topic = is_topic([one for one in meanings if one.kind != "related" or one in here])
    absent = not literal and not weak and is_absent(meanings, here)
    everyday = absent and not lexicon.groups[EVERYDAY].isdisjoint((word, root))
    return Unit(
        (word,),
        (root,) if literal else (),
        () if everyday else here,
        topic=topic and not everyday,
        weak=weak and not topic,
        absent=absent,
        everyday=everyday,
        meant=_means(lexicon, word, meanings) and not everyday,
        only_near=not literal and not everyday and _is_only_near(lexicon, meanings, here),
    )


def _means(lexicon: Lexicon, word: str, meanings: Sequence[Meaning]) -> bool:
    """Whether a word names something: by a dictionary, or being none of English. An English word
    that only stands for other words ("ward", "windpipe") is an everyday one."""
    if any(one.term[0] != "w" for one in meanings):
        return True
    return word.isalpha() and word not in lexicon.english


def _is_said(lexicon: Lexicon, word: str, root: str, one: Meaning) -> bool:
    """Whether a word by itself is what asks for a kind of rows (what is decreased asks for nothing
    that reduces), or an everyday name: it is said, and not another of its family (harm
    is not "wrecked"), nor, where rows print it, in a longer phrase alone ("took it for years"), or
    as a plural (blue is not the blues)."""
    if one.kind == "topic" and root in _moving(lexicon):
        return _beginning(word) in map(_beginning, words_in(one.said))
    if one.kind != "lay" or one.term[0] != "c":
        return True
    said = [other for other in plain(one.said).split() if other not in lexicon.light]
    printed = f"w:{root}" in lexicon.terms
    own = _beginning(word)
    same = any(own.startswith(one) or one.startswith(own) for one in map(_beginning, said))
    return same and not (printed and (len(said) > 1 or said == [f"{word}s"]))


def _moving(lexicon: Lexicon) -> set[str]:
    """The roots of words that say that something falls or rises."""
    return set(map(lexicon.root, lexicon.groups["falling"] | lexicon.groups["rising"]))


def _beginning(word: str) -> str:
    """What forms of one word have in common, in either spelling."""
    return word.replace("ae", "e").replace("oe", "e")[:BEGINNING]


def is_beside(unit: Unit) -> bool:
    """Whether a unit says nothing here: a topic that no row answers, a weak word of no row."""
    return not unit.meanings and not unit.roots and (unit.topic or unit.weak)


def is_topic(meanings: Sequence[Meaning]) -> bool:
    """Whether words ask for a kind of rows and name no concept."""
    terms = [one.term[:2] for one in meanings]
    return "t:" in terms and "c:" not in terms


def is_loose(meanings: Sequence[Meaning]) -> bool:
    """Whether words are but everyday ones for something, and no name of it."""
    return all(one.kind in ("lay", "related") for one in meanings)


def is_outside(meanings: Sequence[Meaning]) -> bool:
    """Whether words ask for what documents of these families do not hold, such as a price."""
    return any(one.term == OUTSIDE for one in meanings)


def _is_outside_here(lexicon: Lexicon, meanings: Sequence[Meaning]) -> bool:
    """Whether they do, and no row says in other words what they mean: a gym is for exercise."""
    said = any(one.term[0] == "w" and is_here(lexicon, one) for one in meanings)
    return is_outside(meanings) and not said


def _outside(lexicon: Lexicon, words: Sequence[str], roots: Sequence[str]) -> Unit:
    """A unit for such words, which is met where a row has the very words none the less; that
    somebody needs it is not part of it."""
    said = [word for word in words if word not in lexicon.groups["needing"]]
    if said and len(words) > len(said):
        words, roots = said, [lexicon.root(word) for word in said]
    roots = [root for root in roots if len(root) > 1] or roots
    printed = all(word in lexicon.counts for word in words)
    printed = printed and all(f"w:{root}" in lexicon.terms for root in roots)
    found = Unit(tuple(words), tuple(roots) if printed else (), absent=not printed, meant=True)
    return replace(found, outside=not printed)


def _is_only_near(lexicon: Lexicon, meanings: Sequence[Meaning], here: Sequence[Meaning]) -> bool:
    leads = [one for one in here if one.kind in LEADING]
    concerns, over = lexicon.concerns, lexicon.over_concerns
    about = any(one.term in (over if one.kind == "related" else concerns) for one in leads)
    return is_absent(meanings, here) and not about
