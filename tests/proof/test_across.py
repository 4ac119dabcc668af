"""Ties across columns, between tables, and of rates: each holds where it should and is told where it does not."""

from __future__ import annotations

import datetime
from decimal import Decimal

from crossfoot.model.period import Period
from proof.printed_tables import Line, Page, holding, name, one_year, reported

SEGMENTS: list[Line] = [
    ("Net sales", ["23,499", "3,986", "1,250", "28,735"]),
    ("Cost of sales", ["19,004", "4,117", "1,018", "24,139"]),
    ("Depreciation", ["1,739", "617", "311", "2,667"]),
    ("Capital expenditures", ["1,039", "141", "127", "1,307"]),
]
CHANGES: list[Line] = [
    ("Net sales", ["27,485", "28,294", "-2.9%"]),
    ("Gross profit", ["8,382", "7,016", "19.5%"]),
    ("Selling expenses", ["1,887", "2,010", "-6.1%"]),
    ("Interest expense", ["2,271", "1,715", "32.4%"]),
    ("Net income", ["5,224", "4,291", "21.7%"]),
    ("Depreciation", ["2,367", "2,457", "-3.7%"]),
]
INCOME: list[Line] = [
    ("Net loss", ["(2,719)", "(1,963)", "(1,593)", "(2,806)"]),
    ("Loss per share", ["(0.55)", "(0.41)", "(0.32)", "(0.58)"]),
    ("Weighted average shares", ["4,932", "4,828", "4,932", "4,828"]),
]


def altered(lines: list[Line], row: int, column: int, text: str) -> list[Line]:
    """The lines with one cell printed otherwise."""
    label, values = lines[row]
    return [*lines[:row], (label, [*values[:column], text, *values[column + 1 :]]), *lines[row + 1 :]]


def test_segments_add_up_to_their_total() -> None:
    across = [t for t in Page(SEGMENTS, periods=one_year).ties if t.scope == "row"]
    assert {t.target for t in across} == {name(0, r, 3) for r in range(4)}
    assert {t.status for t in across} == {"exact"}


def test_a_changed_segment_is_an_error_across_the_columns() -> None:
    (tie,) = (t for t in reported(Page(altered(SEGMENTS, 1, 1, "4,177"), periods=one_year).ties) if t.scope == "row")
    assert tie.certainty == "error"
    assert {s.number for s in tie.suspects} >= {name(0, 1, 1)}


def test_a_quarter_and_the_months_of_another_year_are_no_sum() -> None:
    lines: list[Line] = [
        ("Revenues", ["5,000", "4,000", "15,000", "12,000"]),
        ("Costs", ["4,000", "3,500", "12,500", "10,000"]),
        ("Operating income", ["1,000", "500", "2,500", "2,000"]),
        ("Income taxes", ["400", "200", "1,000", "800"]),
        ("Net income", ["600", "300", "1,500", "1,200"]),
    ]
    page = Page(lines, periods=lambda c: _span(2003 - c % 2, (4, 6) if c < 2 else (1, 6)))
    assert not [t for t in page.ties if t.scope == "row"]
    assert not reported(page.ties)


def test_quarters_that_follow_one_another_add_up_to_the_half_year() -> None:
    lines: list[Line] = [
        ("Revenues", ["5,117", "4,208", "9,325"]),
        ("Costs", ["4,093", "3,544", "7,637"]),
        ("Income taxes", ["411", "297", "708"]),
    ]
    page = Page(lines, periods=lambda c: _span(2003, [(4, 6), (1, 3), (1, 6)][c]))
    across = [t for t in page.ties if t.scope == "row"]
    assert {(t.target, t.status) for t in across} == {(name(0, r, 2), "exact") for r in range(3)}


def _quarters(column: int) -> Period:
    """The second quarter, the first, and the half-year of both."""
    return _span(2003, [(4, 6), (1, 3), (1, 6)][column])


DAILY: list[Line] = [
    ("Production a day", ["1,572", "1,604", "1,588"]),
    ("Liquids a day", ["1,132", "1,060", "1,096"]),
    ("Price a barrel", ["598", "574", "586"]),
    ("Gas a day", ["2,643", "2,457", "2,550"]),
]


def test_what_is_counted_by_the_day_averages_to_the_half_year() -> None:
    ties = [t for t in Page(DAILY, periods=_quarters).ties if t.kind == "average"]
    assert {(t.target, t.status) for t in ties} == {(name(0, r, 2), "exact") for r in range(4)}
    assert {x.coefficient for t in ties for x in t.terms} == {Decimal("0.5")}


def test_a_wrong_average_among_others_that_hold_is_told() -> None:
    (tie,) = reported(Page([*DAILY, ("Water a day", ["3,118", "3,204", "8,161"])], periods=_quarters).ties)
    assert (tie.kind, tie.target, tie.certainty) == ("average", name(0, 4, 2), "warning")
    assert tie.suspects[0].number == name(0, 4, 2)


def test_a_weighted_mean_is_not_held_to_the_plain_one() -> None:
    assert not reported(Page([*DAILY, ("Price a ton", ["3,118", "3,204", "3,151"])], periods=_quarters).ties)


def test_flows_among_daily_figures_still_add_up() -> None:
    lines: list[Line] = [*DAILY, ("Earnings", ["2,161", "2,075", "4,236"]), ("Expenses", ["1,718", "1,611", "3,329"])]
    ties = [t for t in Page(lines, periods=_quarters).ties if t.kind == "sum"]
    assert {t.target for t in ties} == {name(0, 4, 2), name(0, 5, 2)}


def _span(year: int, months: tuple[int, int]) -> Period:
    """From the first day of one month to the last of another."""
    first, last = months
    following = datetime.date(year + last // 12, last % 12 + 1, 1)
    return Period(following - datetime.timedelta(days=1), datetime.date(year, first, 1))


def test_a_column_headed_as_a_change_is_the_target() -> None:
    lines: list[Line] = [
        ("Net sales", ["27,485", "28,294", "(809)"]),
        ("Gross profit", ["8,382", "7,016", "1,366"]),
        ("Net income", ["5,224", "4,291", "933"]),
    ]
    ties = [t for t in Page(lines, headers=["2004", "2003", "Change"]).ties if t.kind == "change"]
    assert {t.target for t in ties} == {name(0, r, 2) for r in range(3)}


def test_percent_changes_hold_and_a_wrong_one_is_an_error() -> None:
    page = Page(CHANGES)
    assert {t.status for t in page.ties if t.kind == "percent-change"} == {"exact"}
    (tie,) = reported(Page(altered(CHANGES, 3, 2, "82.4%")).ties)
    assert tie.kind == "percent-change"
    assert tie.certainty == "error"
    assert any(s.number == name(0, 3, 2) for s in tie.suspects)


def test_percents_of_a_base_are_tied_to_it() -> None:
    lines: list[Line] = [
        ("Savings", ["17,933", "17.9%"]),
        ("Checking", ["52,434", "52.4%"]),
        ("Time deposits", ["29,700", "29.7%"]),
        ("=Total deposits", ["100,067", "100.0%"]),
    ]
    percents = [t for t in Page(lines).ties if t.kind == "percent"]
    assert {t.target for t in percents} == {name(0, r, 1) for r in range(3)}
    assert all(t.status != "broken" for t in percents)
    assert [t.kind for t in Page(lines).ties if t.target == name(0, 3, 1)] == ["sum"]  # and not as a hundred of itself


def test_loss_per_share_is_the_loss_by_the_shares() -> None:
    ties = [t for t in Page(INCOME).ties if t.scope == "per-share"]
    assert {t.target for t in ties} == {name(0, 1, c) for c in range(4)}
    assert {t.status for t in ties} == {"exact"}


def test_loss_per_share_off_by_much_is_an_error_with_the_printed_digit_suspected() -> None:
    (tie,) = reported(Page(altered(INCOME, 1, 2, "(0.82)")).ties)
    assert (tie.scope, tie.certainty) == ("per-share", "error")
    assert tie.suspects[0].number == name(0, 1, 2)
    assert str(tie.suspects[0].expected) == "-0.32"


def test_a_loss_per_share_among_the_highlights_is_tied_to_the_statement() -> None:
    highlights: list[Line] = [
        ("Orders", ["8,112", "7,530", "9,004", "6,871"]),
        ("Loss per share", ["(0.55)", "(0.41)", "(0.32)", "(0.58)"]),
    ]
    page = Page(highlights, [INCOME[0], INCOME[2]])
    ties = [t for t in page.ties if t.scope == "per-share"]
    assert {(t.target, t.status) for t in ties} == {(name(0, 1, c), "exact") for c in range(4)}
    (tie,) = reported(Page(altered(highlights, 1, 3, "(0.98)"), [INCOME[0], INCOME[2]]).ties)
    assert tie.suspects[0].number == name(0, 1, 3)


def test_the_same_row_in_two_tables_is_one_fact() -> None:
    first: list[Line] = [("Net sales", ["27,485", "28,294"]), ("Net loss", ["(2,719)", "(1,963)"])]
    second: list[Line] = [("Net loss", ["(2,719)", "(1,963)"]), ("Depreciation", ["2,367", "2,457"])]
    ties = [t for t in Page(first, second).ties if t.kind == "equal"]
    assert {(t.target, t.terms[0].number) for t in ties} == {
        (name(1, 0, 0), name(0, 1, 0)),
        (name(1, 0, 1), name(0, 1, 1)),
    }


def test_the_same_fact_printed_otherwise_is_an_error() -> None:
    first: list[Line] = [("Net loss", ["(2,719)", "(1,963)", "(4,806)"])]
    second: list[Line] = [("Net loss", ["(2,719)", "(1,983)", "(4,806)"])]
    (tie,) = reported(Page(first, second).ties)
    assert (tie.kind, tie.scope, tie.certainty) == ("equal", "tables", "error")
    assert {s.number for s in tie.suspects} == {name(0, 0, 1), name(1, 0, 1)}


def test_other_rows_that_agree_in_one_small_number_are_not_the_same() -> None:
    first: list[Line] = [("Goodwill", ["545", "612"])]
    second: list[Line] = [("Severance", ["545", "498"])]
    assert not Page(first, second).ties


def test_a_rate_of_all_is_the_mean_of_the_rates_of_its_parts() -> None:
    balances: list[Line] = [
        ("Loans", ["1,192,023", "1,165,555", "1,053,947"]),
        ("Investments", ["87,138", "88,687", "88,532"]),
    ]
    rates: list[Line] = [
        ("Yield on loans", ["7.60%", "8.55%", "8.79%"]),
        ("Yield on investments", ["4.16%", "4.47%", "4.36%"]),
        ("Yield on all assets", ["7.37%", "8.26%", "8.45%"]),
    ]
    means = [t for t in holding(Page(balances, rates).ties) if t.kind == "ratio"]
    assert {t.target for t in means} == {name(1, 2, c) for c in range(3)}


def test_where_all_other_sums_foot_one_off_by_rounding_is_a_warning() -> None:
    lines: list[Line] = []
    for group in range(5):
        parts = [[4_321 + 977 * group + 31 * c + 7 * p * p for c in range(3)] for p in range(3)]
        lines += [(f"Part {group}.{i}", [f"{v:,}" for v in part]) for i, part in enumerate(parts)]
        totals = [sum(column) + (group == 2 and c == 1) for c, column in enumerate(zip(*parts, strict=True))]
        lines.append((f"=Total {group}", [f"{v:,}" for v in totals]))
    (tie,) = reported(Page(lines).ties)
    assert (tie.target, tie.reason, tie.certainty) == (name(0, 11, 1), "rounding", "warning")


def test_a_table_whose_sums_foot_is_held_to_it_whatever_other_tables_do() -> None:
    def block(group: int, off: int) -> list[Line]:
        parts = [[4_321 + 977 * group + 31 * c + 7 * p * p for c in range(3)] for p in range(3)]
        totals = [sum(column) + (off if c == 1 else 0) for c, column in enumerate(zip(*parts, strict=True))]
        lines: list[Line] = [(f"Part {group}.{i}", [f"{v:,}" for v in part]) for i, part in enumerate(parts)]
        return [*lines, (f"=Total {group}", [f"{v:,}" for v in totals])]

    rounded = [line for group in range(4) for line in block(10 + group, 1)]
    exact = [line for group in range(3) for line in block(group, int(group == 1))]
    (tie,) = reported(Page(rounded, exact).ties)
    assert (tie.target, tie.reason, tie.certainty) == (name(1, 7, 1), "rounding", "warning")


def test_a_per_share_figure_off_in_a_reconciliation_across_is_told() -> None:
    lines: list[Line] = [
        ("Net sales", ["23,499", "3,986", "1,250", "28,735"]),
        ("Cost of sales", ["19,004", "4,117", "1,018", "24,139"]),
        ("Operating income", ["1,739", "617", "311", "2,667"]),
        ("Diluted earnings per share", ["0.76", "0.40", "0.14", "1.00"]),
    ]
    (tie,) = reported(Page(lines, periods=one_year).ties)
    assert (tie.target, tie.certainty) == (name(0, 3, 3), "warning")


def test_dividends_per_share_are_of_no_income() -> None:
    lines: list[Line] = [
        ("Interest and other income, net", ["590", "575"]),
        ("Cash dividends paid per share", ["0.12", "0.19"]),
        ("Weighted average shares", ["4,932", "4,828"]),
    ]
    assert not Page(lines, periods=one_year).ties
    lines[:2] = [("Cash dividends paid", ["590", "575"]), ("Cash dividends paid per share", ["0.12", "0.12"])]
    assert [t.kind for t in Page(lines, periods=one_year).ties] == ["ratio", "ratio"]


def test_a_percent_off_in_one_of_many_columns_that_add_to_the_whole_is_told() -> None:
    lines: list[Line] = [
        ("Hospitals", ["81.4%", "80.9%", "80.2%", "79.8%", "79.1%", "78.6%"]),
        ("Government", ["5.8%", "5.9%", "6.1%", "6.2%", "6.4%", "6.6%"]),
        ("Other", ["12.8%", "13.2%", "13.7%", "14.0%", "11.5%", "14.8%"]),
        ("=Total", ["100.0%"] * 6),
    ]
    (tie,) = reported(Page(lines).ties)
    assert (tie.target, tie.certainty) == (name(0, 3, 4), "warning")


def test_a_long_figure_of_one_name_and_period_a_digit_off_is_worth_a_look() -> None:
    first: list[Line] = [("Net cash from operating activities", ["28,848"]), ("Capital expenditures", ["(3,179)"])]
    second: list[Line] = [("Net cash from operating activities", ["98,848"]), ("Inventories", ["5,117"])]
    (tie,) = reported(Page(first, second).ties)
    assert (tie.kind, tie.certainty) == ("equal", "warning")


def test_a_figure_of_another_measure_may_differ_by_a_digit() -> None:
    first: list[Line] = [("Other income", ["1,323", "1,024", "4,144"]), ("Revenue", ["9,917", "8,812", "33,206"])]
    second: list[Line] = [
        ("Pro forma other income", ["1,323", "1,024", "4,184"]),
        ("Revenue", ["9,917", "8,812", "33,206"]),
    ]
    assert not reported(Page(first, second).ties)


def test_a_last_digit_that_differs_from_two_other_places_is_no_error() -> None:
    row: list[Line] = [("Equity awards expense", ["8,502", "11,713", "9,877"])]
    other: list[Line] = [("Equity awards expense", ["8,503", "11,713", "9,877"])]
    found = reported(Page(row, other, row).ties)
    assert found
    assert {t.certainty for t in found} == {"warning"}
