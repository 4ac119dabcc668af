"""`crossfoot diff`: what changed between two drafts of a release, and which numbers did not follow."""

from __future__ import annotations

import click

from crossfoot import api
from crossfoot.cli.check import OUTPUT
from crossfoot.cli.inputs import proofs
from crossfoot.cli.output import Output, kept_apart
from crossfoot.model.errors import Unreadable


@click.command("diff")
@click.argument("before", metavar="DRAFT1")
@click.argument("after", metavar="DRAFT2")
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True)
@OUTPUT
def command(before: str, after: str, form: str, output: str | None) -> int:
    """Say what changed from DRAFT1 to DRAFT2: facts, labels, sentences, and numbers that should have changed too.

    The two may be of different formats. Exit status: 0 every number that depends on a changed one changed with it (or
    nothing changed), 1 at least one did not, 2 a file could not be read.
    """
    if before == after == "-":
        raise click.UsageError("only one of the drafts can be standard input")
    kept_apart(output, before, after)
    old, new = (proof for _, proof in proofs((before, after), api.check, None))
    if isinstance(old, Unreadable) or isinstance(new, Unreadable):
        return 2
    changes = api.diff(old, new)
    with Output(output) as out:
        if form == "json":
            from crossfoot.report.changes_json import encoded

            out.write(encoded(changes, old, new))
        else:
            from crossfoot.report.changes import rendered

            out.write(rendered(changes, new, width=out.width, colour=out.colour))
    return int(bool(changes.stale))
