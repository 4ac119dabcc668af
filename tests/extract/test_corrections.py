"""What a user corrects in a sidecar: read, applied, and shown; what is not in its form is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import crossfoot
from crossfoot import extract
from crossfoot.model.errors import Unreadable
from crossfoot.model.proof import Proof
from places import ROOT

RELEASE = ROOT / "examples" / "lexington-2004q3.txt"


def corrected(*entries: str, source: bytes | None = None) -> Proof:
    """The proof of the example with corrections; each is given a reason."""
    text = "".join(f'[[correction]]\nreason = "as told"\n{entry}\n' for entry in entries)
    return crossfoot.check(source or RELEASE.read_bytes(), corrections=extract.corrections(text, "sidecar"))


def test_a_period_of_a_column() -> None:
    proof = corrected('table = "SEGMENT FINANCIAL DATA"\ncolumn = 1\nperiod = "2004-06-27/2004-09-25"')
    told = [f for f in proof.reading.facts if f.table and str(f.period) == "2004-06-27/2004-09-25"]
    assert len(told) == 19
    assert {step.source for f in told for step in f.why if step.property == "period"} == {
        "sidecar, correction 1: as told"
    }
    assert proof.corrections[0].numbers == tuple(f.number for f in told)


def test_a_scale_of_a_row() -> None:
    proof = corrected('line = 119\nscale = "millions"')
    values = [(n.value, n.decimals) for n in proof.reading.numbers if n.line == 119]
    assert values[0] == (Decimal("25103E+6"), -6)
    assert {f.value for f in proof.reading.facts if f.label == "Cost of sales"} == {v for v, _ in values}


def test_a_scale_that_is_right_changes_nothing() -> None:
    plain = crossfoot.check(RELEASE)
    proof = corrected('table = "STATEMENT OF OPERATIONS"\nrow = "Net sales"\nscale = "thousands"')
    assert proof.reading.numbers == plain.reading.numbers
    assert len(proof.corrections[0].numbers) == 4


def test_a_unit_and_a_segment_of_one_number() -> None:
    proof = corrected('line = 119\ntext = "25,103"\nunit = "EUR"\nsegment = "Rubber Group"')
    [fact] = [f for f in proof.reading.facts if f.segment == "Rubber Group" and f.label == "Cost of sales"]
    assert fact.unit == "EUR"


def test_a_segment_of_a_sentence() -> None:
    [number] = [n for n in crossfoot.check(RELEASE).reading.numbers if n.text == "$3,247,000"]
    proof = corrected(f'line = {number.line}\ntext = "3,247,000"\nsegment = ""\nperiod = "2004-01-01/2004-09-30"')
    [claim] = [c for c in proof.reading.claims if c.number == number.id]
    assert claim.segment is None
    assert str(claim.period) == "2004-01-01/2004-09-30"


def test_named_parts_are_a_tie_of_their_own() -> None:
    proof = corrected('row = "Gross profit"\nparts = ["Net sales", "-Cost of sales"]')
    named = [t for t in proof.ties if t.identity == "named"]
    assert [t.status for t in named] == ["exact"] * 4
    assert not [t for t in proof.ties if t.target == named[0].target and t.scope == "column" and t not in named]


def test_named_parts_that_do_not_give_the_total_are_an_error() -> None:
    draft = RELEASE.read_bytes().replace(b"25,103", b"25,108")
    proof = corrected('row = "Gross profit"\nparts = ["Net sales", "-Cost of sales"]', source=draft)
    [broken] = [t for t in proof.ties if t.status == "broken" and t.identity == "named"]
    assert broken.suspects[0].expected == Decimal("2377E+3")
    assert ("FT101", "error") in {(f.rule, f.severity) for f in proof.findings}


def test_a_rejected_tie_is_gone() -> None:
    plain = crossfoot.check(RELEASE)
    target = next(t.target for t in plain.ties if t.scope == "column" and t.kind == "difference")
    number = next(n for n in plain.reading.numbers if n.id == target)
    proof = corrected(f'line = {number.line}\ntext = "{number.text}"\nreject = true')
    assert not [t for t in proof.ties if t.target == target]
    assert target in proof.corrections[0].numbers


@pytest.mark.parametrize(
    "entry",
    [
        'table = "NO SUCH TABLE"\nscale = "thousands"',
        'row = "Gross profit"\nparts = ["Net sales", "-Freight"]',
        "line = 1\nreject = true",
        'line = 122\ntext = "9,999"\nunit = "USD"',
    ],
)
def test_what_matches_nothing_is_a_finding(entry: str) -> None:
    proof = corrected(entry)
    assert [f.rule for f in proof.findings if f.rule == "CR901"] == ["CR901"]
    assert proof.corrections[0].numbers == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[correction]", "no TOML"),
        ("[settings]\na = 1", "'settings'"),
        ('[[correction]]\nline = 1\nunit = "USD"', "no reason"),
        ('[[correction]]\nunit = "USD"\nreason = "x"', "which numbers"),
        ('[[correction]]\nline = 1\nreason = "x"', "what is to be corrected"),
        ('[[correction]]\nlines = 1\nunit = "USD"\nreason = "x"', "'lines'"),
        ('[[correction]]\nline = "1"\nunit = "USD"\nreason = "x"', "line is '1'"),
        ('[[correction]]\nline = 1\nunit = "dollars"\nreason = "x"', "dollars"),
        ('[[correction]]\nline = 1\nscale = 3\nreason = "x"', "scale 3"),
        ('[[correction]]\nline = 1\nperiod = "third quarter"\nreason = "x"', "third quarter"),
        ('[[correction]]\nline = 1\nperiod = "2004-09-30/2004-07-01"\nreason = "x"', "ends before"),
        ('[[correction]]\nline = 1\nreject = false\nreason = "x"', "reject"),
        ('[[correction]]\nline = 1\nreject = true\nunit = "USD"\nreason = "x"', "by themselves"),
        ('[[correction]]\nline = 1\nparts = []\nreason = "x"', "parts"),
    ],
)
def test_what_is_not_in_the_form_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as caught:
        extract.corrections(text, "sidecar")
    assert "sidecar" in str(caught.value)


def test_a_sidecar_beside_the_release_is_applied_and_shown(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    release = tmp_path / "q3.txt"
    release.write_bytes(RELEASE.read_bytes())
    sidecar = tmp_path / "q3.txt.crossfoot.toml"
    sidecar.write_text('[[correction]]\nline = 119\nunit = "EUR"\nreason = "for the test"\n')
    shown = run("check", release)
    assert "corrected 4 numbers: unit: EUR" in shown.stdout
    assert "for the test" in shown.stdout
    for command in (["check", "--format", "json"], ["read", "--format", "json"]):
        done = run(*command, release)
        assert '"says": "unit: EUR"' in done.stdout
    sidecar.write_text("[[correction]]\nline = 119\n")
    done = run("check", release)
    assert (done.returncode, done.stdout) == (2, "")
    assert "correction 1" in done.stderr
