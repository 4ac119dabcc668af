"""What reading releases beside their pages in a browser brought to light, each fault as a small table of its own."""

from __future__ import annotations

from decimal import Decimal

from crossfoot.extract.tables import read_tables
from crossfoot.model.document import Table
from crossfoot.model.fact import Fact
from crossfoot.readers.spacing import plain
from extract.tabled import document, table

YEAR = "$ for the fiscal year ended December 31, 2019; March 31, 2020; March 31, 2019"
QUARTERS = (("Three Months Ended March 31,", 0, 1), ("2020", 0, 0), ("2019", 1, 1))
ENDS = (("March 31, 2020", 0, 0), ("December 31, 2019", 1, 1), ("March 31, 2019", 2, 2))
THOUSANDS = ("Results", "(in thousands)")
BY_SEGMENT = ("Revenue by Segment", "(in thousands)")


def facts(*tables: Table, source: str = YEAR) -> list[Fact]:
    return list(read_tables(document(*tables, source=source)).facts)


def segments(*tables: Table) -> list[str | None]:
    return [f.segment for f in facts(*tables)]


def units(*tables: Table) -> list[str | None]:
    return [f.unit for f in facts(*tables)]


def test_steps_of_a_walk_per_share_are_per_share_though_one_looks_so_by_itself() -> None:
    rows = ("GAAP diluted earnings per share | $1.94", "Amortization | 0.04", "Income tax adjustments | (0.20)",
            "Non-GAAP diluted earnings per share | $1.78", "Net sales | 5,000", "Cost of sales | 4,000")  # fmt: skip
    found = facts(table(*rows, heads=(*QUARTERS[:1], ("2020", 0, 0)), titles=THOUSANDS))
    assert [f.unit for f in found] == ["USD/share"] * 4 + ["USD"] * 2
    assert found[1].value == Decimal("0.04")


def test_shares_between_basic_and_diluted_are_shares() -> None:
    rows = ("Basic weighted-average shares outstanding | 68,281,213", "Equity awards | 590,811",
            "Diluted weighted-average shares outstanding | 68,872,024")  # fmt: skip
    titles = ("Statement of Income", "(in millions, except share and per share amounts)")
    found = facts(table(*rows, heads=(*QUARTERS[:1], ("2020", 0, 0)), titles=titles))
    assert [(f.unit, f.decimals) for f in found] == [("shares", 0)] * 3


def test_ratios_are_percents_where_only_the_first_prints_the_sign() -> None:
    rows = ("Performance", "  Return on equity | 9.3%", "  Effective tax rate | 22.4", "  Efficiency ratio | 62",
            "  Allowance to nonaccrual loans | 276", "  Fees | 51")  # fmt: skip
    found = facts(table(*rows, heads=(("1Q20", 0, 0),), titles=THOUSANDS))
    assert [(f.unit, f.value) for f in found[1:4]] == [
        ("percent", Decimal("22.4")),
        ("percent", 62),
        ("percent", 276),
    ]
    assert (found[4].unit, found[4].value) != ("percent", 51)


def test_columns_of_dollars_or_basis_points() -> None:
    heads = (("1Q20", 0, 0), ("4Q19", 1, 1), ("Change $/bps", 2, 2))
    rows = ("Net sales | $1,126 | $1,145 | (19)", "Return on assets | 1.26% | 1.30% | (4)")
    found = facts(table(*rows, heads=heads, titles=THOUSANDS))
    assert [(f.unit, f.value) for f in (found[2], found[5])] == [("USD", Decimal(-19000)), ("bp", Decimal(-4))]


def test_words_behind_a_figure_scale_it_or_say_what_it_counts() -> None:
    rows = ("Pumps | $7.4 billion", "Valves | $361 million", "Margin | 1.1 ppts", "Spread | (43) bps")
    found = facts(table(*rows, heads=(("1Q20", 0, 0),), titles=("Highlights",)))
    assert [f.value for f in found] == [Decimal(7_400_000_000), Decimal(361_000_000), Decimal("1.1"), Decimal(-43)]
    assert [f.unit for f in found] == ["USD", "USD", "percent", "bp"]
    assert [f.decimals for f in found] == [-8, -6, 1, 0]


def test_prices_per_unit_take_no_scale() -> None:
    rows = ("Revenue | 3,735", "Revenue per membership | 16.29", "Debt to adjusted EBITDA | 1.3")
    found = facts(table(*rows, heads=(("1Q20", 0, 0),), titles=THOUSANDS))
    assert [(f.value, f.unit) for f in found[1:]] == [(Decimal("16.29"), "USD"), (Decimal("1.3"), "ratio")]


def test_what_a_balance_earns_is_a_flow() -> None:
    heads = (("1Q20", 0, 0), ("4Q19", 1, 1))
    rows = (
        "Interest expense:",
        "  Deposits | 33 | 35",
        "  Long-term debt | 42 | 42",
        "  Total interest expense | 75 | 77",
    )
    found = facts(table(*rows, heads=heads, titles=THOUSANDS))
    assert {str(f.period) for f in found} == {"2020-01-01/2020-03-31", "2019-10-01/2019-12-31"}
    assert {f.concept for f in found[:4]} == {None}


def test_columns_a_quarter_apart_are_of_quarters() -> None:
    found = facts(table("Net income | 5 | 3 | 2", heads=ENDS, titles=THOUSANDS))
    assert [str(f.period) for f in found] == ["2020-01-01/2020-03-31", "2019-10-01/2019-12-31", "2019-01-01/2019-03-31"]
    yearly = facts(table("Net income | 5 | 2", heads=(ENDS[0], ("March 31, 2019", 1, 1)), titles=THOUSANDS))
    assert {f.period for f in yearly} == {None}


def test_a_change_under_the_heading_of_an_earlier_quarter_is_from_it() -> None:
    heads = (("4Q19", 2, 2), ("1Q20", 0, 0), ("4Q19", 1, 1), ("$ O/(U)", 2, 2))
    change = facts(table("Net sales | 110 | 100 | 10", heads=heads, titles=THOUSANDS))[2]
    assert change.relation is not None
    assert (str(change.period), str(change.relation.from_period)) == ("2020-01-01/2020-03-31", "2019-10-01/2019-12-31")


def test_product_lines_of_a_statement_of_operations_are_no_segments() -> None:
    rows = ("Revenues:", "  Product | 9", "  Services | 3", "Cost of revenues:", "  Product | 5", "  Services | 2")
    assert set(segments(table(*rows, heads=(("1Q20", 0, 0),), titles=("Statement of Operations",)))) == {None}


def test_headings_of_one_line_item_name_segments() -> None:
    rows = ("Pumps revenues:", "  License | 9", "  Total pumps revenues | 9", "Valves revenues:", "  License | 3",
            "  Total valves revenues | 3", "Total revenues:", "  License | 12", "  Total revenues | 12")  # fmt: skip
    found = segments(table(*rows, heads=(("1Q20", 0, 0),), titles=BY_SEGMENT))
    assert found == ["Pumps", "Pumps", "Valves", "Valves", None, None]


def test_names_over_the_same_rows_are_segments() -> None:
    parts = ("North America", "Europe", "Greater China")
    rows = [text for name in parts for text in (name, "  Footwear | 2", "  Apparel | 1", "  Total | 3")]
    found = segments(table(*rows, "Total revenues | 9", heads=(("1Q20", 0, 0),), titles=BY_SEGMENT))
    assert found == [*(name for name in parts for _ in range(3)), None]


def test_segments_below_groups_below_line_items() -> None:
    parts = ("    Client computing | 7", "    Network and edge | 3")
    rows = ("Segment revenue:", "  Products:", *parts, "Segment operating income:", "  Products:", *parts)
    found = segments(table(*rows, heads=(("1Q20", 0, 0),), titles=BY_SEGMENT))
    assert found == ["Client computing", "Network and edge"] * 2


def test_two_parts_and_the_consolidated_whole_over_columns() -> None:
    heads = (("Pumps", 0, 0), ("Valves", 1, 1), ("Consolidated", 2, 2))
    made = table("Net sales | 5 | 4 | 9", heads=heads, titles=("Quarter ended March 31, 2020",))
    assert segments(made) == ["Pumps", "Valves", None]
    steps = (("Reported", 0, 0), ("Adj's", 1, 1), ("Excl. adj's", 2, 2))
    assert set(segments(table("Net sales | 5 | 4 | 9", heads=steps, titles=("Segment profit",)))) == {None}


def test_tables_of_one_shape_under_names_are_of_those_parts() -> None:
    rows = ("Net revenue | 17,653", "Noninterest expense | 9,297", "Net income | 4,831")
    names = ("CONSUMER BANKING (CB)", "INVESTMENT BANK (IB)", "CORPORATE")
    made = [table(*rows, heads=(("1Q20", 0, 0),), titles=(name,)) for name in names]
    assert segments(*made) == ["CONSUMER BANKING"] * 3 + ["INVESTMENT BANK"] * 3 + ["CORPORATE"] * 3
    assert set(segments(*made[:2])) == {None}


def test_years_as_labels_are_no_segments() -> None:
    rows = ("Rental income", "  2020 | 9", "  2019 | 8", "Cost of operations", "  2020 | 3", "  2019 | 2")
    assert set(segments(table(*rows, heads=(("March 31", 0, 0),), titles=("Results",)))) == {None}


def test_a_heading_inside_a_table_is_not_its_title() -> None:
    rows = ("Cash flows from operating activities:", "  Net income | 5")
    (fact,) = facts(table(*rows, heads=(("1Q20", 0, 0),), titles=("Statements of Cash Flows",)))
    assert fact.table == "Statements of Cash Flows"


def test_characters_saved_in_the_wrong_alphabet_are_those_that_were_meant() -> None:
    assert plain("Shareholders\x92 equity (\x93FFO\x94)") == "Shareholders\u2019 equity (\u201cFFO\u201d)"
