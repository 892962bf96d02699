"""Rows of the search index in, the terms that each is found by out: ``search_postings``.

A term is the root of a word, a concept, a topic or a section of the label. How much it counts in a
row depends on where it stands: in the row's own name, in its text, in the name of the concern that
it hangs on, or among what is only near to it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Set
from functools import cache, lru_cache
from typing import Any

from ingest.name_matches import match_name
from ingest.search_index.columns import little_endian
from ingest.search_index.figures import is_of_part, own_of_figure, wider
from ingest.search_index.keys import codes_of, decimals_of, stop_words
from ingest.search_index.places import words_of_place
from ingest.search_index.texts import DATED, OWN_NAMES, Known, month_named, rates
from ingest.vocabulary import dictionary
from ingest.words import root, words_of

NAMED = {"risk", "warning", "drug", "medicine", "document", "label_section", "legal_status"}
"""Kinds of rows whose title is their own name; the others are named by what they hang on."""
NAMED_BY_TEXT = {"factor", "drug"}
"""Kinds whose text is a name: a factor's own, and that of a medicine's class."""
ABOUT = {"evidence": 0.9, "figure": 0.65}
"""What the name of the concern counts in the rows that tell of it."""
TELLS_FACTORS = 0.66
"""What it counts in the statement of all its risk factors."""
NOT_ITS_OWN = 0.65
"""What it counts in a figure of something else."""
AMONG = 0.45
"""What it counts in a figure that has it but for those among whom something else was counted."""
HANGS_ON = 0.5
"""What it counts in other rows that hang on it."""
NAME_OF_STUDY = 1.0
"""What a word of the name of a study counts."""
BESIDE = 0.35
"""What a word counts that a row has beside its own: the medicine, the kind of row."""
MENTIONED = {"indication": 0.9, "criterion": 0.9, "warning": 0.9, "statement": 0.8, "figure": 0.85}
"""What a concept counts that the text of a row mentions, by the kind of row."""
MENTIONED_ELSEWHERE = 0.7
FULL = 250
"""The number that stands for a strength of 1."""
PARTS = re.compile(r"\d+|[^\W\d_]+")
CITES = {"measure": 0.8, "risk": 0.5, "label_section": 1.0, "finding": 0.8}
"""What a section of the label counts in rows that cite it."""
NEAR_SECTION = {"measure": 0.5, "risk": 0.3}
"""What a concept counts in them that the title of such a section names."""

OF_PARTNER = re.compile(r"([^\W\d_]+)\s+partners?\b", re.IGNORECASE)
"""Who is but the partner of whom a text is about: "males with female partners"."""
PARTNER = 0.6
"""What a word counts that a text has of these alone."""

Terms = dict[str, float]


def terms_of(row: Mapping[str, Any], known: Known) -> Terms:
    """The terms of one row of the index with their strengths, from 0 to 1."""
    terms: Terms = {}
    _put_words(terms, row, known)
    _put_concepts(terms, row, known)
    for field, kinds in (("title", NAMED), ("body", NAMED_BY_TEXT)):
        if row["kind"] in kinds:
            _put(terms, "n:" + " ".join(sorted(set(map(root, _own_words(row[field]))))), 1.0)
    for topic, strength in _topics(row["kind"], f"{row['aspect']} {row['category'] or ''}"):
        _put(terms, f"t:{topic}", strength)
    for section in known.cites.get(row["row_path"], ()):
        _put(terms, f"s:{section}", CITES[row["kind"]])
    for sort in (row["kind"], row["category"]):
        if sort:
            _put(terms, f"k:{sort.replace(' ', '-')}", 1.0)
    return terms


def _put(terms: Terms, term: str, strength: float) -> None:
    if strength > terms.get(term, 0.0):
        terms[term] = strength


def _put_words(terms: Terms, row: Mapping[str, Any], known: Known) -> None:
    named = row["kind"] in NAMED
    figure = row["kind"] == "figure"
    part = figure and is_of_part(row, known)
    if row["context"] and not part:
        near = ABOUT.get(row["kind"], HANGS_ON)
        if row["aspect"] == "risk_factors":
            near = TELLS_FACTORS
        _put_text(terms, row["context"], near, even=True)
    if row["kind"] == "study":
        _put_text(terms, row["title"].partition(": ")[2], NAME_OF_STUDY, even=True)
    elif not named:
        _put_text(terms, row["title"].rsplit(": ", 1)[-1], BESIDE, even=True)
    outcome = known.outcomes.get(row["row_path"], "")
    own = row["risk_id"] and (outcome or not figure)
    beside = set(_roots(row["context"] or "") if own else ()).difference(_roots(outcome))
    for word in beside.intersection(_roots(row["body"])) if part else ():
        _put(terms, f"w:{word}", AMONG)
    near = BESIDE if row["kind"] == "risk" else 0.85 if figure else 0.95
    _put_text(terms, row["body"], near, beside=beside, even=figure)
    for one in _of_partners(row["body"]) & terms.keys():
        terms[one] *= PARTNER
    if named:
        _put_text(terms, row["title"], 1.0)
    if row["kind"] == "legal_status" and row["aspect"] == "stated":
        _put_text(terms, "legal status", ABOUT["evidence"], even=True)
    medicine = row["product_id"] or ""
    is_it = row["kind"] in ("medicine", "drug")
    brands = known.names.get(medicine, ()) if row["kind"] != "drug" else ()
    for place, name in enumerate(row["also_known_as"].split("\n") + list(brands)):
        near = 0.95 if is_it else 0.7 if row["kind"] == "document" else BESIDE
        _put_text(terms, name, near if place < 2 else near * 0.7, even=not is_it)
    for word in words_of_place(known.jurisdictions.get(medicine, "")):
        _put(terms, f"w:{root(word)}", BESIDE)  # "us" is a stop word elsewhere
    for name in known.classes.get(medicine, ()) if is_it else ():
        _put_text(terms, name, 0.6)
    own = row["title"] if named else row["body"]
    for other in known.abbreviations(row["document_id"], own):
        _put_text(terms, other, 0.9, even=True)
    about = row["kind"] in ("risk", "evidence")
    for short in known.short_names.get(row["risk_id"] or "", ()):
        _put_text(terms, short, 0.95 if about else HANGS_ON, even=True)
    for brand in known.brands_of(row["body"]):
        _put_text(terms, brand, 0.6, even=True)
    if row["kind"] == "criterion":
        for name in known.members_of(row["document_id"], row["body"]):
            _put_text(terms, name, 0.4, even=True)
    sections = {one.partition("-")[2] for one in known.cites.get(row["row_path"], ())}
    for number in decimals_of(f"{row['title']}\n{row['body']}"):
        if number not in sections:
            _put(terms, f"w:{number}", 1.0)
    for code in codes_of(f"{row['title']}\n{row['body']}\n{row['printed'] or ''}"):
        _put(terms, f"w:{root(code)}", 1.0)
    for line in rates(row["body"]):
        _put_text(terms, line, 0.7, even=True)
    for line in month_named(row[DATED.get(row["kind"], "title")]):
        for word in words_of(line):  # "May" is a stop word elsewhere
            _put(terms, f"w:{root(word)}", 0.7)


def _put_text(
    terms: Terms, text: str, strength: float, even: bool = False, beside: Set[str] = frozenset()
) -> None:
    """The words of ``text`` but for those ``beside``; unless ``even`` each of many counts less."""
    found = [one for one in _roots(text) if one not in beside]
    if not even and found:
        strength *= 0.65 + 0.35 / len(found) ** 0.5
    for one in found:
        _put(terms, f"w:{one}", strength)


def _of_partners(text: str) -> set[str]:
    """The terms of the words that ``text`` has of partners alone."""
    partners = {f"w:{one}" for word in OF_PARTNER.findall(text) for one in _roots(word)}
    others = OF_PARTNER.sub(" ", text) if partners else ""
    return partners.difference(f"w:{one}" for one in _roots(others))


def _own_words(text: str) -> list[str]:
    return [word for word in words_of(text) if word not in stop_words()]


@lru_cache(maxsize=65536)
def _roots(text: str) -> tuple[str, ...]:
    """The different roots of the words of ``text`` that are no stop words, and of their parts."""
    words = _own_words(text)
    parts = (part for word in words if not word.isalpha() for part in PARTS.findall(word))
    return tuple(dict.fromkeys(map(root, (*words, *parts))))


def _put_concepts(terms: Terms, row: Mapping[str, Any], known: Known) -> None:
    about = OWN_NAMES.get(row["kind"])
    subject = known.concepts.get(row["risk_id"] or "", ())
    its = own_of_figure(row, known) if row["kind"] == "figure" else subject
    near = {"risk": 1.0, "evidence": 0.93, "figure": 0.8}.get(row["kind"], HANGS_ON + 0.05)
    if row["aspect"] == "risk_factors":
        near = TELLS_FACTORS
    for concept in subject:
        if concept in its:
            _put_concept(terms, concept, near)
        elif not its:
            _put_concept(terms, concept, NOT_ITS_OWN)
        elif concept in known.meant(row["document_id"], row["body"]):
            _put_concept(terms, concept, AMONG)
        if row["kind"] == "factor" or row["aspect"] == "risk_factors":
            _put_concept(terms, concept, 1.0, prefix="o:")
    for concept in known.meant(row["document_id"], row[about], whole=True) if about else ():
        if concept not in subject:
            _put_concept(terms, concept, 0.97)
    under = "" if row["risk_id"] or row["kind"] == "criterion" else row["context"] or ""
    for concept in known.meant(row["document_id"], under):
        _put_concept(terms, concept, near)
    for concept in known.cited_for.get(row["row_path"], ()):
        _put_concept(terms, concept, 1.0, prefix="l:")
    for section in known.cites.get(row["row_path"], ()) if row["kind"] in NEAR_SECTION else ():
        for concept in _about(section):
            _put(terms, f"c:{concept}", NEAR_SECTION[row["kind"]])
    mentioned = MENTIONED.get(row["kind"], MENTIONED_ELSEWHERE)
    if row["aspect"] == "risk_factors":
        mentioned = MENTIONED_ELSEWHERE
    if row["kind"] != "risk":
        title = row["title"] if row["kind"] in NAMED or not row["context"] else ""
        for concept in known.meant(row["document_id"], f"{row['body']}\n{title}"):
            if concept in subject:
                continue
            _put_concept(terms, concept, mentioned)


def _put_concept(terms: Terms, concept: str, strength: float, prefix: str = "c:") -> None:
    for one, share in ((concept, 1.0), *wider(concept)):
        _put(terms, f"{prefix}{one}", strength * share)


@cache
def _about(section: str) -> tuple[str, ...]:
    """The concepts that the title of a section of the label names."""
    titles = {row["id"]: row["title"] for row in dictionary("label_sections")}
    return tuple(dict.fromkeys(one.concept_id for one in match_name(titles[section])))


@lru_cache(maxsize=4096)
def _topics(kind: str, aspect: str) -> tuple[tuple[str, float], ...]:
    """The topics that rows of that kind and aspect answer."""
    has = set(aspect.split())
    rows = dictionary("search_topics", ("topic", "kind", "aspect", "strength", "source"))
    return tuple(
        (row["topic"], float(row["strength"]))
        for row in rows
        if row["kind"] == kind and set(row["aspect"].split()) <= has
    )


def postings(rows: Iterable[Terms]) -> list[dict[str, Any]]:
    """The rows of ``search_postings`` for rows of the index, which are numbered from 1."""
    found: dict[str, tuple[array[int], bytearray]] = {}
    for number, terms in enumerate(rows, 1):
        for term, strength in terms.items():
            if term not in found:
                found[term] = (array("I"), bytearray())
            numbers, strengths = found[term]
            numbers.append(number)
            strengths.append(round(strength * FULL))
    return [
        {"term": term, "rows": little_endian(numbers), "strengths": bytes(strengths)}
        for term, (numbers, strengths) in sorted(found.items())
    ]
