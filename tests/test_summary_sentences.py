"""Sentences of a plan's summary that companies put a little otherwise than the template does."""

from __future__ import annotations

import pytest
from plans import PLAN
from test_boxes import rows_of

from ingest.records import Indication, TemplateSentence

WHERE = "II.A List of important risks and missing information"
COLLECTED = (
    "In addition to these measures, information about adverse reactions is collected continuously\n"
    "and regularly analysed{} so that immediate action can be taken as necessary."
)


@pytest.mark.parametrize(
    "said", ["", " –", ", including PSUR assessment,", ", including PSUR assessment"]
)
def test_the_sentence_on_collecting_is_known_with_a_dash_a_comma_or_none(said: str) -> None:
    found = rows_of(PLAN.replace(WHERE, f"{COLLECTED.format(said)}\n\n{WHERE}", 1))
    keys = [row.key for row in found if isinstance(row, TemplateSentence)]
    assert "information-collected" in keys


def test_what_efficacy_was_shown_in_is_an_indication() -> None:
    also = "Efficacy has been shown in a made-up disease of the skin (see SmPC)."
    found = rows_of(PLAN.replace("It\ncontains", f"{also} It\ncontains", 1))
    told = [row.text for row in found if isinstance(row, Indication)]
    assert len(told) == 2
    assert told[1] == also
