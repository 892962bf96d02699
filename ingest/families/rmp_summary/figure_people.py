"""A clause and its figure in, the words that say of whom out: "of patients with neutropenia"."""

from __future__ import annotations

import re

from ingest.families.rmp_summary.figure_arms import OF_A_DOSE
from ingest.families.rmp_summary.figure_events import Clause, Place, stripped
from ingest.families.rmp_summary.figure_patterns import adjectives, noun, people, words

TIME = (
    r"(?:(?:after|over|within|during|at|for)\s+(?:(?:an?|the|first|median|mean|of|about|up|to"
    r"|follow-up)\s+){0,6})?\d+\s+(?:hours|days|weeks|months)\b"
    r"|(?:after|over)\s+an?\s+(?:median|mean)\b"
)
UP_TO = r"(?:[^;:.(,]|,(?!\s+(?:have|has|had|was|were)\b))"
"""What goes on with the people of a count, up to its verb behind a comma."""
NO_VERB_AFTER = "".join(
    rf"(?<!\s{word})"
    for word in (
        *("who", "who also", "who had", "who have", "who were", "who was", "who are"),
        *("with", "in", "of", "on", "for", "from", "to", "the", "a", "an", "any", "all"),
    )
)


def basis_of(clause: Clause) -> Place | None:
    """The words that say of whom: "of patients with neutropenia", "occurred in children".

    Only words that qualify a noun ("with", "on", "treated", ...) go on with it, so that a verb
    that is not known ends it.
    """
    flat, match = clause.flat, clause.match
    if match.group("u1"):
        return match.span("u1")
    if match.group("none_among"):
        return match.span("b0")
    if match.group("none"):
        if not match.group("b9"):
            return None
        more = re.compile(_qualified()).match(flat, match.end(), clause.end)
        return stripped(flat, (match.start("b9"), more.end() if more else match.end()))
    if match.group("listed") or match.group("count"):
        if re.match(people(), (match.group("u4") or match.group("u5")).split()[-1]):
            if not match.group("d5"):
                return None
            more = re.compile(_qualified()).match(flat, match.end(), clause.end)
            return stripped(flat, (match.start("u5"), more.end() if more else match.end()))
        found = re.compile(
            rf"[^;:.()]*?\b(?:in|among|for)\s+((?:an?\s+|the\s+)?{adjectives()}{people()}{UP_TO}*)"
        ).match(flat, match.end(), clause.end)
        if found:
            return stripped(flat, _up_to_its_verb(flat, found.span(1)))
    else:
        parts = rf"(?:all|the|these|those)\s+(?:{words('shared')})\b"
        others = (
            rf"\s*(?:in|of|among|for)\s+((?:the\s+)?(?:{words('other_people')})\b)"
            r"(?!\s+(?:of|with|who)\b)"
        )
        who = rf"{parts}|(?:(?:all|the|these|those)\s+)*{adjectives()}{noun()}{_qualified()}"
        patterns = (others, rf"\s*(?:(?:of|in|among)\s+)?({who})", _without_noun())
        tried = (re.compile(one).match(flat, match.end(), clause.end) for one in patterns)
        found = next((one for one in tried if one), None)
    return stripped(flat, found.span(1)) if found else None


def _without_noun() -> str:
    """Words that say of whom without a noun for them, as a pattern: "receiving 5 mg", "on 5 mg",
    "of those with gout", "in the 5 mg group"."""
    dose = rf"(?:on|with|at)\s+(?:[a-z][\w-]*\s+)?(?:{OF_A_DOSE})"
    given = rf"(?=\s+(?:(?:{words('given')})|{dose})\b){_qualified()}"
    group = (
        rf"the\s+(?:(?!(?:{words('verb')}|and|or|in)\b)[\w/-]+\s+){{1,4}}?(?:{words('group')})\b"
    )
    return rf"(?:\s+(?:of|in|among))?(\s+those\b{_qualified()}|{given}|(?<=\sin)\s+{group})"


def _up_to_its_verb(flat: str, place: Place) -> Place:
    """The people of "cases in patients with gout were received", whose verb is that of the cases;
    one in a clause about the people is none."""
    said = flat[slice(*place)]
    verb = re.search(rf"\s(?:{words('of_cases')})\b", said)
    if verb is None or re.search(rf"\b(?:{words('opens_clause')})\b", said[: verb.start()]):
        return place
    return place[0], place[0] + verb.start()


def whom(clause: Clause, basis: Place | None) -> Place | None:
    """The words that say of whom, with those after them that are no basis: "3 patients (2%) on
    fictinib"; but for "with", after which may stand what befell them."""
    start, end = basis or clause.match.span()
    end = max(end, clause.match.end())
    more = re.compile(rf"(?!\s+with\b){_qualified()}").match(clause.flat, end, clause.end)
    return (start, more.end()) if more else basis


def _qualified() -> str:
    """What may follow a noun and belongs to it, up to a verb or a time, as a pattern.

    A verb after "who" or after a preposition ends nothing: "patients who had a transplant",
    "patients with reported rash".
    """
    verbs = rf"{NO_VERB_AFTER}\s+(?:and\s+)?(?:{words('verb')})"
    ends = rf"(?!(?:{verbs}|\s+(?:{words('basis_ends')}|{TIME}))\b)"
    when = rf"(?:{words('qualifies_or_dates')})\b(?![^,;.()]*\s(?:was|were|is|are|had|has)\b)"
    whose = rf"whose\s+(?:[\w-]+\s+){{1,3}}?(?:{words('verb')})\b"
    first = rf"(?:{whose}|(?:{words('qualifies_people')})\b|at\s+(?=\d)|{when})"
    ages = r"(?<=\d),(?=\s\d+(?:,|\s+(?:and|or)\s+\d))"  # "aged 58, 61 and 66"
    return rf"(?:{ends}\s+{first}(?:{ends}[^,;.()]|(?<=\d)[.,](?=\d)|{ages})*)?"
