"""A store: what it holds, who may write it, how a part becomes visible, what a killed run leaves and how it is swept.

A part's files are written first, whole; only then does a commit name it. So a reader never sees a part in the making,
and what a killed run leaves behind are files that no commit names: a later writer removes them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from crossfoot.store.commits import FOLDER, Commit, Missed, Part, State, committed, latest, refuses
from crossfoot.store.errors import StoreError
from crossfoot.store.merge import due, file_of, merged
from crossfoot.store.place import LOCK, Place, place
from crossfoot.store.record import Failure, Record, batch
from crossfoot.store.tables import KINDS, RELEASES


class Store:
    """A store opened for reading, in a folder or at a URL. Raises StoreError where `where` is none.

    Each question sees the store as it is when it is asked.
    """

    def __init__(self, where: str | Path) -> None:
        self.place = place(where)
        self.commit()

    def commit(self) -> Commit:
        """The store as it is now."""
        found = latest(self.place)
        if found is None:
            _not_older(self.place, self.place.names(""))
            name = self.place.name
            raise StoreError(f"{name}: not a store; make one with `crossfoot add --store {name} FILE...`")
        return found

    def failures(self) -> tuple[tuple[str, str, int], ...]:
        """What could not be read: name, reason, how often it was tried."""
        return tuple(sorted((one.name, one.reason, one.tries) for one in self.commit().state.failures))

    def known(self) -> frozenset[str]:
        """The SHA-256 of each document that is kept."""
        return frozenset(_Known(self.place, self.commit()).releases)

    def parts(self, kind: str) -> list[str]:
        """The paths or URLs of the Parquet files of `kind` ("releases", "facts", "findings") that count."""
        return [self.place.located(file_of(kind, part.part)) for part in self.commit().state.parts]

    def size(self) -> int:
        """Bytes of all parts that count."""
        return sum(part.bytes for part in self.commit().state.parts)


class Writer:
    """One who adds to a store; made by `writing`. Raises StoreError where the place cannot be written."""

    def __init__(self, place: Place, commit: Commit) -> None:
        self._place = place
        self._known = _Known(place, commit)

    @property
    def _commit(self) -> Commit:
        return self._known.commit

    def knows(self, release: str) -> bool:
        """Whether a release (a SHA-256) is kept."""
        return release in self._known.releases

    def keep(self, records: Sequence[Record], failures: Iterable[Failure] = ()) -> None:
        """Keeps `records` as one part and notes `failures`: all of them, or (killed in the middle) none.

        Releases already kept are left out. Failures are listed until the document is kept, and tried by the next run
        that names it.
        """
        failures = tuple(failures)
        while True:
            new = {record.release: record for record in records if not self.knows(record.release)}
            if not new and not failures:
                return
            # A new name for each attempt: what belongs to a commit that did not come to be is never named again.
            part = self._written(list(new.values())) if new else None
            state = self._commit.state
            parts = (*state.parts, part) if part else state.parts
            listed = _listed(state.failures, list(new.values()), failures)
            if self._commits(State(parts=parts, failures=listed), part, new):
                break
        self._merge()

    def sweep(self) -> None:
        """Removes what killed runs left: files that no commit names, now or later."""
        while True:
            named = {part.part for part in self._commit.state.parts}
            left = [
                f"{kind}/{name}"
                for kind in KINDS
                for name in self._place.names(kind)
                if name.removesuffix(".parquet") not in named
            ]
            left += [f"{FOLDER}/{name}" for name in self._place.names(FOLDER) if name.endswith(".part")]
            if not left:
                return
            # Another writer may be about to name one of these: this commit goes before his, and makes him look again.
            if self._commits(self._commit.state):
                self._place.remove(left)
                return

    def _commits(self, state: State, new: Part | None = None, releases: Iterable[str] = ()) -> bool:
        """Whether `state` (with `new` of `releases`) is what counts now; if another writer came first, learns of it."""
        made = committed(self._place, self._commit, state)
        if made is None:
            before = self._commit.number
            self._known.renew()
            if self._commit.number <= before:
                raise StoreError(f"{self._place.name}: its commits cannot be listed, so that none can be made")
        else:
            if new:
                self._known.met(new, releases)
            self._known.learn(made)
        return made is not None

    def _written(self, records: list[Record]) -> Part:
        rows = [{name: getattr(record, name) for name in RELEASES.names} for record in records]
        facts = [batch(record.facts) for record in records]
        tables = {
            "releases": pa.Table.from_pylist(rows, schema=RELEASES),
            "facts": pa.Table.from_batches(facts, schema=KINDS["facts"]),
            "findings": pa.Table.from_batches([batch(record.findings) for record in records], schema=KINDS["findings"]),
        }
        return self._put({kind: _parquet(table) for kind, table in tables.items()}, len(rows), tables["facts"].num_rows)

    def _put(self, files: dict[str, bytes], releases: int, facts: int) -> Part:
        name = uuid.uuid4().hex
        for kind, data in files.items():
            self._place.write(file_of(kind, name), data)
        return Part(name, releases, facts, sum(map(len, files.values())))

    def _merge(self) -> None:
        """Writes small parts together, as long as there are many of one size; a kill leaves them as they were."""
        while old := due(self._commit.state.parts):
            try:
                files = {kind: merged(self._place, kind, old) for kind in KINDS}
            except FileNotFoundError:  # another writer has merged them
                self._known.renew()
                return
            new = self._put(files, sum(part.releases for part in old), sum(part.facts for part in old))
            state = self._commit.state
            rest = tuple(part for part in state.parts if part not in old)
            self._commits(msgspec.structs.replace(state, parts=(new, *rest)), new)
            # Whoever came first: what the store does not name now, it never names again.
            gone = [part for part in (*old, new) if part not in self._commit.state.parts]
            self._place.remove(file_of(kind, part.part) for kind in KINDS for part in gone)


class _Known:
    """A commit, and the releases that its parts hold."""

    def __init__(self, place: Place, commit: Commit) -> None:
        self._place = place
        self._parts: set[str] = set()
        self.releases: set[str] = set()
        self.commit = commit
        self.learn(commit)

    def renew(self) -> None:
        """Sees what others have committed."""
        self.learn(latest(self._place) or self.commit)

    def met(self, part: Part, releases: Iterable[str]) -> None:
        """Is told what a part holds that is about to count."""
        self._parts.add(part.part)
        self.releases.update(releases)

    def learn(self, commit: Commit) -> None:
        """Reads the releases of parts not met before."""
        while True:
            self.commit = commit
            try:
                for part in commit.state.parts:
                    if part.part not in self._parts:
                        self.met(part, _releases(self._place, part))
                return
            except FileNotFoundError:
                commit = latest(self._place) or commit
                if commit.number == self.commit.number:
                    name = self._place.name
                    raise StoreError(f"{name}: part {part.part} is missing; copy the store again") from None


@contextmanager
def writing(where: str | Path) -> Iterator[Writer]:
    """Opens a store for adding, making it where there is none yet.

    In a folder one process at a time may. At a URL several may at once: each commit is made by one of them, and the
    others see it before they make theirs. Raises StoreError where another process is adding to the folder, where the
    place holds something else, and where the file system cannot keep writers apart.
    """
    home = place(where)
    there = home.names("")
    _not_older(home, there)
    if there and LOCK not in there and FOLDER not in there:
        raise StoreError(f"{home.name}: holds other files and is not a store; name a new folder")
    with home.held():
        home.prepare([FOLDER, *KINDS])
        commit = latest(home) or committed(home, None, State()) or latest(home)
        if commit is None or not refuses(home, commit):
            raise StoreError(
                f"{home.name}: this server overwrites what must not be overwritten (conditional writes are not"
                " supported), so that two writers could undo each other; add to a store in a folder, and copy it there"
            )
        writer = Writer(home, commit)
        writer.sweep()
        yield writer


def _not_older(where: Place, names: list[str]) -> None:
    if "catalogue.sqlite" in names:
        raise StoreError(f"{where.name}: made by an earlier version of Crossfoot; add the documents to a new store")


def _releases(where: Place, part: Part) -> list[str]:
    """The releases in a part."""
    data = where.read(file_of("releases", part.part))
    column = pq.read_table(pa.BufferReader(data), columns=["release"]).column("release")
    return [str(one) for one in column.to_pylist()]


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def _listed(before: tuple[Missed, ...], kept: list[Record], failures: tuple[Failure, ...]) -> tuple[Missed, ...]:
    """The failures after a commit: less those now kept, with the new ones, counting how often each was tried."""
    done = {record.release for record in kept} | {record.name for record in kept}
    listed = {one.key: one for one in before if one.key not in done and one.name not in done}
    for failure in failures:
        key = failure.release or f"name:{failure.name}"
        tries = listed[key].tries + 1 if key in listed else 1
        listed[key] = Missed(key, failure.name, failure.reason, tries)
    return tuple(listed.values())
