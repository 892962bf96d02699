"""A clause and its figure in, the words that say what happened out; none where it does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.families.rmp_summary.figure_numbers import count
from ingest.families.rmp_summary.figure_patterns import (
    adjectives,
    people,
    words,
)

Place = tuple[int, int]
FINITE = re.compile(r"\b(?:was|were|is|are|has|have|had)\b")
IN = re.compile(r"(?:in|for|among|during|of|on|with|after)\s")
OF_A_CLAUSE = "".join(rf"(?<!\b{word} )" for word in ("who", "who also", "which", "that"))
"""Before a verb: it is none of a relative clause."""
NEXT_CLAUSE = r"\b(?:and|but|while|whereas)\b,?"
"""What may begin the words on another figure."""
JOIN = (
    r"(?:and|or|but|while|whereas|versus|vs\.?|against|compared|as|also|only|with|to|by|in|for"
    r"|among|on|of|at|from|the)"
)
JOINED = rf"(?:{JOIN}\b[\s,]*)*"
AFTER = re.compile(
    r"[\s,.)]*(?:$|\(|(?:in|on|at|for|with|of|during|after|over|within|from|among|by|compared"
    r"|versus|vs|respectively|under|while|when|(?:not\s+)?(?:receiving|treated|given)|each|i\.e|e\.g)\b)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of a sentence that speaks of one figure: ``flat[start:end]``; ``cased`` is the same
    sentence with the capitals that are printed."""

    flat: str
    start: int
    end: int
    match: re.Match[str]
    cased: str


def predicate_of(clause: Clause, basis: Place | None) -> Place | None:
    """What befell them, after the basis: "had neutropenia", "died from bleeding".

    Nothing befalls those that stand after a preposition: "in 5 patients after dosing was stopped".
    """
    flat, match = clause.flat, clause.match
    object_ = re.search(r"\b(?:in|for|by|among)\s+$", flat[: match.start()]) is not None
    start = max(match.end(), basis[1] if basis else 0)
    counted = match.group("u4") or match.group("u5")
    if match.group("count") and not re.match(people(), counted.split()[-1]):
        found = re.compile(
            rf"\s+(?:with\s+(?=(?:an?\s+)?(?:{words('outcome_of_case')})\b)|of\s+)((?:(?!\b(?:{words('verb')}|in)\b|,\s+both\b)[^;.()])+)"
        ).match(flat, match.end(), clause.end)
        return stripped(flat, found.span(1)) if found else None
    if object_:
        return None
    verb = rf"{OF_A_CLAUSE}\b(?:{words('verb')})\b"
    which = re.compile(rf"\s+with\s+(?P<which>(?:(?!{verb})[^,;])+)").match(flat, start, clause.end)
    if which and not counted:
        return None  # "the rate was 3.3% with fictinib"
    had = _befell(flat, which.end() if which else start, clause.end)
    if had or which is None:
        return had
    place = which.span("which")
    return stripped(flat, (place[0], event_end(flat, place)))


def _befell(flat: str, start: int, end: int) -> Place | None:
    found = re.compile(
        rf"\s*(?:,\s*(?!with\b))?(?:(?:{words('had')})\b\s*(?P<what>[^;]+)"
        rf"|(?P<did>(?:{words('verb')})\b\s*[^;]+))"
    ).match(flat, start, end)
    if not found:
        return None
    place = found.span("what" if found.group("what") else "did")
    place = stripped(flat, (place[0], event_end(flat, place)))
    said = flat[slice(*place)]
    if found.group("did") and re.search(r"(?<!who)(?<!which)(?<!that)(?<!and)(?<!or)\shad\s", said):
        return None  # "patients who ... or stopped of their own accord had seizures"
    return place if place[1] > place[0] and not _mere_verb(said) else None


def event_end(flat: str, place: Place) -> int:
    """Where the event that begins at ``place`` ends; brackets inside it belong to it.

    A comma ends it, unless a list goes on: "rash, hives or welts"; so do a verb ("rash and
    recovered"), others ("rash and 1 infant had fever") and a colon before numbers.
    """
    person = rf"(?:{adjectives()}{people()}|(?:{words('lone_person')}))\s+(?:{words('verb')})\b"
    others = rf"(?:{count()}|an?|another)\s+{person}"
    ends = re.compile(
        rf"\s(?:{words('outcome_ends')})\b|\sand\s+(?:(?:{words('verb')})\b|{others})"
        rf"|\sand\s+{count()}\s*[(\[]|,\s|:\s+(?=.*\sin\s+{count()})|\)|\.\s*$"
    )
    at = place[0]
    while end := ends.search(flat, at, place[1]):
        before = flat[place[0] : end.start()]
        at = end.end()
        if before.count("(") > before.count(")"):
            continue
        more = _list_goes_on(flat, end.start(), place[1]) if end.group().startswith(",") else None
        if more is None:
            return end.start()
        at = more
    return place[1]


def _list_goes_on(flat: str, start: int, end: int) -> int | None:
    """Where the last item of a list begins, when one goes on with the comma at ``start``."""
    item = rf"(?!(?:{words('no_item')})\b)(?!\w+ly\b)(?:(?!\b(?:{words('verb')})\b)[^,;()%.])"
    found = re.compile(
        rf",\s+{item}+?(?:,\s+{item}+?)*,?\s+(?:and/or|or|and)\s+(?={item}+(?:[,;.)]|$))"
    ).match(flat, start, end)
    return found.end() if found else None


def _mere_verb(said: str) -> bool:
    mere = rf"(?:(?:{words('mere_verb')})\b\s*)+(?:(?:in|for|by|among|with|at)\b\s*)?"
    of_whom = rf"(?:was|were|is|are)\s+(?:{words('says_of_whom')})\b"  # "were for minors"
    return re.fullmatch(mere, said) is not None or re.match(of_whom, said) is not None


def subject_of(clause: Clause) -> tuple[bool, Place | None]:
    """What was reported, before the figure: "Neutropenia ... was reported for"; and whether it
    stands bare before a bracket: "nausea (45%)"."""
    flat = clause.flat
    before = flat[: clause.match.start()]
    named = re.compile(
        rf"(?:.*[,;(]\s*)?(?:and\s+|or\s+)?(?P<what>(?!(?:(?:as\s+)?(?:{words('compared_to')})"
        rf"|{words('no_item')})\b)[^,;()%]+?)"
        r"(?:\s+(?:was|were|is|are)\s+(?:very\s+)?(?:common|uncommon|frequent|rare))?\s*\($"
    ).match(before, clause.start)
    found = named or re.compile(
        rf"(?:[,\s]*{NEXT_CLAUSE}\s+)?"
        rf"(?:.*[;]\s*|(?:(?:in|for|among|during|of|on|{words('opens_aside')})\b"
        r"(?:[^,;]|,(?=\d))*,\s+)+"
        rf"|in\s+(?:(?:the|a|an)\s+)?(?:[a-z][\w-]*\s+){{0,4}}?(?:{words('setting')})\s+"
        rf"|(?:{words('compared_to')})\b[^,;]*,\s+|overall,\s*|and\s+)?"
        r"(?P<what>(?!there\b).+?)\s+(?:was|were|has been|have been|is|are|occurred)\b"
        rf"(?:\s+(?:also|commonly|frequently|uncommonly|{words('happened')}))*"
        rf"(?:\s+as\s+(?:an?\s+)?(?:(?:{words('reported_as_more')})\s+)*(?:{words('reported_as')}))?"
        r"\s*(?:for|in|by|among|at|with)?\s*$"
    ).match(before, clause.start)
    if found is None or FINITE.search(found.group("what")) or IN.match(found.group("what")):
        return named is not None, None
    if named and re.search(rf"{OF_A_CLAUSE}\b(?:{words('tells')})\b", named.group("what")):
        return True, None
    return named is not None, _without_how_known(flat, stripped(flat, found.span("what")))


def _without_how_known(flat: str, place: Place) -> Place:
    """An event without words behind a comma that say how it is known: "infection, confirmed by
    culture"."""
    how = re.compile(rf",\s+(?:(?:and|as)\s+)?(?:\w+ly\s+)?(?:{words('says_how_known')})\b[^,;]*$")
    found = how.search(flat[: place[1]], place[0])
    return (place[0], found.start()) if found else place


def is_event(said: str) -> bool:
    """Whether words name an event, rather than stand for one ("this") or for the number, or tell
    no more than that there was one ("arose")."""
    stands_for = rf"{words('pronoun')}|(?:{words('pronoun_first')})\b.*"
    bare = rf"(?:{words('mere_verb')})"
    none = rf"(?:.*\b)?(?:{words('counting_word')})|{stands_for}|{bare}"
    return re.fullmatch(none, said) is None


def stripped(flat: str, place: Place) -> Place:
    """A place without marks, and without an "and" that joins the next clause, at its ends."""
    said = flat[slice(*place)]
    left = len(said) - len(said.lstrip(" ,;:"))
    said = re.sub(r"(?:\s+(?:and|but|or|against|versus|vs|than)|[\s,;:.])*$", "", said)
    return place[0] + left, place[0] + max(left, len(said))
