"""What a concern's name means, and where else the same is spoken of: a concern in, rows out."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from ingest.site.pages import dicts

MOST_SYNONYMS = 10
MOST_ELSEWHERE = 12
CONCEPTS = """
select m.method, m.term, c.*
from risk_concepts m
join concepts c on c.id = m.concept_id
where m.risk_id = ?
order by c.name
"""
SYNONYMS = """
select synonym, kind, source from concept_synonyms
where concept_id = ? and kind <> 'related' and not is_narrower
order by case kind
    when 'exact' then 0 when 'abbreviation' then 1 when 'spelling' then 2 else 3
end, length(synonym), synonym
limit ?
"""
ELSEWHERE = """
select r.id, r.name, r.category, r.document_id, r.page, r.char_start, r.char_end, r.quote,
    m.method, m.concept_id, p.id as product_id, p.name as product, s.name as substance,
    coalesce(d.title, d.source_file) as document, d.document_date
from (
    select risk_id, method, concept_id from risk_concepts
    where concept_id = ? and risk_id <> ?
    order by risk_id limit ?
) m
join risks r on r.id = m.risk_id
join documents d on d.id = r.document_id
join products p on p.id = r.product_id
join substances s on s.id = p.substance_id
order by r.id
"""
WARNINGS = """
select w.id, w.name, w.is_boxed, w.document_id, w.page, w.char_start, w.char_end, w.quote,
    w.policy_id, m.method, p.id as product_id, p.name as product, s.name as substance,
    p.substance_id = ? as same_substance
from policy_warning_concepts m
join policy_warnings w on w.id = m.policy_warning_id
join policies o on o.id = w.policy_id
join products p on p.id = o.product_id
join substances s on s.id = p.substance_id
where m.concept_id = ?
order by same_substance desc, p.name, w.char_start
limit ?
"""


def concepts(
    connection: sqlite3.Connection, risk_id: str, substance_id: str
) -> list[dict[str, Any]]:
    """The concepts of a concern, each with synonyms, concerns and warnings of the same concept."""
    found = dicts(connection, CONCEPTS, risk_id)
    for concept in found:
        concept_id = concept["id"]
        concept["synonyms"] = dicts(connection, SYNONYMS, concept_id, MOST_SYNONYMS)
        concept["more_synonyms"] = _count(
            connection, "concept_synonyms where concept_id = ?", concept_id
        ) - len(concept["synonyms"])
        concept["elsewhere"] = dicts(connection, ELSEWHERE, concept_id, risk_id, MOST_ELSEWHERE)
        concept["elsewhere_count"] = _count(
            connection, "risk_concepts where concept_id = ? and risk_id <> ?", concept_id, risk_id
        )
        concept["warnings"] = dicts(connection, WARNINGS, substance_id, concept_id, MOST_ELSEWHERE)
        concept["warning_count"] = _count(
            connection, "policy_warning_concepts where concept_id = ?", concept_id
        )
    return found


def methods(found: Sequence[dict[str, Any]]) -> dict[str, str]:
    """What each method of match means, in words."""
    said = {
        "exact": "the name is the concept's own",
        "synonym": "the name is a synonym of the concept",
        "part": "some words of the name are the concept or a synonym of it",
        "case": "the name, or some words of it, are the name of a case of the concept",
        "beside": "the name, or some words of it, name what is wider or stands beside the concept",
    }
    used = {one["method"] for one in found}
    used |= {row["method"] for one in found for row in one["elsewhere"] + one["warnings"]}
    return {method: words for method, words in said.items() if method in used}


def _count(connection: sqlite3.Connection, source: str, *values: object) -> int:
    """How many rows; ``source`` is written in this module."""
    (number,) = connection.execute(f"select count(*) from {source}", values).fetchone()
    return int(number)
