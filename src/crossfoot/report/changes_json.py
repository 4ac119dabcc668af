"""What changed between two drafts, as the JSON that programs get (the form "crossfoot.diff/1")."""

from __future__ import annotations

from typing import Any

import msgspec

from crossfoot.model.changes import Changes, FactChange, Side, Stale
from crossfoot.model.printed import plain
from crossfoot.model.proof import Proof
from crossfoot.report.jsonl import escaped

SCHEMA = "crossfoot.diff/1"


def encoded(changes: Changes, before: Proof, after: Proof) -> bytes:
    """Indented JSON without its newline; amounts are exact decimals in full units, as strings."""
    content = {
        "schema": SCHEMA,
        "before": {"path": changes.before, "sha256": before.document.sha256},
        "after": {"path": changes.after, "sha256": after.document.sha256},
        "facts": [_fact(change) for change in changes.facts],
        "labels": changes.labels,
        "sentences": changes.sentences,
        "stale": [_stale(stale) for stale in changes.stale],
    }
    return msgspec.json.format(escaped(msgspec.json.encode(content)), indent=2)


def _fact(change: FactChange) -> dict[str, Any]:
    return {
        "kind": change.kind, "path": change.path, "what": change.what, "before": _side(change.before),
        "after": _side(change.after),
    }  # fmt: skip


def _side(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "number": side.number, "text": side.text, "line": side.line, "value": plain(side.value), "unit": side.unit,
        "segment": side.segment, "period": str(side.period) if side.period else None,
    }  # fmt: skip


def _stale(stale: Stale) -> dict[str, Any]:
    expected = None if stale.expected is None else plain(stale.expected)
    return {
        "number": stale.number, "label": stale.label, "text": stale.text, "line": stale.line, "expected": expected,
        "depends_on": stale.depends_on, "kind": stale.kind, "equation": stale.equation,
    }  # fmt: skip
