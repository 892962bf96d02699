"""Words of a question in, its numbers as rows have them out: ninety-six is 96.

An age that is said in years is the word for it: 84 is elderly. Of whom a disease is named beside,
it asks for limits of age too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.query_words import plain
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import LEADING, Unit

AGED = re.compile(
    r"(?:\b(?:is|am|are|was|age|aged|turned|turning|just|only|nearly|almost|patient)|['’](?:s|m|re))\s+"
    r"(?P<years>\d{1,2})"
    r"(?=\s*(?:$|[,.;:?!)]|years?\b|yrs?\b|yo\b|and\b|but\b|so\b|too\b|with\b|or\b|now\b))"
    r"|\b(?P<old>\d{1,2})[\s-]*(?:(?:years?|yrs?)[\s-]*olds?|y/?o)\b"
    r"|\b(?P<over>\d{1,2})\s+(?:and|or)\s+(?:over|older)\b"
    r"|\b(?:over|above)\s+(?P<above>[6-9]\d)\b(?!\s*(?:%|[mk]?g\b|ml\b|days?|weeks?|months?|tab))",
    re.IGNORECASE,
)
IN_DECADE = re.compile(
    r"\bin (?:her|his|my|their|our|your) (?:early |mid |late )?(?P<decade>[789]0)['’]?s\b",
    re.IGNORECASE,
)
IN_YEARS = re.compile(r"\s*(?:years?|yrs?|yo)\b", re.IGNORECASE)
OF_AGE, DIAGNOSIS = "t:age", "d:"
"""The topic of limits of age, and what terms for diagnoses begin with."""
ELDERLY = 65
"""Years. ICH E7 calls those geriatric who are as old as that or older."""
ADULT, FIRST_TEEN = 18, 13
IN_WORDS = re.compile(r"\b(?:is|am|'s|just|only|aged?|turned) (?P<years>[a-z]+)\b", re.IGNORECASE)
TENS = frozenset(str(ten) for ten in range(20, 100, 10))


def in_digits(question: Question) -> list[str]:
    """The words where two that say a number together are that number."""
    lexicon = question.lexicon
    found: list[str] = []
    for word in question.words:
        one = lexicon.root(word) if word.isalpha() else ""
        ten = lexicon.root(found[-1]) if found and found[-1].isalpha() else ""
        if len(one) == 1 and one.isdecimal() and ten in TENS:
            found[-1] = str(int(ten) + int(one))
        else:
            found.append(word)
    return found


def ages_as_words(question: Question) -> list[str]:
    """The words with each age of an old or a young person as a word."""
    lexicon, text, words = question.lexicon, question.query.text, question.words
    rest = lexicon.groups["of-an-age"]
    said = dict.fromkeys(lexicon.groups["old-decade"], "elderly")
    in_years: set[str] = set()
    for match in IN_WORDS.finditer(text):
        number = lexicon.root(match["years"].lower())
        if number.isdecimal() and FIRST_TEEN <= int(number) < ADULT:
            said[match["years"].lower()] = "paediatric"
    for match in IN_DECADE.finditer(text):
        said |= dict.fromkeys((match["decade"], f"{match['decade']}s"), "elderly")
    for match in AGED.finditer(text):
        years = match["years"] or match["old"] or match["over"] or match["above"]
        if match["old"] or IN_YEARS.match(text[match.end() :]):
            in_years.add(years)
        if int(years) >= ELDERLY:
            said[years] = "elderly"
        elif int(years) < ADULT and not match["over"]:
            said[years] = "paediatric"
        elif years in in_years:
            said[years] = ""  # most patients are as old
    aged = in_years & said.keys()
    kept = (
        said.get(word, word)
        for at, word in enumerate(words)
        if not (word in rest and _is_of_age(rest, words[:at], aged))
        and not (word in lexicon.groups["people"] and not aged.isdisjoint(words[at + 1 : at + 2]))
    )
    left = [word for word in kept if word]
    but_people = all(word in lexicon.stop or word in lexicon.groups["people"] for word in left)
    return words if but_people else left


def limits_of_old_age(text: str) -> Iterator[tuple[str, str]]:
    """The years from which on or above which somebody is asked about, where these are more than
    make an elderly person, with the words for that."""
    for match in AGED.finditer(text):
        years = match["over"] or match["above"]
        if years and int(years) > ELDERLY:
            yield years, plain(match[0])


def with_limits_of_age(question: Question, units: list[Unit]) -> list[Unit]:
    """``units``, with the kind of rows that limits of age are where the question tells the age of
    somebody with a disease, and names no concern."""
    meant = {one.term for unit in units for one in unit.meanings if unit.topic}
    ill = any(one.term.startswith(DIAGNOSIS) for unit in units for one in unit.meanings)
    found = AGED.search(question.query.text)
    harms = any(
        one.term in question.lexicon.concerns and one.kind not in LEADING
        for unit in units
        for one in unit.meanings
    )
    if not ill or harms or found is None or OF_AGE in meant:
        return units
    meaning = Meaning(OF_AGE, 1.0, found[0], "topic", "")
    return [*units, Unit(("age",), (), (meaning,), topic=True)]


def _is_of_age(rest: frozenset[str], before: list[str], ages: set[str]) -> bool:
    """Whether a word after those ``before`` is the rest of one of the ``ages``: "16 year old"."""
    while before and before[-1] in rest:
        before = before[:-1]
    return bool(before) and before[-1] in ages
