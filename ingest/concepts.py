"""The concepts that names may mean, with all their names and what is wider.

A concept is one of the project's own dictionary (``concepts.csv``, ``concept_terms.csv``), or a
term of the Human Phenotype Ontology.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ingest.hpo import NAME, hpo
from ingest.vocabulary import dictionary
from ingest.words import stem, stems, words_of

OWN = "riskplan"
NAMING = ("exact", "spelling", "abbreviation", "lay")
"""Kinds of terms that mean the concept; ``related`` ones only lead to it."""
EFFECTS = frozenset(("disorder", "laboratory", "phenotype"))
"""Kinds of concepts that may befall somebody, and be watched for; people and uses are none."""

Key = tuple[str, ...]
"""Words as names are compared by."""


@dataclass(frozen=True, slots=True)
class Term:
    """Another name of a concept: its kind (exact, spelling, lay, ...) and its source.

    ``relation`` is empty for a name of the concept itself. A ``narrower`` one is the name of a case
    of it (a broken wrist is a fracture); what is ``beside`` it is wider, a sign of it, or something
    else that people say when they are after it.
    """

    text: str
    kind: str
    source: str
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """What names may mean; ``broader`` are the ids of wider concepts of the same dictionary."""

    id: str
    name: str
    kind: str
    hpo_id: str | None
    broader: tuple[str, ...]
    terms: tuple[Term, ...]
    terminology: str = OWN


@cache
def own_concepts() -> dict[str, Concept]:
    """The project's concepts by id, each with its own terms and those of its phenotype.

    A phenotype's synonym that the project has for another concept stays with that one.
    """
    terms: dict[str, list[Term]] = {}
    columns = ("concept_id", "term", "relation", "source")
    relations = {
        (row["concept_id"], row["term"]): row["relation"]
        for row in dictionary("term_relations", columns)
    }
    for row in dictionary("concept_terms", ("concept_id", "term", "kind", "source")):
        concept_id, text = row["concept_id"], row["term"]
        term = Term(text, row["kind"], OWN, relations.get((concept_id, text), ""))
        terms.setdefault(concept_id, []).append(term)
    rows = dictionary("concepts", ("id", "name", "kind", "hpo_id", "broader"))
    named = {stems(row["name"]) for row in rows}
    named |= {stems(t.text) for own in terms.values() for t in own if t.kind in NAMING}
    found = {}
    for row in rows:
        own = terms.get(row["id"], [])
        here = {stems(term.text) for term in own} | {stems(row["name"])}
        deeper: dict[Key, Term] = {}
        for term in _phenotype_terms(row["hpo_id"]):
            key = stems(term.text)
            if key not in here and key not in named:
                deeper.setdefault(key, term)
        broader = tuple(part for part in row["broader"].split("|") if part)
        found[row["id"]] = Concept(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            hpo_id=row["hpo_id"] or None,
            broader=broader,
            terms=(*own, *deeper.values()),
        )
    return found


def _phenotype_terms(hpo_id: str) -> list[Term]:
    if not hpo_id:
        return []
    phenotype = hpo().terms[hpo_id]
    return [
        Term(phenotype.name, "exact", NAME),
        *(Term(text, kind, NAME) for text, kind in phenotype.synonyms),
    ]


def phenotype(hpo_id: str) -> Concept:
    """A term of the ontology as a concept; its id is ``hp-0002902``."""
    term = hpo().terms[hpo_id]
    terms = tuple(Term(text, kind, NAME) for text, kind in term.synonyms)
    return Concept(concept_id_of(hpo_id), term.name, "phenotype", hpo_id, (), terms, NAME)


def concept_id_of(hpo_id: str) -> str:
    """The id of a term of the ontology as a concept: ``hp-0002902``."""
    return hpo_id.lower().replace(":", "-")


def concept_of(concept_id: str) -> Concept:
    """The concept of that id, of either dictionary."""
    own = own_concepts().get(concept_id)
    return own or phenotype(concept_id.upper().replace("HP-", "HP:"))


def broader_than(concept_id: str) -> list[Concept]:
    """All wider concepts of a concept, the nearest first."""
    found: dict[str, Concept] = {}
    waiting = list(concept_of(concept_id).broader)
    while waiting:
        wider = own_concepts()[waiting.pop(0)]
        if wider.id not in found:
            found[wider.id] = wider
            waiting += wider.broader
    return list(found.values())


@cache
def known_words() -> Mapping[str, str]:
    """Every word of the dictionaries and of the ontology with its stem: none is a misspelling."""
    printed = {concept.name for concept in own_concepts().values()}
    printed |= {term.text for concept in own_concepts().values() for term in concept.terms}
    for term in hpo().terms.values():
        printed |= {term.name, *(text for text, _ in term.synonyms)}
    return {word: stem(word) for word in sorted({w for text in printed for w in words_of(text)})}
