"""What `make demo` shows: a release proved, and the same release with one digit altered being caught.

Exit status 0 where both went as they should; 1 where the clean release has an error or the altered digit slips through.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

RELEASE = Path(__file__).with_name("lexington-2004q3.txt")
COMMAND = str(Path(sys.executable).with_name("crossfoot"))
WAS, NOW = "25,103", "25,108"  # cost of sales in the quarter: printed once, so nothing but arithmetic can tell


def check(path: Path) -> int:
    """The exit status of `crossfoot check`, whose report goes to the terminal."""
    show(f"$ crossfoot check {path}\n")
    return subprocess.run([COMMAND, "check", str(path)], check=False).returncode


def show(text: str) -> None:
    """Writes a line at once, so that it stands before what the command prints."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    """The demo's exit status."""
    clean = check(RELEASE.relative_to(Path.cwd()) if RELEASE.is_relative_to(Path.cwd()) else RELEASE)
    show(f"\nexit status {clean}: " + ("no error" if clean == 0 else "expected 0; the release as it is has no error"))
    text = RELEASE.read_text("utf-8")
    altered = text.replace(WAS, NOW, 1)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "altered.txt"
        copy.write_text(altered, "utf-8")
        show("\nNow one digit of a copy is altered:\n")
        for number, (before, after) in enumerate(zip(text.splitlines(), altered.splitlines(), strict=True), 1):
            if before != after:
                show(f"  line {number}\n- {before}\n+ {after}\n")
        caught = check(copy)
    show(
        f"\nexit status {caught}: "
        + ("the altered digit was caught" if caught == 1 else "expected 1; it was NOT caught")
    )
    return 0 if (clean, caught) == (0, 1) else 1


if __name__ == "__main__":
    sys.exit(main())
