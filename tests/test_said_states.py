"""Questions that say a state in their own way: what falls is low, any grade is all grades."""

from __future__ import annotations

import sqlite3

import pytest
from first_hit import first
from one_question import question

from ingest.site.search.question.said_states import states_as_words
from ingest.site.search.result import look_up


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("when the leukocytes fall", "when the leukocytes low"),
        ("fatigue of any grade", "fatigue of all grade"),
        ("any grade 3 events", "any grade 3 events"),
        ("platelets dropped", "platelets dropped"),
        ("fear of falling down", "fear of falling down"),
        ("platelets keep falling", "platelets falling"),
        ("my cholesterol has gone up", "my cholesterol has high"),
        ("she keeps falling", "she keeps falling"),
        ("keep my cholesterol up", "keep my cholesterol up"),
        ("keep calm, my cholesterol goes up", "keep calm, my cholesterol high"),
    ],
)
def test_what_falls_is_low_where_that_names_something(
    connection: sqlite3.Connection, said: str, means: str
) -> None:
    assert states_as_words(question(connection, said)) == means.split()


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("how frequent was low sodium of any grade", "figure", "About 29%"),
        ("leukocytes decline", "risk", "Neutropenia"),
        ("substantive amendments to the policy", "history", "Addition of indication"),
        ("which entries are only annual reviews", "history", "Annual review"),
        ("to how many classes must it be refractory", "criterion", "refractory to at least two"),
        ("is bortezomib still needed when approval is renewed", "criterion", "bortezomib"),
        ("do you know when the policy was approved", "statement", "This policy was approved"),
        ("does a history of low sodium raise the risk", "factor", "previous episodes"),
        ("how many tablets are covered over 12 weeks", "limit", "96 tablets per 84 days"),
        ("routine measures in the professional label", "measure", "SmPC"),
        ("a potential risk despite the adverse reactions section", "finding", "potential risk"),
        ("which of the risks lack a confirmed causal link", "risk", "potential"),
        ("she had low sodium before, can she get it again", "factor", "previous episodes"),
        ("which classes must have failed", "criterion", "refractory to at least two"),
        ("what is the quantity limit at renewal", "limit", "96 tablets"),
        ("which harms are confirmed rather than suspected", "risk", "identified"),
        ("was anything relaxed in the policy", "history", "Addition of indication"),
        ("is old age listed as a reason for confusion", "factor", "elderly"),
        ("are there colourants or lactose in it", "label_section", "Annex I"),
        ("which partner drugs are needed at first relapse", "criterion", "bortezomib"),
        ("why does his sodium keep dropping", "statement", "hyponatraemia"),
        ("pharmaceutical particulars", "label_section", "Annex I"),
        ("is there a warning card to carry", "measure", "none"),
        ("life-threatening reactions", "statement", "death"),
        ("fever and sore throat", "risk", "Neutropenia"),
    ],
)
def test_the_first_hit_is_what_is_asked_for(
    connection: sqlite3.Connection, text: str, kind: str, words: str
) -> None:
    found = first(connection, text, learned=False)
    assert found.kind == kind
    assert words in found.body


def test_a_chapter_of_the_label_leads_to_its_sections(connection: sqlite3.Connection) -> None:
    found = look_up(connection, "clinical sections of the label").hits[:6]
    assert {hit.row.title.text[:6] for hit in found} == {"SmPC 4"}
    assert "said around it: clinical" in found[1].why
