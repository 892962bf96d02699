"""A question in, its words out as they are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.query_words import Query, written_as_names
from ingest.site.search.question.said_codes import codes_of
from ingest.site.search.question.spelling import corrections, is_one_off, sounds_like

PARTS = re.compile(r"\d+|[^\W\d_]+")
SHORT = 5
"""Letters of the longest word in capitals that is an abbreviation."""
MANY = re.compile(r"\b([A-Z]{2,})s\b")
"""An abbreviation with the ending of more than one."""
STRENGTHS = re.compile(
    r"(?<!my )(?<!her )(?<!his )(?<!our )(?<!their )(?<!your )\b(\d{2,3})['’]?s\b"
)
"""Tablets of a strength, "two of the 50s"; who is in her 60s is of an age."""
TABLETS = "tablets"


def asked_words(lexicon: Lexicon, query: Query, mended: dict[str, list[str]]) -> Iterator[str]:
    """The words in order: parted where letters follow numbers, mended where nobody knows them; a
    code is one.

    To ``mended`` go misspelled words with what may be meant. An abbreviation that rows print but of
    several (TSPs) is that.
    """
    shorts = {one.lower() for one in written_as_names(query) if len(one) <= SHORT}
    strengths = set(STRENGTHS.findall(query.text.lower()))
    many = {short.lower() for short in MANY.findall(query.text)}
    codes = codes_of(lexicon, query)
    known = [one for term in query.terms for one in term.words if one not in lexicon.stop]
    for term in query.terms:
        joined = "".join(term.words)
        unknown = term.words[0] == "re" or not all(_leads(lexicon, one) for one in term.words)
        again = unknown and not term.phrase and joined in lexicon.roots  # re-approval
        again = again or (term.words[0] == "re" and _means(lexicon, joined))
        if term.words in codes and not term.phrase:
            yield joined if joined in lexicon.roots else codes[term.words]
            continue
        for written in (joined,) if again else term.words:
            short = written[:-1] if written[:-1] in many else ""
            denies = written in lexicon.groups["negation"]  # NO history is no NOS
            several = f"{written}s" if written in shorts and not denies else ""
            if written.removesuffix("s") in strengths:
                yield from (TABLETS, written.removesuffix("s"))
            elif short in lexicon.roots and not _means(lexicon, written):
                yield short
            elif several in lexicon.counts and not _names(lexicon, written):
                yield several
            elif written in lexicon.roots:
                yield written
            elif term.phrase:  # as it is; what it may mean is said none the less
                _mended(lexicon, written, mended, known, shorts)
                yield written
            else:
                for word in PARTS.findall(written) or [written]:
                    yield from _mended(lexicon, word, mended, known, shorts)


def _mended(
    lexicon: Lexicon,
    word: str,
    mended: dict[str, list[str]],
    beside: Sequence[str],
    shorts: Set[str],
) -> list[str]:
    """A word or what is meant by it; of an abbreviation (``shorts``) that is no word of English. Of
    the only word that asks for something no weak one is: importin is not important."""
    if word in lexicon.stop or word in lexicon.weak:
        return [word]
    instead = corrections(lexicon, word, beside=beside)
    if _leads(lexicon, word):
        instead = [one for one in instead if _is_rather(lexicon, word, one)]
    if word in shorts:
        instead = [one for one in instead if lexicon.english.isdisjoint(one.split())]
        instead = [one for one in instead if is_one_off(word, one)]
    if lexicon.weak.union([word]).issuperset(beside):
        instead = [one for one in instead if not lexicon.weak.issuperset(one.split())]
    if not instead:
        return [word]
    mended[word] = instead
    return instead[0].split()


def _is_rather(lexicon: Lexicon, word: str, other: str) -> bool:
    """Whether a word that has the root of another one is ``other`` misspelled: an extention is an
    extension, to no extent; a form of ``other`` is right as it is."""
    near = len(word) > SHORT and is_one_off(word, other) and sounds_like(word, other)
    return near and lexicon.root(word) != lexicon.root(other)


def _means(lexicon: Lexicon, word: str) -> bool:
    """Whether a word by itself means something or stands in a row."""
    root = lexicon.root(word)
    return root in lexicon.phrases or f"w:{root}" in lexicon.terms


def _names(lexicon: Lexicon, word: str) -> bool:
    """Whether a word stands in a row, or is the name of something by itself."""
    root = lexicon.root(word)
    named = any(one.kind != "related" for one in lexicon.phrases.get(root, ()))
    return named or f"w:{root}" in lexicon.terms


def _leads(lexicon: Lexicon, word: str) -> bool:
    """Whether a word is known, or another form of one that leads somewhere."""
    root = lexicon.root(word)
    return word in lexicon.roots or f"w:{root}" in lexicon.terms or root in lexicon.said
