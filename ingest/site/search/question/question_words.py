"""A reader's words in, what is looked for out: units with their meanings and their weight.

Words are taken together where they name a thing, mended where they are misspelled; words of
questions say what kind of rows is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import Query, written_as_names
from ingest.site.search.question.asked_besides import beside_members, places_inside, with_others
from ingest.site.search.question.asked_words import asked_words
from ingest.site.search.question.bare_concerns import with_bare_concerns
from ingest.site.search.question.blamed_medicine import of_the_medicine
from ingest.site.search.question.cited_sections import cited_sections
from ingest.site.search.question.denied_places import without_denied_place
from ingest.site.search.question.excepted_things import asking_for_others, without_excepted
from ingest.site.search.question.kinds_beside import fitted
from ingest.site.search.question.led_units import as_led
from ingest.site.search.question.named_documents import without_named
from ingest.site.search.question.named_effects import said_of_a_thing
from ingest.site.search.question.narrower_topics import narrowed
from ingest.site.search.question.ordered_phrases import in_order
from ingest.site.search.question.plan_sections import plan_sections
from ingest.site.search.question.said_ages import ages_as_words, in_digits, with_limits_of_age
from ingest.site.search.question.said_decimals import decimals_as_one
from ingest.site.search.question.said_spans import half_years_in_months
from ingest.site.search.question.said_states import states_as_words
from ingest.site.search.question.said_thousands import thousands_as_one
from ingest.site.search.question.set_apart import without_what_is_set_apart
from ingest.site.search.question.times_past import without_times_past
from ingest.site.search.question.units import (
    Unit,
    is_beside,
    unit_of_one,
)
from ingest.site.search.question.unordered_phrases import unordered

MAY = re.compile(r"\b[Mm]ay (?:19|20)\d\d\b")


@dataclass(slots=True)
class Asked:
    """What a question asks for.

    ``roots`` are those of its words but for stop words; ``mended`` are misspelled words, ``absent``
    what no row has.
    """

    roots: list[str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    mended: dict[str, list[str]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)


def asked(lexicon: Lexicon, query: Query) -> Asked:
    """What ``query`` asks for, by the words of the index and of the dictionaries.

    Words are taken by what holds them together most: phrases of questions, then phrases without
    stop words, then those in which such words count ("off her food"), then one by one.
    """
    found = Asked()
    whole, query = query, without_excepted(lexicon, query)
    query = without_denied_place(lexicon, without_what_is_set_apart(lexicon, query))
    said = thousands_as_one(query, list(asked_words(lexicon, query, found.mended)))
    said = without_times_past(lexicon, half_years_in_months(lexicon, in_digits(lexicon, said)))
    all_words = states_as_words(lexicon, ages_as_words(lexicon, query.text, said))
    of_plans, words = plan_sections(lexicon, query, all_words)
    cited, words = cited_sections(lexicon, query, words)
    words = decimals_as_one(lexicon, query, words)
    found.roots = list({lexicon.root(word) for word in words if word not in lexicon.stop})
    roots = frozenset(found.roots)
    missed: list[str] = []
    topics, words = in_order(lexicon, words, query, asking=True)
    notions, words = in_order(lexicon, words, query, False, together=all_words, wide=True)
    joined = {term.words for term in query.terms}
    phrases, words = unordered(lexicon, words, joined, missed, all_words, bool(cited))
    others, words = in_order(lexicon, words, query, asking=False, together=all_words)
    units = [
        *of_plans,
        *cited,
        *topics,
        *notions,
        *phrases,
        *others,
        *_singles(lexicon, words, query, roots, missed),
    ]
    units = of_the_medicine(lexicon, units, all_words)
    units = said_of_a_thing(lexicon, units, all_words)
    units = beside_members(lexicon, units, all_words)
    units = with_others(lexicon, [*units, *places_inside(lexicon, units, query)])
    units = with_limits_of_age(lexicon, query.text, units)
    units = with_bare_concerns(lexicon, without_named(lexicon, query.text, units))
    units = asking_for_others(lexicon, whole, units)
    kept = list(dict.fromkeys(unit for unit in units if not is_beside(unit)))
    kept = fitted(lexicon, narrowed(lexicon, kept, all_words), all_words)
    if not any(not unit.topic and not unit.weak for unit in kept):
        kept = _made_strong(lexicon, kept, all_words)
    found.units = kept = as_led(lexicon, kept)
    alone = [" ".join(unit.words) for unit in kept if unit.absent]
    found.absent = [*missed, *(word for word in alone if not any(word in one for one in missed))]
    return found


def _singles(
    lexicon: Lexicon, words: list[str], query: Query, roots: frozenset[str], missed: list[str]
) -> Iterator[Unit]:
    """The words that no phrase has, one by one; ``roots`` are those of the whole question.

    Words of ``missed`` phrases mean nothing everyday: a gene therapy is no genetic factor.
    """
    month = MAY.search(query.text) is not None
    named = written_as_names(query)
    for word in words:
        is_name = (month and word == "may") or (
            word.upper() in named and word in lexicon.groups["place"]
        )
        if word not in lexicon.stop or is_name:
            root = lexicon.root(word)
            meanings = lexicon.phrases.get(root, [])
            if any(word in phrase.split() for phrase in missed):
                meanings = [one for one in meanings if one.kind != "lay"]
            yield unit_of_one(lexicon, word, root, meanings, word.upper() in named, roots)


def _made_strong(lexicon: Lexicon, units: list[Unit], words: Sequence[str]) -> list[Unit]:
    """The units of a question that has only topics and weak words; else the words that it has
    beside stop words, or these where it has no others.
    """
    if units:
        return units
    content = [word for word in words if word not in lexicon.stop]
    singles = [
        Unit((word,), (root,))
        for word in dict.fromkeys(content or words)
        if f"w:{(root := lexicon.root(word))}" in lexicon.terms
    ]
    return singles or [Unit((word,), (), absent=True) for word in dict.fromkeys(content)]
