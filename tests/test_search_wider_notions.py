"""Searches for a wider notion than any word that the documents print."""

from __future__ import annotations

import sqlite3

import pytest

from ingest.search_index.phrases import phrases_of_dictionaries
from ingest.search_index.told import told_aspect
from ingest.site.search.engine import search


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("official bodies", "documents/"),
        ("third-party payers", "documents/xpovio-prior-approval"),
        ("online resources", "statements/nexpovio-rmp-summary-link-"),
        ("rights in the text", "documents/"),
        ("calculated values", "findings/"),
        ("loose ends", "findings/xpovio-prior-approval-limit-scope-not-stated"),
        ("size of the trials", "findings/nexpovio-rmp-summary-weight-decreased-figure-4"),
        ("range of tablet sizes", "quantity_limits/"),
        ("heaviest regimens", "dose_packs/xpovio-prior-approval-pack-80-mg-twice-weekly"),
        ("important dates", "statements/xpovio-prior-approval-approval"),
        ("deadlines", "policies/"),
        ("hurdles before the first box", "policy_criteria/xpovio-prior-approval-initial"),
        ("stages of review", "statements/xpovio-prior-approval-scope"),
        ("economic arguments", "statements/xpovio-prior-approval-rationale-4"),
        ("routine revisions with nothing new", "policy_history/"),
        ("what the product is made of", "label_sections/smpc-"),
        ("keeping the product in good condition", "label_sections/"),
        ("bench research", "label_sections/smpc-5~2E3"),
        ("channels for telling patients", "risk_minimisation_measures/"),
        ("pharmaceutical companies", "label_sections/smpc-7"),
        ("plain-language text", "label_sections/pl-"),
        ("public assessment reports", "statements/nexpovio-rmp-summary-link-"),
        ("when does a specialist have to be in charge", "legal_statuses/restricted"),
        ("pooled datasets", "evidence_figures/"),
        ("sources of bias", "statements/"),
        ("expiry of authorisations", "policies/"),
        ("recurring housekeeping", "policy_history/"),
        ("grounds for stopping payment", "policy_criteria/xpovio-prior-approval-renewal-all-a"),
        ("eligible diseases", "policy_criteria/xpovio-prior-approval-initial-"),
        ("value for money", "statements/xpovio-prior-approval-rationale-4"),
        ("unclear passages", "findings/xpovio-prior-approval-limit-scope-not-stated"),
        ("harms that are seldom seen", "evidence/nexpovio-rmp-summary-tumor-lysis-syndrome"),
        ("throwing away the tablets", "label_sections/smpc-6~2E6"),
        ("parts of the world", "products/"),
        ("what sort of papers is this built on", "documents/"),
        ("how many people were tested", "findings/nexpovio-rmp-summary-weight-decreased-figure-4"),
        ("grades of harm", "evidence_figures/"),
        ("temporary permission", "policies/"),
        ("barriers to access", "policy_criteria/xpovio-prior-approval-initial"),
        ("loss of eligibility", "policy_criteria/xpovio-prior-approval-renewal-all-a"),
        ("totals recomputed", "findings/"),
        ("the manufacturer's duties", "studies/"),
        ("regulators", "documents/"),
        ("unclear limits", "findings/xpovio-prior-approval-limit-scope-not-stated"),
        ("place in therapy", "policy_criteria/xpovio-prior-approval-initial"),
    ],
)
def test_a_wider_notion_leads_to_what_is_narrower(
    connection: sqlite3.Connection, text: str, path: str
) -> None:
    (hit, *_) = search(connection, text, learned=False).found
    sql = "select row_path from search_index where id = ?"
    (found,) = connection.execute(sql, [hit.id]).fetchone()
    assert found.startswith(f"/riskplan/{path}")


@pytest.mark.parametrize("text", ["language versions", "grandfathering", "machine-readable format"])
def test_what_no_document_holds_is_no_hit(connection: sqlite3.Connection, text: str) -> None:
    assert not search(connection, text, learned=False).found


def test_a_grandfather_is_no_clause_of_a_policy(connection: sqlite3.Connection) -> None:
    assert search(connection, "my grandfather is tired", learned=False).found


def test_a_share_of_people_who_had_each_complaint_is_a_figure(
    connection: sqlite3.Connection,
) -> None:
    (hit, *_) = search(connection, "share of people who got each complaint", learned=False).found
    assert hit.kind == "figure"


def test_words_for_others_may_be_said_in_several_ways() -> None:
    said = {one["said"] for one in phrases_of_dictionaries() if one["term"] == "s:smpc-4.8"}
    assert {"section risk", "chapter hazard"} <= said
    assert not any("{" in one for one in said)


@pytest.mark.parametrize(
    ("kind", "title", "told"),
    [
        ("document", "Xpovio (selinexor) prior approval policy", "payer"),
        ("document", "Summary of risk management plan for X", ""),
        ("label_section", "SmPC 6.1 List of excipients", "composition"),
        ("criterion", "prior approval", ""),
    ],
)
def test_documents_and_sections_tell_of_themselves_in_their_title(
    kind: str, title: str, told: str
) -> None:
    row = {"kind": kind, "title": title, "body": "", "aspect": "", "context": None, "row_path": ""}
    assert told_aspect(row) == told
