"""The places of the largest numbers."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.site.search.lexicon.largest import largest

NUMBERS = st.lists(st.floats(-1, 1, width=32) | st.sampled_from([0.0, 0.5, 1.0]), max_size=60)


@given(NUMBERS, st.integers(0, 70))
def test_they_are_the_first_of_all_in_order_and_of_equals_those_that_stand_first(
    numbers: list[float], most: int
) -> None:
    ordered = sorted(range(len(numbers)), key=lambda at: (-numbers[at], at))
    assert largest(np.array(numbers, np.float32), most).tolist() == ordered[:most]
