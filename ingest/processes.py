"""A function and a list in, its results out, worked out by several processes at once.

Each process has a pipe of its own and one item at a time, so that when it dies (killed, out of
memory, a crash in a library) it is known which item it was at; another takes its place.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

I = TypeVar("I")  # noqa: E741 - an item
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Died:
    """In the place of a result: the process ended before it had one, with this exit status."""

    status: int | None

    def __str__(self) -> str:
        """For a message: ``killed by SIGKILL``, ``exit status 3``."""
        if self.status is not None and self.status < 0:
            with contextlib.suppress(ValueError):
                return f"killed by {signal.Signals(-self.status).name}"
        return f"exit status {self.status}"


@dataclass(slots=True)
class _Worker(Generic[I]):
    process: BaseProcess
    pipe: Connection
    at: int


def in_processes(
    function: Callable[[I], R],
    items: Sequence[I],
    jobs: int,
    done: Callable[[int, R | Died], None],
) -> None:
    """Call ``function`` on each of ``items`` over ``jobs`` processes, in their order.

    ``done`` is told each result with its item's index as it comes, or Died. ``function`` must not
    raise. When ``done`` raises, or the user interrupts, the processes are ended first.
    """
    waiting = iter(range(len(items)))
    workers: dict[Connection, _Worker[I]] = {}

    def give(worker: _Worker[I] | None = None) -> None:
        """The next item to ``worker`` or to a new one; when there is none the worker ends."""
        at = next(waiting, None)
        if at is None:
            if worker:
                _end(workers.pop(worker.pipe))
            return
        if worker is None:
            process, pipe = _start(function)
            worker = workers[pipe] = _Worker(process, pipe, at)
        worker.at = at
        with contextlib.suppress(OSError):  # it died before it was given more; wait() tells of it
            worker.pipe.send(items[at])

    try:
        for _ in range(min(jobs, len(items))):
            give()
        while workers:
            for pipe in wait(list(workers)):
                worker = workers[pipe]  # type: ignore[index]
                try:
                    result: R | Died = worker.pipe.recv()
                except (EOFError, OSError):  # nothing, or half a result
                    del workers[worker.pipe]
                    worker.process.join()
                    done(worker.at, Died(worker.process.exitcode))
                    _end(worker)
                    give()
                else:
                    done(worker.at, result)
                    give(worker)
    finally:
        for worker in workers.values():
            _end(worker)


def _start(function: Callable[[I], R]) -> tuple[BaseProcess, Connection]:
    context = _context()
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(function, theirs), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()  # so that the end of the process is the end of the pipe
    return process, ours


def _context() -> BaseContext:
    """Forking takes no time, and is safe where no system library minds: on Linux."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else None)


def _work(function: Callable[[I], R], pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers when interrupted
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            item = pipe.recv()
        except (EOFError, OSError):  # the parent is gone
            return
        result = function(item)
        with contextlib.suppress(BrokenPipeError):
            pipe.send(result)


def _end_with_parent() -> None:
    """However the parent ends: killed, it cannot end its workers itself."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _end(worker: _Worker[I]) -> None:
    """A worker that waits holds nothing, and would not see its pipe's end (others have copies)."""
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
