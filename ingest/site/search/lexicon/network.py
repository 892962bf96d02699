"""What is known of rows in, what each is worth out, by a network of one layer that was learnt."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

import numpy as np

from ingest.site.search.lexicon.meanings import Strengths

Features = np.ndarray[tuple[int, int], np.dtype[np.float32]]
SORTS = {"k:": "kind", "t:": "topic", "c:": "concept", "s:": "section", "w:": "word"}
"""How the sorts of terms are called by which rows are compared (``search_lengths``)."""
FEATURES = (
    "share", "log share", "place", "fit", "log fit", "place by fit", "likeness", "words", "level",
    "kind asked for", "asks for a kind",
    "fit by kind", "fit by topic", "fit by concept", "fit by section", "fit by word",
    "asks by kind", "asks by topic", "asks by concept", "asks by section", "asks by word",
    "its own words", "words it has", "words as they count", "words asked",
    "share beside", "fit beside", "of the first", "of the fittest",
    "place in its kind", "place in its kind by fit", "hangs on a concern", "log prior",
)  # fmt: skip
"""What is known of a row, whatever kind it is of (site/search/order/row_features.py)."""
IS = "is "
"""How the features begin that tell of what kind a row is: "is risk"."""
BIAS, OUT = "bias", "out"


@dataclass(frozen=True, slots=True)
class Network:
    """How much each feature counts in each of ``cells`` and directly; what each cell puts out.

    Features are ``FEATURES``, then one for each of the ``kinds`` of rows that it was learnt on.
    """

    kinds: tuple[str, ...]
    cells: Features
    bias: Strengths
    out: Strengths
    directly: Strengths

    def worth(self, features: Features) -> Strengths:
        """What each row is worth; ``features`` has a line for each row."""
        found: Strengths = np.tanh(features @ self.cells + self.bias) @ self.out
        found += features @ self.directly
        return found


def network(connection: sqlite3.Connection) -> Network:
    """The network of a database, from ``search_order``.

    What it was not learnt on, for the database is older than that, counts nothing.
    """
    rows = {
        feature: (np.array(json.loads(cells), np.float32), directly)
        for feature, cells, directly in connection.execute(
            "select feature, cells, directly from search_order"
        )
    }
    kinds = tuple(feature for feature in rows if feature.startswith(IS))
    nothing = (np.zeros_like(rows[BIAS][0]), 0.0)
    each = [rows.get(feature, nothing) for feature in (*FEATURES, *kinds)]
    return Network(
        tuple(feature.removeprefix(IS) for feature in kinds),
        np.array([cells for cells, _ in each], np.float32),
        rows[BIAS][0],
        rows[OUT][0],
        np.array([directly for _, directly in each], np.float32),
    )
