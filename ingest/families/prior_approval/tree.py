"""The pieces of a section of requirements in, the tree that their marks print out.

Indents may be lost, so the marks alone say where an item hangs: the next of an open list goes on
with it, a first one opens a list under the item before. A group line ("AND ALL of the following:")
stands beside the diagnoses until a mark goes on with a list from before it: then it, and what is
under it, belonged to that list's last item.
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.document import Span
from ingest.families.prior_approval.frames import Frame, OpenList, alike, alternatives, nest
from ingest.families.prior_approval.items import Piece
from ingest.families.prior_approval.marks import Mark
from ingest.families.prior_approval.nodes import Node, split_ending


class Tree:
    """Grows from pieces. ``labels`` are the labels and connectors among them.

    It stops at a second "Age" and at an "OR" between groups: what follows is an alternative to
    the whole, which this tree cannot hold, so it stays unread.
    """

    def __init__(self, text: str, pieces: Iterable[Piece]) -> None:
        """Read ``pieces`` of ``text`` to their end, or to the first that the tree cannot hold."""
        self.root = Node("root", operator="all_of")
        self.labels: list[Piece] = []
        self._text = text
        self._frames = [Frame(self.root, self.root)]
        self._open: Node | None = None
        self._connector: str | None = None
        take = {
            "age": self._take_label,
            "diagnoses": self._take_label,
            "group": self._take_group,
            "connector": self._take_connector,
            "mark": self._take_mark,
            "text": self._take_text,
        }
        for piece in pieces:
            if not take[piece.kind](piece):
                break
        for frame in self._frames:
            if frame.doubt:
                frame.doubt.unsure = True

    def _take_label(self, piece: Piece) -> bool:
        last = self._frames[-1].group
        over_nothing = last.scoped and last.assumed and not last.children
        again = any(label.kind == piece.kind for label in self.labels)
        if self._connector == "or" or again or over_nothing:
            return False
        self.labels.append(piece)
        node = Node("age" if piece.kind == "age" else "diagnoses")
        self.root.children.append(node)
        self._frames = [Frame(self.root if piece.kind == "age" else node, self.root)]
        self._open = node if piece.kind == "age" else None
        self._connector = None
        return True

    def _take_connector(self, piece: Piece) -> bool:
        self._connector = piece.joined
        self.labels.append(piece)
        if piece.joined == "and":
            self._doubt_reach()
        return True

    def _take_group(self, piece: Piece) -> bool:
        if not piece.led and self._open and self._open.role == "item" and not self._connector:
            self._open.extend(piece.span)
            if piece.joined:
                self._doubt()
            return True
        if "or" in (piece.joined, self._connector):
            return False
        group = Node(
            "group",
            piece.span,
            operator=piece.operator,
            scoped=piece.scoped,
            assumed=piece.assumed,
        )
        heads = self._frames[-1].group
        if home := self._over(piece):
            group.of_diagnoses = home.of_diagnoses
            group.operator = home.operator if piece.assumed and home.operator else group.operator
            return self._open_group(group, home)
        if heads.role == "diagnoses" and not heads.children:
            group.of_diagnoses = True
            self.root.children.remove(heads)
            self._frames.pop()
        return self._open_group(group, alike(self._frames, piece.span, self._text) or self.root)

    def _open_group(self, group: Node, home: Node) -> bool:
        home.children.append(group)
        self._frames.append(Frame(group, home))
        self._open = group if group.operator is None else None
        self._connector = None
        return True

    def _over(self, piece: Piece) -> Node | None:
        """The group whose items come under lines that say for which medicines they are.

        It is the one just opened that has no item yet, or the one that the last such line is in.
        """
        last = self._frames[-1]
        if not piece.scoped or last.group.role != "group":
            return None
        if last.group.scoped:
            return last.home
        return last.group if last.group.operator and not last.group.children else None

    def _take_text(self, piece: Piece) -> bool:
        if piece.aside:
            self._open = None
            return True
        home = self._frames[-1]
        bare = home.group.role != "root" and not home.lists
        if self._connector and not (bare and home.group.children):
            return self._take_group(Piece("group", piece.span, joined=self._connector))
        if self._connector or (bare and self._open is None and not home.group.children):
            self._open = self._add(home.group, None)
        elif piece.capital and self._doubt_reach():
            pass
        elif self._is_of_none(piece):
            self._open = Node("item")
            self.root.children.append(self._open)
            self._frames.append(Frame(self._open, self.root))
        if self._open and (self._open.role != "age" or self._goes_on(self._open, piece.span)):
            self._open.extend(piece.span)
            if piece.doubtful:
                self._doubt()
        return True

    def _is_of_none(self, piece: Piece) -> bool:
        """Whether words are a criterion of their own, since they are of no item's alone."""
        item = self._open is not None and self._open.role == "item"
        return item and (
            piece.sentence or (piece.apart and alternatives(self._frames[-1]) is not None)
        )

    def _doubt_reach(self) -> bool:
        """Whether words behind items for some medicines alone may end what is for these.

        How far the line over the items reaches is not known then.
        """
        group = self._frames[-1].group
        found = bool(group.scoped and group.assumed and group.children)
        group.unsure |= found
        return found

    def _doubt(self) -> None:
        """Words may be of the last item or of all: what they may be of is not told apart."""
        if among := alternatives(self._frames[-1]):
            among.unsure = True

    def _goes_on(self, age: Node, span: Span) -> bool:
        """Whether a line under an age is still of it: the first is, then those in small letters."""
        return age.span is None or span.of(self._text)[0].islower()

    def _take_mark(self, piece: Piece) -> bool:
        mark = piece.mark
        owner = mark and (
            (self._leads_to_items() and self._first_under(mark))
            or self._next_in(mark)
            or self._first_under(mark)
            or self._skipped_to(mark)
        )
        if not mark or not owner:
            return self._take_text(piece) if self._open else True
        self._open = self._add(owner, mark.label)
        return True

    def _leads_to_items(self) -> bool:
        """Whether the open item ends in "ONE of the following", so that its own items follow."""
        item = self._open if self._open and self._open.role == "item" else None
        span = item.span if item and not item.children else None
        return span is not None and split_ending(span.of(self._text))[1] is not None

    def _add(self, owner: Node, label: str | None) -> Node:
        item = Node("item", label=label)
        item.of_diagnoses = owner.role == "diagnoses" or (
            owner.role == "group" and owner.of_diagnoses
        )
        if self._connector:
            owner.connectors.append(self._connector)
            self._connector = None
        owner.children.append(item)
        return item

    def _next_in(self, mark: Mark) -> Node | None:
        """The owner of the innermost open list that ``mark`` is next in."""
        for at, frame in reversed([*enumerate(self._frames)]):
            for depth, chain in reversed([*enumerate(frame.lists)]):
                if {(chain.style, chain.place + 1), (chain.style, 0)} & set(mark.ranks):
                    chain.place += 1
                    self._close(at, depth)
                    return chain.owner
            if not frame.lists and frame.group.operator:
                return None
        return None

    def _close(self, at: int, depth: int) -> None:
        """Close what is inside list ``depth`` of frame ``at``; groups opened since were its."""
        lists = self._frames[at].lists
        last = lists[depth].owner.children[-1]
        for later in self._frames[at + 1 :]:
            later.home.children.remove(later.group)
            last.unsure |= later.group.role == "item" and bool(last.children)
            last.children.append(later.group)
        del self._frames[at + 1 :]
        del lists[depth + 1 :]

    def _first_under(self, mark: Mark) -> Node | None:
        """The node under which ``mark`` starts a list: a new group, or the item before it."""
        frame = self._frames[-1]
        owner = frame.group
        if frame.lists:
            owner = frame.lists[-1].owner
        if frame.lists or (owner.role != "root" and owner.children):
            owner = owner.children[-1]
        styles = [chain.style for chain in frame.lists]
        for style, place in sorted(mark.ranks, key=lambda rank: rank[1] > 1):
            deeper = place <= 1 and style not in styles[-1:] and styles.count(style) < 2
            if deeper or owner is frame.group:
                nest(self.root, self._frames, style, self._text)
                frame.lists.append(OpenList(owner, style, place))
                return owner
        return None

    def _skipped_to(self, mark: Mark) -> Node | None:
        """The owner of an open list of the group that ``mark`` takes another place in."""
        lists = self._frames[-1].lists
        for depth, chain in reversed([*enumerate(lists)]):
            for style, place in mark.ranks:
                if style == chain.style:
                    chain.owner.unsure |= place <= chain.place
                    chain.place = max(place, chain.place)
                    del lists[depth + 1 :]
                    return chain.owner
        return None
