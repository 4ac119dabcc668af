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
from crossfoot.store import Failure, Record, Store, Writer
from crossfoot.store.folder import writing

Engine = Callable[[Iterable[Task], Limits], Iterator[Outcome]]
Told = Callable[[Outcome], None]

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

    `company` names the company of all of them, over what they say themselves; `part` is how many releases are kept
    together; `told` is called with each outcome as it comes. Raises StoreError where the store cannot be written.
    Killed at any moment, the store is whole and the next run goes on.
    """
    kept, failures = 0, list[Failure]()
    with writing(store) as writer:
        queue = _Queue(found(paths), Store(store).known(), company)
        shelf = _Shelf(writer, part)
        try:
            for outcome in engine(queue, limits or Limits()):
                if told:
                    told(outcome)
                if isinstance(outcome, Failure):
                    failures.append(outcome)
                else:
                    shelf.put(outcome)
                    kept += 1
        finally:  # also where the user breaks off: what is proved is kept
            shelf.clear()
        failures = [*queue.failures, *failures]
        writer.failed(failures)
    return Summary(kept, queue.known, tuple(failures))


class _Queue:
    """The documents to prove: those found, each content once, less those in the store."""

    def __init__(self, source: Iterator[Found], kept: frozenset[str], company: str | None) -> None:
        self._source = source
        self._company = company
        self._seen = set(kept)
        self.known = 0
        self.failures: list[Failure] = []

    def __iter__(self) -> Iterator[Task]:
        for one in self._source:
            if isinstance(one, Unreadable):
                self.failures.append(Failure(None, one.name, one.reason))
                continue
            sha = hashlib.sha256(one.data).hexdigest()
            if sha in self._seen:
                self.known += 1
                continue
            self._seen.add(sha)
            yield msgspec.structs.replace(one, company=self._company)


class _Shelf:
    """Records that wait to be kept together."""

    def __init__(self, writer: Writer, part: int) -> None:
        self._writer = writer
        self._part = part
        self._records: list[Record] = []
        self._bytes = 0
        self._since = time.monotonic()

    def put(self, record: Record) -> None:
        self._records.append(record)
        self._bytes += len(record.facts) + len(record.findings)
        late = time.monotonic() - self._since > _SECONDS
        if len(self._records) >= self._part or self._bytes >= _BYTES or late:
            self.clear()

    def clear(self) -> None:
        self._writer.keep(self._records)
        self._records, self._bytes, self._since = [], 0, time.monotonic()
