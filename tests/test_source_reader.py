"""The source reader: boxes hold the words of their rows, text is kept, and links lead both ways."""

from __future__ import annotations

import asyncio
import hashlib
import html
import io
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pdfplumber
import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image
from reportlab.pdfgen import canvas

from ingest.cli import main
from ingest.page_images import MOST_PIXELS, NotDrawn, PageImages, SourceFile
from ingest.pipeline import PACKAGED_SOURCES
from ingest.server import application
from ingest.site.source.drawing import NOT_AT_HAND, NOT_DRAWN, NOT_SURE

EVIL = "<script>alert(1)</script>{{ 7*7 }}\"'"
PLAN = "nexpovio-rmp-summary"
POLICY = "xpovio-prior-approval"
PLAN_FILE = PACKAGED_SOURCES / PLAN / f"{PLAN}.pdf"
ITEM = re.compile(r'<li class="k-(\w+) d\d( asked)?"(?: data-row="\d+")?>(.*?)</li>', re.DOTALL)


class Reader:
    """The site with the files of its documents, asked in-process."""

    def __init__(self, database: Path, *sources: Path) -> None:
        self.site = application(database, sources)

    def get(self, path: str, **arguments: object) -> Any:
        if arguments:
            path += "?" + urlencode(arguments)
        return asyncio.run(self.site.client.get(path, follow_redirects=False))

    def page(self, document: str, **arguments: object) -> str:
        answer = self.get(f"/-/source/{document}", **arguments)
        assert answer.status_code == 200, answer.text
        return str(answer.text)

    def items(self, document: str, **arguments: object) -> list[dict[str, Any]]:
        """What the list of a page holds: kind, path of the row, box, words."""
        return [item(*found) for found in ITEM.findall(self.page(document, **arguments))]


def item(kind: str, asked: str, inner: str) -> dict[str, Any]:
    box = re.search(r'<path d="([^"]*)"', inner)
    link = re.search(r'<a class="name" href="([^"]*)"', inner)
    assert link
    return {
        "kind": kind,
        "asked": bool(asked),
        "path": html.unescape(link[1]),
        "box": box[1] if box else "",
        "html": inner,
    }


def said(page: str) -> str:
    """What a page says in its main part, without mark-up."""
    shown = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", shown)).split())


def changed(database: Path, where: Path, *statements: str) -> Path:
    """A copy of a database after some statements."""
    path = where / "riskplan.db"
    shutil.copy(database, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    return path


def text_shown(page: str) -> str:
    """The text of a page, without its marks."""
    part = page.split('<section class="source-text"')[1].split(">", 1)[1].split("</section>")[0]
    return html.unescape(re.sub(r"<[^>]*>", "", part))


def query(database: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql, values).fetchall()


@pytest.fixture(scope="module")
def reader(database: Path) -> Reader:
    return Reader(database, PACKAGED_SOURCES)


@pytest.fixture(scope="module")
def bare(database: Path) -> Reader:
    """The site without the files."""
    return Reader(database)


@pytest.fixture(scope="module")
def boxes(reader: Reader) -> dict[str, list[tuple[int, str]]]:
    """Of each row of the plan the outlines of its boxes, with their pages."""
    found: dict[str, list[tuple[int, str]]] = {}
    for number in range(1, 8):
        for one in reader.items(PLAN, page=number):
            if one["box"]:
                found.setdefault(one["path"], []).append((number, one["box"]))
    return found


def rectangles(outline: str) -> Iterator[tuple[float, float, float, float]]:
    for x, y, width, height in re.findall(r"M(\S+) (\S+?)h(\S+?)v(\S+?)h-\S+?z", outline):
        left, top = float(x), float(y)
        yield left, top, left + float(width), top + float(height)


def test_the_words_in_the_boxes_of_each_row_are_the_words_of_its_quote(
    database: Path, boxes: dict[str, list[tuple[int, str]]]
) -> None:
    """Told by the library that the boxes were not drawn with."""
    with pdfplumber.open(PLAN_FILE) as pdf:
        printed = {page.page_number: page.chars for page in pdf.pages}
    rows = query(
        database, "select table_name, row_id, quote from places where document_id = ?", PLAN
    )
    assert len(rows) > 400
    for table, row_id, quote in rows:
        words = ""
        for number, outline in boxes[f"/riskplan/{table}/{row_id}"]:
            for x0, top, x1, bottom in rectangles(outline):
                inside = [
                    one
                    for one in printed[number]
                    if x0 <= (one["x0"] + one["x1"]) / 2 <= x1
                    and top <= (one["top"] + one["bottom"]) / 2 <= bottom
                ]
                words += "".join(one["text"] for one in sorted(inside, key=lambda one: one["x0"]))
        assert "".join(words.split()) == "".join(quote.split()), (table, row_id)


def test_no_box_of_the_shipped_plan_is_a_whole_line_for_want_of_better(reader: Reader) -> None:
    for number in range(1, 8):
        assert "its box is the whole line" not in reader.page(PLAN, page=number)


def test_a_box_of_furniture_stands_where_the_furniture_does(
    database: Path, boxes: dict[str, list[tuple[int, str]]]
) -> None:
    rows = query(
        database,
        "select ordinal, page, x0, top, x1, bottom from furniture where document_id = ?",
        PLAN,
    )
    assert rows
    for ordinal, page, *box in rows:
        ((number, outline),) = boxes[f"/riskplan/furniture/{PLAN},{ordinal}"]
        assert number == page
        (found,) = rectangles(outline)
        assert found == pytest.approx(box, abs=0.02)


def test_every_row_is_listed_on_each_page_that_it_stands_on(database: Path, reader: Reader) -> None:
    listed = {
        (number, one["path"])
        for number in range(1, 8)
        for one in reader.items(PLAN, page=number)
        if one["kind"] != "furniture"
    }
    expected = {
        (page, f"/riskplan/{table}/{row_id}")
        for page, table, row_id in query(
            database,
            "select l.page, p.table_name, p.row_id from places p join lines l"
            " on l.document_id = p.document_id and l.char_start < p.char_end"
            " and l.char_end > p.char_start where p.document_id = ?",
            PLAN,
        )
    }
    assert listed == expected
    assert {
        number for number, path in listed if path.endswith("thrombocytopenia-and-bleeding-evidence")
    }


def test_the_list_is_in_reading_order(database: Path, reader: Reader) -> None:
    starts = {
        f"/riskplan/{table}/{row_id}": (start, -end)
        for table, row_id, start, end in query(
            database,
            "select table_name, row_id, char_start, char_end from places where document_id = ?",
            PLAN,
        )
    }
    found = [starts[one["path"]] for one in reader.items(PLAN, page=3) if one["path"] in starts]
    assert found == sorted(found)


@pytest.mark.parametrize("with_files", [True, False])
def test_a_quote_leads_to_its_words_and_they_lead_back(
    database: Path, reader: Reader, bare: Reader, with_files: bool
) -> None:
    site = reader if with_files else bare
    rows = query(
        database,
        "select table_name, row_id, document_id, page, min(char_start), char_end, quote"
        " from places group by document_id, table_name",
    )
    for table, row_id, document, page, start, end, quote in rows:
        shown = site.page(document, start=start, end=end)
        assert shown.count('id="quote"') == 1, (table, row_id)
        assert f'href="/riskplan/{table}/{row_id}"' in shown
        assert f"characters {start} to {end} of " in said(shown)
        if page:
            assert f"Page {page} of " in said(shown)
        if with_files and page:
            assert re.search(r'<g id="quote"><path class="words-asked" d="M', shown)
        else:
            marked = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", shown, re.DOTALL))
            assert html.unescape(re.sub(r"<[^>]*>", "", marked)) == quote[: len(marked)]
        asked = [one for one in ITEM.findall(shown) if one[1]]
        assert any(f'href="/riskplan/{table}/{row_id}"' in inner for _, _, inner in asked)


def test_words_that_go_on_over_a_page_lead_to_both(database: Path, reader: Reader) -> None:
    ((row_id, start, end, first, last),) = query(
        database,
        "select e.id, e.char_start, e.char_end, min(l.page), max(l.page) from evidence e"
        " join lines l on l.document_id = e.document_id and l.char_start < e.char_end"
        " and l.char_end > e.char_start group by e.id having min(l.page) < max(l.page) limit 1",
    )
    page = reader.page(PLAN, start=start, end=end)
    assert f"Page {first} of 7" in said(page)
    (address,) = re.findall(rf'<a href="([^"]*)">see page {last}</a>', page)
    other = reader.get(html.unescape(address)).text
    assert f"Page {last} of 7" in said(other)
    assert '<g id="quote">' in other
    assert f'href="/riskplan/evidence/{row_id}"' in other


def test_a_row_may_be_asked_for_by_its_name(database: Path, reader: Reader) -> None:
    ((row_id, page),) = query(database, "select id, page from risk_factors order by id limit 1")
    shown = reader.page(PLAN, row=f"risk_factors/{row_id}")
    assert f"Page {page} of 7" in said(shown)
    assert '<g id="quote">' in shown
    assert reader.get(f"/-/source/{PLAN}", row="risk_factors/nope").status_code == 404
    assert reader.get(f"/-/source/{POLICY}", row=f"risk_factors/{row_id}").status_code == 404


def test_every_link_of_a_page_answers(reader: Reader) -> None:
    for page in (reader.page(PLAN, page=2), reader.page(POLICY, start=700, end=720)):
        main = page[page.index("<main") : page.index("</main>")]
        links = {html.unescape(link) for link in re.findall(r'(?:href|src)="(/[^"#]*)', main)}
        assert len(links) > 50
        for link in sorted(links):
            assert reader.get(link).status_code == 200, link


def test_rows_of_the_same_words_share_a_box_that_leads_to_the_list_of_them(
    database: Path, reader: Reader
) -> None:
    ((start, end, page),) = query(
        database,
        "select char_start, char_end, page from places where document_id = ?"
        " and table_name not in ('field_states', 'findings')"
        " group by char_start, char_end having count(*) > 1 limit 1",
        PLAN,
    )
    found = [
        one for one in reader.items(PLAN, page=page)
        if f"start={start}&amp;end={end}#quote" in one["html"] and "data-rows" in one["html"]
    ]  # fmt: skip
    assert len(found) > 1
    address = f"/-/source/{PLAN}?start={start}&amp;end={end}#quote"
    for one in found:
        assert f'<a tabindex="-1" href="{address}" data-rows' in one["html"]


def test_a_page_counts_what_became_of_each_character(database: Path, reader: Reader) -> None:
    words = said(reader.page(PLAN, page=3))
    rows = query(
        database, "select account, characters from character_accounts where document_id = ?", PLAN
    )
    assert rows
    names = {"typed": "Values", "template": "Template sentences", "heading": "Headings",
             "statement": "Other statements", "mark": "List marks", "blank": "White space",
             "furniture": "Page furniture", "outside": "Outside the chapter",
             "unread": "Unread"}  # fmt: skip
    for account, characters in rows:
        assert f"{names[account]} {characters:,}" in words, account


def test_unread_words_are_hatched_listed_and_found(database: Path, tmp_path: Path) -> None:
    ((row_id, start, quote),) = query(
        database,
        "select id, char_start, quote from template_sentences where document_id = ? and page = 2"
        " limit 1",
        PLAN,
    )
    path = changed(
        database,
        tmp_path,
        "insert into unread select 'no rule reads it', document_id, page, char_start, char_end,"
        f" quote from template_sentences where id = '{row_id}'",
        f"delete from template_sentences where id = '{row_id}'",
    )
    for site in (Reader(path, PACKAGED_SOURCES), Reader(path)):
        first = site.page(PLAN, page=1)
        assert "2 61 rows 1 unread" in said(first)
        assert re.search(r'href="[^"]*page=2">Next unread words: page 2', first)
        page = site.page(PLAN, page=2)
        (unread,) = [one for one in ITEM.findall(page) if one[0] == "unread"]
        assert f'href="/riskplan/unread/{PLAN},{start}"' in unread[2]
        assert site.get(f"/riskplan/unread/{PLAN},{start}").status_code == 200
        if site.page(PLAN, page=2).count("<img"):
            assert 'fill="url(#hatch-unread)"' in unread[2]
        else:
            pieces = re.findall(r'<a class="piece k-unread"[^>]*>(.*?)</a>', page, re.DOTALL)
            assert html.unescape("".join(pieces)) == quote


def test_only_some_kinds_are_shown_when_an_address_says_so(reader: Reader) -> None:
    def ticked(page: str) -> set[str]:
        return set(re.findall(r'id="show-(\w+)" checked', page))

    assert ticked(reader.page(PLAN, page=3)) == {"typed", "statement", "heading", "furniture"}
    page = reader.page(PLAN, page=3, show="statement,heading,nonsense")
    assert ticked(page) == {"statement", "heading"}
    assert re.search(r'rel="next" href="[^"]*page=4&amp;show=statement', page)


def test_a_page_that_was_not_read_is_shown_and_said_to_be_so(
    database: Path, tmp_path: Path
) -> None:
    path = changed(
        database,
        tmp_path,
        "update pages set read = 0, width = null, height = null, char_start = null,"
        " char_end = null where number > 5",
        "delete from lines where page > 5",
        "delete from furniture where page > 5",
    )
    site = Reader(path, PACKAGED_SOURCES)
    page = site.page(PLAN, page=6)
    assert "6–7 not read" in said(page)
    assert "This page was not read" in said(page)
    assert "<img" in page
    assert "Read from this page" not in page
    assert "6–7 not read" in said(Reader(path).page(PLAN, page=7))


def test_the_text_of_all_parts_together_is_the_text(reader: Reader) -> None:
    text = reader.get(f"/-/source/{POLICY}.txt").text
    first = reader.page(POLICY, page=1)
    ((count,),) = [re.findall(r"Part 1 of (\d+)", said(first))]
    shown = ""
    for number in range(1, int(count) + 1):
        page = reader.page(POLICY, page=number)
        shown += text_shown(page)
    assert int(count) > 1
    assert "".join(shown.split()) == "".join(text.split())
    assert text.strip() in shown


def test_a_text_is_marked_with_the_rows_read_from_it(database: Path, reader: Reader) -> None:
    page = reader.page(POLICY, page=1)
    for criterion, quote in query(
        database,
        "select id, quote from policy_criteria where document_id = ? and char_end < 2500"
        " and operator is null",
        POLICY,
    ):
        found = re.findall(
            rf'<a class="piece k-typed" href="[^"]*/{criterion}" data-rows="[^"]*">(.*?)</a>',
            page,
            re.DOTALL,
        )
        assert html.unescape("".join(found)) == quote
    assert "<img" not in page
    assert NOT_AT_HAND not in said(page)


def test_a_text_with_form_feeds_is_shown_by_its_pages(text_database: Path, tmp_path: Path) -> None:
    ((text,),) = query(text_database, "select text from documents where id = ?", PLAN)
    feeds = [text.index("\n\n", at) + 1 for at in (1000, 5000, 9000)]
    for at in feeds:
        text = text[:at] + "\f" + text[at + 1 :]
    path = changed(
        text_database,
        tmp_path,
        f"insert into furniture (document_id, ordinal, page, text, reason, char_start, char_end)"
        f" values ('{PLAN}', 0, 2, '1 / 7', 'page number', {feeds[0] + 1}, {feeds[0] + 6})",
    )
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update documents set text = ? where id = ?", [text, PLAN])
    site = Reader(path)
    for number, printed in enumerate(text.split("\f"), 1):
        page = site.page(PLAN, page=number)
        assert f"Page {number} of 4" in said(page)
        assert text_shown(page).strip() == printed.strip()
    page = site.page(PLAN, page=2)
    assert 'class="piece k-furniture"' in page
    assert f"/riskplan/furniture/{PLAN},0" in page


def test_of_many_parts_those_beside_are_listed_first_and_all_below(
    database: Path, tmp_path: Path
) -> None:
    path = changed(database, tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "update documents set text = text || ? where id = ?", ["\nmore words" * 40_000, POLICY]
        )
    page = Reader(path).page(POLICY, page=100)
    ((count,),) = [re.findall(r"Part 100 of (\d+)", said(page))]
    assert int(count) > 120
    leaves = page[page.index('<nav class="leaves') : page.index("</nav>", page.index("leaves"))]
    near, everything = leaves.split("<details>")
    assert re.findall(r"<b>(\d+)</b>", near) == [str(number) for number in range(94, 107)]
    assert len(re.findall(r"<b>(\d+)</b>", everything)) == int(count)
    assert near.count('aria-current="page"') == everything.count('aria-current="page"') == 1
    assert len(page) < 150_000


def test_without_its_file_a_page_shows_its_text_and_says_why(bare: Reader, database: Path) -> None:
    page = bare.page(PLAN, page=3)
    assert NOT_AT_HAND in said(page)
    assert "<img" not in page
    assert 'class="overlay"' not in page
    ((start, end),) = query(
        database,
        "select char_start, char_end from pages where document_id = ? and number = 3",
        PLAN,
    )
    text = bare.get(f"/-/source/{PLAN}.txt").text
    assert text_shown(page).strip() == text[start:end].strip()
    assert bare.get(f"/-/source/{PLAN}/page/3.png").status_code == 404


def test_a_pdf_may_be_read_as_text(reader: Reader) -> None:
    page = reader.page(PLAN, page=3, **{"as": "text"})
    assert '<section class="source-text"' in page
    assert "<img" not in page
    assert NOT_AT_HAND not in said(page)
    assert "page=4&amp;as=text" in page


@pytest.mark.parametrize(
    "asked",
    ["page=0", "page=999", "page=8", "page=-1", "page=x", "page=1e1", "page=²", "page=" + "9" * 99,
     "row=risks", "row=/", "row=nope/nope"],
)  # fmt: skip
def test_there_is_no_such_page(reader: Reader, asked: str) -> None:
    assert reader.get(f"/-/source/{PLAN}?{asked}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/-/source/nope", "/-/source/nope.txt", "/-/source/nope/page/1.png",
     f"/-/source/{PLAN}/page/0.png", f"/-/source/{PLAN}/page/8.png",
     f"/-/source/{PLAN}/page/{'9' * 40}.png", f"/-/source/{PLAN}/page/1.png?v=0123456789abcdef",
     f"/-/source/{POLICY}/page/1.png"],
)  # fmt: skip
def test_there_is_no_such_document_or_image(reader: Reader, path: str) -> None:
    assert reader.get(path).status_code == 404


def test_an_image_is_a_png_that_may_be_kept(reader: Reader) -> None:
    (address,) = re.findall(r'<img src="([^"]*)"', reader.page(PLAN, page=3))
    sha256 = hashlib.sha256(PLAN_FILE.read_bytes()).hexdigest()
    assert address == f"/-/source/{PLAN}/page/3.png?v={sha256[:16]}"
    answer = reader.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in answer.headers["cache-control"]
    image = Image.open(io.BytesIO(answer.content))
    assert (image.format, image.size) == ("PNG", (1190, 1684))
    darkest, lightest = image.convert("L").getextrema()
    assert darkest < 10
    assert lightest > 250
    assert reader.get(f"/-/source/{PLAN}/page/3.png").headers["cache-control"] == "no-cache"


def test_images_are_kept_in_memory() -> None:
    images = PageImages([PACKAGED_SOURCES])
    source = SourceFile(PLAN, PLAN_FILE.name, hashlib.sha256(PLAN_FILE.read_bytes()).hexdigest())
    assert images.image(source, 2) is images.image(source, 2)
    assert images.sheet(source, 2) is images.sheet(source, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of sources with the plan, to be damaged."""
    shutil.copytree(PACKAGED_SOURCES / PLAN, tmp_path / "sources" / PLAN)
    return tmp_path / "sources"


def test_a_file_that_has_changed_is_not_shown(database: Path, folder: Path) -> None:
    site = Reader(database, folder)
    assert site.get(f"/-/source/{PLAN}/page/1.png").status_code == 200
    file = folder / PLAN / PLAN_FILE.name
    file.write_bytes(file.read_bytes() + b"\n%%EOF\n")
    assert site.get(f"/-/source/{PLAN}/page/1.png").status_code == 404
    assert NOT_AT_HAND in said(site.page(PLAN, page=1))
    file.unlink()
    assert site.get(f"/-/source/{PLAN}/page/2.png").status_code == 404
    assert NOT_AT_HAND in said(site.page(PLAN, page=2))


def test_no_file_is_shown_but_the_one_that_was_read(database: Path, folder: Path) -> None:
    other = folder.parent / "elsewhere.pdf"
    shutil.copy(PLAN_FILE, other)
    for name in ("../../elsewhere.pdf", str(other), "source.yml", ""):
        path = changed(database, folder.parent, f"update documents set source_file = '{name}'")
        site = Reader(path, folder)
        assert site.get(f"/-/source/{PLAN}/page/1.png").status_code == 404, name
        assert NOT_AT_HAND in said(site.page(PLAN, page=1))


@pytest.mark.parametrize("damage", ["cut off", "no PDF", "other pages"])
def test_a_file_that_cannot_be_drawn_has_its_text_shown(
    database: Path, folder: Path, damage: str
) -> None:
    file = folder / PLAN / PLAN_FILE.name
    data = file.read_bytes()
    if damage == "other pages":
        paper = canvas.Canvas(str(folder.parent / "other.pdf"), pagesize=(300, 300))
        paper.drawString(50, 50, "Something else")
        paper.save()
        data = (folder.parent / "other.pdf").read_bytes()
    file.write_bytes({"cut off": data[: len(data) // 3], "no PDF": b"no PDF"}.get(damage, data))
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    path = changed(
        database, folder.parent, f"update documents set sha256 = '{sha256}' where id = '{PLAN}'"
    )
    site = Reader(path, folder)
    first = site.page(PLAN, page=1)
    assert (NOT_SURE if damage == "other pages" else NOT_DRAWN) in said(first)
    assert 'class="overlay"' not in first
    assert "Summary of risk management plan" in first.split('<section class="source-text"')[1]
    assert NOT_DRAWN in said(site.page(PLAN, page=2))
    assert site.get(f"/-/source/{PLAN}/page/2.png").status_code == 404


def drawn(path: Path, turn: int, box: tuple[int, int, int, int], crop: bool) -> SourceFile:
    """A page of the given turn and box with level words, and some askew, in a source folder."""
    folder = path / "fictavel"
    folder.mkdir()
    paper = canvas.Canvas(str(folder / "level.pdf"), pagesize=(400, 300))
    paper.translate((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    paper.rotate(turn)
    paper.setFont("Helvetica", 12)
    paper.drawString(-60, 10, "Level words first-")
    paper.rotate(30)
    paper.drawString(-60, -30, "DRAFT")
    paper.save()
    document = pypdfium2.PdfDocument(folder / "level.pdf")
    page = document[0]
    page.set_mediabox(*box)
    page.set_rotation(turn)
    if crop:
        page.set_cropbox(60, 40, 200, 200)
    document.save(folder / "turned.pdf")
    (folder / "source.yml").write_text("file: turned.pdf\n", encoding="utf-8")
    data = (folder / "turned.pdf").read_bytes()
    return SourceFile("fictavel", "turned.pdf", hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("crop", [False, True])
@pytest.mark.parametrize("box", [(0, 0, 400, 300), (-50, 20, 350, 320), (30, -40, 430, 260)])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_letters_stand_where_the_reader_finds_them_and_the_image_shows_them(
    tmp_path: Path, turn: int, box: tuple[int, int, int, int], crop: bool
) -> None:
    source = drawn(tmp_path, turn, box, crop)
    images = PageImages([tmp_path])
    sheet = images.sheet(source, 1)
    with pdfplumber.open(tmp_path / "fictavel" / "turned.pdf") as pdf:
        page = pdf.pages[0]
        read = [one for one in page.chars if abs(one["matrix"][1]) < 1e-6 and one["text"] != " "]
        assert (sheet.x0, sheet.top) == pytest.approx(page.bbox[:2])
        assert (sheet.width, sheet.height) == pytest.approx((page.width, page.height))
    assert "".join(letter.text for letter in sheet.letters) == "Levelwordsfirst-"
    shown = Image.open(io.BytesIO(images.image(source, 1))).convert("L")
    assert shown.size == pytest.approx((2 * sheet.width, 2 * sheet.height))
    for letter, other in zip(sheet.letters, read, strict=True):
        assert letter.text == other["text"]
        assert (letter.x0, letter.x1) == pytest.approx((other["x0"], other["x1"]), abs=0.5)
        assert other["top"] - 2 < (letter.top + letter.bottom) / 2 < other["bottom"] + 2
        corner = (letter.x0 - sheet.x0, letter.top - sheet.top)
        far = (letter.x1 - sheet.x0, letter.bottom - sheet.top)
        ink = shown.crop(tuple(round(2 * at) for at in (*corner, *far)))  # type: ignore[arg-type]
        assert ink.getextrema()[0] < 128, letter


def test_a_huge_page_makes_no_huge_image(tmp_path: Path) -> None:
    folder = tmp_path / "poster"
    folder.mkdir()
    paper = canvas.Canvas(str(folder / "poster.pdf"), pagesize=(14_000, 9_000))
    paper.drawString(50, 50, "Poster")
    paper.save()
    (folder / "source.yml").write_text("file: poster.pdf\n", encoding="utf-8")
    data = (folder / "poster.pdf").read_bytes()
    source = SourceFile("poster", "poster.pdf", hashlib.sha256(data).hexdigest())
    image = Image.open(io.BytesIO(PageImages([tmp_path]).image(source, 1)))
    assert image.width * image.height <= MOST_PIXELS * 1.01
    with pytest.raises(NotDrawn, match="no page 2"):
        PageImages([tmp_path]).image(source, 2)


def test_folders_that_hold_no_sources_are_no_fault(tmp_path: Path) -> None:
    source = SourceFile(PLAN, PLAN_FILE.name, hashlib.sha256(PLAN_FILE.read_bytes()).hexdigest())
    assert not PageImages([tmp_path / "nowhere", tmp_path]).at_hand(source)
    assert PageImages([tmp_path / "nowhere", PACKAGED_SOURCES]).at_hand(source)


def test_serve_names_its_sources_to_the_site(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr("ingest.server.run", lambda *args: told.extend(args[:2]))
    monkeypatch.setattr("ingest.pipeline.is_current", lambda *_: True)
    done = CliRunner().invoke(
        main, ["serve", "--database", str(database), "--sources", str(tmp_path)]
    )
    assert done.exit_code == 0, done.output
    assert told == [database, (tmp_path,)]


@pytest.fixture(scope="module")
def evil(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A document that is mark-up wherever it may be, with rows that quote it."""
    path = tmp_path_factory.mktemp("evil") / "riskplan.db"
    shutil.copy(database, path)
    text = f"Before & after {EVIL} \r\n the end"
    start, end = text.index(EVIL), text.index(EVIL) + len(EVIL)
    with closing(sqlite3.connect(path)) as connection, connection:
        (product,) = connection.execute("select id from products limit 1").fetchone()
        connection.execute(
            "insert into documents (id, product_id, family, title, publisher, version,"
            " document_date, source_url, source_file, media_type, sha256, text)"
            " values (?, ?, 'rmp_summary', ?, ?, ?, ?, 'javascript:alert(1)', ?, 'text/plain', ?,"
            " ?)",
            (EVIL, product, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, text),
        )
        place = (EVIL, None, start, end, EVIL)
        connection.execute(
            "insert into risks (id, product_id, category, ordinal, name, heading, document_id,"
            " page, char_start, char_end, quote)"
            " values (?, ?, 'identified', 1, ?, ?, ?, ?, ?, ?, ?)",
            (EVIL, product, EVIL, EVIL, *place),
        )
        connection.execute(
            "insert into unread (reason, document_id, page, char_start, char_end, quote)"
            " values (?, ?, ?, ?, ?, ?)",
            (EVIL, *place),
        )
        connection.execute(
            "insert into furniture (document_id, ordinal, page, text, reason, char_start, char_end)"
            " values (?, 0, 1, ?, ?, 0, 6)",
            (EVIL, EVIL, EVIL),
        )
    return Reader(path, PACKAGED_SOURCES)


def test_mark_up_in_any_field_is_shown_as_text(evil: Reader) -> None:
    from datasette.utils import tilde_encode

    name = tilde_encode(EVIL)
    for arguments in ({}, {"start": 0, "end": 99}, {"start": 20, "end": 30}, {"show": EVIL}):
        page = evil.page(name, **arguments)
        assert "<script>alert" not in page
        assert "</script>49" not in html.unescape(page)
        assert 'href="javascript:' not in page
        assert EVIL in html.unescape(page)
    main = page[page.index("<main") : page.index("</main>")]
    for link in {html.unescape(one) for one in re.findall(r'href="(/[^"#]*)', main)}:
        assert evil.get(link).status_code == 200, link
    assert evil.get(f"/-/source/{name}.txt").headers["content-type"].startswith("text/plain")


def test_the_page_has_the_policy_and_nothing_inline(reader: Reader, bare: Reader) -> None:
    for site in (reader, bare):
        for document in (PLAN, POLICY):
            answer = site.get(f"/-/source/{document}", start=600, end=640)
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert " style=" not in answer.text
            assert "<style" not in answer.text
            assert not re.search(r"<script(?![^>]*src=)", answer.text)
            assert not re.search(r"<[^>]+ on\w+=", answer.text)


def test_nobody_sees_what_is_not_theirs(database: Path) -> None:
    site = Reader(database, PACKAGED_SOURCES)
    site.site._metadata_local["databases"]["riskplan"]["allow"] = {"id": "reviewer"}
    for path in (f"/-/source/{PLAN}", f"/-/source/{PLAN}.txt", f"/-/source/{PLAN}/page/1.png"):
        assert site.get(path).status_code == 403, path


def test_the_row_page_of_a_document_leads_to_the_reader(reader: Reader) -> None:
    page = reader.get(f"/riskplan/documents/{PLAN}").text
    assert f'<a href="/-/source/{PLAN}">Read it beside what was read from it</a>' in page
    assert f'<a href="/-/source/{PLAN}.txt">the whole text</a>' in page
