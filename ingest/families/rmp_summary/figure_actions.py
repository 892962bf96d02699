"""A clause that says before its figure what was done or what followed in, these words out.

"Treatment was interrupted due to rash in 7%", "rash led to a lower dose in 3%": without them the
figure would look like one of the rash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.families.rmp_summary.figure_events import Clause, Place, stripped
from ingest.families.rmp_summary.figure_patterns import any_name, words


def action_of(clause: Clause, medicine: Sequence[str]) -> Place | None:
    """The words that say what was done with the treatment, or to what an event led."""
    lead = r"(?:.*(?:[,;:(]|\band)\s+)?(?:in\s[^,;:()]*,\s+)?"
    what = rf"(?:(?:{words('treatment')}|{any_name(medicine)})\b)"
    why = rf"\s+(?:{words('because')})\s[^,;:()%\d]+?"
    done = rf"(?:(?:the|study|dose|of)\s+)*{what}{_was_done()}(?:{why})?"
    led = rf"(?:[a-z][^,;:()%\d]*?\s)??(?:{words('led_to')})\s[^,;:()%\d]+?"
    said = rf"(?:(?:{words('pronoun')})\s+)?(?P<what>(?!(?:in|for|of)\s)(?:{done}|{led}))"
    before = clause.flat[: clause.match.start()]
    found = re.compile(rf"{lead}{said}\s+(?:in|for)\s+$").match(before, clause.start)
    return stripped(clause.flat, found.span("what")) if found else None


def acted_in(before: str) -> bool:
    """Whether words before a count say what was done in so many: "treatment was stopped in"."""
    done = rf"(?:{words('treatment')}){_was_done()}|{words('led_to')}"
    return re.search(rf"\b(?:{done})\b[^,;:()%\d]*\sin\s+$", before) is not None


def _was_done() -> str:
    """What is said of a treatment that was changed, as a pattern: "with fictinib was stopped"."""
    was = rf"(?:{words('was')})\s+(?:\w+ly\s+)?(?:{words('done_with')})"
    return rf"(?:\s+(?:of|with)\s+[\w-]+)?\s+{was}"
