"""A leaf of the source reader in; its page's image and the boxes of its rows out.

The files lie in the source folders that the site was told of; a page without its file, or whose
words are not surely where they seem to be, has its text in the place of boxes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from datasette.app import Datasette

from ingest.page_images import NotAtHand, NotDrawn, PageImages, Sheet, SourceFile
from ingest.site.source.rows import ABOUT, Listed
from ingest.site.source.word_boxes import (
    PlacedLine,
    PrintedLine,
    agree,
    boxes_of,
    outline,
    placed_lines,
)

NEAR = 0.5
"""How much, in points, two measurements of one page may differ."""
NOT_AT_HAND = (
    "The file that this was read from is not at hand, or has changed since, so its pages cannot be "
    "shown. Here is the text that was read."
)
NOT_DRAWN = "This page of the file cannot be drawn. Here is the text that was read."
NOT_SURE = (
    "Where the words stand on this page's image cannot be told for sure, so it has no boxes. The "
    "text that was read follows it."
)
_IMAGES: WeakKeyDictionary[Datasette, PageImages] = WeakKeyDictionary()


def use_sources(datasette: Datasette, folders: Sequence[Path]) -> None:
    """Let the pages of a site's documents be drawn from the files below ``folders``."""
    _IMAGES[datasette] = PageImages(folders)


def images_of(datasette: Datasette) -> PageImages:
    """What draws the pages of a site's documents; it finds no file where none were named."""
    return _IMAGES.setdefault(datasette, PageImages(()))


def source_file(document: dict[str, Any]) -> SourceFile:
    """The file that a document was read from."""
    return SourceFile(document["id"], document["source_file"], document["sha256"])


async def drawing(datasette: Datasette, found: dict[str, Any]) -> dict[str, Any]:
    """What templates/source.html shows beside the text: ``image``, and ``boxed`` when it has boxes.

    Where either is missing ``why`` says so in words.
    """
    if not found["is_pdf"] or found["kept"].get("as") == "text":
        return {"image": None, "boxed": False, "why": None}
    images, source = images_of(datasette), source_file(found["document"])
    number = found["leaf"].number
    try:
        sheet = await asyncio.to_thread(images.sheet, source, number)
    except NotDrawn as error:
        why = NOT_AT_HAND if isinstance(error, NotAtHand) else NOT_DRAWN
        return {"image": None, "boxed": False, "why": why}
    image = _image(found["path"], source, number, sheet)
    placed = _placed(images, source, number, found["lines"])
    sure = _same_size(found["size"], sheet) and agree(placed)
    if not sure:
        return {"image": image, "boxed": False, "why": NOT_SURE if found["lines"] else None}
    return {"image": image, "boxed": True, "why": None, **_boxes(found, placed)}


@lru_cache(256)
def _placed(
    images: PageImages, source: SourceFile, number: int, lines: tuple[PrintedLine, ...]
) -> list[PlacedLine]:
    return placed_lines(lines, images.sheet(source, number).letters)


def _image(path: str, source: SourceFile, number: int, sheet: Sheet) -> dict[str, Any]:
    view = (sheet.x0, sheet.top, sheet.width, sheet.height)
    return {
        "address": f"{path}/page/{number}.png?{urlencode({'v': version(source)})}",
        "view": " ".join(f"{round(one, 2):g}" for one in view),
        "width": round(sheet.width),
        "height": round(sheet.height),
    }


def version(source: SourceFile) -> str:
    """What tells a file's images from those of another that had its name."""
    return source.sha256[:16]


def _same_size(size: tuple[float, float] | None, sheet: Sheet) -> bool:
    return size is not None and all(
        abs(was - now) < NEAR for was, now in zip(size, (sheet.width, sheet.height), strict=True)
    )


def _boxes(found: dict[str, Any], placed: Sequence[PlacedLine]) -> dict[str, Any]:
    words = found["words"]
    asked = boxes_of(words.start, words.end, placed) if words else None
    return {
        "rows": list(_outlined(found["rows"], placed)),
        "asked_box": outline(asked.boxes) if asked else "",
    }


def _outlined(rows: Sequence[Listed], placed: Sequence[PlacedLine]) -> Iterator[Listed]:
    """Each row with its box. Rows of the same words share one, which leads to the list of them."""
    sharing: dict[tuple[int | None, int | None], list[str]] = {}
    for row in rows:
        if row.kind not in ABOUT:
            sharing.setdefault((row.start, row.end), []).append(str(row.number))
    drawn: set[tuple[int | None, int | None, str]] = set()
    for row in rows:
        if row.start is None or row.end is None:
            yield replace(row, box=outline([row.at] if row.at else []))
            continue
        boxes = boxes_of(row.start, row.end, placed)
        alike = [] if row.kind in ABOUT else sharing[row.start, row.end]
        others = max(0, len(alike) - 1)
        yield replace(
            row,
            box=outline(boxes.boxes),
            exact=boxes.exact,
            again=(row.start, row.end, row.kind) in drawn,
            sharing=" ".join(alike) if others else "",
            others=others,
        )
        drawn.add((row.start, row.end, row.kind))
