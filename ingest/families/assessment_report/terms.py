"""The family's terms as patterns: headings, labels, prose, the cover."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ingest.families import load_family
from ingest.plan_words import MARKS, any_of
from ingest.vocabulary import folded_words


def terms() -> dict[str, Any]:
    """The terms of family.yml."""
    return load_family("assessment_report").terms


@cache
def compiled(path: str, template: str) -> re.Pattern[str]:
    """The phrases at ``path`` ("sections.advice") in the place of ``{}`` of a pattern."""
    found: Any = terms()
    for key in path.split("."):
        found = found[key]
    return re.compile(template.replace("{}", f"(?:{any_of(tuple(found))})"))


def is_one_of(path: str, text: str) -> bool:
    """Whether ``text`` is one of the phrases at ``path``, marks and a full stop apart."""
    pattern = compiled(path, rf"{MARKS}{{}}[\s.;:]*")
    return pattern.fullmatch(folded_words(text)) is not None


def section_of(line: str) -> str | None:
    """The section that ``line`` is the heading of; a number or a bullet may stand before it."""
    words = re.sub(rf"^{MARKS}(?:\d{{1,2}}(?:\.\d{{1,2}})*\.?\s+)?", "", line)
    keys: list[str] = list(terms()["sections"])
    return next((key for key in keys if is_one_of(f"sections.{key}", words)), None)
