"""`crossfoot schema`: the JSON schema of the output."""

from __future__ import annotations

import json

import click

from crossfoot import schema

_NAMES: dict[str, schema.Name] = {"check": "proof", "read": "reading", "diff": "diff"}


@click.command("schema")
@click.argument("name", type=click.Choice(list(_NAMES)), default="check")
def command(name: str) -> int:
    """Print the JSON Schema of what `check` (or `read`, `diff`) prints with --format json or jsonl, one document."""
    click.echo(json.dumps(schema.load(_NAMES[name]), indent=2))
    return 0
