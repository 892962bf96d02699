"""The family's terms as patterns: headings, labels, heads of columns, "none"."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ingest.families import load_family
from ingest.vocabulary import folded_words, phrase_pattern

MARKS = "•·▪●○◦\uf0a7\uf0b7*–—-"


def terms() -> dict[str, Any]:
    """The terms of family.yml."""
    return load_family("assessment_report").terms


def joined(phrases: list[str]) -> str:
    """A pattern (for folded text) of any of ``phrases``, the longest first."""
    return _joined(tuple(phrases))


@cache
def _joined(phrases: tuple[str, ...]) -> str:
    patterns = (phrase_pattern(phrase).removeprefix(r"\s*") for phrase in phrases)
    return "|".join(sorted(patterns, key=len, reverse=True))


@cache
def compiled(path: str, template: str) -> re.Pattern[str]:
    """The phrases at ``path`` ("sections.advice") in the place of ``{}`` of a pattern."""
    found: Any = terms()
    for key in path.split("."):
        found = found[key]
    return re.compile(template.replace("{}", f"(?:{joined(found)})"))


def is_one_of(path: str, text: str) -> bool:
    """Whether ``text`` is one of the phrases at ``path``, marks and a full stop apart."""
    pattern = compiled(path, rf"[{re.escape(MARKS)}\s]*{{}}[\s.;:]*")
    return pattern.fullmatch(folded_words(text)) is not None


def is_none(text: str) -> bool:
    """Whether ``text`` says no more than that there is nothing."""
    return is_one_of("none", text)


def section_of(line: str) -> str | None:
    """The section that ``line`` is the heading of; a number or a bullet may stand before it."""
    words = re.sub(rf"^[{re.escape(MARKS)}\s]*(?:\d{{1,2}}(?:\.\d{{1,2}})*\.?\s+)?", "", line)
    keys: list[str] = list(terms()["sections"])
    return next((key for key in keys if is_one_of(f"sections.{key}", words)), None)


def role_of(head: str) -> str | None:
    """What a column holds whose head is ``head``; None where that is not known."""
    folded = folded_words(head)
    roles: list[str] = list(terms()["columns"])
    found = (r for r in roles if compiled(f"columns.{r}", r"{}(?!\w)").match(folded))
    return next(found, None)


def category_of(text: str) -> tuple[str, int] | None:
    """The category that ``text`` begins with, and how many folded characters its label has."""
    folded = folded_words(text)
    for category in terms()["categories"]:
        if match := compiled(f"categories.{category}", r"{}(?!\w)").match(folded):
            return category, match.end()
    return None
