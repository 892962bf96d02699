"""The units of a question in, what it asks for besides out: places, and other indications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.site.lexicon import Lexicon, Meaning
from ingest.site.query_words import Query, written_as_names
from ingest.site.units import NAMES, PLACES, Unit

COVERAGE = frozenset(("t:criteria", "t:indication", "t:investigational"))
OTHERS, OF_OTHERS = "t:investigational", 0.9
"""The rows that say what holds for all other indications, and how much they have one of those."""


def places_inside(lexicon: Lexicon, units: Sequence[Unit], query: Query) -> list[Unit]:
    """The places that phrases for a kind of rows name: "European label"."""
    named = written_as_names(query)
    inside = {word: None for unit in units if unit.topic for word in unit.words if word in PLACES}
    return [
        Unit((word,), (lexicon.root(word),))
        for word in inside
        if word not in lexicon.stop or word.upper() in named
    ]


def with_others(lexicon: Lexicon, units: Sequence[Unit]) -> list[Unit]:
    """The units; a disease of no row, asked about with coverage, is one of all the others.

    It is of a sort with the diagnoses of policies: a sarcoma with a myeloma. What holds for all
    other indications is then asked for too.
    """
    asked_for = {one.term for unit in units if unit.topic for one in unit.meanings}
    if asked_for.isdisjoint(COVERAGE) or OTHERS not in lexicon.terms:
        return list(units)
    found: list[Unit] = []
    for unit in units:
        concepts = [one for one in unit.meanings if one.term.startswith("c:")]
        named = any(one.kind in NAMES or one.term in lexicon.concerns for one in concepts)
        of_diagnoses = [
            lexicon.diagnoses[one.term] for one in concepts if one.term in lexicon.diagnoses
        ]
        alike = bool(of_diagnoses) and all(of_diagnoses)
        if alike and not (named or unit.topic or unit.roots):
            others = Meaning(OTHERS, OF_OTHERS, " ".join(unit.words), "topic", "")
            found.append(Unit(unit.words, (), (others,), topic=True))
            unit = replace(unit, meanings=(*unit.meanings, others), only_near=False)
        found.append(unit)
    return found
