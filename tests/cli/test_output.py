"""Where output goes: a file is there whole or not at all, and never in the place of what is read."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from places import ROOT, Run

RELEASE = ROOT / "examples" / "lexington-2004q3.txt"
PROGRAM = [sys.executable, "-c", "from crossfoot.cli import main; main()"]


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return Path(shutil.copy(RELEASE, tmp_path / "release.txt"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "{}", "-o", "{}"],
        ["check", "--format", "sarif", "{}", "-o", "{}"],
        ["check", RELEASE, "--against", "{}", "-o", "{}"],
        ["read", "{}", "-o", "{}"],
        ["diff", RELEASE, "{}", "-o", "{}"],
        ["build", ROOT / "examples" / "lexington-2004q3", "--like", "{}", "-o", "{}"],
    ],
)
def test_what_is_read_is_never_written_over(run: Run, release: Path, arguments: list[str | Path]) -> None:
    before = release.read_bytes()
    done = run(*(str(argument).format(release) for argument in arguments))
    assert done.returncode == 2
    assert "is what is read; name another file" in done.stderr
    assert release.read_bytes() == before


def test_a_file_that_was_there_keeps_its_permissions_and_its_links(run: Run, release: Path, tmp_path: Path) -> None:
    report, link = tmp_path / "report.txt", tmp_path / "link.txt"
    report.write_text("before")
    report.chmod(0o640)
    link.symlink_to(report)
    assert run("check", release, "-o", link).returncode == 0
    assert link.is_symlink()
    assert "227 of 229" in report.read_text("utf-8")
    assert stat.S_IMODE(report.stat().st_mode) == 0o640


def test_what_could_not_be_done_leaves_the_file_as_it_was(run: Run, release: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("before")
    done = run("check", "--baseline", tmp_path / "none.toml", release, "-o", report)
    assert done.returncode == 2
    assert report.read_text() == "before"
    assert sorted(tmp_path.iterdir()) == [release, report]  # no half-written one beside it


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["check", RELEASE], ["read", "--format", "csv", RELEASE], ["rules"]])
def test_a_full_disk_is_told_in_one_line(arguments: list[str | Path]) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run([*PROGRAM, *map(str, arguments)], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == "crossfoot: output: no space left on device\n"


def test_closed_streams_are_as_empty_ones() -> None:
    def closed(redirected: str, *arguments: str) -> tuple[int, str]:
        command = f'exec "$0" "$@" {redirected}'
        done = subprocess.run(
            ["sh", "-c", command, *PROGRAM, *arguments], capture_output=True, text=True, check=False, env=os.environ
        )
        return done.returncode, done.stderr

    assert closed(">&-", "check", str(RELEASE)) == (0, "")
    status, said = closed("<&-", "check", "-")
    assert status == 2
    assert said.startswith("crossfoot: -: is empty")
    assert len(said.splitlines()) == 1


def test_a_suffix_that_says_no_form_is_refused(run: Run, tmp_path: Path) -> None:
    done = run("build", ROOT / "examples" / "lexington-2004q3", "-o", tmp_path / "release.xlsx")
    assert done.returncode == 2
    assert ".xlsx says no form" in done.stderr
    assert list(tmp_path.iterdir()) == []
