"""Tables to facts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crossfoot.extract.tables import read_tables
from crossfoot.model.document import Document, Passage, Table
from crossfoot.model.fact import Fact
from extract.tabled import document, table

YEARS = (("Year Ended June 30,", 0, 1), ("2004", 0, 0), ("2003", 1, 1))
QUARTERS = (("QUARTER ENDED", 0, 1), ("SEPTEMBER 30", 0, 1), ("2004", 0, 0), ("2003", 1, 1))
BALANCES = (("June 30,", 0, 1), ("2004", 0, 0), ("2003", 1, 1))
IN_THOUSANDS = ("STATEMENTS OF OPERATIONS", "(In thousands, except per share data)")


def facts(*tables: Table, source: str = "in dollars") -> list[Fact]:
    return list(read_tables(document(*tables, source=source)).facts)


def by_label(found: list[Fact]) -> dict[str, Fact]:
    """The first column's fact of each label."""
    return {f.label: f for f in reversed(found)}


def test_every_cell_is_a_number_and_has_a_fact() -> None:
    made = table("Net sales | $ 27,485 | 28,294", "Cost of sales | 25,103 | --", heads=QUARTERS, titles=IN_THOUSANDS)
    reading = read_tables(document(made))
    assert [n.cell for n in reading.numbers] == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]
    assert [f.number for f in reading.facts] == [n.id for n in reading.numbers]
    assert all(f.value == n.value and f.unit == n.unit for f, n in zip(reading.facts, reading.numbers, strict=True))
    nil = reading.facts[3]
    assert (nil.nil, nil.value, nil.decimals, nil.unit) == (True, 0, -3, "USD")


def test_spanning_headers_make_periods() -> None:
    found = facts(table("Net sales | 27,485 | 28,294", heads=QUARTERS, titles=IN_THOUSANDS))
    assert [str(f.period) for f in found] == ["2004-07-01/2004-09-30", "2003-07-01/2003-09-30"]
    assert [f.value for f in found] == [27485000, 28294000]


def test_a_length_printed_over_the_left_column_alone_holds_for_the_right_one() -> None:
    heads = (("Six Months Ended", 0, 0), ("June 30, 2000", 0, 0), ("June 30, 1999", 1, 1))
    found = facts(table("Net sales | 1 | 2", heads=heads, titles=IN_THOUSANDS))
    assert [str(f.period) for f in found] == ["2000-01-01/2000-06-30", "1999-01-01/1999-06-30"]


def test_a_period_in_the_title_holds_for_columns_that_name_none() -> None:
    titles = ("STATEMENT OF OPERATIONS", "SIX MONTHS ENDED JULY 31, 1999")
    found = facts(table("Revenue | 5 | 6", heads=(("Historical", 0, 0), ("Adjustments", 1, 1)), titles=titles))
    assert {str(f.period) for f in found} == {"1999-02-01/1999-07-31"}


def test_a_bare_year_takes_the_fiscal_year_end_that_the_text_names_elsewhere() -> None:
    made = table("Net sales | 5 | 6", heads=(("2004", 0, 0), ("2003", 1, 1)), titles=IN_THOUSANDS)
    assert [f.period for f in facts(made)] == [None, None]
    told = facts(made, source="$ for the fiscal year ended June 30, 2004")
    assert [str(f.period) for f in told] == ["2003-07-01/2004-06-30", "2002-07-01/2003-06-30"]


def test_a_year_heading_over_quarters_is_a_fiscal_year() -> None:
    heads = (("Quarter Ended", 0, 2), ("Sept. 30", 0, 0), ("June 30", 1, 1), ("Year", 2, 2))
    made = table("1999", "Net sales | 5 | 6 | 11", heads=heads, titles=("Quarterly results", "(In millions)"))
    found = facts(made, source="$ fiscal year ended June 30, 1999; June 30, 1998; September 30, 1998")
    assert [str(f.period) for f in found] == [
        "1998-07-01/1998-09-30", "1999-04-01/1999-06-30", "1998-07-01/1999-06-30",
    ]  # fmt: skip


def test_a_balance_sheet_is_of_instants() -> None:
    found = facts(table("Total assets | 5 | 6", heads=BALANCES, titles=("Balance Sheets", "(In thousands)")))
    assert [str(f.period) for f in found] == ["2004-06-30", "2003-06-30"]
    assert found[0].concept == "Assets"


def test_cash_at_the_ends_of_a_flows_period() -> None:
    made = table(
        "Net income | 5 | 6",
        "Cash and cash equivalents, beginning of year | 7 | 8",
        "Cash and cash equivalents, end of year | 9 | 7",
        heads=YEARS,
        titles=("Statements of Cash Flows",),
    )
    assert [str(f.period) for f in facts(made)[::2]] == ["2003-07-01/2004-06-30", "2003-06-30", "2004-06-30"]


def test_rows_between_dated_balances_belong_to_the_time_between() -> None:
    made = table(
        "Balance, January 1, 1990 | 5", "Net income | 2", "Balance at December 31, 1990 | 7", heads=(("Total", 0, 0),)
    )
    assert [str(f.period) for f in facts(made)] == ["1989-12-31", "1990-01-01/1990-12-31", "1990-12-31"]


def test_per_share_rows_escape_the_scale_and_shares_take_it() -> None:
    made = table(
        "Net loss | (2,719) | (1,963)",
        "Basic and diluted net loss applicable to common stockholders | $(0.55) | $(0.41)",
        "Weighted average number of common shares outstanding | 4,932 | 4,828",
        heads=QUARTERS,
        titles=("STATEMENT OF OPERATIONS", "(IN THOUSANDS)"),
    )
    found = by_label(facts(made))
    eps = found["Basic and diluted net loss applicable to common stockholders"]
    assert (eps.value, eps.unit, eps.decimals) == (Decimal("-0.55"), "USD/share", 2)
    shares = found["Weighted average number of common shares outstanding"]
    assert (shares.value, shares.unit, shares.decimals) == (4932000, "shares", -3)


@pytest.mark.parametrize(("printed", "value"), [("9,911,027", 9911027), ("9,911", 9911000)])
def test_earnings_per_share_tell_whether_shares_are_printed_in_full(printed: str, value: int) -> None:
    made = table(
        "Net income | $ 3,983", "Earnings per share:", "  Basic | $0.40",
        "Weighted average shares:", f"  Basic | {printed}",
        heads=(("Quarter Ended March 31, 2005", 0, 0),), titles=("Statement of Income", "(In thousands)"),
    )  # fmt: skip
    shares = facts(made)[-1]
    assert (shares.value, shares.unit) == (value, "shares")


def test_a_scale_that_nobody_states_is_not_assumed() -> None:
    made = table("Net income | $ 3,983", heads=(("Quarter Ended March 31, 2005", 0, 0),), titles=("Income Statement",))
    assert (facts(made)[0].value, facts(made)[0].decimals) == (3983, 0)


def test_a_table_that_prints_the_same_figures_again_has_the_same_scale() -> None:
    heads = (("Year ended June 30, 2004", 0, 0),)
    rows = ("Revenue | 5,012", "Cost of sales | 3,210", "Net income | 1,234")
    first = table(*rows, heads=heads, titles=("Income Statement", "(In millions)"))
    second = table(*rows, heads=heads, titles=("Note 7",))
    assert {f.decimals for f in facts(first, second)} == {-6}


def test_a_scale_stated_once_in_the_text_holds_for_the_tables_after_it() -> None:
    note = Passage(
        "paragraph", "Discussion of results\n(Tabular information: Dollars in millions)\nand so on", (), 1, 1
    )
    made = table("Net sales | 5", heads=(("Year ended June 30, 2004", 0, 0),), titles=("Results",))
    made = Table(made.span, 20, made.titles, made.stub, made.headers, made.columns, made.rows, 1)
    (fact,) = read_tables(document(made, passages=(note,))).facts
    assert fact.value == 5000000


def test_percents_are_percents() -> None:
    heads = (("Quarter Ended June 30, 2005", 0, 0), ("Change", 1, 1), ("Quarter Ended June 30, 2004", 2, 2))
    made = table("Interest income | 17,328 | -10% | 15,787", heads=heads, titles=("Income Statement (in thousands)",))
    change = facts(made)[1]
    assert (change.value, change.unit, change.decimals) == (-10, "percent", 0)
    assert str(change.period) == "2005-04-01/2005-06-30"
    assert change.relation is not None
    assert (change.relation.kind, str(change.relation.from_period)) == ("percent-change", "2004-04-01/2004-06-30")


def test_line_items_over_segments() -> None:
    made = table(
        "Net sales:", "  Pump Group | 5", "  Valve Group | 6", "    Total net sales | 11",
        "Income (loss) from operations:", "  Pump Group | 2", "  Valve Group | (1)", "  Head Office | (3)",
        "    Total income (loss) from operations | (2)",
        heads=(("Year ended June 30, 2004", 0, 0),), titles=("SEGMENT DATA", "(IN THOUSANDS)"),
    )  # fmt: skip
    found = facts(made)
    assert [f.segment for f in found] == [
        "Pump Group", "Valve Group", None, "Pump Group", "Valve Group", "Head Office", None,
    ]  # fmt: skip
    assert [f.concept for f in found] == ["Revenues"] * 3 + ["OperatingIncomeLoss"] * 4
    assert found[0].path == ("Net sales:", "Pump Group")


def test_segments_over_line_items() -> None:
    made = table(
        "Consolidated -", "  Operating Revenues | 11", "  Net Income | 5", "North Power -", "  Operating Revenues | 7",
        "  Net Income | 4", heads=(("Year ended June 30, 2004", 0, 0),), titles=("Overview",),
    )  # fmt: skip
    assert [f.segment for f in facts(made)] == [None, None, "North Power", "North Power"]


def test_lines_that_come_back_in_revenues_and_expenses_are_no_segments() -> None:
    made = table(
        "Revenues:", "  Clearing fees | 5", "  Commissions | 6", "  Underwriting | 6", "  Total revenues | 17",
        "Expenses:", "  Clearing fees | 2", "  Rent | 3", "  Wages | 1", "  Total expenses | 6",
        heads=(("Year ended June 30, 2004", 0, 0),), titles=("Statement of Operations",),
    )  # fmt: skip
    assert {f.segment for f in facts(made)} == {None}


def test_an_unlabelled_total_is_the_total_of_its_heading() -> None:
    made = table(
        "Inventories:", "  Parts | 7", "  Goods | 9", "  | 16", "Total current assets | 20", "Land | 2", "  | 22",
        heads=(*BALANCES[:1], ("2004", 0, 0)), titles=("Balance Sheet",),
    )  # fmt: skip
    assert [f.concept for f in facts(made)][2:] == ["InventoryNet", "AssetsCurrent", None, "Assets"]


def test_headings_at_the_rows_own_indent_hold_until_their_total() -> None:
    made = table(
        "Costs and expenses:", "Cost of sales | 5", "Research | 6", "  Total costs and expenses | 11", "Net income | 2",
        heads=(("Year ended June 30, 2004", 0, 0),), titles=("Statement of Operations",),
    )  # fmt: skip
    assert [f.path[:-1] for f in facts(made)] == [("Costs and expenses:",)] * 3 + [()]


def test_a_reconciliation_inside_a_statement() -> None:
    made = table(
        "Net income | 5", "Reconciliation of net income to EBITDA:", "  Net income | 5", "  Interest expense | 2",
        "  EBITDA | 7", heads=(("Year ended June 30, 2004", 0, 0),), titles=("Statement of Operations",),
    )  # fmt: skip
    assert [f.statement for f in facts(made)] == ["operations"] + ["reconciliation"] * 3


def test_pro_forma_is_a_basis() -> None:
    titles = ("Statements of Operations - Pro Forma",)
    (fact,) = facts(table("Net income | 5", heads=(("Year ended June 30, 2004", 0, 0),), titles=titles))
    assert fact.basis == "pro forma"


def test_other_currencies_by_their_own_names() -> None:
    found = facts(table("Umsatz | 5", titles=("Income Statement", "(in millions of euros)")), source="EUR")
    assert found[0].unit == "EUR"


def test_nothing_is_known_of_a_table_without_words() -> None:
    empty: Document = document(table("Widgets | 5 | 6"), source="")
    for fact in read_tables(empty).facts:
        assert (fact.period, fact.unit, fact.concept, fact.segment, fact.statement) == (None, None, None, None, "other")


def test_every_property_says_where_it_comes_from() -> None:
    (fact,) = facts(table("Net sales | $5", heads=(("Year ended June 30, 2004", 0, 0),), titles=IN_THOUSANDS))
    assert {why.property for why in fact.why} == {"period", "scale", "unit", "concept"}
    assert any("In thousands" in why.source for why in fact.why if why.property == "scale")


def test_words_tell_balances_from_flows_where_columns_are_bare_years() -> None:
    made = table(
        "Inventories: ", "  Purchased parts | 5 | 6", "Export sales | 7 | 8", "Something else | 9 | 9",
        heads=(("2004", 0, 0), ("2003", 1, 1)), titles=("Note 4", "(In thousands)"),
    )  # fmt: skip
    found = facts(made, source="$ for the fiscal year ended June 30, 2004")
    assert [str(f.period) for f in found[::2]] == ["2004-06-30", "2003-07-01/2004-06-30", "None"]


def test_a_fiscal_quarter_ends_on_the_day_that_headers_print_elsewhere() -> None:
    statement = table(
        "Net sales | 5 | 4",
        heads=(
            ("Three months ended", 0, 1),
            ("December 30,", 0, 0), ("December 31,", 1, 1),
            ("1994", 0, 0), ("1993", 1, 1),
        ),
        titles=IN_THOUSANDS,
    )  # fmt: skip
    comment = table("Net sales | 5 | 4", heads=(("First", 0, 1), ("Quarter", 0, 1), ("1995", 0, 0), ("1994", 1, 1)))
    found = facts(statement, comment, source="$ for the fiscal year ended September 30, 1994")
    assert [f.period.end.isoformat() for f in found if f.period] == ["1994-12-30", "1993-12-31"] * 2


def test_a_year_to_date_begins_with_the_fiscal_year() -> None:
    heads = (("Year to date", 0, 0), ("March 31, 2005", 0, 0))
    (fact,) = facts(
        table("Net sales | 5", heads=heads, titles=IN_THOUSANDS), source="$ fiscal year ended June 30, 2004"
    )
    assert str(fact.period) == "2004-07-01/2005-03-31"


def test_of_two_rows_of_one_concept_the_total_has_it() -> None:
    rows = ("Net sales | 57", "Membership fees | 1", "Total revenue | 58")
    made = table(*rows, heads=(("Year ended June 30, 2004", 0, 0),), titles=("Income Statement",))
    assert [f.concept for f in facts(made)] == [None, None, "Revenues"]


def test_a_label_over_two_rows_is_one_label() -> None:
    made = table("Prepaid expenses and other", " current assets | 5", heads=BALANCES[:1], titles=("Balance Sheet",))
    (fact,) = facts(made)
    assert fact.label == "Prepaid expenses and other current assets"
    assert fact.concept == "PrepaidExpenseAndOtherAssetsCurrent"


def test_deferred_taxes_by_the_side_of_the_balance_sheet() -> None:
    made = table(
        "Deferred income taxes | 5", "Total current liabilities | 9", "Deferred income taxes | 6",
        heads=(("June 30, 2004", 0, 0),), titles=("Balance Sheet",),
    )  # fmt: skip
    found = [f.concept for f in facts(made)]
    assert (found[0], found[2]) == ("DeferredIncomeTaxAssetsNet", "DeferredIncomeTaxLiabilitiesNet")


def test_averages_of_balances_are_no_balances() -> None:
    made = table("Deposits | 5", heads=(("Quarter Ended June 30, 2004", 0, 0),), titles=("AVERAGE BALANCES",))
    (fact,) = facts(made)
    assert (fact.concept, str(fact.period)) == (None, "2004-04-01/2004-06-30")


def test_whole_amounts_under_a_per_share_heading_are_amounts() -> None:
    made = table(
        "Basic Earnings Per Share", "As reported | $ 0.27", "Operating revenues | $2,721",
        heads=(("Year ended June 30, 2004", 0, 0),), titles=("Highlights",),
    )  # fmt: skip
    assert [f.unit for f in facts(made)] == ["USD/share", "USD"]
