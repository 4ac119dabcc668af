"""Start-up is kept short: what a command does not need is not imported."""

from __future__ import annotations

import subprocess
import sys

# rich is for the terminal report alone; the rest are libraries that later parts may bring, and slow ones.
HEAVY = ["rich", "numpy", "pandas", "pyarrow", "asyncio", "jsonschema", "importlib.metadata", "importlib.resources"]
MARKUP = ["crossfoot.readers.html", "html.entities"]  # a text release has no markup


def test_a_check_in_json_imports_nothing_heavy() -> None:
    code = (
        "import sys; import crossfoot.cli, crossfoot.cli.check; print(*[m for m in sys.argv[1:] if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, *HEAVY, *MARKUP], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
