"""An answer in, the same out with those hits first that a rule puts there whatever their scores."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from ingest.site.search.answer import Answer
from ingest.site.search.scores.all_factors import whole_first
from ingest.site.search.scores.concern_first import concern_first
from ingest.site.search.scores.counted_first import counted_first
from ingest.site.search.scores.criteria_in_order import criteria_in_order
from ingest.site.search.scores.doses_first import doses_first
from ingest.site.search.scores.elsewhere_first import elsewhere_first
from ingest.site.search.scores.excepted_last import excepted_last
from ingest.site.search.scores.latest_first import latest_first
from ingest.site.search.scores.most_first import most_first
from ingest.site.search.scores.newer_editions import newer_first
from ingest.site.search.scores.none_last import none_last
from ingest.site.search.scores.others_first import others_first
from ingest.site.search.scores.own_study_first import own_study_first
from ingest.site.search.scores.very_names_first import very_names_first
from ingest.site.search.scores.very_texts_first import very_texts_first
from ingest.site.search.told.all_of_it_first import all_of_it_first
from ingest.site.search.told.not_of_category import listed_first
from ingest.site.search.told.own_medicine import own_rows_first
from ingest.site.search.told.said_elsewhere import named_first
from ingest.site.search.told.two_things import sides_in_turn
from ingest.site.search.told.uncited_sections import own_measures_first
from ingest.site.search.told.year_first import of_year_first

RULES: tuple[Callable[[sqlite3.Connection, Answer], Answer], ...] = (
    newer_first,
    named_first,
    sides_in_turn,
    criteria_in_order,
    others_first,
    own_measures_first,
    listed_first,
    own_study_first,
    own_rows_first,
    of_year_first,
    latest_first,
    most_first,
    counted_first,
    whole_first,
    none_last,
    all_of_it_first,
    doses_first,
    concern_first,
    very_texts_first,
    very_names_first,
    elsewhere_first,
    excepted_last,
)


def put_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer as each rule leaves it to the next."""
    for rule in RULES:
        answer = rule(connection, answer)
    return answer
