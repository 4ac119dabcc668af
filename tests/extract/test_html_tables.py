"""What the tables of HTML releases add: numbered quarters, comparisons, columns that are items, guidance, parts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crossfoot.extract.tables import read_tables
from crossfoot.model.document import Table
from crossfoot.model.fact import Fact
from extract.tabled import document, table

YEAR = "$ for the fiscal year ended December 31, 2019; March 31, 2020; March 31, 2019"
THOUSANDS = ("Statement of Income", "(in thousands)")


def facts(*tables: Table, source: str = YEAR) -> list[Fact]:
    return list(read_tables(document(*tables, source=source)).facts)


def periods(*tables: Table, source: str = YEAR) -> list[str]:
    return [str(f.period) for f in facts(*tables, source=source)]


def test_quarters_by_name_under_a_year_are_each_their_own() -> None:
    names = ("First Quarter", "Second Quarter", "Third Quarter", "Fourth Quarter", "Full Year")
    heads = tuple((name, k, k) for k, name in enumerate(names))
    made = table("Net sales | 1 | 2 | 3 | 4 | 10", heads=heads, titles=("For the year ended December 31, 2019",))
    assert periods(made) == [
        "2019-01-01/2019-03-31", "2019-04-01/2019-06-30", "2019-07-01/2019-09-30", "2019-10-01/2019-12-31",
        "2019-01-01/2019-12-31",
    ]  # fmt: skip


def test_numbered_quarters_take_the_year_they_lead_to() -> None:
    heads = (("Q3", 0, 0), ("Q4", 1, 1), ("Full year 2019", 2, 2))
    found = periods(table("Net sales | 1 | 2 | 10", heads=heads, titles=THOUSANDS))
    assert found == ["2019-07-01/2019-09-30", "2019-10-01/2019-12-31", "2019-01-01/2019-12-31"]


@pytest.mark.parametrize("head", ["1Q20", "1Q 2020", "Q1'20", "Q1\u201920", "Q1 FY20", "FY20 Q1", "First Quarter 2020"])
def test_ways_to_number_a_quarter(head: str) -> None:
    made = table("Net sales | 1", heads=((head, 0, 0),), titles=THOUSANDS)
    assert periods(made) == ["2020-01-01/2020-03-31"]


def test_the_year_end_that_numbered_quarters_show() -> None:
    made = table("Net sales | 1 | 2", heads=(("1Q24", 0, 0), ("4Q23", 1, 1)), titles=THOUSANDS)
    told = "$ first quarter 2024 ended September 30, 2023, fourth quarter 2023 ended June 30, 2023"
    assert periods(made, source=told) == ["2023-07-01/2023-09-30", "2023-04-01/2023-06-30"]
    assert periods(made, source="$ nothing of days") == ["None", "None"]


def test_a_comparison_in_a_header_names_both_periods() -> None:
    heads = (("1Q20", 0, 0), ("4Q19", 1, 1), ("1Q19", 2, 2), ("1Q20 vs 1Q19", 3, 3))
    change = facts(table("Net sales | 110 | 105 | 100 | 10%", heads=heads, titles=THOUSANDS))[3]
    assert change.relation is not None
    assert (str(change.period), str(change.relation.from_period)) == ("2020-01-01/2020-03-31", "2019-01-01/2019-03-31")


def test_changes_without_percent_signs_are_told_by_arithmetic() -> None:
    heads = (("March 31, 2020", 0, 0), ("March 31, 2019", 1, 1), ("Change", 2, 2))
    rows = ("Loans | 2,408 | 1,949 | 24%", "Deposits | 3,630 | 3,300 | 10", "Equity | 1,000 | 2,000 | (50)")
    found = facts(table(*rows, heads=heads, titles=("Balance Sheet (in thousands)",)))
    assert [f.unit for f in found if f.relation] == ["percent"] * 3


def test_columns_that_are_line_items() -> None:
    heads = (("Three Months Ended March 31, 2020", 0, 2), ("Net Income", 0, 0), ("Margin Percentage", 1, 1),
             ("Diluted EPS", 2, 2))  # fmt: skip
    rows = ("GAAP | $ 1,462 | 6.4% | 0.11", "Tax impact | (1,768) | -- | (0.13)", "Non-GAAP | 579 | 1.7% | 0.04")
    found = facts(table(*rows, heads=heads, titles=("Reconciliation", "(in thousands, except per share data)")))
    assert [(f.value, f.unit) for f in found[3:6]] == [
        (-1768000, "USD"), (0, "percent"), (Decimal("-0.13"), "USD/share"),
    ]  # fmt: skip
    assert found[2].path == ("Diluted EPS", "GAAP")
    assert [f.basis for f in found[6:]] == ["adjusted"] * 3


def test_a_part_named_in_one_table_is_known_over_another() -> None:
    heads = (("Three Months Ended March 31, 2020", 0, 0),)
    parts = table(
        "Net sales:", "  Pumps | $ 258.5", "  Valves | 120.5", "  Total | 379.0",
        "Segment income:", "  Pumps | 40.9", "  Valves | 20.3", "  Total | 61.2",
        heads=heads, titles=("Segment Information", "(in millions)"),
    )  # fmt: skip
    own = table("Net sales | $259 ", heads=heads, titles=('Pumps ("PMP")',))
    found = facts(parts, own)
    assert [f.segment for f in found] == ["Pumps", "Valves", None, "Pumps", "Valves", None, "Pumps"]


def test_a_scale_settled_by_the_same_figures_rounded() -> None:
    heads = (("Three Months Ended March 31, 2020", 0, 0),)
    rows = ("Net sales | $ 520.9", "Operating income | 60.3", "Net income | 18.6")
    full = table(*rows, heads=heads, titles=("Statement of Income", "(in millions)"))
    short = table("Net Sales | $521", "Operating Income | 60", heads=heads, titles=("Highlights",))
    assert [f.value for f in facts(full, short)][3:] == [521000000, 60000000]
    odd = table("Net Sales | $777", "Operating Income | 55", heads=heads, titles=("Highlights",))
    assert [f.value for f in facts(full, odd)][3:] == [777, 55]


def test_rows_that_name_their_units() -> None:
    rows = ("Earnings $ MM | 2,259", "Cash flow $ B | 12.4", "Earnings per share $/Share | 1.22",
            "Price $/BBL | 58.69", "Production MBOED | 3,392", "Debt ratio % | 11.5%")  # fmt: skip
    found = facts(table(*rows, heads=(("4Q 2019", 0, 0),), titles=("Highlights",), stub=("Unit",)))
    assert [(f.value, f.unit) for f in found] == [
        (2259000000, "USD"), (12400000000, "USD"), (Decimal("1.22"), "USD/share"), (Decimal("58.69"), None),
        (3392, None), (Decimal("11.5"), "percent"),
    ]  # fmt: skip


def test_guidance_is_apart_from_results() -> None:
    heads = (("Q1 2020 Actual", 0, 0), ("Q2 2020 Guidance", 1, 2), ("Low", 1, 1), ("High", 2, 2))
    found = read_tables(document(table("Net sales | 100 | 105 | 110", heads=heads, titles=THOUSANDS), source=YEAR))
    assert [f.guidance for f in found.facts] == [None, "low", "high"]
    assert [n.why for n in found.numbers] == [None, "guidance", "guidance"]


def test_steps_between_two_rows_per_share_are_per_share() -> None:
    rows = ("Net income | $ 1,462", "Diluted earnings per share, as reported | 0.11", "Amortization | 0.03",
            "Tax effects | (0.01)", "Diluted earnings per share, as adjusted | 0.13")  # fmt: skip
    heads = (("Three Months Ended March 31, 2020", 0, 0),)
    found = facts(table(*rows, heads=heads, titles=("Reconciliation", "(in thousands, except per share data)")))
    assert [f.unit for f in found] == ["USD", *["USD/share"] * 4]


def test_weeks_are_as_long_as_a_header_prints_them() -> None:
    sales = table("Net sales | 1", heads=(("12 Weeks Ended March 21, 2020", 0, 0),), titles=THOUSANDS)
    growth = table("Organic growth | 5%", heads=(("First Quarter 2020", 0, 0),), titles=("Highlights",))
    assert periods(sales, growth) == ["2019-12-29/2020-03-21"] * 2
