"""What a figure looks like: patterns made from the dictionaries, for folded sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.families.rmp_summary.figure_numbers import (
    NUMBER,
    any_of,
    count,
    no_one,
    number_word,
    shares,
)
from ingest.vocabulary import dictionary

GRADE = re.compile(
    r"(?:(?P<least>≥|>=|at least)\s*grades?\s*(?P<a>\d)"
    r"|grades?\s*(?:(?P<sign>≥|>=|>|≤|<=|<)\s*)?(?P<b>\d)(?!\d|\s*%)"
    r"(?:(?P<up>\s*\+|\s*\(?(?:or|and)\s+(?:higher|more|above|greater|worse))"
    r"|(?P<list>(?:\s*,\s*\d(?!\d|\s*%))*)\s*(?P<joined>-|/|to|,?\s*(?:or|and))\s*(?:grades?\s*)?"
    r"(?P<to>\d)(?!\d|\s*%))?)"
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
def _units() -> dict[str, str]:
    return {row["noun"]: row["unit"] for row in dictionary("counted_nouns", ("noun", "unit"))}


@cache
def noun() -> str:
    """Any noun that is counted, as a pattern."""
    return rf"(?:{any_of(list(_units()))})\b{_no_exposure()}"


@cache
def people() -> str:
    """Any noun for those who are counted, as a pattern."""
    them = any_of([n for n, unit in _units().items() if unit == "patients"])
    return rf"(?:{them})\b{_no_exposure()}"


@cache
def groups() -> str:
    """Those of ``people`` whom a risk factor names as a group; others are only counted."""
    rows = dictionary("counted_nouns", ("noun", "unit", "only_counted"))
    them = [row["noun"] for row in rows if row["unit"] == "patients" and not row["only_counted"]]
    return rf"(?:{any_of(them)})\b{_no_exposure()}"


def _no_exposure() -> str:
    """Patients under observation for a time are counted, not "patient-years"."""
    return rf"(?!(?:\s*-\s*|\s+)(?:{words('exposure_unit')})\b)"


@cache
def _qualifier(group: str) -> str:
    found = "|".join(
        re.escape(word) + (r"\b" if word[-1].isalpha() else "")
        for word, _ in sorted(_qualifiers(), key=lambda pair: len(pair[0]), reverse=True)
    )
    return rf"(?:(?<!\w)(?P<{group}>{found})\s*(?:an?\s+)?)?"


def hedge() -> str:
    """What may hedge a number, as a pattern."""
    return _qualifier("hedge").replace("?P<hedge>", "?:")


@cache
def adjectives() -> str:
    """Up to two words before a noun, as a pattern; no number is one."""
    no = (
        r"(?:(?:by|among|during|under|than)(?![\w-])"
        r"|(?:in|of|and|or|with|to|for|from|at|on|the|per|mg|ml|kg|g|weeks?|days?|months?|years?"
        r"|hours?|times|doses?|cycles?|grade|a|an|was|were|is|are|has|have|had)\b)"
    )
    return rf"(?:(?!{no}|{number_word()})[a-z][\w-]*\s+){{0,2}}?"


@cache
def comparator() -> str:
    """What patients of another arm took, as a pattern; a "placebo-controlled trial" is no arm."""
    before = "|".join(rf"(?<=\b{word}\s)" for word in ("with", "on", "than", "vs", "versus", "and"))
    control = rf"(?:{before}|(?<=[,;]\s))control(?=\s*(?:[,.;:()]|$)|\s+(?:in\b|and\b|\d))"
    return rf"(?:\b(?:{words('comparator')})\b(?![\s-]+(?:{words('no_arm')})\b)|{control})"


@cache
def figure() -> re.Pattern[str]:
    """A figure; the group that took part (``listed``, ``share``, ...) says of which form.

    ``589 (62.2%)``, ``34 (3.4%) of the 1,002 patients`` - ``7% (5/71)`` - ``about 15%``,
    ``5-10%`` - ``almost half of`` - ``3 and 5 patients``, ``9, 7 and 4 patients`` - ``one (1)
    case``, ``12 of 345 patients`` - ``none on placebo``, ``none of 870 patients on placebo`` -
    ``none among 870 recipients of
    placebo`` - ``Of the 7 patients, 6 had``.
    """
    who = rf"{adjectives()}{people()}"
    on_comparator = (
        rf"\s+(?:{words('qualifies_people')})\s+(?:(?!(?:{words('verb')})\b)[\w-]+\s+){{0,4}}?"
        rf"{comparator()}"
    )
    took_it = rf"\s+(?:{words('has_taken')})\s+(?:the\s+)?{comparator()}(?=\s*(?:[.;]|$))"
    of = r"\s*(?:/|\bof\b|\bout of\b)\s*(?:the\s+)?"
    return re.compile(
        rf"(?<![\w.,/-])(?:"
        rf"(?P<counted>{_qualifier('q1')}(?P<n1>{count()})(?:{of}(?P<d1>{count()}))?"
        rf"(?:\s+(?P<u1>{adjectives()}{noun()}))?\s*[(\[]\s*{_qualifier('p1')}(?P<v1>{NUMBER})\s*%\s*[)\]]"
        rf"(?(d1)|(?:\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?(?P<d7>{count()})"
        rf"(?=\s+(?:{adjectives()}{people()}|(?:on|with|receiving|given|in\s+the)\b)))?))"
        rf"|(?P<between>between\s+(?P<v6>{NUMBER})\s*%?\s*and\s*(?P<m6>{NUMBER})\s*%)"
        rf"|(?P<percent>{_qualifier('q2')}(?P<v2>{NUMBER})"
        rf"(?:\s*%?\s*(?:-|\bto\b)\s*(?P<m2>{NUMBER}))?\s*(?:%|per\s?cent\b)"
        rf"(?:\s*[(\[]\s*(?:n\s*=\s*)?(?P<n2>{NUMBER})(?:{of}(?P<d2>{NUMBER}))?"
        rf"(?:\s+{adjectives()}{noun()})?\s*[)\]])?)"
        rf"|(?P<share>{_qualifier('q3')}(?P<w3>{shares()})(?=\s+(?:of|the|all)\b))"
        rf"|(?P<listed>(?P<a4>{count()}(?:\s*,\s+{count()})*)\s*,?\s+and\s+(?P<b4>{count()})\s+(?P<u4>{adjectives()}{noun()}))"
        rf"|(?P<count>{_qualifier('q5')}(?P<n5>{count()})(?:\s*\(\s*{count()}\s*\))?"
        rf"(?:(?:{of}|\s+in\s+){_qualifier('p5')}(?P<d5>{count()}))?\s+(?P<u5>{adjectives()}{noun()}))"
        rf"|(?P<none>{no_one(who)}(?:\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?(?P<d9>{count()})"
        rf"\s+(?P<b9>{who}))?(?={on_comparator}))"
        rf"|(?P<none_among>{no_one(who)}\s+among\s+(?:the\s+|all\s+)?(?P<d0>{count()})"
        rf"\s+(?P<b0>{who}{took_it}))"
        rf"|(?P<bare>(?P<n8>{count()})(?=\s+(?:{words('befell')})\b))"
        rf")"
    )


def figures_in(flat: str) -> Iterator[re.Match[str]]:
    """What looks like a figure, in printed order; the "one" of "a known one, and 3 cases" is no
    number, nor is that of "Study 301 (0.6%)" a count."""
    stands_for = re.compile(r"\ba\s+[a-z-]+\s+$")
    label = re.compile(rf"\b(?:{words('not_a_count_after')})\s+$")
    at = 0
    while match := figure().search(flat, at):
        lone = match.group("listed") and re.match(r"one\b", match.group())
        if lone and stands_for.search(flat[: match.start()]):
            at = match.start() + len("one")
            continue
        alone = match.group("counted") and not (match.group("d1") or match.group("u1"))
        if alone and label.search(flat[: match.start()]):
            at = match.end("n1")
            continue
        at = match.end()
        yield match


@cache
def denominator() -> re.Pattern[str]:
    """Who was looked at, which is no figure.

    ``in >3111 patients treated``, ``Of 345 patients, ...``, ``In a survey of 345 patients ...``.
    """
    many = rf"{_qualifier('q')}(?P<n>{NUMBER})\s+(?P<basis>{adjectives()}"
    who, who_or_what = rf"{many}{people()}", rf"{many}(?:{people()}|(?:{words('shared')})\b)"
    exposed = words("exposed")
    no_word = r"\d|(?:and|or|but|were|was|is|are|had|has|have|which|who|that)\b"
    no_one_of = (
        rf"\bno\s+(?!{people()})(?:(?!{no_word})[\w-]+\s+){{1,5}}?(?:in|among|of)\s+"
        r"(?:the\s+|all\s+)?"
    )
    taking_part = rf"(?:in|among|{words('had_in_it')})"
    return re.compile(
        rf"\b(?:in|of|among|from|out of)\s+(?:a total of\s+|the\s+|all\s+)?{who}"
        rf"(?:\s+(?:(?:who\s+)?(?:were|was|have been|had been)\s+)?(?:{exposed})\b))"
        rf"|{no_one_of}{_renamed(who, 'no')})"
        rf"|^(?:of|among|out of)\s+(?:a total of\s+|the\s+|all\s+)?{_renamed(who_or_what, 'of')})"
        rf"|^in\s+(?:(?!{count()})[a-z][\w-]*\s+){{1,6}}?{taking_part}\s+"
        rf"{_renamed(who, 'in')})"
    )


def _renamed(pattern: str, suffix: str) -> str:
    """A pattern whose groups have ``suffix`` after their names, for a second place in another."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{suffix}>", pattern)


def any_name(names: Sequence[str]) -> str:
    """Any of the names of a medicine, as a pattern; without a name one that matches nothing."""
    return rf"(?:{any_of([name for name in names if name]) or '(?!)'})"


def is_share(match: re.Match[str]) -> bool:
    """Whether a figure is printed as a percentage, with its count or without."""
    return bool(match.group("percent") or match.group("counted"))


def among(match: re.Match[str]) -> bool:
    """Whether a count before a percentage is all who were looked at: "1 case among 200 patients
    (0.5%)"."""
    found = re.search(
        rf"{count()}\s+{adjectives()}{noun()}\s+among\s+(?:a total of\s+|the\s+)?$",
        match.string[: match.start()],
    )
    return found is not None and match.group("u1") is not None


def unit(words_: str) -> str:
    """What is counted: patients, cases or events."""
    return _units()[words_.split()[-1]]


def qualifier(words_: str | None) -> str:
    """``about``, ``almost``, ...; ``exactly`` where nothing hedges the number."""
    return dict(_qualifiers())[words_] if words_ else "exactly"


def grade(words_: str) -> str | None:
    """The severity grade as ``3``, ``>=3`` or ``3-4``; None where none is named, or several that
    may have each its figure ("grade 3, 4 and 5"), or two that leave one out."""
    match = GRADE.search(words_)
    if match is None or match.group("list"):
        return None
    joined = match.group("to") and match.group("joined").endswith(("or", "and"))
    if joined and int(match.group("to")) != int(match.group("b")) + 1:
        return None
    if match.group("least"):
        return f">={match.group('a')}"
    if match.group("to"):
        return f"{match.group('b')}-{match.group('to')}"
    sign = {"≥": ">=", "≤": "<="}.get(match.group("sign") or "", match.group("sign") or "")
    return f"{'>=' if match.group('up') else sign}{match.group('b')}"
