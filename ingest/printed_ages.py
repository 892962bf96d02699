"""Words of a name in, the concepts of the ages that they limit out: "over 65 years" is elderly.

ICH E7 calls those geriatric who are 65 years old or older; a limit between 60 and 65 takes in more
than these, and is told beside them. Children are those below 18 years (ICH E11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.document import Span
from ingest.vocabulary import BESIDE, NARROWER

GERIATRIC, CHILDREN = "elderly", "paediatric-patients"
OLDER, OLD, LAST_YOUNG = 60, 65, 18
"""Years: the least that is told beside the elderly, the least of these, and the last limit of
children."""

YEARS = r"(?:years?|yrs?)"
UNIT = rf"(?P<unit>{YEARS}|months?|weeks?|days?)"
OF_AGE = r"\s*-?\s*(?:of\s+age|olds?)\b"
AGED = r"\b(?:ages?|aged)\s+(?:of\s+)?(?:from\s+)?"
WHO = (
    r"\b(?:children|infants|adolescents|boys|girls|patients|people|persons|subjects|individuals)\s+"
)
ABOVE = r"(?:\b(?:over|above|older\s+than|at\s+least|more\s+than|exceeding)\s+|[≥>]=?\s*)"
BELOW = r"(?:\b(?:under|below|younger\s+than|less\s+than)\s+|[≤<]=?\s*)"
UP_TO = rf"(?:{BELOW}|\bup\s+to\s+)"
NO_AGE = r"\s+(?:after|since|before|following|post|prior|on|from|into|without|of\s+(?!age))\b"
"""Behind a time: it is none of a life, but "less than 6 months after a transplant"."""
AND_OVER = r"(?:\s*\+|\s+(?:and|or)\s+(?:over|above|older|more|beyond)\b)"
OLD_AGE = re.compile(
    rf"(?:{AGED})?{ABOVE}(?P<years>\d{{2,3}})(?=\s*-?\s*{YEARS}\b)"
    rf"|(?:{AGED}{ABOVE}|\bolder\s+than\s+)(?P<bare>\d{{2,3}})(?![\d.,]*\d|\s*[%\w])"
    rf"|(?P<and>\d{{2,3}})(?=\s*{YEARS}(?:{OF_AGE})?{AND_OVER})"
    rf"|{AGED}(?P<over>\d{{2,3}})(?={AND_OVER})",
    re.IGNORECASE,
)
NOT_OVER = rf"(?!{NO_AGE}|(?:{OF_AGE})?{AND_OVER})"
YOUNG = re.compile(
    rf"(?:{AGED}(?:\d+\s*{YEARS}?\s*(?:to|-|–|and)\s*)?{UP_TO}?|{WHO}{BELOW}|\byounger\s+than\s+)"
    rf"(?P<who>\d{{1,3}})\s*-?\s*{UNIT}\b{NOT_OVER}"
    rf"|{UP_TO}(?P<old>\d{{1,3}})\s*-?\s*{UNIT.replace('unit', 'of_unit')}{OF_AGE}{NOT_OVER}",
    re.IGNORECASE,
)


class Aged(NamedTuple):
    """The concept of an age, what the words are to it (a case of it, or beside it), and where they
    stand."""

    concept_id: str
    relation: str
    span: Span


def ages_in(text: str) -> Iterator[Aged]:
    """The concepts of the ages whose limits ``text`` tells, in the order of old and young."""
    for found in OLD_AGE.finditer(text):
        years = int(next(number for number in found.groups() if number))
        if years >= OLDER:
            yield Aged(GERIATRIC, NARROWER if years >= OLD else BESIDE, Span(*found.span()))
    for found in YOUNG.finditer(text):
        in_years = re.match(YEARS, found["unit"] or found["of_unit"], re.IGNORECASE)
        if not in_years or int(found["who"] or found["old"]) <= LAST_YOUNG:
            yield Aged(CHILDREN, NARROWER, Span(*found.span()))
