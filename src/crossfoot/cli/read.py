"""`crossfoot read`: hands out the facts of releases."""

from __future__ import annotations

import click

from crossfoot import api
from crossfoot.cli.check import EXHIBIT, FILES, OUTPUT
from crossfoot.cli.inputs import expanded, proofs, reason
from crossfoot.cli.output import COLOUR, Output, kept_apart, written_whole
from crossfoot.model.errors import Unreadable
from crossfoot.report import jsonl


@click.command("read")
@FILES
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "jsonl", "xlsx"]), default="table", show_default=True
)
@click.option("--parts", is_flag=True, help="List the documents of a full EDGAR submission instead.")
@COLOUR
@EXHIBIT
@OUTPUT
def command(
    files: tuple[str, ...], form: str, parts: bool, colour: str, exhibit: str | None, output: str | None
) -> int:
    """Print the facts of each FILE: one row a number, with label, segment, period, unit and value.

    A FILE may be a folder (the releases in and below it are read), a pattern, or "-" for standard input.

    --format xlsx makes a workbook of one FILE, with live formulas where the numbers are tied.

    Exit status: 0, or 2 where a file could not be read.
    """
    files = expanded(files)
    if form == "json" and len(files) > 1:
        raise click.UsageError("--format json is for one FILE; use jsonl for several")
    if form == "xlsx" and len(files) > 1:
        raise click.UsageError("--format xlsx is for one FILE: each has a workbook of its own")
    if parts and form != "table":
        raise click.UsageError("--parts prints a table; leave --format out")
    kept_apart(output, *files)
    if form == "xlsx":
        return _workbook(files[0], exhibit, output)
    with Output(output, colour) as out:
        return _facts(files, form, out, parts=parts, exhibit=exhibit)


def _facts(files: tuple[str, ...], form: str, out: Output, *, parts: bool, exhibit: str | None) -> int:
    """Writes the facts, or the parts, of the files in order; returns the exit status."""
    from crossfoot.report import facts

    status = 0
    heading = form == "csv"
    for file, proof in proofs(files, api.read, exhibit):
        if isinstance(proof, Unreadable):
            status = 2
            if form in ("json", "jsonl"):
                line = jsonl.unreadable(file, reason(proof), proved=False)
                out.write(line if form == "jsonl" else jsonl.indented(line))
        elif parts:
            out.write(facts.parts(proof))
        elif form == "jsonl":
            out.write(jsonl.read(proof))
        elif form == "json":
            out.write(jsonl.indented(jsonl.read(proof)))
        elif form == "csv":
            out.write(facts.as_csv(proof, heading=heading))
            heading = False
        else:
            out.write(facts.as_table(proof, width=out.width if out.terminal else None, colour=out.colour))
    return status


def _workbook(file: str, exhibit: str | None, output: str | None) -> int:
    """Writes the workbook of one file; its formulas are the ties, so the release is proved as well."""
    from crossfoot import rules
    from crossfoot.exports import workbook
    from crossfoot.report.visible import shown

    for _, proof in proofs((file,), api.check, exhibit):
        if isinstance(proof, Unreadable):
            return 2
        written_whole(output, workbook(shown(proof), rules.names()))
    return 0
