"""Steps and their dates in one text: the name of each step, and the date as far as printed."""

from __future__ import annotations

import pytest

from ingest.document import Span
from ingest.milestones import ends_in_date, milestones_in


@pytest.mark.parametrize(
    ("text", "name", "due_on"),
    [
        ("Final report due by Q1 2020", "Final report", "2020-Q1"),
        ("Final report is due: Q1 2020", "Final report", "2020-Q1"),
        ("First patient in: Q3 2024", "First patient in", "2024-Q3"),
        ("Final report by the end of 2030", "Final report", "2030"),
        ("Interim report H2 2026", "Interim report", "2026"),
        ("Interim report in mid-2026", "Interim report", "2026"),
        ("End of data collection: late 2026", "End of data collection", "2026"),
        ("Final report, June 2027", "Final report", "2027-06"),
    ],
)
def test_the_name_of_a_step_ends_before_what_joins_its_date(
    text: str, name: str, due_on: str
) -> None:
    (listed,) = milestones_in(text, Span(0, len(text)))
    for found in (listed, ends_in_date(text, Span(0, len(text)))):
        assert (found.name, found.due_on, found.span.of(text)) == (name, due_on, text)
