"""`check --watch`: the check again, each time a file has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from crossfoot.cli.inputs import SIDECAR
from crossfoot.model.errors import MissingExtra
from crossfoot.report.visible import visible
from crossfoot.settings.read import OWN, SHARED


def watched(files: Sequence[str], run: Callable[[tuple[str, ...]], int]) -> int:
    """Runs the check over all files, then over those that change, until it is interrupted; the last run's status.

    The folders are watched, not the files: an editor that saves by renaming puts another file in the place of the old.
    A file's corrections are watched with it, and a change of the settings checks all files again. Raises MissingExtra
    without watchfiles.
    """
    try:
        import watchfiles
    except ImportError:
        raise MissingExtra("--watch", "watch") from None
    names = {Path(file + also).resolve(): file for file in files for also in ("", SIDECAR)}
    status = run(tuple(files))
    click.echo("watching; Ctrl-C ends it", err=True)
    try:
        for changes in watchfiles.watch(*{path.parent for path in names}, recursive=False):
            paths = {Path(path).resolve() for kind, path in changes if kind != watchfiles.Change.deleted}
            of_settings = any(path.name in (OWN, SHARED) for path in paths)
            changed = tuple(dict.fromkeys(file for path, file in names.items() if of_settings or path in paths))
            if changed:
                click.echo(f"changed: {visible(', '.join(changed))}", err=True)
                status = run(changed)
    except KeyboardInterrupt:
        pass
    return status
