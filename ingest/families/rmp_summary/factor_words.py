"""The words that play parts in lists of risk factors, as patterns for folded text."""

from __future__ import annotations

import re
from functools import cache

from ingest.families.rmp_summary.figure_patterns import groups
from ingest.vocabulary import dictionary

JOINING = re.compile(r"\s(?:and/or|as well as|and|or)\s")
ADJECTIVE = re.compile(r"[\w-]*(?:al|ic|ous|ive|iac|ary|atory|ular|ed|-)")
"""A word that says how or where something is, by its ending; some nouns end so, too
(``list_words.csv``, ``no_modifier``)."""


@cache
def words(role: str) -> str:
    """The wordings that play ``role`` in ``list_words.csv``, as alternatives of a pattern."""
    found = [row["wording"] for row in dictionary("list_words") if row["role"] == role]
    return "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True))


@cache
def aside() -> str:
    """Words that leave nothing out, with the marks around them: "(but not limited to)"."""
    return rf"[\s,(]*(?:{words('leaves_nothing_out')})(?:[),:]|(?=\s|$))+"


@cache
def opening() -> str:
    """What opens members, as a pattern: "including", "including, but not limited to,"."""
    return rf"(?:{words('opens_members')})(?:{aside()})?"


def adjective() -> str:
    """A word that says how or where something is, as a pattern."""
    one = rf"(?:(?:{words('degree')})|{ADJECTIVE.pattern})(?![\w-])"
    return rf"(?:\w+ly\s)?(?!(?:{words('no_modifier')})\b){one}"


def body_part() -> str:
    """A part of the body, as a pattern."""
    return rf"(?:{words('body_part')})s?"


def medicine() -> str:
    """A medicine or a class of them with up to three words before it, as a pattern."""
    ending = words("medicine_ending")
    classes = r"class\s\w+(?:\s(?:and|or)\s\w+)?\s"
    before = rf"(?:{classes}|(?:(?!(?:and|or|of|with)\s)[\w-]+\s){{0,3}})"
    return rf"{before}(?:(?:{words('medicine')})|[\w-]*(?:{ending})s?)"


def has_people(said: str) -> bool:
    """Whether folded words name people."""
    return re.search(rf"\b(?:{groups()}|(?:{words('people')})\b)", said) is not None


def blanked(flat: str, start: int, end: int) -> str:
    """``flat[start:end]`` with what stands in brackets blanked, so that offsets hold."""
    return re.sub(r"[(\[][^)\]]*[)\]]?", lambda m: "#" * len(m.group()), flat[start:end])
