"""A question put in other words: which row comes first."""

from __future__ import annotations

import sqlite3

import pytest
from first_hit import first

from ingest.search_index.keys import GAP, phrase
from ingest.search_index.slots import SLOT, filled
from ingest.site.search.engine import search
from ingest.vocabulary import dictionary


def test_a_phrase_may_have_a_gap() -> None:
    assert phrase("which … count", "t:drug-class", "topic", 1.0, "")["key"] == "which … count"


def test_a_word_in_braces_is_put_in_all_its_ways() -> None:
    ways = list(filled("why does {payer} care"))
    assert "why does health plan care" in ways
    assert "why does insurer care" in ways
    assert list(filled("as it is")) == ["as it is"]


def test_a_gap_stands_between_words_and_every_slot_is_used() -> None:
    said = [row["phrase"] for row in dictionary("search_topic_terms")]
    for one in said:
        for way in filled(one) if GAP in one else ():
            parts = phrase(way, "t:x", "topic", 1.0, "")["key"].split(GAP)
            assert [bool(part.strip()) for part in parts] == [True, True], one
    said += [row["words"] for row in dictionary("search_notions")]
    said += [row["word"] for row in dictionary("search_words")]
    said += [row["words"] for row in dictionary("search_name_frames")]
    used = {slot for one in said for slot in SLOT.findall(one)}
    assert used == {row["slot"] for row in dictionary("search_slots")}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("which PIs count", "drug", "Proteasome Inhibitors"),
        ("IMiDs that count", "drug", "Immunomodulatory Agents"),
        ("which blood count is checked", "criterion", "complete blood count"),
        ("when did contraception become a condition of coverage", "history", "contraception"),
        ("since when has the policy asked for birth control", "history", "contraception"),
        ("why does the payer care", "statement", "Prior approval is required"),
        ("monoclonal antibodies for myeloma", "drug", "Anti-CD38"),
        ("approval length for myeloma", "policy", "approval lasts"),
        ("the cap per strength for DLBCL", "limit", "per 84 days"),
        ("EU label bortezomib combination", "indication", "NEXPOVIO is indicated"),
        ("European approval with dexamethasone", "indication", "NEXPOVIO"),
        ("each blister has eight 20 mg tablets", "dose_pack", "has eight 20 mg tablets"),
        ("penta-refractory myeloma criteria", "criterion", "myeloma"),
        ("is it covered for sarcoma", "statement", "all other indications"),
        ("breast cancer coverage", "statement", "all other indications"),
        ("must something against vomiting be taken", "criterion", "anti-nausea"),
    ],
)
def test_what_a_question_asks_for_comes_first(
    connection: sqlite3.Connection, text: str, kind: str, words: str
) -> None:
    found = first(connection, text, learned=False)
    assert found.kind == kind
    assert words in f"{found.title}: {found.body}"


def test_a_disease_that_no_row_names_is_still_said_to_be_absent(
    connection: sqlite3.Connection,
) -> None:
    assert search(connection, "breast cancer coverage").absent == ["breast cancer"]
    assert search(connection, "breast cancer").level == "near"


@pytest.mark.parametrize("text", ["does the plan cover Keytruda", "which vaccines count"])
def test_a_name_that_nobody_knows_is_no_ordinary_word(
    connection: sqlite3.Connection, text: str
) -> None:
    assert search(connection, text).level in ("near", "none")
