"""What a figure looks like: patterns made from the dictionaries, for folded sentences."""

from __future__ import annotations

import re
from functools import cache

from ingest.vocabulary import dictionary

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?![\d.])|\d+(?:[.,]\d+)?)"
GRADE = re.compile(
    r"(?:(?P<least>≥|>=|at least)\s*grades?\s*(?P<a>\d)"
    r"|grades?\s*(?:(?P<sign>≥|>=|>|≤|<=|<)\s*)?(?P<b>\d)(?!\d|\s*%)"
    r"(?:(?P<up>\s*\+|\s*(?:or|and)\s+(?:higher|more|above|greater|worse))"
    r"|\s*(?:-|/|to|or|and)\s*(?:grades?\s*)?(?P<to>\d)(?!\d|\s*%))?)"
)


@cache
def _words(role: str) -> str:
    found = [row["wording"] for row in dictionary("figure_words") if row["role"] == role]
    return "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True))


def words(role: str) -> str:
    """The wordings that play ``role`` in ``figure_words.csv``, as alternatives of a pattern."""
    return _words(role)


@cache
def _qualifiers() -> list[tuple[str, str]]:
    return [
        (word, row["qualifier"])
        for row in dictionary("qualifiers", ("qualifier", "wordings"))
        for word in row["wordings"].split("|")
    ]


@cache
def _counts() -> dict[str, float]:
    rows = dictionary("number_words", ("word", "value", "kind"))
    return {row["word"]: float(row["value"]) for row in rows if row["kind"] == "count"}


@cache
def _shares() -> dict[str, float]:
    rows = dictionary("number_words", ("word", "value", "kind"))
    return {row["word"]: float(row["value"]) for row in rows if row["kind"] == "share"}


@cache
def _units() -> dict[str, str]:
    return {row["noun"]: row["unit"] for row in dictionary("counted_nouns", ("noun", "unit"))}


def _any_of(words_: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words_, key=len, reverse=True))


@cache
def noun() -> str:
    """Any noun that is counted, as a pattern."""
    return rf"(?:{_any_of(list(_units()))})\b"


@cache
def people() -> str:
    """Any noun for those who are counted, as a pattern."""
    return rf"(?:{_any_of([n for n, unit in _units().items() if unit == 'patients'])})\b"


@cache
def _qualifier(group: str) -> str:
    found = "|".join(
        re.escape(word) + (r"\b" if word[-1].isalpha() else "")
        for word, _ in sorted(_qualifiers(), key=lambda pair: len(pair[0]), reverse=True)
    )
    return rf"(?:(?<!\w)(?P<{group}>{found})\s*(?:an?\s+)?)?"


ADJECTIVES = (
    r"(?:(?!(?:in|of|and|or|with|to|for|from|at|on|the|per|mg|ml|kg|g|weeks?|days?|months?|years?"
    r"|hours?|times|doses?|cycles?|grade)\b)[a-z][\w-]*\s+){0,2}?"
)


@cache
def count() -> str:
    """A whole number in figures or in words, as a pattern."""
    return rf"(?:{NUMBER}|(?:{_any_of(list(_counts()))})\b)"


@cache
def figure() -> re.Pattern[str]:
    """A figure; the group that took part (``listed``, ``share``, ...) says of which form.

    ``589 (62.2%)``, ``34 (3.4%) of the 1,002 patients`` - ``7% (5/71)`` - ``about 15%``,
    ``5-10%`` - ``almost half of`` - ``3 and 5 patients``, ``9, 7 and 4 patients`` - ``one (1)
    case``, ``12 of 345 patients``.
    """
    of = r"\s*(?:/|\bof\b|\bout of\b)\s*(?:the\s+)?"
    return re.compile(
        rf"(?<![\w.,/-])(?:"
        rf"(?P<counted>{_qualifier('q1')}(?P<n1>{count()})(?:{of}(?P<d1>{NUMBER}))?"
        rf"(?:\s+(?P<u1>{ADJECTIVES}{noun()}))?\s*[(\[]\s*{_qualifier('p1')}(?P<v1>{NUMBER})\s*%\s*[)\]]"
        rf"(?:\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?(?P<d7>{NUMBER})(?=\s+{ADJECTIVES}{people()}))?)"
        rf"|(?P<between>between\s+(?P<v6>{NUMBER})\s*%?\s*and\s*(?P<m6>{NUMBER})\s*%)"
        rf"|(?P<percent>{_qualifier('q2')}(?P<v2>{NUMBER})"
        rf"(?:\s*%?\s*(?:-|\bto\b)\s*(?P<m2>{NUMBER}))?\s*(?:%|per\s?cent\b)"
        rf"(?:\s*[(\[]\s*(?:n\s*=\s*)?(?P<n2>{NUMBER})(?:{of}(?P<d2>{NUMBER}))?"
        rf"(?:\s+{ADJECTIVES}{noun()})?\s*[)\]])?)"
        rf"|(?P<share>{_qualifier('q3')}(?P<w3>{_any_of(list(_shares()))})(?=\s+of\b))"
        rf"|(?P<listed>(?P<a4>{count()}(?:\s*,\s+{count()})*)\s*,?\s+and\s+(?P<b4>{count()})\s+(?P<u4>{ADJECTIVES}{noun()}))"
        rf"|(?P<count>{_qualifier('q5')}(?P<n5>{count()})(?:\s*\(\s*{count()}\s*\))?"
        rf"(?:(?:{of}|\s+in\s+){_qualifier('p5')}(?P<d5>{count()}))?\s+(?P<u5>{ADJECTIVES}{noun()}))"
        rf")"
    )


@cache
def denominator() -> re.Pattern[str]:
    """``in >3111 patients treated``, ``Of 345 patients, ...``: who was looked at, no figure."""
    who = rf"{_qualifier('q')}(?P<n>{NUMBER})\s+(?P<basis>{ADJECTIVES}{people()}"
    exposed = words("exposed")
    return re.compile(
        rf"\b(?:in|of|among|from|out of)\s+(?:a total of\s+|the\s+|all\s+)?{who}"
        rf"(?:\s+(?:(?:who\s+)?(?:were|was|have been|had been)\s+)?(?:{exposed})\b))"
        rf"|^(?:of|among|out of)\s+(?:a total of\s+|the\s+|all\s+)?"
        + rf"{who})".replace("(?P<q>", "(?P<q_of>")
        .replace("<n>", "<n_of>")
        .replace("<basis>", "<basis_of>")
    )


def among(match: re.Match[str]) -> bool:
    """Whether a count before a percentage is all who were looked at: "1 case among 200 patients
    (0.5%)"."""
    found = re.search(
        rf"{count()}\s+{ADJECTIVES}{noun()}\s+among\s+(?:a total of\s+|the\s+)?$",
        match.string[: match.start()],
    )
    return found is not None and match.group("u1") is not None


def number(words_: str) -> float:
    """The value of a number in figures or in words."""
    if words_ in _counts():
        return _counts()[words_]
    if words_ in _shares():
        return _shares()[words_]
    thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+", words_)
    return float(words_.replace(",", "" if thousands else "."))


def unit(words_: str) -> str:
    """What is counted: patients, cases or events."""
    return _units()[words_.split()[-1]]


def qualifier(words_: str | None) -> str:
    """``about``, ``almost``, ...; ``exactly`` where nothing hedges the number."""
    return dict(_qualifiers())[words_] if words_ else "exactly"


def grade(words_: str) -> str | None:
    """The severity grade as ``3``, ``>=3`` or ``3-4``; None where none is named."""
    match = GRADE.search(words_)
    if match is None:
        return None
    if match.group("least"):
        return f">={match.group('a')}"
    if match.group("to"):
        return f"{match.group('b')}-{match.group('to')}"
    sign = {"≥": ">=", "≤": "<="}.get(match.group("sign") or "", match.group("sign") or "")
    return f"{'>=' if match.group('up') else sign}{match.group('b')}"
