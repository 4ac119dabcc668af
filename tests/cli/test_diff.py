"""`crossfoot diff` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from crossfoot import schema
from places import ROOT, Run

RELEASE = ROOT / "examples" / "lexington-2004q3.txt"


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The release with a figure, a label and a sentence altered."""
    path = tmp_path / "later.txt"
    text = RELEASE.read_text("utf-8").replace("25,103", "25,108").replace("Gross profit", "Gross margin")
    path.write_text(text.replace("lenders and investors", "investors and lenders"))
    return path


def test_for_a_person(run: Run, later: Path) -> None:
    done = run("diff", RELEASE, later)
    assert done.returncode == 1
    assert "1 fact, 1 label, 1 sentence changed; 1 number did not follow." in done.stdout
    assert "Gross margin 2,382 depends on 25,108 (line 119): expected 2,377" in done.stdout
    assert "25,103 -> 25,108" in done.stdout
    assert "- Gross profit" in done.stdout
    assert "\x1b" not in done.stdout


def test_for_programs(run: Run, later: Path) -> None:
    line = json.loads(run("diff", "--format", "json", RELEASE, later).stdout)
    assert list(Draft202012Validator(schema.load("diff")).iter_errors(line)) == []
    assert [stale["expected"] for stale in line["stale"]] == ["2377000"]
    assert [fact["after"]["value"] for fact in line["facts"]] == ["25108000"]
    assert [len(line[name]) for name in ("facts", "labels", "sentences", "stale")] == [1, 1, 1, 1]


def test_nothing_changed(run: Run) -> None:
    done = run("diff", RELEASE, RELEASE)
    assert done.returncode == 0
    assert "0 facts, 0 labels, 0 sentences changed; 0 numbers did not follow." in done.stdout


def test_standard_input_is_one_of_the_drafts(run: Run, later: Path) -> None:
    assert run("diff", "-", later, stdin=RELEASE.read_bytes()).returncode == 1
    assert run("diff", "-", "-").returncode == 2


def test_a_draft_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    done = run("diff", RELEASE, tmp_path / "none.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "none.txt" in done.stderr


def test_a_hostile_draft_does_not_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(RELEASE.read_text("utf-8").replace("Gross profit", "Gross \x1b[31mprofit"))
    for form in ("terminal", "json"):
        assert "\x1b" not in run("diff", "--format", form, RELEASE, path).stdout
