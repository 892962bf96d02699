"""The field "Risk factors and risk groups" in, its factors, groups and confounders out.

A sentence is read where it says that it enumerates ("risk factors include ...", "confounded by
..."; ``factor_cues.csv``) or where it is nothing but a list. Other sentences give no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.document import Span
from ingest.families.rmp_summary.factor_lists import items
from ingest.families.rmp_summary.factor_runs import blanked, has_people, words
from ingest.families.rmp_summary.figure_patterns import groups
from ingest.sentences import sentences
from ingest.vocabulary import Folded, dictionary, fold, phrase_pattern

SAID_GROUP = "said_group"
"""The role of a cue after which each item is a risk group, whatever its words."""


@dataclass(frozen=True, slots=True)
class Factor:
    """An enumerated item and the part it plays."""

    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    role: str
    before: bool


def parse_factors(text: str, field: Span, medicine: tuple[str, ...] = ()) -> Iterator[Factor]:
    """The factors of a field in the order printed, one for each enumerated item.

    ``medicine`` are the names, in lower case, of the product and its substance, which alone are no
    factor.
    """
    for sentence in sentences(text, field):
        folded = fold(sentence.of(text))
        flat = folded.text.replace("\n", " ")
        printed = sentence.of(text)
        for start, end, role in _enumerations(flat):
            stretch = folded.span(start, end).of(printed) if end > start else ""
            for place in items(flat, start, end, stretch):
                member = role == SAID_GROUP and _is_member(flat, start, place[0])
                own = "risk_group" if member else role
                if flat[slice(*place)] in medicine:
                    continue
                yield from _factor(flat, folded, printed, sentence.start, place, own)


def _factor(
    flat: str, folded: Folded, printed: str, shift: int, place: tuple[int, int], role: str
) -> Iterator[Factor]:
    span = folded.span(*place).strip(printed)
    if span and not _says_something(flat[slice(*place)]):
        grouped = role == SAID_GROUP or (role != "confounder" and _is_people(flat[slice(*place)]))
        yield Factor(
            Span(span.start + shift, span.end + shift),
            "risk_group" if grouped else ("risk_factor" if role == "risk_group" else role),
        )


def _is_member(flat: str, start: int, at: int) -> bool:
    """Whether what begins at ``at`` is a member of what stands before it, as in brackets."""
    before = flat[start:at]
    opened = re.search(rf"\b(?:{words('opens_members')})\b", before)
    return opened is not None or before.count("(") > before.count(")")


def _is_people(said: str) -> bool:
    head = re.split(r"\s(?:with|without|in|on|by|who|receiving|treated|aged|of|from)\s", said)[0]
    return has_people(re.sub(r"\w+(?:['’]s|s['’])(?=\s)", "", head))


def _enumerations(flat: str) -> Iterator[tuple[int, int, str]]:
    """Where lists stand in a sentence, each from its cue to the next, with the cue's role."""
    cues = list(_cues(flat))
    if not cues:
        if not _names_none(flat, 0) and not _says_something(flat):
            yield 0, len(flat), "risk_factor"
        return
    first = cues[0]
    subject = _subject_start(flat, first.start)
    if first.before:
        examples = _general_subject().match(flat, subject, first.start)
        subject = examples.end() if examples else subject
        if examples or _is_said_of(flat, subject, first.start):
            yield subject, first.start, first.role
    for cue, following in zip(cues, [*cues[1:], None], strict=True):
        end = min(following.start if following else len(flat), _bracket_end(flat, cue.end))
        if not cue.before and not _names_none(flat, cue.end):
            start, end = _members_of_people(flat, cue.end, end)
            has = start > cue.end and cue.role == SAID_GROUP
            yield start, end, "risk_group" if has else cue.role


def _is_said_of(flat: str, subject: int, verb: int) -> bool:
    """Whether what a cue says is said of the subject before it: of one that names something, not
    denied, and no more than reported ("studies suggest that ...")."""
    if re.compile(rf"\s*(?:{words('points_back')})\b").match(flat, subject, verb):
        return False
    said = flat[subject:verb]
    if "," in said and re.match(rf"\s*(?:{words('circumstance')})\s", said):
        return False  # "in patients with A, B and C, D ...": where the subject begins is not said
    reported = rf"\b(?:{words('says_that')})\s(?:that|whether|if)\b"
    return not re.search(rf"\b(?:{words('takes_back')})\s*$|{reported}", said)


def _bracket_end(flat: str, at: int) -> int:
    """Where the brackets end that are open at ``at``: a list that begins in them does, too."""
    inside = flat.count("(", 0, at) > flat.count(")", 0, at)
    closing = flat.find(")", at) if inside else -1
    return closing if closing >= 0 else len(flat)


def _general_subject() -> re.Pattern[str]:
    """ "Factors such as", behind which all is named; or a subject that says no more than that."""
    opens = "|".join(map(words, ("gives_examples", "gives_examples_after_comma", "opens_members")))
    factors, things = words("says_factors"), words("names_nothing_alone")
    vague = rf"(?:(?:{words('vague')})\s)?"
    return re.compile(
        rf"\s*{vague}(?:(?:{factors}),?\s(?:{opens})[\s,]|(?:{factors}|{things})\s*$)"
    )


def _says_something(flat: str) -> bool:
    """Whether a sentence has a verb of its own, besides those of its relative clauses and of what
    is explained in brackets; what these deny counts."""
    verb = words("finite_verb")
    denied = re.search(rf"[(\[][^)\]]*\b(?:{words('denies')})\b", flat)
    said = flat if denied else blanked(flat, 0, len(flat))
    said = re.sub(rf",\s(?:{words('subordinate')})\s.*", "", said)
    own_subject = rf"(?:whose|where|in\swhich|that\s(?:{words('article')}))\s[^,;]*?"
    beside = rf"(?:(?:{words('beside_verb')})\s)?"
    clause = rf"\b(?:who|which|that|{own_subject})\s{beside}(?:(?:{verb}|not)\b\s?)+"
    return re.search(rf"\b(?:{verb})\b", re.sub(clause, "", said)) is not None


def _names_none(flat: str, start: int) -> bool:
    """Whether what begins at ``start`` is no list: "not known", "same as in the ..."."""
    return re.compile(rf"[\s:]*(?:{words('no_list')})\b").match(flat, start) is not None


def _members_of_people(flat: str, start: int, end: int) -> tuple[int, int]:
    """ "patients with anaemia, diarrhoea, ...": the list is of what they have, not of them.

    It is of them in "patients with anaemia, persons with ...".
    """
    one = rf"(?:{groups()}|(?:{words('people')})\b)"
    found = re.compile(rf"\s*(?:the\s+)?{one}\s+with\s+").match(flat, start, end)
    following = flat[found.end() : end].rstrip(" ,").partition(",")[2] if found else ""
    joins = rf"(?:and\s|or\s)?(?:(?:{words('leads')})\s)?"
    else_than_had = rf"\s*(?:{joins}{one}|(?:{words('opens_members')})\b)"
    if found and following and not re.match(else_than_had, following):
        return found.end(), end
    return start, end


def _subject_start(flat: str, end: int) -> int:
    """Where the subject of a sentence begins: after an opener such as "Moreover,", or after a
    clause that has a verb of its own and ends at a semicolon."""
    before = flat.rfind(";", 0, end) + 1
    if before and _says_something(flat[:before]):
        return before
    opens = rf"\s*(?:(?:{words('opener')})\b[^,]*,|(?:{words('circumstance')})\s[^,]*,(?!.*,))\s*"
    opener = re.compile(opens).match(flat, 0, end)
    return opener.end() if opener else 0


@cache
def _patterns() -> list[tuple[re.Pattern[str], dict[str, str]]]:
    return [
        (re.compile(rf"(?<!\w){phrase_pattern(row['cue'])}(?!\w)"), row)
        for row in dictionary("factor_cues", ("cue", "side", "role", "needs"))
    ]


def _cues(flat: str) -> Iterator[_Cue]:
    """The cues of a sentence in order; of two that overlap the longer one counts."""
    found = [
        (match.start(), match.end(), row)
        for pattern, row in _patterns()
        for match in pattern.finditer(flat)
    ]
    found.sort(key=lambda cue: (cue[0], -cue[1]))
    roles: set[str] = set()
    reached = -1
    for start, end, row in found:
        if start < reached or (row["needs"] and row["needs"] not in roles):
            continue
        if row["side"] == "before" and roles:
            reached = end
            continue
        if re.search(rf"\b(?:which|that|who)\s+(?:(?:{words('beside_verb')})\s+)?$", flat[:start]):
            continue  # a clause about the list, not a new one
        if re.search(
            r"(?:^|[,;.]\s*)(?:there\s+(?:are|is|were|was)\s+)?no\s[^,;.]*$", flat[:start]
        ):
            continue  # "no risk factors are known"
        roles.add(row["role"])
        reached = end
        yield _Cue(start, end, row["role"], row["side"] == "before")
