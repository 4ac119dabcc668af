"""What a house has decided about its checks: `crossfoot.toml`, `[tool.crossfoot]`, the baseline of accepted findings.

Settings decide what is reported, how gravely, and what makes a check fail. They change no number, no tie and no status.
"""

from __future__ import annotations

from crossfoot.settings.apply import failed, judged
from crossfoot.settings.baseline import Baseline, Entry, read_baseline, rewritten
from crossfoot.settings.fingerprint import fingerprints
from crossfoot.settings.read import Settings, nearest, read_settings

__all__ = [
    "Baseline",
    "Entry",
    "Settings",
    "failed",
    "fingerprints",
    "judged",
    "nearest",
    "read_baseline",
    "read_settings",
    "rewritten",
]
