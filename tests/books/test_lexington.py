"""The Lexington close package gives every published cell and claim, and reproduces the release that it was."""

from __future__ import annotations

import csv
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from crossfoot import api
from crossfoot.model.fact import Fact
from places import ROOT

PACKAGE = ROOT / "examples" / "lexington-2004q3"
RELEASE = ROOT / "examples" / "lexington-2004q3.txt"
KEYS = ROOT / "tests" / "keys"


def keyed(facts: tuple[Fact, ...], name: str) -> list[dict[str, str]]:
    """The rows of a key that no fact meets, each fact meeting one row at most."""
    left = list(facts)
    missed = []
    with (KEYS / name).open(newline="") as stream:
        for row in csv.DictReader(stream):
            found = next((f for f in left if meets(f, row)), None)
            if found is None:
                missed.append(row)
            else:
                left.remove(found)
    return missed


def meets(fact: Fact, row: dict[str, str]) -> bool:
    return (
        fact.value == Decimal(row["value"])
        and str(fact.period) == row["period"]
        and fact.unit == row["unit"]
        and (fact.segment or "consolidated") == row["segment"]
    )


@pytest.mark.parametrize("form", ["text", "html", "docx", "pdf"])
def test_every_cell_and_claim_is_printed_and_read_back(form: api.Form) -> None:
    built = api.build(PACKAGE, form=form)
    assert {f.rule for f in built.findings if f.severity != "note"} == set()
    assert built.proof is not None
    assert keyed(built.proof.reading.facts, "lexington-2004q3.facts.csv") == []
    assert keyed(built.proof.reading.facts, "lexington-2004q3.claims.csv") == []
    assert built.proof.reference is not None
    assert len(built.proof.reference.matches) == 168 + 60


def test_another_printing_of_the_same_figures_agrees_with_the_books() -> None:
    proof = api.check(RELEASE, books=PACKAGE)
    assert [f for f in proof.findings if f.severity == "error"] == []
    assert proof.reference is not None
    assert len(proof.reference.matches) == 168 + 60


def test_the_finished_release_comes_back_byte_for_byte() -> None:
    built = api.build(PACKAGE, like=RELEASE)
    assert built.changes == ()
    assert built.data == RELEASE.read_bytes()


def with_sales_of(tmp_path: Path, entity: str, lower: int) -> Path:
    """The package with the entity's sales since the half year lower by so much, and its receivables."""
    folder = tmp_path / "package"
    shutil.copytree(PACKAGE, folder)
    table = folder / "trial_balance.csv"
    rows = [line.split(",") for line in table.read_text("utf-8").splitlines()]
    for row in rows:
        if row[:3] in ([entity, "4000", "2004-09-30"], [entity, "1100", "2004-09-30"]):
            row[3] = str(Decimal(row[3]) + (lower if row[1] == "4000" else -lower))
    table.write_text("\n".join(",".join(row) for row in rows) + "\n", "utf-8")
    return folder


def test_words_of_sign_turn_with_their_figures(tmp_path: Path) -> None:
    built = api.build(with_sales_of(tmp_path, "rubber", -4500000), like=RELEASE)
    assert [f for f in built.findings if f.severity == "error"] == []
    text = " ".join(built.data.decode().split())
    assert "of 2004 closed with net income of $1,781,000, or 36 cents per diluted common share" in text
    assert "which is an increase of 13%" in text


def test_a_changed_input_changes_what_depends_on_it_and_nothing_else(tmp_path: Path) -> None:
    """Sales of a division 700,000 lower: its line and every total above it, this year only, and one direction twice."""
    folder = with_sales_of(tmp_path, "machining", 700000)
    built = api.build(folder, like=RELEASE)
    assert [f for f in built.findings if f.severity == "error"] == []
    assert all(c.now is not None for c in built.changes)
    lines = {c.key.partition("@")[0].lstrip("-") for c in built.changes}
    assert lines == {
        "net_sales", "net_sales/metals", "gross_profit", "income_from_operations", "income_from_operations/metals",
        "income_before_taxes", "income_before_unusual_items", "net_income", "eps_diluted", "ebitda", "ebitda/metals",
    }  # fmt: skip
    assert not any("prior" in c.key for c in built.changes)
    assert [(c.was, c.now) for c in built.changes if c.was.isalpha()] == [("rose", "fell"), ("grew", "declined")]
    before, after = RELEASE.read_text("utf-8").splitlines(), built.data.decode().splitlines()
    assert len(before) == len(after)
    changed = {c.line for c in built.changes}
    assert [k for k, (a, b) in enumerate(zip(before, after, strict=True), start=1) if a != b and k not in changed] == []


def test_a_wrong_number_in_a_release_is_told_with_the_right_one() -> None:
    text = RELEASE.read_text("utf-8").replace("15           7          86", "16           7          86")
    findings = api.check(text.encode(), books=PACKAGE).findings
    assert "BK720" in {f.rule for f in findings}


def test_a_figure_knows_its_formula_and_its_rows() -> None:
    told = "\n".join(api.traced(PACKAGE, "ebitda/metals@quarter"))
    assert "income_from_operations/metals@quarter + depreciation_and_amortization/metals@quarter" in told
    assert "impairment: diecast 7000 at 2004-09-30" in told
    assert "trial_balance.csv, row" in told
