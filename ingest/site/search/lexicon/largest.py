"""Numbers in, the places of the largest out."""

from __future__ import annotations

from typing import Any

import numpy as np

Numbers = np.ndarray[tuple[int], np.dtype[np.number[Any]]]
Places = np.ndarray[tuple[int], np.dtype[np.intp]]
SHARES = (0.5, 0.3, 0.2, 0.1)
"""Shares of the largest number above which most searches have enough; tried one after the other."""


def largest(values: Numbers, most: int) -> Places:
    """The places (from 0) of the ``most`` largest ``values``, largest first; of equals the first.

    Few numbers come near the largest, so these are sought out before anything is put in order.
    """
    top = values.max(initial=0.0)
    places = np.arange(len(values))
    if len(values) > most and top > 0:
        for share in SHARES:
            (high,) = np.nonzero(values >= top * share)
            if len(high) >= most:
                places = high
                break
    order = np.lexsort((places, -values[places]))
    return places[order[:most]]
