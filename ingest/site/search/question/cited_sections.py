"""Words of a question in, the sections of the label that it names by their numbers out.

Who asks for risks without section 4.4, or without the whole of a label, asks for those for which no
citation of it was read. A number that no section has (SmPC 4.10) is absent: its parts are no
sections.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.query_words import Query, any_of_words, plain
from ingest.site.search.question.question import Question, Taken
from ingest.site.search.question.said_decimals import of_what_is_measured
from ingest.site.search.question.units import Unit

CITED = re.compile(
    r"(?:(?P<label>\b(?P<named>(?P<leaflet>(?:(?:package|patient)\s+)?leaflet|PL|PIL)|SmPC)"
    r"(?:\s+sections?)?|\bsections?)\s+)?"
    r"(?<![\d.])(?P<number>\d{1,2}(?:\.\d{1,2})?)(?!\d|\.\d)",
    re.IGNORECASE,
)
DENIED = r"\b(?:{})(?:\s+(?:{}))*\s*"
"""What stands before a section that is denied: words of the groups ``lacking`` and ``citing``."""
JOINED = re.compile(r"\s*(?:,|/|&|,?\s*\b(?:and|or|nor)\b)(?:\s+in)?\s*", re.IGNORECASE)
"""What stands between two sections of which the second is denied with the first."""
LABELS = {
    "smpc": r"SmPC|summary of product characteristics",
    "pl": r"PL|PIL|(?:(?:package|patient information|patient)\s+)?leaflet",
}
"""How the labels as a whole are called, by what their sections begin with."""
UNCITED = {"pl": "t:no-patient-text"}
"""The findings that say so of a label as a whole."""
WHOLE = (
    r"({})(?P<label>{})\b(?:\s+(?:sections?|citations?|references?|at all))*"
    r"(?!(?:\s+sections?)?\s*\d)"
)
OF_ANOTHER = re.compile(r"\s+of\s+(?!(?:the\s+)?(?:SmPC|summary)\b)", re.IGNORECASE)
"""What follows the number of a section of another document."""


def cited_sections(question: Question, taken: Taken) -> Taken:
    """The sections of the label that a question names by number are taken."""
    units, words = _cited(question.lexicon, question.query, taken.words)
    return replace(taken.beside(units, words), numbered=bool(units))


def _cited(lexicon: Lexicon, query: Query, words: list[str]) -> tuple[list[Unit], list[str]]:
    """The sections, and the other words."""
    groups = (any_of_words(lexicon.groups[name]) for name in ("lacking", "citing"))
    lacking = DENIED.format(*groups)
    units, words = _whole_labels(lexicon, query, words, lacking)
    measured = of_what_is_measured(lexicon)
    each = CITED.finditer(query.text)
    matches = [one for one in each if one["label"] or not measured.match(query.text, one.end())]
    if not matches:
        return units, words
    denied = re.compile(f"{lacking}$", re.IGNORECASE)
    concerned = lexicon.groups["concerned"]
    end, denies = 0, False
    for match in matches:
        leaflet = match["leaflet"] is not None
        term = f"s:{'pl' if leaflet else 'smpc'}-{match['number']}"
        if term not in lexicon.terms:
            if _is_none(lexicon, match):
                units.append(Unit(tuple(plain(match[0]).split()), (), absent=True, meant=True))
                words = _without(words, match[0])
            continue
        if not (leaflet or _is_number(match) or (match["named"] and _ends(match))):
            continue
        said = match[0] if leaflet else match["number"]
        meaning = Meaning(term, 1.0, said, "label", "")
        with_it = denies and JOINED.fullmatch(query.text[end : match.start()])
        denies = bool(with_it or denied.search(query.text[: match.start()]))
        end = match.end()
        units.append(Unit((match["number"],), (), (meaning,), denied=denies))
        words = _without(words, match[0] if denies and leaflet else match["number"])
        if not (denies or concerned.isdisjoint(words)) and _is_only(lexicon, match):
            units.append(_others(lexicon, term))
    return units, words


def _is_only(lexicon: Lexicon, match: re.Match[str]) -> bool:
    """Whether a section is said to be the only one: "only in 4.8", "4.8 and nothing else"."""
    groups = lexicon.groups
    beside = any_of_words(groups["citing"] | groups["determiner"])
    before = rf"\b(?:{any_of_words(groups['alone-before'])})(?:\s+(?:{beside}))*\s*$"
    after = rf"\s+(?:{any_of_words(groups['alone-after'])})\b"
    text, ends = match.string.lower(), match.end()
    return bool(re.search(before, text[: match.start()]) or re.match(after, text[ends:]))


def _others(lexicon: Lexicon, section: str) -> Unit:
    """All other sections of a label, denied."""
    label = section[2:].partition("-")[0]
    others = [one for one in lexicon.lists.sections.get(label, ()) if one != section]
    said = f"another section of the {'PL' if label == 'pl' else 'SmPC'}"
    meanings = tuple(Meaning(one, 1.0, said, "name", "") for one in others)
    return Unit(("only",), (), meanings, denied=True)


def _whole_labels(
    lexicon: Lexicon, query: Query, words: list[str], lacking: str
) -> tuple[list[Unit], list[str]]:
    """The labels that a question about concerns denies as a whole, and the other words."""
    units: list[Unit] = []
    if lexicon.groups["concerned"].isdisjoint(words):
        return units, words
    for label, names in LABELS.items():
        sections = lexicon.lists.sections.get(label, [])
        pattern = re.compile(WHOLE.format(lacking, names), re.IGNORECASE)
        match = pattern.search(query.text) if sections else None
        if match is not None:
            said = match["label"]
            terms = [*sections, *filter(None, [UNCITED.get(label)])]
            meanings = tuple(
                Meaning(one, 1.0, said, "topic" if one.startswith("t:") else "name", "")
                for one in terms
            )
            units.append(Unit(tuple(plain(said).split()), (), meanings, denied=True))
            words = _without(words, match[0])
    return units, words


def _is_number(match: re.Match[str]) -> bool:
    """Whether what was found is written as sections are, with a point."""
    return "." in match["number"]


def _ends(match: re.Match[str]) -> bool:
    """Whether the number ends the question, so that it counts nothing."""
    return not match.string[match.end() :].strip(" .?!")


def _is_none(lexicon: Lexicon, match: re.Match[str]) -> bool:
    """Whether what was found is the number of a section of the label, but there is no such one.

    Other documents have other sections: 12.3, and "section 5.4 of the prescribing information".
    """
    if match["label"] is None:
        return False
    if match["named"] is None:
        like = f"s:smpc-{match['number'].split('.')[0]}.1" in lexicon.terms and _is_number(match)
        return like and not OF_ANOTHER.match(match.string[match.end() :])
    return _is_number(match) or _ends(match)


def _without(words: list[str], said: str) -> list[str]:
    """``words`` without those that are ``said``, each left out once."""
    left = list(words)
    for word in plain(said).replace(".", " ").split():
        if word in left:
            left.remove(word)
    return left
