"""`crossfoot schema`: the JSON schema of the output."""

from __future__ import annotations

import json

import click

from crossfoot import schema


@click.command("schema")
@click.argument("name", type=click.Choice(["check", "read"]), default="check")
def command(name: str) -> int:
    """Print the JSON Schema of what `check` (or `read`) prints with --format json or jsonl, one document."""
    click.echo(json.dumps(schema.load("proof" if name == "check" else "reading"), indent=2))
    return 0
