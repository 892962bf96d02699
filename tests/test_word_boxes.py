"""Words to boxes, texts to leaves and marked pieces: what holds for any of them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.page_images import Letter
from ingest.site.source.leaves import LEAF, Leaves, page_leaves, text_leaves
from ingest.site.source.marked_text import grouped, pieces
from ingest.site.source.word_boxes import (
    Box,
    PrintedLine,
    agree,
    boxes_of,
    outline,
    placed_lines,
)

WIDTH, HEIGHT = 5.0, 10.0
WORDS = st.lists(st.text(alphabet="abc≥é", min_size=1, max_size=6), min_size=1, max_size=5).map(
    " ".join
)
AT_LEISURE = settings(suppress_health_check=[HealthCheck.too_slow])


def page_of(texts: list[str]) -> tuple[list[PrintedLine], list[Letter]]:
    """Lines below one another, with a letter for each character that is no blank."""
    lines, letters, at = [], [], 0
    for number, text in enumerate(texts):
        top = 20.0 * number
        box = Box(0.0, top, WIDTH * len(text), top + HEIGHT)
        lines.append(PrintedLine(at, at + len(text), text, box))
        letters += [
            Letter(char, WIDTH * place, top + 1, WIDTH * (place + 1), top + HEIGHT - 1)
            for place, char in enumerate(text)
            if not char.isspace()
        ]
        at += len(text) + 1
    return lines, letters


@AT_LEISURE
@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_boxes_hold_the_letters_of_their_words_and_no_others(
    texts: list[str], data: st.DataObject
) -> None:
    lines, letters = page_of(texts)
    text = "\n".join(texts)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = boxes_of(start, end, placed_lines(lines, letters))
    inside = [
        letter
        for box in found.boxes
        for letter in letters
        if box.x0 <= (letter.x0 + letter.x1) / 2 <= box.x1
        and box.top <= (letter.top + letter.bottom) / 2 <= box.bottom
    ]
    assert "".join(letter.text for letter in inside) == "".join(text[start:end].split())
    assert found.exact


@AT_LEISURE
@given(st.lists(WORDS, min_size=2, max_size=5), st.data())
def test_a_line_that_the_letters_do_not_spell_is_one_box(
    texts: list[str], data: st.DataObject
) -> None:
    lines, letters = page_of(texts)
    wrong = data.draw(st.integers(0, len(letters) - 1))
    damage = data.draw(st.sampled_from(["other", "none", "twice"]))
    odd = letters[wrong]._replace(text="x")
    changed = letters[:wrong] + {"other": [odd], "none": [], "twice": [odd, odd]}[damage]
    changed += letters[wrong + 1 :]
    placed = placed_lines(lines, changed)
    unsure = [one.line for one in placed if one.letters is None]
    assert [line.box.top for line in unsure] == [letters[wrong].top - 1]
    line = unsure[0]
    found = boxes_of(line.start, line.start + 1, placed)
    assert found.boxes == (line.box,)
    assert found.exact == (len(line.text.split()[0]) == len(line.text) == 1)
    assert boxes_of(line.start, line.end, placed).exact
    assert agree(placed)


def test_a_page_whose_letters_spell_no_line_has_no_boxes() -> None:
    lines, letters = page_of(["one", "two"])
    moved = [
        letter._replace(top=letter.top + 300, bottom=letter.bottom + 300) for letter in letters
    ]
    assert not agree(placed_lines(lines, moved))
    assert not agree(placed_lines(lines, []))
    assert agree(placed_lines([], letters))


def test_an_outline_is_a_rectangle_a_box() -> None:
    assert outline([Box(1, 2.5, 11, 12.5), Box(0, 20, 5, 30)]) == (
        "M1 2.5h10v10h-10zM0 20h5v10h-5z"
    )
    assert outline([]) == ""


@AT_LEISURE
@given(st.text(alphabet="ab \n\f", max_size=200) | st.text(max_size=60))
def test_the_leaves_of_a_text_are_the_text(text: str) -> None:
    leaves = text_leaves(text)
    runs = [run for leaf in leaves.all for run in leaf.runs]
    assert "".join(text[start:end] for start, end in runs) == text
    assert [leaf.number for leaf in leaves.all] == list(range(1, len(leaves.all) + 1))
    assert len(leaves.all) == text.count("\f") + 1
    for offset in range(len(text)):
        number = leaves.at(offset)
        assert leaves.of(offset, offset + 1) == [number]
        leaf = leaves.numbered(number)
        assert leaf
        assert leaf.holds(offset, offset + 1)


@pytest.mark.parametrize(
    "text",
    ["word " * 5000, "x" * 30_000, ("a line of text\n" * 40 + "\n") * 50, "\n" * 20_000],
    ids=["one line", "no blank", "paragraphs", "blank lines"],
)
def test_a_long_text_is_cut_into_leaves_of_a_sensible_size(text: str) -> None:
    runs = [run for leaf in text_leaves(text).all for run in leaf.runs]
    assert "".join(text[start:end] for start, end in runs) == text
    for start, end in runs[:-1]:
        assert LEAF / 2 <= end - start <= LEAF * 1.3
        assert "\n" not in text or text[end - 1] == "\n"


def test_what_stands_on_a_page_may_be_several_runs() -> None:
    pages = [{"number": 1, "read": 1}, {"number": 2, "read": 1}, {"number": 3, "read": 0}]
    places = [(1, 0, 10), (1, 11, 20), (2, 21, 30), (1, 31, 40), (2, 41, 50)]
    lines = [{"page": p, "char_start": s, "char_end": e} for p, s, e in places]
    leaves = page_leaves(pages, lines)
    assert [leaf.runs for leaf in leaves.all] == [((0, 20), (31, 40)), ((21, 30), (41, 50)), ()]
    assert [leaf.read for leaf in leaves.all] == [True, True, False]
    assert [leaves.at(offset) for offset in (0, 25, 35, 45, 99)] == [1, 2, 1, 2, 2]
    assert leaves.of(15, 35) == [1, 2]
    assert leaves.of(20, 21) == []
    assert leaves.numbered(4) is None
    assert leaves.numbered(0) is None
    assert Leaves([]).at(7) == 1


@dataclass(frozen=True)
class At:
    number: int
    start: int
    end: int
    about: bool = False


@AT_LEISURE
@given(st.text(min_size=1, max_size=40), st.data())
def test_pieces_are_the_text_and_know_their_rows(text: str, data: st.DataObject) -> None:
    places = st.tuples(*[st.integers(0, len(text))] * 2).map(sorted)
    rows = [
        At(number, start, end, number % 3 == 0)
        for number, (start, end) in enumerate(data.draw(st.lists(places, max_size=6)))
    ]
    start, end = data.draw(places)
    asked = data.draw(st.none() | places.map(lambda pair: (pair[0], pair[1])))
    cut = list(pieces(text, start, end, rows, asked))
    assert "".join(piece.text for piece in cut) == text[start:end]
    at = start
    for piece in cut:
        covering = [row for row in rows if row.start <= at < row.end]
        assert piece.rows == " ".join(str(row.number) for row in covering)
        assert piece.asked == bool(asked and asked[0] <= at < asked[1])
        if covering:
            inner = next(row for row in covering if row.number == piece.innermost)
            assert inner.about == all(row.about for row in covering)
        else:
            assert piece.innermost is None
        at += len(piece.text)
    regrouped = [piece for _, found in grouped(cut) for piece in found]
    assert regrouped == cut
