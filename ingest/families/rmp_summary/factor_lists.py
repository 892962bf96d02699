"""A list in running text in, its items out: "age, diabetes (type 1) and use of A and B".

Items are parted at commas, semicolons and the list's own "and"; members in brackets, after "like"
or in a list of their own behind "including" are items too; examples stay with their item, and words
that share a modifier or a head stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.bullets import SIGN
from ingest.families.rmp_summary.factor_cuts import cut_of, is_between_names
from ingest.families.rmp_summary.factor_runs import Segment, joined_runs
from ingest.families.rmp_summary.factor_words import (
    aside,
    blanked,
    has_people,
    opening,
    words,
)
from ingest.families.rmp_summary.figure_patterns import words as figure_words

Place = tuple[int, int]
SIGNS = "•▪●○◦■\uf0a7\uf0b7"
"""Signs of a list that a line of text does not have for anything else."""
THRESHOLD = re.compile(
    r"\s*(?:[<>≤≥=]|(?:(?:greater|more|less|fewer|higher|lower|older|younger)\s+than"
    r"|at\s+least|up\s+to|above|below|over|under)\b)[^,;]*\d[^,;]*"
)
"""A limit in brackets, which is no member: "(<1.5 x 10^9/L)", "(greater than 50% blasts)"."""
SHARE = re.compile(r"\d[\d,.]*\s*(?:%|of\s+(?:the\s+)?\d)")
"""What begins with a share is no factor: "seen in 5 of 10 patients"."""
LEADING = re.compile(r"\s*(?:and/or|as well as|and|or)\s+")


def items(flat: str, start: int, end: int, printed: str) -> Iterator[Place]:
    """The places of the items of the list ``flat[start:end]`` (folded text, blanks for breaks).

    ``printed`` is the same stretch as printed, to tell an abbreviation in brackets, which is no
    member, from a member.
    """
    no_member = re.compile(rf"\s*(?:{words('no_member')})\b")
    each = [one for one in _segments(flat, start, end) if not no_member.match(flat, one.start)]
    found = list(joined_runs(flat, each))
    members_open = False
    for order, segment in enumerate(found):
        at, stop = segment.start, _without_left_out(flat, segment.start, segment.end)
        if stop <= at:
            continue
        opens = rf"\s*(?:{opening()}|{_giving_examples()})(?:[\s,]+|$)"
        opened = re.compile(opens).match(flat, at, stop)
        if opened:
            members_open, at = True, opened.end()
        inner = None if opened else _opening_inside(flat, at, min(stop, segment.parted_to))
        if inner:
            yield from _item(flat, at, inner.start(), printed, start)
            members_open, at = True, inner.end()
        last = order == len(found) - 1
        parts = (last or members_open) and not segment.joined
        cut = cut_of(flat, at, stop, segment.parted_to, parts)
        if cut and is_between_names(printed[at - start : stop - start], cut.start() - at):
            cut = None
        if segment.joined or cut:
            members_open = False
        if cut:
            yield from _item(flat, at, cut.start(), printed, start)
            at = cut.end()
        yield from _item(flat, at, stop, printed, start)


def _without_left_out(flat: str, start: int, end: int) -> int:
    """Where a segment ends before what it leaves out: "alcohol use but not obesity"."""
    out = rf"\s(?!{aside()})(?:{words('leaves_out')})\s"
    found = re.compile(out).search(f" {blanked(flat, start, end)} ")
    return start + max(0, found.start() - 1) if found else end


def _giving_examples() -> str:
    return f"{words('gives_examples')}|{words('gives_examples_after_comma')}"


def _segments(flat: str, start: int, end: int) -> Iterator[Segment]:
    """The pieces between commas and semicolons outside brackets, without clauses about it."""
    bounds = [*_commas(flat, start, end), end]
    pending: Segment | None = None
    at = start
    for order, bound in enumerate(bounds):
        begin, at = at, bound + 1
        if re.compile(rf"\s*(?:{words('ends_list')})\b").match(flat, begin, bound):
            if pending and _is_said_of_all(flat, pending, begin, bound):
                pending = replace(pending, end=bound)
                continue  # "women, including girls, who ..."
            if order + 1 < len(bounds) and LEADING.match(flat, at, bounds[order + 1]):
                continue  # "A, which is B, and C": the list's own "and" comes yet
            break
        qualifies = re.compile(rf"\s*(?:{words('qualifies')})\b").match(flat, begin, bound)
        if pending and qualifies:
            pending = replace(pending, end=bound, parted_to=pending.start)
            continue
        if pending:
            yield pending
        leading = LEADING.match(flat, begin, bound)
        goes_on = f"{words('relative')}|{words('qualifies')}"
        if not has_people(flat[:bound]):
            goes_on += f"|{words('qualifies_things')}"
        inside = rf"(?<!\bsuch)\s(?!(?:{goes_on})\b)(?:{words('ends_list')})\b"
        cut = re.compile(inside).search(blanked(flat, begin, bound))
        stop = begin + cut.start() if cut else bound
        first = leading.end() if leading else begin
        which = re.compile(rf"\s(?:{words('relative')})\s").search(flat, first, stop)
        pending = Segment(first, stop, leading is not None, first if which else stop)
        if cut:
            break
    if pending:
        yield pending


def _is_said_of_all(flat: str, aside: Segment, begin: int, bound: int) -> bool:
    """Whether "who ..." behind people "including" some, is said of them all."""
    some = re.compile(r"\s*including\s").match(flat, aside.start, aside.end)
    who = re.compile(r"\s*(?:who|whose)\s").match(flat, begin, bound)
    people = has_people(flat[: aside.start]) and has_people(flat[aside.start : aside.end])
    return bool(some and who) and people


def _commas(flat: str, start: int, end: int) -> Iterator[int]:
    depth = 0
    flat = re.sub(aside(), lambda m: "#" * len(m.group()), flat)
    for offset in range(start, end):
        char = flat[offset]
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif (char in ",;" and not depth and not in_number(flat, offset)) or char in SIGNS:
            yield offset


def in_number(flat: str, offset: int) -> bool:
    """Whether the mark at ``offset`` is part of a number: "1,000 mg"."""
    return flat[offset - 1 : offset].isdigit() and flat[offset + 1 : offset + 2].isdigit()


def _opening_inside(flat: str, start: int, end: int) -> re.Match[str] | None:
    """ "diseases like cirrhosis": where members begin in the middle of a segment."""
    found = re.compile(rf"\s{opening()}[\s,]+").search(blanked(flat, start, end))
    if found is None:
        return None
    return re.compile(re.escape(flat[start + found.start() : start + found.end()])).match(
        flat, start + found.start()
    )


def _item(flat: str, start: int, end: int, printed: str, origin: int) -> Iterator[Place]:
    """An item and, after it, the members in its brackets."""
    place = _bare(flat, start, end)
    if place is None:
        return
    bracket = re.compile(r"\s*\(([^()]*)\)\s*$").search(flat, *place)
    if bracket is None or bracket.start() <= place[0]:
        yield place
        return
    inside = printed[bracket.start(1) - origin : bracket.end(1) - origin]
    abbreviation = re.fullmatch(r"[A-Z0-9][A-Z0-9a-z-]{0,7}", inside)
    if abbreviation or _tells_more(bracket.group(1)):
        yield place
        return
    yield place[0], bracket.start()
    yield from items(flat, bracket.start(1), bracket.end(1), inside)


def _tells_more(inside: str) -> bool:
    """Whether what stands in brackets (folded) says more of what it stands behind, and is no list
    of its members: a limit, a sort by its number, parts of the body, "X in particular", "with or
    without X"."""
    number = r"(?:[ivx]+[a-z]?|\d+[a-z]?|[a-z])\b"
    more = r"(?:\s*(?:,|/|-|,?\s*\bor\b|,?\s*\band\b|\bto\b)\s*{})*"
    sort = rf"(?:\w[\w-]*\s)*?(?:{words('one_of_several')})\s{number}{more.format(number)}"
    part, degree = rf"(?:{words('body_part')})s?", rf"(?:{words('degree')})"
    digits = r"\d+"
    time = rf"(?:{words('numbered_time')})s?\s{digits}{more.format(digits)}"
    ratio = rf"(?:or|{figure_words('effect')})\b.*\d.*"
    members = rf"(?!(?:{words('opens_members')}|{words('gives_examples')})\b)"
    limit = rf"{members}[^,;]*?{THRESHOLD.pattern}"
    how = rf"(?:(?:{words('opens_members')})\s)?{members}(?:{words('says_more')})\b.*"
    return any(
        re.fullmatch(told, inside.strip())
        for told in (
            *(limit, how, sort, time, ratio, r"i\.e\..*", r".*\sin\s(?:particular|general)"),
            *(one + more.format(one) for one in (part, degree, number)),
        )
    )


def _bare(flat: str, start: int, end: int) -> Place | None:
    """A place without marks, "and" and articles at its ends; None when nothing is left."""
    before = rf"(?:and/or|and|or|both|{words('leads')}|{words('article')})\s"
    leading = re.compile(rf"(?:{aside()}|[\s,;:]|{SIGN}|{before})*").match(flat, start, end)
    start = leading.end() if leading else start
    said = re.sub(r"(?:\s(?:and/or|and|or)|[\s.,;:])*$", "", flat[start:end])
    if not said or re.fullmatch(words("names_nothing"), said) or SHARE.match(said):
        return None
    return start, start + len(said)
