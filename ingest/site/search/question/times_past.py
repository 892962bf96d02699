"""Words of a question in, the same without how long ago something was out.

"I knocked my head years ago" asks for nothing that is about years.
"""

from __future__ import annotations

from ingest.site.search.question.question import Question

AGO = "ago"
COUNTS = "of-how-many"
"""The group of words that say how many, roughly."""


def without_times_past(question: Question) -> list[str]:
    """The words without a span of time before "ago", and what counts it."""
    lexicon = question.lexicon
    kept: list[str] = []
    for word in question.words:
        if word != AGO or not kept or kept[-1] not in lexicon.groups["span"]:
            kept.append(word)
            continue
        kept.pop()
        while kept and (kept[-1] in lexicon.groups[COUNTS] or lexicon.root(kept[-1]).isdigit()):
            kept.pop()
    return kept
