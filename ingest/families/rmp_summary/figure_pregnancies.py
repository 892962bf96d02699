"""A figure in a sentence on pregnancies in, whether it counts those that went well out."""

from __future__ import annotations

import re

from ingest.families.rmp_summary.figure_patterns import words


def went_well(flat: str, match: re.Match[str]) -> bool:
    """Whether pregnancies that went well are counted: "29 pregnancies: 13 healthy newborns", "14
    (34%) ended in live birth"; one "with an anomaly" did not go well."""
    if re.search(r"\bpregnanc(?:y|ies)\b", flat) is None:
        return False
    counted = match.group("u5") or match.group("u4") or ""
    if re.match(rf"(?:{words('unharmed')})\b", counted):
        return True
    ended = rf"(?:pregnancies\s+)?(?:(?:{words('verb')})\s+)*(?:(?:in|with|as|an?|the)\s+)*"
    harmed = rf"(?:[\s-]+\w+)?\s+(?:(?:{words('any_people')}|{words('mothers')})\b|with\s(?!no\s))"
    well = rf"\s+{ended}(?:{words('unharmed')})\b(?!{harmed})"
    return re.match(well, flat[match.end() :]) is not None
