"""A database in, a running site out: Datasette on it, immutable, with the project's settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import uvicorn
import yaml
from datasette.app import Datasette
from datasette.database import Database

from ingest.check import open_database
from ingest.resources import resource
from ingest.site import serve_settings

DATABASE_NAME = "riskplan"
"""What the site calls the database, whatever its file is called: permalinks hold."""


def application(database: Path) -> Datasette:
    """Datasette on ``database``, which must not change while it runs.

    Raises NotADatabase when the file is missing or was not built by riskplan.
    """
    open_database(database).close()
    metadata = yaml.safe_load(resource("metadata.yml").read_text(encoding="utf-8"))
    site = Datasette([], metadata=metadata, settings=serve_settings(), cors=True)
    site.add_database(Database(site, path=str(database), is_mutable=False), name=DATABASE_NAME)
    return site


def run(database: Path, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve ``database`` until interrupted; ``ready`` is told the address once it listens."""
    site = application(database)
    server = uvicorn.Server(
        uvicorn.Config(site.app(), host=host, port=port, log_level="warning", lifespan="on")
    )
    shown = "127.0.0.1" if host == "0.0.0.0" else host
    server.config.callback_notify = None
    startup = server.startup

    async def announce(*args: object, **kwargs: object) -> None:
        await startup(*args, **kwargs)  # type: ignore[arg-type]
        bound = server.servers[0].sockets[0].getsockname()[1] if server.servers else port
        ready(f"http://{shown}:{bound}/")

    server.startup = announce  # type: ignore[method-assign]
    server.run()
