"""A fact's options and a name in, the options that go by that name out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ingest.approval.names import key
from ingest.approval.policy import Fact

OTHER = "other"
"""The diagnosis that is none of the policy's."""
NONE = "none"
MARKS = re.compile(r"[,;\n]")
PIECE = re.compile(r"[^,;\n]+")
SMALL = frozenset({"and", "of", "or", "the", "with"})
"""Words whose first letters an abbreviation leaves out."""
MOST_PIECES = 6
"""So many pieces between commas are tried as one name."""


def none_of(fact: Fact) -> str:
    """What a request says that has none of a fact's diagnoses: ``other``, or else ``none``.

    Some policies print a diagnosis that is called "Other".
    """
    return NONE if options_called(fact, OTHER) else OTHER


def options_called(fact: Fact, name: str) -> list[str]:
    """The options that go by a name: the one that is printed so, or else all it is short for.

    Two diagnoses may have one abbreviation.
    """
    wanted, found = key(name), []
    for printed, also in fact.options:
        if wanted and wanted in (key(printed), *(key(f"{printed} ({one})") for one in also)):
            return [printed]
        if wanted and wanted in map(key, also):
            found.append(printed)
    return found


def taken_as(fact: Fact, said: Any) -> dict[str, str]:
    """What each short name that is ``said`` of a diagnosis is taken as, where that says more.

    "MM" says all of multiple myeloma; "cHL" nothing of a relapse that the policy asks for.
    """
    each = said if isinstance(said, list) else [said]
    names = [name for one in each if isinstance(one, str) for name in parted(fact, one)]
    found = {}
    for name in names if fact.type == "diagnoses" else ():
        called = options_called(fact, name)
        long = key(called[0]) if len(called) == 1 else ""
        initials = "".join(one[0] for one in re.findall(r"\w+", long) if one not in SMALL)
        if long and key(name) != long and len(name) < len(long) and key(name) != initials:
            found[name] = called[0]
    return found


def parted(fact: Fact, words: str) -> list[str]:
    """The names in ``words``, parted by commas, semicolons or line breaks.

    An option that has such a mark in its own name stays whole.
    """
    marked = {key(one) for one in _all_names(fact) if MARKS.search(one)}
    pieces = [*PIECE.finditer(words)]
    found, at = [], 0
    while at < len(pieces):
        end = at + 1
        for later in range(min(at + MOST_PIECES, len(pieces)), at + 1, -1) if marked else ():
            if key(words[pieces[at].start() : pieces[later - 1].end()]) in marked:
                end = later
                break
        found.append(words[pieces[at].start() : pieces[end - 1].end()].strip())
        at = end
    return [name for name in found if name]


def _all_names(fact: Fact) -> Iterator[str]:
    for printed, also in fact.options:
        yield from (printed, *also, *(f"{printed} ({one})" for one in also))


def listed(fact: Fact, options: Iterable[str] | None = None) -> list[str]:
    """The options of a fact, or some of them, each with what else it is called."""
    chosen = None if options is None else set(options)
    return [
        with_others(printed, also)
        for printed, also in fact.options
        if chosen is None or printed in chosen
    ]


def with_others(printed: str, also: tuple[str, ...]) -> str:
    """An option with what else it is called, if its name does not have that in it."""
    new = [one for one in also if one not in printed]
    return f"{printed} ({', '.join(new)})" if new else printed
