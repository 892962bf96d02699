"""What people say in, the key that it is found by out: the roots of its words."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ingest.vocabulary import dictionary
from ingest.words import DECIMAL, as_decimal, plain, root, said_words

MEASURED = ("per-cent", "measure")
"""The groups of words for what a number is a share of, or is measured in."""
CODE = re.compile(
    r"(?<![\w./-])(?:[^\W\d_]{1,5}\d*|\d+[^\W\d_]{0,5})"
    r"(?:[-/](?:[^\W\d_]{1,5}\d*|\d+[^\W\d_]{0,5}))+(?![\w/-])"
)
"""What is joined by hyphens or strokes as codes are."""
NUMBER = re.compile(r"\d{3,}")
"""The digits that a code has at least in one of its parts."""
MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
BEFORE_DIGITS = re.compile(r"(?<!\w)([^\W\d_]+)[\s:.]*$")
MOST_BEFORE = 20
"""A word before a number, and the letters that are read for it."""
GAP = "…"
"""Stands in a phrase of a question where it is said what is asked about: "which … count"."""


def phrase(
    said: str,
    term: str,
    kind: str,
    strength: float,
    source: str,
    ordered: bool = False,
    whole: bool = False,
    means: str | None = None,
    relation: str = "",
) -> dict[str, Any]:
    """A row of ``search_phrases``; ``relation`` is empty for a name of what it stands for.

    Its key has the words that are no stop words, in any order. Stop words count (light ones never),
    and the order too, where little is left without them ("too many tablets"), wherever there are
    any in phrases that are to be ``ordered``, where one has a gap, where but one word is left of
    what is to be taken as a ``whole`` ("took it for years"), where but numbers and spans of time
    are ("a week in one go"), and where something is compared ("more than the prescribed dose").
    """
    before, _, after = said.partition(GAP)
    words = said_words(said)
    kept = [word for word in words if word not in stop_words()]
    heavy = [word for word in words if word not in light_words()]
    if ordered and len(kept) == 1 and (words[-1] in light_words() or words[0] == "that"):
        ordered = len(words) > 1  # "generic of" asks for a kind of rows, "generic" does not
    else:
        ordered = len(heavy) > len(kept) and (ordered or len(kept) < 2)
    ordered = ordered or not kept or (whole and len(kept) == 1 < len(words))
    ordered = ordered or (len(heavy) > len(kept) and all(map(_counts, kept)))
    ordered = ordered or not _group("comparing").isdisjoint(heavy)
    if ordered:
        key = [root(word) for word in (heavy if len(heavy) > 1 else words)]
    else:
        key = sorted(root(word) for word in kept)
    if GAP in said:
        ordered, key = True, [*_heavy(before), GAP, *_heavy(after)]
    return {
        "key": " ".join(key),
        "is_ordered": int(ordered),
        "term": term,
        "strength": strength,
        "said": said,
        "kind": kind,
        "source": source,
        "means": means,
        "relation": relation or None,
    }


def _heavy(said: str) -> list[str]:
    return [root(word) for word in said_words(said) if word not in light_words()]


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing of what is looked for."""
    rows = dictionary("search_stop_words", ("word", "kind", "source"))
    return frozenset(row["word"] for row in rows if row["kind"] in ("stop", "light"))


def _counts(word: str) -> bool:
    """Whether a word is a number, or a span of time that is counted."""
    return root(word).isdigit() or word in _group("span")


def decimals_of(text: str) -> list[str]:
    """The numbers of ``text`` that have decimals, by a point. A comma parts them where they begin
    with 0, or are a share or measured: pages 3,4 are two. A version keeps its zeros."""
    return [
        match[0] if _is_of_digits(text[: match.start()]) else as_decimal(match[0])
        for match in DECIMAL.finditer(text)
        if "." in match[0] or match[0].startswith("0,") or _measured().match(text, match.end())
    ]


def codes_of(text: str) -> list[str]:
    """The codes of ``text`` (plain): "EMEA/H/C/000001", "ABC-627", "1918-2". A span of numbers is
    none (100-200), nor a month (2019-07)."""
    return [plain(match[0]) for match in CODE.finditer(text) if _is_code(match[0])]


def _is_code(written: str) -> bool:
    if not NUMBER.search(written):
        return False
    first, *others = re.split("[-/]", written)
    if all(part.isdecimal() for part in (first, *others)):
        falls = len(others) == 1 and int(others[0]) < int(first)
        return falls and "/" not in written and not MONTH.fullmatch(written)
    return written == written.upper()


@cache
def _measured() -> re.Pattern[str]:
    """What stands behind a number that is a share or is measured."""
    rows = dictionary("search_word_groups", ("name", "word", "source"))
    nouns = sorted({row["word"] for row in rows if row["name"] in MEASURED}, key=len, reverse=True)
    said = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in nouns)
    return re.compile(rf"\s*-?\s*(?:{said})(?!\w)", re.IGNORECASE)


def _is_of_digits(before: str) -> bool:
    """Whether what stands ``before`` a number says that it is no quantity: a version is none."""
    words = BEFORE_DIGITS.search(before[-MOST_BEFORE:])
    return words is not None and words[1].lower() in _group("of-digits")


@cache
def _group(name: str) -> frozenset[str]:
    rows = dictionary("search_word_groups", ("name", "word", "source"))
    return frozenset(row["word"] for row in rows if row["name"] == name)


@cache
def light_words() -> frozenset[str]:
    """Stop words that say nothing inside a phrase either."""
    rows = dictionary("search_stop_words")
    return frozenset(row["word"] for row in rows if row["kind"] == "light")
