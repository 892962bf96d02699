"""A figure in brackets and the one before it in, its grade out where it says no more than that.

"22.1% (Grade >=3: 5.3%)", "34% of patients (12% Grade 3; 2% Grade 4)": what happened, to whom and
in which arm is what the figure before the bracket says.
"""

from __future__ import annotations

import re

from ingest.families.rmp_summary.figure_events import Clause, Place
from ingest.families.rmp_summary.figure_patterns import GRADE, grade, words


def grade_alone(clause: Clause, before: Clause, basis: Place | None) -> str | None:
    """The grade of a figure in brackets of which no more is said, behind the figure of ``before``
    and the words that say of whom (``basis``); None where it has words of its own."""
    flat, match = clause.flat, clause.match
    lead = flat[max(before.match.end(), basis[1] if basis else 0) : match.start()]
    after = re.match(r"[^,;()\[\]%]*(?=[,;)\]]|\sand\s)", flat[match.end() :])
    if not _in_brackets(flat[: match.start()]) or after is None:
        return None
    more = rf"(?:[\s:=-]|\b(?:{words('graded')})\b)*"
    whom = rf"(?:(?!\b(?:{words('verb')}|and|or|but)\b)[^,;:()\[\]%])*?"
    graded = rf"{more}{GRADE.pattern}{more}"
    another = re.sub(r"\?P<\w+>", "?:", graded)
    mark = rf"(?:{whom}\s*[,;(\[]|(?:{another})?\s*\band\s)\s*(?:and\s)?"
    if re.fullmatch(mark + graded, lead) and re.fullmatch(more, after.group()):
        return grade(lead)
    if re.fullmatch(mark, lead) and re.fullmatch(graded, after.group()):
        return grade(after.group())
    return None


def _in_brackets(before: str) -> bool:
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in ("()", "[]"))
