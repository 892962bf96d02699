"""A user's own files in, source folders out: each with the file and a source.yml that was read."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from ingest.document_titles import telling_title
from ingest.errors import BadSource, NotAdded, RiskplanError, UnknownFamily
from ingest.families import family_names
from ingest.identify import Said, find_family, identify, jurisdiction_of, read_pages
from ingest.source_file import READABLE, load_source
from ingest.vocabulary import slug

KEYS = (
    "family", "product", "substance", "jurisdiction", "title", "publisher", "language", "address",
    "version", "date",
)  # fmt: skip
NEEDED = ("family", "product", "substance", "jurisdiction")
Ask = Callable[[str, str], str]
"""From a question and the field it is about to what the user says at a terminal."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: its folder, what was read, or the problem."""

    file: Path
    folder: Path | None = None
    lines: tuple[str, ...] = ()
    problem: str | None = None


def add(
    files: Iterable[Path], sources: Path, options: Mapping[str, str | None], ask: Ask | None = None
) -> Iterator[Added]:
    """Make a source folder below ``sources`` of each of ``files``, one at a time.

    ``options`` override what a file says; what is needed and still not known is asked for, all
    else is left out. Files that cannot be added have a ``problem``; the others are added. Raises
    BadSource for an option that cannot be.
    """
    _check(options)
    return (_try_add(file, sources, options, ask) for file in files)


def _check(options: Mapping[str, str | None]) -> None:
    for name, value in options.items():
        if value is not None and not value.strip():
            raise BadSource(f"--{name} is empty; leave it out, or give it a value")
        if value and name in NEEDED and not slug(value):
            raise BadSource(f"--{name} {value!r} has no letter a-z and no digit; give it another")
    if (family := options.get("family")) not in (None, *family_names()):
        raise BadSource(f"unknown --family {family!r}; one of {', '.join(family_names())}")
    if day := options.get("date"):
        with contextlib.suppress(ValueError):
            if date.fromisoformat(day).isoformat() == day:
                return
        raise BadSource(f"--date {day!r} is no day; give it as 2024-05-31")


def _try_add(
    file: Path, sources: Path, options: Mapping[str, str | None], ask: Ask | None
) -> Added:
    try:
        folder = _folder(file, sources)
        if folder.exists():
            return Added(file, folder, (_same(file, folder),))
        known = _known(file, options, ask)
        _write(file, folder, known)
    except RiskplanError as error:
        named = str(error).startswith(f"{file}: ")
        return Added(file, problem=str(error) if named else f"{file}: {error}")
    except OSError as error:
        which = error.filename or sources
        return Added(
            file,
            problem=f"{file}: cannot be added ({which}: {error.strerror}); see to it that the "
            "file can be read and the folder written, and add it again",
        )
    return Added(file, folder, tuple(_listed(known)))


def _folder(file: Path, sources: Path) -> Path:
    if file.is_dir():
        raise NotAdded(f"is a folder; name the files in it, such as {file}/*.pdf")
    if not file.is_file():
        raise NotAdded("no such file; mend the name")
    if file.suffix.lower() not in READABLE:
        raise NotAdded(f"cannot read {file.suffix!r} files; give a .pdf or a .txt")
    name = slug(file.stem)
    if not name:
        raise NotAdded("its name has no letter a-z and no digit; rename the file")
    return sources / name


def _same(file: Path, folder: Path) -> str:
    """What there is to say when the folder is there: nothing new, if it has the same file."""
    if (folder / "source.yml").is_file():
        there = load_source(folder).path
        if there.read_bytes() == file.read_bytes():
            return f"already there, as {there.name}; to change what is said of it edit source.yml"
        raise NotAdded(f"{folder} is there with another file; rename this one, then add it")
    raise NotAdded(f"{folder} is there and is no source folder; rename the file, then add it")


def _known(file: Path, options: Mapping[str, str | None], ask: Ask | None) -> dict[str, Said]:
    """What is known of a file, by key: from the options, the file itself, or the user.

    Raises NotAdded naming the option of what is needed and not known.
    """
    pages = read_pages(file)
    known = {key: Said(value, "", f"--{key}") for key, value in options.items() if value}
    if "family" not in known:
        try:
            known["family"] = find_family(pages)
        except UnknownFamily:
            if ask is None:
                raise
            known["family"] = _asked(ask, file, "family", "no heading of one, or of several")
    identity = identify(pages, known["family"])
    known = identity.values | known
    family = known["family"].value
    if jurisdiction := jurisdiction_of(family):
        known.setdefault("jurisdiction", Said(jurisdiction, "", f"follows from {family}"))
    for key in NEEDED:
        if key not in known:
            why = identity.doubts.get(key, "no wording that riskplan knows says it")
            if ask is None:
                raise NotAdded(f"its {key} is not known ({why}); say it with --{key}")
            known[key] = _asked(ask, file, key, why)
    for key, doubt in identity.doubts.items():
        known.setdefault(key, Said("", "", doubt))
    if not options.get("title") and (title := telling_title(known)):
        known["title"] = title
    return known


def _asked(ask: Ask, file: Path, key: str, why: str) -> Said:
    answer = ask(f"{file.name}: its {key} is not known ({why}). Its {key}", key).strip()
    _check({key: answer})
    return Said(answer, "", "asked")


def _write(file: Path, folder: Path, known: Mapping[str, Said]) -> None:
    """Make the folder whole or not at all; the comments say where each value was read."""
    making = folder.with_name(f".{folder.name}.adding-{os.getpid()}")
    making.mkdir(parents=True)
    try:
        shutil.copyfile(file, making / file.name)
        lines = [_yaml("file", file.name)]
        for key in KEYS:
            said = known.get(key)
            if said and said.place:
                lines.append(f"# {said.place}{f': {said.quote}' if said.quote else ''}")
            lines.append(_yaml(key, said.value if said and said.value else None))
        (making / "source.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _yaml(key: str, value: str | None) -> str:
    return yaml.safe_dump({key: value}, allow_unicode=True, width=10**6).strip()


def _listed(known: Mapping[str, Said]) -> Iterator[str]:
    """A line for each key with the place it was read at; the words there are quoted once."""
    quoted = set()
    for key in KEYS:
        if said := known.get(key):
            words = f": {said.quote!r}" if said.quote and said.quote not in quoted else ""
            quoted.add(said.quote)
            yield f"{key}: {said.value or 'left out'} ({said.place}{words})"
        else:
            yield f"{key}: not stated"
