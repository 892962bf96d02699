"""Words of a measure in; the tools that it names, and whom it is for, out.

The tools of GVP Module XVI lie in ``measure_tools.csv``, the words for them in
``measure_tool_terms.csv`` (with the revision that has them), audiences in ``audiences.csv``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ingest.document import Span
from ingest.vocabulary import Folded, dictionary, fold, phrase_pattern

OPENS = re.compile(
    r"[\s,]*(?:[:(\-]|(?:which |that )?(?:consist\w*|compris\w*|includ\w*)(?: of)?|such as"
    r"|in the form of)[\s:]*(?:an? |the )?"
)
"""What stands between material and the kind of it that it is, in folded text."""


def tools_named(folded: Folded, piece: Span) -> Iterator[tuple[Span, str]]:
    """The tools that ``piece`` names, in order; one named twice running is one.

    Of material and what it consists of ("educational material: patient card") only the latter.
    """
    found = list(folded.finditer(_tool_pattern(), piece))
    general = set()
    for left, right in pairwise(found):
        if OPENS.fullmatch(folded.text[left.match.end() : right.match.start()]):
            for one, other in ((left, right), (right, left)):
                if _parts_of().get(str(other.match.lastgroup)) == one.match.lastgroup:
                    general.add(one.span)
    before = None
    for match in found:
        tool = str(match.match.lastgroup)
        if tool != before and match.span not in general:
            yield match.span, tool
            before = tool


SECTIONS = r"(?:[\s:,(]*(?:sections?|sect?\.|§)[\s:]*\d[\d.,&/\s]*(?:(?:and|to)\s+\d[\d.]*)*)?"
ADDRESSED = r"(?:\s+(?:for|to)\s+(?:(?!(?:is|are|was|were)\b)\w+\s+){0,3}(?:\w+))?"


def is_denied(folded: Folded, place: Span, item: Span) -> bool:
    """Whether the words around a tool say that there is none, or no longer one.

    "No educational material is needed", "the patient card was discontinued", "will not be listed
    in the SmPC" (``denials.csv``). Some must be all that the ``item`` says of it: "PL: none", but
    not "SmPC section 4.4: none of the tablets".
    """
    start, end = folded.bounds(place)
    before, after, alone = _denials()
    if before.search(folded.text[max(0, start - DENIED_WITHIN) : start]):
        return True
    said = after.match(folded.text, end) or alone.match(folded.text, end, folded.bounds(item)[1])
    return said is not None


DENIED_WITHIN = 80
"""Characters before a tool within which its denial begins."""


@cache
def _denials() -> tuple[re.Pattern[str], ...]:
    """What denies a tool before it, behind it, and behind it where no more is said."""
    rows = dictionary("denials", ("wording", "side", "example"))
    before, after, alone = (
        "|".join(_bare(row["wording"]) for row in rows if row["side"] == side)
        for side in ("before", "after", "alone")
    )
    behind = rf"{SECTIONS}{ADDRESSED}[\s(]*"
    return (
        re.compile(rf"(?<!\w)(?:{before})\s*(?:the\s+)?$"),
        re.compile(rf"{behind}(?:{after})(?!\w)"),
        re.compile(rf"{behind}(?:{alone})[\s.;)]*$"),
    )


@cache
def _parts_of() -> dict[str, str]:
    return {row["id"]: row["part_of"] for row in dictionary("measure_tools", ("id", "part_of"))}


@cache
def _tool_pattern() -> re.Pattern[str]:
    groups = (f"(?P<{tool}>{'|'.join(map(_bare, said))})" for tool, said in tool_terms().items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)")


@cache
def tool_terms() -> dict[str, list[str]]:
    """The phrases for each tool, in the order of the table: the first that fits is meant."""
    found: dict[str, list[str]] = {}
    for row in dictionary("measure_tool_terms", ("tool", "wording", "revisions")):
        found.setdefault(row["tool"], []).append(row["wording"])
    return found


def audience_of(text: str, kind: str, tool: str | None) -> str | None:
    """Whom a measure is for, as a JSON array of ids of audiences; None where that is not known.

    For additional measures the words say it ("guide for prescribers", "patient brochure"); else
    the tool does, where what it is fixes that (a leaflet is for patients).
    """
    said = _said(text) if kind == "additional" else []
    if said:
        return json.dumps(said)
    return _audiences().get(tool or "")


@cache
def _audiences() -> dict[str, str]:
    rows = dictionary("measure_tools", ("id", "kind", "audience"))
    return {row["id"]: row["audience"] for row in rows if row["audience"]}


def _said(text: str) -> list[str]:
    """The audiences that ``text`` names as such, in the order of their table."""
    words = fold(text).text
    spans = [m.span("who") for p in _addressed() for m in p.finditer(words)]
    return [
        audience
        for audience, pattern in _people()
        if any(pattern.search(words, start, end) for start, end in spans)
    ]


@cache
def _people() -> list[tuple[str, re.Pattern[str]]]:
    rows = dictionary("audiences", ("id", "wordings"))
    return [(row["id"], re.compile(rf"(?<!\w)(?:{_any(row['wordings'])})(?!\w)")) for row in rows]


@cache
def _addressed() -> tuple[re.Pattern[str], ...]:
    """Words that name an audience as one: after "for" or "to", or right before the material.

    "For patients with diabetes" may say who takes the medicine, so it says nothing here.
    """
    someone = rf"(?:{'|'.join(_any(row['wordings']) for row in dictionary('audiences'))})"
    joined = r"(?:\s*(?:,|/|,?\s*and/or|,?\s*and|,?\s*or)\s*(?:the |their |all )?)"
    people = rf"(?P<who>{someone}(?:'s)?(?:{joined}{someone})*)"
    material = (
        r"(?:\w+\s){0,2}?(?:guides?|guidelines?|brochures?|booklets?|checklists?|cards?|"
        r"diar(?:y|ies)|materials?|training|information pack|kit)"
    )
    to = r"(?:for|to|at|towards)\s+(?:the |all |both )?"
    narrowed = r"\s+(?:with|who|whose|at|on|in|of|under|receiving|taking|treated|aged)"
    return (
        re.compile(rf"(?<!\w){to}{people}(?!\w|'s)(?!{narrowed}(?!\w))"),
        re.compile(rf"(?<!\w){people}\s+{material}(?!\w)"),
    )


def _any(wordings: str) -> str:
    """Any of the phrases that bars part outside braces."""
    return "|".join(map(_bare, re.findall(r"(?:\{[^}]*\}|[^|{])+", wordings)))


def _bare(phrase: str) -> str:
    return phrase_pattern(phrase).removeprefix(r"\s*").removesuffix(r"\s*")


def kind_of_tool(tool: str | None) -> str | None:
    """``routine`` or ``additional``, as GVP Module XVI defines the tool; None for no tool."""
    return _kinds().get(tool or "")


@cache
def _kinds() -> dict[str, str]:
    return {row["id"]: row["kind"] for row in dictionary("measure_tools", ("id", "kind"))}
