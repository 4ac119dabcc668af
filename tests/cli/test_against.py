"""`check --against`: earlier releases on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rules.examples import examples


@pytest.fixture
def paths(tmp_path: Path) -> tuple[Path, Path]:
    """A release whose comparatives differ, and the earlier one."""
    texts = examples("CY601")
    now, then = tmp_path / "now.txt", tmp_path / "then.txt"
    now.write_text(texts["Bad"])
    then.write_text(texts["Earlier"])
    return now, then


def test_the_terminal_says_how_much_agrees(run, paths) -> None:  # type: ignore[no-untyped-def]
    now, then = paths
    done = run("check", "--against", then, now)
    assert done.returncode == 0
    assert f"against {then} (2012-07-25): 6 of 9 figures that both print agree" in done.stdout
    assert "warning CY601" in done.stdout


def test_the_json_has_the_earlier_releases(run, paths) -> None:  # type: ignore[no-untyped-def]
    now, then = paths
    line = json.loads(run("check", "--format", "jsonl", "--against", then, now).stdout)
    assert [(a["name"], a["compared"], a["agreeing"]) for a in line["against"]] == [(str(then), 9, 6)]
    assert [f["rule"] for f in line["findings"]] == ["CY601"]


def test_an_earlier_release_that_cannot_be_read_ends_the_command(run, paths) -> None:  # type: ignore[no-untyped-def]
    now, _ = paths
    done = run("check", "--against", now.parent / "none.txt", now)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "none.txt" in done.stderr
