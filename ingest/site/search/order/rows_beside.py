"""Rows that may be hits in, how each stands beside others of its concern and of its kind out.

What hangs on a concern whose other rows fit a question is likelier to answer it; and of many rows
of one kind the first are likelier than those behind them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Numbers, Strengths

Pairs = np.ndarray[tuple[int, int], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Beside:
    """For each row what is known of those beside it.

    ``share`` and ``fit`` are the largest of the other rows that belong to the same concern (rows of
    no concern: to the same kind and document), 0 where there is none; ``of_first`` and
    ``of_fittest`` are 1 where the first of all rows, and the one that fits best, belong to it too.
    ``place`` and ``place_by_fit`` are 1 for the first of the rows of one kind, 1/2 for the second
    and so on.
    """

    share: Strengths
    fit: Strengths
    of_first: Strengths
    of_fittest: Strengths
    place: Strengths
    place_by_fit: Strengths


def beside(
    known: Lexicon,
    rows: Numbers,
    shares: Strengths,
    fits: Strengths,
    order: Numbers,
    by_fit: Numbers,
) -> Beside:
    """How ``rows`` (at least one) stand beside each other.

    ``shares`` and ``fits`` are theirs; ``order`` and ``by_fit`` are their places, from 0, by words
    and by how well they fit.
    """
    belongs_to, kinds = known.belongs_to[rows], known.columns["kind"][1][rows]
    others = np.equal.outer(belongs_to, belongs_to)
    np.fill_diagonal(others, False)
    of_kind = np.equal.outer(kinds, kinds)
    return Beside(
        (others * shares).max(1),
        (others * fits).max(1),
        (belongs_to == belongs_to[order.argmin()]).astype(np.float32),
        (belongs_to == belongs_to[by_fit.argmin()]).astype(np.float32),
        _places(of_kind, order),
        _places(of_kind, by_fit),
    )


def _places(of_kind: Pairs, order: Numbers) -> Strengths:
    """One over the place, from 1, of each row among those of its kind."""
    before = of_kind & np.less.outer(order, order).T
    found: Strengths = (1 / (1 + before.sum(1))).astype(np.float32)
    return found
