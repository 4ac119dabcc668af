"""The documents that paths name: files, folders, globs, zips, and URLs of any file system that fsspec knows."""

from __future__ import annotations

import glob
import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from crossfoot.api import LIMIT_BYTES
from crossfoot.model.errors import Unreadable
from crossfoot.store import StoreError
from crossfoot.store.place import is_url, opened, reason, troubles

SUFFIXES = frozenset({".txt", ".htm", ".html", ".docx", ".pdf"})
_SMALL = LIMIT_BYTES >> 20
# What a damaged archive or member may raise, besides BadZipFile and errors of the system.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, ValueError, RuntimeError, OverflowError
)  # fmt: skip


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
        if is_url(path):
            yield from _remote(path)
        elif Path(path).exists():
            yield from _local(Path(path), named=True)
        elif glob.has_magic(path):
            names = sorted(glob.glob(path, recursive=True))
            if not names:
                yield Unreadable(_printable(path), "matches nothing", remedy="check the pattern")
            for name in names:
                yield from _local(Path(name), named=False)
        else:
            yield Unreadable(_printable(path), "no such file or directory", remedy="check the path")


def _local(path: Path, *, named: bool) -> Iterator[Found]:
    name = _printable(str(path))
    if path.is_dir():
        yield from _below(path)
    elif named or path.suffix.lower() in SUFFIXES | {".zip"}:
        if not path.is_file():
            yield Unreadable(name, "not a regular file", remedy="save it to a file first")
            return
        try:
            with path.open("rb") as stream:
                if path.suffix.lower() == ".zip":
                    yield from _zipped(name, stream)
                else:
                    yield _bounded(name, stream)
        except OSError as error:
            yield _refused(name, error)


def _below(folder: Path) -> Iterator[Found]:
    """What stands in a folder and those in it, in order; hidden files and folders are left out."""
    refused: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and path.is_file():
                yield from _local(path, named=False)
        while refused:  # of the folders before this one
            error = refused.pop()
            yield _refused(_printable(str(error.filename)), error)
    for error in refused:
        yield _refused(_printable(str(error.filename)), error)


def _printable(name: str) -> str:
    """A file's name as text: bytes that are no UTF-8 become question marks."""
    return os.fsencode(name).decode("utf-8", "replace")


def _zipped(name: str, stream: BinaryIO) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(stream) as archive:
            for member in sorted(archive.infolist(), key=lambda info: info.filename):
                if Path(member.filename).suffix.lower() in SUFFIXES and not member.is_dir():
                    yield _member(f"{name}!{_called(member)}", archive, member)
    except _DAMAGED as error:
        yield Unreadable(name, f"not a zip archive ({error})", remedy="check the download")


def _called(member: zipfile.ZipInfo) -> str:
    """The member's name: many archives hold UTF-8 without saying so, which is then read as the old code page 437."""
    if member.flag_bits & 0x800:
        return _printable(member.filename)
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return _printable(member.filename)


def _member(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Found:
    if member.flag_bits & 1:
        return Unreadable(name, "encrypted", remedy="unpack it first")
    try:
        with archive.open(member) as inner:
            return _bounded(name, inner)
    except _DAMAGED as error:
        return Unreadable(name, f"cannot be unpacked ({error})", remedy="unpack it first")


def _remote(url: str) -> Iterator[Found]:
    """The documents at a URL: a file, a folder's files, or a pattern's."""
    try:
        system, path = opened(url)
        names = sorted(system.glob(path)) if glob.has_magic(path) else _listed(system, path)
    except StoreError as error:
        yield Unreadable(url, str(error).removeprefix(f"{url}: "), remedy="check the URL")
        return
    except troubles() as error:
        yield Unreadable(url, reason(error), remedy="check the URL, and how this machine signs in there")
        return
    if not names:
        yield Unreadable(url, "nothing is there", remedy="check the URL")
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
        except troubles() as error:
            yield Unreadable(full, reason(error), remedy="check the URL")


def _listed(system: Any, path: str) -> list[str]:
    return sorted(system.find(path)) if system.isdir(path) else [path]


def _bounded(name: str, stream: Any) -> Found:
    data: bytes = stream.read(LIMIT_BYTES + 1)
    if len(data) > LIMIT_BYTES:
        return Unreadable(name, f"larger than the limit of {_SMALL} MiB", remedy="give the exhibit alone")
    return Task(name, data)


def _refused(name: str, error: OSError) -> Unreadable:
    return Unreadable(name, (error.strerror or str(error) or "cannot be opened").lower(), remedy="check the path")
