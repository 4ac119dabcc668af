"""A finding: something wrong in a document, under a rule's code."""

from __future__ import annotations

from typing import Literal

import msgspec

from crossfoot.model.document import Span
from crossfoot.model.tie import Suspect

Severity = Literal["error", "warning", "note"]


class Rule(msgspec.Struct, frozen=True):
    """A rule: its stable code, the name of the fault, the severity unless doubt lowers it, and its page (Markdown)."""

    code: str
    name: str
    severity: Severity
    summary: str
    page: str


class Accepted(msgspec.Struct, frozen=True):
    """Somebody has looked at a finding and accepted it: why, and on whose word."""

    reason: str
    owner: str


class Finding(msgspec.Struct, frozen=True):
    """One problem (CONTRACT: `findings`): `message` is one sentence with both numbers in it.

    `numbers` are the ids concerned, `ties` the broken ties behind it. `accepted`: set where a baseline accepts it.
    """

    rule: str
    severity: Severity
    message: str
    excerpt: str
    remedy: str
    numbers: tuple[str, ...]
    suspects: tuple[Suspect, ...]
    span: Span | None
    line: int | None
    ties: tuple[str, ...] = ()
    accepted: Accepted | None = None
