"""Columns that compare two others: which two, and in which terms."""

from __future__ import annotations

from proof.printed_tables import Line, Page, holding, name, reported

HEADERS = ["4Q21", "3Q21", "4Q20", "Change from 3Q21 $/bps", "Change from 3Q21 %", "Change from 4Q20 %"]
ROWS: list[Line] = [
    ("Net interest income", ["1,126", "1,145", "1,129", "(19)", "-2%", "0%"]),
    ("Noninterest income", ["594", "514", "578", "80", "16%", "3%"]),
    ("Noninterest expense", ["1,061", "1,011", "1,012", "50", "5%", "5%"]),
    ("Net interest margin", ["2.66%", "2.72%", "2.75%", "(6)", None, None]),
]


def changed(row: int, column: int, text: str) -> list[Line]:
    """The rows with one cell printed otherwise."""
    label, values = ROWS[row]
    return [*ROWS[:row], (label, [*values[:column], text, *values[column + 1 :]]), *ROWS[row + 1 :]]


def test_amounts_percents_and_basis_points_in_one_table() -> None:
    ties = [t for t in holding(Page(ROWS, headers=HEADERS).ties) if t.scope == "row"]
    told = {(t.target, t.kind): {x.number for x in t.terms} for t in ties}
    assert told[name(0, 0, 3), "change"] == {name(0, 0, 0), name(0, 0, 1)}
    assert told[name(0, 1, 4), "percent-change"] == {name(0, 1, 0), name(0, 1, 1)}
    assert told[name(0, 1, 5), "percent-change"] == {name(0, 1, 0), name(0, 1, 2)}
    assert told[name(0, 3, 3), "basis-points"] == {name(0, 3, 0), name(0, 3, 1)}


def test_basis_points_are_a_hundred_times_the_difference_of_the_percents() -> None:
    (tie,) = (t for t in Page(ROWS, headers=HEADERS).ties if t.kind == "basis-points")
    target = next(n for n in Page(ROWS, headers=HEADERS).numbers if n.id == tie.target)
    assert (tie.status, tie.computed) == ("exact", target.value)


def test_a_wrong_change_is_told_with_its_figure() -> None:
    (tie,) = reported(Page(changed(1, 3, "90"), headers=HEADERS).ties)
    assert tie.target == name(0, 1, 3)
    assert tie.suspects[0].number == name(0, 1, 3)


def test_rates_at_constant_currency_are_left_alone() -> None:
    headers = [*HEADERS[:5], "Change at constant currency %"]
    assert not [t for t in Page(ROWS, headers=headers).ties if t.target[-1] == "5" and t.kind == "percent-change"]


def test_columns_of_months_called_dec_are_no_comparisons() -> None:
    lines: list[Line] = [("Loans", ["24,917", "24,281", "3%"]), ("Securities", ["1,192", "1,011", "18%"])]
    ties = Page(lines, headers=["Dec 31, 2007", "Dec 31, 2006", "Change"]).ties
    assert {t.target for t in ties if t.kind == "percent-change"} == {name(0, 0, 2), name(0, 1, 2)}


def test_tables_under_the_same_headers_vouch_for_each_other() -> None:
    headers = ["1Q24", "4Q23", "O/(U) %"]
    tables: list[list[Line]] = [[("Revenue", ["1,253", "1,118", "12%"])], [("Revenue", ["2,642", "2,527", "5%"])]]
    ties = Page(*tables, headers=headers).ties
    assert {t.target for t in ties if t.kind == "percent-change"} == {name(0, 0, 2), name(1, 0, 2)}


def test_a_rate_whose_change_one_digit_explains_is_told_where_all_else_holds() -> None:
    lines: list[Line] = [
        ("Net sales", ["9,142", "8,137", "1,005"]),
        ("Operating income", ["1,236", "1,127", "109"]),
        ("Claims ratio", ["59.3%", "58.4%", "0.9%"]),
        ("Combined ratio", ["94.9%", "98.7%", "2.2%"]),
    ]
    headers = ["2020", "2019", "Change"]
    (tie,) = reported(Page(lines, headers=headers).ties)
    assert (tie.target, tie.certainty) == (name(0, 3, 2), "warning")
    assert name(0, 3, 1) in {s.number for s in tie.suspects}


def test_a_percent_change_of_a_rate_is_one() -> None:
    lines: list[Line] = [
        ("Rental income", ["106,199", "107,902", "-1.6%"]),
        ("Operating income", ["75,639", "75,838", "-0.3%"]),
        ("Margin", ["71.2%", "70.3%", "1.3%"]),
    ]
    ties = Page(lines, headers=["2020", "2019", "Change"]).ties
    assert [t.kind for t in ties if t.target == name(0, 2, 2)] == ["percent-change"]
    assert not reported(ties)
