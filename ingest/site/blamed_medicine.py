"""Units of a question in, the same out where a medicine is said to bring about what is named.

"Does selinexor cause fatigue" and "low sodium caused by Xpovio" ask about the concern, not for the
factors that contribute to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.site.lexicon import Lexicon
from ingest.site.units import Unit

CAUSES = frozenset(
    (
        "cause", "causes", "caused", "causing", "bring", "brings", "brought", "bringing", "trigger",
        "triggers", "triggered", "triggering", "induce", "induces", "induced", "inducing",
        "provoke", "provokes", "provoked", "linked", "associated", "connected", "tied",
        "responsible", "brought", "lead", "leads", "led", "result", "results", "resulting",
    )
)  # fmt: skip
BY = frozenset(("by", "of", "from", "with", "to", "on", "about", "for", "in"))
AGENTS = frozenset(("by", "from", "with", "to"))
"""What is said with such words, and what stands before a medicine that causes."""
PASSED_OVER = frozenset(
    (
        "the", "a", "an", "this", "these", "that", "his", "her", "my", "their", "your", "our",
        "be", "been", "is", "was", "does", "did", "has", "can", "could", "may", "might", "will",
        "would", "to", "known", "ever", "actually", "really", "also", "sometimes", "often",
        "definitely", "possibly", "probably", "likely", "directly", "itself", "main", "real",
    )
)  # fmt: skip
"""Words that may stand between the medicine and what it is said to do."""
ITSELF = frozenset(
    ("it", "drug", "medicine", "medication", "tablet", "tablets", "pill", "pills", "treatment")
)
"""Words for the medicine."""
FACTORS = ("t:risk-factor", "t:risk-factors", "t:one-factor", "t:relatedness")


def of_the_medicine(lexicon: Lexicon, units: list[Unit], words: Sequence[str]) -> list[Unit]:
    """``units`` without what asks for factors, where ``words`` blame the medicine for a thing."""
    if not any(unit.name and not unit.weak and not unit.topic for unit in units):
        return units
    blaming = [at for at, word in enumerate(words) if word in CAUSES]
    if not any(_is_subject(lexicon, words, at) or _is_agent(lexicon, words, at) for at in blaming):
        return units
    said = CAUSES | ITSELF | BY | PASSED_OVER
    return [unit for unit in units if not (_asks_for_factors(unit) and said.issuperset(unit.words))]


def _asks_for_factors(unit: Unit) -> bool:
    return unit.topic and bool(unit.meanings) and unit.meanings[0].term in FACTORS


def _is_subject(lexicon: Lexicon, words: Sequence[str], at: int) -> bool:
    """Whether the medicine is what causes: "can the tablets cause"."""
    before = [word for word in words[:at] if word not in PASSED_OVER]
    return bool(before) and (before[-1] in ITSELF or before[-1] in lexicon.medicines)


def _is_agent(lexicon: Lexicon, words: Sequence[str], at: int) -> bool:
    """Whether a medicine that is named follows: "caused by Xpovio"."""
    passed = PASSED_OVER | BY
    after = next((place for place in range(at + 1, len(words)) if words[place] not in passed), at)
    return words[after] in lexicon.medicines and not AGENTS.isdisjoint(words[at + 1 : after])
