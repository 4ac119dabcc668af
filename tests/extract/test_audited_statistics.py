"""What statistics and guidance count: faults that reading beside the page brought to light, a table each."""

from __future__ import annotations

from decimal import Decimal

from crossfoot.model.fact import Fact
from extract.tabled import table
from extract.test_audited_tables import QUARTERS, THOUSANDS, facts

NEXT = (("Q2 2020", 0, 1),)


def values(found: list[Fact]) -> list[tuple[Decimal, str | None]]:
    return [(f.value, f.unit) for f in found]


def test_the_scale_of_the_tons_is_not_that_of_their_price() -> None:
    rows = ("Tons sold | 1,814 | 2,096", "Average net selling price | $122.02 | $176.37")
    found = facts(table(*rows, heads=QUARTERS, titles=("Supplemental data",), stub=("(short tons in thousands)",)))
    assert values(found)[::2] == [(Decimal(1_814_000), None), (Decimal("122.02"), "USD")]


def test_statistics_of_all_sorts_do_not_take_the_scale_of_the_statements() -> None:
    statement = table("Revenue | $446,000 | $410,000", heads=QUARTERS, titles=("Income", "(dollars in thousands)"))
    rows = ("Workdays | 64 | 63", "Shipments | 1,809 | 1,741", "Revenue/shipment | $241.61 | $230.43",
            "Pounds/shipment | 1,331 | 1,308")  # fmt: skip
    found = facts(statement, table(*rows, heads=QUARTERS, titles=("Statistics",)))[2::2]
    assert values(found) == [(64, None), (1809, None), (Decimal("241.61"), "USD"), (1331, None)]


def test_two_figures_under_one_head_are_the_ends_of_a_range_and_one_is_a_point() -> None:
    rows = ("Revenue | $995 | $1,000", "Tax rate | 34%")
    found = facts(table(*rows, heads=NEXT, titles=("Guidance for the next quarter", *THOUSANDS[1:])))
    assert [f.guidance for f in found] == ["low", "high", "point"]
