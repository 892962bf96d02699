"""An answer in, the things of which factors are asked, and of which no row is a factor, out.

"Risk factors for cataract" has the cataract as a hit, and "what makes hypertension more likely"
hypertension as a factor of something else: neither tells what it comes of.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import any_of_words
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import words_of
from ingest.site.search.told.saying import NOT_SAID, of_kind, saying

ASKING = "of-factors"
"""The group of kinds of rows that are factors."""
FACTOR = "factor"
"""The kind of rows that are factors of a concern."""
CONCEPT, FACTORS_OF = "c:", "o:"
"""How the terms of a concept begin, and those of rows that are factors of it."""


def without_factors(
    connection: sqlite3.Connection, answer: Answer, units: Sequence[Unit]
) -> list[tuple[Unit, Unit]]:
    """What asks for factors among ``units``, each with a thing that these are asked of, or that no
    factor is itself."""
    known = answer.lexicon
    text = " ".join(words_of(answer))
    things = [unit for unit in units if unit.named and unit.name and not unit.topic]
    things = [unit for unit in things if not known.medicines.issuperset(unit.words)]
    things = [unit for unit in things if not _has_factors(connection, known, unit)]
    asking = [unit for unit in units if unit.topic and unit.first in known.topics[ASKING]]
    return [
        (one, thing)
        for one in asking
        for thing in things
        if _is_asked_of(known, text, one, thing) or not _is_one(connection, known, one, thing)
    ]


def _has_factors(connection: sqlite3.Connection, known: Lexicon, thing: Unit) -> bool:
    """Whether a row is a factor of what ``thing`` means, or of a concern that says it in its name;
    of mere words that is not known."""
    its = known.concern_rows[known.labelled("kind", FACTOR)]
    if saying(connection, known, thing)[its[its >= 0]].any():
        return True
    concepts = [one.term.removeprefix(CONCEPT) for one in thing.meanings
                if one.term.startswith(CONCEPT) and one.kind not in NOT_SAID]  # fmt: skip
    return not concepts or any(f"{FACTORS_OF}{one}" in known.terms for one in concepts)


def _is_one(connection: sqlite3.Connection, known: Lexicon, asking: Unit, thing: Unit) -> bool:
    """Whether a row of the kind asked for says the thing: it is a factor itself."""
    says, kind = saying(connection, known, thing), of_kind(connection, known, asking)
    return not says.any() or bool((says & kind).any())


def _is_asked_of(known: Lexicon, text: str, asking: Unit, thing: Unit) -> bool:
    """Whether factors are asked for of the thing ("factors for", "makes it more likely"), which
    stands together there, not whether it is one."""
    words = r"(?: \S+)? ".join(map(re.escape, thing.words))
    if re.search(rf"\b{words}\b", text) is None:
        return False
    determiner, of, making, rather = (
        any_of_words(known.groups[name]) for name in ("determiner", "of-what", "making", "rather")
    )
    passed, said = rf"(?:(?:{determiner}) )?", rf"(?:{any_of_words(thing.words)})"
    factors_of = rf"(?:{any_of_words(asking.words)}) (?:{of}) {passed}{said}"
    made = rf"(?:{making}) {passed}(?:\S+ )?{said}(?: \S+){{0,2}}? (?:{rather})"
    return re.search(rf"\b(?:{factors_of}|{made})\b(?! to\b)", text) is not None
