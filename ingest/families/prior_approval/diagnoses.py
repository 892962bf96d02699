"""Criteria in, out what each diagnosis of a policy is called, and which may be one another.

The start and the renewal may print one diagnosis in two ways: "Plaque psoriasis (PsO)" and "PsO".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.families.prior_approval.fact_words import parameters_of
from ingest.families.prior_approval.records import Criterion
from ingest.vocabulary import folded_words


@dataclass(slots=True)
class Name:
    """A diagnosis as it is first printed, the phases that print it, and its own short forms."""

    printed: str
    phases: set[str] = field(default_factory=set)
    own: dict[str, str] = field(default_factory=dict)
    """Those that it prints for itself, by their folded words."""
    short: dict[str, str] = field(default_factory=dict)
    """All that it may go by: its own, and those of others that stand in its words."""


class Diagnoses:
    """The diagnoses of both phases of a policy."""

    def __init__(self, criteria: Iterable[Criterion]) -> None:
        """Take their names and short forms from the parameters of ``criteria``."""
        self._names: dict[str, Name] = {}
        for row in criteria:
            read = parameters_of(row)
            if "diagnosis" not in read:
                continue
            name = self._names.setdefault(folded_words(read["diagnosis"]), Name(read["diagnosis"]))
            name.phases.add(row.phase)
            if short := read.get("abbreviation"):
                name.own[folded_words(short)] = short
        shorts = {key: short for name in self._names.values() for key, short in name.own.items()}
        for key, name in self._names.items():
            within = {
                folded: short
                for folded, short in shorts.items()
                if folded != key and _names_short(short, name.printed)
            }
            name.short = {**name.own, **within}
        self._same = dict(self._by_short_names())
        for short, key in self._same.items():
            self._names[key].phases |= self._names.pop(short).phases

    def _by_short_names(self) -> Iterator[tuple[str, str]]:
        """Each name that is nothing but the short form of one other, with that other."""
        for key, name in self._names.items():
            owners = [other for other, one in self._names.items() if key in one.short]
            if len(owners) == 1 and not name.own:
                yield key, owners[0]

    def called(self, printed: str) -> str:
        """The one name of a diagnosis, however it is printed: the long one, as first printed."""
        return self._names[self._key(printed)].printed

    def short_forms(self, printed: str) -> list[str]:
        """What else a diagnosis may be called."""
        return [*self._names[self._key(printed)].short.values()]

    def may_be(self, printed: str, phase: str) -> list[str]:
        """The other diagnoses that may count as this one in ``phase``, where only they are named.

        A name that has all words of this one in it may; what the same phase prints apart is apart
        otherwise. Of another phase's names those may that say the same with fewer words or in
        another order, or go by the same short form.
        """
        key = self._key(printed)
        return [
            other.printed
            for its, other in self._names.items()
            if its != key and self._may_be(key, its, phase)
        ]

    def _may_be(self, key: str, its: str, phase: str) -> bool:
        name, other = self._names[key], self._names[its]
        wanted, named = self._long(name), self._long(other)
        if _stands_in(wanted, named) or key in other.short or its in name.short:
            return True
        if phase in other.phases:
            return False
        words, others = _words(wanted), _words(named)
        return words <= others or others <= words or bool({*name.short} & {*other.short})

    def _long(self, name: Name) -> str:
        """A name folded, with the long form of each short one in it that has no brackets."""
        long = name.printed
        for other in self._names.values():
            for short in other.own.values() if other is not name else ():
                alone = re.compile(rf"(?<![\w(-]){re.escape(short)}(?![\w-])")
                long = other.printed.join(alone.split(long))
        return folded_words(long)

    def _key(self, printed: str) -> str:
        key = folded_words(printed)
        return self._same.get(key, key)


def _names_short(short: str, name: str) -> bool:
    """Whether a short form stands in a name, in its own letters: "ALL" is not "all"."""
    return re.search(rf"(?<![\w-]){re.escape(short)}(?![\w-])", name) is not None


def _stands_in(words: str, name: str) -> bool:
    """Whether folded ``words`` are part of a folded name and not all of it."""
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return words != name and whole.search(name) is not None


def _words(name: str) -> set[str]:
    return {*re.findall(r"\w+", name)}
