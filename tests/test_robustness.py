"""Good plans cut, doubled and shuffled: nothing is invented, and nothing ends in a traceback."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from plans import PLAN, put_pdf
from reports import WHOLE_REPORT, put_report
from test_layouts import BOXES, PLAN_END, ruled
from test_revision_1 import END, FRONT, MEASURES

from ingest.accounts import accounts, ledger_of, unread
from ingest.document import Document, Line, Record, Span
from ingest.errors import RiskplanError
from ingest.families import parse_document
from ingest.read_pdf import read_pdf
from ingest.read_text import text_document
from ingest.records import Outside, Row, span_of
from ingest.store import as_columns
from ingest.vocabulary import fold, heal

REPORTS = [
    source.read_text("utf-8").replace("\n\nPharmacovigilance", "\n\n\fPharmacovigilance")
    for source in sorted(Path(__file__).parent.glob("examples/assessment_report/*/source.txt"))
]
"""Fictional reports whose table cells are parted by tabs, each with a page break."""
REAL = (Path(__file__).parent / "documents" / "nexpovio-rmp-summary.txt").read_text("utf-8")
PLACE = re.compile("^id$|span|start|end$")
FACTS = {"product": "Fictavel", "product_id": "fictavel", "substance": "fictinib"}


def document_of(text: str) -> Document:
    document = text_document(text, "document")
    document.facts.update(FACTS)
    return document


def rows_of(text: str, family: str = "rmp_summary") -> list[Row]:
    return list(parse_document(document_of(text), family))


def assert_faithful(document: Document, rows: list[Row]) -> None:
    text, plain = document.text, document.plain.text
    for row in rows:
        columns = as_columns(row, document)
        span = span_of(row)
        if isinstance(row, Record):
            assert span
        if span:
            assert 0 <= span.start < span.end <= len(text)
            assert columns["quote"] == text[span.start : span.end]
        if "text" in columns:
            assert span
            assert columns["text"] == heal(span.of(plain))  # the quote without page furniture
    ids = [(row.table, row.id) for row in rows if not isinstance(row, Outside)]
    assert len(ids) == len(set(ids))
    ledger = ledger_of(document, rows)
    assert sum(accounts(ledger).values()) == len(text)
    lost = "".join(span.of(text) for span, _ in unread(ledger))
    assert len("".join(lost.split())) == ledger.count("unread")


def read(text: str, family: str = "rmp_summary") -> list[Row] | None:
    return read_document(document_of(text), family)


def read_document(document: Document, family: str) -> list[Row] | None:
    try:
        rows = list(parse_document(document, family))
    except RiskplanError:
        return None
    assert_faithful(document, rows)
    return rows


def test_the_fictional_plan_is_read_whole() -> None:
    rows = read(PLAN)
    assert rows
    assert ledger_of(document_of(PLAN), rows).count("unread") == 0


@pytest.mark.parametrize("length", [7, 10, 13, 21])
def test_page_furniture_in_a_text_is_part_of_no_value(length: int) -> None:
    printed = PLAN.splitlines(keepends=True)
    pages = ["".join(printed[at : at + length]) for at in range(0, len(printed), length)]
    furnished = "\f".join(
        f"Fictavel plan, version 2\n\n{page}\nCompany Confidential\nPage {n} of {len(pages)}\n"
        for n, page in enumerate(pages, 1)
    )
    bare = read("\f".join(f"\n\n{page}\n\n\n" for page in pages))
    found = read(furnished)
    assert bare
    assert found

    def values(rows: list[Row]) -> list[dict[str, object]]:
        return [
            {f.name: getattr(row, f.name) for f in fields(row) if not PLACE.search(f.name)}
            for row in rows
        ]

    assert values(found) == values(bare)
    ledger = ledger_of(document_of(furnished), found)
    assert ledger.count("unread") == 0
    assert ledger.count("furniture") > 40 * len(pages)


lines = st.integers(0, 600)
edits = st.lists(
    st.tuples(st.sampled_from(["delete", "repeat", "swap", "join", "cut"]), lines, lines),
    min_size=1,
    max_size=12,
)


def edited(text: str, changes: list[tuple[str, int, int]]) -> str:
    printed = text.splitlines(keepends=True)
    for kind, a, b in changes:
        if not printed:
            break
        a, b = a % len(printed), b % len(printed)
        if kind == "delete":
            del printed[a]
        elif kind == "repeat":
            printed.insert(b, printed[a])
        elif kind == "swap":
            printed[a], printed[b] = printed[b], printed[a]
        elif kind == "join":
            printed[a] = printed[a].rstrip("\n") + " "
        else:
            printed[a] = printed[a][: b % (len(printed[a]) + 1)]
    return "".join(printed)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([PLAN, REAL]), edits)
def test_an_edited_plan_gives_faithful_rows_or_a_clear_refusal(
    text: str, changes: list[tuple[str, int, int]]
) -> None:
    read(edited(text, changes))


report_edits = st.lists(
    st.tuples(
        st.sampled_from(["\n", "\t", "\f"]),
        st.sampled_from(["delete", "repeat", "swap", "join", "cut"]),
        lines,
        lines,
    ),
    min_size=1,
    max_size=12,
)


def edited_parts(text: str, changes: list[tuple[str, str, int, int]]) -> str:
    """A report with lines, cells of a row, or pages deleted, repeated, swapped, joined and cut."""
    for mark, kind, a, b in changes:
        parts = text.split(mark)
        if mark == "\t":  # cells are edited within a row that has some
            rows = [row for row in text.split("\n") if "\t" in row]
            if not rows:
                continue
            parts = rows[a % len(rows)].split("\t")
        here, there = a % len(parts), b % len(parts)
        new = list(parts)
        if kind == "delete":
            del new[here]
        elif kind == "repeat":
            new.insert(there, new[here])
        elif kind == "swap":
            new[here], new[there] = new[there], new[here]
        elif kind == "join":
            new[here : here + 2] = [" ".join(new[here : here + 2])]
        else:
            new[here] = new[here][: b % (len(new[here]) + 1)]
        text = text.replace(mark.join(parts), mark.join(new), 1)
    return text


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(REPORTS), report_edits)
def test_an_edited_report_gives_faithful_rows_or_a_clear_refusal(
    text: str, changes: list[tuple[str, str, int, int]]
) -> None:
    read(edited_parts(text, changes), "assessment_report")


@settings(max_examples=100)
@given(st.sampled_from(REPORTS), st.text(max_size=200), st.integers(0, 400))
@example(REPORTS[0], "\\", 252)
@example(REPORTS[0], "\\", 253)
def test_any_characters_in_the_middle_of_a_report_are_accounted_for(
    text: str, words: str, place: int
) -> None:
    at = place * len(text) // 400
    read(text[:at] + words + text[at:], "assessment_report")


class Printed(list[tuple[str, Line]]):
    """The lines of a document as printed, each with its words; too many to be shown."""

    def __repr__(self) -> str:
        return f"Printed({len(self)} lines)"


FAMILIES = {"report": "assessment_report", "plan": "rmp_summary", "plan by rev. 1": "rmp_summary"}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """A report and plans of both revisions with their pages and ruled tables."""
    folder = tmp_path_factory.mktemp("printed")
    long = [["Evidence for linking the risk to the medicine", "Words that go on. " * 300]]
    paths = {
        "report": put_report(folder / "report.pdf", WHOLE_REPORT),
        "plan": put_pdf(folder / "plan.pdf", ruled([BOXES[0][:1] + long, *PLAN_END])),
        "plan by rev. 1": put_pdf(folder / "rev1.pdf", [*FRONT, *MEASURES, *END]),
    }
    documents = {name: read_pdf(path, "document") for name, path in paths.items()}
    return {
        name: Printed((line.span.of(document.text), line) for line in document.lines)
        for name, document in documents.items()
    }


def put_together(lines: Printed) -> Document:
    """A document of lines that keep their pages, boxes and cells."""
    text, placed = "", []
    for words, line in lines:
        placed.append(replace(line, span=Span(len(text), len(text) + len(words))))
        text += words + "\n"
    return Document("report", text, "application/pdf", tuple(placed), (), (), dict(FACTS))


def parts_by(kind: str, lines: Printed) -> list[Printed]:
    """The lines, cells (with the lines between tables), or pages in their order."""
    if kind == "line":
        return [Printed([one]) for one in lines]
    by = (lambda one: one[1].page) if kind == "page" else (lambda one: one[1].cell)
    return [Printed(group) for _, group in groupby(lines, key=by)]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(FAMILIES)),
    st.lists(
        st.tuples(
            st.sampled_from(["line", "cell", "page"]),
            st.sampled_from(["delete", "repeat", "swap", "cut"]),
            lines,
            lines,
        ),
        min_size=1,
        max_size=10,
    ),
)
def test_edited_pages_give_faithful_rows_or_a_clear_refusal(
    printed: dict[str, Printed], which: str, changes: list[tuple[str, str, int, int]]
) -> None:
    found = Printed(printed[which])
    for kind, what, a, b in changes:
        parts = parts_by(kind, found)
        if not parts:
            break
        a, b = a % len(parts), b % len(parts)
        if what == "delete":
            del parts[a]
        elif what == "repeat":
            parts.insert(b, parts[a])
        elif what == "swap":
            parts[a], parts[b] = parts[b], parts[a]
        else:
            cut = ((words[: max(1, b % (len(words) + 1))], line) for words, line in parts[a])
            parts[a] = Printed(cut)
        found = Printed(one for part in parts for one in part)
    read_document(put_together(found), FAMILIES[which])


def test_a_printed_report_is_read_whole(printed: dict[str, Printed]) -> None:
    document = put_together(printed["report"])
    rows = read_document(document, "assessment_report")
    assert rows
    assert ledger_of(document, rows).count("unread") == 0
    assert {row.table for row in rows} >= {
        "risks",
        "studies",
        "study_milestones",
        "label_references",
    }


@pytest.mark.parametrize("text", REPORTS)
def test_a_fictional_report_is_read_whole(text: str) -> None:
    rows = read(text, "assessment_report")
    assert rows
    assert ledger_of(document_of(text), rows).count("unread") == 0


@settings(max_examples=100)
@given(st.text(max_size=400), st.integers(0, 400))
def test_any_characters_in_the_middle_of_a_plan_are_accounted_for(words: str, place: int) -> None:
    at = place * len(PLAN) // 400
    read(PLAN[:at] + words + PLAN[at:])


@settings(max_examples=100)
@given(st.text(max_size=300))
def test_every_folded_character_remembers_where_it_came_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.origin) == len(folded.text) + 1
    assert folded.origin == sorted(folded.origin)
    for start in range(len(folded.text)):
        span = folded.span(start, start + 1)
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    ("printed", "healed"),
    [
        ("HM-\nPool", "HM-Pool"),
        ("HM- \nPool", "HM-Pool"),
        ("non- clinical", "non-clinical"),
        ("pre- and post-treatment", "pre- and post-treatment"),
        ("hepa\u00ad\ntitis", "hepatitis"),
        ("a  b\n c", "a b c"),
        ("5 - 10", "5 - 10"),
    ],
)
def test_healing_joins_what_a_line_break_parted(printed: str, healed: str) -> None:
    assert heal(printed) == healed


def test_a_sentence_nobody_expected_is_listed_as_unread_and_not_dropped() -> None:
    odd = "The moon was full on that day."
    text = PLAN.replace(
        "II.B Summary of important risks\n", f"II.B Summary of important risks\n{odd}\n"
    )
    rows = rows_of(text)
    found = [span.of(text) for span, _ in unread(ledger_of(document_of(text), rows))]
    assert found == [odd]
