"""`crossfoot init`: a close package to start from, or the draft of a narrative for one that has none."""

from __future__ import annotations

from pathlib import Path

import click

from crossfoot import api
from crossfoot.cli.output import written_whole
from crossfoot.model.errors import Unreadable


@click.command("init")
@click.argument("folder", metavar="DIR")
def command(folder: str) -> int:
    """Write a commented close package into DIR, which `crossfoot build DIR` makes a release of.

    Where DIR holds a package without narrative.md, the narrative alone is drafted, from the figures. Nothing that is
    there is overwritten.
    """
    path = Path(folder)
    fresh = not (path / "close.toml").exists()
    if path.exists() and not path.is_dir():
        raise click.ClickException(f"{folder}: is a file; name a new directory")
    if fresh and path.exists() and any(path.iterdir()):
        raise click.ClickException(f"{folder}: is not empty, and holds no close.toml; name a new directory")
    if not fresh and (path / "narrative.md").exists():
        raise click.ClickException(f"{folder}: holds a close package with its narrative; there is nothing to write")
    try:
        if fresh:
            path.mkdir(parents=True, exist_ok=True)
            for name, data in api.starter().items():
                written_whole(str(path / name), data)
        narrative = api.drafted(path)
    except (Unreadable, OSError) as error:
        raise click.ClickException(str(error)) from None
    written_whole(str(path / "narrative.md"), narrative.encode("utf-8"))
    click.echo(
        f"{folder}: {'a close package of an invented company' if fresh else 'narrative.md, drafted from the figures'}"
    )
    click.echo(f"Next: crossfoot build {folder} -o release.txt")
    return 0
