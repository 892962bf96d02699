"""Questions that except a thing in, hits with what is about that last out.

"Warnings other than hyponatremia", or "which warnings are not about blood", asks for the others;
"which risks are not identified" for those of other groups.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from ingest.site.denied_places import ABOUT
from ingest.site.kinds_beside import CONCERNS, FACTORS, GROUPS
from ingest.site.lexicon import Lexicon
from ingest.site.meanings import Meaning
from ingest.site.meanings_here import NAMES, NEARLY, meant_by
from ingest.site.named_documents import Rows
from ingest.site.query_words import WORD, Query, any_of_words, parse_query, plain
from ingest.site.search_answer import Answer
from ingest.site.unit_weights import MET
from ingest.site.units import Unit

KINDS = {*CONCERNS, *FACTORS, "t:side-effect", "t:warning", "t:missing-information"}
"""Kinds of rows from which things are excepted."""
LONGEST = 4
"""Words of the longest name."""


@dataclass(frozen=True, slots=True)
class Excepted:
    """What is ``left`` of a question without ``terms`` for things, and groups of concerns."""

    left: Query
    terms: frozenset[str]


def without_excepted(known: Lexicon, query: Query) -> Query:
    """``query`` without what it excepts."""
    found = _excepted(known, query)
    return query if found is None else found.left


def asking_for_others(known: Lexicon, query: Query, units: list[Unit]) -> list[Unit]:
    """``units``, where "risks other than" asks for concerns."""
    if any(unit.topic for unit in units) or _excepted(known, query) is None:
        return units
    concern = Meaning(CONCERNS[0], 1.0, "risks", "topic", "")
    risks = known.groups["safety-concern"]
    return [
        replace(unit, meanings=(concern,), topic=True, weak=False)
        if risks.issuperset(unit.words)
        else unit
        for unit in units
    ]


def excepted_last(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer with hits last that are about what is excepted; where another thing is named,
    only those that are about nothing else."""
    known = answer.lexicon
    excepted = _excepted(known, answer.query)
    if excepted is None or not answer.has_hits:
        return answer
    names = any(unit.named and not (unit.topic or unit.weak) for unit in answer.units)
    behind = np.zeros(known.size, np.bool_)
    for term in excepted.terms:
        rows, strengths = known.postings(connection, term)
        behind[rows[strengths >= (ABOUT if names else MET)]] = True
        behind |= _of_the_group(known, term)
    answer.reorder(np.argsort(behind[answer.rows], kind="stable").astype(np.int32))
    return answer


def _of_the_group(known: Lexicon, term: str) -> Rows:
    """The rows on a group of concerns, if a term is one."""
    labels, codes = known.columns["category"]
    group = term[2:].partition("-")[0] if term in GROUPS else ""
    found: Rows = codes == (labels.index(group) if group in labels else -1)
    return found if group else np.zeros(known.size, np.bool_)


def _excepted(known: Lexicon, query: Query) -> Excepted | None:
    """What a question excepts from a kind of rows."""
    excepting, being = known.groups["excepting"], known.groups["being"]
    match = _excepting(frozenset(excepting), frozenset(being)).search(query.text)
    if not excepting or match is None or query.has_operators:
        return None
    terms, rest = _things(known, query.text[match.end() :])
    left = parse_query(f"{query.text[: match.start()]} {rest}".strip())
    words = [word for term in left.terms for word in term.words]
    if denies := match[0].split()[-1].lower() in known.groups["denying"]:  # "risks that are not"
        words = WORD.findall(plain(query.text[: match.start()]))[-2:]
    if not terms or not _asks_for_kinds(known, words, at_the_end=denies):
        return None
    return Excepted(left, frozenset(terms))


@cache
def _excepting(excepting: frozenset[str], being: frozenset[str]) -> re.Pattern[str]:
    """What excepts something: "other than", "that are not about"."""
    before = rf"(?:\b(?:that|which)\s+)?(?:\b(?:{any_of_words(being)})\s+)?"
    return re.compile(rf"{before}\b(?:{any_of_words(excepting)})\s+", re.IGNORECASE)


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
    """The terms of the thing that ``text`` begins with, up to a preposition, and the rest of it."""
    told_of = any_of_words(known.groups["telling-preposition"])
    starts = [match.start() for match in re.finditer(rf"\s(?:{told_of})\s", text)]
    for end in (len(text), *reversed(starts)):
        words = [word for word in WORD.findall(plain(text[:end])) if word not in known.stop]
        strong = [word for word in words if word not in known.weak]
        for said in (words, strong):  # "the identified ones"
            if 0 < len(said) <= LONGEST and (terms := _terms(known, said)):
                return terms, text[end:]
    return set(), text


def _terms(known: Lexicon, words: Sequence[str]) -> set[str]:
    """The concepts that words name, or the group of concerns."""
    risks = known.groups["safety-concern"]
    meant = meant_by(known, words)
    named = {
        one.term
        for one in meant
        if one.kind in (*NAMES, "abbreviation") and one.term[0] == "c" and one.strength >= NEARLY
    }
    groups = [*meant, *(one for risk in risks for one in meant_by(known, [*words, risk]))]
    return named or {one.term for one in groups} & set(GROUPS)


def _asks_for_kinds(known: Lexicon, words: Sequence[str], at_the_end: bool) -> bool:
    """Whether words ask for concerns, or for factors, be it by the last of them."""
    ends = len(words) if at_the_end else 0
    runs = [
        words[at : at + count] for count in (1, 2) for at in range(len(words)) if at + count >= ends
    ]
    risks = known.groups["safety-concern"]
    return any(
        risks.issuperset(run) or any(one.term in KINDS for one in meant_by(known, run))
        for run in runs
    )
