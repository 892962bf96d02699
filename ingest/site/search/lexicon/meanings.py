"""What words stand for, and the rows of the index that have it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Numbers = np.ndarray[tuple[int], np.dtype[np.int32]]
Strengths = np.ndarray[tuple[int], np.dtype[np.float32]]
Rows = np.ndarray[tuple[int], np.dtype[np.bool_]]
"""Which rows of the index have something."""
Postings = tuple[Numbers, Strengths]
Gapped = tuple[tuple[str, ...], tuple[str, ...], str]  # before the gap, after it, the key
NOWHERE: Postings = (np.zeros(0, np.int32), np.zeros(0, np.float32))

NARROWER, BESIDE = "narrower", "beside"
"""What a phrase is to what it stands for, where it is no name of it."""
WIDER = "wider"
"""The kind of a meaning that is wider than the words."""


def strengths_in(postings: Postings, rows: Numbers) -> Strengths:
    """How much a term counts in each of ``rows``, 0 where it is not in one."""
    having, strengths = postings
    if not len(having):
        return np.zeros(len(rows), np.float32)
    at = having.searchsorted(rows)
    at[at == len(having)] = 0
    found: Strengths = strengths[at] * (having[at] == rows)
    return found


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase stands for: a term of the index, how much it counts, and who says so.

    ``means`` are the words that a term of words has the roots of, with their stop words.
    ``relation`` is empty for a name of the thing itself (``ingest.concepts.Term``). Beside a row,
    ``of_concern`` is one that not the row has, but the concern that it hangs on.
    """

    term: str
    strength: float
    said: str
    kind: str
    source: str
    means: str = ""
    relation: str = ""
    of_concern: bool = False

    @property
    def told_as(self) -> str:
        """The kind as readers are told it: what is beside a thing is related to it."""
        return "related" if self.relation == BESIDE else self.kind
