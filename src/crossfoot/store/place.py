"""Where a store lies: a folder, or the URL of a file system that fsspec knows. Files go in and come out whole.

`create` is what everything rests on: of all who would create the same name, one succeeds. In a folder a lock of the
operating system sees to it; at a URL it is the server (S3's If-None-Match, Google's generation match). A file system
that only looks first and then writes could let two succeed: it is read from, and refused for writing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from crossfoot.store.errors import StoreError

LOCK = "writer.lock"

# What the clients of remote systems raise besides OSError, where they are loaded: (module, class).
_CLIENTS = (
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("aiohttp", "ClientError"),
    ("google.auth.exceptions", "GoogleAuthError"),
    ("gcsfs.retry", "HttpError"),
    ("azure.core.exceptions", "AzureError"),
    ("paramiko.ssh_exception", "SSHException"),
)


class Place(Protocol):
    """Files by names like "facts/ab12.parquet". Raises StoreError where the system fails, FileNotFoundError, and (by
    `create`) FileExistsError."""

    name: str  # as the user wrote it
    system: Any  # the fsspec file system; None for a folder
    path: Any  # in that system

    def names(self, folder: str) -> list[str]:
        """What is in a folder ("" for all of it), without the folder; nothing where there is none."""
        ...

    def read(self, name: str) -> bytes:
        """A whole file."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Writes a whole file, or (killed) none."""
        ...

    def create(self, name: str, data: bytes) -> None:
        """As `write`, for one alone: where the name is taken, FileExistsError."""
        ...

    def remove(self, names: Iterable[str]) -> None:
        """Removes those that are there."""
        ...

    def located(self, name: str) -> str:
        """The path or URL of a file."""
        ...

    def prepare(self, folders: Iterable[str]) -> None:
        """Makes it ready for writing."""
        ...

    def held(self) -> Any:
        """Context manager: keeps a second writer out where the system can, without one staying behind when killed."""
        ...


def place(where: str | Path) -> Place:
    """The place that a path or URL names. Raises StoreError where no file system is known for the URL."""
    if not is_url(where):
        return Folder(Path(where), str(where))
    system, path = opened(str(where))
    if "file" in _protocols(system):
        return Folder(Path(path), str(where))
    return Remote(system, path, str(where))


def is_url(where: str | Path) -> bool:
    """Whether a user means a URL: "s3://…", or one inside another ("simplecache::s3://…")."""
    return isinstance(where, str) and "://" in where


def opened(url: str) -> tuple[Any, str]:
    """The file system of a URL and the path in it. Raises StoreError where there is none."""
    import fsspec

    with reported(url):
        system, path = fsspec.core.url_to_fs(url)
    return system, path


def put(url: str, data: bytes) -> None:
    """Writes one file at a URL, whole. Raises StoreError where it cannot be written."""
    system, path = opened(url)
    try:
        if "file" in _protocols(system):
            Folder(Path(path).parent, url).write(Path(path).name, data)
        else:
            with reported(url):
                system.pipe_file(path, data)
    except FileNotFoundError as error:
        raise StoreError(f"{url}: {reason(error)}") from None


def troubles() -> tuple[type[BaseException], ...]:
    """What reading and writing may raise: the system's errors, and those of the clients that are loaded."""
    loaded = (getattr(sys.modules.get(module), name, None) for module, name in _CLIENTS)
    return (OSError, ValueError, ImportError, NotImplementedError, *(one for one in loaded if one))


@contextmanager
def reported(name: str) -> Iterator[None]:
    """Turns what a file system raises into a StoreError; that a file is there or not is told as it is."""
    try:
        yield
    except (FileNotFoundError, FileExistsError):
        raise
    except troubles() as error:
        raise StoreError(f"{name}: {reason(error)}") from None


def reason(error: BaseException) -> str:
    """In a few words, what a file system did not like."""
    return str(getattr(error, "strerror", None) or error or type(error).__name__).strip().splitlines()[0]


class Folder:
    """A folder of this machine: what is written is on disk before it has its name."""

    system = None

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name = name

    def names(self, folder: str) -> list[str]:
        """What is in a folder; nothing where there is none."""
        with reported(self.name):
            try:
                return sorted(os.listdir(self.path / folder))
            except FileNotFoundError:
                return []
            except NotADirectoryError as error:
                if not self.path.is_file():
                    raise
                raise StoreError(f"{self.name}: is a file; a store is a folder") from error

    def read(self, name: str) -> bytes:
        """A whole file."""
        with reported(self.name):
            return (self.path / name).read_bytes()

    def write(self, name: str, data: bytes) -> None:
        """Writes beside, waits for the disk, renames."""
        final = self.path / name
        part = final.with_name(f"{final.name}.part")
        with reported(self.name):
            try:
                with part.open("wb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                part.replace(final)
            finally:
                part.unlink(missing_ok=True)
            _sync(final.parent)

    def create(self, name: str, data: bytes) -> None:
        """Writes where the name is free."""
        if (self.path / name).exists():  # nobody comes between: the lock is held
            raise FileExistsError(name)
        self.write(name, data)

    def remove(self, names: Iterable[str]) -> None:
        """Removes those that are there."""
        with reported(self.name):
            for name in names:
                (self.path / name).unlink(missing_ok=True)

    def located(self, name: str) -> str:
        """The path of a file."""
        return str(self.path / name)

    def prepare(self, folders: Iterable[str]) -> None:
        """Makes the folders."""
        with reported(self.name):
            for folder in folders:
                (self.path / folder).mkdir(parents=True, exist_ok=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Holds the writer's lock; the operating system lets go of it however the process ends."""
        import fcntl

        self.prepare([""])
        with reported(self.name):
            lock = (self.path / LOCK).open("a+")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                holder = lock.read().strip() or "unknown"
                raise StoreError(
                    f"{self.name}: process {holder} is adding to this store; wait for it, or add to another store"
                ) from None
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield


class Remote:
    """A URL's folder: each file is one object, which is there as a whole or not."""

    def __init__(self, system: Any, path: str, name: str) -> None:
        self.system = system
        self.path = path.rstrip("/")
        self.name = name

    def names(self, folder: str) -> list[str]:
        """What is below a path, asked of the server; nothing where there is none."""
        path = f"{self.path}/{folder}" if folder else self.path
        with reported(self.name):
            self.system.invalidate_cache(path)
            try:
                found = self.system.ls(path, detail=False)
            except FileNotFoundError:
                return []
        last = (str(one).rstrip("/").rpartition("/")[2] for one in found)
        return sorted(one for one in last if one)

    def read(self, name: str) -> bytes:
        """A whole object."""
        with reported(self.name):
            return bytes(self.system.cat_file(f"{self.path}/{name}"))

    def write(self, name: str, data: bytes) -> None:
        """Writes an object."""
        self._put(name, data, "overwrite")

    def create(self, name: str, data: bytes) -> None:
        """Writes an object if the server has none of that name."""
        self._put(name, data, "create")

    def _put(self, name: str, data: bytes, mode: str) -> None:
        try:
            with reported(self.name):
                self.system.pipe_file(f"{self.path}/{name}", data, mode=mode)
        except FileNotFoundError as error:  # the bucket
            raise StoreError(f"{self.name}: {reason(error)}") from None

    def remove(self, names: Iterable[str]) -> None:
        """Removes those that are there."""
        with reported(self.name):
            for name in names:
                try:
                    self.system.rm_file(f"{self.path}/{name}")
                except FileNotFoundError:
                    continue

    def located(self, name: str) -> str:
        """The URL of an object."""
        return str(self.system.unstrip_protocol(f"{self.path}/{name}"))

    def prepare(self, folders: Iterable[str]) -> None:
        """Nothing: objects need no folders."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Holds nothing: a lock would stay when its holder is killed. Writers part at `create`."""
        if not _creates(self.system):
            raise StoreError(
                f"{self.name}: this file system ({_protocols(self.system)[0]}) cannot keep two writers apart, so that a"
                " store there can be read but not added to; add to a store in a folder, and copy the folder there"
            )
        yield


def _protocols(system: Any) -> tuple[str, ...]:
    named = system.protocol
    return (named,) if isinstance(named, str) else tuple(named)


def _creates(system: Any) -> bool:
    """Whether a file system has its own way to create a file that must not be there yet."""
    from fsspec import AbstractFileSystem
    from fsspec.asyn import AsyncFileSystem

    kind = type(system)
    if isinstance(system, AsyncFileSystem):
        own = kind._pipe_file
        return own is not AsyncFileSystem._pipe_file and "mode" in own.__code__.co_varnames
    own = kind.pipe_file
    return own is not AbstractFileSystem.pipe_file and "mode" in own.__code__.co_varnames


def _sync(folder: Path) -> None:
    """Waits until a folder's names are on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
