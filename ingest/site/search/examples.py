"""A database in, searches that have hits there out, each with what it is an example of."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from ingest.site.search.lexicon.query_term import Term
from ingest.site.search.lexicon.typed_terms import stands_in

MOST_READ = 60
"""Concepts, and names of concerns, that are read: those that are listed most often."""
LONG_WORD, SHORT_NAME = 9, 30
"""Letters from which on a word is shown by its beginning, and up to which a name is short."""
WORDS = {"spelling": False, "abbreviation": True}
"""Kinds of names that are shown by such as are one word; whether that is in capitals."""
CONCEPTS = """
    select rc.concept_id, c.name from risk_concepts rc
    join concepts c on c.id = rc.concept_id join risks r on r.id = rc.risk_id
    where rc.method in ('exact', 'synonym') and r.category <> 'missing'
    group by 1 order by count(distinct r.product_id) desc, 1 limit ?
"""
CALLED = """
    select concept_id, synonym from concept_synonyms
    where kind = ? and not is_narrower and length(synonym) <= ?
    and concept_id in (select value from json_each(?))
    order by source = 'riskplan', length(synonym), synonym
"""
NAMES = """
    select name from risks where category <> 'missing' and length(name) <= ?
    group by lower(name) order by count(distinct product_id) desc, 1 limit ?
"""
WITH_FACTORS = """
    select distinct rc.concept_id from risk_factors f join risk_concepts rc using (risk_id)
    where rc.method in ('exact', 'synonym')
"""
RENEWED = """
    select p.name from policy_criteria c join policies o on o.id = c.policy_id
    join products p on p.id = o.product_id where c.phase = 'renewal' order by 1 limit 1
"""
LISTED = """
    select category, product_id from risks
    order by category <> 'potential', product_id, category limit 1
"""
CITED = """
    select s.number from label_references r join label_sections s on s.id = r.label_section_id
    where s.document = 'SmPC' group by 1 order by count(distinct r.risk_id) desc, 1 limit 1
"""


def examples(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Searches that a reader may try: of concerns, medicines and sections that the base holds."""
    return list(_examples(connection))


def _examples(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    yield from _of_concepts(connection)
    for (medicine,) in connection.execute(RENEWED):
        yield f"{medicine} renewal", "a medicine and a topic"
    names = [name for (name,) in connection.execute(NAMES, [SHORT_NAME, MOST_READ])]
    yield from _of_names(names)
    for category, product in connection.execute(LISTED):
        yield f"category:{category} product:{product}", "fields alone: all that is of that kind"
    for (number,) in connection.execute(CITED):
        yield f"section:{number} kind:risk", "the risks that a section of the SmPC carries"


def _of_concepts(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """What concerns are called; each example is of a concern of its own, if there are so many."""
    concepts = dict(connection.execute(CONCEPTS, [MOST_READ]).fetchall())
    ids = json.dumps(list(concepts))
    left = dict.fromkeys(concepts)

    def called(kind: str) -> tuple[str, str] | None:
        """A concept that has names of a kind, and the first of these."""
        found: dict[str, str] = {}
        for concept, name in connection.execute(CALLED, [kind, SHORT_NAME, ids]):
            if kind in WORDS and not (name.isalpha() and name.isupper() == WORDS[kind]):
                continue
            found.setdefault(concept, name)
        concept = next((one for one in (*left, *concepts) if one in found), None)
        if concept is None:
            return None
        left.pop(concept, None)
        return concept, found[concept]

    if one := called("spelling"):
        yield one[1], "a risk, in either spelling, and all that hangs on it"
    if one := called("lay"):
        yield one[1], f"a patient's words for {concepts[one[0]].lower()}"
    if one := called("abbreviation"):
        yield one[1], "an abbreviation"
    if one := called("exact"):
        yield one[1], f"other words for {concepts[one[0]].lower()}"
    having = {concept for (concept,) in connection.execute(WITH_FACTORS)}
    for concept in [one for one in (*left, *concepts) if one in having][:1]:
        yield f"what makes {concepts[concept].lower()} more likely?", "a question"


def _of_names(names: list[str]) -> Iterator[tuple[str, str]]:
    """Names of concerns as they are printed: a phrase, a beginning, names with operators."""
    said = [one.lower() for one in names if one.replace(" ", "").isalpha()]
    for name in [one for one in said if " " in one][:1]:
        yield f'"{name}"', "words that stand together"
    for word in [one for one in said if one.isalpha() and len(one) >= LONG_WORD][-1:]:
        begin = (word[:most] for most in range(len(word) // 2 + 2, 0, -1))
        found = next(one for one in begin if stands_in(Term((one,), starred=True), word))
        yield f"{found}*", "a beginning of words"
    joined = [f'"{one}"' if " " in one else one for one in said]
    if len(joined) > 2:
        one, other, *_, third = joined
        yield f"({one} OR {other}) NOT {third}", "operators, in capitals"
