"""No document can steer the terminal that shows it: control characters are shown as signs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.report.visible import shown, visible
from made import proof
from places import ROOT, Run

ESCAPE, BELL, CSI, TURN = "\x1b[2J", "\x07", "\x9b31m", "\u202e"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
TEXT = (ROOT / "examples" / "lexington-2004q3.txt").read_text("utf-8").replace("25,103", "25,108")
HOSTILE = TEXT.replace("Cost of sales", f"Cost{CSI} of{ESCAPE} sales{BELL}").replace("charge", f"ch{TURN}arge\x7f")
HOSTILE_PAGE = (
    (ROOT / "examples" / "larkmoor-2021q1.htm")
    .read_text("utf-8")
    .replace("8,921", "8,927")
    .replace("Gross profit", "Gross pro&#155;fit\x9b31m\x1b[2J")
    .replace("BALANCE SHEETS", f"BALANCE{ESCAPE} SHEETS{TURN}")
)
VIEWS = [
    ["check"],
    ["check", "-v"],
    ["check", "--numbers"],
    ["check", "--why", "119"],
    ["check", "--format", "json"],
    ["check", "--format", "jsonl"],
    ["read"],
    ["read", "--parts"],
    ["read", "--format", "csv"],
    ["read", "--format", "jsonl"],
]


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
@pytest.mark.parametrize("text", [HOSTILE, HOSTILE_PAGE], ids=["text", "html"])
def test_no_view_lets_a_control_character_through(run: Run, tmp_path: Path, view: list[str], text: str) -> None:
    path = tmp_path / f"draft{ESCAPE}.txt"
    path.write_bytes(text.encode())
    done = run(*view, path)
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout
    found = CONTROL.search(done.stdout)
    if "jsonl" in view or "json" in view:
        found = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", done.stdout)
        assert "\x1b" in json.loads(done.stdout)["document"]["path"]  # escaped, and nothing lost
    assert found is None, done.stdout[max(0, found.start() - 60) : found.end() + 20]


def test_the_message_of_an_unreadable_file(run: Run, tmp_path: Path) -> None:
    done = run("check", tmp_path / f"none{ESCAPE}.txt")
    assert done.returncode == 2
    assert "none␛[2J.txt" in done.stderr


@given(st.text())
def test_lengths_and_all_other_characters_are_kept(text: str) -> None:
    seen = visible(text)
    assert len(seen) == len(text)
    assert not CONTROL.search(seen)
    assert all(a == b for a, b in zip(text, seen, strict=True) if a.isprintable())


def test_a_proof_that_has_none_is_left_as_it_is() -> None:
    whole = proof()
    assert shown(whole) is whole


def test_every_text_of_a_proof() -> None:
    whole = proof()
    first = msgspec.structs.replace(whole.reading.facts[0], label=f"Net{ESCAPE}", path=(f"a{BELL}", f"Net{ESCAPE}"))
    reading = msgspec.structs.replace(whole.reading, facts=(first,), title=f"T{CSI}")
    made = shown(msgspec.structs.replace(whole, reading=reading))
    assert (made.reading.facts[0].label, made.reading.facts[0].path) == ("Net␛[2J", ("a␇", "Net␛[2J"))
    assert made.reading.title == "T�31m"
    assert made.reading.numbers is whole.reading.numbers
