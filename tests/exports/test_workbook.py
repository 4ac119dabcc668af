"""The workbook as a file: formulas, colours, comments; text that stays text; the same bytes every time."""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest

import crossfoot
from crossfoot import rules
from crossfoot.exports import workbook
from crossfoot.exports.ink import BROKEN, CELL_CHARS, FORMULA, INPUT, LINK
from crossfoot.exports.plan import Plan
from crossfoot.exports.sheets import MOST_SHEETS
from crossfoot.model.errors import MissingExtra
from crossfoot.model.proof import Proof
from made import proof
from places import ROOT

LEXINGTON = ROOT / "examples" / "lexington-2004q3.txt"
STATEMENT = "Statement of operations"


def found() -> Proof:
    whole = proof()
    return msgspec.structs.replace(whole, findings=rules.findings(whole))


def opened(whole: Proof) -> Any:
    return openpyxl.load_workbook(BytesIO(workbook(whole, rules.names())))


def by_label(page: Any) -> dict[str, Any]:
    return {row[0].value: row for row in page.iter_rows() if row[0].value}


def test_a_total_that_holds_is_a_formula_and_a_broken_one_keeps_the_printed_number() -> None:
    book = opened(found())
    assert book.sheetnames == ["Index", "Findings", STATEMENT, "Ties"]
    rows = by_label(book[STATEMENT])
    broken, holds = rows["Gross profit"][1], rows["Gross profit"][2]
    assert broken.value == 2382
    assert "2,377" in broken.comment.text
    assert broken.fill.start_color.rgb == "FF" + BROKEN[1:]
    assert holds.value == "=C4-C5"
    assert holds.font.color.rgb == "FF" + FORMULA[1:]
    cost = rows["Cost of sales"][1]
    assert (cost.value, cost.font.color.rgb) == (25108, "FF" + INPUT[1:])
    assert "25,103" in cost.comment.text
    assert rows["Operating expenses"][1].value == -15
    assert rows["Operating expenses"][2].number_format == '#,##0_);(#,##0);"--"_)'
    assert [row[4].hyperlink.location for row in book["Findings"].iter_rows(min_row=4)] == [f"'{STATEMENT}'!B6"]
    [tie] = list(book["Ties"].iter_rows(min_row=4, values_only=True))
    assert tie[4:9] == (f"=ROUND('{STATEMENT}'!B6,0)", f"='{STATEMENT}'!B4-'{STATEMENT}'!B5", "=E4-F4", 1.5,
                        "=ABS(G4)<=H4+1E-9*MAX(1,ABS(E4))")  # fmt: skip


def test_every_number_of_an_example_has_its_cell_and_links_are_green() -> None:
    whole = crossfoot.check(LEXINGTON)
    plan, book = Plan(whole), opened(whole)
    for number in whole.reading.numbers:
        if number.where == "table" or (number.where == "narrative" and number.status != "exempt"):
            place = plan.place[number.id]
            shown = book[place.sheet][place.cell]
            if number.id in plan.formulas:
                assert shown.value == plan.formula(number.id)
                assert shown.font.color.rgb == "FF" + (LINK if "!" in shown.value else FORMULA)[1:]
            else:
                assert shown.value == plan.held[number.id].value
                assert shown.font.color.rgb == "FF" + INPUT[1:]
    assert len(plan.formulas) > 130


def test_labels_and_headings_keep_their_layout() -> None:
    page = opened(crossfoot.check(LEXINGTON))["Statement of Operations"]
    rows = by_label(page)
    assert rows["Gross profit"][0].alignment.indent == 1
    assert rows["Net sales"][0].alignment.indent == 0
    assert rows["Cost of sales"][1].border.bottom.style == "thin"
    assert {str(merged) for merged in page.merged_cells.ranges} >= {"B6:C6", "D6:E6"}
    assert page["B6"].value == "QUARTER ENDED"


QUOTED = re.compile(r"'(?:[^']|'')*'!")  # a sheet's name in a formula
HOSTILE = "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x.invalid")', "{=1}", "http://x.invalid", "1"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_document_cannot_write_a_formula(text: str) -> None:
    """Titles, header texts, labels, notes, excerpts: what comes from a stranger is a string, whatever it looks like."""
    whole = found()
    [table] = whole.document.tables
    rows = tuple(msgspec.structs.replace(row, label=text) for row in table.rows)
    headers = tuple(msgspec.structs.replace(h, text=text, last=1) for h in table.headers[:1])
    table = msgspec.structs.replace(table, titles=(text,), stub=(text,), notes=(text,), rows=rows, headers=headers)
    facts = tuple(msgspec.structs.replace(f, table=text, label=text) for f in whole.reading.facts)
    reading = msgspec.structs.replace(whole.reading, facts=facts, company=text, title=text, released=text)
    findings = tuple(msgspec.structs.replace(f, message=text, excerpt=text) for f in whole.findings)
    ties = tuple(msgspec.structs.replace(t, equation=text) for t in whole.ties)
    document = msgspec.structs.replace(whole.document, tables=(table,), name=text)
    hostile = Proof(document, reading, ties, findings, whole.coverage, whole.timing)
    ours = {Plan(hostile).formula(ident) for ident in Plan(hostile).formulas}
    strings = 0
    for page in opened(hostile):
        for cell in (cell for row in page.iter_rows() for cell in row if cell.value is not None):
            assert cell.hyperlink is None or cell.hyperlink.target is None  # inside the workbook only
            if cell.data_type == "f":
                assert cell.value in ours or page.title == "Ties"
                assert text.lstrip("=") not in QUOTED.sub("", cell.value) or text in ("1", "+1", "-1")
            strings += cell.value == " ".join(text.split())
    assert strings >= 10


def test_the_same_proof_gives_the_same_bytes(example: Path) -> None:
    whole = crossfoot.check(example)
    assert workbook(whole, rules.names()) == workbook(whole, rules.names())


def test_text_longer_than_a_cell_is_cut() -> None:
    whole = found()
    findings = tuple(msgspec.structs.replace(f, message="x" * 40_000) for f in whole.findings)
    page = opened(msgspec.structs.replace(whole, findings=findings))["Findings"]
    assert len(page["F4"].value) == CELL_CHARS
    assert page["F4"].value.endswith("…")


def test_digits_that_excel_would_lose_are_held_as_text() -> None:
    whole = proof()
    [table] = whole.document.tables
    value = Decimal("12345678901234567")
    [first, *others] = table.rows
    [cell, second] = first.cells
    figure = msgspec.structs.replace(cell.figure, printed=value, text="12,345,678,901,234,567")
    first = msgspec.structs.replace(first, cells=(msgspec.structs.replace(cell, figure=figure), second))
    table = msgspec.structs.replace(table, rows=(first, *others))
    numbers = (msgspec.structs.replace(whole.reading.numbers[0], value=value.scaleb(3)), *whole.reading.numbers[1:])
    document = msgspec.structs.replace(whole.document, tables=(table,))
    reading = msgspec.structs.replace(whole.reading, numbers=numbers)
    shown = opened(msgspec.structs.replace(whole, document=document, reading=reading))[STATEMENT]["B4"]
    assert (shown.data_type, shown.value) == ("s", "12345678901234567")
    assert "digits" in shown.comment.text


def test_tables_beyond_the_most_sheets_share_the_last() -> None:
    whole = proof()
    tables = whole.document.tables * (MOST_SHEETS + 3)
    document = msgspec.structs.replace(whole.document, tables=tables)
    plan = Plan(msgspec.structs.replace(whole, document=document))
    assert len(plan.sheets) == MOST_SHEETS
    assert len(plan.sheets[-1].blocks) == 4


def test_a_release_without_tables_or_numbers_has_a_workbook() -> None:
    whole = crossfoot.check(b"Nothing was earned and nothing was lost.\n")
    assert opened(whole).sheetnames == ["Index", "Findings"]


def test_without_xlsxwriter_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra, match=r"crossfoot\[xlsx\]"):
        workbook(proof(), rules.names())
