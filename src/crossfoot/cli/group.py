"""The group of commands; each is imported when it is asked for, so that a command pays for no other."""

from __future__ import annotations

import importlib

import click

COMMANDS = {
    "check": "Prove every number of a release and say what is wrong.",
    "open": "Write the proof page of a release beside it, and open it in the browser.",
    "read": "Hand out the facts of a release: as a table, CSV, JSON, or a workbook with formulas.",
    "add": "Prove many releases and keep them in a store.",
    "query": "Ask a store, in SQL or by line item.",
    "series": "Show line items of a store through time, as a table or a plot.",
    "compare": "Set a line item of several companies side by side.",
    "diff": "Say what changed between two drafts, and which numbers did not follow.",
    "build": "Make a release from a close package, and prove it against the books.",
    "init": "Write a close package to start from.",
    "rules": "List the rules.",
    "explain": "Explain one rule, with a bad and a good example.",
    "schema": "Print the JSON schema of the output.",
    "completion": "Print the script that makes a shell complete these commands.",
}


class _Lazy(click.Group):
    """A group that finds command `name` as the object `command` of the module `crossfoot.cli.name`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = importlib.import_module(f"crossfoot.cli.{cmd_name}").command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            meant = f"did you mean {near[0]}?" if near else "`crossfoot --help` lists them"
            raise click.UsageError(f"{error.message.rstrip('.')}; {meant}", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="crossfoot")
def crossfoot() -> None:
    """Recovers the spreadsheet inside an earnings release, and proves every number in it."""
