"""The rows of identification.csv in, patterns out: where a document says what it is.

A wording is a phrase as in the other dictionaries with slots such as ``<product>``; ``^`` and
``$`` are the ends of a line, ``<newline>`` is one, ``<the product>`` is the name found before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.printed_dates import date_pattern
from ingest.vocabulary import dictionary, phrase_of, phrase_pattern

SLOT = re.compile(r"<([\w ]+)>")
NAME = r"[^\n()]{1,80}?"
SLOTS = {
    # A long name goes on in the next line: "for Fictavel" + line break + "Duo (fictinib)".
    "product": rf"(?P<product>{NAME}(?:\n[^\n()]{{0,30}}?)??)",
    # Brackets inside brackets: "(fictinib (as mesylate))".
    "substance": r"(?P<substance>[^\n()]{2,}?(?:\n[^\n()]{2,60}?)??(?:\([^()]*\)[^()]{0,20}?)??)",
    "substances": r"(?P<substances>[^\n().;]{2,}?(?:\n[^\n().;]{2,60}?)??)",
    "version": r"(?P<version>\d+(?:\.\d+)*)(?!\w)",
    "publisher": r"(?P<publisher>[^\n,]{3,80}?)",
    "procedure": r"(?P<procedure>(?:emea|ema)/h/[a-z]/(?:[a-z]+[-/])?\d+(?:/[a-z0-9-]+)*)",
    "rest": r"[^\n]*",
    "skip": r"[^\n]*?(?:\n[^\n]*?)?",
    "newline": r"\n[ ]?",
    "year": r"\d{4}(?!\d)",
    "number": r"\d+(?:[.,]\d+)*",
}
CONTENTS = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}")
"""Leaders: a line of a table of contents says nothing by itself."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A row of identification.csv: of which family it speaks, what it gives, where it may stand.

    ``scope`` is ``cover`` (the first page, or the first 40 lines), ``first line`` or ``anywhere``.
    """

    family: str
    gives: frozenset[str]
    scope: str
    phrase: str

    def pattern(self, product: str | None) -> re.Pattern[str] | None:
        """For folded text; None when it needs the name of a product and there is none yet."""
        if "<the product>" in self.phrase and product is None:
            return None
        return compiled(self.phrase, product or "")


@cache
def wordings(family: str) -> list[Wording]:
    """How documents of ``family`` say what they are, the surest wording first."""
    rows = dictionary("identification", ("family", "gives", "scope", "pattern"))
    return [
        Wording(family, frozenset(row["gives"].split()), row["scope"], row["pattern"])
        for row in rows
        if row["family"] == family
    ]


@cache
def compiled(phrase: str, product: str = "") -> re.Pattern[str]:
    """A phrase with slots as a pattern for folded text."""
    starts, ends = phrase.startswith("^"), phrase.endswith("$")
    words = phrase.removeprefix("^").removesuffix("$")
    pattern = []
    for n, piece in enumerate(SLOT.split(words)):
        if n % 2 == 0:
            pattern.append(phrase_pattern(piece))
        elif piece == "rest":
            pattern[-1] = pattern[-1].removesuffix(r"\s*")  # of this line, not of the next
            pattern.append(SLOTS[piece])
        elif piece == "date":
            pattern.append(f"(?P<date>{date_pattern()})")
        else:
            pattern.append(phrase_of(product) if piece == "the product" else SLOTS[piece])
    before = r"^[ ]?" if starts else r"(?:(?<!\w)|(?=\W))"
    after = r"[ ]?[.:]?[ ]?$" if ends else ""
    return re.compile(f"(?m){before}{''.join(pattern)}{after}")
