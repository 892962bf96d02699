"""Words of a name in, what the limits in them mean out: "over 65 years of age" is elderly, "safety
beyond 3 years" long-term use.

ICH E7 calls those geriatric who are 65 years old or older; a limit between 60 and 65 takes in more
than these, and is told beside them. Children are those below 18 years (ICH E11). A number is an
age only where the words say so: of people, or of an age, and not at which something happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ingest.bounds import AT_LEAST, LESS, MORE, UP_TO, bound
from ingest.document import Span
from ingest.vocabulary import BESIDE, NARROWER

GERIATRIC, CHILDREN, LONG_TERM = "elderly", "paediatric-patients", "long-term-use"
OLDER, OLD, LAST_YOUNG = 60, 65, 18
"""Years: the least that is told beside the elderly, the least of these, and the last limit of
children."""

YEARS = r"(?:years?|yrs?)"
OF_AGE = r"\s*-?\s*(?:of\s+age|olds?)\b"
AGE = r"\b(?:age[ds]?|aged)(?:\s+of)?"
WHO = (
    r"\b(?:children|infants|adolescents|boys|girls|patients|people|persons|subjects|individuals"
    r"|participants|adults|women|men|those|elderly)"
)
OF_WHOM = rf"(?:{AGE}|{WHO}(?:\s+aged)?)\s*[(,]?\s*"
AND_OVER = r"(?:\s*\+|,?\s*\(?(?:and|or|&)\s+(?:over|above|older|more|up|greater)\b)"
ENDS = r"\s*(?:$|[,.;)]|(?:and|or|with|who)\b)"
LONG = re.compile(
    rf"\b(?:beyond|longer\s+than|for\s+(?:more|longer)\s+than)\s+\d+\s*-?\s*"
    rf"(?:{YEARS}|months?|weeks?)\b(?!{OF_AGE})",
    re.IGNORECASE,
)
OF_USE = re.compile(
    r"\b(?:use|safety|treat\w*|therapy|exposure|dosing|administration|given|taken)\b", re.IGNORECASE
)
"""Words with which a time is that of the use of a medicine."""
NO_LIMIT = re.compile(r"\b(?:not|no|never)\s+(?:be\s+)?$", re.IGNORECASE)
OTHER_AGE = re.compile(
    r"\b(?:mean|median|average|gestation\w*|bone|vascular|biological|onset|diagnos\w+|menarche"
    r"|menopause|relatives?|maternal|paternal|mothers?|fathers?|donors?)\b",
    re.IGNORECASE,
)
"""Words before an age that is not that of those treated, or of when something happened."""


class Limited(NamedTuple):
    """The concept of a limit, what the words are to it (a case of it, or beside it), and where they
    stand."""

    concept_id: str
    relation: str
    span: Span


def limits_in(text: str) -> Iterator[Limited]:
    """The concepts of the limits of age and of the time of use in ``text``, the old first."""
    for found in _ages(_old(), text):
        years = int(next(number for number in found.groups() if number))
        if years >= OLDER:
            relation = NARROWER if years >= OLD else BESIDE
            yield Limited(GERIATRIC, relation, Span(*found.span()))
    for found in _ages(_young(), text):
        in_years = not (found["months"] or found["short"])
        number = found["of"] or found["years"] or found["to"]
        above = re.compile(AND_OVER, re.IGNORECASE).match(text, found.end())
        if not above and (not in_years or int(number) <= LAST_YOUNG):
            yield Limited(CHILDREN, NARROWER, Span(*found.span()))
    for found in LONG.finditer(text) if OF_USE.search(text) else ():
        yield Limited(LONG_TERM, NARROWER, Span(*found.span()))


def _above() -> str:
    return bound(AT_LEAST, MORE, or_words=("older than",))


def _below() -> str:
    return bound(LESS, or_words=("younger than",))


@cache
def _old() -> re.Pattern[str]:
    """Limits of age from a number of years on."""
    above = _above()
    return re.compile(
        rf"{OF_WHOM}{above}(?P<of>\d{{2,3}})(?:\s*{YEARS})?(?={OF_AGE}|{ENDS})"
        rf"|{above}(?P<years>\d{{2,3}})\s*-?\s*{YEARS}{OF_AGE}"
        rf"|{OF_WHOM}(?P<and>\d{{2,3}})(?:\s*{YEARS}(?:{OF_AGE})?)?(?={AND_OVER})"
        rf"|\b(?P<least>\d{{2,3}})\s*{YEARS}{OF_AGE}(?={AND_OVER})",
        re.IGNORECASE,
    )


@cache
def _young() -> re.Pattern[str]:
    """Limits of age up to a number of years, or of less."""
    below = _below()
    return re.compile(
        rf"{OF_WHOM}{below}(?P<of>\d{{1,2}})\s*(?:{YEARS}|(?P<months>months?))(?={OF_AGE}|{ENDS})"
        rf"|(?:{below}|{bound(UP_TO)})(?P<years>\d{{1,3}})\s*-?\s*"
        rf"(?:{YEARS}|(?P<short>months?|weeks?|days?)){OF_AGE}"
        rf"|{AGE}\s+(?:from\s+|between\s+)?\d{{1,2}}\s*(?:{YEARS}\s+)?(?:to|and|-|–)\s*{below}?"
        rf"(?P<to>\d{{1,2}})\s*{YEARS}",
        re.IGNORECASE,
    )


def _ages(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The limits of age that are those of the people meant, and are not denied."""
    for found in pattern.finditer(text):
        before = text[: found.end()]
        limit = re.search(rf"(?:{_above()}|{_below()})\d+\D*$", before, re.IGNORECASE)
        denied = NO_LIMIT.search(text[: limit.start()]) if limit else None
        if not denied and not OTHER_AGE.search(before):
            yield found
