"""A fact's options and a name in, the options that go by that name out."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.approval.names import key
from ingest.approval.policy import Fact

OTHER = "other"
"""The diagnosis that is none of the policy's."""
NONE = "none"


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


def listed(fact: Fact, options: Iterable[str] | None = None) -> list[str]:
    """The options of a fact, or some of them, each with what else it is called."""
    chosen = None if options is None else set(options)
    return [
        _with_others(printed, also)
        for printed, also in fact.options
        if chosen is None or printed in chosen
    ]


def _with_others(printed: str, also: tuple[str, ...]) -> str:
    new = [one for one in also if one not in printed]
    return f"{printed} ({', '.join(new)})" if new else printed
