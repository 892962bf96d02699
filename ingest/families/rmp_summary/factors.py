"""The field "Risk factors and risk groups" in, its factors, groups and confounders out.

A sentence is read where it says that it enumerates ("risk factors include ...", "confounded by
..."; ``factor_cues.csv``) or where it is nothing but a list. Other sentences give no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Span
from ingest.families.rmp_summary.factor_cues import cues_of
from ingest.families.rmp_summary.factor_leads import without_leads
from ingest.families.rmp_summary.factor_lists import items
from ingest.families.rmp_summary.factor_subjects import plain_items, subject_end
from ingest.families.rmp_summary.factor_words import blanked, has_people, words
from ingest.families.rmp_summary.figure_patterns import groups
from ingest.sentences import sentences
from ingest.vocabulary import Folded, fold

SAID_GROUP = "said_group"
"""The role of a cue after which each item is a risk group, whatever its words."""
CHANGES = re.compile(
    r"\b(?:increas|rais|reduc|decreas|lower|elevat|doubl|tripl)\w*\s(?:the|this|that|its|their)\s"
    r"(?:\w+\s)?(?:risk|incidence|rate|likelihood|chance)|^\s*the\s\w+er\s.*,\s*the\s\w+er\s"
)
"""A verb of a sentence about a risk: "lowers this risk", "the older they are, the higher ..."."""
OUTCOME = re.compile(
    r"(?:\w+\s){0,2}(?:risk|risks|incidence|prevalence|likelihood|probability)(?:\s(?:of|for)\b|$)"
    r"|(?:higher|increased|lower|decreased|reduced|greater)\s(?:rate|rates|frequency)\b"
)
"""How an item begins that is what comes of factors: "higher risk of bleeding"."""


@dataclass(frozen=True, slots=True)
class Factor:
    """An enumerated item and the part it plays."""

    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known besides a field: the names of the product and its substance, and of the
    concern, in lower case. What is said of them is no factor of the concern."""

    medicine: tuple[str, ...] = ()
    concern: str = ""


def parse_factors(text: str, field: Span, known: Known | None = None) -> Iterator[Factor]:
    """The factors of a field in the order printed, one for each enumerated item."""
    known = known or Known()
    for sentence in sentences(text, field):
        folded = fold(sentence.of(text))
        flat = without_leads(folded.text.replace("\n", " "), known.concern)
        printed = sentence.of(text)
        for start, end, role, plain in _enumerations(flat):
            stretch = folded.span(start, end).of(printed) if end > start else ""
            for place in (
                _plain_items(flat, start, end, known) if plain else items(flat, start, end, stretch)
            ):
                if flat[slice(*place)] in known.medicine:
                    continue
                member = role == SAID_GROUP and _is_member(flat, start, place[0])
                own = "risk_group" if member else role
                yield from _factor(flat, folded, printed, sentence.start, place, own)


def _plain_items(flat: str, start: int, end: int, known: Known) -> list[tuple[int, int]]:
    """The items of a subject that is nothing but a list, none of them the concern itself."""
    places = plain_items(flat, start, end, known.medicine)
    said = [flat[slice(*place)] for place in places]
    wrong = any(_says_something(one) or one == known.concern for one in said)
    return [] if wrong or _is_benefit(flat, end) else places


def _is_benefit(flat: str, start: int) -> bool:
    """Whether what is said behind ``start`` is of no harm: "a higher rate of response"."""
    return re.search(rf"\b(?:{words('no_harm')})\b", flat[start:]) is not None


def _factor(
    flat: str, folded: Folded, printed: str, shift: int, place: tuple[int, int], role: str
) -> Iterator[Factor]:
    span = folded.span(*place).strip(printed)
    said = flat[slice(*place)]
    if span and not _says_something(said) and not OUTCOME.match(said):
        grouped = role == SAID_GROUP or (role != "confounder" and _is_people(said))
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
    said = re.sub(r"\s*\([^()]*\)", "", said)
    head = re.split(r"\s(?:with|without|in|on|by|who|receiving|treated|aged|of|from)\s", said)[0]
    return has_people(re.sub(r"\w+(?:['’]s|s['’])(?=\s)", "", head))


def _enumerations(flat: str) -> Iterator[tuple[int, int, str, bool]]:
    """Where lists stand in a sentence, each from its cue to the next, with the cue's role, and
    whether it is read but as a plain one."""
    cues = list(cues_of(flat))
    if not cues:
        if not (_names_none(flat, 0) or _says_something(flat) or _leads_to_none(flat)):
            yield 0, len(flat), "risk_factor", False
        return
    first = cues[0]
    subject = _subject_start(flat, first.start)
    if first.before:
        examples = _general_subject().match(flat, subject, first.start)
        subject = examples.end() if examples else subject
        if examples or _is_said_of(flat, subject, first.start):
            yield subject, subject_end(flat, subject, first), first.role, first.plain
    for cue, following in zip(cues, [*cues[1:], None], strict=True):
        end = min(following.start if following else len(flat), _bracket_end(flat, cue.end))
        if not cue.before and not _names_none(flat, cue.end):
            start, end = _members_of_people(flat, cue.end, end)
            has = start > cue.end and cue.role == SAID_GROUP
            yield start, end, "risk_group" if has else cue.role, False


def _is_said_of(flat: str, subject: int, verb: int) -> bool:
    """Whether what a cue says is said of the subject before it: of one that names something, not
    denied, and no more than reported ("studies suggest that ...")."""
    if re.compile(rf"\s*(?:{words('points_back')})\b").match(flat, subject, verb):
        return False
    said = flat[subject:verb]
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
    is explained in brackets, or gives advice; what these deny counts."""
    if re.match(rf"\s*(?:{words('imperative')})\b", flat):
        return True
    verb = words("finite_verb")
    denied = re.search(rf"[(\[][^)\]]*\b(?:{words('denies')})\b", flat)
    said = flat if denied else blanked(flat, 0, len(flat))
    said = re.sub(rf",\s(?:{words('subordinate')})\s.*", "", said)
    own_subject = rf"(?:whose|where|in\swhich|that\s(?:{words('article')}))\s[^,;]*?"
    beside = rf"(?:(?:{words('beside_verb')})\s)?"
    clause = rf"\b(?:who|which|that|{own_subject})\s{beside}(?:(?:{verb}|not)\b\s?)+"
    own = re.sub(clause, "", said)
    return re.search(rf"\b(?:{verb})\b", own) is not None or CHANGES.search(own) is not None


def _names_none(flat: str, start: int) -> bool:
    """Whether what begins at ``start`` is no list: "not known", "same as in the ..."."""
    return re.compile(rf"[\s:]*(?:{words('no_list')})\b").match(flat, start) is not None


def _leads_to_none(flat: str) -> bool:
    """Whether a sentence without a cue leads a list of no risk factors, or says how a risk goes:
    "Conditions that lower the risk: vaccination", "The risk rises with age"."""
    lead = rf"[^:;,.•]*\b(?:{words('leads_no_factors')})\b[^:;,.•]*:"
    return re.match(rf"{lead}|\s*(?:the\s)?risk\s(?:{words('risk_goes')})\b", flat) is not None


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
