"""A count and its percentage as printed in, the denominators at which they agree out."""

from __future__ import annotations

import math
import re
from fractions import Fraction


def admitted(printed: str, numerator: int) -> range | None:
    """The denominators at which ``numerator`` rounds to the percentage in ``printed``.

    Half a unit of the last printed digit either way, so that both ways to round are allowed.
    None without a percentage, and where it is too small to bound the denominator.
    """
    found = re.search(r"(\d+)(?:[.,](\d+))?\s*%", printed)
    if found is None:
        return None
    digits = found.group(2) or ""
    percentage = Fraction(int(found.group(1) + digits), 10 ** len(digits))
    half = Fraction(1, 2 * 10 ** len(digits))
    if percentage <= half:
        return None
    least = math.ceil(100 * numerator / (percentage + half))
    most = math.floor(100 * numerator / (percentage - half))
    return range(max(least, numerator), most + 1)
