"""A leaf of the source reader in; its page's image and the boxes of its rows out.

The files lie in the source folders that the site was told of; a page without its file, or whose
words are not surely where they seem to be, has its text in the place of boxes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from datasette.app import Datasette

from ingest.page_images import NotDrawn, PageImages, Sheet, SourceFile
from ingest.site.word_boxes import Box, PlacedLine, agree, boxes_of, outline, placed_lines

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
    if not await asyncio.to_thread(images.at_hand, source):
        return {"image": None, "boxed": False, "why": NOT_AT_HAND}
    try:
        sheet = await asyncio.to_thread(images.sheet, source, number)
    except NotDrawn:
        return {"image": None, "boxed": False, "why": NOT_DRAWN}
    image = _image(found["path"], source, number, sheet)
    placed = placed_lines(found["lines"], sheet.letters)
    sure = _same_size(found["size"], sheet) and agree(placed)
    if not sure:
        return {"image": image, "boxed": False, "why": NOT_SURE if found["lines"] else None}
    return {"image": image, "boxed": True, "why": None, **_boxes(found, placed)}


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
        "furniture": [
            one | {"box": outline([Box(one["x0"], one["top"], one["x1"], one["bottom"])])}
            for one in found["furniture"]
        ],
        "asked_box": outline(asked.boxes) if asked else "",
    }


def _outlined(
    rows: Sequence[dict[str, Any]], placed: Sequence[PlacedLine]
) -> Iterator[dict[str, Any]]:
    """Each row with its box. Rows of the same words share one, which leads to the list of them."""
    sharing: dict[tuple[int, int], list[int]] = {}
    for row in rows:
        if not row["about"]:
            sharing.setdefault((row["start"], row["end"]), []).append(row["number"])
    drawn: set[tuple[int, int, str]] = set()
    for row in rows:
        words = (row["start"], row["end"])
        boxes = boxes_of(*words, placed)
        alike = [] if row["about"] else sharing[words]
        yield row | {
            "box": outline(boxes.boxes),
            "exact": boxes.exact,
            "sharing": alike if len(alike) > 1 else [],
            "again": (*words, row["kind"]) in drawn,
        }
        drawn.add((*words, row["kind"]))
