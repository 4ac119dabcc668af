"""Where a command's output goes: stdout, flushed piece by piece, or the file of `-o`, there when whole."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Protocol

import click

COLOUR = click.option(
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the report; auto: on a terminal, unless NO_COLOR is set.",
)


class Kept(Protocol):
    """A file in the making."""

    def write(self, data: bytes) -> None:
        """Writes a piece."""
        ...

    def end(self, *, keep: bool) -> None:
        """Puts the file in its place, or leaves none."""
        ...


class Output:
    """A place for a command's output; a context, which keeps the file where nothing was raised and else leaves none.

    `colour`: whether it is to be coloured; "auto" colours on a terminal, unless NO_COLOR is set (https://no-color.org:
    present and not empty). `file`: what is written to where `path` is no path.
    """

    def __init__(self, path: str | None, colour: str = "auto", file: Kept | None = None) -> None:
        path = None if path == "-" else path
        self.file: Kept | None = file or (None if path is None else _File(path))
        self.terminal = not path and sys.stdout.isatty()
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        self.colour = colour == "always" or (colour == "auto" and self.terminal and not plain)
        self.width = max(60, min(shutil.get_terminal_size((100, 24)).columns, 132)) if self.terminal else 100

    def write(self, data: str | bytes) -> None:
        """Writes one piece with a newline after it, and flushes."""
        piece = (data.encode("utf-8", "replace") if isinstance(data, str) else data) + b"\n"
        if self.file is not None:
            self.file.write(piece)
        else:
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()

    def __enter__(self) -> Output:
        return self

    def __exit__(self, raised: type[BaseException] | None, _error: object, _traceback: TracebackType | None) -> None:
        if self.file is not None:
            self.file.end(keep=raised is None)


def written_whole(path: str | None, data: bytes, *, mode: int | None = None, text: bool = False) -> None:
    """Writes a file that is only good as a whole (a workbook, a page), to `path` or stdout.

    `mode`: its permission bits; where None those of the file that was there, else what the user's umask gives. `text`:
    a terminal can show it. Raises click.ClickException where it cannot be written, click.UsageError for bytes at a
    terminal.
    """
    if path is None or path == "-":
        if sys.stdout.isatty() and not text:
            raise click.UsageError("this form is no text for a terminal; name a file with -o FILE")
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    file = _File(path, mode)
    try:
        file.write(data)
    except click.ClickException:
        file.end(keep=False)
        raise
    file.end(keep=True)


def kept_apart(output: str | None, *inputs: str) -> None:
    """Raises click.UsageError where the output would take the place of a file that is read."""
    if output is None or not os.path.exists(output):
        return
    for name in inputs:
        if name != "-" and os.path.exists(name) and os.path.samefile(output, name):
            raise click.UsageError(f"-o {output}: is what is read; name another file")


class _File:
    """A file that its readers see whole or not at all: written under another name beside it, renamed when complete.

    A pipe or a device is written to as it stands. Raises click.ClickException where it cannot be written.
    """

    def __init__(self, path: str, mode: int | None = None) -> None:
        self.path = path
        self.target = Path(os.path.realpath(path))  # a link stays, and leads to the new file
        there = self.target.exists()
        self.beside = not there or self.target.is_file()
        self.part = self.target.with_name(f".{self.target.name}.{os.getpid()}.part") if self.beside else self.target
        with _told(path):
            if there and self.beside and mode is None:
                mode = stat.S_IMODE(self.target.stat().st_mode)
            self.stream = self.part.open("xb" if self.beside else "wb")
            if self.beside and mode is not None:
                self.part.chmod(mode)  # before anything is in it

    def write(self, data: bytes) -> None:
        """Writes a piece."""
        with _told(self.path):
            self.stream.write(data)
            self.stream.flush()

    def end(self, *, keep: bool) -> None:
        """Puts the file in its place, or leaves none."""
        try:
            with _told(self.path):
                self.stream.close()
                if keep and self.beside:
                    self.part.replace(self.target)
        finally:
            if self.beside:
                self.part.unlink(missing_ok=True)


@contextmanager
def _told(path: str) -> Iterator[None]:
    """What the system refuses ends the command with its reason."""
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"{path}: {(error.strerror or 'cannot be written').lower()}") from None
