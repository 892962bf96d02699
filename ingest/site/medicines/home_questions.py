"""Questions that the database can answer, each with the answer in short and the page that has it.

None is written for a document: what they name is taken from the rows, and a question to which the
rows have no answer is not asked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from ingest.site.pages import row_path
from ingest.site.settings import DATABASE

FACTORS = """
select r.id, r.name, count(*) as factors
from risk_factors f join risks r on r.id = f.risk_id
group by f.risk_id
order by factors desc, r.id
limit 1
"""
RENEWAL = """
select o.id, p.name, p.id as product_id, o.renewal_months,
    (
        select count(*) from policy_criteria c
        where c.policy_id = o.id and c.phase = 'renewal' and c.kind <> 'group'
    ) as criteria
from policies o join products p on p.id = o.product_id
where exists (
    select 1 from policy_criteria c where c.policy_id = o.id and c.phase = 'renewal'
)
order by o.effective_on desc, o.id
limit 1
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its answer in short, and the path of the page with all of it."""

    words: str
    answer: str
    path: str


def questions(connection: sqlite3.Connection, most: int) -> list[Question]:
    """The first ``most`` questions that have an answer here."""
    (concerns,) = connection.execute("select count(*) from risks").fetchone()
    answered = (question for ask in ASKED if (question := ask(connection, concerns)))
    return list(islice(answered, most))


def _most_cited_section(connection: sqlite3.Connection, concerns: int) -> Question | None:
    row = connection.execute(
        "select x.label_section_id, l.document, l.number, l.title "
        "from (select label_section_id, count(*) as cited from label_references group by 1) x "
        "join label_sections l on l.id = x.label_section_id "
        "order by x.cited desc, l.document desc, l.id limit 1"
    ).fetchone()
    if row is None:
        return None
    (cite,) = connection.execute(
        "select count(distinct risk_id) from label_references where label_section_id = ?",
        [row["label_section_id"]],
    ).fetchone()
    return Question(
        f"Which safety concerns does {row['document']} section {row['number']} carry?",
        f"{cite:,} of {concerns:,} cite it, and no section is cited more often: {row['title']}.",
        _query("risks_by_section", section=row["label_section_id"]),
    )


def _without_patient_text(connection: sqlite3.Connection, concerns: int) -> Question | None:
    (count,) = connection.execute("select count(*) from risks where pl_sections = '[]'").fetchone()
    if not count:
        return None
    return Question(
        "Which safety concerns does the package leaflet not carry?",
        f"For {count:,} of {concerns:,} no section of the leaflet is cited.",
        _query("missing_patient_information"),
    )


def _figures(connection: sqlite3.Connection, _concerns: int) -> Question | None:
    count, of = connection.execute(
        "select count(*), count(distinct risk_id) from evidence_figures"
    ).fetchone()
    if not count:
        return None
    return Question(
        "How often was each risk reported?",
        f"{count:,} number{_s(count)} on {of:,} risk{_s(of)}, each with its grade, its basis and "
        "how exactly it is printed.",
        "/-/numbers",
    )


def _renewal(connection: sqlite3.Connection, _concerns: int) -> Question | None:
    row = connection.execute(RENEWAL).fetchone()
    if row is None:
        return None
    months = row["renewal_months"]
    lasts = f" A renewal lasts {months} month{_s(months)}." if months else ""
    return Question(
        f"What does the payer's policy for {row['name']} ask at renewal?",
        f"{row['criteria']:,} criteri{'on' if row['criteria'] == 1 else 'a'}.{lasts}",
        f"{row_path('policies', row['id'])}#renewal",
    )


def _factors(connection: sqlite3.Connection, _concerns: int) -> Question | None:
    row = connection.execute(FACTORS).fetchone()
    if row is None:
        return None
    words = f"what makes {row['name']} more likely?"
    return Question(
        f"W{words[1:]}",
        f"{row['factors']:,} answers: risk factors, groups of patients, and confounders.",
        f"/-/search?{urlencode({'q': words})}",
    )


def _not_stated(connection: sqlite3.Connection, _concerns: int) -> Question | None:
    (count,) = connection.execute(
        "select count(*) from field_states where state = 'not_stated'"
    ).fetchone()
    if not count:
        return None
    return Question(
        "What do the documents leave out?",
        f"{count:,} field{_s(count)} of their templates are not stated.",
        _query("fields_not_stated", document=""),
    )


ASKED: tuple[Callable[[sqlite3.Connection, int], Question | None], ...] = (
    _most_cited_section,
    _without_patient_text,
    _figures,
    _renewal,
    _factors,
    _not_stated,
)


def _query(name: str, **values: str) -> str:
    """The path of a named query with its parameters."""
    path = f"/{DATABASE}/{name}"
    return f"{path}?{urlencode(values)}" if values else path


def _s(count: int) -> str:
    return "" if count == 1 else "s"
