"""What a reader typed in, its parts out: words, phrases, operators, and fields to filter by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ingest.site.search.lexicon.operators import OPERATORS, Part
from ingest.site.search.lexicon.query_fields import CATEGORY, FIELDS, Narrowing, narrowed_by
from ingest.site.search.lexicon.query_term import Field, Term

MOST_CHARACTERS = 2000
MOST_WORDS = 32
PART = re.compile(
    rf"(?P<denies>(?-i:(?:AND\s+)?NOT\s+)|(?<!\S)[-!])?(?P<field>{'|'.join(FIELDS)}):"
    rf"(?:\"(?P<quoted>[^\"]*)\"|(?P<value>(?<=category:){CATEGORY}|[^\s\"()]+)|(?=\s*$))"
    r"|(?P<sign>(?<!\S)[-!](?=[^\W\d_]|[\"(]))?(?:\"(?P<phrase>[^\"]*)\"(?P<phrase_star>\*?)"
    r"|(?P<bracket>[()])|(?P<word>[^\s\"()]+))",
    re.IGNORECASE,
)
"""A field, a phrase, a bracket or a word. A sign that stands before one, behind a blank, denies it:
"nausea -fatigue", but not "well-known" or "5 -10"."""
NO_FIELD = re.compile(
    r"(?:title|body|text|page|document|document_id|context|printed):(?=\w|\")", re.IGNORECASE
)
"""What is written as a field is, by the name of a column that is none: "title:fatigue"."""
NOT = re.compile(r"(?i)(?<=\w)n['’]t\b")
"""Don't, can't: what is said is "not"."""
TOGETHER = re.compile(r"(?<=[^\W_])[+&](?=[^\W_])")
"""What joins two names without a blank: "bortezomib+dex"."""
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
class Query:
    """``parts`` are terms, operators and brackets in their order; ``fields`` narrow the hits, and
    so does ``without``, what hits do not print. ``unread`` is what looks like an operator or a
    field and is none.

    ``text`` ends with the last word that is read; ``is_cut`` tells whether more were typed.
    ``bare`` is the text without what narrows.
    """

    text: str
    parts: tuple[Part, ...]
    fields: tuple[Field, ...] = ()
    without: tuple[Term, ...] = ()
    unread: tuple[str, ...] = ()
    is_cut: bool = False
    bare: str = ""

    @property
    def terms(self) -> list[Term]:
        """The words and phrases, in order."""
        return [part for part in self.parts if isinstance(part, Term)]

    @property
    def wanted(self) -> list[Term]:
        """Those that are not denied."""
        return [term for term in self.terms if not term.denied]

    @property
    def denied(self) -> list[Term]:
        """Those that are."""
        return [term for term in self.terms if term.denied]

    @property
    def has_operators(self) -> bool:
        """Whether the reader wrote AND, OR or NOT, and between what."""
        return any(isinstance(part, str) for part in self.parts)

    @property
    def is_as_typed(self) -> bool:
        """Whether the reader wrote operators, phrases or beginnings."""
        return self.has_operators or any(term.starred or term.phrase for term in self.terms)


def parse_query(text: object) -> Query:
    """The parts of ``text``; nothing in it is an error. Reads 2,000 characters and 32 words.

    Where all is in capitals, AND, OR and NOT are operators only if no two words stand side by side:
    "TLS OR PRES", but not "DOES IT NOT CAUSE NAUSEA".
    """
    said = str(text or "")
    text = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", said[:MOST_CHARACTERS])
    text = " ".join(NOT.sub(" not", text).split())
    query = _parsed(text, OPERATORS)
    if _is_in_capitals(text) and any(
        isinstance(one, Term) and isinstance(other, Term) for one, other in pairwise(query.parts)
    ):
        query = _parsed(text, frozenset())
    return replace(query, is_cut=query.is_cut or len(said) > MOST_CHARACTERS)


def as_words(query: Query) -> Query:
    """The query without what it denies, if it does, and without operators."""
    if not query.denied:
        return query
    text = " ".join(" ".join(term.words) for term in query.wanted)
    return replace(query, text=text, parts=tuple(query.wanted))


def without_fields(text: str, only: str | None = None) -> str:
    """``text`` without its fields, or without the field ``only``."""
    names = FIELDS if only is None else (only,)
    kept = PART.sub(lambda match: "" if (match["field"] or "").lower() in names else match[0], text)
    return " ".join(kept.split())


def _parsed(text: str, operators: Collection[str]) -> Query:
    """The parts of ``text``."""
    parts: list[Part | Field] = []
    unread: list[str] = []
    left, end, is_cut = MOST_WORDS, 0, False
    for match in PART.finditer(text):
        if match["field"]:
            field = _field(match)
            narrows = field.values[0] or match[0] == text.strip()
            parts.append(field if narrows else Term((field.name,)))  # "name of the product:"
            continue
        if match["bracket"] and match["sign"]:
            unread.append(f"{match['sign']}(")
        if match["bracket"] or (match["word"] in operators and not match["sign"]):
            parts += [match["bracket"] or match["word"]] if left else []
            continue
        if match["word"] and (name := NO_FIELD.match(text, match.start("word"))):
            unread.append(name[0].lower())
        for start, said in _pieces(match):
            words = words_in(said)
            is_cut = is_cut or len(words) > left
            if not (words and left):
                continue
            end = start + _end_of(said, left) if is_cut else match.end()
            starred = bool(match["phrase_star"]) or said.endswith("*")
            is_phrase, has_sign = match["phrase"] is not None, match["sign"] is not None
            parts.append(Term(tuple(words[:left]), starred, is_phrase, signed=has_sign))
            left = max(0, left - len(words))
    text = text[:end] if is_cut else text
    narrowed = narrowed_by(parts)
    bare = text if not (narrowed.fields or narrowed.without) else _bare(text, narrowed)
    each = (narrowed.fields, narrowed.without, (*unread, *narrowed.unread))
    return Query(text, narrowed.parts, *each, is_cut, bare)


def _field(match: re.Match[str]) -> Field:
    value = " ".join((match["quoted"] or match["value"] or "").split())
    return Field(match["field"].lower(), (value,), bool(match["denies"]))


def _bare(text: str, narrowed: Narrowing) -> str:
    """``text`` without its fields, and without what is left out of the hits."""

    def left(match: re.Match[str]) -> str:
        narrows = match["field"] or (match["sign"] and narrowed.without)
        return "" if narrows else match[0]

    return " ".join(PART.sub(left, text).split())


def _pieces(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    """A phrase, or the names that a word joins without blanks, each with where it begins."""
    if match["phrase"] is not None:
        yield match.start("phrase"), match["phrase"]
        return
    start, said = match.start("word"), match["word"] or ""
    for between in TOGETHER.finditer(said):
        yield start, said[start - match.start("word") : between.start()]
        start = match.start("word") + between.end()
    yield start, said[start - match.start("word") :]


def _end_of(text: str, most: int) -> int:
    """Where the first ``most`` words of ``text`` end."""
    end = 0
    for match in WORD.finditer(text):
        most -= len(words_in(match[0]))
        if end and most < 0:
            break
        end = match.end()
    return end


def _is_in_capitals(text: str) -> bool:
    """Whether a text of several words is in capitals altogether."""
    return text.isupper() and " " in text


def written_as_names(query: Query) -> set[str]:
    """The words in capitals of a question that is not in capitals altogether."""
    return set() if _is_in_capitals(query.text) else set(WRITTEN_AS_NAME.findall(query.text))


def all_of(terms: Collection[Term]) -> str:
    """The expression for rows that have all of ``terms``."""
    return " ".join(term.expression for term in terms)


def any_of(terms: Collection[Term]) -> str:
    """The expression for rows that have one of ``terms`` at least."""
    return " OR ".join(term.expression for term in terms)


def any_of_words(words: Collection[str]) -> str:
    """A pattern for one of ``words``, the longest first; each may be several words."""
    return _any_of_words(frozenset(words))


@lru_cache(maxsize=1024)
def _any_of_words(words: frozenset[str]) -> str:
    ordered = sorted(words, key=lambda one: (-len(one), one))
    return "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in ordered)
