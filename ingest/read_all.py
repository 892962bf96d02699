"""Sources in, what became of each out: from the cache, else read, over processes if asked."""

from __future__ import annotations

from collections.abc import Callable

from ingest.errors import ReaderFailed, RiskplanError
from ingest.extract_cache import ExtractCache
from ingest.processes import Died, in_processes
from ingest.source_file import Source
from ingest.table_rows import Prepared

Read = Prepared | RiskplanError


def read_all(
    read: Callable[[Source], Read],
    sources: list[Source],
    jobs: int,
    known: ExtractCache | None,
    progress: Callable[[], None],
) -> list[Read]:
    """For each of ``sources``, in their order, its rows or what is wrong with it.

    Those that ``known`` does not have are read by ``read``, the biggest files first. A process
    that dies is a problem of the file that it was at.
    """
    results: list[Read | None] = [known.get(source) if known else None for source in sources]
    left = [index for index, result in enumerate(results) if result is None]
    left.sort(key=lambda index: -sources[index].size)

    def done(at: int, result: Read | Died) -> None:
        source = sources[left[at]]
        if isinstance(result, Died):
            result = _died(source, result)
        elif known and isinstance(result, Prepared):
            known.put(source, result)
        results[left[at]] = result
        progress()

    for _ in range(len(sources) - len(left)):
        progress()
    if jobs <= 1 or len(left) < 2:
        for at, index in enumerate(left):
            done(at, read(sources[index]))
    else:
        in_processes(read, [sources[index] for index in left], jobs, done)
    return [result for result in results if result is not None]


def _died(source: Source, how: Died) -> ReaderFailed:
    return ReaderFailed(
        f"{source.path}: the process that read it ended ({how}); if memory ran out try fewer "
        "--jobs, else look at the file alone with: riskplan show FILE"
    )
