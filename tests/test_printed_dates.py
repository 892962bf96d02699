"""Dates as printed: read as far as they say, and not at all where they say two things."""

from __future__ import annotations

import pytest

from ingest.document import Span
from ingest.printed_dates import dates, iso_date
from ingest.vocabulary import dictionary


def values(text: str) -> list[str | None]:
    found = list(dates(text, Span(0, len(text))))
    assert all(one.span.of(text).strip() == one.span.of(text) for one in found)
    return [one.value for one in found]


@pytest.mark.parametrize("row", dictionary("printed_dates"), ids=lambda row: row["pattern"])
def test_the_example_of_a_shape_is_the_date_it_gives(row: dict[str, str]) -> None:
    assert values(f"Final report: {row['example']}.") == [row["iso"]]
    assert iso_date(row["example"]) == (row["iso"] if row["gives"] == "day" else None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("31 March 2013", ["2013-03-31"]),
        ("submission: February\n2014", ["2014-02"]),
        ("Protocol: July 2013\nReport: March 2019", ["2013-07", "2019-03"]),
        ("final CSR is Q4\n2021.", ["2021-Q4"]),
        ("4Q 2020; Q1-2021; 2022-Q3", ["2020-Q4", "2021-Q1", "2022-Q3"]),
        ("Sept 2016 and Sep. 2017", ["2016-09", "2017-09"]),
        ("2016-02-30", [None]),
        ("03/04/2023", [None]),
        ("2013-13", [None]),
        ("requirement 1918-2", []),
        ("between 2017-2018", []),
        ("EMA/12/2016", []),
        ("Study 20170101", []),
        ("version 2.2016", []),
        ("to be determined", []),
    ],
)
def test_a_date_in_running_text_is_read_as_far_as_printed(
    text: str, found: list[str | None]
) -> None:
    assert values(text) == found
