"""LibreOffice recalculates the workbooks: formulas give the printed values, and an input that changes moves its totals.

Cached values are taken out first, so that only a recalculation can give what is compared.
"""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

import crossfoot
from crossfoot import rules
from crossfoot.exports import workbook
from crossfoot.exports.index import totals_of
from crossfoot.exports.plan import Plan
from crossfoot.model.proof import Proof
from places import EXAMPLES

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not on this machine")
CHANGED = Decimal(1000)


class Sheet:
    """One release: its plan, its workbook as recalculated, and again with one input raised."""

    def __init__(self, proof: Proof) -> None:
        self.plan = Plan(proof)
        self.data = workbook(proof, rules.names())
        self.input = next(
            ident
            for formula in self.plan.formulas.values()
            for ident, _ in formula.relation.terms
            if formula.relation.tie.kind == "sum" and ident not in self.plan.formulas
        )
        self.books: dict[str, Any] = {}

    def value(self, ident: str, which: str) -> Any:
        place = self.plan.place[ident]
        return self.books[which][place.sheet][place.cell].value


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[Sheet]:
    """All examples recalculated, in one run of the office."""
    folder = tmp_path_factory.mktemp("recalculated")
    made = [Sheet(crossfoot.check(path)) for path in EXAMPLES]
    for number, sheet in enumerate(made):
        (folder / "made.xlsx").write_bytes(sheet.data)
        book = openpyxl.load_workbook(folder / "made.xlsx")  # keeps formulas, not what they gave
        book.save(folder / f"as-printed-{number}.xlsx")
        place = sheet.plan.place[sheet.input]
        cell = book[place.sheet][place.cell]
        cell.value = Decimal(str(cell.value)) + CHANGED
        book.save(folder / f"changed-{number}.xlsx")
    assert OFFICE is not None
    profile = f"-env:UserInstallation=file://{folder}/profile"  # nobody's own settings
    files = sorted(str(path) for path in folder.glob("*-*.xlsx"))
    command = [OFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"), *files]
    subprocess.run(command, capture_output=True, check=True, timeout=240)
    for number, sheet in enumerate(made):
        for which in ("as-printed", "changed"):
            sheet.books[which] = openpyxl.load_workbook(folder / "out" / f"{which}-{number}.xlsx", data_only=True)
    return made


def test_every_cell_shows_what_is_printed(sheets: list[Sheet]) -> None:
    formulas = 0
    for sheet in sheets:
        formulas += len(sheet.plan.formulas)
        for ident, held in sheet.plan.held.items():
            given = Decimal(repr(sheet.value(ident, "as-printed")))
            half = Decimal(5).scaleb(-held.places - 1)
            assert abs(given - held.value) <= half, (sheet.plan.place[ident], given, held.value)
    assert formulas > 400


def test_no_formula_is_an_error_and_every_tie_fares_as_crossfoot_says(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        book = sheet.books["as-printed"]
        values = [c.value for page in book for row in page.iter_rows() for c in row]
        assert not [v for v in values if isinstance(v, str) and v.startswith("#")]
        if sheet.plan.left:
            checks = [book["Ties"].cell(4 + k, 9).value for k in range(len(sheet.plan.left))]
            told = [tie.status != "broken" for tie in sheet.plan.left]
            assert all(check is None or bool(check) == tells for check, tells in zip(checks, told, strict=True))
            assert checks.count(None) <= len(checks) // 4


def test_an_input_that_changes_moves_its_total(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        moved = [
            ident for ident in sheet.plan.formulas if sheet.value(ident, "changed") != sheet.value(ident, "as-printed")
        ]
        assert moved
        direct = [i for i in moved if sheet.input in dict(sheet.plan.formulas[i].relation.terms)]
        assert direct


def test_nearly_all_totals_carry_formulas(sheets: list[Sheet]) -> None:
    totals = [ident for sheet in sheets for ident in totals_of(sheet.plan)]
    carried = [ident for sheet in sheets for ident in totals_of(sheet.plan) & sheet.plan.formulas.keys()]
    assert len(totals) > 100
    assert len(carried) >= Decimal("0.85") * len(totals)
