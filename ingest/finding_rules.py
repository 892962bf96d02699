"""What a rule found in, a Finding out. The rules and their severities: ``finding_rules.csv``."""

from __future__ import annotations

from functools import cache

from ingest.document import Span
from ingest.errors import BadVocabulary
from ingest.records import Finding
from ingest.vocabulary import dictionary

COLUMNS = ("id", "title", "meaning", "severity", "families", "source")


def finding(
    span: Span, finding_id: str, rule: str, message: str, derived: str | None = None
) -> Finding:
    """A Finding of ``rule`` about the words at ``span``, as severe as the rule is.

    Raises BadVocabulary for a rule that the table does not have.
    """
    severity = _severities().get(rule)
    if severity is None:
        raise BadVocabulary(f"finding_rules.csv: no rule {rule!r}; add it there")
    return Finding(span, finding_id, rule, severity, message, derived)


@cache
def _severities() -> dict[str, str]:
    return {row["id"]: row["severity"] for row in dictionary("finding_rules", COLUMNS)}
