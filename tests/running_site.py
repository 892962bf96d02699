"""A database in, the address of a running site on it out: a process of its own on a free port.

    python tests/running_site.py DATABASE [FOLDER]

serves the database, with the metadata.yml of FOLDER where one is given, and prints the address.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

LONGEST = 1800.0
"""Seconds after which the site ends by itself, whatever became of who started it."""


class Answer(NamedTuple):
    """What came back: the status, the kind of content, and the body as it was sent."""

    status: int
    kind: str
    body: bytes


@contextmanager
def running(database: Path, folder: Path | None = None) -> Iterator[str]:
    """The address of a site on ``database``, such as ``http://127.0.0.1:1234``."""
    command = [sys.executable, __file__, str(database), *([str(folder)] if folder else [])]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        address = process.stdout.readline().strip().rstrip("/")
        if not address:
            raise RuntimeError(f"no site came up on {database}")
        yield address
    finally:
        process.terminate()
        process.wait(30)


def asked(address: str, path: str, **headers: str) -> Answer:
    """An answer of the site read to its end, over a connection of its own."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=30)) as client:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        client.request("GET", path, headers=named)
        response = client.getresponse()
        body = response.read()
        return Answer(response.status, response.headers.get_content_type(), body)


def serve(database: str, folder: str | None = None) -> None:
    """Be the site until stopped; prints its address once it listens."""
    from ingest import pipeline, server

    threading.Timer(LONGEST, os._exit, [1]).start()
    if folder:
        server.resource = lambda name: Path(folder) / name  # type: ignore[assignment]
    drawn = [pipeline.PACKAGED_SOURCES]
    server.run(Path(database), drawn, "127.0.0.1", 0, lambda address: print(address, flush=True))
    os._exit(0)


if __name__ == "__main__":
    serve(*sys.argv[1:])
