"""The local engine: processes on this machine, each proving one document at a time.

A document that outlasts its time or kills its process costs only itself: the process is replaced, and the document is
tried once more after the others (or after as many as can be held), in a fresh one.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait
from itertools import islice
from typing import Any

from pebble import ProcessExpired, ProcessPool

from crossfoot.corpus.found import Task
from crossfoot.corpus.work import TOO_LARGE, Limits, Outcome, begin, lost, prove

Work = Callable[[Task], Outcome]

_kept: dict[Limits, ProcessPool] = {}  # of a cluster's worker: its process, for as long as documents come

_AHEAD = 3  # documents waiting for each process: enough to keep it busy, few enough to hold in memory
_HELD = 64 << 20  # bytes of documents that wait for their second try
_TURNS = 1000  # documents after which a process is replaced, so that nothing can pile up


def local(tasks: Iterable[Task], limits: Limits, workers: int | None = None, work: Work = prove) -> Iterator[Outcome]:
    """The outcome of each task (what `work` makes of it), as they come. `workers`: processes; None takes one a core."""
    count = workers or os.cpu_count() or 1
    tasks = iter(tasks)
    full = True
    while full:
        again: list[Task] = []
        with _pool(count, limits) as pool:
            yield from _through(pool, work, tasks, limits, count * _AHEAD, again)
        full = _full(again)
        if again:
            with _pool(1, limits) as pool:
                yield from _through(pool, work, iter(again), limits, 1, None)


def _pool(count: int, limits: Limits) -> ProcessPool:
    # Not forked: this process has threads (Arrow's), and a fork would copy their locks as they happen to stand.
    context = multiprocessing.get_context("forkserver")
    return ProcessPool(count, max_tasks=_TURNS, initializer=begin, initargs=(limits.memory,), context=context)


def _through(
    pool: ProcessPool, work: Work, tasks: Iterator[Task], limits: Limits, ahead: int, again: list[Task] | None
) -> Iterator[Outcome]:
    """Sends tasks through the pool, until `again` is full; those that were lost go there, or (None) are failures."""
    waiting: dict[Future[Outcome], Task] = {}
    while True:
        for task in islice(tasks, 0 if again is not None and _full(again) else ahead - len(waiting)):
            waiting[pool.schedule(work, args=[task], timeout=limits.seconds)] = task
        if not waiting:
            return
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            task = waiting.pop(future)
            error = future.exception()
            if error is None:
                yield future.result()
            elif again is not None:
                again.append(task)
            else:
                yield lost(task, _reason(error, limits))


def _full(again: list[Task]) -> bool:
    """Whether as many documents wait for their second try as are to be held in memory."""
    return sum(len(task.data) for task in again) >= _HELD


def alone(task: Task, limits: Limits) -> Outcome:
    """The outcome of one task, in a process that this one keeps for it: what a cluster's worker calls."""
    for last in (False, True):
        future: Future[Outcome] = _own(limits).schedule(prove, args=[task], timeout=limits.seconds)
        error = future.exception()
        if error is None or last:
            break
    return lost(task, _reason(error, limits)) if error else future.result()


def close() -> None:
    """Ends the processes that `alone` kept."""
    while _kept:
        pool: Any = _kept.popitem()[1]
        pool.stop()
        pool.join()


def _own(limits: Limits) -> ProcessPool:
    if limits not in _kept:
        _kept[limits] = _pool(1, limits)
    return _kept[limits]


def _reason(error: BaseException, limits: Limits) -> str:
    if isinstance(error, TimeoutError):
        return f"took longer than the limit of {limits.seconds:g} s"
    if isinstance(error, ProcessExpired) and error.exitcode == TOO_LARGE:
        return f"needs more memory than the limit of {limits.memory} MiB"
    if isinstance(error, ProcessExpired):
        return f"its process ended without an answer (exit code {error.exitcode})"
    return f"a defect of Crossfoot: {type(error).__name__}: {error}"
