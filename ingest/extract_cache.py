"""What earlier builds made, kept by what it was made from: the rows of a file, the dictionaries.

One file a document beside the database: a line with the checksum, then packed JSON, which loading
cannot turn into code; and a file with the tables that come of the dictionaries alone. Whatever is
not exactly what was written is passed over and made anew; a folder that cannot be written is no
cache. ``last-build.json`` knows the database they went into.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import zlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field, fields
from itertools import groupby
from pathlib import Path
from typing import Any

from ingest.fingerprint import parser_version, reference_version
from ingest.reference_tables import reference_database
from ingest.source_file import Source
from ingest.table_rows import Prepared, Summary

OWN_FILE = re.compile(
    r"[0-9a-f]{64}\.(rows|reference)(\.writing-\d+)?|last-build\.json\.writing-\d+"
)
UNREADABLE = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError, zlib.error)
"""What reading a cut, damaged or foreign file may raise."""


def cache_beside(database: Path) -> Path:
    """The folder that belongs to ``database`` unless the user names another."""
    return database.with_name(f"{database.name}.cache")


@dataclass(slots=True)
class ExtractCache:
    """A folder of results. ``used`` are the entries that this build asked for or made."""

    folder: Path
    used: set[str] = field(default_factory=set)

    def get(self, source: Source) -> Prepared | None:
        """What was read from ``source`` before; None when that is not known for certain."""
        name = _name(source)
        self.used.add(name)
        try:
            return _decode(_unsealed(self.folder / name))
        except UNREADABLE:
            return None

    def put(self, source: Source, prepared: Prepared) -> None:
        """Keep what was read from ``source``."""
        self._write(_name(source), _encode(prepared))

    def reference(self) -> bytes:
        """The database that every build begins from; made when this release has none here."""
        name = f"{reference_version()}.reference"
        self.used.add(name)
        try:
            return _checked(self.folder / name)
        except UNREADABLE:
            content = reference_database()
            self._keep(name, content)
            return content

    def last_build(self, database: Path, inputs: str) -> list[Summary] | None:
        """The closing table of the build that made ``database`` from ``inputs``.

        None when anything is different now: the inputs, the parser, or the database file.
        """
        try:
            said = _unsealed(self.folder / "last-build.json")
            if said["made"] != _made(database, inputs):
                return None
            return [Summary(*values) for values in said["summaries"]]
        except UNREADABLE:
            return None

    def close(self, database: Path, inputs: str | None, summaries: Sequence[Summary]) -> None:
        """Remember what ``database`` was made of, and drop entries that it was not made of.

        With ``inputs`` None (some files could not be read) the next build looks at all of them.
        """
        with contextlib.suppress(OSError):
            (self.folder / "last-build.json").unlink(missing_ok=True)
            for path in self.folder.iterdir():
                if OWN_FILE.fullmatch(path.name) and path.name not in self.used:
                    path.unlink(missing_ok=True)
            if inputs is not None:
                said = {
                    "made": _made(database, inputs),
                    "summaries": [astuple(one) for one in summaries],
                }
                self._write("last-build.json", said)

    def _write(self, name: str, said: Any) -> None:
        self._keep(name, zlib.compress(json.dumps(said, separators=(",", ":")).encode(), 1))

    def _keep(self, name: str, content: bytes) -> None:
        path = self.folder / name
        writing = path.with_name(f"{name}.writing-{os.getpid()}")
        with contextlib.suppress(OSError):
            self._make_folder()
            try:
                writing.write_bytes(_checksum(name, content) + b"\n" + content)
                writing.replace(path)
            finally:
                writing.unlink(missing_ok=True)

    def _make_folder(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True)
            (self.folder / ".gitignore").write_text("*\n", encoding="utf-8")


def _name(source: Source) -> str:
    """Equal for two sources only when reading both gives the same rows."""
    said = {f.name: getattr(source, f.name) for f in fields(source) if f.name != "path"}
    known = json.dumps([parser_version(), said], sort_keys=True)
    return f"{hashlib.sha256(known.encode()).hexdigest()}.rows"


def _made(database: Path, inputs: str) -> list[Any]:
    state = database.stat()
    return [str(database.resolve()), state.st_size, state.st_mtime_ns, inputs, parser_version()]


def _checksum(name: str, content: bytes) -> bytes:
    """Of the file's name too: an entry under the name of another is none."""
    return hashlib.sha256(name.encode() + b"\0" + content).hexdigest().encode()


def _unsealed(path: Path) -> Any:
    """What was written to ``path``. Raises one of UNREADABLE when that is not what stands there."""
    return json.loads(zlib.decompress(_checked(path)))


def _checked(path: Path) -> bytes:
    checksum, _, content = path.read_bytes().partition(b"\n")
    if checksum != _checksum(path.name, content):
        raise ValueError(path)
    return content


def _encode(prepared: Prepared) -> dict[str, Any]:
    """Rows with their columns named once; a table's rows stay in their order."""
    groups = [
        [table, list(columns), [list(row.values()) for row in alike]]
        for table, rows in prepared.tables.items()
        for columns, alike in groupby(rows, key=tuple)
    ]
    return {"summary": astuple(prepared.summary), "tables": groups}


def _decode(said: Any) -> Prepared:
    tables: dict[str, list[dict[str, Any]]] = {}
    for table, columns, rows in said["tables"]:
        found = tables.setdefault(table, [])
        found += (dict(zip(columns, row, strict=True)) for row in rows)
    return Prepared(Summary(*said["summary"]), tables)
