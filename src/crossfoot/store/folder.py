"""A store's folder: who may write it, how a part becomes visible, what a killed run leaves and how it is swept.

A part is written under a temporary name, flushed to disk and renamed; only then does one transaction of the catalogue
name it together with its releases. So a reader never sees a part in the making, and what a killed run leaves behind is
a file that no catalogue names: the next writer removes it.
"""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from crossfoot.store.errors import StoreError
from crossfoot.store.record import Failure, Record, batch
from crossfoot.store.tables import CATALOGUE, FACTS, FINDINGS, VERSION

_CATALOGUE = "catalogue.sqlite"
_LOCK = "writer.lock"
KINDS = {"facts": FACTS, "findings": FINDINGS}
_COLUMNS = tuple(name for name in Record.__struct_fields__ if name not in KINDS)


class Store:
    """A store opened for reading. Raises StoreError where `path` is none."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not (self.path / _CATALOGUE).is_file():
            raise StoreError(f"{self.path}: not a store; make one with `crossfoot add --store {self.path} FILE...`")
        with closing(self._connect()) as db:
            version = _version(db, self.path)
        if version != VERSION:
            raise StoreError(f"{self.path}: made by another version of Crossfoot ({version}; this one reads {VERSION})")

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path / _CATALOGUE, timeout=60)
        db.execute("PRAGMA query_only = ON")
        return db

    def releases(self) -> pa.Table:
        """The catalogue: one row a release, in the order of their names."""
        with closing(self._connect()) as db:
            cursor = db.execute(f"SELECT part, {', '.join(_COLUMNS)} FROM releases ORDER BY name, release")
            names = [column[0] for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor]
        return pa.Table.from_pylist(rows, schema=_releases_schema())

    def failures(self) -> tuple[tuple[str, str, int], ...]:
        """What could not be read: name, reason, how often it was tried."""
        with closing(self._connect()) as db:
            return tuple(db.execute("SELECT name, reason, tries FROM failures ORDER BY name"))

    def known(self) -> frozenset[str]:
        """The SHA-256 of each document that is kept."""
        with closing(self._connect()) as db:
            return frozenset(row[0] for row in db.execute("SELECT release FROM releases"))

    def parts(self, kind: str) -> list[Path]:
        """The Parquet files of `kind` ("facts", "findings") that count."""
        with closing(self._connect()) as db:
            return [
                self.path / kind / f"{row[0]}.parquet" for row in db.execute("SELECT part FROM parts ORDER BY part")
            ]

    def size(self) -> int:
        """Bytes on disk of the catalogue and all parts that count."""
        files = [self.path / _CATALOGUE, *self.parts("facts"), *self.parts("findings")]
        return sum(file.stat().st_size for file in files)


class Writer:
    """The one process that may add to a store; made by `writing`."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db

    def keep(self, records: Sequence[Record]) -> None:
        """Keeps `records` as one part: all of them, or (killed in the middle) none. Those already kept are left out."""
        new = {record.release: record for record in records if not self._kept(record.release)}
        if not new:
            return
        part = uuid.uuid4().hex
        streams = {
            "facts": [batch(record.facts) for record in new.values()],
            "findings": [batch(record.findings) for record in new.values()],
        }
        size = sum(self._written(kind, part, batches) for kind, batches in streams.items())
        facts = sum(rows.num_rows for rows in streams["facts"])
        with self._db:
            self._db.execute("INSERT INTO parts VALUES (?, ?, ?, ?)", (part, len(new), facts, size))
            self._db.executemany(
                f"INSERT INTO releases (part, {', '.join(_COLUMNS)}) VALUES (?{', ?' * len(_COLUMNS)})",
                [(part, *(getattr(record, name) for name in _COLUMNS)) for record in new.values()],
            )
            done = [(record.release, record.name) for record in new.values()]
            self._db.executemany("DELETE FROM failures WHERE release = ? OR name = ?", done)

    def failed(self, failures: Iterable[Failure]) -> None:
        """Notes what could not be read, so that it is listed and tried again by the next run."""
        with self._db:
            self._db.executemany(
                "INSERT INTO failures VALUES (?, ?, ?, 1)"
                " ON CONFLICT (release) DO UPDATE SET reason = excluded.reason, tries = tries + 1",
                [(f.release or f"name:{f.name}", f.name, f.reason) for f in failures],
            )

    def _kept(self, release: str) -> bool:
        return self._db.execute("SELECT 1 FROM releases WHERE release = ?", (release,)).fetchone() is not None

    def _written(self, kind: str, part: str, batches: list[pa.RecordBatch]) -> int:
        table = pa.Table.from_batches(batches, schema=KINDS[kind])
        folder = self.path / kind
        temporary, final = folder / f"{part}.part", folder / f"{part}.parquet"
        pq.write_table(table, temporary, compression="zstd")
        _sync(temporary)
        temporary.rename(final)
        _sync(folder)
        return final.stat().st_size

    def sweep(self) -> None:
        """Removes what a killed run left: files that the catalogue does not name."""
        counted = {row[0] for row in self._db.execute("SELECT part FROM parts")}
        for kind in KINDS:
            for file in (self.path / kind).iterdir():
                if file.suffix == ".part" or (file.suffix == ".parquet" and file.stem not in counted):
                    file.unlink()


@contextmanager
def writing(path: str | Path) -> Iterator[Writer]:
    """Opens a store for adding, making it where there is none yet; only one process at a time may.

    Raises StoreError where another process is adding, or where `path` is a folder of something else.
    """
    path = Path(path)
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path}: is a file; a store is a folder")
    if path.is_dir() and not (path / _LOCK).exists() and any(path.iterdir()):
        raise StoreError(f"{path}: holds other files and is not a store; name a new folder")
    path.mkdir(parents=True, exist_ok=True)
    with _locked(path):
        for kind in KINDS:
            (path / kind).mkdir(exist_ok=True)
        with closing(sqlite3.connect(path / _CATALOGUE, timeout=60)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            if not _made(db):
                with db:
                    db.executescript(f"BEGIN; {CATALOGUE} INSERT INTO store VALUES ({VERSION}); COMMIT;")
            elif _version(db, path) != VERSION:
                raise StoreError(f"{path}: made by another version of Crossfoot; add to a new store")
            writer = Writer(path, db)
            writer.sweep()
            yield writer


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Holds the writer's lock; the system lets go of it however the process ends."""
    import fcntl

    with (path / _LOCK).open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            raise StoreError(
                f"{path}: process {holder} is adding to this store; wait for it, or add to another store"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _made(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'store'").fetchone() is not None


def _version(db: sqlite3.Connection, path: Path) -> int:
    try:
        row = db.execute("SELECT version FROM store").fetchone()
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: its catalogue cannot be read ({error}); run `crossfoot add` again") from None
    return int(row[0])


def _sync(path: Path) -> None:
    """Waits until a file or folder is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _releases_schema() -> pa.Schema:
    types = {str: pa.string(), int: pa.int64(), float: pa.float64()}
    fields = [("part", pa.string())]
    for info in msgspec.structs.fields(Record):
        if info.name in _COLUMNS:
            kind = next(k for k in types if k.__name__ in str(info.type).replace("| None", ""))
            fields.append((info.name, types[kind]))
    return pa.schema(fields)
