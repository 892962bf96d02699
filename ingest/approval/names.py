"""Names of medicines as a request gives them in, out which medicines of the policy they may be.

A policy knows the medicines of its appendix (by generic and by brand name), its own, and those
that its criteria name. Any other name may be anything: a brand of one of them, or a misspelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

SUFFIX = re.compile(r"-[a-z]{4}(?![\w-])")
"""The four letters that the FDA adds to the name of a biologic ("Nonproprietary Naming of
Biological Products", guidance of January 2017): the core name is the INN."""
LONGEST_NEAR = 60
PLAIN = re.compile(r"[a-z0-9-]+(?: [a-z0-9-]+)*")
"""A name that is its own key."""
Member = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """The medicines that a policy knows.

    ``canonical`` gives for the key of any of its names what a medicine is called by its generic
    name (none for a name that two have); ``members`` the generic names of each class by its id.
    """

    canonical: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, str]
    """What the criteria call classes, by the keys of the names in the singular."""
    listed: frozenset[str]
    """The keys of the names that an appendix or the policy's own list has."""

    @classmethod
    def of(
        cls,
        members: Iterable[Member],
        own: Iterable[tuple[str | None, str | None]],
        asked: Sequence[Mapping[str, Any]],
    ) -> Names:
        """Names from the rows of an appendix (class, generic, brand), the policy's own medicines
        (generic, brand), and the operands of its tests."""
        found: dict[str, set[str]] = {}
        classes: dict[str, list[str]] = {}
        pairs: list[tuple[str | None, str | None]] = []
        for class_id, generic, brand in members:
            classes.setdefault(class_id, []).append(generic)
            pairs.append((generic, brand))
        for pair in [*pairs, *dict.fromkeys(own)]:
            for called in filter(None, pair):
                found.setdefault(key(called), set()).add(pair[0] or called)
        listed = frozenset(found)
        printed = {one for operand in asked for one in named_in(operand)}
        for one in sorted(printed):
            found.setdefault(key(one), {one})
        cores: dict[str, set[str]] = {}
        for generics in found.values():
            for name in generics:
                cores.setdefault(SUFFIX.sub("", key(name)), set()).add(name)
        canonical = {
            one: next(iter(generics))
            for one, generics in {**cores, **found}.items()
            if len(generics) == 1
        }
        by_class = {one: tuple(names) for one, names in classes.items()}
        by_name = {singular(name): name for name in reversed(classes_in(asked))}
        return cls(canonical, by_class, by_name, listed)

    def known(self, name: str) -> str | None:
        """The generic name of a medicine, or the printed name of a class; None if not known."""
        called = key(name)
        return self.canonical.get(called) or self.classes.get(singular(name))

    def is_class(self, name: str) -> bool:
        """Whether a name is of a class that the criteria ask for, so that it may be any of many."""
        return singular(name) in self.classes

    def may_be_one(self, asked: str, named: str) -> bool:
        """Whether the one name has all words of the other and more, and is in no list.

        "both bortezomib" may mean bortezomib; daratumumab and hyaluronidase is listed apart.
        """
        return any(
            (_has_words(long, short) and not self._is_listed(long))
            for one in self._called(asked)
            for other in self._called(named)
            for long, short in ((one, other), (other, one))
        )

    def _called(self, name: str) -> set[str]:
        generic = self.known(name)
        return {key(name), *(one for one, of in self.canonical.items() if of == generic)}

    def _is_listed(self, called: str) -> bool:
        return called in self.listed or key(self.canonical.get(called, called)) in self.listed

    def nearest(self, name: str) -> str | None:
        """The medicine whose name is spelt most like one that is not known; None if none is."""
        if len(name) > LONGEST_NEAR or self.known(name):
            return None
        near = get_close_matches(key(name), self.canonical, n=1, cutoff=0.8)
        return self.canonical[near[0]] if near else None


def key(name: str) -> str:
    """A name in small letters without accents, marks and runs of white space."""
    if PLAIN.fullmatch(name):
        return name
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[®™*]", "", plain).casefold().split())


def singular(name: str) -> str:
    """The key of a class, whether one or several of it are named."""
    return re.sub(r"ie$", "y", key(name).removesuffix("s"))


def named_in(operand: Mapping[str, Any]) -> Iterable[str]:
    """The medicines and classes that a test names."""
    value = operand.get("value")
    for one in value if isinstance(value, list) else ():
        if isinstance(one, Mapping):
            yield str(one["class"])
            yield from map(str, one.get("examples", ()))
        else:
            yield str(one)


def classes_in(asked: Iterable[Mapping[str, Any]]) -> list[str]:
    """The classes that tests name, or count the medicines of."""
    found = []
    for operand in asked:
        value = operand.get("value")
        each = [operand, *(value if isinstance(value, list) else ())]
        found += [str(one["class"]) for one in each if isinstance(one, Mapping) and "class" in one]
    return found


def at_least_distinct(names: Sequence[str]) -> int:
    """How many of ``names`` differ for sure: one that is part of another may be the same."""
    keys = {key(name) for name in names}
    return sum(not any(_has_words(other, one) for other in keys - {one}) for one in keys)


def _has_words(long: str, short: str) -> bool:
    """Whether a key is part of another one, as words of it."""
    if len(short) >= len(long) or short not in long:
        return False
    return re.search(rf"(?<![\w-]){re.escape(short)}(?![\w-])", long) is not None
