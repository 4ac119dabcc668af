"""Concepts that ties settle."""

from __future__ import annotations

from decimal import Decimal

from crossfoot.extract.refine import refine
from crossfoot.extract.tables import read_tables
from crossfoot.model.tie import Term, Tie, TieStatus
from extract.tabled import document, table

HEADS = (("Year ended June 30, 2004", 0, 0),)


def tie(status: TieStatus = "exact") -> Tie:
    terms = (Term("t0.0.0", Decimal(1)), Term("t0.1.0", Decimal(-1)))
    return Tie("t1", "difference", "t0.2.0", terms, Decimal(2), status)


def concepts(status: TieStatus = "exact", *rows: str) -> list[str | None]:
    rows = rows or ("Net sales | 5", "Outlays on wares | 3", "Gross profit | 2")
    reading = read_tables(document(table(*rows, heads=HEADS, titles=("Statement of Operations",))))
    return [f.concept for f in refine(reading, (tie(status),)).facts]


def test_what_comes_off_revenue_to_give_gross_profit_is_the_cost_of_revenue() -> None:
    assert concepts() == ["Revenues", "CostOfRevenue", "GrossProfit"]


def test_a_broken_tie_names_nothing() -> None:
    assert concepts("broken") == ["Revenues", None, "GrossProfit"]


def test_a_total_that_the_identity_names() -> None:
    rows = ("Net sales | 5", "Cost of sales | 3", "What is left | 2")
    assert concepts("exact", *rows) == ["Revenues", "CostOfRevenue", "GrossProfit"]


def test_a_concept_that_another_row_has_is_not_given_twice() -> None:
    rows = ("Net sales | 5", "Outlays on wares | 3", "Gross profit | 2", "Cost of sales | 9")
    assert concepts("exact", *rows)[1] is None
