"""A reader's words in, what is looked for out: units with their meanings and their weight.

Words are taken together where they name a thing, mended where they are misspelled; words of
questions say what kind of rows is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import Query, written_as_names
from ingest.site.search.question.asked_besides import (
    beside_members,
    with_others,
    with_places_inside,
)
from ingest.site.search.question.asked_words import asked_words
from ingest.site.search.question.audiences import for_an_audience
from ingest.site.search.question.bare_concerns import with_bare_concerns
from ingest.site.search.question.blamed_medicine import of_the_medicine
from ingest.site.search.question.cited_sections import cited_sections
from ingest.site.search.question.denied_places import places_as_words, without_denied_place
from ingest.site.search.question.excepted_things import asking_for_others, without_excepted
from ingest.site.search.question.had_before import had_before
from ingest.site.search.question.kinds_beside import fitted
from ingest.site.search.question.led_units import as_led
from ingest.site.search.question.named_documents import without_named
from ingest.site.search.question.named_effects import said_of_a_thing
from ingest.site.search.question.narrower_topics import narrowed
from ingest.site.search.question.ordered_phrases import (
    asking_phrases,
    naming_phrases,
    wide_phrases,
)
from ingest.site.search.question.plan_sections import plan_sections
from ingest.site.search.question.populations import with_missing_information
from ingest.site.search.question.put_in import words_put_in
from ingest.site.search.question.question import Question, Taken
from ingest.site.search.question.said_ages import ages_as_words, in_digits, with_limits_of_age
from ingest.site.search.question.said_decimals import decimals_as_one
from ingest.site.search.question.said_signs import with_signs_as_said
from ingest.site.search.question.said_spans import half_years_in_months
from ingest.site.search.question.said_states import states_as_words
from ingest.site.search.question.said_thousands import thousands_as_one
from ingest.site.search.question.set_apart import without_what_is_set_apart
from ingest.site.search.question.shared_ends import with_shared_ends
from ingest.site.search.question.times_past import without_times_past
from ingest.site.search.question.units import Unit, is_beside, unit_of_one
from ingest.site.search.question.unordered_phrases import unordered

MAY = re.compile(r"\b[Mm]ay (?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for.

    ``roots`` are those of its words but for stop words; ``mended`` are misspelled words, ``missed``
    phrases that no row has, beside the absent ``units``; ``put_in`` are words that stand for others
    which were said.
    """

    roots: frozenset[str]
    units: list[Unit]
    mended: dict[str, list[str]]
    missed: list[str]
    put_in: dict[str, str]


def asked(lexicon: Lexicon, query: Query) -> Asked:
    """What ``query`` asks for, by the words of the index and of the dictionaries.

    Each rule is handed the question as those before it have left it; what a rule does is told in
    its module.
    """
    question = Question(lexicon, query, query, [])
    for leave_out in LEFT_OUT:
        question = replace(question, query=leave_out(question))
    mended: dict[str, list[str]] = {}
    question = replace(question, words=list(asked_words(lexicon, question.query, mended)))
    put_in: dict[str, str] = {}
    for said in SAID:
        words = said(question)
        put_in |= words_put_in(question.words, words)
        question = replace(question, words=words)
    taken = Taken(question.words)
    for take in SECTIONS:
        taken = take(question, taken)
    roots = frozenset(lexicon.root(word) for word in taken.words if word not in lexicon.stop)
    for take in PHRASES:
        taken = take(question, taken)
    units = [*taken.units, *_singles(question, taken, roots)]
    for rule in RULES:
        units = rule(question, units)
    return Asked(roots, units, mended, taken.missed, put_in)


def _singles(question: Question, taken: Taken, roots: frozenset[str]) -> Iterator[Unit]:
    """The words that no phrase has, one by one; ``roots`` are those of the whole question.

    Words of missed phrases mean nothing everyday: a gene therapy is no genetic factor.
    """
    lexicon = question.lexicon
    month = MAY.search(question.query.text) is not None
    named = written_as_names(question.query)
    for word in taken.words:
        is_name = (month and word == "may") or (
            word.upper() in named and word in lexicon.lists.places
        )
        if word not in lexicon.stop or is_name:
            root = lexicon.root(word)
            meanings = lexicon.phrases.get(root, [])
            if any(word in phrase.split() for phrase in taken.missed):
                meanings = [one for one in meanings if one.kind != "lay"]
            yield unit_of_one(lexicon, word, root, meanings, word.upper() in named, roots)


def _telling(_: Question, units: list[Unit]) -> list[Unit]:
    """The units that say something here, each once."""
    return list(dict.fromkeys(unit for unit in units if not is_beside(unit)))


def _or_words(question: Question, units: list[Unit]) -> list[Unit]:
    """The units; where there are none, the words of the question beside stop words, or these where
    it has no others.
    """
    if units:
        return units
    lexicon, words = question.lexicon, question.words
    content = [word for word in words if word not in lexicon.stop]
    singles = [
        Unit((word,), (root,))
        for word in dict.fromkeys(content or words)
        if f"w:{(root := lexicon.root(word))}" in lexicon.terms
    ]
    return singles or [Unit((word,), (), absent=True) for word in dict.fromkeys(content)]


LEFT_OUT: tuple[Callable[[Question], Query], ...] = (
    without_excepted,
    without_what_is_set_apart,
    without_denied_place,
)
"""What is left of the query without what is not asked for."""
SAID: tuple[Callable[[Question], list[str]], ...] = (
    places_as_words,
    ages_as_words,
    thousands_as_one,
    in_digits,
    half_years_in_months,
    without_times_past,
    states_as_words,
    with_shared_ends,
)
"""The words as rows say them."""
SECTIONS: tuple[Callable[[Question, Taken], Taken], ...] = (
    plan_sections,
    cited_sections,
    decimals_as_one,
)
"""What is named by its number is taken first."""
PHRASES: tuple[Callable[[Question, Taken], Taken], ...] = (
    asking_phrases,
    wide_phrases,
    unordered,
    naming_phrases,
)
"""Then words by what holds them together most; those that are left are taken one by one."""
RULES: tuple[Callable[[Question, list[Unit]], list[Unit]], ...] = (
    of_the_medicine,
    said_of_a_thing,
    beside_members,
    with_places_inside,
    with_others,
    with_limits_of_age,
    with_signs_as_said,
    without_named,
    with_bare_concerns,
    asking_for_others,
    for_an_audience,
    with_missing_information,
    _telling,
    narrowed,
    had_before,
    fitted,
    _or_words,
    as_led,
)
"""What the units stand for beside each other."""
