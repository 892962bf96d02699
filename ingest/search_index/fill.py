"""A database with all its rows in; concepts, their matches and the search index filled in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from ingest.concepts import OWN, broader_than, concept_of
from ingest.english import english_words
from ingest.filling import insert
from ingest.name_matches import match_name
from ingest.search_index.columns import beside, columns, weight_of
from ingest.search_index.concept_rows import match_names
from ingest.search_index.examples import lengths
from ingest.search_index.history import topics_spoken_of
from ingest.search_index.keys import phrase
from ingest.search_index.phrases import (
    RELATED,
    STRENGTHS,
    distinct,
    phrases_of_concepts,
)
from ingest.search_index.places import place_groups
from ingest.search_index.postings import postings, terms_of
from ingest.search_index.sections import concerns_citing, sections_cited
from ingest.search_index.short_forms import abbreviations_of, forms_of, initials_of, initials_within
from ingest.search_index.texts import Known, other_names, vocabulary
from ingest.search_index.told import outcomes, told_aspect
from ingest.vocabulary import dictionary
from ingest.words import root, roots, stems


def fill_search(connection: sqlite3.Connection) -> None:
    """Match names to concepts, then fill the search index and its words."""
    match_names(connection, short := _own_short_forms(connection))
    rows = _rows(connection)
    jurisdictions = dict(connection.execute("select id, jurisdiction from products").fetchall())
    places = place_groups(jurisdictions.values())
    insert(connection, "search_word_groups", places, "or ignore")
    known = Known(
        *_medicine_names(connection),
        _concepts_of_risks(connection),
        _long_forms(connection),
        _short_names(connection),
        _brands(connection),
        sections_cited(connection),
        concerns_citing(connection),
        jurisdictions,
        {document_id: frozenset(forms.items()) for document_id, forms in short.items()},
        _members(connection),
        outcomes(connection),
    )
    diseases = _diseases(connection)
    for row in rows:
        row["aspect"] = told_aspect(row)
        row["weight"] = weight_of(row["kind"], row["aspect"])
        holds_for = dict.fromkeys(diseases.get(row["row_path"], ()), 1.0)
        if row["kind"] == "drug":
            names = f"{row['title']} {row['also_known_as']} {row['body']}"
            holds_for = dict.fromkeys((f"m:{one}" for one in roots(names)), 1.0) | holds_for
        if row["kind"] == "history":
            holds_for = topics_spoken_of(row["body"]) | holds_for
        row["terms"] = terms_of(row, known) | holds_for
        row["also_known_as"], row["related"] = other_names(row, known)
    found = postings(row.pop("terms") for row in rows)
    insert(connection, "search_postings", found)
    insert(connection, "search_lengths", lengths(found, len(rows)))
    insert(connection, "search_index", rows)
    insert(connection, "search_columns", columns(rows))
    insert(connection, "search_beside", [beside(rows)])
    insert(connection, "search_phrases", _own_phrases(connection, known), "or ignore")
    words = vocabulary(rows)
    insert(
        connection,
        "search_words",
        [{"word": word, "root": root(word), "rows": count} for word, count in words.items()],
    )


def _own_short_forms(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """For each document the abbreviations that it has words of its own for, with these.

    ACS is no acute coronary syndrome where a plan lists "Acute cerebellar syndrome".
    """
    found: dict[str, dict[str, str]] = {}
    for document_id, forms in _long_forms(connection).items():
        each = ((one, long) for short, long in forms.items() for one in forms_of(short))
        found[document_id] = dict(sorted(each))
    names = connection.execute("select id, document_id, name from risks").fetchall()
    short = _short_names(connection)
    for risk_id, document_id, name in names:
        found[document_id].update(dict.fromkeys(short.get(risk_id, ()), name))
    return found


def _own_phrases(connection: sqlite3.Connection, known: Known) -> list[dict[str, Any]]:
    """Phrases beyond those of the dictionaries: phenotypes that are meant here, abbreviations."""
    ids = connection.execute("select id from concepts where terminology <> ?", [OWN]).fetchall()
    found = list(phrases_of_concepts(concept_of(concept_id) for (concept_id,) in ids))
    for document_id, forms in sorted(known.long_forms.items()):
        for short, long in forms.items():
            term = "w:" + " ".join(dict.fromkeys(roots(long)))
            found.append(phrase(short, term, "abbreviation", 0.9, document_id))
    return distinct([*found, *_of_initials(connection)])


def _of_initials(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Initials of the names of concerns and warnings, which are no words and no other short form:
    that a reader means the name is likely and not said anywhere, so they lead to it."""
    names = connection.execute("select name from risks union select name from policy_warnings")
    for (name,) in names.fetchall():
        for short, long in initials_within(name).items():
            known = connection.execute("select 1 from known_words where word = ?", [short])
            if short not in english_words() and known.fetchone() is None:
                term = "w:" + " ".join(dict.fromkeys(roots(long)))
                yield phrase(short, term, RELATED, STRENGTHS[RELATED], "initials", means=long)


def _rows(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    cursor = connection.execute("select * from search_rows")
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


Names = dict[str, tuple[str, ...]]


def _medicine_names(connection: sqlite3.Connection) -> tuple[Names, Names]:
    """For each product the names of all products of its substance; and those of its classes."""
    classes: dict[str, list[str]] = {}
    for row in dictionary("substance_names", ("substance", "name", "kind", "source")):
        classes.setdefault(row["substance"], []).append(row["name"])
    brands: dict[str, list[str]] = {}
    products = connection.execute(
        "select p.id, p.name, s.id, s.name from products p "
        "join substances s on s.id = p.substance_id order by p.id"
    ).fetchall()
    for _, brand, substance_id, _ in products:
        brands.setdefault(substance_id, []).append(brand)
    return (
        {product_id: tuple(brands[substance_id]) for product_id, _, substance_id, _ in products},
        {
            product_id: tuple(classes.get(substance.casefold(), ()))
            for product_id, _, _, substance in products
        },
    )


def _concepts_of_risks(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    rows = connection.execute("select risk_id, concept_id from risk_concepts order by rowid")
    for risk_id, concept_id in rows:
        found.setdefault(risk_id, []).append(concept_id)
    return {risk_id: tuple(ids) for risk_id, ids in found.items()}


def _long_forms(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    rows = connection.execute("select id, text from documents order by id")
    return {document_id: abbreviations_of(text) for document_id, text in rows}


def _brands(connection: sqlite3.Connection) -> Names:
    """For each substance of one word its brands, as the dictionary and the policies have them."""
    found: dict[str, dict[str, None]] = {}
    for row in dictionary("substance_names"):
        if row["kind"].startswith("brand"):
            found.setdefault(row["substance"], {})[row["name"]] = None
    for inn, brand in connection.execute(
        "select lower(generic_name), brand_name from class_members order by id"
    ):
        found.setdefault(inn, {})[brand] = None
    return {inn: tuple(names) for inn, names in sorted(found.items())}


def _members(connection: sqlite3.Connection) -> dict[str, Names]:
    """For each document the names of the medicines of its classes."""
    found: dict[str, dict[str, list[str]]] = {}
    for document_id, name, generic, brand in connection.execute(
        "select c.document_id, c.name, m.generic_name, m.brand_name "
        "from class_members m join drug_classes c on c.id = m.class_id order by m.rowid"
    ):
        found.setdefault(document_id, {}).setdefault(name, []).extend((generic, brand))
    return {
        document_id: {name: tuple(names) for name, names in classes.items()}
        for document_id, classes in found.items()
    }


MET_BY_ALL = """
with recursive shared as (
    select id, kind, document_id from policy_criteria where parent_id is null and kind = 'group'
    union all
    select c.id, c.kind, c.document_id from policy_criteria c join shared s on c.parent_id = s.id
    where c.kind <> 'diagnosis' and coalesce(c.operator, 'all_of') = 'all_of'
)
select id, document_id from shared where kind <> 'group'
"""
"""The criteria that patients with whatever diagnosis must meet."""


def _diseases(connection: sqlite3.Connection) -> Names:
    """For rows of policies (by their path) the terms of the diagnoses that they hold for.

    Terms, limits and rationale hold for all diagnoses of a policy, and so do criteria that all must
    meet; a medicine of a class counts for those under which a criterion names the class.
    """
    criteria = connection.execute(
        "select d.document_id, d.text, coalesce(c.text, '') from policy_criteria d "
        "left join policy_criteria c on c.parent_id = d.id where d.kind = 'diagnosis' order by d.id"
    ).fetchall()
    found: Names = {}
    for path, document_id, name in connection.execute(
        "select '/riskplan/class_members/' || m.id, c.document_id, c.name "
        "from class_members m join drug_classes c on c.id = m.class_id "
        "union all select '/riskplan/policies/' || id, document_id, '' from policies "
        "union all select '/riskplan/quantity_limits/' || id, document_id, '' from quantity_limits "
        "union all select '/riskplan/statements/' || id, document_id, '' from statements "
        "where kind in ('background', 'rationale')"
        f"union all select '/riskplan/policy_criteria/' || id, document_id, '' from ({MET_BY_ALL})"
    ):
        named = set(stems(name))
        terms: dict[str, None] = {}
        for document, diagnosis, text in criteria:
            if document == document_id and named <= set(stems(text)):
                for match in match_name(diagnosis):
                    wider = (one.id for one in broader_than(match.concept_id))
                    terms |= dict.fromkeys(f"d:{one}" for one in (match.concept_id, *wider))
        found[path] = tuple(terms)
    return found


def _short_names(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """For each concern its initials, where its own evidence has them."""
    rows = connection.execute(
        "select r.id, r.name, group_concat(e.text, ' ') from risks r "
        "join evidence e on e.risk_id = r.id group by r.id order by r.id"
    )
    return {risk_id: initials_of(name, text) for risk_id, name, text in rows}
