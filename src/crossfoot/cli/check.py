"""`crossfoot check`: proves releases and reports what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import get_args

import click
import msgspec

from crossfoot import api, rules
from crossfoot.cli.forms import COLLECTED, STREAMED, Collected, Form, GitHub, Json, Terminal
from crossfoot.cli.inputs import expanded, proofs, reason
from crossfoot.cli.output import COLOUR, Output, kept_apart, written_whole
from crossfoot.cli.verdict import Given, Verdict, write_baseline
from crossfoot.model.errors import Unreadable
from crossfoot.model.proof import Proof
from crossfoot.report.visible import visible
from crossfoot.settings.read import FailOn

FILES = click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))
EXHIBIT = click.option("--exhibit", metavar="TYPE", help="Of a full EDGAR submission, the document to take (EX-99.1).")
OUTPUT = click.option("-o", "--output", metavar="FILE", help="Write here instead of to the terminal.")
FORMATS = [*STREAMED, *COLLECTED, "html"]


class Options(msgspec.Struct, frozen=True):
    """The options of one call, as click names them."""

    form: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    verbose: bool
    numbers: bool
    why: int | None
    against: tuple[str, ...]
    books: str | None
    fail_on: str | None
    config: str | None
    isolated: bool
    baseline: str | None
    write_baseline: str | None
    reason: str
    owner: str
    watch: bool
    colour: str
    exhibit: str | None
    output: str | None


@click.command("check")
@FILES
@click.option("--format", "form", type=click.Choice(FORMATS), default="terminal", show_default=True)
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
@click.option("--books", metavar="DIR", help="Hold every number against this close package too.")
@click.option("--fail-on", type=click.Choice(get_args(FailOn)), help="The least severity that makes the status 1.")
@click.option("--config", metavar="FILE", help="Take the settings from this file alone.")
@click.option("--isolated", is_flag=True, help="Take no settings from any file.")
@click.option("--baseline", metavar="FILE", help="Findings listed there are reported as accepted, and do not fail.")
@click.option("--write-baseline", metavar="FILE", help="Write what is found as a baseline, kept entries as they were.")
@click.option("--reason", default="", metavar="TEXT", help="The reason that --write-baseline gives new entries.")
@click.option("--owner", default="", metavar="NAME", help="The owner that --write-baseline gives new entries.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@COLOUR
@EXHIBIT
@OUTPUT
def command(files: tuple[str, ...], **options: object) -> int:
    """Prove every number of each FILE and say what is wrong.

    A FILE may be a folder (the releases in and below it are checked), a pattern, or "-" for standard input.

    Exit status: 0 nothing of severity error, 1 at least one error, 2 a file could not be read (or has no line --why).
    """
    given = msgspec.convert(
        {**options, "select": _codes(options["select"]), "ignore": _codes(options["ignore"])}, Options
    )
    verdict = Verdict(_given(given))
    names = expanded(files, lambda file: verdict.settings(file).exclude)
    _refuse(given, names)
    kept_apart(given.output, *names, *given.against)
    held = given.against or given.books
    work = partial(api.check, against=_earlier(given.against), books=given.books) if held else api.check
    if given.form == "html":
        return _page(names[0], work, verdict, given)
    if given.watch:
        from crossfoot.cli.watch import watched

        return watched(names, lambda changed: _checked(changed, work, Verdict(_given(given)), given))
    return _checked(names, work, verdict, given)


def _earlier(paths: tuple[str, ...]) -> tuple[Proof, ...]:
    """The proofs of the earlier releases; one that cannot be read ends the command."""
    try:
        return tuple(api.check(path) for path in paths)
    except Unreadable as error:
        raise click.ClickException(visible(str(error))) from None


def _codes(options: object) -> tuple[str, ...]:
    assert isinstance(options, tuple)
    return tuple(code.strip().upper() for option in options for code in option.split(",") if code.strip())


def _given(options: Options) -> Given:
    return Given(options.select, options.ignore, options.fail_on, options.config, options.isolated, options.baseline)


def _refuse(options: Options, names: tuple[str, ...]) -> None:
    """Raises UsageError for options that do not go together."""
    if options.form != "terminal" and (options.verbose or options.numbers or options.why):
        raise click.UsageError("-v, --numbers and --why go with --format terminal; the JSON holds all of it")
    if options.form in ("json", "html") and len(names) > 1:
        raise click.UsageError(f"--format {options.form} is for one FILE; use jsonl for several")
    if options.config and options.isolated:
        raise click.UsageError("--config names settings, --isolated refuses them; give one of the two")
    if (options.reason or options.owner) and not options.write_baseline:
        raise click.UsageError("--reason and --owner go with --write-baseline")
    if options.watch and (options.form not in STREAMED or options.output or options.write_baseline or "-" in names):
        raise click.UsageError("--watch is for files that can change and a report that can go on")


def _form(options: Options, out: Output) -> Form:
    if options.form in COLLECTED:
        return Collected(out, options.form)
    if options.form == "terminal":
        return Terminal(out, verbose=options.verbose, numbers=options.numbers, why=options.why)
    return GitHub(out) if options.form == "github" else Json(out, indented=options.form == "json")


def _checked(names: tuple[str, ...], work: Callable[..., Proof], verdict: Verdict, options: Options) -> int:
    """Checks the files in order and reports on them; returns the exit status."""
    with Output(options.output, options.colour) as out:
        form = _form(options, out)
        for file, proof in proofs(names, work, options.exhibit):
            if isinstance(proof, Unreadable):
                verdict.unreadable()
                form.unreadable(file, reason(proof))
            else:
                _reported(file, proof, verdict, form)
        form.end()
    verdict.tell_stale()
    if options.write_baseline:
        path = Path(options.write_baseline)
        written_whole(str(path), write_baseline(path, verdict.proofs, options.reason, options.owner))
        return 2 if verdict.status == 2 else 0
    return verdict.status


def _reported(file: str, proof: Proof, verdict: Verdict, form: Form) -> None:
    """Judges one proof and adds it to the report; a line asked about that it does not have is told on stderr."""
    try:
        form.add(*verdict.judge(file, proof))
    except Unreadable as error:
        click.echo(f"crossfoot: {visible(str(error))}", err=True)
        verdict.unreadable()


def _page(file: str, work: Callable[..., Proof], verdict: Verdict, options: Options) -> int:
    """Writes the proof page of one file; returns the exit status."""
    from crossfoot.report.page import rendered

    for _, proof in proofs((file,), work, options.exhibit):
        if isinstance(proof, Unreadable):
            return 2
        kept, _settings = verdict.judge(file, proof)
        written_whole(options.output, rendered(kept, rules.every()).encode("utf-8", "replace"))
    return verdict.status
