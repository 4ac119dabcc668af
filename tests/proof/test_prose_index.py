"""Rows as prose looks them up: what stands under which column heading."""

from __future__ import annotations

import datetime
from decimal import Decimal

from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.proof import Reading
from crossfoot.proof.prose_index import index_of

NOW, BEFORE = (Period(datetime.date(y, 6, 30), datetime.date(y, 4, 1)) for y in (2020, 2019))
YEAR = Period(datetime.date(2020, 6, 30), datetime.date(2019, 7, 1))


def lines_of(*cells: tuple[tuple[str, ...], Period]) -> list[list[int]]:
    """The columns of each line of one row that has these figures, each of a path and a period."""
    numbers, facts = [], []
    for column, (path, period) in enumerate(cells):
        value = Decimal(1000 + column)
        numbers.append(Number(f"n{column}", (column, column + 1), 1, "", "table", value, "USD", 0, cell=(0, 0, column)))
        facts.append(Fact(f"n{column}", path[-1], path, None, None, None, None, period, value, "USD", 0, False))
    index = index_of(Reading(tuple(numbers), tuple(facts), ()))
    return [[int(f.number[1:]) for f in line.facts] for line in index.lines.values()]


def test_figures_of_one_time_under_two_headings_are_of_two_lines() -> None:
    outside, all_sales = ("External customers", "Pumps"), ("Net sales", "Pumps")
    cells = ((outside, NOW), (all_sales, NOW), (outside, BEFORE), (all_sales, BEFORE))
    assert lines_of(*cells) == [[0, 2], [1, 3]]


def test_a_heading_over_one_time_sets_nothing_apart() -> None:
    assert lines_of((("Net sales",), NOW), (("As restated", "Net sales"), BEFORE)) == [[0, 1]]


def test_but_one_over_another_length_of_time_does() -> None:
    assert lines_of((("Net sales",), NOW), (("Full year", "Net sales"), YEAR)) == [[0], [1]]
