"""Start-up is kept short: what a command does not need is not imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

# rich is for the terminal report alone; the rest are libraries that later parts may bring, and slow ones.
HEAVY = ["rich", "numpy", "pandas", "pyarrow", "asyncio", "jsonschema", "importlib.metadata", "importlib.resources"]
MARKUP = ["crossfoot.readers.html", "html.entities"]  # a text release has no markup


def test_a_check_in_json_imports_nothing_heavy() -> None:
    code = (
        "import sys; import crossfoot.cli, crossfoot.cli.check; print(*[m for m in sys.argv[1:] if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, *HEAVY, *MARKUP], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


INTERRUPTING = """
import sys
from crossfoot.cli import main

module = sys.argv[1]

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupting())
sys.argv[1:] = ["check", "none.txt"]
main()
"""


@pytest.mark.parametrize("module", ["click", "crossfoot.cli.group", "crossfoot.cli.check", "crossfoot.api"])
def test_ctrl_c_while_modules_load_is_told_in_one_line(module: str) -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTING, module], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "crossfoot: interrupted")
