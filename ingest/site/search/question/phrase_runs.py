"""The roots of a question in, the phrases that stand there in their order out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.site.search.lexicon.lexicon import Lexicon

LONGEST_ORDERED = 7
MOST_BETWEEN = 6
"""Words of the longest phrase, and of what may stand in a gap of one."""
Run = tuple[Sequence[int], str]
"""The places of a phrase among the roots, and its key."""


def phrase_runs(lexicon: Lexicon, roots: Sequence[str]) -> Iterator[Run]:
    """The phrases that ``roots`` have, the longest first; of those as long without a gap first."""
    count = len(roots)
    gapped = _with_gaps(lexicon, roots)
    for length in range(min(LONGEST_ORDERED, count), 0, -1):
        for start in range(count - length + 1):
            key = " ".join(roots[start : start + length])
            if key in lexicon.ordered:
                yield range(start, start + length), key
        for start in range(count - length):
            yield from gapped.get((length, start), ())


def _with_gaps(lexicon: Lexicon, roots: Sequence[str]) -> dict[tuple[int, int], list[Run]]:
    """The phrases with a gap by their length and start.

    What follows the gap is taken where it stands next. A phrase that asks for something else with
    what stands in its gap comes after that.
    """
    found: dict[tuple[int, int], list[Run]] = defaultdict(list)
    for start, first in enumerate(roots):
        seen: set[str] = set()
        for end in range(start + 2, len(roots)):
            for before, after, key in lexicon.gapped.get((first, roots[end]), ()):
                gap, past = start + len(before), end + len(after)
                if key in seen or not gap < end <= gap + MOST_BETWEEN:
                    continue
                if tuple(roots[start:gap]) != before or tuple(roots[end:past]) != after:
                    continue
                seen.add(key)
                apart = _is_name(lexicon, roots[end - 1 : end + 1], key)
                if not (apart or _is_another(lexicon, roots[start:past], key)):
                    places = [*range(start, gap), *range(end, past)]
                    found[len(places), start].append((places, key))
    return found


def _is_another(lexicon: Lexicon, roots: Sequence[str], key: str) -> bool:
    """Whether a phrase of a gap asks for something else with what stands in it."""
    whole = [root for root in roots if root not in lexicon.light]
    in_order, in_any = " ".join(whole), " ".join(sorted(whole))
    said = lexicon.ordered.get(in_order, []) or lexicon.phrases.get(in_any, [])
    asked = {one.term for one in lexicon.ordered[key]}
    return bool(said) and asked.isdisjoint(one.term for one in said)


def _is_name(lexicon: Lexicon, roots: Sequence[str], key: str) -> bool:
    """Whether what stands in the gap is one thing with what follows: a blood count."""
    asked = {one.term for one in lexicon.ordered[key]}
    named = {one.term for one in lexicon.phrases.get(" ".join(sorted(roots)), ())}
    return bool(named) and asked.isdisjoint(named)
