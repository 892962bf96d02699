"""The words of an indication and what was read of them in, out those that may state more.

"In first relapse" says something of the state of the disease in words that no phrase fits. Words
that may state an aspect lie in ``aspect_words.csv``; where one stands outside of all that was read,
the aspect is not called missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ingest.document import Span
from ingest.vocabulary import Folded, dictionary, phrase_pattern

CUE, CLASS = ROLES = ("cue", "class")
"""What words do: they may state an aspect, or name a class of medicines and no medicine."""
STOP = r"who|whose|that|which|after|following|when|where|as|is|are"
"""Words that end the name of a diagnosis."""
JOINED = re.compile(r"\s*[,;]\s*(?:(?:and|or)\s+)?")
SAYS_MORE = re.compile(
    rf"(?:{STOP}|in|on|not\s+otherwise\s+specified|including|previously\s+treated|regardless|"
    r"at\s+least|refractory|relapsed)\b"
)
"""Behind a diagnosis and a comma: words that name no other one, and no exception."""
OR = r"(?:or|and\s*/\s*or)"
MORE = re.compile(r"\s*,?\s*(?:including|with|such as|containing|of which|one of which|at least)\b")
COUNTED = frozenset(("prior treatment", "transplant", "progression on the last therapy"))
"""Aspects that words behind them may limit: "two prior therapies including lenalidomide"."""


def left_unread(folded: Folded, read: Mapping[str, Sequence[Span]]) -> Iterator[tuple[str, Span]]:
    """Words that may state an aspect, with its name, outside of those that were ``read``.

    Words that were read as another aspect count as read only where they are more than these:
    "previously treated" is a state of the disease, and may tell of prior treatment.
    """
    for aspect, pattern in _cues():
        for match in folded.finditer(pattern):
            if not any(
                one.start <= match.span.start and match.span.end <= one.end
                and (name == aspect or one != match.span)
                for name, spans in read.items()
                for one in spans
            ):  # fmt: skip
                yield aspect, match.span


def one_of_two(folded: Folded, span: Span) -> bool:
    """Whether "or" stands beside the words at ``span``."""
    start, end = folded.bounds(span)
    return bool(
        re.search(rf"(?<!\w){OR}\s*$", folded.text[:start])
        or re.match(rf"\s*,?\s*{OR}(?!\w)", folded.text[end:])
    )


def limited(name: str, folded: Folded, span: Span) -> bool:
    """Whether words behind those at ``span`` say more of an aspect that is counted."""
    _, end = folded.bounds(span)
    return name in COUNTED and bool(MORE.match(folded.text[end:]))


def goes_on(behind: str) -> bool:
    """Whether what stands behind a diagnosis may name another one, or an exception."""
    joined = JOINED.match(behind)
    if joined is None:
        return behind.lstrip().startswith(":")
    rest = behind[joined.end() :]
    return bool(rest) and not SAYS_MORE.match(rest)


def plain_names(drugs: str) -> bool:
    """Whether a combination (``a + b``) is of medicines by name, and no classes nor courses."""
    return all(
        re.fullmatch(r"[a-z]+", each) and not each.endswith("s") and not _classes().fullmatch(each)
        for each in drugs.split(" + ")
    )


@cache
def _cues() -> list[tuple[str, re.Pattern[str]]]:
    return [(row["aspect"], _pattern(row["words"])) for row in _rows(CUE)]


@cache
def _classes() -> re.Pattern[str]:
    return re.compile("|".join(_pattern(row["words"]).pattern for row in _rows(CLASS)))


def _rows(role: str) -> list[dict[str, str]]:
    columns = ("aspect", "role", "words", "example", "source")
    return [row for row in dictionary("aspect_words", columns) if row["role"] == role]


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrase_pattern(words)}(?!\w)")
