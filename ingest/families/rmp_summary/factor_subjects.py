"""The subject of "... increase the risk" in, its items out, or none where it is no plain list.

What raises a risk is often said in sentences that deny, doubt, compare or explain. So a subject is
read where nothing but a list stands in it, and each of its items is something by itself: one that
is not takes all rows with it.
"""

from __future__ import annotations

import re

from ingest.bullets import SIGN
from ingest.families.rmp_summary.factor_cues import Cue
from ingest.families.rmp_summary.factor_lists import Place, in_number
from ingest.families.rmp_summary.factor_words import ADJECTIVE, has_people, medicine, words

MOST_WORDS = 14
"""Words of the longest item; longer ones are sentences of their own."""


def plain_items(flat: str, start: int, end: int, own: tuple[str, ...]) -> list[Place]:
    """The places of the items of ``flat[start:end]`` (folded text, blanks for breaks).

    ``own`` are the names of the product and its substance, in lower case: what is said of them is
    no factor, nor is what is said of nothing but a class of medicines, which may be its own.
    """
    said = flat[start:end]
    last = re.search(r",\sand\s.*$", said)  # what is said there ends nowhere else
    if last:
        said = said[: last.start()] + re.sub(r"\ssuch\sas\s", " ", last.group())
    marks = r"[:;()\[\]%]|\s[-–—]\s"
    named = "|".join(map(re.escape, filter(None, own)))
    if re.search(rf"{marks}|\b(?:{words('not_plain')})\b", said):
        return []
    if named and re.search(rf"\b(?:{named})\b", said):
        return []
    places = [_bare(flat, *place) for place in _parted(flat, start, end)]
    found = [flat[slice(*place)] for place in places]
    a_class = len(found) == 1 and re.fullmatch(medicine(), found[0])
    return places if _are_things(found) and not a_class else []


def subject_end(flat: str, start: int, cue: Cue) -> int:
    """Where the subject of a cue ends that begins at ``start``: before the cue, or where people
    have another verb first ("Women have a low weight and are at a higher risk")."""
    said = flat[start : cue.start]
    verb = re.search(rf"\s(?:{words('finite_verb')})\s", said)
    if cue.role != "risk_group" or not verb or not re.search(r"\sand\s*$", said):
        return cue.start
    people = said[: verb.start()]
    clause = rf"[,;:()]|\b(?:{words('relative')}|{words('not_plain')})\b"
    return (
        start + verb.start() if has_people(people) and not re.search(clause, people) else cue.start
    )


def _parted(flat: str, start: int, end: int) -> list[Place]:
    """The places between commas, the last two parted at their "and"; none where "or" parts them."""
    bounds = [at for at in range(start, end) if flat[at] == "," and not in_number(flat, at)]
    each = list(zip([start, *(at + 1 for at in bounds)], [*bounds, end], strict=True))
    first, last = each[-1]
    joining = list(re.compile(r"(?:^|(?<=\s))(and|or)\s").finditer(flat, first, last))
    if not flat[first:last].strip() or re.search(r"\b(?:and|or)\s*$", flat[first:last]):
        return []
    if len(each) > 1 and joining and not flat[first : joining[0].start()].strip():
        return [] if joining[0].group(1) == "or" else [*each[:-1], (joining[0].end(), last)]
    if len(each) > 1:
        if not joining and has_people(flat[slice(*each[0])]):
            return [(start, end)]  # "women with severe, painful gout"
        if len(joining) != 1 or joining[0].group(1) == "or":
            return []
        return [*each[:-1], (first, joining[0].start()), (joining[0].end(), last)]
    if len(joining) == 1 and joining[0].group(1) == "and":
        left, right = (first, joining[0].start()), (joining[0].end(), last)
        if not _share(flat[slice(*left)], flat[slice(*right)]):
            return [left, right]
    return each


def _share(left: str, right: str) -> bool:
    """Whether what is said of both may stand once: "heart and liver disease", "gout of hand and
    foot"."""
    bare = re.sub(rf"^\s*(?:{words('article')})\s", "", left).strip()
    modifier = re.fullmatch(words("modifier"), bare)
    if not has_people(left) and (" " not in bare or modifier):
        headed = re.search(rf"\s(?:{words('shares_modifiers')})\s*$", right)
        shares = modifier or headed or ADJECTIVE.fullmatch(bare) or has_people(right)
        return bool(shares) and " " in right.strip()
    own = rf"\s*(?:(?:{words('article')}|{words('leads')}|{words('said_again')})\s)"
    inside = re.search(r"\s(?:of|with|in|to|from|on|by|for|between|after|who|whose)\s", f" {left}")
    return inside is not None and not re.match(own, right) and not has_people(right)


def _bare(flat: str, start: int, end: int) -> Place:
    """A place without blanks, a bullet and the article at its ends."""
    leading = re.compile(rf"(?:\s|{SIGN})*(?:(?:{words('article')})\s)?").match(flat, start, end)
    start = leading.end() if leading else start
    return start, start + len(flat[start:end].rstrip())


def _are_things(items: list[str]) -> bool:
    """Whether each of the items names something by itself."""
    begins = rf"(?:{words('no_item_begins')})\b"
    wrong = rf"{begins}|\S{{0,2}}$|(?:{words('names_nothing')})$"
    if not items or any(re.match(wrong, one) or len(one.split()) > MOST_WORDS for one in items):
        return False
    headed = rf"\s(?:{words('shares_modifiers')})$"
    heads = re.search(headed, items[-1]) or (" " in items[-1] and has_people(items[-1]))
    return not heads or all(" " in one or has_people(one) for one in items[:-1])
