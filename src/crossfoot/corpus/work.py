"""What is done with one document, wherever it is done: a pure function of its name and bytes, under limits."""

from __future__ import annotations

import gc
import hashlib
import os
import resource
import signal
import sys
import threading
import time

import msgspec

from crossfoot import api
from crossfoot.corpus.found import Task
from crossfoot.model.errors import Unreadable
from crossfoot.store import Failure, Record, record

Outcome = Record | Failure

_END = signal.SIGUSR1  # nobody handles it: it ends the process
TOO_LARGE = -_END  # the status of a process that ended itself because a document needed too much memory
_GLANCE = 0.05  # seconds between looks at the memory in use


class Limits(msgspec.Struct, frozen=True):
    """What one document may cost: seconds of time, MiB of memory for its process (which has 110 to begin with)."""

    seconds: float = 60.0
    memory: int = 1024


def prove(task: Task) -> Outcome:
    """The record of a document, or why there is none. Depends on nothing but the task."""
    sha = hashlib.sha256(task.data).hexdigest()
    try:
        return record(api.check(task.data, name=task.name), len(task.data), task.company)
    except Unreadable as error:
        return Failure(sha, task.name, _alone(error))
    except ValueError as error:  # an amount too long for the store's columns: digits are never dropped
        return Failure(sha, task.name, f"cannot be kept: {error}")


def begin(memory: int) -> None:
    """Prepares a process that proves documents: it ends itself past `memory` MiB.

    Looked at are the pages that are really in use: allocators reserve far more than they touch, so that limits of
    address space or of data (`setrlimit`) strike at random.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    threading.Thread(target=_watched, args=(memory << 20,), daemon=True).start()


def _watched(limit: int) -> None:
    unit = 1 if sys.platform == "darwin" else 1024  # bytes, or KiB
    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit <= limit:
        time.sleep(_GLANCE)
    os.kill(os.getpid(), _END)


def lost(task: Task, reason: str) -> Failure:
    """The failure of a document whose process gave no answer."""
    return Failure(hashlib.sha256(task.data).hexdigest(), task.name, reason)


def _alone(error: Unreadable) -> str:
    text = f"{error.place}: {error.reason}" if error.place else error.reason
    return f"{text}; {error.remedy}" if error.remedy else text
