"""What headings tell of the rows under them: faults that reading beside the page brought to light, a table each."""

from __future__ import annotations

from decimal import Decimal

from crossfoot.model.document import Table
from extract.tabled import table
from extract.test_audited_tables import BY_SEGMENT, ENDS, QUARTERS, THOUSANDS, facts

ONE = (("1Q20", 0, 0),)


def paths(made: Table) -> list[tuple[str, ...]]:
    return [f.path for f in facts(made)]


def test_headings_that_are_called_segments_name_them_and_brands_beside_them_are_none() -> None:
    rows = ("Pumps Segment:", "  Net revenues | 9", "  Operating profit | 2",
            "International Segment:", "  Net revenues | 5", "  Operating loss | (1)",
            "Net revenues by brand", "  Aqua | 8", "  Terra | 6")  # fmt: skip
    found = facts(table(*rows, heads=ONE, titles=BY_SEGMENT))
    assert [f.segment for f in found] == ["Pumps"] * 2 + ["International"] * 2 + [None] * 2


def test_what_any_company_may_have_is_a_segment_in_a_list_of_others() -> None:
    own = table("Pumps Segment:", "  Net revenues | 9", "Valves Segment:", "  Net revenues | 5",
                "International Segment:", "  Net revenues | 5", heads=ONE, titles=BY_SEGMENT)  # fmt: skip
    listed = table("Pumps | 9", "Valves | 5", "International | 5", "Total | 19", heads=ONE, titles=BY_SEGMENT)
    assert [f.segment for f in facts(own, listed)][3:] == ["Pumps", "Valves", "International", None]


def test_steps_that_come_back_are_no_segments() -> None:
    rows = ("Gross profit:", "  GAAP gross profit | 9", "    Amortization of intangibles | 1",
            "  Non-GAAP gross profit | 10", "Operating expenses:", "  GAAP operating expenses | 5",
            "    Amortization of intangibles | (2)", "  Non-GAAP operating expenses | 3")  # fmt: skip
    assert {f.segment for f in facts(table(*rows, heads=ONE, titles=("Reconciliation", "(in thousands)")))} == {None}


def test_a_line_without_an_amount_heads_nothing() -> None:
    rows = ("LIABILITIES", "Accounts payable | 5 | 4 | 3", "Commitments and contingencies",
            "Equity:", "  Common stock | 2 | 2 | 2")  # fmt: skip
    assert paths(table(*rows, heads=ENDS, titles=("Balance Sheet",)))[-1] == ("LIABILITIES", "Equity:", "Common stock")


def test_capitals_hold_what_stands_under_them_though_nothing_is_indented() -> None:
    rows = ("ASSETS", "Current assets:", "Cash | 5", "Receivables | 4", "Total current assets | 9", "Goodwill | 3",
            "Other assets:", "Notes | 1", "Total assets | 13", "LIABILITIES", "Payables | 13")  # fmt: skip
    found = paths(table(*rows, heads=ENDS[:1], titles=("Balance Sheet",)))
    assert found[0][:-1] == found[2][:-1] == ("ASSETS", "Current assets:")
    assert (found[3][:-1], found[4][:-1], found[6][:-1]) == (("ASSETS",), ("ASSETS", "Other assets:"), ("LIABILITIES",))


def test_sisters_do_not_hold_each_other_though_one_is_an_abbreviation() -> None:
    rows = ("PLATAM:", "Revenue | 5", "Margin | 4", "Europe:", "Revenue | 9", "Margin | 3")
    assert paths(table(*rows, heads=ONE))[2] == ("Europe:", "Revenue")


def test_the_net_cash_of_an_activity_ends_its_section() -> None:
    rows = ("FINANCING ACTIVITIES:", "Borrowings | 5", "Net cash provided by financing activities | 5",
            "Net increase in cash | 7")  # fmt: skip
    assert paths(table(*rows, heads=ONE, titles=("Cash Flows",)))[-1] == ("Net increase in cash",)


def test_columns_without_a_date_take_that_of_the_column_that_they_stand_beside() -> None:
    heads = (("Quarter Ended", 0, 3), ("March 29, 2020", 0, 0), ("Per Share Amount", 1, 1), ("March 31, 2019", 2, 2),
             ("Per Share Amount", 3, 3))  # fmt: skip
    titles = ("Reconciliation for the first quarter of 2019 as well", "(in thousands, except per share)")
    found = facts(table("Net earnings | 700 | 0.51 | 260 | 0.21", heads=heads, titles=titles))
    assert [str(f.period)[-10:] for f in found] == ["2020-03-29"] * 2 + ["2019-03-31"] * 2


def test_percents_of_change_do_not_say_what_a_table_is_of() -> None:
    heads = (*QUARTERS, ("% Change", 2, 2))
    rows = ("Members | 54.0 | 46.1 | 17%", "Guests | 63.6 | 65.2 | (2)%")
    found = facts(table(*rows, heads=heads, titles=("Visitors", "(in millions)")))
    assert [(f.unit, f.value) for f in found[:2]] == [(None, Decimal(54_000_000)), (None, Decimal(46_100_000))]


def test_amounts_under_the_name_of_a_ratio_are_no_percents() -> None:
    rows = (
        "Efficiency ratio excluding charges",
        "Noninterest expense | 3,172",
        "Charges | (15)",
        "Efficiency ratio | 68%",
    )
    found = facts(table(*rows, heads=ONE, titles=("Results", "(dollars in thousands)")))
    assert [f.unit for f in found] == ["USD", "USD", "percent"]


def test_a_change_belongs_to_the_later_year_though_the_earlier_stands_first() -> None:
    heads = (("Three Months Ended March 31,", 0, 1), ("2019", 0, 0), ("2020", 1, 1), ("YoY Change", 2, 2))
    change = facts(table("Revenue | 558 | 503 | (10)%", heads=heads, titles=THOUSANDS))[2]
    assert change.relation is not None
    assert (str(change.period)[:4], str(change.relation.from_period)[:4]) == ("2020", "2019")


def test_a_heading_in_several_lines_is_one() -> None:
    heads = (("March 31, 2020", 0, 1), ("Average", 0, 0), ("Yield/", 1, 1), ("Balance", 0, 0), ("Cost", 1, 1))
    assert paths(table("Loans | 3,677 | 4.35%", heads=heads))[1] == ("Yield/ Cost", "Loans")


def test_capital_is_that_of_the_day_though_the_assets_are_an_average() -> None:
    rows = ("Tier 1 capital to average assets | 8.2% | 8.5%", "Return on average equity | 7.5% | 11.4%")
    heads = (("1Q20", 0, 0), ("4Q19", 1, 1))
    assert [len(str(f.period)) for f in facts(table(*rows, heads=heads))] == [10, 10, 21, 21]


def test_a_figure_with_a_symbol_of_another_currency_is_in_it() -> None:
    rows = ("Revenue | 5,000", "Earnings per share | $0.30", "Earnings per share | 0.28")
    found = facts(table(*rows, heads=ONE, titles=("Results", "(in thousands of euros)")))
    assert [f.unit for f in found] == ["EUR", "USD/share", "EUR/share"]


def test_a_year_over_the_labels_dates_what_flows() -> None:
    rows = ("Earnings excluding items | 4,202 | 17,106", "Impairments | (1,978) | (686)")
    made = table(*rows, heads=(("U.S.", 0, 0), ("Non-U.S.", 1, 1)), titles=BY_SEGMENT, stub=("2019",))
    assert {str(f.period) for f in facts(made)} == {"2019-01-01/2019-12-31"}


def test_the_total_of_a_part_is_that_parts_and_so_is_a_result_that_closes_its_section() -> None:
    listed = table("Revenues:", "  Well Services:", "    Completion | 9", "    Drilling | 3",
                   "  Total Well Services | 12", "  Valves | 5", "Total revenues | 17",
                   "Operating income:", "  Well Services:", "    Completion | 2", "    Drilling | 1",
                   "  Total Well Services | 3", "  Valves | 2", heads=ONE, titles=BY_SEGMENT)  # fmt: skip
    assert [f.segment for f in facts(listed)][2:5] == ["Well Services", "Valves", None]
    by_section = table("Valves:", "  Operating income | 5", "  Depreciation | 1", "Segment EBITDA | 6",
                       "Drilling:", "  Operating income | 4", "  Depreciation | 1", "Segment EBITDA | 5",
                       heads=ONE, titles=("Segment EBITDA", "(in thousands)"))  # fmt: skip
    assert [f.segment for f in facts(listed, by_section)][-6:] == ["Valves"] * 3 + ["Drilling"] * 3


def test_a_table_under_nothing_but_the_pages_head_goes_on_from_the_page_before() -> None:
    head = ("Made Works Corp.", "PRESS RELEASE - 04/29/2020")
    rows = ("Net income | 5 | 4", "Total assets | 90 | 80")
    first = table(*rows, heads=(("1Q20", 0, 0), ("4Q19", 1, 1)), titles=(*head, "Highlights"))
    overleaf = table("Tier 1 leverage ratio | 9.02% | 9.01%", "Net sales | 7 | 6", titles=head)
    others = [table("Cash | 1 | 2", heads=ENDS[:2], titles=(*head, "Other")) for _ in range(2)]
    found = facts(first, overleaf, *others)[4:8]
    assert [str(f.period) for f in found] == [
        "2020-03-31",
        "2019-12-31",
        "2020-01-01/2020-03-31",
        "2019-10-01/2019-12-31",
    ]


def test_what_comes_off_a_balance_is_one() -> None:
    heads = (("As of and for the three months ended", 0, 1), ("March 31, 2020", 0, 0), ("March 31, 2019", 1, 1))
    rows = ("Total stockholders' equity | 477 | 453", "Less: naming rights | 2 | 3", "Net income | 5 | 4")
    assert [len(str(f.period)) for f in facts(table(*rows, heads=heads))][::2] == [10, 10, 21]


def test_the_scale_of_an_opening_count_is_that_of_the_closing_one() -> None:
    rows = ("Beginning units in service (000's) | 938", "Placements | 24", "Disconnects | (36)",
            "Ending units in service | 926")  # fmt: skip
    found = facts(table(*rows, heads=ONE, titles=("Units", "(in thousands)")))
    assert [f.value for f in found] == [Decimal(938_000), Decimal(24_000), Decimal(-36_000), Decimal(926_000)]
