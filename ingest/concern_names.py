"""Names of safety concerns as other tables print them in, the listed concerns they mean out.

Two names are one where their letters agree, or their words do: small words and endings apart
(``concern_names.csv``), abbreviations spelled out as the report itself explains them. A name is
part of a concern where it is that with the words of what or whom ("hives to nuts" of "hives"), or
one of its alternatives ("severe hives" of "moderate or severe hives").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ingest.bullets import SIGN, unmarked
from ingest.document import Span
from ingest.plan_records import Risk
from ingest.plan_words import category_of
from ingest.vocabulary import dictionary, fold, folded_words, heal

PARTS = re.compile(
    rf"\s*\n\s*(?:{SIGN}\s)?\s*|\s*[,;]\s+|\s+and\s+|\s*(?:[•\uf0a7\uf0b7]|\(cid:\d+\))\s*"
)
ABBREVIATION = re.compile(r"(?<!\w)([A-Z][A-Za-z]*[A-Z]\w*): ?([a-z][^:;\n]*?)(?=[;.\n]|$)")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as printed, and the concern it means; None where no listed one does."""

    span: Span
    risk: Risk | None


class Names:
    """The listed concerns, to be found by name."""

    def __init__(self, risks: list[Risk], text: str) -> None:
        """``text`` is where abbreviations may be explained ("CRPC: castration-resistant ...")."""
        self.risks = risks
        self.short = {m.group(1): m.group(2) for m in ABBREVIATION.finditer(text)}

    def match(self, name: str) -> Risk | None:
        """The one concern that ``name`` means; None where none does, or more than one."""
        letters, words = _letters(name), self._words(name)
        same = [risk for risk in self.risks if letters and _letters(risk.name) == letters]
        if not same and words:
            same = [risk for risk in self.risks if self._words(risk.name) == words]
        return same[0] if len(same) == 1 else None

    def part_of(self, name: str) -> Risk | None:
        """The one concern that ``name`` is plainly a part of; None where it is of none, or more."""
        words, printed = self._words(name), _tokens(name)
        found = [
            risk
            for risk in self.risks
            if words in [self._words(one) for one in _alternatives(risk.name)]
            or _says_of_what(printed, _tokens(risk.name))
        ]
        return found[0] if len(found) == 1 else None

    def beside_the_list(self, name: str, message: str) -> tuple[str, str | None]:
        """What is told of a name that is no listed concern: ``message``, with the concern that it
        is part of; else beside it which is nearest.
        """
        if whole := self.part_of(name):
            return f"{message}, and part of one: {whole.name!r}", None
        nearest = self.nearest(name)
        return message, f"nearest listed: {nearest.name}" if nearest else None

    def nearest(self, name: str) -> Risk | None:
        """The listed concern that shares most words with ``name``, half of them at least."""
        words = set(self._words(name))
        shared = [(len(words & set(self._words(risk.name))), risk) for risk in self.risks]
        best = max((count for count, _ in shared), default=0)
        found = [risk for count, risk in shared if count == best and 2 * count >= len(words) > 0]
        return found[0] if len(found) == 1 else None

    def named(self, text: str, span: Span) -> Iterator[Named]:
        """The concerns that a cell names, in order; what names none of them stands between.

        The whole cell is one name where it can be. Else it is cut where lines, commas or "and"
        part names; never inside words that only together are a name.
        """
        whole = unmarked(text, span, ".:;-–")
        if risk := self.match(whole.of(text)):
            yield Named(whole, risk)
            return
        found = list(self._cut(text, list(_parts(text, whole))))
        if any(named.risk for named in found) and not _cut_in_two(text, found):
            yield from found
        else:
            yield Named(whole, None)

    def _cut(self, text: str, parts: list[Span]) -> Iterator[Named]:
        at, rest = 0, 0
        while at < len(parts):
            for end in range(len(parts), at, -1):
                together = Span(parts[at].start, parts[end - 1].end)
                if risk := self.match(together.of(text)):
                    if rest < at:
                        yield Named(Span(parts[rest].start, parts[at - 1].end), None)
                    yield Named(together, risk)
                    at = rest = end
                    break
            else:
                at += 1
        if rest < at:
            yield Named(Span(parts[rest].start, parts[at - 1].end), None)

    def _words(self, name: str) -> tuple[str, ...]:
        spelled = heal(name)
        for short, long in self.short.items():
            said = long.replace("\\", r"\\")  # it is no template
            spelled = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", said, spelled)
        return tuple(_stem(word) for word in _tokens(spelled) if word not in _role("small"))


def _cut_in_two(text: str, found: list[Named]) -> bool:
    """Whether one of the names goes on in small letters after no more than a line break."""
    return any(
        not text[before.span.end : after.span.start].strip() and text[after.span.start].islower()
        for before, after in pairwise(found)
    )


def without_category(text: str, cell: Span) -> tuple[Span | None, str | None, Span]:
    """A cell's label ("Important identified risk:"), its category, and the name after it."""
    found = category_of(cell.of(text))
    if found is None:
        return None, None, cell
    category, length = found
    folded = fold(cell.of(text))
    label = Span(cell.start, cell.start + folded.origin[length])
    name = Span(label.end, cell.end).strip(text, ":-–")
    return (label.strip(text), category, name) if name else (None, None, cell)


def _letters(name: str) -> str:
    return re.sub(r"[^\w<>≤≥]|_", "", folded_words(name))


def _parts(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for match in PARTS.finditer(text, span.start, span.end):
        if part := Span(start, match.start()).strip(text):
            yield part
        start = match.end()
    if part := Span(start, span.end).strip(text):
        yield part


def _tokens(name: str) -> list[str]:
    """The words and signs of a name, folded."""
    return re.findall(r"\w+|[<>≤≥]", folded_words(heal(name)))


def _says_of_what(printed: list[str], listed: list[str]) -> bool:
    """Whether a name is the listed one and then says of what, in whom or by what it is."""
    more = printed[len(listed) :]
    same = [_stem(word) for word in printed[: len(listed)]] == [_stem(word) for word in listed]
    return same and len(more) > 1 and more[0] in _role("of what")


def _alternatives(name: str) -> Iterator[str]:
    """A name of alternatives with but one of each two: "moderate or severe pain" is of both."""
    between = "|".join(map(re.escape, _role("alternative")))
    pattern = rf"([\w-]+)(\s+(?:{between})\s+|/)([\w-]+)"
    name = heal(name)
    for match in re.finditer(pattern, name):
        for one in (match[1], match[3]):
            yield f"{name[: match.start()]}{one}{name[match.end() :]}"


@cache
def _role(role: str) -> tuple[str, ...]:
    """The words of a role, the longest first."""
    found = {row["word"] for row in dictionary("concern_names") if row["role"] == role}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _stem(word: str) -> str:
    for ending in _role("ending"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
