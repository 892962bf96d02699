"""Phrases in, what some of their words mean, and which of them are said together, out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.site.search.lexicon.meanings import Meaning

PART, PART_ALONE, PARTLY = 0.55, 0.7, 0.6
"""The share of a phrase that must be said (of a single word), and how much it then counts."""
LONGEST_PART, MOST_PARTLY = 4, 4


@dataclass
class PartsOfPhrases:
    """The ``phrases`` of a lexicon by each of their roots."""

    phrases: Mapping[str, Sequence[Meaning]]

    def partly(self, root: str, beside: frozenset[str]) -> list[Meaning]:
        """What phrases mean that have ``root``, and most of whose rarer roots are ``beside`` it."""
        found: dict[str, Meaning] = {}
        for key in self._by_root.get(root, ()):
            roots = key.split()
            has = [self._rarity(one) for one in roots if one == root or one in beside]
            share = sum(has) / sum(map(self._rarity, roots))
            enough = share >= (PART if len(has) > 1 else PART_ALONE)
            for one in self.phrases[key] if enough else ():
                strength = PARTLY * share * one.strength
                if strength > (found[one.term].strength if one.term in found else 0.0):
                    found[one.term] = Meaning(one.term, strength, one.said, "partly", one.source)
        return sorted(found.values(), key=lambda one: (-one.strength, one.term))[:MOST_PARTLY]

    def go_together(self, root: str, others: Iterable[str]) -> bool:
        """Whether some phrase has ``root`` and one of the ``others``."""
        keys = self._by_root.get(root, ())
        return any(other in key.split() for key in keys for other in others)

    def _rarity(self, root: str) -> float:
        return 1.0 / math.log(2 + len(self._by_root.get(root, ())))

    @cached_property
    def _by_root(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key, meanings in self.phrases.items():
            roots = key.split() if any(one.kind != "notion" for one in meanings) else []
            for root in roots if 1 < len(roots) <= LONGEST_PART else ():
                found[root].append(key)
        return dict(found)
