"""`crossfoot rules`: the rules, one a line."""

from __future__ import annotations

import click

from crossfoot import rules


@click.command("rules")
def command() -> int:
    """List the rules: code, severity, name, and what each reports."""
    every = rules.every()
    wide = max(len(rule.name) for rule in every)
    for rule in every:
        click.echo(f"{rule.code}  {rule.severity:<7}  {rule.name:<{wide}}  {rule.summary}")
    return 0
