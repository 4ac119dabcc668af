"""Where things are: the project, its example releases, and the real releases beside it (which do not come with it)."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "crossfoot"
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".htm"))
CASES = sorted(path for path in (ROOT / "tests" / "readers" / "cases").iterdir() if path.suffix in (".txt", ".htm"))
SHARED = ROOT.parent / "shared"

Run = Callable[..., subprocess.CompletedProcess[str]]
"""The fixture `run`: the command's arguments (and `stdin`) to the completed process."""
