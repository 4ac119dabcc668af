"""Crossfoot recovers the spreadsheet inside an earnings release, and proves every number in it."""

from __future__ import annotations

from crossfoot.api import build, check, corrections_of, read

__all__ = ["build", "check", "corrections_of", "read"]
__version__ = "0.1.0"
