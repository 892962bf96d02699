"""A user's file in, what it says of itself out: family, product, substance, version, date.

Nothing is guessed: each value has the words that it was read from, the surest wording that a
document has decides, and where that says two things it is as if it said nothing. The wordings are
data (identification.csv).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ingest.document import Span
from ingest.errors import UnknownFamily
from ingest.families import family_names, load_family
from ingest.printed_dates import iso_date
from ingest.printed_names import name_of, several_names, substance_of
from ingest.read_text import read_text
from ingest.vocabulary import Folded, dictionary, fold, folded_words, heal, phrase_pattern
from ingest.wordings import CONTENTS, Wording, wordings

FIELDS = ("product", "substance", "title", "publisher", "version", "date", "procedure")
COVER_LINES = 40


@dataclass(frozen=True, slots=True)
class Said:
    """A value and where it was read: the words as printed, ``page 1, line 3``."""

    value: str
    quote: str
    place: str


@dataclass(slots=True)
class Identity:
    """What a file says of itself; for what it says in two ways, or unclearly, the doubt."""

    family: Said
    values: dict[str, Said] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pages:
    """The quickly read text of a file, its pages parted by form feeds."""

    text: str
    paged: bool

    @cached_property
    def folded(self) -> Folded:
        """The text fit for matching."""
        return fold(self.text)

    def scope(self, name: str) -> Span:
        """Where a wording of that scope may stand."""
        start = len(self.text) - len(self.text.lstrip())
        if name == "first line":
            end = self.text.find("\n", start)
        elif name == "cover" and self.paged:
            end = self.text.find("\f", start)
        elif name == "cover":
            end = len("".join(self.text.splitlines(keepends=True)[:COVER_LINES]))
        else:
            end = len(self.text)
        return Span(start, end if end > start else len(self.text))

    def place(self, offset: int) -> str:
        """``page 3, line 4`` (lines counted on the page); without pages ``line 4``."""
        page_start = self.text.rfind("\f", 0, offset) + 1
        line = f"line {self.text.count(chr(10), page_start, offset) + 1}"
        page = self.text.count("\f", 0, offset) + 1
        return f"page {page}, {line}" if self.paged else line


def read_pages(path: Path) -> Pages:
    """The text of ``path``. Raises UnreadableFile as the readers do."""
    if path.suffix.lower() == ".pdf":
        from ingest.read_pdf import scan_pdf  # slow to import, and not every file is one

        return Pages("\f".join(scan_pdf(path)), paged=True)
    text = read_text(path, path.stem).text
    return Pages(text, paged="\f" in text)


def jurisdiction_of(family: str) -> str | None:
    """Where documents of ``family`` hold; None when the family holds in several places."""
    rows = dictionary("identification_families", ("id", "jurisdiction"))
    return next((row["jurisdiction"] for row in rows if row["id"] == family), None)


def find_family(pages: Pages) -> Said:
    """The one family whose phrases and whose headings stand in the text.

    Headings on the cover beat those further in: an assessment report may have a plan's summary
    inside. Raises UnknownFamily when there is none, or more than one.
    """
    found: dict[str, dict[str, Said]] = {"cover": {}, "anywhere": {}}
    for family in family_names():
        known = "|".join(phrase_pattern(phrase) for phrase in load_family(family).recognise)
        if not re.search(known, pages.folded.text):
            continue
        for wording in wordings(family):
            if "family" in wording.gives and (first := next(_matches(pages, wording), None)):
                span = first[0]
                quote, place = _line(pages, span), pages.place(span.start)
                found[wording.scope].setdefault(family, Said(family, quote, place))
    marked = found["cover"] or found["anywhere"]
    if len(marked) == 1:
        return next(iter(marked.values()))
    which = f"could be {' or '.join(sorted(marked))}" if marked else "it has no heading of any"
    raise UnknownFamily(
        f"not clear of which family it is ({which}); say it with --family "
        f"(one of {', '.join(family_names())})"
    )


def identify(pages: Pages, family: Said) -> Identity:
    """What the text says of itself when it is read as one of ``family``."""
    known = Identity(family)
    substances: set[str] = set()
    for wording in wordings(family.value):
        found: dict[str, list[Said]] = {}
        product = known.values.get("product")
        for span, slots in _matches(pages, wording, product.value if product else None):
            quote = _line(pages, span)
            said = {name: slot.of(pages.text) for name, slot in slots.items()}
            for name, reading in _values(said).items():
                place = pages.place(slots[reading.slot].start)
                if reading.value is not None:
                    found.setdefault(name, []).append(Said(reading.value, quote, place))
                elif reading.doubt:
                    known.doubts.setdefault(name, f"{reading.doubt}, {place}")
        substances |= {folded_words(one.value) for one in found.get("substance", ())}
        for name in FIELDS:
            if name not in found or name in known.values or name in known.doubts:
                continue
            several = {folded_words(one.value): one.value for one in found[name]}
            if len(several) == 1 or name == "title":
                known.values[name] = found[name][0]
            else:
                listed = ", ".join(sorted(several.values())[:4])
                known.doubts.setdefault(name, f"it says several things: {listed}")
    _doubt_exchanged(known, substances)
    return known


def _doubt_exchanged(known: Identity, substances: set[str]) -> None:
    """A product that is called a substance elsewhere: brand and INN may stand the other way."""
    product, substance = known.values.get("product"), known.values.get("substance")
    if product is None or substance is None:
        return
    name = folded_words(product.value)
    if name != folded_words(substance.value) and name in substances:
        for key in ("product", "substance"):
            del known.values[key]
            known.doubts[key] = f"{product.value!r} is called a product and a substance"


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the words of a slot come to: a value, or the doubt that they leave, or neither."""

    slot: str
    value: str | None
    doubt: str = ""


def _values(said: dict[str, str]) -> dict[str, _Reading]:
    """For each field what its words come to; no title where one of its names is none.

    INNs are written in lower case, so "fictinib (Fictavel)" has the brand in the brackets.
    """
    brand, inn = "product", "substance"
    if brand in said and inn in said and said[brand].islower() and said[inn][:1].isupper():
        brand, inn = inn, brand
    values: dict[str, _Reading] = {}
    for slot, printed in said.items():
        words = _shown(printed)
        if slot == "date":
            day = iso_date(printed)
            values[slot] = _Reading(slot, day, "" if day else f"{words!r} is not one day only")
        elif slot == brand:
            several = several_names(words, _shown(said.get(inn, "")))
            doubt = f"it names several: {', '.join(several)}" if several else ""
            values["product"] = _Reading(slot, None if several else name_of(words), doubt)
        elif slot in (inn, "substances"):
            substance = substance_of(words, joined_by_and=slot == "substances")
            values["substance"] = _Reading(slot, substance)
        else:
            values[slot] = _Reading(slot, words or None)
    if any(not (one.value or one.doubt) for one in values.values()):
        values.pop("title", None)
    return values


def _matches(
    pages: Pages, wording: Wording, product: str | None = None
) -> Iterator[tuple[Span, dict[str, Span]]]:
    """Where a wording stands (in no table of contents), with the place of each of its slots."""
    pattern = wording.pattern(product)
    if pattern is None:
        return
    for match in pages.folded.finditer(pattern, pages.scope(wording.scope)):
        if not CONTENTS.search(match.span.of(pages.text)):
            slots = {"title": match.span} if "title" in wording.gives else {}
            for name in pattern.groupindex:
                if part := match.group(name):
                    slots[name] = part.strip(pages.text) or part
            yield match.span, slots


def _line(pages: Pages, span: Span) -> str:
    """The words of a match for a person, on one line."""
    words = _shown(span.of(pages.text))
    return words if len(words) <= 120 else f"{words[:117]}..."


def _shown(printed: str) -> str:
    """Words as they may go to a terminal: on one line, without characters that print nothing."""
    return "".join(char for char in heal(printed) if char.isprintable())
