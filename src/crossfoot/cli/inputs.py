"""The files named on a command line, opened one by one."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from crossfoot.api import corrections_of
from crossfoot.model.errors import Unreadable
from crossfoot.model.proof import Proof
from crossfoot.report.visible import visible

SIDECAR = ".crossfoot.toml"
Opened = tuple[str, Proof | Unreadable]


def proofs(files: tuple[str, ...], work: Callable[..., Proof], exhibit: str | None) -> Iterator[Opened]:
    """Each file's name with its proof, or with why it could not be read (told on stderr), in order; "-" is stdin.

    A sidecar beside a file (FILE.crossfoot.toml) corrects how it is read.
    """
    # A proof is many small records without cycles: the collector would walk them again and again for nothing (8 % of
    # the time, measured). What is imported by now stays out of its sight, and it comes by less often.
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    for file in files:
        try:
            if file == "-":
                yield file, work(sys.stdin.buffer, name="-", exhibit=exhibit)
            elif (sidecar := Path(file + SIDECAR)).exists():
                yield file, work(file, exhibit=exhibit, corrections=corrections_of(sidecar))
            else:
                yield file, work(file, exhibit=exhibit)
        except Unreadable as error:
            click.echo(f"crossfoot: {visible(str(error))}", err=True)
            yield file, error


def reason(error: Unreadable) -> str:
    """What was wrong with an unreadable file, in one line without its name."""
    text = f"{error.place}: {error.reason}" if error.place else error.reason
    return f"{text}; {error.remedy}" if error.remedy else text
