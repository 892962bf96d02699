"""The groups that are open while a tree of requirements grows, and what may hang where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.document import Span
from ingest.families.prior_approval.nodes import Node
from ingest.vocabulary import folded_words


@dataclass(slots=True)
class OpenList:
    """A list that the next mark may go on with: whose it is, its style, and its last place."""

    owner: Node
    style: str
    place: int


@dataclass(slots=True)
class Frame:
    """A group that was opened, where it hangs, and its open lists, the outermost first."""

    group: Node
    home: Node
    lists: list[OpenList] = field(default_factory=list)
    doubt: Node | None = None
    """The list that the group is for all of or for the last of, unless the list goes on."""


def alike(frames: Sequence[Frame], span: Span, text: str) -> Node | None:
    """The last item of an open list in which all before it have a group in these words."""
    words = folded_words(span.of(text))
    for frame in reversed(frames):
        for chain in reversed(frame.lists):
            *before, last = (_groups_in(item, text) for item in chain.owner.children)
            if before and all(words in groups for groups in before) and words not in last:
                return chain.owner.children[-1]
    return None


def _groups_in(item: Node, text: str) -> list[str]:
    spans = (child.span for child in item.children if child.role == "group" and child.span)
    return [folded_words(span.of(text)) for span in spans]


def alternatives(frame: Frame) -> Node | None:
    """The group or the item whose items need not all hold, as far as can be told of its words."""
    if frame.group.operator != "all_of" or frame.group.of_diagnoses:
        return frame.group if frame.lists or frame.group.children else None
    return frame.lists[0].owner.children[-1] if len(frame.lists) > 1 else None


def nest(root: Node, frames: Sequence[Frame], style: str, text: str) -> None:
    """Hang the last group, whose first mark is of ``style``, under the last item of another list.

    So where its marks are Roman and those before it are not: it was printed for that item if one
    before it has such a group, else it may be for all.
    """
    frame, before = frames[-1], frames[-2] if len(frames) > 1 else frames[-1]
    styles = [chain.style for chain in before.lists]
    settled = frame.home is not root or frame.lists or frame.group.role != "group"
    if settled or not style.endswith("roman") or not styles or styles[0].endswith("roman"):
        return
    items = before.lists[0].owner.children
    root.children.remove(frame.group)
    items[-1].children.append(frame.group)
    frame.home = items[-1]
    if not any(_groups_in(item, text) for item in items[:-1]):
        frame.doubt = before.lists[0].owner
