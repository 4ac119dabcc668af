"""`crossfoot check`: proves releases and reports what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import click
import msgspec

from crossfoot import api, rules
from crossfoot.cli.inputs import proofs, reason
from crossfoot.cli.output import Output, written_whole
from crossfoot.model.errors import Unreadable
from crossfoot.model.proof import Proof
from crossfoot.report import jsonl
from crossfoot.report.visible import visible

FILES = click.argument("files", nargs=-1, required=True, metavar="FILE...")
EXHIBIT = click.option("--exhibit", metavar="TYPE", help="Of a full EDGAR submission, the document to take (EX-99.1).")
OUTPUT = click.option("-o", "--output", metavar="FILE", help="Write here instead of to the terminal.")


@click.command("check")
@FILES
@click.option(
    "--format", "form", type=click.Choice(["terminal", "json", "jsonl", "html"]), default="terminal", show_default=True
)
@click.option(
    "--select", multiple=True, metavar="CODES", help="Report only these rules (FT, FT101; commas or repeated)."
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave these rules out.")
@click.option("-v", "--verbose", is_flag=True, help="List the ties and the numbers without one.")
@click.option("--numbers", is_flag=True, help="Show the release with each number marked by its status.")
@click.option(
    "--why",
    type=click.IntRange(min=1),
    metavar="LINE",
    help="Tell of each number on a line what settled its meaning, and its ties.",
)
@click.option(
    "--against", multiple=True, metavar="PRIOR", help="An earlier release to hold the figures against; may be repeated."
)
@EXHIBIT
@OUTPUT
def command(
    files: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    verbose: bool,
    numbers: bool,
    why: int | None,
    against: tuple[str, ...],
    exhibit: str | None,
    output: str | None,
) -> int:
    """Prove every number of each FILE ("-" is stdin) and say what is wrong.

    Exit status: 0 nothing of severity error, 1 at least one error, 2 a file could not be read.
    """
    try:
        wanted = rules.chosen(_codes(select), _codes(ignore))
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if form != "terminal" and (verbose or numbers or why):
        raise click.UsageError("-v, --numbers and --why go with --format terminal; the JSON holds all of it")
    if form in ("json", "html") and len(files) > 1:
        raise click.UsageError(f"--format {form} is for one FILE; use jsonl for several")
    work = partial(api.check, against=_earlier(against)) if against else api.check
    if form == "html":
        return _page(files[0], work, exhibit, output, wanted)
    out = Output(output)
    status, shown = 0, False
    for file, proof in proofs(files, work, exhibit):
        if isinstance(proof, Unreadable):
            status = 2
            if form != "terminal":
                line = jsonl.unreadable(file, reason(proof), proved=True)
                out.write(line if form == "jsonl" else jsonl.indented(line))
            continue
        kept = _only(proof, wanted)
        if any(f.severity == "error" for f in kept.findings):
            status = max(status, 1)
        if form == "terminal":
            if shown:
                out.write("")
            shown = True
            out.write(_shown(kept, out, verbose, numbers, why))
        else:
            line = jsonl.checked(kept)
            out.write(line if form == "jsonl" else jsonl.indented(line))
    return status


def _earlier(paths: tuple[str, ...]) -> tuple[Proof, ...]:
    """The proofs of the earlier releases; one that cannot be read ends the command."""
    try:
        return tuple(api.check(path) for path in paths)
    except Unreadable as error:
        raise click.ClickException(visible(str(error))) from None


def _page(
    file: str, work: Callable[..., Proof], exhibit: str | None, output: str | None, wanted: frozenset[str] | None
) -> int:
    """Writes the proof page of one file; returns the exit status."""
    from crossfoot.report.page import rendered

    for _, proof in proofs((file,), work, exhibit):
        if isinstance(proof, Unreadable):
            return 2
        kept = _only(proof, wanted)
        written_whole(output, rendered(kept, rules.every()).encode("utf-8", "replace"))
        return int(any(f.severity == "error" for f in kept.findings))
    return 2


def _codes(options: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for option in options for code in option.split(",") if code.strip())


def _only(proof: Proof, wanted: frozenset[str] | None) -> Proof:
    """The proof with the findings of the wanted rules alone; None wants all."""
    if wanted is None:
        return proof
    return msgspec.structs.replace(proof, findings=tuple(f for f in proof.findings if f.rule in wanted))


def _shown(proof: Proof, out: Output, verbose: bool, numbers: bool, why: int | None) -> str:
    """What a person gets to see; the pages are imported here, for rich takes its time."""
    if why is not None:
        from crossfoot.report.why import explained

        return explained(proof, why)
    if numbers:
        from crossfoot.report.marked import marked

        return marked(proof, colour=out.colour)
    from crossfoot.report.terminal import rendered

    return rendered(proof, rules.names(), width=out.width, colour=out.colour, verbose=verbose)
