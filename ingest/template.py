"""Fixed sentences of a family's template, recognised from ``dictionaries/template_*.csv``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.document import Document, Section
from ingest.records import TemplateSentence
from ingest.vocabulary import Folded, dictionary, phrase_pattern

STARTS = r"(?:(?<=[.;:)] )|(?<=\n)|(?<=[.;:)]\n)|(?<=[•\-)] )|(?<![\s\S]))"


@cache
def _rules(family: str) -> list[tuple[str, str, re.Pattern[str]]]:
    return [
        (row["key"], row["section"], re.compile(STARTS + phrase_pattern(row["sentence"])))
        for row in dictionary(f"template_{family}")
    ]


def template_sentences(
    document: Document, folded: Folded, sections: list[Section], family: str
) -> Iterator[TemplateSentence]:
    """Each fixed sentence of the template, looked for in the section where it belongs."""
    for key, home, pattern in _rules(family):
        for section in sections:
            if section.key != home:
                continue
            for match in folded.finditer(pattern, section.body):
                span = match.span.strip(document.text)
                yield TemplateSentence(span, f"{document.id}-{span.start}-{key}", key)
