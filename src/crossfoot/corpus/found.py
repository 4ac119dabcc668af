"""The documents that paths name: files, folders, globs, zips, and URLs of any file system that fsspec knows."""

from __future__ import annotations

import glob
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from crossfoot.api import LIMIT_BYTES
from crossfoot.model.errors import Unreadable

SUFFIXES = frozenset({".txt", ".htm", ".html", ".docx", ".pdf"})
_SMALL = LIMIT_BYTES >> 20


class Task(msgspec.Struct, frozen=True):
    """One document to prove: its name, its bytes, and its company where that was told beside it."""

    name: str
    data: bytes
    company: str | None = None


Found = Task | Unreadable


def found(paths: tuple[str, ...]) -> Iterator[Found]:
    """Each document that `paths` name, in order, read; or why it cannot be read.

    A file named outright is taken whatever its suffix; in folders, globs and zips those of `SUFFIXES` are. A member of
    a zip is called "archive.zip!member". What is no regular file (a pipe, a device) is refused: it may have no end.
    """
    for path in paths:
        if "://" in path:
            yield from _remote(path)
        elif Path(path).exists():
            yield from _local(Path(path), named=True)
        elif glob.has_magic(path):
            names = sorted(glob.glob(path, recursive=True))
            if not names:
                yield Unreadable(path, "matches nothing", remedy="check the pattern")
            for name in names:
                yield from _local(Path(name), named=False)
        else:
            yield Unreadable(path, "no such file or directory", remedy="check the path")


def _local(path: Path, *, named: bool) -> Iterator[Found]:
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
            if inner.is_file() and not hidden:
                yield from _local(inner, named=False)
    elif path.suffix.lower() == ".zip":
        try:
            with path.open("rb") as stream:
                yield from _zipped(str(path), stream)
        except OSError as error:
            yield _refused(str(path), error)
    elif named or path.suffix.lower() in SUFFIXES:
        if not path.is_file():
            yield Unreadable(str(path), "not a regular file", remedy="save it to a file first")
            return
        try:
            with path.open("rb") as stream:
                yield _bounded(str(path), stream)
        except OSError as error:
            yield _refused(str(path), error)


def _zipped(name: str, stream: BinaryIO) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(stream) as archive:
            for member in sorted(archive.infolist(), key=lambda info: info.filename):
                if Path(member.filename).suffix.lower() in SUFFIXES and not member.is_dir():
                    yield _member(f"{name}!{member.filename}", archive, member)
    except zipfile.BadZipFile as error:
        yield Unreadable(name, f"not a zip archive ({error})", remedy="check the download")


def _member(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Found:
    if member.flag_bits & 1:
        return Unreadable(name, "encrypted", remedy="unpack it first")
    try:
        with archive.open(member) as inner:
            return _bounded(name, inner)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        return Unreadable(name, f"cannot be unpacked ({error})", remedy="unpack it first")


def _remote(url: str) -> Iterator[Found]:
    """The documents at a URL: a file, a folder's files, or a pattern's."""
    try:
        import fsspec
    except ImportError:
        yield Unreadable(url, "URLs need fsspec", remedy="pip install 'crossfoot[store]'")
        return
    try:
        system, path = fsspec.core.url_to_fs(url)
        names = sorted(system.glob(path)) if glob.has_magic(path) else _below(system, path)
    except (OSError, ValueError, ImportError) as error:
        yield Unreadable(url, str(error) or "cannot be reached", remedy="check the URL")
        return
    for name in names:
        full = system.unstrip_protocol(name)
        if len(names) > 1 and Path(name).suffix.lower() not in SUFFIXES | {".zip"}:
            continue
        try:
            with system.open(name, "rb") as stream:
                if name.lower().endswith(".zip"):
                    yield from _zipped(full, stream)
                else:
                    yield _bounded(full, stream)
        except OSError as error:
            yield _refused(full, error)


def _below(system: Any, path: str) -> list[str]:
    return sorted(system.find(path)) if system.isdir(path) else [path]


def _bounded(name: str, stream: Any) -> Found:
    data: bytes = stream.read(LIMIT_BYTES + 1)
    if len(data) > LIMIT_BYTES:
        return Unreadable(name, f"larger than the limit of {_SMALL} MiB", remedy="give the exhibit alone")
    return Task(name, data)


def _refused(name: str, error: OSError) -> Unreadable:
    return Unreadable(name, (error.strerror or str(error) or "cannot be opened").lower(), remedy="check the path")
