"""Words of a document in, out whether they speak of warnings, read as a list of them or not."""

from __future__ import annotations

import re
from functools import cache

from ingest.vocabulary import dictionary, fold, phrase_pattern


def speaks_of_warnings(text: str) -> bool:
    """Whether words of ``warning_words.csv`` stand in ``text``."""
    return _words().search(fold(text).text) is not None


@cache
def _words() -> re.Pattern[str]:
    rows = dictionary("warning_words", ("words", "example", "source"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrase_pattern(row['words']) for row in rows)})(?!\w)")
