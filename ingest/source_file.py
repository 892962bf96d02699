"""A source folder in, a Source out: what source.yml says of the document beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ingest.document import Document
from ingest.errors import BadSource, UnreadableFile
from ingest.families import family_names, load_family
from ingest.read_text import read_text
from ingest.vocabulary import slug

REQUIRED = ("file", "family", "product", "substance", "jurisdiction")
OPTIONAL = ("title", "publisher", "language", "address", "version", "date", "layout", "note")
READABLE = (".pdf", ".txt")
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The quick one where PyYAML has it: hundreds of sources are read in every build."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document's source.yml, with the file it speaks of. ``id`` is the folder's slug."""

    id: str
    path: Path
    sha256: str
    file: str
    family: str
    product: str
    substance: str
    jurisdiction: str
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    address: str | None = None
    version: str | None = None
    date: str | None = None
    layout: str | None = None
    note: str | None = None
    elsewhere: bool = False
    """Whether the brand is another product's too, of a jurisdiction that goes before this one."""

    @property
    def product_id(self) -> str:
        """The slug of the brand, with the jurisdiction where the brand alone means another."""
        return slug(f"{self.product} {self.jurisdiction}" if self.elsewhere else self.product)

    @property
    def substance_id(self) -> str:
        """The slug of the international non-proprietary name."""
        return slug(self.substance)

    @property
    def size(self) -> int:
        """How many bytes the file has; none where it went away meanwhile."""
        return self.path.stat().st_size if self.path.is_file() else 0

    @property
    def parts(self) -> list[str]:
        """The substances of a combination (``a + b``, ``a / b``); one for a single substance."""
        return [part.strip() for part in self.substance.replace("/", "+").split("+")]

    def refuse_changed(self) -> None:
        """Raises UnreadableFile when the file is no longer the one that this was made of."""
        if _sha256(self.path) != self.sha256:
            raise UnreadableFile(f"{self.path}: changed while it was read; build again")

    def read(self) -> Document:
        """The document's text with its places. Raises UnreadableFile as the readers do."""
        if self.path.suffix.lower() == ".pdf":
            from ingest.read_pdf import read_pdf  # slow to import, and not every build reads one

            document = read_pdf(self.path, self.id, load_family(self.family).pages)
        else:
            document = read_text(self.path, self.id)
        document.facts.update(
            product=self.product,
            product_id=self.product_id,
            substance=self.substance,
            family=self.family,
        )
        return document


def find_sources(folders: tuple[Path, ...]) -> list[Path]:
    """The source folders (those that hold a source.yml) below ``folders``, by name.

    Raises BadSource when a folder is not there or holds none.
    """
    found: dict[Path, Path] = {}
    for folder in folders:
        if not folder.is_dir():
            raise BadSource(f"{folder}: no such folder; name one that holds source folders")
        here = sorted(path.parent for path in folder.rglob("source.yml"))
        if not here:
            raise BadSource(
                f"{folder}: no source.yml below it; a source is a folder with a document and "
                "a source.yml that says what it is"
            )
        found |= {path.resolve(): path for path in here}
    return sorted(found.values(), key=lambda path: path.name)


def load_source(folder: Path) -> Source:
    """Read a source folder's source.yml.

    Raises BadSource for an unknown or missing key (naming the allowed ones), an unknown family
    or file type, and UnreadableFile for a document that is not there.
    """
    where = folder / "source.yml"
    try:
        said = yaml.load(where.read_text(encoding="utf-8"), Loader=LOADER)
    except OSError as error:
        raise BadSource(f"{where}: cannot be opened ({error.strerror}); mend that") from error
    except (yaml.YAMLError, ValueError) as error:
        raise BadSource(f"{where}: not YAML ({error}); mend it") from error
    if not isinstance(said, dict):
        raise BadSource(f"{where}: not a list of keys and values; see the README for one")
    for unknown in (key for key in said if key not in REQUIRED + OPTIONAL):
        raise BadSource(
            f"{where}: unknown key {unknown!r}; the keys are {', '.join(REQUIRED + OPTIONAL)}"
        )
    for key in REQUIRED:
        if said.get(key) in (None, ""):
            raise BadSource(f"{where}: the key {key!r} is missing; add it")
        if isinstance(said[key], list | dict) or not slug(str(said[key])):
            raise BadSource(f"{where}: {key!r} is {said[key]!r}, which has no name in it; mend it")
    values: dict[str, Any] = {
        key: _text(value) for key, value in said.items() if value not in (None, "")
    }
    if values["family"] not in family_names():
        raise BadSource(
            f"{where}: unknown family {values['family']!r}; one of {', '.join(family_names())}"
        )
    path = folder / values["file"]
    if path.suffix.lower() not in READABLE:
        raise BadSource(f"{where}: cannot read {path.suffix!r} files; give a .pdf or a .txt")
    if path.parent != folder or not path.is_file():
        raise UnreadableFile(f"{path}: no such file; mend 'file' in {where.name}")
    name = slug(folder.resolve().name)
    if not name:
        raise BadSource(f"{folder}: its name has no letter a-z and no digit; rename the folder")
    return Source(name, path, _sha256(path), **values)


def bare_source(path: Path, family: str) -> Source:
    """A Source for a file that has no source.yml, to be read as ``family``.

    The medicine is not known, so it goes by the name of the file. Raises BadSource for an
    unknown family or a kind of file that no reader takes.
    """
    if family not in family_names():
        raise BadSource(f"unknown family {family!r}; one of {', '.join(family_names())}")
    if path.suffix.lower() not in READABLE:
        raise BadSource(f"{path}: cannot read {path.suffix!r} files; give a .pdf or a .txt")
    return Source(
        id=slug(path.stem) or "file", path=path, sha256=_sha256(path), file=path.name,
        family=family, product=path.stem, substance=path.stem, jurisdiction="",
    )  # fmt: skip


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be opened ({error.strerror}); mend that") from error


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def told_apart(sources: list[Source]) -> list[Source]:
    """``sources``, brands of several jurisdictions told apart: the EU's go before all others."""
    homes: dict[str, set[str]] = {}
    for source in sources:
        homes.setdefault(slug(source.product), set()).add(source.jurisdiction)
    first = {brand: min(found, key=lambda j: (j != "EU", j)) for brand, found in homes.items()}
    return [
        replace(source, elsewhere=source.jurisdiction != first[slug(source.product)])
        for source in sources
    ]


def clashing(sources: list[Source]) -> Iterator[tuple[Source, str]]:
    """Sources that contradict an earlier one: its document id again, its brand made otherwise."""
    seen: dict[str, Source] = {}
    brands: dict[str, Source] = {}
    for source in sources:
        other = seen.setdefault(source.id, source)
        brand = brands.setdefault(source.product_id, source)
        if other is not source:
            yield (
                source,
                f"{source.path.parent}: same document id as {other.path.parent}; rename one",
            )
        elif brand.substance_id != source.substance_id:
            yield (
                source,
                f"{source.path.parent}: product {source.product!r} has another substance in "
                f"{brand.path.parent} ({brand.substance}; here {source.substance}); mend one "
                "source.yml, or give one product a name of its own",
            )
