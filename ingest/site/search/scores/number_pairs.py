"""A question in, its numbers with what they are of out: 24 tablets are no 24 months.

What is counted, measured or graded stands in groups of ``search_word_groups.csv``.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers
from ingest.site.search.lexicon.meanings_here import meant_by
from ingest.site.search.lexicon.query_words import any_of_words, plain
from ingest.site.search.question.said_spans import as_other_span, same_spans
from ingest.site.search.question.said_thousands import without_commas
from ingest.site.search.question.units import LEADING, Unit
from ingest.site.search.scores.held_numbers import held_numbers
from ingest.site.search.scores.unit_degrees import together

MOST_READ = 1000
"""Rows that are read for a number; one that more have is taken as printed."""
WORDS = r"(?:\s+(?:[^\W\d_]+[\s-]+){{0,{}}}|\s*-\s*)"
"""What may stand between a number and what is treated with: so many words."""
ASKED, PRINTED = 2, 5
"""How many in a question, and in a row ("two prior lines of systemic therapy")."""
BESIDE = r"(?:\s*\([^()]*\))?(?:\s*(?:[-–/]|and|or|to)\s*\d[\d.,]*)?\s*-?\s*"
"""What a row prints between a number and what it counts: "20 (2.1%) patients", "3 and 5 cases"."""
NUMBER = r"\d+(?:\.\d+)?"
NAME = r"(?<![\w.,])(?<![^\W\d_]-)"
"""What stands before a number that is asked for: it is no part of a name ("CD38", "PD-1")."""
FIGURE = "figure"
"""The kind of rows that are a number, with what it is of behind semicolons."""
DIGIT = re.compile(r"\d")
WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+$")


@dataclass(frozen=True, slots=True)
class Pair:
    """A ``number`` with what it is of as it was ``said``; ``printed`` finds it in a row.

    ``others`` are the numbers that rows may print in its stead: 84 days are 12 weeks.
    """

    number: str
    said: str
    printed: re.Pattern[str]
    others: tuple[str, ...] = ()


def pairs_of(known: Lexicon, text: str) -> list[Pair]:
    """The numbers of a question that stand beside what they are of."""
    said = in_digits(known, text)
    if not DIGIT.search(said):
        return []
    held = [Pair(*one) for one in held_numbers(known, said)]
    found = (*_graded(known, said), *_treated(known, said), *_counted(known, said, text))
    numbers = {one.number for one in held}
    return list(dict.fromkeys((*held, *(one for one in found if one.number not in numbers))))


def in_digits(known: Lexicon, text: str) -> str:
    """``text`` in small letters with its numbers in digits, without commas between thousands and
    with points before decimals; a measured 5.0 is 5."""
    pointed = known.shown.decimal.sub(known.shown.number, without_commas(text))
    return known.lists.in_digits(known.shown.no_decimals.sub("", pointed).lower())


def printing(connection: sqlite3.Connection, known: Lexicon, pair: Pair, rows: Numbers) -> set[int]:
    """Those of ``rows`` (from 0) that print the number of what it is of, or are also known by it:
    96 tablets in 84 days are 8 a week."""
    marks = ",".join("?" * len(rows))
    sql = (
        "select id - 1, kind, body, title || ' ' || body || ' ' || coalesce(also_known_as, '') "
        f"from search_index where id in ({marks})"
    )
    each = connection.execute(sql, (rows + 1).tolist())
    texts = (
        (row, _of_figure(body) if kind == FIGURE else "", text) for row, kind, body, text in each
    )
    return {
        row
        for row, figure, text in texts
        if pair.printed.search(in_digits(known, f"{text} . {figure}"))
    }


def _of_figure(body: str) -> str:
    """A figure's number beside each of what it is of: "589 (62.2%) patients"."""
    number, *of = body.split(";")
    return " . ".join(f"{number} {one}" for one in of)


def told_of_no_row(
    connection: sqlite3.Connection, known: Lexicon, text: str, units: Sequence[Unit]
) -> list[Unit]:
    """The units, with each number absent that no row prints of what it is of.

    It counts little, so that rows are found by the other words. What is the name of a thing with
    its number (stage 4 kidney disease) is not absent, but means that thing alone. Beside what it is
    of, a number does not but rank: one patient died, not two.
    """
    found = list(units)
    for pair in pairs_of(known, text):
        each = [known.postings(connection, f"w:{one}")[0] for one in (pair.number, *pair.others)]
        its = [one for one in found if _has(known, one, pair) and _is_open(one)]
        parted = [one.roots for one in its if one.words == (pair.number,) and one.roots]
        each += [together(connection, known, roots)[0] for roots in parted]
        having = np.unique(np.concatenate(each))
        if not its or len(having) > MOST_READ:
            continue
        if rows := printing(connection, known, pair, having):
            if pair.others and rows.isdisjoint(each[0].tolist()):
                found = as_other_span(known, found, its, pair.said)
            else:
                found = [replace(one, weak=False) if one in its else one for one in found]
            continue
        spans = [(word,) for word in known.groups["span"].intersection(pair.said.split())]
        gone = [one for one in found if (one.absent if one in its else one.words in spans)]
        others = [one for one in found if one not in gone]
        rest = [_without(one, pair) if one in its else one for one in others]
        found = [one for one in rest if one.roots or one.meanings or one.absent]
        if not any(one.named for one in its):
            found.append(_absent(known, its, pair))
    return found


def _has(known: Lexicon, unit: Unit, pair: Pair) -> bool:
    return pair.number in unit.roots or pair.number in map(known.root, unit.words)


def _is_open(unit: Unit) -> bool:
    """Whether a unit's number may be taken for that of something: it is absent but by itself, if at
    all, and its words do not but lead to something."""
    return not _leads(unit) and (not unit.absent or len(unit.words) == 1)


def _absent(known: Lexicon, its: Sequence[Unit], pair: Pair) -> Unit:
    """The unit of a number, in the words of the question, and what it is of."""
    words = [word for one in its for word in one.words]
    number = next((word for word in words if known.root(word) == pair.number), pair.number)
    said = (number if word == pair.number else word for word in pair.said.split())
    return Unit(tuple(said), (), absent=True, everyday=True)


def _leads(unit: Unit) -> bool:
    """Whether words but lead to what is related: that is told of them as a whole."""
    return bool(unit.meanings) and all(one.kind in LEADING for one in unit.meanings)


def _without(unit: Unit, pair: Pair) -> Unit:
    """A unit by what it means without the number."""
    kept = (
        one
        for one in unit.meanings
        if not one.term.startswith("w:") or pair.number not in one.term[2:].split()
    )
    return replace(unit, roots=(), meanings=tuple(kept))


def _counted(known: Lexicon, said: str, text: str) -> list[Pair]:
    """Numbers of tablets, of patients, of milligrams, of months; "one" is but a word."""
    groups = known.groups
    shares = groups["per-cent"]
    people = groups["counted-people"]
    counted = any_of_words(groups["counted"])
    nouns = groups["counted"] | people | groups["span"] | groups["measure"] | shares
    age = re.compile(rf"[\s-]*(?:of\s+age|{any_of_words(groups['of-an-age'])})\b")
    asked = rf"{NAME}({NUMBER})\s*-?\s*({any_of_words(nouns)})(?:\s+({counted}))?(?!\w)"
    found = []
    for match in re.finditer(asked, said):
        number, noun, of = match.groups()
        if number == "1" and not re.search(r"(?<![\d.,])1(?![\d.,])", text):
            continue
        if age.match(said[match.end() :]) or _ends_a_name(known, said, match):
            continue
        of = of if noun in groups["measure"] else None
        same = next((one for one in (shares, people) if noun in one), None)
        names = any_of_words(same) if same else _forms(noun)
        spans = same_spans(int(number), noun) if number.isdecimal() else []
        each = [(number, names), *((many, _forms(one)) for many, one in spans)]
        printed = "|".join(rf"{re.escape(str(many))}{BESIDE}(?:{forms})" for many, forms in each)
        strengths = any_of_words(groups["of-a-strength"])
        after = rf"\s+(?:{_forms(of)}|{strengths})" if of else ""
        pattern = re.compile(rf"(?<![\d.,])(?:{printed}){after}(?!\w)")
        others = tuple(str(many) for many, _ in spans)
        said_so = match[0] if of else match[0][: match.end(2) - match.start()]
        found.append(Pair(number, said_so, pattern, others))
    return found


def _ends_a_name(known: Lexicon, said: str, match: re.Match[str]) -> bool:
    """Whether a number is the end of a name with the word before it: exportin 1, type 2."""
    before = WORD_BEFORE.search(said[: match.start()])
    if before is None or before[1] in known.stop:
        return False
    name = f"{before[1]} {match[1]}"
    return any(plain(one.said) == name for one in meant_by(known, name.split()))


def _forms(noun: str) -> str:
    """A pattern for one and several of a noun."""
    return re.escape(noun.removesuffix("s")) + "s?"


def _treated(known: Lexicon, said: str) -> list[Pair]:
    """Numbers of lines of therapy, of agents of a class."""
    lines, agents = known.groups["line-of-therapy"], known.groups["agent-of-class"]
    nouns = any_of_words(lines | agents)
    found = []
    asked = rf"{NAME}(\d+){WORDS.format(ASKED)}({nouns})(?!\w)"
    for match in re.finditer(asked, said):
        if _ends_a_name(known, said, match):
            continue
        number, noun = match.groups()
        its = any_of_words(lines) if noun in lines else _forms(noun)
        pattern = re.compile(rf"(?<![\d.,]){number}{WORDS.format(PRINTED)}(?:{its})(?!\w)")
        found.append(Pair(number, match[0], pattern))
    return found


def _graded(known: Lexicon, said: str) -> list[Pair]:
    """Numbers of a grade, a page, an annex; "≥ grade 3" prints 3, and "Grade 3/4" both."""
    found = []
    for nouns in (known.groups["grade"], known.groups["numbered"]):
        names = any_of_words(nouns)
        for match in re.finditer(rf"\b(?:{names})\s+(\d{{1,2}}(?:\.\d+)?)(?![\d.,%])", said):
            span = rf"(?:\d\s*(?:[-/–]|or|and|to)\s*)?{re.escape(match[1])}"
            printed = rf"\b(?:{names})\s*[≥>=]*\s*{span}(?!\d)"
            found.append(Pair(match[1], match[0], re.compile(printed)))
    return found
