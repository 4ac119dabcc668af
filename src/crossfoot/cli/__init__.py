"""The command line: the only place that prints or exits.

Exit status: 0 no finding of severity error, 1 at least one, 2 the command could not do its work; 130 interrupted
(Ctrl-C), 141 its reader went away before all was said: what shells show of a program that SIGINT or SIGPIPE ended.
"""

from __future__ import annotations

import os
import sys
import traceback

__all__ = ["main"]

INTERRUPTED = 130
UNREAD = 141


def main() -> None:
    """Runs the command line and exits with its status."""
    status = 2  # what a defect of ours leaves: a crash must never read as "an error was found" (1)
    _open_streams()
    try:
        status = _run()
    except KeyboardInterrupt:
        print("crossfoot: interrupted", file=sys.stderr)
        status = INTERRUPTED
    finally:
        if sys.exc_info()[0] is not None:
            traceback.print_exc()
        sys.exit(status)


def _run() -> int:
    import click  # here and not above: Ctrl-C is answered while modules load, too

    from crossfoot.cli.group import crossfoot
    from crossfoot.model.errors import CrossfootError

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
    except click.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:  # click's answer to a reader of our output that went away (`| head`): what was found is not told
        _leave_stdout()
        return UNREAD
    except OSError as error:  # a full disk, for one
        click.echo(f"crossfoot: {error.filename or 'output'}: {(error.strerror or str(error)).lower()}", err=True)
        _leave_stdout()
        return 2
    return status if isinstance(status, int) else 0


def _open_streams() -> None:
    """A stream that the caller closed is as one that goes nowhere and holds nothing."""
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115 - open as long as the process is
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115


def _leave_stdout() -> None:
    """Python's own flush at exit must not complain of what cannot be written any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
