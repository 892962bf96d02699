"""A question in, what is left of it out without what it sets apart: "apart from bleeding, ..."."""

from __future__ import annotations

import re

from ingest.site.lexicon import Lexicon
from ingest.site.query_words import Query, parse_query

BEFORE = (
    r"apart from|aside from|other than|besides|except(?:ing| for)?|not counting|leaving aside|"
    r"setting aside|beyond|over and above|on top of|in addition to"
)
"""Words that begin a part that is set off by commas."""
INSTEAD = (
    r"rather than|as opposed to|as distinct from|and not merely|and not just|not merely|not just"
)
"""Words that begin such a part without a comma before it."""
PART = r"[^,;?!.()]+(?:[,;)]|[?!.]*\s*$)"
DOING = "check|review|assess|verify|process|audit|work through|go through|look at|look through"
PAPERS = (
    "claims?|requests?|cases?|applications?|forms?|charts?|notes|records?|histor(?:y|ies)|files?|"
    "submissions?|PAs?"
)
"""What a reader may be doing, and with what: "when I check the claim"."""
SET_APART = re.compile(
    rf"(?:^|[,;(])\s*(?:{BEFORE})\s+{PART}|\b(?:{INSTEAD})\s+{PART}|"
    r"^\s*for\s+(?:an?|the|my|our)\s+[^,:;?!.()]+:|"
    rf"\b(?:when|while|as)(?: (?:I|we)(?:['’]m| am|['’]re| are)?)? (?:{DOING})(?:ing)? (?:the|an?|"
    rf"this|my|our|their|his|her)\s+(?:[\w'’-]+\s+){{0,2}}(?:{PAPERS})[?!.]*\s*$",
    re.IGNORECASE,
)
"""A part that is set off and names what is not asked for, what the answer is for, or what the
reader is doing: "when I check the claim"."""


def without_what_is_set_apart(lexicon: Lexicon, query: Query) -> Query:
    """``query`` without that part; as it is where nothing else asks for anything."""
    match = SET_APART.search(query.text)
    if match is None:
        return query
    left = parse_query(f"{query.text[: match.start()]} {query.text[match.end() :]}")
    words = [word for term in left.terms for word in term.words]
    asks = any(word not in lexicon.stop and word not in lexicon.weak for word in words)
    return left if asks else query
