"""Sheets: names that Excel takes, tables that do not overlap; cells and formats as printed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import crossfoot
from crossfoot.exports.cells import Place, in_prose, letters
from crossfoot.exports.formats import of_figure, of_prose
from crossfoot.exports.sheets import NAME_CHARS, OWN, places, sheet_names, sheets
from crossfoot.model.document import Figure, FigureKind
from crossfoot.model.number import Number
from crossfoot.model.shown import table_titles


@given(st.lists(st.text(max_size=60), max_size=12))
def test_names_are_ones_that_excel_takes(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len(names) == len(titles)
    for name in names:
        assert 0 < len(name) <= NAME_CHARS
        assert not set(name) & set("[]:*?/\\\n\r\t\0")
        assert not name.startswith("'")
        assert not name.endswith("'")
    taken = [name.lower() for name in (*names, *OWN, "History")]
    assert len(set(taken)) == len(taken)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Balance sheet", "Balance sheet"),
        ("CONDENSED CONSOLIDATED STATEMENT OF OPERATIONS", "Statement of Operations"),
        ("Assets/Liabilities: [unaudited]?", "Assets Liabilities unaudited"),
        ("history", "history (2)"),
        ("index", "index (2)"),
        ("", "Table 1"),
        ("'quoted'", "quoted"),
        ("Reconciliation of net income to adjusted EBITDA by segment", "Reconciliation of net income"),
        ("CONSOLIDATED STATEMENTS OF INCOME (unaudited)", "Statements of Income"),
    ],
)
def test_names_tell_what_the_table_is(title: str, name: str) -> None:
    assert sheet_names([title]) == [name]


def test_tables_stand_apart_and_every_figure_has_its_cell(example: Path) -> None:
    proof = crossfoot.check(example)
    laid_out = sheets(proof.document, table_titles(proof))
    at = places(proof.document, laid_out)
    assert len(set(at.values())) == len(at)
    assert len(at) == sum(len(row.cells) for table in proof.document.tables for row in table.rows)
    for sheet in laid_out:
        ends = [block.end for block in sheet.blocks]
        assert all(block.titles > end for end, block in zip(ends, sheet.blocks[1:], strict=False))


def test_addresses() -> None:
    assert [letters(k) for k in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert Place("Claims", 0, 1).seen_from("") == "Claims!B1"
    assert Place("Claims", 0, 1).seen_from("Claims") == "B1"
    assert Place("It's 1", 4, 0).seen_from("Claims") == "'It''s 1'!A5"
    assert Place("TRUE", 0, 0).seen_from("") == "'TRUE'!A1"
    assert Place("R1C1", 0, 0).seen_from("") == "'R1C1'!A1"


@pytest.mark.parametrize(
    ("text", "kind", "currency", "expected"),
    [
        ("(2,719)", "number", None, '#,##0_);(#,##0);"--"_)'),
        ("-2,719", "number", None, '#,##0;-#,##0;"--"'),
        ("27,485", "number", "$", '"$"* #,##0_);"$"* (#,##0);"$"* "--"_)'),
        (".55", "number", None, '#.00_);(#.00);"--"_)'),
        ("5.5%", "percent", None, '#,##0.0"%"_);(#,##0.0"%");"--"_)'),
        ("+5", "number", None, '"+"#,##0_);(#,##0);"--"_)'),
        ("0", "number", None, "#,##0_);(#,##0)"),
        ("—", "nil", None, '#,##0_);(#,##0);"—"_)'),
    ],
)
def test_formats_print_as_the_release_does(text: str, kind: FigureKind, currency: str | None, expected: str) -> None:
    digits = text.strip("()%+-—").replace(",", "") or "0"
    places = len(digits.partition(".")[2])
    figure = Figure((0, 1), text, Decimal(digits), places, kind, currency)
    assert of_figure(figure) == expected


def test_a_format_cannot_be_broken_out_of() -> None:
    figure = Figure((0, 1), '5"', Decimal(5), 0, "number", '$"', mark='";[Red]0')
    assert of_figure(figure).count('"') % 2 == 0
    assert '"$"' in of_figure(figure)


@pytest.mark.parametrize(
    ("text", "value", "shown", "factor", "expected"),
    [
        ("$27.5 million", "27500000", "27.5", "1000000", '"$"#,##0.0" million"_);"$"(#,##0.0" million")'),
        ("$433,000", "-433000", "-433000", "1", '"$"#,##0_);"$"(#,##0)'),
        ("55 cents", "-0.55", "-55", "0.01", "#,##0_);(#,##0)"),
        ("3%", "-3", "-3", "1", '#,##0"%"_);(#,##0"%")'),
    ],
)
def test_numbers_in_sentences_keep_their_print(text: str, value: str, shown: str, factor: str, expected: str) -> None:
    held = in_prose(Number("n1", (0, 1), 1, text, "narrative", Decimal(value), "USD", 0))
    assert (held.value, held.factor) == (Decimal(shown), Decimal(factor))
    assert of_prose(text, held.places) == expected
