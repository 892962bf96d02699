"""A question in, what is left of it out without what it sets apart: "apart from bleeding, ..."."""

from __future__ import annotations

import re
from functools import cache

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import Query, any_of_words, parse_query
from ingest.site.search.question.question import Question

PART = r"[^,;?!.()]+(?:[,;)]|[?!.]*\s*$)"
WHAT_FOR = r"^\s*for\s+(?:an?|the|my|our)\s+[^,:;?!.()]+:"
"""What an answer is for: "for the report: ..."."""
READER = r"\b(?:when|while|as)(?: (?:I|we)(?:['’]m| am|['’]re| are)?)? "
WHOSE = r"(?:the|an?|this|my|our|their|his|her)\s+(?:[\w'’-]+\s+){0,2}"


@cache
def _set_apart(
    apart: frozenset[str], instead: frozenset[str], doing: frozenset[str], papers: frozenset[str]
) -> re.Pattern[str]:
    """A part that is set off and names what is not asked for, what the answer is for, or what the
    reader is ``doing``, and with which ``papers``: "when I check the claim"."""
    parts = (
        rf"(?:^|[,;(])\s*(?:{any_of_words(apart)})\s+{PART}",
        rf"\b(?:{any_of_words(instead)})\s+{PART}",
        WHAT_FOR,
        rf"{READER}(?:{any_of_words(doing)}) {WHOSE}(?:{any_of_words(papers)})[?!.]*\s*$",
    )
    return re.compile("|".join(parts), re.IGNORECASE)


def _own_specialist(lexicon: Lexicon, text: str) -> re.Match[str] | None:
    """The specialist of who asks, whom no row names: "can my cardiologist keep me on it"."""
    match = _specialist(frozenset(lexicon.groups["specialist"])).search(text)
    if match is None or f"w:{lexicon.root(match[1].lower())}" in lexicon.terms:
        return None
    return match


@cache
def _specialist(specialists: frozenset[str]) -> re.Pattern[str]:
    pattern = rf"\b(?:my|our|his|her|their)\s+({any_of_words(specialists)})\b"
    return re.compile(pattern, re.IGNORECASE)


def without_what_is_set_apart(question: Question) -> Query:
    """The query without that part; as it is where nothing else asks for anything."""
    lexicon, query = question.lexicon, question.query
    groups = (lexicon.groups[name] for name in ("set-apart", "instead", "doing", "papers"))
    match = _set_apart(*groups).search(query.text) or _own_specialist(lexicon, query.text)
    if match is None:
        return query
    left = parse_query(f"{query.text[: match.start()]} {query.text[match.end() :]}")
    words = [word for term in left.terms for word in term.words]
    asks = any(word not in lexicon.stop and word not in lexicon.weak for word in words)
    return left if asks else query
