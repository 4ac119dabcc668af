"""Work on documents that goes wrong in every way; in a module of its own, since other processes import it."""

from __future__ import annotations

import os
import time

from crossfoot.corpus.found import Task
from crossfoot.corpus.work import Outcome, prove


def work(task: Task) -> Outcome:
    """Proves, but for documents that say what to do instead."""
    if task.data.startswith(b"DIE"):
        os._exit(9)
    if task.data.startswith(b"SLEEP"):
        time.sleep(60)
    if task.data.startswith(b"RAISE"):
        raise RuntimeError("a defect")
    return prove(task)


def once(task: Task) -> Outcome:
    """Dies the first time it sees a document that names a file, and leaves that file as a mark."""
    if task.data.startswith(b"ONCE"):
        mark = task.data.split(b"\n")[0].split(b" ")[1].decode()
        if not os.path.exists(mark):
            open(mark, "w").close()
            os._exit(9)
    return prove(task)
