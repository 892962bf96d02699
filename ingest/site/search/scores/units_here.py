"""Units of a question in, the same as the rows of the base have them out.

What no row has is absent; what rows have in another form, or but in parts, is found by that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from ingest.site.search.answer import Answer
from ingest.site.search.question.said_thousands import thousands_as_printed
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import as_said
from ingest.site.search.scores import led_to_sections, printed_codes, short_times
from ingest.site.search.scores.criteria_in_order import holding_for_all
from ingest.site.search.scores.lettered_names import with_letters
from ingest.site.search.scores.listed_people import where_listed
from ingest.site.search.scores.long_forms import with_other_forms
from ingest.site.search.scores.number_pairs import told_of_no_row
from ingest.site.search.scores.treated_before import given_before
from ingest.site.search.scores.words_apart import apart_where_no_row_has_all
from ingest.site.search.scores.years_of_documents import with_years


def as_rows_have_them(
    connection: sqlite3.Connection, answer: Answer, units: Sequence[Unit]
) -> tuple[list[Unit], list[str]]:
    """The units as the rows have them; and names that no row prints."""
    known = answer.lexicon
    units = led_to_sections.where_printed_together(connection, known, units)
    units = with_other_forms(connection, known, units)
    units = apart_where_no_row_has_all(connection, answer, units)
    units, missed = with_letters(connection, answer, units)
    units = short_times.absent_where_not_printed(connection, units)
    units = printed_codes.as_printed(connection, known, units)
    units = thousands_as_printed(connection, units)
    units = with_years(connection, units)
    units = told_of_no_row(connection, known, answer.query.text, units)
    units = given_before(known, answer.query, units)
    units, people = where_listed(connection, known, units)
    answer.unlisted = [as_said(answer, unit) for unit in people]
    return holding_for_all(connection, known, units), missed
