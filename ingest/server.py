"""A database in, a running site out: Datasette on it, immutable, with the project's settings."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn
import yaml
from datasette.app import Datasette
from datasette.database import Database

from ingest.check import open_database
from ingest.errors import AddressTaken
from ingest.resources import resource
from ingest.site import inspected, install, serve_settings
from ingest.site.search.page import read_ahead
from ingest.site.settings import DATABASE
from ingest.site.source.drawing import use_sources

LONGEST_WAIT = 60.0
"""Seconds that a thread waits for the others to open the database."""


def application(database: Path, sources: Sequence[Path] = ()) -> Datasette:
    """Datasette on ``database``, whose file must not be written to while it runs.

    It shows the pages of those documents whose files lie below ``sources``.

    Whatever the file is called, the site calls it ``riskplan``, so permalinks hold. Raises
    NotADatabase when the file is missing or was not built by riskplan.
    """
    open_database(database).close()
    install()
    metadata = yaml.safe_load(resource("metadata.yml").read_text(encoding="utf-8"))
    site = Datasette(
        [],
        metadata=metadata,
        settings=serve_settings(),
        inspect_data=inspected(database, metadata),
        cors=True,
    )
    site.remove_database("_memory")
    site.add_database(Database(site, path=str(database), is_mutable=False), name=DATABASE)
    use_sources(site, sources)
    return site


def run(
    database: Path, sources: Sequence[Path], host: str, port: int, ready: Callable[[str], None]
) -> None:
    """Serve ``database`` until interrupted; ``ready`` is told the address once it listens.

    ``port`` 0 takes a free one. Raises AddressTaken when the port is in use, and what
    ``application`` raises.
    """
    site = application(database, sources)
    listening = _listen(host, port)
    shown = "127.0.0.1" if host == "0.0.0.0" else host
    ready(f"http://{shown}:{listening.getsockname()[1]}/")
    server = uvicorn.Server(uvicorn.Config(site.app(), log_level="warning", lifespan="on"))
    try:
        asyncio.run(_serve(site, server, listening))
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()


async def _serve(site: Datasette, server: uvicorn.Server, listening: socket.socket) -> None:
    """Serve what the database holds now; a build that takes its place is for the next start."""
    await hold(site)
    reading = asyncio.create_task(site.get_database(DATABASE).execute_fn(read_ahead))
    await server.serve(sockets=[listening])
    await reading


async def hold(site: Datasette) -> None:
    """Open the database in every thread that answers. One opened later would read another file,
    where a build has taken the place of the database: two answers to one question, in turn.
    """
    threads = site.setting("num_sql_threads")
    together = threading.Barrier(threads, timeout=LONGEST_WAIT)
    database = site.get_database(DATABASE)
    await asyncio.gather(*(database.execute_fn(lambda _: together.wait()) for _ in range(threads)))


def _listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections from now on; they wait until the server answers."""
    try:
        listening = socket.create_server((host, port), reuse_port=False)
        # Answers go out at once: on a connection kept alive each would wait 40 ms for the last.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        raise AddressTaken(
            f"cannot listen on {host}:{port} ({error.strerror}); name another with --port"
        ) from error
    return listening
