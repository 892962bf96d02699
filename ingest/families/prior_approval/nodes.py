"""A node of the tree of requirements, and how many of its children must hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from ingest.document import Span
from ingest.families.prior_approval.items import ending_pattern, ending_phrases
from ingest.families.prior_approval.parameters import negates
from ingest.families.prior_approval.scope import stands_alone
from ingest.families.prior_approval.text import any_of, terms, words_in, words_of
from ingest.vocabulary import fold, folded_words, heal, phrase_pattern

JOIN = r"\(?(and/or|and|or)\)?"
TRAILING = re.compile(rf"[;,]?\s+{JOIN}[:;,.]?$", re.IGNORECASE)
"""An item's last word where it joins the item to the next."""
LEADING = re.compile(rf"^{JOIN}[:,]?\s+", re.IGNORECASE)
"""An item's first word where it joins the item to the last."""
BEFORE_ALL = "before all"
"""What joins the first item to nothing."""


@dataclass(slots=True)
class Node:
    """A printed item, a label, a group line or the whole, with what hangs under it."""

    role: Literal["root", "age", "diagnoses", "group", "item"]
    span: Span | None = None
    label: str | None = None
    operator: str | None = None
    of_diagnoses: bool = False
    children: list[Node] = field(default_factory=list)
    connectors: list[str] = field(default_factory=list)
    """The "and" and "or" that stand alone between its children."""
    scoped: bool = False
    """Whether its line begins with the medicines that its items are for."""
    assumed: bool = False
    """Whether no words say its operator: its line says for which medicines it is, no more."""
    unsure: bool = False
    """Whether marks under it start anew, so that something between them was not understood."""

    def extend(self, span: Span) -> None:
        """Take in words that go on with this node."""
        self.span = Span(self.span.start, span.end) if self.span else span

    def reach(self) -> Span | None:
        """From this node's first word to the last of what hangs under it."""
        spans = [self.span, *(child.reach() for child in self.children)]
        known = [span for span in spans if span]
        if not known:
            return None
        return Span(min(span.start for span in known), max(span.end for span in known))


@dataclass(frozen=True, slots=True)
class Reading:
    """How a node reads: its words without what joins it to others, and what joins its children.

    ``operator`` is ``one_of`` or ``all_of``; ``none_of`` or None where the children cannot be
    rows of their own; ``stated`` whether words say so, rather than the family's custom.
    """

    words: str
    operator: str | None
    stated: bool


def read_node(node: Node, text: str) -> Reading:
    """The words of ``node`` and the operator over its children."""
    words = heal(node.span.of(text)) if node.span else ""
    printed = node.operator
    words = without_joins(words) if node.role == "item" else TRAILING.sub("", words)
    if node.role == "item":
        words, printed = split_ending(words)
        printed = "unsure" if printed and negates(words) else printed
    if printed == "any_of":
        printed = "one_of" if node.role == "group" or is_any_of(words) else "unsure"
    joins = joins_of(node, text)
    custom = printed if node.assumed else "all_of"
    lone = node.assumed or (node.role == "item" and printed is None and stands_alone(words))
    printed = None if lone else printed
    if node.unsure or (printed is None and not lone and node.role in ("group", "diagnoses")):
        return Reading(words, None, False)
    if printed:
        against = {"one_of": "and", "all_of": "or"}.get(printed)
        lone = printed == "one_of" and [child.label for child in node.children] == [None]
        known = printed in ("one_of", "all_of", "none_of") and not lone
        known = known and not {against, BEFORE_ALL} & set(joins)
        return Reading(words, printed if known else None, known)
    listed = sum(child.role == "item" for child in node.children)
    open_end = words.endswith(":") and not node.of_diagnoses
    if not lone and ("following" in words[-60:].casefold() or open_end):
        return Reading(words, None, False)
    if not joins or (custom, set(joins)) == ("all_of", {"and"}):
        return Reading(
            words, custom, bool(joins) or (node.of_diagnoses and not lone and _is_told(node, text))
        )
    every = set(joins) == {"or"} and len(joins) == listed - 1 == len(node.children) - 1
    return Reading(words, "one_of" if every else None, every)


def is_any_of(words: str) -> bool:
    """Whether "any of the following" behind ``words`` is one of them: "Absence of any" is not."""
    folded = folded_words(words)
    ends = any(
        re.search(rf"(?<!\w){phrase_pattern(lead)}$", folded) for lead in terms()["any_leads"]
    )
    denied = any_of(*terms()["no_any_of"]).search(folded)
    return not folded or (ends and not denied)


def split_ending(words: str) -> tuple[str, str | None]:
    """``words`` without "with ONE of the following:" at their end, and the operator it says."""
    folded = fold(words)
    known = words_in(folded.text)
    for phrase, operator in ending_phrases():
        if words_of(phrase) <= known and (match := ending_pattern(phrase).search(folded.text)):
            before = words[: folded.origin[match.start()]].rstrip(" ,;-–")
            return before if stands_alone(before) else before.rstrip(" ,;-–:"), operator
    return words, None


def _is_told(node: Node, text: str) -> bool:
    """Whether there is nothing to join, or each later child is a group that says so: "AND ONE"."""
    later = [child.span for child in node.children[1:] if child.role == "group" and child.span]
    said = [LEADING.match(heal(span.of(text))) for span in later]
    return all(said) and len(said) == len(node.children) - 1


def without_joins(words: str) -> str:
    """The words of an item without what joins it to those before and after it."""
    return LEADING.sub("", TRAILING.sub("", words))


def joins_of(node: Node, text: str) -> list[str]:
    """Each "and" and "or" between the children of ``node``: in lines of their own, at an item's end
    or at its start. "And/or" is "or"; what stands before the first item joins it to nothing.
    """
    joins = [*node.connectors]
    words = [heal(reach.of(text)) if (reach := child.reach()) else "" for child in node.children]
    starts = [
        LEADING.match(said) if child.role == "item" else None
        for child, said in zip(node.children, words, strict=True)
    ]
    for said, start in zip(words, starts[1:], strict=False):
        found = [match[1].casefold() for match in (TRAILING.search(said), start) if match]
        joins += dict.fromkeys(one.removeprefix("and/") for one in found)
    return [*joins, BEFORE_ALL] if any(starts[:1]) else joins
