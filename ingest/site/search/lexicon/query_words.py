"""What a reader typed in, its parts out: words, phrases, operators, and fields to filter by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

MOST_CHARACTERS = 2000
MOST_WORDS = 32
FIELDS = ("category", "product", "section", "kind")
PART = re.compile(
    rf"(?P<field>{'|'.join(FIELDS)}):(?:\"(?P<quoted>[^\"]*)\"|(?P<value>[^\s\"()]+))"
    r"|\"(?P<phrase>[^\"]*)\"(?P<phrase_star>\*?)|(?P<bracket>[()])|(?P<word>[^\s\"()]+)",
    re.IGNORECASE,
)
NOT = re.compile(r"(?i)(?<=\w)n['’]t\b")
"""Don't, can't: what is said is "not"."""
TOGETHER = re.compile(r"(?<=[^\W_])[+&](?=[^\W_])")
"""What joins two names without a blank: "bortezomib+dex"."""
OPERATORS = {"AND", "OR", "NOT"}
WORD = re.compile(r"[^\W_]+")
DECIMAL = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+\.\d+|\d+\.\d+|\d+,\d{1,2}|0,\d+)(?![.,]?\d)"
)
"""A number with decimals, by a point or a comma; 3,111 are thousands."""
ENDING_ZEROS = re.compile(r"(?<=\.\d)(\d*?)0+$")
WRITTEN_AS_NAME = re.compile(r"\b(?=\w*[A-Z])[A-Z0-9]{2,}(?=s?\b)")


def plain(text: str) -> str:
    """``text`` without case and accents, as the index compares words."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def words_in(text: str) -> list[str]:
    """The words (plain) of ``text``."""
    return WORD.findall(plain(text))


def as_decimal(number: str) -> str:
    """A number with decimals by a point, as the index has it: 62,20 is 62.2."""
    by_point = number.replace(",", "" if "." in number else ".")
    return ENDING_ZEROS.sub(r"\1", by_point)


def measured_by(nouns: Collection[str]) -> str:
    """A pattern for what stands behind a number that is counted in one of ``nouns``."""
    return rf"\s*-?\s*(?i:{any_of_words(nouns)})(?!\w)"


def decimals_where(measured: str) -> str:
    """A pattern for numbers with decimals; those by a comma begin with 0, or are ``measured``."""
    return rf"(?=[\d,]*\.\d|0,){DECIMAL.pattern}|{DECIMAL.pattern}(?={measured})"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase; ``starred`` stands for all words that begin so."""

    words: tuple[str, ...]
    starred: bool = False
    phrase: bool = False

    @property
    def expression(self) -> str:
        """The term in FTS5's language."""
        return f'"{" ".join(self.words)}"{"*" if self.starred else ""}'


@dataclass(frozen=True, slots=True)
class Query:
    """``parts`` are terms, operators and brackets in their order; ``fields`` narrow the hits."""

    text: str
    parts: tuple[Term | str, ...]
    fields: dict[str, str]

    @property
    def terms(self) -> list[Term]:
        """The words and phrases, in order."""
        return [part for part in self.parts if isinstance(part, Term)]

    @property
    def has_operators(self) -> bool:
        """Whether the reader wrote AND, OR, NOT or brackets."""
        return any(isinstance(part, str) for part in self.parts)


def parse_query(text: object) -> Query:
    """The parts of ``text``; nothing in it is an error. Reads 2,000 characters and 32 words."""
    text = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", str(text or "")[:MOST_CHARACTERS])
    text = NOT.sub(" not", text)
    parts: list[Term | str] = []
    fields: dict[str, str] = {}
    left = MOST_WORDS
    for match in PART.finditer(text):
        if match["field"]:
            fields[match["field"].lower()] = (match["quoted"] or match["value"] or "").strip()
        elif left and (match["bracket"] or match["word"] in OPERATORS):
            parts.append(match["bracket"] or match["word"])
        else:
            typed = match["phrase"]
            for said in TOGETHER.split(match["word"] or "") if typed is None else [typed]:
                if words := tuple(WORD.findall(plain(said))[:left]):
                    left -= len(words)
                    starred = bool(match["phrase_star"]) or said.endswith("*")
                    parts.append(Term(words, starred, phrase=typed is not None))
    return Query(" ".join(text.split()), tuple(parts), fields)


def written_as_names(query: Query) -> set[str]:
    """The words in capitals of a question that is not in capitals altogether."""
    if query.text.isupper() and " " in query.text:
        return set()
    return set(WRITTEN_AS_NAME.findall(query.text))


def all_of(terms: Collection[Term]) -> str:
    """The expression for rows that have all of ``terms``."""
    return " ".join(term.expression for term in terms)


def any_of(terms: Collection[Term]) -> str:
    """The expression for rows that have one of ``terms`` at least."""
    return " OR ".join(term.expression for term in terms)


def as_typed(query: Query) -> str:
    """The expression with the reader's own operators; it may be none that FTS5 understands."""
    return " ".join(part if isinstance(part, str) else part.expression for part in query.parts)


def any_of_words(words: Collection[str]) -> str:
    """A pattern for one of ``words``, the longest first; each may be several words."""
    return _any_of_words(frozenset(words))


@lru_cache(maxsize=1024)
def _any_of_words(words: frozenset[str]) -> str:
    ordered = sorted(words, key=lambda one: (-len(one), one))
    return "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in ordered)
