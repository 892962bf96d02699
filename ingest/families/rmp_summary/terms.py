"""The family's terms as patterns: labels, "none", "not applicable"."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ingest.bullets import SIGN
from ingest.families import load_family
from ingest.plan_words import any_of
from ingest.vocabulary import folded_words, phrase_pattern


def terms() -> dict[str, Any]:
    """The terms of family.yml."""
    return load_family("rmp_summary").terms


def label_pattern(phrases: list[str]) -> re.Pattern[str]:
    """One of ``phrases`` at the start of a line of folded text, as group ``label``."""
    return _label_pattern(tuple(phrases))


@cache
def _label_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(phrase_pattern(phrase).removeprefix(r"\s*") for phrase in phrases)
    return re.compile(rf"(?m)^[ ]?(?:{SIGN}[ ])?(?P<label>{joined})(?!\w)")


@cache
def whole_pattern(term: str) -> re.Pattern[str]:
    """A whole text that is one of the term's phrases, a mark and a full stop apart."""
    joined = "|".join(phrase_pattern(phrase) for phrase in terms()[term])
    return re.compile(rf"(?:{SIGN}|\s)*(?:{joined})[\s.;]*")


@cache
def said_pattern(term: str) -> re.Pattern[str]:
    """One of the term's phrases as whole words, wherever they stand in folded text."""
    return re.compile(rf"(?<!\w)(?:{any_of(tuple(terms()[term]))})(?!\w)")


def hangs(words: str) -> bool:
    """Whether a line goes on in the next one: it ends in a comma, a colon, an open bracket, or a
    word that ends nothing ("of the")."""
    last = words.rsplit(maxsplit=1)[-1:]
    return words.rstrip()[-1:] in (",", ":", "(") or "".join(last).casefold() in terms()["hanging"]


def is_none(text: str) -> bool:
    """Whether ``text`` says no more than that there is nothing."""
    return whole_pattern("none").fullmatch(folded_words(text)) is not None


def is_none_listed(text: str) -> bool:
    """Whether ``text``, all that stands in a list of concerns, says that the list is empty."""
    return is_none(text) or whole_pattern("none_listed").fullmatch(folded_words(text)) is not None


@cache
def none_measures(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What says that there are no measures of ``kind`` ("any", "routine", "additional").

    Patterns for the beginning of folded text, each with the state that it says.
    """
    own = terms()["none_measures"]
    phrases = [*own["any"], *(own[kind] if kind != "any" else ())]
    if kind == "additional":
        phrases += terms()["none_additional_said"]
    return _none_first(tuple(phrases))


@cache
def none_activities() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What says that there are no additional pharmacovigilance activities, as ``none_measures``."""
    return _none_first(tuple(terms()["none_activities"]))


def _none_first(phrases: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    named = {
        "stated_none": [*terms()["none"], *terms()["none_done"], *phrases],
        "not_applicable": terms()["not_applicable"],
    }
    return tuple(
        (state, re.compile(rf"(?:{SIGN}|\s)*{phrase_pattern(phrase)}(?=\s*[.;(]|\s*\Z|[ ]?\n)"))
        for state, phrases in named.items()
        for phrase in phrases
    )


def is_not_applicable(text: str) -> bool:
    """Whether ``text`` says no more than that the field does not apply."""
    return whole_pattern("not_applicable").fullmatch(folded_words(text)) is not None


def is_unknown(text: str) -> bool:
    """Whether ``text`` says no more than that nothing is known."""
    return whole_pattern("unknown").fullmatch(folded_words(text)) is not None


def is_list_note(line: str) -> bool:
    """Whether a line is a note below a list: abbreviations, a source, a footnote."""
    return _note_pattern().match(folded_words(line)) is not None


@cache
def _note_pattern() -> re.Pattern[str]:
    joined = "|".join(phrase_pattern(phrase) for phrase in terms()["list_notes"])
    return re.compile(rf"(?:{joined})\s*:|[*†‡§]|\w\s+(?:includes|including|only)\b")
