"""Words in the tables of a risk management plan in, what they are out: heads, categories, "none".

Knowledge lies in ``plan_words.csv``: a kind, a key within it, a wording. The order of the rows
matters where a head fits two columns: the first has it.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.bullets import SIGN
from ingest.vocabulary import dictionary, folded_words, phrase_pattern

MARKS = rf"(?:{SIGN}|\s)*"
"""What may stand before words: marks and blanks."""


@cache
def keys_of(kind: str) -> tuple[str, ...]:
    """The keys of a kind ("identified", "potential", "missing" of "category"), in their order."""
    return tuple(dict.fromkeys(row["key"] for row in _rows() if row["kind"] == kind))


@cache
def plan_word(kind: str, key: str = "", template: str = "{}") -> re.Pattern[str]:
    """The wordings of a kind's key in the place of ``{}`` of a pattern, for folded text."""
    found = [row["wording"] for row in _rows() if (row["kind"], row["key"]) == (kind, key)]
    return re.compile(template.replace("{}", f"(?:{any_of(tuple(found))})"))


@cache
def any_of(phrases: tuple[str, ...]) -> str:
    """A pattern of any of ``phrases``, the longest first."""
    patterns = (phrase_pattern(phrase).removeprefix(r"\s*") for phrase in phrases)
    return "|".join(sorted(patterns, key=len, reverse=True))


def is_word(kind: str, text: str, key: str = "") -> bool:
    """Whether ``text`` is one of the wordings, marks and a full stop apart."""
    whole = plan_word(kind, key, rf"{MARKS}{{}}[\s.;:]*")
    return whole.fullmatch(folded_words(text)) is not None


def is_none(text: str) -> bool:
    """Whether ``text`` says no more than that there is nothing."""
    return is_word("none", text)


def all_concerns(text: str) -> bool:
    """Whether ``text`` means every listed concern."""
    return is_word("all_concerns", text)


def role_of(head: str) -> str | None:
    """What a column holds whose head is ``head``; None where that is not known."""
    folded = folded_words(head)
    found = (r for r in keys_of("column") if plan_word("column", r, r"{}(?!\w)").match(folded))
    return next(found, None)


def category_of(text: str) -> tuple[str, int] | None:
    """The category that ``text`` begins with, and how many folded characters its label has."""
    folded = folded_words(text)
    for category in keys_of("category"):
        if match := plan_word("category", category, r"{}(?!\w)").match(folded):
            return category, match.end()
    return None


def category_label(text: str) -> str | None:
    """The category that ``text`` is the label of; None where it says more than that."""
    return next((c for c in keys_of("category") if is_word("category", text, c)), None)


def _rows() -> list[dict[str, str]]:
    return dictionary("plan_words", ("kind", "key", "wording"))
