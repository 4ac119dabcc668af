"""What `make demo` shows, for people who will type nothing else."""

from __future__ import annotations

import subprocess
import sys

from places import ROOT


def test_the_demo_shows_a_proof_and_a_catch() -> None:
    done = subprocess.run(
        [sys.executable, "examples/demo.py"], capture_output=True, text=True, check=False, cwd=ROOT, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    clean, altered = done.stdout.split("Now one digit of a copy is altered:")
    assert "exit status 0" in clean
    assert "25,108" not in clean
    assert "exit status 1: the altered digit was caught" in altered
    assert "FT101" in altered
    assert "25,103" in altered.partition("$ crossfoot check")[2]  # the value that the other numbers agree on
