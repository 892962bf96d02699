"""A plain text file in, a Document out: its lines, and its pages where form feeds part them.

Page furniture stays in the text, for that is kept to the letter; it is known by its span, and no
line of the document.
"""

from __future__ import annotations

from pathlib import Path

from ingest.document import Document, Line, Page, Span
from ingest.errors import UnreadableFile
from ingest.text_furniture import text_furniture


def read_text(path: Path, document_id: str) -> Document:
    """Read a UTF-8 text file; its text is kept to the letter (a byte order mark apart).

    Pages are counted from 1 at form feeds, of which the last may end the last page; without any,
    lines and records have no page.
    Raises UnreadableFile for an empty file, one that is not UTF-8, or one with NUL bytes.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8 and try again"
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableFile(
            f"{path}: holds a NUL byte in line {line}; if it is text, take that out, "
            "else save it as text"
        )
    if not text.strip():
        raise UnreadableFile(f"{path}: empty; put the document's text in it or take it away")
    return text_document(text, document_id)


def text_document(text: str, document_id: str) -> Document:
    """The document that ``text`` is."""
    paged = "\f" in text
    lines, start, page = [], 0, 1
    for printed in text.splitlines(keepends=True):
        span = Span(start, start + len(printed)).strip(text)
        lines.append(Line(span, page if paged else None))
        start += len(printed)
        page += printed.count("\f")
    last = page if text[text.rfind("\f") + 1 :].strip() else page - 1  # one ends the last page too
    pages = tuple(Page(number) for number in range(1, max(last, 1) + 1)) if paged else ()
    furniture = tuple(text_furniture(text, lines))
    aside = {item.span for item in furniture}
    kept = tuple(line for line in lines if line.span not in aside)
    return Document(document_id, text, "text/plain", kept, pages, furniture)
