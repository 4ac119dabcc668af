"""The close package to start from: small, commented, of an invented company, and right as it stands."""

from __future__ import annotations

import importlib.resources


def files() -> dict[str, bytes]:
    """The starter's files by name, all but the narrative, which is drafted from its figures."""
    folder = importlib.resources.files("crossfoot.sources") / "starter"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir(), key=lambda p: p.name)}
