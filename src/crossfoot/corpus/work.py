"""What is done with one document, wherever it is done: a pure function of its name and bytes, under limits."""

from __future__ import annotations

import gc
import hashlib
import resource
from pathlib import Path

import msgspec
import pyarrow as pa

from crossfoot import api
from crossfoot.corpus.found import Task
from crossfoot.model.errors import Unreadable
from crossfoot.store import Failure, Record, record

Outcome = Record | Failure


class Limits(msgspec.Struct, frozen=True):
    """What one document may cost: seconds of time, MiB of memory beyond what its process has anyway."""

    seconds: float = 60.0
    memory: int = 1024


def prove(task: Task) -> Outcome:
    """The record of a document, or why there is none. Depends on nothing but the task."""
    sha = hashlib.sha256(task.data).hexdigest()
    try:
        return record(api.check(task.data, name=task.name), len(task.data), task.company)
    except Unreadable as error:
        return Failure(sha, task.name, _alone(error))
    except MemoryError:
        return Failure(sha, task.name, "needs more memory than the limit allows")
    except ValueError as error:  # an amount too long for the store's columns: digits are never dropped
        return Failure(sha, task.name, f"cannot be kept: {error}")


def begin(memory: int) -> None:
    """Prepares a process that proves documents: its limit of memory in MiB, a collector that keeps out of the way."""
    # What is written to, not address space: allocators reserve a great deal of the latter and never touch it.
    limit = _size() + (memory << 20)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    pa.set_memory_pool(pa.system_memory_pool())
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def _size() -> int:
    """Bytes of data that this process has now; a generous guess where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
    except OSError:
        return 256 << 20  # elsewhere: room for the libraries


def lost(task: Task, reason: str) -> Failure:
    """The failure of a document whose process gave no answer."""
    return Failure(hashlib.sha256(task.data).hexdigest(), task.name, reason)


def _alone(error: Unreadable) -> str:
    text = f"{error.place}: {error.reason}" if error.place else error.reason
    return f"{text}; {error.remedy}" if error.remedy else text
