"""`crossfoot explain`: one rule's page."""

from __future__ import annotations

import click

from crossfoot import rules


@click.command("explain")
@click.argument("code")
def command(code: str) -> int:
    """Explain the rule CODE: what it does, why it matters, a bad and a good example."""
    found = next((rule for rule in rules.every() if code.lower() in (rule.code.lower(), rule.name)), None)
    if found is None:
        raise click.ClickException(f"{code}: no such rule; `crossfoot rules` lists them")
    click.echo(rules.page(found).rstrip())
    return 0
