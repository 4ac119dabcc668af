"""From paths to a store: new documents are proved and kept, failures noted, known ones passed over."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from crossfoot.corpus.found import Found, Task, found
from crossfoot.corpus.local import local
from crossfoot.corpus.work import Limits, Outcome
from crossfoot.model.errors import Unreadable
from crossfoot.store import Failure, Record, StoreError, Writer, writing

Engine = Callable[[Iterable[Task], Limits], Iterator[Outcome]]
Told = Callable[[Outcome], None]
Missed = Callable[[Failure], None]

# A part is written when it holds this much: a killed run proves at most so much again.
RELEASES, _BYTES, _SECONDS = 250, 64 << 20, 30.0


class Summary(msgspec.Struct, frozen=True):
    """What a run did: releases kept, those already known, and the failures."""

    kept: int
    known: int
    failures: tuple[Failure, ...]


def add(
    paths: tuple[str, ...],
    store: str | Path,
    *,
    engine: Engine = local,
    limits: Limits | None = None,
    company: str | None = None,
    part: int = RELEASES,
    told: Told | None = None,
) -> Summary:
    """Proves the documents that `paths` name and keeps them in `store`; the same documents again change nothing.

    `store` is a folder or a URL. `company` names the company of all of them, over what they say themselves; `part` is
    how many releases are kept together; `told` is called with each outcome as it comes. Raises StoreError where the
    store cannot be written. Killed at any moment, the store is whole and the next run goes on.
    """
    kept = 0
    with writing(store) as writer:
        shelf = _Shelf(writer, part)
        queue = _Queue(found(paths), writer.knows, shelf.miss, company)
        try:
            for outcome in engine(queue, limits or Limits()):
                if told:
                    told(outcome)
                if isinstance(outcome, Failure):
                    shelf.miss(outcome)
                else:
                    shelf.put(outcome)
                    kept += 1
        except StoreError:  # what is on the shelf cannot be kept
            raise
        except BaseException:  # the user breaks off, or the engine does: what is proved is kept
            shelf.clear()
            raise
        shelf.clear()
    return Summary(kept, queue.known, tuple(shelf.failures))


class _Queue:
    """The documents to prove: those found, each content once, less those in the store."""

    def __init__(
        self, source: Iterator[Found], kept: Callable[[str], bool], missed: Missed, company: str | None
    ) -> None:
        self._source = source
        self._kept = kept
        self._missed = missed
        self._company = company
        self._seen: set[bytes] = set()
        self.known = 0

    def __iter__(self) -> Iterator[Task]:
        for one in self._source:
            if isinstance(one, Unreadable):
                self._missed(Failure(None, one.name, one.reason))
                continue
            digest = hashlib.sha256(one.data)
            if digest.digest() in self._seen or self._kept(digest.hexdigest()):
                self.known += 1
                continue
            self._seen.add(digest.digest())
            yield msgspec.structs.replace(one, company=self._company)


class _Shelf:
    """Records and failures that wait to be kept together."""

    def __init__(self, writer: Writer, part: int) -> None:
        self._writer = writer
        self._part = part
        self._records: list[Record] = []
        self._bytes = 0
        self._since = time.monotonic()
        self._noted = 0  # of the failures
        self.failures: list[Failure] = []

    def put(self, record: Record) -> None:
        self._records.append(record)
        self._bytes += len(record.facts) + len(record.findings)
        late = time.monotonic() - self._since > _SECONDS
        if len(self._records) >= self._part or self._bytes >= _BYTES or late:
            self.clear()

    def miss(self, failure: Failure) -> None:
        """A failure: noted with the next records."""
        self.failures.append(failure)
        if len(self.failures) - self._noted >= self._part:
            self.clear()

    def clear(self) -> None:
        """Keeps what waits."""
        self._writer.keep(self._records, self.failures[self._noted :])
        self._noted = len(self.failures)
        self._records, self._bytes, self._since = [], 0, time.monotonic()
