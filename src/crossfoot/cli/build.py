"""`crossfoot build`: a release from a close package, read back and held against the books."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from crossfoot import api, rules
from crossfoot.cli.output import Output, kept_apart, written_whole
from crossfoot.model.errors import CrossfootError, Unreadable

_SUFFIXES = {".txt": "text", ".htm": "html", ".html": "html", ".docx": "docx", ".pdf": "pdf"}


@click.command("build")
@click.argument("folder", metavar="DIR")
@click.option("-o", "--output", metavar="FILE", help="Write the release here; without it, text and HTML go to stdout.")
@click.option(
    "--format", "form", type=click.Choice(get_args(api.Form)), help="The form of the release; else FILE's suffix says."
)
@click.option("--like", metavar="RELEASE", help="Put the figures into this finished release, every other byte kept.")
@click.option("--force", is_flag=True, help="Make the release though the books have errors.")
@click.option("--figure", metavar="KEY", help="Tell what one figure is made of (net_sales/rubber@quarter) instead.")
@click.option("--figures", is_flag=True, help="List every figure, as it is exactly and as it is printed, instead.")
def command(
    folder: str, output: str | None, form: str | None, like: str | None, force: bool, figure: str | None, figures: bool
) -> int:
    """Make a release from the close package in DIR, read it back, and hold every number against the books.

    Exit status: 0 every figure is the books', 1 an error in the books or a difference, 2 the package could not be read.
    """
    if like and form:
        raise click.UsageError("--like keeps the form of its RELEASE; leave --format out")
    suffix = Path(output or "").suffix.lower()
    if suffix and suffix not in _SUFFIXES and not (form or like):
        raise click.UsageError(f"{suffix} says no form that is known ({', '.join(_SUFFIXES)}); give --format")
    kept_apart(output, *([like] if like else []))
    chosen = form or _SUFFIXES.get(suffix, "text")
    try:
        if figure or figures:
            return _told(folder, figure)
        made = api.build(folder, form=chosen, like=like, force=force)  # type: ignore[arg-type]
    except (Unreadable, CrossfootError) as error:
        raise click.ClickException(str(error)) from None
    from crossfoot.report.books import built

    if made.data:
        written_whole(output, made.data, text=not made.data.startswith((b"PK", b"%PDF")))
    report = built(
        output or folder, made.closed, made.findings, made.proof, made.changes, rules.names(), width=Output(None).width
    )
    click.echo(report, err=output is None)
    return 1 if any(f.severity == "error" for f in made.findings) else 0


def _told(folder: str, key: str | None) -> int:
    for line in api.figures(folder) if key is None else api.traced(folder, key):
        click.echo(line)
    return 0
