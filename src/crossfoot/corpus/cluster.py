"""The cluster engine: the same function on Dask workers, on this machine or at an address.

Each Dask worker proves its documents in a process of its own, under the same limits as the local engine: a document
that has to be killed takes no worker with it. A worker that is lost has its documents proved by the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from crossfoot.corpus.found import Task
from crossfoot.corpus.local import alone, close
from crossfoot.corpus.work import Limits, Outcome, lost
from crossfoot.model.errors import Unreadable

_AHEAD = 3


def cluster(
    tasks: Iterable[Task], limits: Limits, address: str | None, workers: int | None = None
) -> Iterator[Outcome]:
    """The outcome of each task, as they come.

    `address` of a scheduler ("tcp://host:8786"); None starts `workers` (two) workers on this machine, reachable from it
    alone. Raises Unreadable where the scheduler cannot be reached or its workers may not start processes.
    """
    try:
        import dask
        from distributed import Client, as_completed
    except ImportError:
        raise Unreadable("--engine dask", "dask is not installed", remedy="pip install 'crossfoot[cluster]'") from None
    settings = {"distributed.worker.daemon": False, "distributed.scheduler.allowed-failures": 3}
    with dask.config.set(settings), _client(Client, address, workers) as client:
        _check(client, address)
        try:
            yield from _through(client, as_completed, iter(tasks), limits)
        finally:
            client.run(close)


def _through(client: Any, as_completed: Any, tasks: Iterator[Task], limits: Limits) -> Iterator[Outcome]:
    """Sends tasks to the workers, a few ahead of each."""
    ahead = max(1, len(client.scheduler_info(n_workers=-1)["workers"])) * _AHEAD
    waiting: dict[str, Task] = {}
    done: Any = as_completed([])
    while True:
        for task in islice(tasks, ahead - len(waiting)):
            future = client.submit(alone, task, limits, pure=False)
            waiting[future.key] = task
            done.add(future)
        if not waiting:
            return
        future = next(done)
        task = waiting.pop(future.key)
        error = future.exception()
        yield future.result() if error is None else lost(task, f"{type(error).__name__}: {error}")
        future.release()


def _client(make: Any, address: str | None, workers: int | None) -> Any:
    if address is None:
        return make(
            n_workers=workers or 2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, processes=True
        )
    try:
        return make(address, timeout=10)
    except (OSError, TimeoutError) as error:
        raise Unreadable(address, f"no scheduler answers ({error})", remedy="start one with `dask scheduler`") from None


def _daemonic() -> bool:
    import multiprocessing

    return multiprocessing.current_process().daemon


def _check(client: Any, address: str | None) -> None:
    if any(client.run(_daemonic).values()):
        raise Unreadable(
            address or "dask",
            "its workers may not start processes",
            remedy="start them with DASK_DISTRIBUTED__WORKER__DAEMON=False",
        )
