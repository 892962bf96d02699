"""Words of a question before and after a rule in, those that it put in with what was said out.

Who is 84 is looked for as elderly; what no row has of that is told by the words of the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher


def words_put_in(before: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """The words of ``after`` that nobody said, each with the words that it stands for."""
    if list(before) == list(after):
        return {}
    parts = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    return {
        word: " ".join(before[begin:end])
        for _, begin, end, first, last in parts
        if begin < end
        for word in after[first:last]
        if word not in before
    }
