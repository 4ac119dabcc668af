"""Drafts are inside information: reading and proving one opens no connection, writes no file and starts no process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import os, sys
sys.argv[0] = "crossfoot"
seen = []
def heard(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "tempfile.", "shutil.")):
        seen.append(event)
    elif event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        seen.append(f"open {arguments[0]!r} to write")
sys.dont_write_bytecode = True
sys.addaudithook(heard)
from crossfoot.cli import main
try:
    main()
finally:
    sys.stderr.write("".join(f"{event}\\n" for event in seen))
"""


@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "-v"], ["check", "--format", "html"], ["check", "--format", "jsonl"], ["read"]]
)
def test_nothing_leaves_and_nothing_stays(example: Path, tmp_path: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-c", PROGRAM, *arguments, str(example)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_is_made_in_memory(example: Path, tmp_path: Path) -> None:
    """The one file written is the part beside the workbook, which takes its name once it is whole."""
    target = tmp_path / "book.xlsx"
    command = [sys.executable, "-c", PROGRAM, "read", "--format", "xlsx", "-o", str(target), str(example)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    [line] = done.stderr.splitlines()
    assert line.startswith("open ")
    assert ".book.xlsx." in line
    assert list(tmp_path.iterdir()) == [target]


def test_the_test_would_notice(tmp_path: Path) -> None:
    """The one file that may be written is the one asked for with -o, and the listener hears of it."""
    command = [sys.executable, "-c", PROGRAM, "rules"]
    assert subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path).stderr == ""
    source = Path(__file__)
    command = [sys.executable, "-c", PROGRAM, "read", "-o", str(tmp_path / "facts.txt"), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert "facts.txt" in done.stderr


def test_the_page_is_the_only_copy(example: Path, tmp_path: Path) -> None:
    """`open` writes one file, beside the release, and no other place hears of the draft."""
    release = tmp_path / example.name
    release.write_bytes(example.read_bytes())
    release.chmod(0o600)
    command = [sys.executable, "-c", PROGRAM, "open", "--no-browser", str(release)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    page = tmp_path / f"{example.name}.proof.html"
    assert done.returncode == 0
    assert set(tmp_path.iterdir()) == {release, page}
    assert page.stat().st_mode & 0o777 == 0o600
    assert all(str(tmp_path / f".{page.name}") in line for line in done.stderr.splitlines())
