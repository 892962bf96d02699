"""An answer in, what it places in a part of the body out, where no row does.

"Hand" and "side" are weak words ("on the other hand", "side effects"), so that "hand pain" finds
what rows say of pain; of the hand they say nothing.
"""

from __future__ import annotations

import re
import sqlite3

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.printed_phrases import is_printed
from ingest.site.search.lexicon.query_words import any_of_words
from ingest.site.search.question_form import words_of

PART, WHOSE, WHERE = "body-part", "determiner", "in-a-part"
"""The groups of words for parts of the body, whose they are, and what stands before them."""


def in_parts_of_body(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """What is named in or on a part of the body, in the words of the question ("hand pain", "pain
    in her left side"), and no row prints with it; nothing where there are no hits."""
    groups = answer.lexicon.groups
    named = {" ".join(unit.words) for unit in answer.units if unit.named and not unit.topic}
    passed = groups[PART].intersection(words_of(answer))
    passed -= {word for unit in answer.units if not unit.weak for word in unit.words}
    if not answer.has_hits or not named or not passed:
        return []
    part, thing = any_of_words(passed), any_of_words(named)
    where, whose = any_of_words(groups[WHERE]), any_of_words(groups[WHOSE])
    place = rf"(?:{where})\s(?:(?:{whose})\s)?(?:(?:left|right|upper|lower)\s)?(?:{part})"
    text = " ".join(words_of(answer))
    found = re.findall(rf"\b(?:(?:{part})\s(?:{thing})|(?:{thing})\s{place})\b", text)
    return [one for one in found if not is_printed(connection, one)]
