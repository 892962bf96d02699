"""Phrases with slots in, patterns and values out: "at least <minimum_count:count> prior therapies".

A slot is ``<name:type>``, or ``<name:type=phrase>`` where the words in it are known too;
``<product>`` is the policy's medicine and ``<rest>`` any words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from ingest.families.prior_approval.text import COUNT, count, terms
from ingest.vocabulary import Match, folded_words, phrase_pattern

Value = int | str | list[str] | list[dict[str, object]]
SLOT = re.compile(r"(?P<name>\w+)(?::(?P<type>\w+)(?:=(?P<phrase>.+))?)?")


@cache
def compiled(phrase: str, products: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of ``phrase`` on folded text, and the type of each of its slots by name."""
    types: dict[str, str] = {}
    pattern = []
    for at, part in enumerate(re.split(r"<([^<>]+)>", phrase)):
        slot = SLOT.fullmatch(part) if at % 2 else None
        if slot is None:
            pattern.append(phrase_pattern(part) if part else "")
        elif slot["type"] is None:
            names = "|".join(re.escape(folded_words(name)) for name in products)
            rest = rf"(?P<rest_{at}>[\s\S]*)"
            pattern.append(f"(?:{names})" if slot["name"] == "product" else rest)
        else:
            types[slot["name"]] = slot["type"]
            any_words = COUNT if slot["type"] == "count" else r"[\s\S]+?"
            words = phrase_pattern(slot["phrase"]) if slot["phrase"] else any_words
            pattern.append(f"(?P<{slot['name']}>{words})")
    return re.compile("".join(pattern)), types


def filled(match: Match, types: dict[str, str], text: str) -> dict[str, Value] | None:
    """The values of a match's slots; None when one of them holds something else than its type."""
    values: dict[str, Value] = {}
    for name, kind in types.items():
        span = match.group(name)
        value = READ[kind](span.of(text)) if span else None
        if value is None:
            return None
        values[name] = value
    return values


def read_words(words: str) -> str | None:
    """A single name; None when the words go on over what no name has."""
    name = words.strip(" ,;")
    ends = set(terms()["names_end_at"])
    joined = re.search(r"\w/\w|[&+]|\d\s*(?:mg|mcg|g|ml|units?|%)(?!\w)", name)
    apart = not name or joined or ends & set(re.findall(r"[\w/]+", name.casefold()))
    return None if apart else name


def read_class(words: str) -> str | None:
    """The name of one class; None when it lists several."""
    return None if re.search(r"[,;()]", words.strip(" ,;")) else read_words(words)


def read_list(joiner: str) -> Callable[[str], list[str] | None]:
    """A reader of names joined by commas and ``joiner``; after it no comma joins alone."""

    def read(words: str) -> list[str] | None:
        *before, last = split_outside_brackets(words, rf",?\s+{joiner}\s+")
        if any(
            "," in re.sub(r"\([^()]*\)", "", one) for one in [*before[1:], last if before else ""]
        ):
            return None
        parts = [one for some in [*before, last] for one in split_outside_brackets(some, r",\s*")]
        names = [name for part in parts if (name := read_words(part))]
        return names if len(names) == len(parts) else None

    return read


def read_classes(words: str) -> list[dict[str, object]] | None:
    """Classes of medicines of which any will do, with their examples: ``{class, examples}``."""
    found: list[dict[str, object]] = []
    for part in split_outside_brackets(words, r",\s*(?:(?:and/)?or\s+)?|\s+(?:and/)?or\s+"):
        match = re.fullmatch(
            r"(?:(?:an?|other|another)\s+)?(?P<name>[^()]+?)"
            r"(?:\s*\((?:e\.g\.|such as),?\s*(?P<examples>[^()]+?),?(?:\s*etc\.?)?\))?",
            part.strip(),
        )
        name = read_words(match["name"]) if match else None
        if match is None or name is None:
            return None
        examples = re.split(r",\s*(?:and\s+|or\s+)?", match["examples"] or "")
        found.append({"class": name, "examples": examples} if any(examples) else {"class": name})
    return found


def split_outside_brackets(words: str, at: str) -> list[str]:
    """``words`` split where ``at`` matches outside round brackets."""
    parts, start = [], 0
    for match in re.finditer(rf"\([^()]*\)|(?P<at>{at})", words):
        if match["at"] is not None:
            parts.append(words[start : match.start()])
            start = match.end()
    return [*parts, words[start:]]


READ: dict[str, Callable[[str], Value | None]] = {
    "count": lambda words: count(folded_words(words)),
    "folded": folded_words,
    "words": read_class,
    "and": read_list("and"),
    "or": read_list("or"),
    "times": lambda words: re.split(r"\s+and\s+", words.strip()),
    "classes": read_classes,
}
