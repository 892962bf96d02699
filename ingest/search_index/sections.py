"""A database in, which rows cite which sections of the label out, and for which concerns.

Rows go by their paths.
"""

from __future__ import annotations

import sqlite3


def sections_cited(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The sections of the label by the path of the row that cites one, or is one."""
    found: dict[str, list[str]] = {}
    for section, path in connection.execute(
        "select label_section_id, '/riskplan/risk_minimisation_measures/' || measure_id "
        "from label_references where measure_id is not null "
        "union all select label_section_id, '/riskplan/risks/' || risk_id from label_references "
        "union all select id, '/riskplan/label_sections/' || replace(id, '.', '~2E') "
        "from label_sections "
        "union all select 'smpc-4.8', '/riskplan/findings/' || id from findings "
        "where rule = 'potential_risk_in_4_8'"
    ):
        found.setdefault(path, []).append(section)
    return {path: tuple(sections) for path, sections in found.items()}


def concerns_citing(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The concepts of the concerns for which a section of the label (by its path) is cited."""
    found: dict[str, tuple[str, ...]] = {}
    for path, concept_id in connection.execute(
        "select distinct '/riskplan/label_sections/' || replace(l.label_section_id, '.', '~2E'), "
        "c.concept_id from label_references l join risk_concepts c on c.risk_id = l.risk_id"
    ):
        found[path] = (*found.get(path, ()), concept_id)
    return found
