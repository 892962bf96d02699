"""A concept in, the names that stand in rows of the search index beside the printed ones out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from ingest.concepts import NAMING, OWN, Term, broader_than, concept_of

MOST_LAY = 40
"""Names by lay people that stand in a row of the index; searches know them all."""


@cache
def names_of(concept_id: str) -> tuple[str, ...]:
    """The names that mean a concept; of many by lay people those of the ontology and some more."""
    concept = concept_of(concept_id)
    return (concept.name, *_chosen(term for term in concept.terms if not term.relation))


@cache
def leading_to(concept_id: str) -> tuple[str, ...]:
    """The names of cases of a concept and of what is beside it, chosen likewise."""
    return tuple(_chosen(term for term in concept_of(concept_id).terms if term.relation))


def _chosen(terms: Iterable[Term]) -> Iterator[str]:
    """The terms that name something, and some of those by lay people."""
    names = [term for term in terms if term.kind in NAMING]
    yield from (term.text for term in names if term.kind != "lay")
    lay = sorted((term for term in names if term.kind == "lay"), key=_is_own)[:MOST_LAY]
    yield from (term.text for term in lay)


def _is_own(term: Term) -> bool:
    return term.source == OWN


@cache
def plain_names(concept_id: str) -> tuple[str, ...]:
    """The name of a concept, and what lay people call it by its ontology."""
    concept = concept_of(concept_id)
    lay = (term.text for term in concept.terms if term.kind == "lay" and term.source != OWN)
    return (concept.name, *lay)


@cache
def wider_names(concept_id: str) -> tuple[str, ...]:
    """The names of wider concepts."""
    return tuple(wider.name for wider in broader_than(concept_id))
