"""Questions that except a thing in, the same without it, and what it is, out.

"Warnings other than hyponatremia", or "which warnings are not about blood", asks for the others;
"which risks are not identified" for those of other groups.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.meanings_here import NAMES, NEARLY, meant_by
from ingest.site.search.lexicon.query_words import WORD, Query, any_of_words, parse_query, plain
from ingest.site.search.question.kinds_beside import CONCERN
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import Unit

KINDS = ("about-things", "factors-or-confounders")
"""Groups of kinds of rows from which things are excepted."""
GROUPS_OF_WORDS = ("excepting", "excepting-beside", "excepting-before", "being")
LONGEST = 4
"""Words of the longest name."""


@dataclass(frozen=True, slots=True)
class Excepted:
    """What is ``left`` of a question without ``terms`` for things, and groups of concerns."""

    left: Query
    terms: frozenset[str]


def without_excepted(question: Question) -> Query:
    """The query without what it excepts."""
    found = excepted(question.lexicon, question.query)
    return question.query if found is None else found.left


def asking_for_others(question: Question, units: list[Unit]) -> list[Unit]:
    """``units``, where "risks other than" asks for concerns."""
    known = question.lexicon
    if any(unit.topic for unit in units) or excepted(known, question.whole) is None:
        return units
    concern = Meaning(CONCERN, 1.0, "risks", "topic", "")
    risks = known.groups["safety-concern"]
    return [
        replace(unit, meanings=(concern,), topic=True, weak=False)
        if risks.issuperset(unit.words)
        else unit
        for unit in units
    ]


def excepted(known: Lexicon, query: Query) -> Excepted | None:
    """What a question excepts from a kind of rows."""
    if query.has_operators or not known.groups["excepting"]:
        return None
    text = query.text
    for match in _excepting(*(known.groups[name] for name in GROUPS_OF_WORDS)).finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if match["non"]:
            thing, _, after = after.partition(" ")
            terms, said, beside = _terms(known, [plain(thing)]), after, slice(0, 2)
        else:
            terms, after = _things(known, after)
            said = before if match["beside"] else f"{before} {after}"
            beside = slice(-2, None) if match["beside"] else slice(None)
        words = WORD.findall(plain(said))[beside]
        if terms and _asks_for_kinds(known, words, bool(match["beside"]), bool(match["non"])):
            return Excepted(parse_query(f"{before} {after}"), frozenset(terms))
    return None


@cache
def _excepting(
    anywhere: frozenset[str], beside: frozenset[str], before: frozenset[str], being: frozenset[str]
) -> re.Pattern[str]:
    """What excepts something: "other than", "that are not", "non-"."""
    are = rf"(?:\b(?:that|which)\s+)?(?:\b(?:{any_of_words(being)})\s+)?"
    words = rf"(?:{any_of_words(anywhere)}|(?P<beside>{any_of_words(beside)}))\s+"
    return re.compile(rf"{are}\b(?:{words}|(?P<non>{any_of_words(before)})[\s-]+)", re.IGNORECASE)


def _things(known: Lexicon, text: str) -> tuple[set[str], str]:
    """The terms of the things that ``text`` begins with, one beside another, and the rest of it."""
    between = any_of_words(known.groups["and-or"])
    parts = re.split(rf"(\s*,\s*(?:(?:{between})\s+)?|\s+(?:{between})\s+|[;:?!.()])", text)
    found: set[str] = set()
    for at in range(0, len(parts), 2):
        terms, rest = _thing(known, parts[at])
        found |= terms
        if rest or not terms:
            return found, rest + "".join(parts[at + 1 :])
    return found, ""


def _thing(known: Lexicon, text: str) -> tuple[set[str], str]:
    """The terms of the thing that ``text`` begins with, up to a preposition or a verb, and the rest
    of it."""
    ends_at = known.groups["telling-preposition"] | known.groups["question-opening"]
    pattern = rf"(?:^|\s)(?:{any_of_words(ends_at)})(?!\w)"
    starts = [match.start() for match in re.finditer(pattern, plain(text))]
    for end in (*starts[:1], len(text)) if starts[:1] != [0] else ():
        words = [word for word in WORD.findall(plain(text[:end])) if word not in known.stop]
        strong = [word for word in words if word not in known.weak]
        for said in (words, strong):  # "the identified ones"
            if 0 < len(said) <= LONGEST and (terms := _terms(known, said)):
                return terms, text[end:]
    return set(), text


def _terms(known: Lexicon, words: Sequence[str]) -> set[str]:
    """The concepts that words name, or the group of concerns that they have the name of."""
    risks = known.groups["safety-concern"]
    meant = meant_by(known, words)
    named = {
        one.term
        for one in meant
        if one.kind in (*NAMES, "abbreviation") and one.term[0] == "c" and one.strength >= NEARLY
    }
    groups = [*meant, *(one for risk in risks for one in meant_by(known, [*words, risk]))]
    called = {one.term for one in groups if group_of(one.term) in words}
    return named or called & known.topics["groups-of-concerns"]


def group_of(term: str) -> str:
    """The name of a group of concerns, by its topic."""
    return term[2:].partition("-")[0]


def _asks_for_kinds(
    known: Lexicon, words: Sequence[str], at_the_end: bool, at_the_start: bool
) -> bool:
    """Whether words ask for concerns, or for factors, be it by the last of them, or the first."""
    ends, starts = len(words) if at_the_end else 0, 0 if at_the_start else len(words)
    runs = [
        words[at : at + count]
        for count in (1, 2)
        for at in range(len(words))
        if at + count >= ends and at <= starts
    ]
    risks = known.groups["safety-concern"]
    kinds = frozenset[str]().union(*(known.topics[name] for name in KINDS))
    return any(
        risks.issuperset(run) or any(one.term in kinds for one in meant_by(known, run))
        for run in runs
    )
