"""Rows of rates in their own table, where the columns are measures or segments."""

from __future__ import annotations

import datetime

from crossfoot.model.period import Period
from proof.printed_tables import Line, Page, holding, name, reported

GROWTH: list[Line] = [
    ("2023 as reported", ["56,189", "24,254", "20,081", "18,291"]),
    ("2024 as reported", ["64,727", "27,925", "22,036", "20,317"]),
    ("Percentage change", ["15%", "15%", "10%", "11%"]),
]
MARGINS: list[Line] = [
    ("Net sales", ["221,340", "119,777", "341,117"]),
    ("Operating income", ["57,327", "13,774", "71,101"]),
    ("Operating margin %", ["25.9%", "11.5%", "20.8%"]),
]


def test_growth_between_two_rows_above() -> None:
    ties = [t for t in holding(Page(GROWTH).ties) if t.kind == "percent-change"]
    assert {t.target for t in ties} == {name(0, 2, c) for c in range(4)}
    assert {x.number for t in ties if t.target == name(0, 2, 0) for x in t.terms} == {name(0, 1, 0), name(0, 0, 0)}


def test_a_wrong_growth_rate_is_told() -> None:
    changed = [*GROWTH[:2], (GROWTH[2][0], ["15%", "15%", "40%", "11%"])]
    (tie,) = reported(Page(changed).ties)
    assert tie.target == name(0, 2, 2)


def test_growth_at_constant_currency_is_left_alone() -> None:
    lines = [*GROWTH[:2], ("Percentage change constant currency", GROWTH[2][1])]
    assert not [t for t in Page(lines).ties if t.kind == "percent-change"]


def test_margins_by_segment() -> None:
    ties = [t for t in holding(Page(MARGINS).ties) if t.kind == "ratio"]
    assert {t.target for t in ties} == {name(0, 2, c) for c in range(3)}


def _quarter(column: int) -> Period:
    """Five quarters, the earliest first."""
    year, quarter = 2023 + column // 4, column % 4
    start = datetime.date(year, 3 * quarter + 1, 1)
    following = datetime.date(year + (quarter == 3), 3 * (quarter + 1) % 12 + 1, 1)
    return Period(following - datetime.timedelta(days=1), start)


SERIES: list[Line] = [
    ("Revenue", ["8,162", "8,187", "8,542", "8,833", "9,370"]),
    ("Y/Y growth", ["3.7%", "2.7%", "7.8%", "12.5%", "14.8%"]),
    ("Operating income", ["1,714", "1,827", "1,916", "1,496", "2,633"]),
    ("Y/Y growth", ["-13.1%", "15.8%", "25.0%", "172.0%", "53.6%"]),
]


def test_growth_on_the_column_of_a_year_before() -> None:
    ties = [t for t in Page(SERIES, periods=_quarter).ties if t.kind == "percent-change"]
    assert {(t.target, t.status) for t in ties} == {(name(0, 1, 4), "exact"), (name(0, 3, 4), "exact")}
    assert {x.number for t in ties if t.target == name(0, 1, 4) for x in t.terms} == {name(0, 0, 4), name(0, 0, 0)}


def test_growth_that_the_column_of_a_year_before_does_not_give_is_no_tie() -> None:
    lines = [SERIES[0], ("Y/Y growth", ["3.7%", "2.7%", "7.8%", "12.5%", "19.3%"]), *SERIES[2:]]
    assert not [t for t in Page(lines, periods=_quarter).ties if t.target == name(0, 1, 4)]


def test_quarterly_growth_is_on_the_column_before() -> None:
    lines: list[Line] = [SERIES[0], ("Sequential growth", [None, "0.3%", "4.3%", "3.4%", "6.1%"])]
    ties = [t for t in Page(lines, periods=_quarter).ties if t.kind == "percent-change"]
    assert {t.target for t in ties} == {name(0, 1, c) for c in range(1, 5)}


NAMED: list[Line] = [
    ("Revenues", ["69,787", "72,113", "74,604", "76,210", "80,539"]),
    ("Change in revenues year over year", ["3%", "5%", "8%", "9%", "15%"]),
]


def test_a_row_that_names_what_it_is_the_growth_of_needs_no_other() -> None:
    (tie,) = [t for t in Page(NAMED, periods=_quarter).ties if t.kind == "percent-change"]
    assert (tie.target, tie.status, tie.nfa) == (name(0, 1, 4), "exact", None)
    assert {x.number for x in tie.terms} == {name(0, 0, 4), name(0, 0, 0)}


def test_a_slip_in_such_a_row_is_told() -> None:
    lines = [NAMED[0], (NAMED[1][0], ["3%", "5%", "8%", "9%", "18%"])]
    (tie,) = [t for t in Page(lines, periods=_quarter).ties if t.kind == "percent-change"]
    assert (tie.status, tie.certainty) == ("broken", "note")  # no other column vouches for it
    unsaid = Page([NAMED[0], ("Revenues growth", lines[1][1])], periods=_quarter)  # since when?
    assert not [t for t in unsaid.ties if t.kind == "percent-change"]
