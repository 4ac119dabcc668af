"""The command line: the only place that prints or exits.

Exit status: 0 no finding of severity error, 1 at least one, 2 the command could not do its work.
"""

from __future__ import annotations

import os
import sys
import traceback

import click

from crossfoot.cli.group import crossfoot
from crossfoot.model.errors import CrossfootError

__all__ = ["main"]


def main() -> None:
    """Runs the command line and exits with its status."""
    status = 2  # what a defect of ours leaves: a crash must never read as "an error was found" (1)
    try:
        status = _run()
    finally:
        if sys.exc_info()[0] is not None:
            traceback.print_exc()
        sys.exit(status)


def _run() -> int:
    try:
        status = crossfoot.main(prog_name="crossfoot", standalone_mode=False)
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        where = context.command_path if context else "crossfoot"
        click.echo(f"{where}: {error.format_message()}", err=True)
        return 2
    except CrossfootError as error:
        click.echo(f"crossfoot: {error}", err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except SystemExit:
        # click's answer to a reader of our output that went away (`| head`): nothing is left to say, and Python's own
        # flush at exit must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status if isinstance(status, int) else 0
