"""The words of an indication in, the aspects that they state out: diagnosis, combination, ...

Phrases lie in ``indication_aspects.csv``. Slots in them are ``<count>`` (a number, in digits or
words), ``<diagnosis>``, ``<drugs>`` and ``<classes>`` (a list of numbers of drugs of a class). What
no phrase fits is not read; nothing is made of it. Words that are denied ("not refractory to ...")
or are alternatives ("bortezomib or carfilzomib") are kept with the reason why they were not read;
so are words that may state an aspect and fit no phrase ("in first relapse").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ingest.concepts import concept_of
from ingest.crosswalk.aspect_words import STOP, goes_on, left_unread, limited, one_of_two
from ingest.crosswalk.governing_words import negated
from ingest.crosswalk.terms import SHORT
from ingest.document import Span
from ingest.name_matches import match_name, mentions
from ingest.vocabulary import Match, dictionary, fold, folded_words, heal, phrase_pattern
from ingest.words import stems

PEOPLE = (
    "adults?|patients?|children|adolescents?|infants?|men|women|males?|females?|p(?:a)?ediatric"
)
SLOTS = {
    "upto": r"(?P<upto>\d{1,3})",
    "diagnosis": rf"(?P<diagnosis>(?!(?:{PEOPLE})\b)[^,;.:]{{3,150}}?)"
    rf"(?=\s*(?:[,;.:]|$)|\s*\(see\b|\s+(?:not\s+)?refractory\s+to\b|\s+(?:{STOP})\b|\s+in\s+(?:{PEOPLE}|combination)\b)",
    "drugs": rf"(?P<drugs>[^;.:()]{{3,120}}?)"
    rf"(?=\s*(?:[;.:()]|$)|,?\s+(?:and\s+)?(?:for|in|to|{STOP})\b)",
    "classes": rf"(?P<classes>[^;.:()]{{3,240}}?)"
    rf"(?=\s*(?:[;.:()]|$)|,?\s+(?:and\s+)?(?:for|{STOP})\b)",
}
LISTED = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
ALTERNATIVES = re.compile(r"(?<!\w)or(?!\w)")
DENIED = "they stand with a negation or an exception"
EITHER = "they are alternatives"
LIMITED = "words behind them say more of it"
SEVERAL = "more diagnoses, or an exception, stand with them"
UNFIT = "they are in no form that is known"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that an indication states.

    ``value`` is in one wording for all documents, None where the words were not read, and then
    ``unread`` says why; a diagnosis with others beside it has both. ``detail`` tells several of one
    name apart: the class that a disease is refractory to.
    """

    name: str
    detail: str
    value: str | None
    span: Span
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class Indication:
    """An indication: its aspects, and the concepts that words of its diagnosis mean.

    ``whole`` are those that the whole diagnosis means: "hormone-sensitive prostate cancer" names
    prostate cancer, but is not all of it.
    """

    id: str
    text: str
    aspects: tuple[Aspect, ...]
    concepts: frozenset[str]
    whole: frozenset[str]

    @property
    def diagnosis(self) -> Aspect | None:
        """What it is for; None where that was not read."""
        return next((one for one in self.aspects if one.name == "diagnosis" and one.value), None)


def indication_of(row_id: str, quote: str) -> Indication:
    """An indication with what its printed words state; spans are within ``quote``."""
    aspects = tuple(_aspects(quote))
    read = Indication(row_id, quote, aspects, frozenset(), frozenset())
    if read.diagnosis is None:
        return read
    place, several = read.diagnosis.span, read.diagnosis.unread
    words = quote[place.start :] if several else place.of(quote).split("(")[0]
    named = {match.concept_id for match in mentions(words)}
    meant = [] if several else match_name(read.diagnosis.value or "")
    whole = {match.concept_id for match in meant if match.whole}
    return replace(read, concepts=_diseases(named | whole), whole=_diseases(whole))


def _diseases(concept_ids: set[str]) -> frozenset[str]:
    return frozenset(
        one for one in concept_ids if concept_of(one).kind in ("disorder", "laboratory")
    )


def _aspects(quote: str) -> Iterator[Aspect]:
    folded = fold(quote)
    taken: dict[str, list[Span]] = {}
    diagnoses: list[Aspect] = []
    others: list[Aspect] = []
    for name, value, pattern in _phrases():
        for match in folded.finditer(pattern):
            before = taken.setdefault(name, [])
            if any(match.span.start < one.end and one.start < match.span.end for one in before):
                continue
            before.append(match.span)
            found = list(_governed(name, value, match, quote))
            (diagnoses if name == "diagnosis" else others).extend(found)
    if diagnoses:
        several = SEVERAL if len(diagnoses) > 1 else None
        yield replace(diagnoses[0], unread=diagnoses[0].unread or several)
    yield from others
    for name, span in left_unread(folded, {k: v for k, v in taken.items() if k != "diagnosis"}):
        yield Aspect(name, "", None, span, UNFIT)


def _governed(name: str, value: str, match: Match, quote: str) -> Iterator[Aspect]:
    """What a phrase states, unless other words turn it."""
    folded, span = match.folded, match.span
    unread = None
    if negated(folded, span):
        unread = DENIED
    elif name != "diagnosis" and one_of_two(folded, span):
        unread = EITHER
    elif limited(name, folded, span):
        unread = LIMITED
    if unread:
        yield Aspect(name, "", None, span, unread)
    else:
        yield from _read(name, value, match, quote)


def _read(name: str, value: str, match: Match, quote: str) -> Iterator[Aspect]:
    said = match.match.groupdict()
    if "diagnosis" in said:
        span = match.group("diagnosis") or match.span
        unread = SEVERAL if goes_on(match.folded.text[match.match.end("diagnosis") :]) else None
        yield Aspect(name, "", _diagnosis(span.of(quote)), span, unread)
    elif "classes" in said:
        yield from _classes(name, match.group("classes") or match.span, quote)
    else:
        filled = {key: told for key, told in said.items() if told}
        if "count" in filled:
            filled["count"] = str(_number(filled["count"]))
        if "drugs" in filled:
            if ALTERNATIVES.search(filled["drugs"]):
                yield Aspect(name, "", None, match.span, EITHER)
                return
            filled["drugs"] = _drugs(filled["drugs"])
        yield Aspect(name, "", value.format(**filled), match.span)


def _diagnosis(words: str) -> str:
    """A diagnosis without article, the state of the disease before it, a short form of it."""
    letters = folded_words(words.split("(")[0])
    for short in SHORT.findall(words):
        if re.search(
            ".*".join(re.escape(char) for char in short[1:-1].lower().rstrip("s")), letters
        ):
            words = words.replace(short, " ")
    told = " ".join(folded_words(heal(words)).split())
    told = re.sub(r"^(?:an?|the) ", "", told)
    for name, _, pattern in _phrases():
        if name == "disease state" and (state := pattern.match(told)):
            told = told[state.end() :].strip()
    return told


def _drugs(words: str) -> str:
    names = [one for one in re.split(r",\s*(?:and\s+)?|\s+and\s+", " ".join(words.split())) if one]
    return " + ".join(sorted(names))


def _classes(name: str, span: Span, quote: str) -> Iterator[Aspect]:
    """An aspect for each class of a list, or one for all where the list has other words too.

    "At least" before the first number of a list counts for those after it, whose words then begin
    with it.
    """
    listed = fold(span.of(quote))
    if ALTERNATIVES.search(listed.text):
        yield Aspect(name, "", None, span, EITHER)
        return
    counted = re.compile(rf"(at least )?({_counts()}|an?) (.+)")
    found, start, since = [], 0, None
    for end, after in [*((m.start(), m.end()) for m in LISTED.finditer(listed.text)),
                       (len(listed.text), 0)]:  # fmt: skip
        part = " ".join(listed.text[start:end].split())
        inner = listed.span(start, end)
        start = after
        match = counted.fullmatch(part)
        if match is None:
            yield Aspect(name, "", " ".join(listed.text.split()), span)
            return
        one = match.group(2) in ("a", "an")
        if match.group(1):
            since = inner.start
        begin = inner.start if one or since is None else since
        least = "" if one or since is None else "at least "
        number = f"{least}{1 if one else _number(match.group(2))}"
        place = Span(span.start + begin, span.start + inner.end)
        found.append(Aspect(name, " ".join(stems(match.group(3))), number, place))
    yield from found


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(_number_words()[words])


@cache
def _number_words() -> dict[str, str]:
    rows = dictionary("number_words", ("word", "value", "kind", "source"))
    return {row["word"]: row["value"] for row in rows if row["kind"] == "count"}


@cache
def _counts() -> str:
    return "|".join([r"\d{1,3}", *sorted(_number_words(), key=len, reverse=True)])


@cache
def _phrases() -> list[tuple[str, str, re.Pattern[str]]]:
    """The phrases of each aspect in the order in which they are tried, and the value of each."""
    columns = ("aspect", "phrase", "value", "example", "expected", "source")
    return [
        (row["aspect"], row["value"], slotted(row["phrase"]))
        for row in dictionary("indication_aspects", columns)
    ]


def slotted(phrase: str) -> re.Pattern[str]:
    """A pattern (for folded text) of a phrase with slots."""
    slots = SLOTS | {"count": f"(?P<count>{_counts()})"}
    parts = re.split(r"(<\w+>)", phrase)
    found = "".join(
        slots[part[1:-1]] if part[:1] == "<" else phrase_pattern(part) for part in parts
    )
    return re.compile(rf"(?<!\w){found}(?!\w)")
