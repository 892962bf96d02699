"""One folder a family of documents: ``family.yml`` says how to know one, ``parse.py`` reads it.

``parse(document)`` is a generator from a Document to rows; ``layout_of(document)``, where a family
has several layouts, is the name of the document's own. A new family is a folder here, a file
in ``schema/`` and a folder of examples; nothing else names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from ingest.chapter import Chapter, find_pages
from ingest.document import Document
from ingest.errors import BadVocabulary, UnknownFamily
from ingest.plan_checks import check_rows
from ingest.records import Finding, Row
from ingest.sections import HeadingRule
from ingest.vocabulary import fold, phrase_pattern

FOLDER = Path(__file__).parent
KEYS = {"name", "about", "source", "recognise", "headings", "terms", "chapter"}


@dataclass(frozen=True, slots=True)
class Family:
    """What ``family.yml`` says: how to recognise a document, its headings, its terms."""

    name: str
    recognise: tuple[str, ...]
    headings: tuple[HeadingRule, ...]
    terms: dict[str, Any]
    chapter: Chapter | None
    """The part of a long file that is read; None where a document is read whole."""

    def pages(self, texts: list[str]) -> set[int]:
        """The pages to be read of a long file whose pages have ``texts``."""
        return find_pages(texts, self.chapter) if self.chapter else set(range(1, len(texts) + 1))


def family_names() -> list[str]:
    """The families there are, by name."""
    return sorted(path.parent.name for path in FOLDER.glob("*/family.yml"))


@cache
def load_family(name: str) -> Family:
    """The family of that name. Raises BadVocabulary for a key that family.yml does not have."""
    text = (FOLDER / name / "family.yml").read_text(encoding="utf-8")
    said = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    unknown, lacking = set(said) - KEYS, KEYS - set(said)
    if unknown or lacking:
        raise BadVocabulary(
            f"families/{name}/family.yml: unknown {sorted(unknown)}, lacking {sorted(lacking)}; "
            f"its keys are {sorted(KEYS)}"
        )
    headings = heading_rules(said["headings"])
    chapter = said["chapter"] and Chapter(
        starts=tuple(said["chapter"]["starts"]),
        ends=tuple(said["chapter"]["ends"]),
        holds=tuple(said["chapter"]["holds"]),
        within=said["chapter"]["within"],
        cover=said["chapter"]["cover"],
        beside=tuple(said["chapter"].get("beside", ())),
    )
    return Family(said["name"], tuple(said["recognise"]), headings, said["terms"], chapter)


def heading_rules(said: list[dict[str, Any]]) -> tuple[HeadingRule, ...]:
    """The headings of a layout as family.yml lists them."""
    return tuple(
        HeadingRule(
            key=rule["key"],
            level=rule["level"],
            titles=tuple(rule["titles"]),
            numbers=tuple(rule.get("numbers", ())),
            required=rule.get("required", False),
        )
        for rule in said
    )


def parse_document(document: Document, family: str) -> Iterator[Row]:
    """The rows of ``document`` read as one of ``family``, furniture in its text left out.

    Raises UnknownFamily when no phrase by which the family is known stands in the text, and
    MissingSection when a section is missing that the family cannot do without.
    """
    document = document.plain
    known = "|".join(phrase_pattern(phrase) for phrase in load_family(family).recognise)
    if not re.search(known, fold(document.text).text):
        raise UnknownFamily(
            f"{document.id}: not a document of family {family} (none of the phrases it is known "
            f"by stands in it); mend 'family' in source.yml (one of {', '.join(family_names())})"
        )
    parse: Callable[[Document], Iterator[Row]] = _module(family).parse
    return _checked(document, parse(document))


def _checked(document: Document, parsed: Iterator[Row]) -> Iterator[Row]:
    """``parsed``, and what it says against itself; what holds for several concerns is said once."""
    rows = []
    found = set()
    for row in parsed:
        if isinstance(row, Finding):
            same = (row.span, row.rule, row.message)
            if same in found:
                continue
            found.add(same)
        rows.append(row)
        yield row
    yield from check_rows(document, rows)


def layout_of(document: Document, family: str) -> str | None:
    """Which layout of ``family`` a document that can be parsed follows; None if it has but one."""
    find: Callable[[Document], str] | None = getattr(_module(family), "layout_of", None)
    return find(document.plain) if find else None


def _module(family: str) -> ModuleType:
    return import_module(f"ingest.families.{family}.parse")
