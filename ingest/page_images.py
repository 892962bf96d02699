"""A page of a PDF in, its image and where its letters stand out: to be looked at, never to be read.

A file is drawn only while its bytes are those that were read. Letters stand where the lines of the
same page stand: in points from the corner that ``read_pdf`` counts from. pdfium is not made for
several threads, so one page is drawn at a time.
"""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from ingest.errors import RiskplanError
from ingest.source_file import find_sources
from ingest.vocabulary import slug

SCALE = 2.0
"""Pixels a point: twice what a screen of old shows."""
MOST_PIXELS = 4_000_000
COLOURS = 64
KEPT_IMAGES = 64
KEPT_SHEETS = 256
LINE_END_HYPHEN = "\x02"
"""What pdfium gives for a hyphen at the end of a line."""
LEVEL = math.radians(1.2)
"""How far from level, in radians, the base line of a letter may be that counts as level."""
_PDFIUM = Lock()


class NotDrawn(RiskplanError):
    """A page that cannot be drawn: no such file or page, another file, a damaged one."""


class NotAtHand(NotDrawn):
    """A page of a file that is not there, or no longer the one that was read."""


class Letter(NamedTuple):
    """A printed character and its box, from its left edge to where the next may stand."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


class Sheet(NamedTuple):
    """A page as it is drawn: its top left corner, its size, and its level letters."""

    x0: float
    top: float
    width: float
    height: float
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file of a document, as the database names it."""

    document_id: str
    name: str
    sha256: str


class PageImages:
    """Draws the pages of the files in the source folders below ``folders``; keeps some of them."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Nothing is looked at before a page is asked for."""
        self._folders = tuple(folders)
        self._image = lru_cache(KEPT_IMAGES)(_image)
        self._sheet = lru_cache(KEPT_SHEETS)(_sheet)

    def at_hand(self, source: SourceFile) -> bool:
        """Whether the file is there and still the one that was read."""
        return self._find(source) is not None

    def image(self, source: SourceFile, number: int) -> bytes:
        """A page, counted from 1, as a PNG. Raises NotDrawn."""
        return self._image(self._path(source), source.sha256, number)

    def sheet(self, source: SourceFile, number: int) -> Sheet:
        """A page, counted from 1, with its letters. Raises NotDrawn."""
        return self._sheet(self._path(source), source.sha256, number)

    def _path(self, source: SourceFile) -> Path:
        path = self._find(source)
        if path is None:
            raise NotAtHand(f"{source.document_id}: its file is not at hand, or has changed")
        return path

    def _find(self, source: SourceFile) -> Path | None:
        folder = self._places.get(source.document_id)
        if folder is None or Path(source.name).name != source.name:
            return None
        path = folder / source.name
        try:
            state = path.stat()
            same = _digest(path, state.st_mtime_ns, state.st_size) == source.sha256
        except OSError:
            return None
        return path if same else None

    @cached_property
    def _places(self) -> dict[str, Path]:
        """The source folders by the ids of their documents."""
        found: dict[str, Path] = {}
        for folder in self._folders:
            try:
                found |= {slug(path.resolve().name): path for path in find_sources((folder,))}
            except RiskplanError:
                continue
        return found


@lru_cache(4096)
def _digest(path: Path, changed: int, size: int) -> str:  # noqa: ARG001
    """The digest of a file, found anew when the file has changed."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _image(path: Path, sha256: str, number: int) -> bytes:
    with _page(path, sha256, number) as page:
        width, height = page.get_size()
        scale = min(SCALE, math.sqrt(MOST_PIXELS / max(width * height, 1)))
        image = page.render(scale=scale).to_pil().convert("RGB")
    few = image.quantize(COLOURS, method=2, dither=0)
    out = io.BytesIO()
    few.save(out, "PNG")
    return out.getvalue()


def _sheet(path: Path, sha256: str, number: int) -> Sheet:
    with _page(path, sha256, number) as page:
        width, height = page.get_size()
        turned = _Turn(page.get_rotation(), *page.get_mediabox())
        text = page.get_textpage()
        try:
            letters = tuple(_letters(text, turned))
        finally:
            text.close()
    return Sheet(*turned.corner, width, height, letters)


@contextmanager
def _page(path: Path, sha256: str, number: int) -> Iterator[Any]:
    """A page of the file, whole (what a crop box would cut off was read too)."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotAtHand(f"{path}: cannot be opened ({error.strerror})") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NotAtHand(f"{path}: is not the file that was read")
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
            try:
                if not 1 <= number <= len(document):
                    raise NotDrawn(f"{path}: has no page {number}")
                page = document[number - 1]
                page.set_cropbox(*page.get_mediabox())
                yield page
                page.close()
            finally:
                document.close()
        except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
            raise NotDrawn(f"{path}: page {number} cannot be drawn ({error})") from error


@dataclass(frozen=True, slots=True)
class _Turn:
    """From a place in the file's own coordinates to the place on the page as it is shown."""

    degrees: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def corner(self) -> tuple[float, float]:
        """The top left corner of the page shown, where ``read_pdf`` counts it."""
        return (self.y0, -self.x0) if self.degrees in (90, 270) else (self.x0, -self.y0)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point stands, from the left and from the top."""
        left, top = {
            0: (x - self.x0, self.y1 - y),
            90: (y - self.y0, x - self.x0),
            180: (self.x1 - x, y - self.y0),
            270: (self.y1 - y, self.x1 - x),
        }[self.degrees]
        return left + self.corner[0], top + self.corner[1]


def _letters(text: Any, turn: _Turn) -> Iterator[Letter]:
    """The characters that are printed level on the page as shown, blanks apart."""
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        angle = raw.FPDFText_GetCharAngle(text, index) + math.radians(turn.degrees)
        if abs(math.remainder(angle, math.tau)) > LEVEL:
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        (x0, y0), (x1, y1) = turn.place(left, bottom), turn.place(right, top)
        shown = "-" if character == LINE_END_HYPHEN else character
        yield Letter(shown, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
