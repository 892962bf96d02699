"""Names as documents print them in, the concepts that they mean out.

Nothing is matched without a name or synonym that supports it, nor where words beside it make of
that something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.abbreviations import is_short_for
from ingest.concepts import NAMING, Key, Term, concept_id_of, own_concepts
from ingest.document import Span
from ingest.hpo import NAME, hpo, is_phenotype
from ingest.other_senses import beside, is_denied, keeps_its_sense, no_names
from ingest.printed_limits import limits_in
from ingest.printed_measures import measures_in
from ingest.state_names import state_key
from ingest.vocabulary import BESIDE, NARROWER
from ingest.words import WORD, plain, stem, stems

PRINTED = ("exact", "spelling", "abbreviation")
"""Kinds of terms that documents print; "weak heart" is what people say, and no term there."""
WHOLE = ("exact", "synonym")
"""Methods by which a whole name means a concept."""
OTHERWISE = {NARROWER: "case", BESIDE: "beside"}
"""Methods of terms that are no names of their concept, by what they are to it."""
SIGNS = re.compile(r"[<>≤≥]=?")
"""Signs that tell two measures apart."""
LONGEST = 8
"""Words of the longest term that is looked for inside a name."""


@dataclass(frozen=True, slots=True)
class Match:
    """A concept that a name means, by the words at ``span`` of the name.

    ``method`` is ``exact`` (the concept's own name), ``synonym``, ``part`` where only some words of
    the name are one of the concept's, ``case`` where it, or some words of it, are the name of a
    case of it ("IgA nephropathy" of glomerulonephritis), or ``beside`` where they name what is
    wider or stands beside it ("excretion in human milk" beside breast-feeding).
    """

    concept_id: str
    method: str
    term: str
    span: Span

    @property
    def whole(self) -> bool:
        """Whether the whole name is one of the concept's."""
        return self.method in WHOLE


@cache
def _index() -> dict[Key, list[tuple[str, Term]]]:
    """The concepts that a term's words name, by the words as names are compared."""
    found: dict[Key, list[tuple[str, Term]]] = {}
    for concept in own_concepts().values():
        name = Term(concept.name, "name", concept.terminology)
        for term in (name, *(term for term in concept.terms if term.kind in PRINTED)):
            key = stems(term.text)
            if key in no_names():
                continue
            here = found.setdefault(key, [])
            if not any(one == concept.id and said.kind != "abbreviation" for one, said in here):
                here.append((concept.id, term))
    return found


@cache
def _phenotypes() -> dict[Key, tuple[str, Term]]:
    """The ontology's phenotypes by name and synonym; a name goes before another's synonym.

    Where the project has the same concept it is that one, but for synonyms that only lead to it by
    the project's own terms.
    """
    own = {one.hpo_id: one for one in own_concepts().values() if one.hpo_id}
    leading = {
        (one.id, stems(term.text))
        for one in own.values()
        for term in one.terms
        if term.kind == "related" or term.relation == BESIDE
    }
    found: dict[Key, tuple[str, Term]] = {}
    phenotypes = [term for term in hpo().terms.values() if is_phenotype(term.id)]
    ids = {one.id: own[one.id].id if one.id in own else concept_id_of(one.id) for one in phenotypes}
    for one in phenotypes:
        kind = "exact" if one.id in own else "name"
        found[stems(one.name)] = (ids[one.id], Term(one.name, kind, NAME))
    for one in phenotypes:
        for text, kind in one.synonyms:
            key = stems(text)
            if kind in NAMING and kind != "abbreviation" and (ids[one.id], key) not in leading:
                found.setdefault(key, (ids[one.id], Term(text, kind, NAME)))
    return found


@cache
def _states() -> dict[Key, list[tuple[str, Term]]]:
    """The concepts that the words of a term name which says a state, by what is the same in all
    wordings of that; none that could be either of two.
    """
    found: dict[Key, list[tuple[str, Term]]] = {}
    for named in _index().values():
        for concept_id, term in named:
            if key := state_key(term.text):
                found.setdefault(key, []).append((concept_id, term))
    return {key: hits[:1] for key, hits in found.items() if len({one for one, _ in hits}) == 1}


def match_name(name: str) -> list[Match]:
    """The concepts that ``name`` (of a risk, a factor, a warning) means; none without support.

    The whole name is looked for first, then what stands before a bracket at its end (beside what
    stands in it), then the same in another wording ("elevation of lipids" for increased lipids),
    then the longest terms among its words: "Thrombocytopenia and Bleeding" means two. A name that
    the project has not but the ontology has means that phenotype, and what its words are a kind
    of: "Low back pain", and pain.
    """
    whole = Span(0, len(name))
    bracket = name.count("(") == 1 and name.rstrip().endswith(")")
    outside = Span(0, len(name.split("(")[0].rstrip())) if bracket else whole
    parts = [match for match, denied in _mentions(name) if not denied]
    for find in (_named, _said_otherwise):
        for span in dict.fromkeys((whole, outside)):
            if found := list(find(name, span)):
                return [*found, *_beyond(found, parts, span.end)]
    for span in dict.fromkeys((whole, outside)):
        if hit := _phenotypes().get(stems(span.of(name))):
            found = [Match(hit[0], _method(hit[1]), hit[1].text, span)]
            return [*found, *_beyond(found, parts, 0)]
    return parts


def _beyond(found: Sequence[Match], parts: Sequence[Match], start: int) -> Iterator[Match]:
    """The parts of a name from ``start`` on that mean something else than what was found."""
    known = {one.concept_id for one in found}
    return (one for one in parts if one.span.start >= start and one.concept_id not in known)


def _named(name: str, span: Span) -> Iterator[Match]:
    for concept_id, term in _index().get(stems(span.of(name)), ()):
        if _is_printed(term, span.of(name)):
            yield Match(concept_id, _method(term), term.text, span)


def _said_otherwise(name: str, span: Span) -> Iterator[Match]:
    """The concept that a name means which says a state in another wording than the dictionary."""
    for concept_id, term in _states().get(state_key(span.of(name)), ()):
        yield Match(concept_id, OTHERWISE.get(term.relation, "synonym"), term.text, span)


def _method(term: Term) -> str:
    return OTHERWISE.get(term.relation, "exact" if term.kind == "name" else "synonym")


def _is_printed(term: Term, printed: str) -> bool:
    """Whether an abbreviation is printed as one (ILD, not ild), and numbers with the same signs:
    "CrCl <30" is not "CrCl ≥30".
    """
    in_case = term.kind != "abbreviation" or term.text in printed
    return in_case and SIGNS.findall(term.text) == SIGNS.findall(printed)


def _is_short_form(term: Term, text: str, span: Span) -> bool:
    """Whether an abbreviation stands in brackets behind words that it is short for, and means what
    they mean: "atrial septal defect (ASD)" is no autism.
    """
    if term.kind != "abbreviation" or f"({span.of(text)})" != text[span.start - 1 : span.end + 1]:
        return False
    return is_short_for(span.of(text), text[: span.start - 1])


def mentions(text: str) -> Iterator[Match]:
    """The concepts that words of ``text`` mean: the longest terms, none inside another.

    Beside some words a term means something else (``other_senses.csv``), and no concept.
    """
    return (match for match, _ in _mentions(text))


def _mentions(text: str) -> Iterator[tuple[Match, bool]]:
    """The concepts that words of ``text`` mean, each with whether words before them deny it."""
    found_words = list(WORD.finditer(text))
    words = [stem(plain(match.group())) for match in found_words]
    starts = _first_words()
    at = 0
    while at < len(words):
        longest = min(starts.get(words[at], 0), len(words) - at)
        for length in range(longest, 0, -1):
            key = tuple(words[at : at + length])
            span = Span(found_words[at].start(), found_words[at + length - 1].end())
            found = [
                Match(concept_id, OTHERWISE.get(term.relation, "part"), term.text, span)
                for concept_id, term in _index().get(key, ())
                if _is_printed(term, span.of(text)) and not _is_short_form(term, text, span)
            ]
            if not found and key not in no_names():
                continue
            before, behind = beside(text, found_words, words, at, length)
            if key in no_names() or keeps_its_sense(key, before, behind):
                yield from ((match, is_denied(before)) for match in found)
                at += length
                break
        else:
            at += 1


def meant_in(text: str, own: Mapping[str, str], whole: bool) -> Iterator[Match]:
    """The concepts that ``text`` (``whole``: as a name) means in a document; ``own`` are its
    abbreviations, which mean there what the words mean that it has for them. Limits of age mean a
    group of ages, those of time long-term use, those of what is measured an abnormal value.
    """
    for match in match_name(text) if whole else mentions(text):
        if match.span.of(text) not in own:
            yield match
    for word in WORD.finditer(text):
        for match in match_name(own[word.group()]) if word.group() in own else ():
            if match.whole:
                method = "synonym" if whole and word.group() == text.strip() else "part"
                yield Match(match.concept_id, method, match.term, Span(word.start(), word.end()))
    for limit in (*limits_in(text), *measures_in(text)):
        yield Match(
            limit.concept_id, OTHERWISE[limit.relation], limit.span.of(text).strip(), limit.span
        )


@cache
def _first_words() -> dict[str, int]:
    """For the first word of each term the length of the longest term that begins with it."""
    found: dict[str, int] = {}
    for key in (*_index(), *no_names()):
        found[key[0]] = max(found.get(key[0], 0), min(len(key), LONGEST))
    return found
