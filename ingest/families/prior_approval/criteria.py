"""A section of requirements in, its criteria as a tree of rows out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Section, Span
from ingest.families.prior_approval.items import lead_pattern, pieces
from ingest.families.prior_approval.nodes import (
    BEFORE_ALL,
    LEADING,
    Node,
    Reading,
    joins_of,
    read_node,
    split_ending,
    without_joins,
)
from ingest.families.prior_approval.parameters import (
    Knowledge,
    Parameters,
    as_json,
    classify,
    diagnosis,
    not_a_diagnosis,
    says_same,
)
from ingest.families.prior_approval.records import Criterion
from ingest.families.prior_approval.scope import scope_of
from ingest.families.prior_approval.text import PolicyText, any_of, terms, until_next
from ingest.families.prior_approval.tree import Tree
from ingest.records import Heading
from ingest.vocabulary import folded_words

BEFORE_ITEMS = re.compile(r"(?:[\s,]+(?:and|with|who|has|have|having))+$", re.IGNORECASE)
"""What leads from the name of a diagnosis to the items under it."""


@dataclass(frozen=True, slots=True)
class Phase:
    """What all criteria of a first approval, or of a renewal, have in common."""

    name: str
    source: PolicyText
    knowledge: Knowledge

    def row(
        self,
        span: Span,
        path: list[str],
        parent: str | None,
        ordinal: int,
        kind: str,
        label: str | None = None,
        operator: str | None = None,
        parameters: Parameters | None = None,
    ) -> Criterion:
        """The row of one criterion, its text healed."""
        return Criterion(
            span=span,
            id=self.source.id(self.name, *path),
            policy_id=self.source.document.id,
            phase=self.name,
            parent_id=parent,
            ordinal=ordinal,
            label=label,
            operator=operator,
            kind=kind,
            text=self.source.healed(span),
            parameters=as_json(parameters or {}),
        )


def criteria(
    source: PolicyText, section: Section, name: str, knowledge: Knowledge
) -> Iterator[Criterion | Heading]:
    """The labels and criteria of a section of requirements, parents before children.

    A section whose tree has nothing under its root (it says "None") yields no criterion. "Same as
    above" in the place of a criterion is none that can be asked: it stays unread.
    """
    tree = Tree(source.text, pieces(source, section.body.strip(source.text), knowledge.products))
    ends = until_next((label.span for label in tree.labels), section.body.end)
    for label, end in zip(tree.labels, ends, strict=True):
        yield source.heading(label.kind, label.span, end)
    if any(_is_read(source, child) for child in tree.root.children):
        phase = Phase(name, source, knowledge)
        root = phase.row(section.heading, [], None, 1, "group", operator="all_of")
        yield root
        yield from _children(phase, tree.root, root.id, [])


def _children(phase: Phase, parent: Node, parent_id: str, path: list[str]) -> Iterator[Criterion]:
    children = [only_child(child) for child in parent.children]
    read = [child for child in children if _is_read(phase.source, child)]
    for ordinal, child in enumerate(read, start=1):
        yield from _rows(phase, child, parent_id, ordinal, path)


def _is_read(source: PolicyText, node: Node) -> bool:
    """Whether a node has words, and more than "Same as above" in it or in any node under it."""
    if under := [child for child in node.children if child.reach()]:
        return any(_is_read(source, child) for child in under)
    return node.span is not None and not says_same(node.span.of(source.text))


def only_child(node: Node) -> Node:
    """The one diagnosis under a bare label "Diagnosis", or else ``node`` itself."""
    return node.children[0] if node.role == "diagnoses" and len(node.children) == 1 else node


def _rows(
    phase: Phase, node: Node, parent_id: str, ordinal: int, path: list[str]
) -> Iterator[Criterion]:
    source = phase.source
    reading = read_node(node, source.text)
    under = [child for child in node.children if child.reach()]
    if node.role == "age" and node.span:
        _, parameters = classify(reading.words, phase.knowledge)
        yield phase.row(node.span, ["age"], parent_id, ordinal, "age", parameters=parameters)
    elif (
        node.span is None
        or (under and reading.operator not in ("one_of", "all_of"))
        or _is_lost_with_its_items(node, reading, phase)
        or (reading.operator == "one_of" and _may_be_for_none(under, phase))
    ):
        yield from _whole(phase, node, parent_id, ordinal, path, reading)
    elif node.role == "group" and node.operator:
        yield from _group(phase, node, parent_id, ordinal, path, reading)
    else:
        here = [*path, _name(node, ordinal)]
        kind, parameters = _tested(node, reading.words, phase.knowledge)
        if not under and node.role == "item" and split_ending(source.healed(node.span))[1]:
            kind, parameters = "other", {}  # what it leads to is not there
        if kind == "diagnosis" and len(under) > 1 and reading.stated:
            parameters = {**parameters, "operator_stated": True}
        elif kind != "diagnosis" and under and not reading.stated:
            parameters = {**parameters, "operator_stated": False}
        operator = reading.operator if under else None
        row = phase.row(node.span, here, parent_id, ordinal, kind, node.label, operator, parameters)
        yield row
        yield from _children(phase, node, row.id, here)


def _is_lost_with_its_items(node: Node, reading: Reading, phase: Phase) -> bool:
    """Whether words of an item's own would not be asked where its items are for others alone."""
    if node.role != "item" or reading.stated or not node.children:
        return False
    leads = reading.words.endswith(":") or lead_pattern().fullmatch(folded_words(reading.words))
    if leads or _tested(node, reading.words, phase.knowledge)[0] != "other":
        return False
    words = (phase.source.healed(child.span) for child in node.children if child.span)
    return any(scope_of(each, phase.knowledge.products) for each in words)


def _may_be_for_none(items: list[Node], phase: Phase) -> bool:
    """Whether each of the items is for some alone, not all by medicine and not all for the same.

    Then it may be that none of those of which one must hold is for the patient.
    """
    scopes = [
        scope_of(phase.source.healed(item.span), phase.knowledge.products) if item.span else None
        for item in items
    ]
    known = [scope for scope in scopes if scope]
    by_drug = all(scope.drugs for scope in known)
    return len(known) == len(items) > 0 and not by_drug and len({one.who for one in known}) > 1


def _group(
    phase: Phase, node: Node, parent_id: str, ordinal: int, path: list[str], reading: Reading
) -> Iterator[Criterion]:
    """A group line and what hangs under it."""
    assert node.span
    scope = scope_of(reading.words, phase.knowledge.products)
    parameters: Parameters = dict(scope.parameters()) if scope else {}
    operator = reading.operator if any(child.reach() for child in node.children) else None
    if node.assumed and operator and not reading.stated:
        parameters["operator_stated"] = False
    if node.scoped and scope:
        here = inside = [*path, "only", scope.who]
    elif node.of_diagnoses:
        here, inside = [*path, "diagnoses"], path
    else:
        here = inside = [*path, str(node.operator).removesuffix("_of")]
    row = phase.row(
        node.span, here, parent_id, ordinal, "group", operator=operator, parameters=parameters
    )
    yield row
    yield from _children(phase, node, row.id, inside)


def _name(node: Node, ordinal: int) -> str:
    """Its mark, or what an item without one is called in its permalink."""
    return node.label or f"{'diagnosis' if node.of_diagnoses else 'item'}-{ordinal}"


def _tested(node: Node, words: str, knowledge: Knowledge) -> tuple[str, Parameters]:
    """The kind and parameters of an item by its own words ("ONE of the following" is a group)."""
    words = LEADING.sub("", words) if node.role == "group" else words
    if not words or lead_pattern().fullmatch(folded_words(words)):
        return "group", {}
    scope = scope_of(words, knowledge.products)
    limited: Parameters = dict(scope.parameters()) if scope else {}
    if scope and not scope.rest and node.children:
        return "group", limited
    if not node.of_diagnoses:
        return classify(words, knowledge)
    words = scope.rest if scope else words
    words = BEFORE_ITEMS.sub("", words) if node.children else words
    if words and not_a_diagnosis(words):
        return "other", limited
    return ("diagnosis", {**diagnosis(words), **limited}) if words else ("other", limited)


def _whole(
    phase: Phase, node: Node, parent_id: str, ordinal: int, path: list[str], reading: Reading
) -> Iterator[Criterion]:
    """One row for an item and all under it, where how its parts are joined cannot be told."""
    span = node.reach()
    if span is None:
        return
    own = phase.source.healed(node.span) if node.span else ""
    lost = node.unsure and node.scoped  # how far "Xpovio only:" reaches is not known
    scope = None if lost else scope_of(own, phase.knowledge.products)
    parameters: Parameters = dict(scope.parameters()) if scope else {}
    if reading.operator == "none_of" and _lists_alone(node, reading.words, phase.source.text):
        reaches = [reach for child in node.children if (reach := child.reach())]
        parameters["none_of"] = [without_joins(phase.source.healed(reach)) for reach in reaches]
    here = [*path, _name(node, ordinal)]
    yield phase.row(span, here, parent_id, ordinal, "other", node.label, None, parameters)


def _lists_alone(node: Node, words: str, text: str) -> bool:
    """Whether an item of "NONE of the following" is a list that each of its parts alone is of."""
    bare = node.role == "group" or not words or any_of(*terms()["bare_leads"]).fullmatch(
        folded_words(words)
    )  # fmt: skip
    unmarked = [child.label for child in node.children] == [None]
    return bool(bare) and not unmarked and not {"and", BEFORE_ALL} & set(joins_of(node, text))
