"""Words of a question in, its numbers as rows have them out: ninety-six is 96.

An age that is said in years is the word for it: 84 is elderly. Of whom a disease is named beside,
it asks for limits of age too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.query_words import any_of_words
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import LEADING, Unit

IS = r"['’](?:s|m|re)|\s+(?:am|is|are|was|were)"
ROUGHLY = r"\s+(?:just|only|now|already|nearly|almost|about|around)"
NUMBER = r"\d{1,2}|[a-z]+"
ENDS = (
    r"(?=[\s-]*(?:$|[,.;:?!)](?!\d)|(?:years?|yrs?)\b(?!\s+ago)|yo\b|and\b|but\b|so\b|too\b|with\b|or\b"
    r"|now\b))"
)
"""What stands behind an age."""
OVER = r"(?P<above>[6-9]\d)\b(?!\s*(?:%|[mk]?g\b|m?l\b|days?|weeks?|months?|tab|[.,]\d))"
IN_DECADE = r"\bin (?:her|his|my|their|our|your) (?:early |mid |late )?(?P<decade>[789]0)['’]?s\b"
IN_YEARS = re.compile(r"[\s-]*(?:years?|yrs?|yo|y/o|old|young)\b", re.IGNORECASE)
AND_OVER = re.compile(
    r"\s*(?:(?:years?|yrs?)\s+)?(?:and|or)\s+(?:over|older|above)\b", re.IGNORECASE
)
PIECES = re.compile(r"\d+|[^\W\d_]+")
OF_AGE, LIMIT_OF_AGE, DIAGNOSIS = "t:age", "t:age-limit", "d:"
"""The topics of ages and of their limits, and what terms for diagnoses begin with."""
ELDERLY = 65
"""Years. ICH E7 calls those geriatric who are as old as that or older."""
ADULT, FIRST_TEEN = 18, 13
TENS = frozenset(str(ten) for ten in range(20, 100, 10))


@dataclass(frozen=True, slots=True)
class Age:
    """An age as a question tells it: the words for it, with the number and where that begins.

    It is ``in_years`` where a unit of age follows, and ``over`` where it is the least of all.
    """

    said: str
    number: str
    start: int
    years: int
    in_years: bool
    over: bool


def ages_of(question: Question) -> Iterator[Age]:
    """The ages that a question tells: of a person, or in a unit of age; a dose is none."""
    lexicon, text = question.lexicon, question.query.text
    groups = lexicon.groups
    people = any_of_words(groups["somebody"] | groups["people"])
    of_another = re.compile(
        rf"\b(?:{any_of_words(groups['telling-preposition'])})"
        rf"(?:\s+(?:{any_of_words(groups['determiner'])}))?\s*$",
        re.IGNORECASE,
    )
    for match in _aged(people).finditer(text):
        (name, number) = next((one, said) for one, said in match.groupdict().items() if said)
        if name == "years" and of_another.search(text[: match.start()]):
            continue  # "the dose for mum is 80"
        root = lexicon.root(number.lower())
        if not root.isdecimal() or (number.isalpha() and int(root) < FIRST_TEEN):
            continue
        behind = text[match.end(name) :]
        over = name in ("over", "least") or bool(AND_OVER.match(behind))
        in_years = name in ("old", "older") or bool(IN_YEARS.match(behind))
        yield Age(match[0], number.lower(), match.start(name), int(root), in_years, over)


@cache
def _aged(people: str) -> re.Pattern[str]:
    """Ages of ``people``, or in a unit of age."""
    somebody = rf"(?<!\w)(?:{people})(?:[\s-]+in[\s-]+law)?"
    turned = r"(?:turn(?:s|ed|ing)|ages?|aged)\b(?:\s+(?:is|was|of))?\s*:?"
    return re.compile(
        rf"{somebody}(?:{ROUGHLY})*(?:{IS})(?:{ROUGHLY})*\s+(?P<years>{NUMBER}){ENDS}"
        rf"|{somebody}(?:{IS})?(?:{ROUGHLY})*(?:\s+aged)?\s+(?:over|above)\s+{OVER}"
        rf"|\bpatient\s+(?P<patient>\d{{1,2}}){ENDS}"
        rf"|\b{turned}(?:{ROUGHLY})*\s+(?P<turned>{NUMBER}){ENDS}"
        r"|\b(?:aged|ages?|over|above)(?:\s+(?:over|above))?\s+"
        r"(?P<older>[6-9]\d)(?=[\s-]*(?:years?|yrs?|yo)\b)"
        r"|\b(?P<old>\d{1,2})(?:[\s-]*(?:(?:years?|yrs?)[\s-]*olds?|y/?o)"
        r"|\s+(?:(?:is|too|very|quite|so)\s+)*(?:old|young))\b"
        r"|\b(?P<over>\d{1,2})(?=\s+(?:and|or)\s+older\b)"
        rf"|(?:^|{somebody}\s+|\baged?\s+)(?P<least>\d{{1,2}})(?=\s+(?:and|or)\s+over\b)"
        rf"|{IN_DECADE}",
        re.IGNORECASE,
    )


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
    """The words with each age of an old or a young person as a word, where it stands."""
    lexicon, words = question.lexicon, question.words
    rest, people = lexicon.groups["of-an-age"], lexicon.groups["people"]
    said = {at: "elderly" for at, word in enumerate(words) if word in lexicon.groups["old-decade"]}
    left_out: set[int] = set()
    for age in ages_of(question):
        at = _place(question, age)
        if at is None:
            continue
        if age.years >= ELDERLY:
            said[at] = "elderly"
        elif age.years < ADULT and not age.over:
            said[at] = "paediatric"
        elif age.in_years:
            left_out.add(at)  # most patients are as old
        if age.in_years:
            left_out.update({at - 1} if at and words[at - 1] in people else ())
            while at + 1 < len(words) and words[at + 1] in rest:
                at += 1
                left_out.add(at)
    left = [said.get(at, word) for at, word in enumerate(words) if at not in left_out]
    but_people = all(word in lexicon.stop or word in people for word in left)
    return words if but_people else left


def _place(question: Question, age: Age) -> int | None:
    """Where the number of an age stands among the words, which have others of it beside."""
    before = PIECES.findall(question.query.text[: age.start].lower()).count(age.number)
    for at, word in enumerate(question.words):
        pieces = PIECES.findall(word)
        if before < pieces.count(age.number):
            return at if word.removesuffix("s") == age.number else None
        before -= pieces.count(age.number)
    return None


def with_limits_of_age(question: Question, units: list[Unit]) -> list[Unit]:
    """``units``, with the kind of rows that limits of age are where the question tells the age of
    somebody with a disease, and names no concern."""
    meant = {one.term for unit in units for one in unit.meanings if unit.topic}
    ill = any(one.term.startswith(DIAGNOSIS) for unit in units for one in unit.meanings)
    found = next(ages_of(question), None)
    harms = any(
        one.term in question.lexicon.concerns and one.kind not in LEADING
        for unit in units
        for one in unit.meanings
    )
    if not ill or harms or found is None or not meant.isdisjoint((OF_AGE, LIMIT_OF_AGE)):
        return units
    meaning = Meaning(OF_AGE, 1.0, found.said, "topic", "")
    return [*units, Unit(("age",), (), (meaning,), topic=True)]
