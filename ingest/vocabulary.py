"""Texts made fit for matching, and the dictionaries that say what to match.

``fold`` gives a copy of a text that remembers where each of its characters came from, so a
match on the copy is quoted as printed. Knowledge lies in ``dictionaries/*.csv``.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ingest.document import Span
from ingest.errors import BadVocabulary

NARROWER, BESIDE = "narrower", "beside"
"""What words are to a thing that they lead to and are no name of: a case of it, or neither."""
LEADS_BY = {"means": "", "under": NARROWER, "beside": BESIDE}
"""The columns of ``search_words.csv`` that have what a word leads to, and what it is to that."""

DICTIONARIES = Path(__file__).parent / "dictionaries"


RUN = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text fit for matching. ``origin[i]`` is the offset that character ``i`` came from.

    Lower case; runs of white space are one newline where they held a line break, else one
    blank; dashes, quotes and ligatures as ``characters.csv`` has them.
    """

    text: str
    origin: list[int]

    def span(self, start: int, end: int) -> Span:
        """Where the folded characters ``start`` to ``end`` stand in the text as printed."""
        if end <= start:
            return Span(self.origin[start], self.origin[start])
        return Span(self.origin[start], self.origin[end - 1] + 1)

    def finditer(self, pattern: re.Pattern[str], within: Span | None = None) -> Iterator[Match]:
        """Matches of ``pattern`` that lie in ``within`` (a span of the text as printed)."""
        start, end = (0, len(self.text)) if within is None else self.bounds(within)
        for match in pattern.finditer(self.text, start, end):
            yield Match(match, self)

    def bounds(self, span: Span) -> tuple[int, int]:
        """The folded characters that a span of the printed text became."""
        return bisect_left(self.origin, span.start), bisect_left(self.origin, span.end)


@dataclass(frozen=True, slots=True)
class Match:
    """A match on folded text that knows where it stands in the printed one."""

    match: re.Match[str]
    folded: Folded

    @property
    def span(self) -> Span:
        """Where the whole match stands in the text as printed."""
        return self.folded.span(self.match.start(), self.match.end())

    def group(self, name: str | int) -> Span | None:
        """Where a group stands in the text as printed; None when it took no part."""
        if self.match.start(name) < 0:
            return None
        return self.folded.span(self.match.start(name), self.match.end(name))


@lru_cache(maxsize=256)
def fold(text: str) -> Folded:
    """A copy of ``text`` fit for matching, and for each of its characters where it came from."""
    table = _character_table()
    folded: list[str] = []
    origin: list[int] = []
    for run in RUN.finditer(text):
        words, start = run.group(), run.start()
        if words[0].isspace():
            folded.append("\n" if "\n" in words or "\r" in words or "\f" in words else " ")
            origin.append(start)
        elif words.isascii():
            folded.append(words.lower())
            origin.extend(range(start, run.end()))
        else:
            for offset, char in enumerate(words, start):
                pieces = table.get(char)
                pieces = char.casefold() if pieces is None else pieces
                folded.append(pieces)
                origin.extend([offset] * len(pieces))
    return Folded("".join(folded), [*origin, len(text)])


def folded_words(text: str) -> str:
    """``text`` folded, on one line: equal for two names that differ in case or spacing alone."""
    return fold(text).text.replace("\n", " ").strip()


def heal(quote: str) -> str:
    """``quote`` with white space folded and words that a line break parted at a hyphen joined.

    ``HM-`` + line break + ``Pool`` is ``HM-Pool``; a hyphen before "and", "or" or "to" hangs
    ("pre- and post-treatment") and keeps its blank.
    """
    words = re.sub(r"\u00ad\s*", "", quote)
    words = re.sub(r"(?<=\w)-\s+(?!(?:and|or|to)\b)(?=\w)", "-", words)
    return " ".join(words.split())


def slug(name: str) -> str:
    """``name`` as part of a permalink: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")


SLOTS = {
    "{product}": r"[^\n.:;]{1,80}?(?:\n[^\n.:;]{1,40}?)?",
    "{words}": r"[^.;:]{0,120}?(?!(?<=\w)\w)",  # ends where a word ends
    "{line}": r"(?:(?!\.{3}|…)[^\n]){0,200}",
}
"""What a slot of a phrase stands for: a name, which a line break may part; a few words of one
sentence; what is left of a line that is none of a table of contents."""


@cache
def phrase_pattern(phrase: str) -> str:
    """A pattern (for folded text) of a phrase from a dictionary.

    ``{a|b}`` are alternatives, ``[words]`` may be missing, ``{product}`` is any name,
    ``{words}`` any words of one sentence and ``{line}`` what is left of a line. Blanks
    match blanks and line breaks and may be missing beside punctuation; the spellings in
    ``spellings.csv`` match each other.
    """
    pattern = []
    for token in re.findall(r"\{[^}]*\}|\[[^\]]*\]|\w+|\s+|[^\w\s]", fold(phrase).text):
        if token in SLOTS:
            pattern.append(SLOTS[token])
        elif token[0] == "{":
            pattern.append(f"(?:{'|'.join(map(phrase_pattern, token[1:-1].split('|')))})")
        elif token[0] == "[":
            pattern.append(rf"\s*(?:{phrase_pattern(token[1:-1])})?\s*")
        elif token.isspace():
            pattern.append(r"\s+")
        elif token.isalnum():
            pattern.append(_spelled(token))
        else:
            pattern.append(rf"\s*{re.escape(token)}\s*")
    return re.sub(r"(?:\\s[+*])*\\s\*(?:\\s[+*])*", r"\\s*", "".join(pattern))


def phrase_of(printed: str) -> str:
    """A pattern (for folded text) of words as they stand in a document, signs taken literally."""
    return r"\s+".join(re.escape(word) for word in fold(printed).text.split())


def _spelled(word: str) -> str:
    for spelling, pattern in _spellings():
        word = word.replace(spelling, pattern)
    return word


@cache
def _spellings() -> list[tuple[str, str]]:
    return [(row["spelling"], row["pattern"]) for row in dictionary("spellings")]


@cache
def _character_table() -> dict[str, str]:
    return {chr(int(row["code"], 16)): row["folds_to"] for row in dictionary("characters")}


@cache
def dictionary(name: str, columns: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """The rows of ``dictionaries/<name>.csv``.

    Raises BadVocabulary when the file is missing, a row is ragged, or a column of ``columns``
    is not among its own.
    """
    path = DICTIONARIES / f"{name}.csv"
    if not path.exists():
        raise BadVocabulary(f"no dictionary {path.name} in {DICTIONARIES}")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
        for row in rows:
            if None in row or None in row.values():
                raise BadVocabulary(f"{path.name}: a row with too few or too many fields: {row}")
        lacking = set(columns) - set(reader.fieldnames or ())
        if lacking:
            raise BadVocabulary(f"{path.name}: lacks the columns {sorted(lacking)}")
        return rows


def words_said() -> list[dict[str, str]]:
    """What people say for words and sections of documents, each in the one way in which it stands.

    What has a slot they say in many ways.
    """
    return [row for row in rows_of_words() if "{" not in row["word"]]


def rows_of_words() -> list[dict[str, str]]:
    """What people say, with the words and sections of documents that it leads to (``LEADS_BY``)."""
    return dictionary("search_words", ("word", "means", "under", "beside", "kind", "source"))
