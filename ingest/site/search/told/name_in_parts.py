"""An answer to the bare name of a thing in, names out whose words no row has in one clause.

Where liver disease and tumours are listed, both words of "liver tumour" stand in a row, and it says
nothing of one. Names between which a mark or an "and" stands are several, and who has a thing
("adult") is no part of its name.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from itertools import permutations

from ingest.site.search.answer import Answer
from ingest.site.search.bare_names import bare_name
from ingest.site.search.lexicon.meanings_here import is_named
from ingest.site.search.lexicon.printed_phrases import texts_of
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.question.units import Unit
from ingest.site.search.told.coming_about import are_people
from ingest.site.search.told.said_together import stand_together


def names_in_parts(connection: sqlite3.Connection, answer: Answer) -> Iterator[str]:
    """The names, as they were typed: two things side by side that the first hit has both of in its
    text, but that no row says together."""
    in_full = answer.level == "all" and len(answer.rows) and not answer.query.fields
    name = bare_name(answer) if in_full else []
    if not name:
        return
    known, typed = answer.lexicon, answer.query.text.casefold()
    (text,) = texts_of(connection, answer.rows[:1])
    in_body = {known.root(word) for word in words_in(text.partition(" ; ")[2])}
    things = [unit for unit in answer.units if _is_a_thing(connection, answer, unit)]
    things = [unit for unit in things if {*unit.words} <= {*name}]
    things = [unit for unit in things if in_body.issuperset(unit.roots)]
    for one, other in permutations(things, 2):
        if is_named(one.meanings) and is_named(other.meanings):
            continue  # nausea, vomiting
        side_by_side = r"\s+".join(map(re.escape, (*one.words, *other.words)))
        said = re.search(rf"\b{side_by_side}\b", typed)
        if said and not stand_together(connection, known, (*one.roots, *other.roots)):
            yield said[0]


def _is_a_thing(connection: sqlite3.Connection, answer: Answer, unit: Unit) -> bool:
    groups, words = answer.lexicon.groups, {*unit.words}
    of_the_base = words <= answer.lexicon.medicines
    people = groups["somebody"] | groups["people"] | groups["kinds-of-people"]
    somebody = words <= people or are_people(connection, unit)
    return bool(unit.roots) and not (unit.weak or unit.topic or of_the_base or somebody)
