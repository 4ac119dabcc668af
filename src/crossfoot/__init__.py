"""Crossfoot recovers the spreadsheet inside an earnings release, and proves every number in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossfoot.api import build, check, corrections_of, read

__all__ = ["build", "check", "corrections_of", "read"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """What `__all__` names, from `api`, which is imported when it is asked for: the command line answers Ctrl-C
    while it loads."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from crossfoot import api

    found: object = getattr(api, name)
    globals()[name] = found
    return found
