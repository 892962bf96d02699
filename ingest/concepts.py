"""Names as documents print them in, the concepts that they mean out.

A concept is one of the project's own dictionary (``concepts.csv``, ``concept_terms.csv``), or a
term of the Human Phenotype Ontology. Nothing is matched without a name or synonym that supports it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.document import Span
from ingest.hpo import NAME, hpo, is_phenotype
from ingest.vocabulary import dictionary
from ingest.words import WORD, plain, stem, stems, words_of

OWN = "riskplan"
NAMING = ("exact", "spelling", "abbreviation", "lay")
"""Kinds of terms that mean the concept; ``related`` ones only lead to it."""
PRINTED = ("exact", "spelling", "abbreviation")
"""Kinds of terms that documents print; "weak heart" is what people say, and no term there."""
LONGEST = 8
"""Words of the longest term that is looked for inside a name."""


Key = tuple[str, ...]
"""Words as names are compared by."""


@dataclass(frozen=True, slots=True)
class Term:
    """Another name of a concept: its kind (exact, spelling, lay, ...) and its source."""

    text: str
    kind: str
    source: str


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


@dataclass(frozen=True, slots=True)
class Match:
    """A concept that a name means, by the words at ``span`` of the name.

    ``method`` is ``exact`` (the concept's own name), ``synonym``, or ``part`` where only some
    words of the name are one of the concept's.
    """

    concept_id: str
    method: str
    term: str
    span: Span


@cache
def own_concepts() -> dict[str, Concept]:
    """The project's concepts by id, each with its own terms and those of its phenotype.

    A phenotype's synonym that the project has for another concept stays with that one.
    """
    terms: dict[str, list[Term]] = {}
    for row in dictionary("concept_terms", ("concept_id", "term", "kind", "source")):
        terms.setdefault(row["concept_id"], []).append(Term(row["term"], row["kind"], OWN))
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
    return Concept(_own_id(hpo_id), term.name, "phenotype", hpo_id, (), terms, NAME)


def _own_id(hpo_id: str) -> str:
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
def _index() -> dict[Key, list[tuple[str, Term]]]:
    """The concepts that a term's words name, by the words as names are compared."""
    found: dict[Key, list[tuple[str, Term]]] = {}
    for concept in own_concepts().values():
        name = Term(concept.name, "name", concept.terminology)
        for term in (name, *(term for term in concept.terms if term.kind in PRINTED)):
            here = found.setdefault(stems(term.text), [])
            if not any(one == concept.id and said.kind != "abbreviation" for one, said in here):
                here.append((concept.id, term))
    return found


@cache
def _phenotypes() -> dict[Key, tuple[str, Term]]:
    """The ontology's phenotypes by name and synonym; a name goes before another's synonym.

    Where the project has the same concept it is that one.
    """
    own = {concept.hpo_id: concept.id for concept in own_concepts().values()}
    terms = [term for term in hpo().terms.values() if is_phenotype(term.id)]
    found: dict[Key, tuple[str, Term]] = {}
    for term in terms:
        kind = "exact" if term.id in own else "name"
        found[stems(term.name)] = (own.get(term.id, _own_id(term.id)), Term(term.name, kind, NAME))
    for term in terms:
        for text, kind in term.synonyms:
            if kind in ("exact", "spelling", "lay"):
                hit = (own.get(term.id, _own_id(term.id)), Term(text, kind, NAME))
                found.setdefault(stems(text), hit)
    return found


def match_name(name: str) -> list[Match]:
    """The concepts that ``name`` (of a risk, a factor, a warning) means; none without support.

    The whole name is looked for first, then what stands before a bracket at its end, then the
    longest terms among its words: "Thrombocytopenia and Bleeding" means two.
    """
    whole = Span(0, len(name))
    bracket = name.count("(") == 1 and name.rstrip().endswith(")")
    outside = Span(0, len(name.split("(")[0].rstrip())) if bracket else whole
    for span in dict.fromkeys((whole, outside)):
        if found := list(_named(name, span)):
            return found
    found = list(mentions(name))
    if found:
        return found
    for span in dict.fromkeys((whole, outside)):
        if hit := _phenotypes().get(stems(span.of(name))):
            return [Match(hit[0], _method(hit[1]), hit[1].text, span)]
    return []


def _named(name: str, span: Span) -> Iterator[Match]:
    for concept_id, term in _index().get(stems(span.of(name)), ()):
        if _in_case(term, span.of(name)):
            yield Match(concept_id, _method(term), term.text, span)


def _method(term: Term) -> str:
    return "exact" if term.kind == "name" else "synonym"


def _in_case(term: Term, printed: str) -> bool:
    """Whether an abbreviation is printed as one: ILD, not ild."""
    return term.kind != "abbreviation" or term.text in printed


def mentions(text: str) -> Iterator[Match]:
    """The concepts that words of ``text`` mean: the longest terms, none inside another."""
    words = [
        (stem(plain(match.group())), match.start(), match.end()) for match in WORD.finditer(text)
    ]
    starts = _first_words()
    at = 0
    while at < len(words):
        longest = min(starts.get(words[at][0], 0), len(words) - at)
        for length in range(longest, 0, -1):
            span = Span(words[at][1], words[at + length - 1][2])
            found = [
                Match(concept_id, "part", term.text, span)
                for concept_id, term in _index().get(
                    tuple(w for w, _, _ in words[at : at + length]), ()
                )
                if _in_case(term, span.of(text))
            ]
            if found:
                yield from found
                at += length
                break
        else:
            at += 1


@cache
def _first_words() -> dict[str, int]:
    """For the first word of each term the length of the longest term that begins with it."""
    found: dict[str, int] = {}
    for key in _index():
        found[key[0]] = max(found.get(key[0], 0), min(len(key), LONGEST))
    return found


@cache
def known_words() -> Mapping[str, str]:
    """Every word of the dictionaries and of the ontology with its stem: none is a misspelling."""
    printed = {concept.name for concept in own_concepts().values()}
    printed |= {term.text for concept in own_concepts().values() for term in concept.terms}
    for term in hpo().terms.values():
        printed |= {term.name, *(text for text, _ in term.synonyms)}
    return {word: stem(word) for word in sorted({w for text in printed for w in words_of(text)})}
