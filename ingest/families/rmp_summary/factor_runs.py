"""Segments of a list in, those that are one item joined: examples, and what shares a head.

"Tumours such as A, B and C" is one item with its examples; in "surgery of the brain, spine or
eye" the head is said once for all that follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ingest.families.rmp_summary.factor_words import (
    JOINING,
    adjective,
    aside,
    blanked,
    body_part,
    medicine,
    words,
)
from ingest.families.rmp_summary.figure_patterns import groups

SEPARATES = ";•▪●○◦■\uf0a7\uf0b7"
"""Marks that no examples go over."""
WHICH = r"(?:\s(?:that|which)\s[^,;]*)?"
"""What may say which of a sort the last of a run are: "or other medicines that lower it"."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a list, as a rule what stands between two commas."""

    start: int
    end: int
    joined: bool
    """Whether an "and" stands before it."""
    parted_to: int
    """Where it begins to be one: from here on an "and" parts no items."""


Way = Callable[[str, list[Segment], int], tuple[int, Segment] | None]
"""What joins the item that begins at a segment: its last segment and the whole."""


def joined_runs(flat: str, segments: list[Segment]) -> Iterator[Segment]:
    """``segments`` of the list in ``flat`` (folded, on one line), a run that is one item as one."""
    whole = list(_joined(flat, segments, _with_adjectives))
    ways = (_with_examples, _with_taken, _with_shared_head, _with_preposition)
    yield from _joined(flat, whole, *ways)


def _joined(flat: str, segments: list[Segment], *ways: Way) -> Iterator[Segment]:
    at = 0
    while at < len(segments):
        found = (way(flat, segments, at) for way in ways)
        last, segment = next(filter(None, found), (at, segments[at]))
        yield segment
        at = last + 1


def _with_examples(flat: str, segments: list[Segment], at: int) -> tuple[int, Segment] | None:
    """The item that begins at ``at`` with its examples, and its last segment."""
    head, first = segments[at], at
    opened = _found(rf"\s(?:{words('gives_examples')})[\s,]", flat, head)
    if opened is None and at + 1 < len(segments):
        first = at + 1
        after = rf"{words('gives_examples_after_comma')}"
        begins = rf"\s*(?:{words('gives_examples')}|(?:{after})(?!{aside()}))(?:\s|$)"
        opened = re.compile(begins).match(flat, segments[first].start, segments[first].end)
        if opened and opened.end() == segments[first].end and first + 1 < len(segments):
            first += 1  # "e.g., A"
    if opened is None or (first > at and segments[first].joined):
        return None
    last = _last_example(flat, segments, at, first, opened.end())
    own_list = re.match(rf"\s*(?:{words('gives_examples_after_comma')})\b", opened.group())
    if own_list and last > first:
        return None
    start = min(head.parted_to, opened.start())
    return last, replace(head, end=segments[last].end, parted_to=start)


def _last_example(flat: str, segments: list[Segment], at: int, first: int, start: int) -> int:
    """Which segment is the last of the examples that begin at ``start`` and are of ``at``.

    It is the one with their "and", or the last before a semicolon where semicolons part the list.
    Where the list around them has had its own "and" before, or has it later, an "and" behind a
    comma is theirs (no comma parts two of them), and so is all that follows without one; as is an
    "or" where nothing stands before their head, and an "and" between medicines.
    """
    if JOINING.search(flat, start, segments[first].end):
        return first
    marks = [flat[one.end : one.end + 1] or " " for one in segments]
    closed = [order for order in range(first, len(segments)) if marks[order] in SEPARATES]
    if (at == 0 or marks[at - 1] in SEPARATES) and (closed or at):
        return closed[0] if closed else len(segments) - 1
    spent = segments[at].joined
    for order, segment in enumerate(segments[first + 1 :], first + 1):
        if _begins_anew(flat, segment):
            return first
        joining = _found(JOINING.pattern, flat, segment)
        if segment.joined or joining:
            theirs = spent or any(later.joined for later in segments[order + 1 :])
            said = flat[start : segment.end]
            an_or = re.search(r",\sor\s(?!.*,)|\sor\s[^,]*$", said)
            theirs = theirs or (at == 0 and an_or is not None) or _are_medicines(said)
            return order if theirs and (joining or order > first + 1) else first
    return len(segments) - 1 if spent else first


def _are_medicines(said: str) -> bool:
    """Whether all that a list names are medicines: "itraconazole, digoxin and other azoles"."""
    bare = re.sub(r"\s*\([^()]*\)", "", said).strip(" .")
    each = re.split(rf",\s(?:(?:and|or)\s)?|{JOINING.pattern}", bare)
    return all(re.fullmatch(medicine(), one.strip()) for one in each)


def _with_shared_head(flat: str, segments: list[Segment], at: int) -> tuple[int, Segment] | None:
    """The item whose head is said once for several segments, and its last segment.

    They end in "or" and are all of one sort: parts of the body behind "of" ("surgery of the brain,
    spine or eye"), or medicines that are taken ("patients who take heparin, aspirin or statins",
    "concomitant heparin, aspirin or statins", "a rash with heparin, aspirin or statins").
    """
    head = segments[at]
    whole = replace(head, parted_to=head.start)
    for before, sort in ((r"\sof\s(?:[\w-]+\s)?", body_part()), (_taken(), medicine())):
        two = rf"{before}{sort}\s(?:or|and)\s{sort}[\s.]*$"
        if sort == medicine() and _found(two, flat, head):
            return at, whole
        if _found(rf"{before}{sort}\s*$", flat, head):
            last = _last_of_sort(flat, segments, at + 1, sort)
            return (last, replace(whole, end=segments[last].end)) if last else None
    return None


def _with_taken(flat: str, segments: list[Segment], at: int) -> tuple[int, Segment] | None:
    """What is taken with those that are set apart: "use of two diuretics, in particular A or B"."""
    if at + 1 == len(segments):
        return None
    head, members = segments[at : at + 2]
    taken = rf"^#*\s*(?:[\w-]+\s)?(?:{words('shares_medicines')})\s"
    named = rf"#\s*(?:{words('opens_members')})\s{medicine()}(?:\s(?:or|and)\s{medicine()})?[\s.]*$"
    if not _found(taken, flat, head) or not _found(named, flat, members):
        return None
    return at + 1, replace(head, end=members.end, parted_to=head.start)


def _with_preposition(flat: str, segments: list[Segment], at: int) -> tuple[int, Segment] | None:
    """The item with what says its preposition again: "allergy to A, to B or to C".

    The list's own "and" may part something else from it: "a history of A, of B and old age".
    """
    head, last, preposition = segments[at], at, ""
    for order, segment in enumerate(segments[at + 1 :], at + 1):
        again = re.compile(rf"\s*({words('said_again')})\s").match(flat, segment.start, segment.end)
        if again is None or not _found(rf"\s{again.group(1)}\s", flat, head):
            break
        last, preposition = order, again.group(1)
    if last == at:
        return None
    end = segments[last].end
    own, theirs = (_found(JOINING.pattern, flat, one) for one in (head, segments[last]))
    before = own and f" {preposition} " not in flat[head.start : own.start()]
    behind = theirs and not flat.startswith(f"{preposition} ", theirs.end())
    parted_to = end if behind else head.end if before else head.start
    return last, replace(head, end=end, parted_to=parted_to)


def _with_adjectives(flat: str, segments: list[Segment], at: int) -> tuple[int, Segment] | None:
    """The item whose noun comes behind several words for it, and its last segment: "with mild,
    moderate or severe gout", "liver, kidney or heart disease", "with severe, long-standing gout".
    """
    head = segments[at]
    for one in (adjective(), body_part()):
        if _found(rf"(?:^#*|(?<!\sof)(?<!\sthe)\s){one}\s*$", flat, head):
            last = _last_of_adjectives(flat, segments, at, one)
            if last:
                end = segments[last].end
                return last, replace(head, end=end, parted_to=head.start)
    return None


def _last_of_adjectives(flat: str, segments: list[Segment], at: int, one: str) -> int | None:
    """Which segment has the noun of what ends in ``one``; None where it may be an item."""
    before = rf"\s(?:{words('article')}|{words('governs')}|for|in|who\shave)\s{one}\s*$"
    for order, segment in enumerate(segments[at + 1 :], at + 1):
        said = flat[segment.start : segment.end].strip(" .")
        if not re.match(rf"{one}\b", said):
            return None
        if segment.joined or re.match(rf"{one}\s(?:or|and|and/or)\s{one}\s\w", said):
            return order if " " in said else None
        if not re.fullmatch(one, said):
            alone = one == adjective() and _found(before, flat, segments[at])
            return order if alone else None
    return None


def _taken() -> str:
    """What is said once for all medicines behind it, as a pattern for the beginning of an item."""
    people_who = rf"{_some()}\b.*\s(?:{words('shares_list')})\s(?:.*\s)?"
    heads = rf"(?:[\w-]+\s)?(?:{words('shares_medicines')})\s"
    governed = rf".+\s(?:{words('governs')})\s"
    return rf"^#*\s*(?:{people_who}|{heads}|{governed})"


def _last_of_sort(flat: str, segments: list[Segment], first: int, sort: str) -> int | None:
    """Which segment ends the list with its "or"; None where one is of another sort before it."""
    for order, segment in enumerate(segments[first:], first):
        said = flat[segment.start : segment.end].strip(" .")
        if segment.joined:
            ends = re.search(r"\sor\s+$", flat[segments[order - 1].end : segment.start])
            return order if ends and re.fullmatch(rf"{sort}{WHICH}", said) else None
        if re.fullmatch(rf"{sort}\sor\s{sort}{WHICH}", said):
            return order
        if not re.fullmatch(sort, said):
            return None
    return None


def _begins_anew(flat: str, segment: Segment) -> bool:
    """Whether a segment has a beginning of its own: an article, or people."""
    new = rf"\s*(?:{words('article')}|{words('leads')}|{_some()})\b"
    return re.compile(new).match(flat, segment.start, segment.end) is not None


def _some() -> str:
    return rf"(?:\S+\s)?(?:{groups()}|{words('people')})"


def _found(pattern: str, flat: str, segment: Segment) -> re.Match[str] | None:
    """``pattern`` in a segment, what stands in brackets left out."""
    said = "#" * segment.start + blanked(flat, segment.start, segment.end)
    return re.compile(pattern).search(said)
