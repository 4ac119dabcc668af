"""`crossfoot add`: reads and proves documents into a store."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from crossfoot.model.errors import MissingExtra
from crossfoot.report.visible import visible

STORE = click.option(
    "--store",
    "folder",
    required=True,
    envvar="CROSSFOOT_STORE",
    metavar="DIR",
    help="The store, a folder or URL [CROSSFOOT_STORE].",
)


@click.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@STORE
@click.option("--company", metavar="NAME", help="The company of all these documents, whatever they say themselves.")
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Processes on this machine, or Dask workers.",
)
@click.option("--workers", type=click.IntRange(min=1), help="Processes (local: one a core; dask without address: 2).")
@click.option("--address", metavar="URL", help="The Dask scheduler (tcp://host:8786); without it, one is started here.")
@click.option("--seconds", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Time for a document.")
@click.option(
    "--memory", type=click.IntRange(min=200), default=1024, show_default=True, help="MiB of memory for a document."
)
def command(
    paths: tuple[str, ...],
    folder: str,
    company: str | None,
    engine: str,
    workers: int | None,
    address: str | None,
    seconds: float,
    memory: int,
) -> int:
    """Prove the documents that each PATH names (files, folders, globs, zips, URLs) and keep them in a store.

    What the store knows (by content) is passed over; what failed is listed, noted, and tried again by the next run.

    Exit status: 0, or 2 where a document could not be read, or 130 where it was broken off.
    """
    if engine == "local" and address:
        raise click.UsageError("--address goes with --engine dask")
    try:
        from crossfoot.corpus import Limits, Summary, add
    except ImportError:
        raise MissingExtra("a store", "store") from None

    try:
        with _progress() as told:
            summary: Summary = add(
                paths,
                folder,
                engine=_engine(engine, workers, address),
                limits=Limits(seconds, memory),
                company=company,
                told=told,
            )
    except KeyboardInterrupt:
        click.echo("crossfoot: broken off; what was proved is kept, and the same command goes on from there", err=True)
        return 130
    for failure in summary.failures:
        click.echo(f"crossfoot: {visible(failure.name)}: {visible(failure.reason)}", err=True)
    counts = Counter(kept=summary.kept, known=summary.known, failed=len(summary.failures))
    click.echo(f"{folder}: {counts['kept']} added, {counts['known']} known before, {counts['failed']} failed")
    return 2 if summary.failures else 0


def _engine(name: str, workers: int | None, address: str | None) -> Any:
    """The engine of that name, as a function of tasks and limits."""
    from crossfoot.corpus.found import Task
    from crossfoot.corpus.work import Limits, Outcome

    def run(tasks: Iterable[Task], limits: Limits) -> Iterator[Outcome]:
        if name == "dask":
            from crossfoot.corpus.cluster import cluster

            return cluster(tasks, limits, address, workers)
        from crossfoot.corpus.local import local

        return local(tasks, limits, workers)

    return run


@contextmanager
def _progress() -> Iterator[Any]:
    """What is called with each outcome: a line on stderr that counts, where stderr is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("proving", total=None)

        def told(outcome: Any) -> None:
            progress.update(bar, advance=1, description=visible(outcome.name)[-60:])

        yield told
