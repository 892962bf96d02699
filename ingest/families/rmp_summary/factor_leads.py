"""A sentence of risk factors in, the same without words that say of which event its list is out:
"For lymphoma: age and smoking". The words go blank, so that all places stay the same.

What says for whom ("In women: ...", "In animals: ...") or of what kind ("Age: ...") stays.
"""

from __future__ import annotations

import re

from ingest.families.rmp_summary.factor_cues import cues_of
from ingest.families.rmp_summary.factor_words import has_people, words

MOST_WORDS = 8
"""Words of the longest lead; longer ones are sentences of their own."""


def without_leads(flat: str, concern: str) -> str:
    """``flat`` (folded, on one line) with its leads blanked; ``concern`` is the folded name of the
    concern, whose words alone are a lead, too: "Rash: age and smoking"."""
    begins = rf"(?:{words('leads_event')})\s"
    lead = re.compile(rf"(?:^|(?<=;))\s*(?P<begins>{begins})?(?P<event>[^:;,.()]+):(?=\s|$)")
    return lead.sub(lambda found: _blank(found, concern), flat)


def _blank(found: re.Match[str], concern: str) -> str:
    said = found.group("event")
    names = re.findall(r"[\w-]+", said)
    own = set(re.findall(r"[\w-]+", concern)) | {"and", "or"}
    stays = has_people(said) or re.search(rf"\b(?:{words('lead_stays')})\b", said)
    if stays or len(names) > MOST_WORDS or list(cues_of(said)):
        return found.group()
    if not found.group("begins") and not set(names) <= own:
        return found.group()
    return " " * len(found.group())
