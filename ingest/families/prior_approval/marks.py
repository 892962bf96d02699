"""The marks of a printed list ("1.", "a)", "iv.", "•"): what they are, and what may follow them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.document import Span
from ingest.families.prior_approval.text import PolicyText

MARK = re.compile(
    r"(?:(?P<label>\d{1,2}|[a-z]|[ivx]{2,5})[.)]\s|\((?P<bracketed>\d{1,2}|[a-z]|[ivx]{2,5})\)[ ]"
    r"|[•▪◦○●■\uf0a7-]\s)\s*(?=\S)"
)
LETTER = re.compile(r"o\s+(?=\S)")
"""A bullet that an extraction made a letter of; one alone is none."""
ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Mark:
    """A list mark. ``ranks`` are what it may be: ``i`` is the ninth letter or Roman one."""

    span: Span
    label: str | None
    """As printed, without punctuation; None for a bullet."""
    ranks: tuple[tuple[str, int], ...]
    """Pairs of a style and a place in it; the place of a bullet is 0."""


def mark_at(source: PolicyText, line: Span) -> Mark | None:
    """The mark that ``line`` starts with; None without one."""
    start, _ = source.folded.bounds(line)
    match = MARK.match(source.folded.text, start) or _letter_bullet(source, line, start)
    if match is None:
        return None
    span = source.folded.span(match.start(), match.end()).strip(source.text)
    if match.re is LETTER:
        return Mark(span, None, ((match.group().strip(), 0),))
    name = "label" if match["label"] else "bracketed"
    if match[name] is None:
        return Mark(span, None, ((match.group().strip(), 0),))
    label = source.folded.span(match.start(name), match.end(name)).of(source.text)
    return Mark(span, label, tuple(ranks_of(label)))


def _letter_bullet(source: PolicyText, line: Span, start: int) -> re.Match[str] | None:
    several = len(re.findall(r"(?m)^[ \t]*o[ \t]+\S", source.text)) > 1
    small = source.text[line.start] == "o"
    return LETTER.match(source.folded.text, start) if several and small else None


def ranks_of(label: str) -> list[tuple[str, int]]:
    """What ``label`` may be: pairs of a style and the place in it, the likelier one first."""
    if label.isdigit():
        return [("1", int(label))]
    case, small = ("A", label.lower()) if label.isupper() else ("a", label)
    ranks = [(case, ord(small) - ord("a") + 1)] if len(small) == 1 and small.isascii() else []
    if set(small) <= set(ROMAN):
        ranks.append((f"{case}-roman", roman(small)))
    return ranks


def roman(numeral: str) -> int:
    """The value of a Roman numeral in small letters (i, v and x)."""
    values = [ROMAN[letter] for letter in numeral]
    return sum(
        -value if value < later else value
        for value, later in zip(values, [*values[1:], 0], strict=True)
    )
