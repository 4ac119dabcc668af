"""The files named on a command line: folders and patterns spelt out, opened one by one."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatch
from glob import glob, has_magic
from pathlib import Path

import click

from crossfoot.api import corrections_of
from crossfoot.model.errors import Unreadable
from crossfoot.model.proof import Proof
from crossfoot.report.visible import visible

SIDECAR = ".crossfoot.toml"
Opened = tuple[str, Proof | Unreadable]
SUFFIXES = (".txt", ".htm", ".html", ".docx", ".pdf")
MADE = ".proof.html"  # pages of ours, which stand beside the releases


def expanded(names: Iterable[str], excluded: Callable[[str], Sequence[str]] = lambda _: ()) -> tuple[str, ...]:
    """The files meant: of a folder the releases in and below it, of a pattern that is no file's name what it fits.

    `excluded` gives the patterns of files that a folder's or pattern's check leaves out. Raises click.UsageError where
    nothing is left.
    """
    files: list[str] = []
    for name in names:
        if not name:
            raise click.UsageError("a FILE is empty: it names nothing")
        path = Path(name)
        if name != "-" and path.is_dir():
            found = [str(p) for p in sorted(path.rglob("*")) if p.suffix.lower() in SUFFIXES and _plain(p, path)]
        elif name != "-" and has_magic(name) and not path.exists():
            found = sorted(glob(name, recursive=True)) or [name]  # what fits nothing is taken at its word
        else:
            files.append(name)
            continue
        kept = [file for file in found if not any(_fits(file, pattern) for pattern in excluded(file))]
        if not kept:
            raise click.UsageError(f"{visible(name)}: a directory without a file to read ({', '.join(SUFFIXES)})")
        files += [file for file in kept if file not in files]
    return tuple(files)


def _plain(path: Path, folder: Path) -> bool:
    """True of a file that is not hidden (of Word: "~$"), nor below a hidden folder, and no page of ours."""
    parts = path.relative_to(folder).parts
    return path.is_file() and not any(p.startswith((".", "~$")) for p in parts) and not path.name.endswith(MADE)


def _fits(file: str, pattern: str) -> bool:
    """True where the pattern fits the file's name, or the end of its path."""
    return fnmatch(Path(file).name, pattern) or fnmatch(Path(file).as_posix(), f"*/{pattern}") or fnmatch(file, pattern)


def proofs(files: tuple[str, ...], work: Callable[..., Proof], exhibit: str | None) -> Iterator[Opened]:
    """Each file's name with its proof, or with why it could not be read (told on stderr), in order; "-" is stdin.

    A sidecar beside a file (FILE.crossfoot.toml) corrects how it is read.
    """
    # A proof is many small records without cycles: the collector would walk them again and again for nothing (8 % of
    # the time, measured). What is imported by now stays out of its sight, and it comes by less often.
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    for file in _progress(files):
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


def _progress(files: tuple[str, ...]) -> Iterator[str]:
    """The files; over several, with a bar on stderr where that is a terminal that the report itself does not go to."""
    if len(files) < 2 or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from files
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(files, "checking", console=Console(stderr=True), transient=True)


def reason(error: Unreadable) -> str:
    """What was wrong with an unreadable file, in one line without its name."""
    text = f"{error.place}: {error.reason}" if error.place else error.reason
    return f"{text}; {error.remedy}" if error.remedy else text
