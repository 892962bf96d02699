"""A question in, what is left of it out without what it sets apart: "apart from bleeding, ..."."""

from __future__ import annotations

import re

from ingest.site.lexicon import Lexicon
from ingest.site.query_words import Query, parse_query

SET_APART = re.compile(
    r"(?:^|[,;(])\s*(?:apart from|aside from|other than|besides|except(?:ing| for)?|not counting|"
    r"leaving aside|setting aside|beyond|over and above|on top of|in addition to)\s+"
    r"[^,;?!.()]+(?:[,;)]|[?!.]*\s*$)|^\s*for\s+(?:an?|the|my|our)\s+[^,:;?!.()]+:|"
    r"\b(?:when|while|as)(?: (?:I|we)(?:['’]m| am|['’]re| are)?)? (?:check|review|assess|verify|"
    r"process|audit|work through|go through|look at|look through)(?:ing)? (?:the|an?|this|my|our|"
    r"their|his|her)\s+(?:[\w'’-]+\s+){0,2}(?:claims?|requests?|cases?|applications?|forms?|charts?|"
    r"notes|records?|histor(?:y|ies)|files?|submissions?|PAs?)[?!.]*\s*$",
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
