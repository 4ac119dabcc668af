"""Where a command's output goes: stdout, or the file of `-o`; written and flushed piece by piece."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import BinaryIO

import click

COLOUR = click.option(
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the report; auto: on a terminal, unless NO_COLOR is set.",
)


class Output:
    """A place for a command's output.

    `colour`: whether it is to be coloured; "auto" colours on a terminal, unless NO_COLOR is set (https://no-color.org:
    present and not empty).
    """

    def __init__(self, path: str | None, colour: str = "auto") -> None:
        self.stream = _opened(path) if path else sys.stdout.buffer
        self.terminal = not path and sys.stdout.isatty()
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        self.colour = colour == "always" or (colour == "auto" and self.terminal and not plain)
        self.width = max(60, min(shutil.get_terminal_size((100, 24)).columns, 132)) if self.terminal else 100

    def write(self, data: str | bytes) -> None:
        """Writes one piece with a newline after it, and flushes."""
        self.stream.write(data.encode("utf-8", "replace") if isinstance(data, str) else data)
        self.stream.write(b"\n")
        self.stream.flush()


def written_whole(path: str | None, data: bytes, *, mode: int | None = None) -> None:
    """Writes a file that is only good as a whole (a workbook, a page), to `path` or stdout where that is no terminal.

    A file is written under a temporary name beside it and renamed: a reader sees the old one or the new one.
    `mode`: its permission bits, those that the user's umask gives where None.
    Raises click.ClickException where it cannot be written, click.UsageError for bytes at a terminal.
    """
    if path is None or path == "-":
        if sys.stdout.isatty():
            raise click.UsageError("this form is no text for a terminal; name a file with -o FILE")
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    target = Path(path)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            with part.open("xb") as stream:
                if mode is not None:
                    part.chmod(mode)  # before anything is in it
                stream.write(data)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise click.ClickException(f"{path}: {(error.strerror or 'cannot be written').lower()}") from None


def _opened(path: str) -> BinaryIO:
    try:
        return Path(path).open("wb")
    except OSError as error:
        raise click.ClickException(f"{path}: {(error.strerror or 'cannot be written').lower()}") from None
