"""What searches of a database go by: its words, what people say, which rows have which term.

Rows of the index count from 0 here.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ingest.site.search.lexicon.editions import Editions
from ingest.site.search.lexicon.example_questions import Examples
from ingest.site.search.lexicon.meanings import Gapped, Meaning, Numbers, Postings, Rows, Strengths
from ingest.site.search.lexicon.network import Network
from ingest.site.search.lexicon.parts_of_phrases import PartsOfPhrases
from ingest.site.search.lexicon.postings import KeptPostings
from ingest.site.search.lexicon.shown_rows import KeptRows
from ingest.site.search.lexicon.stemming import stem, stems
from ingest.site.search.lexicon.word_lists import WordLists

ENDINGS = ("s", "ed", "ing", "ly", "er")
"""How forms end that a word which only ranks may have."""
NO_NOUNS = ("ed", "ly")
"""How words end that name nothing: what a base lacks is said by a noun."""
GAP = "…"
"""Stands in a phrase where a question says what it is about (ingest/search_index/keys.py)."""


@dataclass
class Lexicon:
    """What searches of one database go by.

    ``roots`` are those of the words of index and dictionaries, ``counts`` how many rows have each
    word of the index, ``english`` words that are right whatever they mean here; ``groups`` are
    words that tell how a question is meant (``search_word_groups.csv``), ``topics`` are groups of
    kinds of rows (``search_topic_groups.csv``), of some with what is asked for ``instead`` of each.
    ``phrases`` go by sorted roots, ``ordered`` ones by all their roots; ``names`` are those of
    concepts. ``products`` are names by their ids, ``editions`` what tells documents from others on
    the same medicine, ``product_words`` the words of these (plain), ``jurisdictions`` where they
    are authorised, ``citing`` those whose documents cite the label, ``columns`` labels and codes of
    each row, ``priors`` what a row counts before anything is asked, ``belongs_to`` the concern of
    each row, or its document and kind, as a number, ``cases`` the concepts next narrower than each,
    ``concerns`` what concerns and warnings are about (``over_concerns`` with what is next wider),
    ``diagnoses`` those that criteria of a diagnosis have, and whether but as wider ones,
    ``explained`` words with the first and the last of the sentences that explain them, ``sorts``
    how terms of each sort begin, ``lengths_by_sort`` how long those of each row are as a vector,
    ``examples`` the questions that were answered by hand, ``order`` what counts how much beside
    what those ask for.
    """

    roots: dict[str, str]
    counts: dict[str, int]
    english: frozenset[str]
    light: frozenset[str]
    stop: frozenset[str]
    weak: frozenset[str]
    groups: dict[str, frozenset[str]]
    topics: dict[str, frozenset[str]]
    instead: dict[str, dict[str, str]]
    phrases: dict[str, list[Meaning]]
    ordered: dict[str, list[Meaning]]
    terms: frozenset[str]
    names: dict[str, str]
    medicines: frozenset[str]
    products: dict[str, str]
    editions: Editions
    product_words: dict[str, frozenset[str]]
    jurisdictions: dict[str, str]
    citing: frozenset[str]
    broader: dict[str, list[str]]
    cases: dict[str, list[str]]
    concerns: frozenset[str]
    over_concerns: frozenset[str]
    diagnoses: dict[str, bool]
    explained: list[tuple[str, str, str, str]]
    columns: dict[str, tuple[list[str], Numbers]]
    priors: Strengths
    belongs_to: Numbers
    sorts: tuple[str, ...]
    lengths_by_sort: np.ndarray[tuple[int, int], np.dtype[np.float32]]
    examples: Examples
    order: Network

    @cached_property
    def lists(self) -> WordLists:
        """Words and terms of one sort each."""
        return WordLists(self.groups, self.phrases, self.roots, self.terms)

    @cached_property
    def shown(self) -> KeptRows:
        """The rows that were shown."""
        return KeptRows(self)

    @cached_property
    def log_priors(self) -> Strengths:
        """The logarithms of the priors."""
        return np.log(self.priors)

    @cached_property
    def lengths(self) -> Strengths:
        """How long all terms of each row are as one vector."""
        found: Strengths = np.linalg.norm(self.lengths_by_sort, axis=1)
        return found

    @cached_property
    def nobodys(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which rows belong to no medicine."""
        return np.equal(self.columns["product_id"][1], 0)

    @cached_property
    def concern_rows(self) -> Numbers:
        """The row of the safety concern that each row hangs on; -1 for those that hang on none, or
        are it."""
        (risks,) = np.nonzero(self.labelled("kind", "risk"))
        of_each = np.full(int(self.belongs_to.max(initial=0)) + 1, -1, np.int32)
        of_each[self.belongs_to[risks]] = risks
        found: Numbers = of_each[self.belongs_to]
        found[risks] = -1
        return found

    def labelled(self, column: str, label: str) -> Rows:
        """Which rows have a label in a column: are risks, or of what is missing."""
        labels, codes = self.columns[column]
        found: Rows = codes == (labels.index(label) if label in labels else -1)
        return found

    @property
    def size(self) -> int:
        """How many rows the index has."""
        return len(self.priors)

    def root(self, word: str) -> str:
        """What a word (plain) is compared by; one that is not known has the root of its stem."""
        found = self.roots.get(word)
        if found is None:
            found = self._root_by_stem.get(itself := stem(word), itself)
        return found

    @cached_property
    def _root_by_stem(self) -> dict[str, str]:
        """The roots of stems in another spelling or of a family: of programmes that of programme.

        A stem that is some word's own root, or that has several, is left as it is.
        """
        words = list(self.roots)
        found: dict[str, set[str]] = {}
        for word, itself in zip(words, stems(words), strict=True):
            found.setdefault(itself, set()).add(self.roots[word])
        return {itself: one for itself, (one, *more) in found.items() if not more and one != itself}

    def is_weak(self, word: str, root: str) -> bool:
        """Whether a word only ranks; of one that leads nowhere, whether it does so elsewise.

        A form that is itself said of a thing does not: "I heard", but "my hearing".
        """
        if word in self.weak or f"w:{root}" in self.terms:
            return word in self.weak
        if any(one.said == word for one in self.phrases.get(root, ())):
            return False
        if root in self._weak_roots and word.endswith(ENDINGS):
            return True
        return word.endswith(NO_NOUNS) and word in self.english and root not in self.said

    @cached_property
    def _weak_roots(self) -> frozenset[str]:
        return frozenset(map(self.root, self.weak))

    @cached_property
    def said(self) -> frozenset[str]:
        """The roots that phrases have."""
        keys = (*self.phrases, *self.ordered)
        return frozenset(root for key in keys for root in key.split())

    @cached_property
    def gapped(self) -> dict[tuple[str, str], list[Gapped]]:
        """The phrases with a gap by the first roots before it and after it."""
        found = defaultdict[tuple[str, str], list[Gapped]](list)
        for key in self.ordered:
            before, gap, after = (tuple(part.split()) for part in key.partition(f" {GAP} "))
            if gap:
                found[before[0], after[0]].append((before, after, key))
        return dict(found)

    @cached_property
    def words(self) -> dict[str, int]:
        """What a misspelled word may mean: words that lead to rows, with how many have each."""
        leading = {word: 0 for word, root in self.roots.items() if root in self.said}
        found = {**leading, **self.counts}
        return {word: n for word, n in found.items() if len(word) > 2 and word.isalpha()}

    def postings(self, connection: sqlite3.Connection, term: str) -> Postings:
        """The rows that have a term, in their order, and how much it counts in each."""
        return self._postings.of(connection, term)

    @cached_property
    def _postings(self) -> KeptPostings:
        return KeptPostings(self.terms)

    @cached_property
    def parts(self) -> PartsOfPhrases:
        """What parts of phrases tell."""
        return PartsOfPhrases(self.phrases)

    def led_to(self, term: str) -> list[Meaning]:
        """What the own name of the concept ``term`` leads to without naming it."""
        found = self.phrases.get(self._key_of.get(term, ""), ())
        return [one for one in found if one.kind == "related"]

    @cached_property
    def _key_of(self) -> dict[str, str]:
        return {
            one.term: key
            for key, meanings in self.phrases.items()
            for one in meanings
            if one.kind == "name"
        }

    def wider(self, term: str) -> list[str]:
        """The nearest concepts that are wider than the concept ``term`` and that rows have."""
        waiting = list(self.broader.get(term, ()))
        found: list[str] = []
        while waiting and not found:
            found = [one for one in waiting if one in self.terms]
            waiting = [wide for one in waiting for wide in self.broader.get(one, ())]
        return found

    def marked_by(self, term: str) -> tuple[set[str], set[tuple[str, str]]]:
        """The single roots, and pairs of roots in either order, that mean a term."""
        return self._by_term.get(term, (set(), set()))

    @cached_property
    def _by_term(self) -> dict[str, tuple[set[str], set[tuple[str, str]]]]:
        found: dict[str, tuple[set[str], set[tuple[str, str]]]]
        found = defaultdict(lambda: (set(), set()))
        for key, meanings in self.phrases.items():
            roots = key.split()
            for one in meanings if len(roots) <= 2 else ():
                if one.kind in ("related", "notion"):
                    continue
                single, pairs = found[one.term]
                if len(roots) == 1:
                    single.add(key)
                else:
                    pairs |= {(roots[0], roots[1]), (roots[1], roots[0])}
        return dict(found)
