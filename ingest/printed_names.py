"""The words where a medicine is named in, its brand or its INN out; nothing where they are none.

What ends a name (a strength, a form, a holder) and what is none is data: identification_names.csv.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.vocabulary import dictionary, fold, folded_words
from ingest.wordings import compiled

ENDS = ("strength", "form", "tail", "sentence")
LONGEST = 8
"""How many words a name may have; more are a sentence."""
SIGNS = " ,;:.-–—®™*[]<>“”\"'"


def name_of(words: str) -> str | None:
    """The name that ``words`` begin with: without strength, form, holder, version, ®.

    None when what is left is no name (an article, a label, an abbreviation).
    """
    name = _cut(words, ENDS)
    if not re.search(r"[A-Za-z]", name) or len(name) < 2 or len(name.split()) > LONGEST:
        return None
    return None if _is_any(name, "no name") else name


def several_names(words: str, substance: str = "") -> list[str]:
    """The names that ``words`` list ("Fictavel and Fictavel Duo"), if there are several.

    Strengths, forms and holders between commas are no names, and neither are the parts of one
    that is made of INNs ("Fictinib/Mockumab Nobody", of which ``substance`` is given).
    """
    pieces = re.split(r"\s*[,;&/]\s*|\s+(?:and|or)\s+", words)
    names = [name for piece in pieces if (name := name_of(piece)) and not _has(name, "holder")]
    inn = folded_words(substance)
    if all(re.search(rf"\b{re.escape(folded_words(name).split()[0])}", inn) for name in names):
        return []
    return names if len(names) > 1 else []


SUFFIX = re.compile(r"(?<=[a-z]{5})-[a-z]{4}$")
"""Four letters that the FDA puts behind the name of a biological product to tell its makers apart,
and that are no part of the INN (FDA, Nonproprietary Naming of Biological Products, 2017)."""


def substance_of(words: str, joined_by_and: bool = False) -> str | None:
    """An INN as printed, without its strength and a US suffix; a combination as ``a + b``.

    Its parts are joined by a sign; with ``joined_by_and``, or where each part is short, by "and"
    or a comma too.
    """
    words = " ".join(words.split())
    parts = [_inn(part) for part in re.split(r"\s*\+\s*|\s*/\s*(?!\d)", words) if part]
    listed = [_inn(part) for part in re.split(r"\s*[+/,]\s*|\s+and\s+", words) if part]
    if joined_by_and or (not _has(words, "whole") and all(map(_is_short, listed))):
        parts = listed
    elif any(part and part.count("(") != part.count(")") for part in parts):
        parts = [_inn(words)]  # a sign inside brackets: "influenza vaccine (A/H1N1)"
    return " + ".join(part for part in parts if part) if parts and all(parts) else None


def _inn(words: str) -> str | None:
    name = SUFFIX.sub("", _cut(words, ("strength",)))
    refused = _is_any(name, "no name") or _has(name, "sentence") or len(name) > 100
    return None if refused or not re.search(r"[A-Za-z]{3}", name) else name


def _is_short(name: str | None) -> bool:
    return name is not None and len(name.split()) <= 3


def _cut(words: str, kinds: tuple[str, ...]) -> str:
    """``words`` as far as the first wording of ``kinds``, without signs at either end."""
    folded = fold(words)
    found = (pattern.search(folded.text) for kind in kinds for pattern in _patterns(kind))
    end = min((folded.origin[match.start()] for match in found if match), default=len(words))
    return " ".join(words[:end].split()).strip(SIGNS)


def _is_any(name: str, kind: str) -> bool:
    return any(pattern.fullmatch(folded_words(name)) for pattern in _patterns(kind))


def _has(name: str, kind: str) -> bool:
    return any(pattern.search(folded_words(name)) for pattern in _patterns(kind))


@cache
def _patterns(kind: str) -> list[re.Pattern[str]]:
    """The wordings of one kind; all but "no name" end where a word does."""
    after = "" if kind == "no name" else r"(?:(?!\w)|(?<=\W))"
    return [
        re.compile(compiled(row["pattern"]).pattern + after)
        for row in dictionary("identification_names", ("kind", "pattern"))
        if row["kind"] == kind
    ]
