"""`crossfoot completion`: the script that makes a shell complete this command's words."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from crossfoot.cli import group

_SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "fish": FishComplete, "zsh": ZshComplete}


@click.command("completion")
@click.argument("shell", type=click.Choice(sorted(_SHELLS)))
def command(shell: str) -> int:
    """Print the completion script for SHELL: `eval "$(crossfoot completion bash)"`."""
    complete = _SHELLS[shell](group.crossfoot, {}, "crossfoot", "_CROSSFOOT_COMPLETE")
    click.echo(ShellComplete.source(complete))  # bash's own would start a shell to ask for its version
    return 0
