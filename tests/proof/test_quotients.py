"""Ratios whose labels say what is divided by what: tied to the rows they name, in their own table or another."""

from __future__ import annotations

from proof.printed_tables import Line, Page, holding, name, reported

TAXES: list[Line] = [
    ("Income before income taxes", ["657", "2,123", "1,841"]),
    ("Income tax expense", ["441", "635", "468"]),
    ("Effective income tax rate", ["67.1%", "29.9%", "25.4%"]),
]
SALES: list[Line] = [("Net sales", ["27,485", "28,294"]), ("Gross profit", ["8,382", "7,016"])]
HIGHLIGHTS: list[Line] = [("Orders", ["8,112", "7,530"]), ("Gross margin", ["30.5%", "24.8%"])]


def test_a_tax_rate_is_the_tax_by_the_income_before_it() -> None:
    ties = [t for t in holding(Page(TAXES).ties) if t.kind == "ratio"]
    assert {(t.target, *(x.number for x in t.terms)) for t in ties} == {
        (name(0, 2, c), name(0, 1, c), name(0, 0, c)) for c in range(3)
    }


def test_a_tax_rate_off_by_a_digit_is_told_by_the_other_years() -> None:
    (tie,) = reported(Page([*TAXES[:2], ("Effective income tax rate", ["67.1%", "29.9%", "65.4%"])]).ties)
    assert (tie.target, tie.certainty) == (name(0, 2, 2), "warning")
    assert tie.suspects[0].number == name(0, 2, 2)
    assert str(tie.suspects[0].expected) == "25.4"


def test_a_margin_among_the_highlights_is_of_the_statement() -> None:
    ties = [t for t in Page(HIGHLIGHTS, SALES).ties if t.kind == "ratio"]
    assert {(t.target, t.status, t.scope) for t in ties} == {(name(0, 1, c), "exact", "tables") for c in range(2)}


def test_a_label_that_spells_the_quotient_names_both_rows() -> None:
    lines: list[Line] = [
        ("Nonperforming assets", ["2,281", "2,347"]),
        ("Total assets", ["466,679", "410,295"]),
        ("Nonperforming assets to total assets", ["0.49%", "0.57%"]),
    ]
    ties = [t for t in Page(lines).ties if t.kind == "ratio"]
    assert {(t.target, t.terms[0].number, t.terms[1].number) for t in ties} == {
        (name(0, 2, c), name(0, 0, c), name(0, 1, c)) for c in range(2)
    }


def test_a_rate_that_its_named_rows_do_not_give_stays_unproved() -> None:
    lines = [*TAXES[:2], ("Effective income tax rate", ["11.3%", "48.2%", "37.6%"])]
    assert not [t for t in Page(lines).ties if t.kind == "ratio"]
