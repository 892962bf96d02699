"""Listed concerns and boxes in, each concern with the box of its name out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.bullets import SIGN
from ingest.document import Document
from ingest.families.rmp_summary.boxes import Box
from ingest.plan_records import Risk
from ingest.vocabulary import fold, folded_words, heal, phrase_of

PARTED = rf"(?:\s*[,;/]\s*(?:and\s+)?|\s+and\s+|\s*\n\s*)(?:{SIGN}\s+)?"
"""What stands between two names over one box: a mark, "and", or a line break."""
BRACKETS = re.compile(r"\s*(\([^()]*\)|\[[^\[\]]*\])")


def match_boxes(
    document: Document, boxes: list[Box], risks: list[Risk]
) -> list[tuple[Box | None, Risk | None]]:
    """Each listed concern with its box, in the order of the list; then boxes of no concern.

    The names must agree, case and spacing apart. Of several boxes of one name the one of the
    concern's own category is its own; a second box has no concern. Then a name with a bracket
    more or less is the same where there is only one such, and a box of several listed names is
    that of each.
    """
    text = document.text
    own: dict[str, Box] = {}
    for risk in risks:
        name = folded_words(risk.name)
        same = [b for b in boxes if _name_of(text, b) == name and b not in own.values()]
        same.sort(key=lambda box: box.category != risk.category)
        if same:
            own[risk.id] = same[0]
    own |= dict(_but_brackets(text, boxes, risks, own))
    own |= dict(_shared(text, boxes, risks, own))
    return [
        *((own.get(risk.id), risk) for risk in risks),
        *((box, None) for box in boxes if box not in own.values()),
    ]


def _name_of(text: str, box: Box) -> str:
    return folded_words(heal(box.name.of(text))).strip(" .:;")


def _but_brackets(
    text: str, boxes: list[Box], risks: list[Risk], own: dict[str, Box]
) -> Iterator[tuple[str, Box]]:
    """One concern and one box left whose names differ in that one has a bracket more."""
    for risk in risks:
        left = [
            box
            for box in boxes
            if box not in own.values()
            and box.category == risk.category
            and _bare(_name_of(text, box)) == _bare(folded_words(risk.name))
        ]
        alike = [other for other in risks if _bare_name(other) == _bare_name(risk)]
        if risk.id not in own and len(left) == len(alike) == 1:
            one, other = (BRACKETS.findall(n) for n in (_name_of(text, left[0]), _folded(risk)))
            if set(one) < set(other) or set(other) < set(one):
                yield risk.id, left[0]


def _folded(risk: Risk) -> str:
    return folded_words(risk.name)


def _bare_name(risk: Risk) -> str:
    return _bare(_folded(risk))


def _bare(name: str) -> str:
    return BRACKETS.sub("", name).strip()


def _shared(
    text: str, boxes: list[Box], risks: list[Risk], own: dict[str, Box]
) -> Iterator[tuple[str, Box]]:
    """Boxes over which two or more listed names stand, each of a concern without a box."""
    for box in boxes:
        if box in own.values():
            continue
        free = {
            _folded(risk): risk.id
            for risk in risks
            if risk.category == box.category and risk.id not in own
        }
        for name in _parts(box.name.of(text), list(free)):
            yield free[name], box


def _parts(printed: str, names: list[str]) -> list[str]:
    """The ``names`` that ``printed`` consists of; none where it has other words, or but one."""
    any_name = "|".join(map(_pattern_of, sorted(names, key=len, reverse=True)))
    said = fold(printed).text
    whole = rf"(?:{SIGN}\s+)?(?:{any_name})(?:{PARTED}(?:{any_name}))+[\s.:;]*"
    if not names or not re.fullmatch(whole, said):
        return []
    parts = re.findall(rf"(?:{any_name})(?={PARTED}|[\s.:;]*\Z)", said)
    found = [next(name for name in names if re.fullmatch(_pattern_of(name), p)) for p in parts]
    return found if len(found) == len(set(found)) else []


def _pattern_of(name: str) -> str:
    """A name over line breaks, one after a hyphen too."""
    return phrase_of(name).replace(r"\-", r"\-\s*")
