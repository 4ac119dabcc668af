"""What a figure is of in time, and whose it is: faults that one more reading beside the page brought to light."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from crossfoot.model.document import Table
from extract.tabled import table
from extract.test_audited_tables import BY_SEGMENT, ENDS, QUARTERS, THOUSANDS, facts

ONE = (("1Q20", 0, 0),)


def ends(made: Table) -> list[str]:
    return [str(f.period) for f in facts(made)]


def test_a_title_that_compares_two_quarters_does_not_date_columns_that_are_dated() -> None:
    heads = (("Quarter Ended March 31,", 0, 1), ("Quarter Ended March 31, 2020", 2, 4), ("2019", 0, 0), ("2020", 1, 1),
             ("Less FX", 2, 2), ("Constant Currency", 3, 3), ("% Change from Prior Period", 4, 4))  # fmt: skip
    title = "Comparison from the Quarter Ended March 31, 2019 to the Quarter Ended March 31, 2020"
    found = facts(table("Sales | 50 | 60 | 2 | 58 | 20%", heads=heads, titles=(title, "(in thousands)")))
    assert [str(f.period)[:4] for f in found] == ["2019", "2020", "2020", "2020", "2020"]
    assert {str(f.period)[5:] for f in found} == {"01-01/2020-03-31", "01-01/2019-03-31"}
    assert found[4].relation is not None
    assert str(found[4].relation.from_period) == str(found[0].period)


def test_a_change_beside_adjustments_of_one_period_is_from_the_other_period() -> None:
    heads = (("Quarter Ended March 31, 2020", 0, 1), ("Quarter Ended March 31, 2019", 2, 3), ("As Reported", 0, 0),
             ("Adjusted", 1, 1), ("As Reported", 2, 2), ("Adjusted", 3, 3), ("% Change", 4, 4))  # fmt: skip
    found = facts(table("Operating profit | 8 | 9 | 6 | 6 | 50%", heads=heads, titles=THOUSANDS))[4]
    assert str(found.period) == "2020-01-01/2020-03-31"
    assert found.relation is not None
    assert str(found.relation.from_period) == "2019-01-01/2019-03-31"


def test_a_change_beside_columns_of_a_single_period_is_from_none_that_is_known() -> None:
    heads = (("12 Weeks Ended 3/21/2020", 0, 2), ("Reported", 0, 0), ("Core", 1, 1), ("% Change", 2, 2))
    found = facts(table("Operating profit | 8 | 9 | 50%", heads=heads, titles=THOUSANDS))[2]
    assert found.relation is not None
    assert found.relation.from_period is None


def test_labels_that_begin_with_years_have_them() -> None:
    heads = (("Three Months Ended March 31,", 0, 1), ("Revenue", 0, 0), ("Net income", 1, 1))
    rows = ("2019 As reported | 50 | 9", "2020 As reported | 60 | 8", "Currency impact | 1 | 1")
    assert [end[-10:] for end in ends(table(*rows, heads=heads, titles=THOUSANDS))[::2]] == [
        "2019-03-31", "2020-03-31", "2020-03-31",
    ]  # fmt: skip
    notes = table("2024 Notes | 50 | 51", "2026 Notes | 60 | 60", heads=ENDS[:2], titles=THOUSANDS)
    assert {end[:4] for end in ends(notes)} == {"2020", "2019"}


def test_percents_over_another_length_are_not_of_the_length_beside_them() -> None:
    heads = (("12 Weeks Ended March 22, 2020", 0, 0), ("36 Weeks Ended March 22, 2020", 1, 1))
    income = table("Sales | 60 | 170", heads=heads, titles=THOUSANDS)
    growth = table("Canada | 6.2% | 4.1%", heads=(("12 Weeks", 0, 0), ("36 Weeks", 1, 1)), titles=("Comparable sales",))
    assert [(f.period.days if f.period else 0) for f in facts(income, growth)[2:]] == [84, 252]


def test_what_changes_equity_between_two_balances_flowed() -> None:
    rows = ("Balance, December 31, 2018 | 9", "Sale of 600 shares of common stock | 4", "Issuance of new shares | 2",
            "Balance, December 31, 2019 | 15")  # fmt: skip
    made = table(
        *rows, heads=(("Common stock", 0, 0),), titles=("Statements of Stockholders' Equity", "(in thousands)")
    )
    assert ends(made) == ["2018-12-31", *["2019-01-01/2019-12-31"] * 2, "2019-12-31"]


def test_equity_per_share_and_rates_are_not_scaled_with_the_amounts() -> None:
    rows = ("Total assets | 4,990,000 | 5,020,000 | 5,010,000",
            "Tangible equity per common share outstanding | 16.44 | 18.40 | 18.10")  # fmt: skip
    found = facts(table(*rows, heads=ENDS, titles=("Balance Sheet Data", "(in thousands, except share data)")))
    assert (found[3].unit, found[3].value) == ("USD/share", Decimal("16.44"))
    rows = ("Interest income | 69,000 | 73,000", "Secured borrowing rates | 1.72 | 1.97",
            "Average portfolio outstanding | 11,124,000 | 11,032,000")  # fmt: skip
    found = facts(table(*rows, heads=QUARTERS, titles=("Statements of Operations", "(in thousands)")))
    assert (found[2].unit, found[2].value) == ("percent", Decimal("1.72"))
    assert (found[4].unit, found[4].value) == ("USD", 11_124_000_000)


def test_the_words_over_the_labels_say_that_a_table_is_per_share() -> None:
    made = table("First Quarter | 2.79 | 1.28", heads=(("2020", 0, 0), ("2019", 1, 1)),
                 titles=("Earnings by quarter", "(in millions)"), stub=("Dollars per common share",))  # fmt: skip
    assert [(f.unit, f.value) for f in facts(made)] == [("USD/share", Decimal("2.79")), ("USD/share", Decimal("1.28"))]


def test_a_list_of_segments_names_them_for_the_tables_that_follow() -> None:
    listed = table("Business Line", "  Retail Banking | 9", "  Cards | 5", "Consolidated company | 14",
                   heads=ONE, titles=("Line of Business Performance", "(in thousands)"))  # fmt: skip
    own = table("Net interest income | 4", "Fees | 2", heads=ONE, titles=("CARDS (a)", "(in thousands)"))
    assert [f.segment for f in facts(listed, own)] == ["Retail Banking", "Cards", None, "Cards", "Cards"]
    regions = table("Nordics | 9", "Iberia | 5", "Total | 14", heads=ONE, titles=("Sales by Geography",))
    assert {f.segment for f in facts(regions)} == {None}


def test_names_that_stand_alike_under_each_line_item_are_segments_whatever_their_words() -> None:
    rows = ("Revenue:", "  Retail sales | 9", "  Fixed income | 5", " | 14",
            "Pretax income (loss):", "  Retail sales | 2", "  Fixed income | (1)", " | 1")  # fmt: skip
    found = facts(table(*rows, heads=ONE, titles=BY_SEGMENT))
    assert [f.segment for f in found] == ["Retail sales", "Fixed income", None] * 2


def test_a_dateline_does_not_date_the_columns() -> None:
    title = "SPRINGFIELD, Jan. 15, 2020 \u2013 Example Bancorp (NYSE: EXB) today reported:"
    heads = (("For the quarter", 0, 1), ("4Q19", 0, 0), ("4Q18", 1, 1))
    made = table("Net income | 9 | 8", heads=heads, titles=(title, "In millions"))
    assert ends(made) == ["2019-10-01/2019-12-31", "2018-10-01/2018-12-31"]


def test_quarters_by_number_are_compared_in_columns_that_print_days() -> None:
    heads = (("At or for the quarter ended", 0, 2), ("12/31/2019", 0, 0), ("9/30/2019", 1, 1), ("12/31/2018", 2, 2),
             ("4Q19 vs 3Q19", 3, 3), ("4Q19 vs 4Q18", 4, 4))  # fmt: skip
    rows = (
        "Net charge-offs | 50 | 40 | 25 | 25% | 100%",
        "Allowance for loan and lease losses | 9 | 8 | 6 | 13% | 50%",
    )
    found = facts(table(*rows, heads=heads, titles=("Credit quality", "(in millions)")))
    starts = [str(f.relation.from_period) for f in found if f.relation]
    assert starts == ["2019-07-01/2019-09-30", "2018-10-01/2018-12-31", "2019-09-30", "2018-12-31"]
    assert str(found[5].period) == str(found[8].period) == "2019-12-31"


def test_what_stands_at_the_quarters_end_is_not_of_the_quarter() -> None:
    rows = ("Average", "  Commercial | 17.0", "Quarter end", "  Commercial | 16.2")
    made = table(*rows, heads=(("4Q19", 0, 0),), titles=("Loans", "In billions"))
    assert ends(made) == ["2019-10-01/2019-12-31", "2019-12-31"]
    rows = ("Return on equity | 9.1%", "Equity-to-assets ratio | 10.2%", "Tangible book value per share | $11.09")
    made = table(*rows, heads=(("Quarter Ended December 31, 2019", 0, 0),), titles=("Ratios",))
    assert [end[-21:] for end in ends(made)] == ["2019-10-01/2019-12-31", "2019-12-31", "2019-12-31"]


def test_averages_by_the_title_are_of_the_period() -> None:
    heads = (("4Q 2019", 0, 0), ("4Q 2018", 1, 1))
    made = table("Time deposits | 9 | 8", "Total deposits | 20 | 19", heads=heads, titles=("AVERAGE DEPOSITS",))
    assert {end[5:] for end in ends(made)} == {"10-01/2019-12-31", "10-01/2018-12-31"}


def test_a_row_that_names_its_own_time_flowed_in_it() -> None:
    rows = ("Shareholders' equity | 720", "Dividends for the three months ended March 31, 2020 | 9")
    made = table(*rows, heads=ENDS[:1], titles=("Tangible equity", "(in thousands)"))
    assert ends(made) == ["2020-03-31", "2020-01-01/2020-03-31"]


def test_a_table_that_goes_on_under_the_same_heads_has_the_scale_found_for_the_first() -> None:
    heads = (("4Q19", 0, 0), ("4Q18", 1, 1))
    rows = ("Net interest income | 3,150 | 3,201", "Noninterest income | 2,534 | 2,550", "Net income | 1,673 | 1,519")
    first = table(*rows, heads=heads, titles=("Highlights",))
    second = table("Average total loans | $302,755 | $302,308", heads=heads, titles=("Highlights",))
    third = table(*rows, heads=heads, titles=("Statement of Income", "(in millions)"))
    found = facts(first, msgspec.structs.replace(second, continued=0), third)
    assert [f.value for f in found[6:8]] == [302_755_000_000, 302_308_000_000]


def test_amounts_beside_shares_are_money_and_years_are_not() -> None:
    heads = (("Number of Shares", 0, 0), ("Aggregate Amount", 1, 1), ("Average life (years)", 2, 2))
    found = facts(table("Options granted | 10,500 | 64,700 | 6.71", heads=heads, titles=("Stock options",)))
    assert [(f.unit, f.value) for f in found] == [("shares", 10_500), ("USD", 64_700), (None, Decimal("6.71"))]


def test_segments_of_a_loan_book_are_no_segments_of_the_company() -> None:
    heads = (("Pass", 0, 0), ("Criticized", 1, 1), ("Outstanding", 2, 2))
    made = table(
        "Restaurants | 9 | 1 | 10", "Hotels | 8 | 2 | 10", heads=heads, titles=("Loan Segments as of March 31, 2020",)
    )
    assert {f.segment for f in facts(made)} == {None}


def test_basic_and_diluted_are_of_the_basis_of_their_heading() -> None:
    made = table("Adjusted earnings per share:", "  Basic | 0.51", "  Diluted | 0.50", heads=ONE)
    assert [f.basis for f in facts(made)] == ["adjusted", "adjusted"]


def test_a_row_may_say_only_how_long() -> None:
    title = "Example Bancorp Reports Full Year 2019 Net Income - Page 16"
    rows = ("Loans to deposits | 66%",
            "Net charge-offs to average loans (for the three months ended) (annualized) | 0.37%",
            "Period end common shares outstanding (millions) | 424")  # fmt: skip
    found = facts(table(*rows, heads=(("December 31, 2019", 0, 0),), titles=(title, "Balance Sheet Data")))
    assert [str(f.period) for f in found] == ["2019-12-31", "2019-10-01/2019-12-31", "2019-12-31"]
    assert found[2].unit == "shares"


def test_portions_of_one_balance_do_not_make_segments_of_its_kinds() -> None:
    rows = ("Deferred revenue-current:", "  Phones | 9", "  Care plans | 5", "  Total deferred revenue-current | 14",
            "Deferred revenue-non-current:", "  Phones | 2", "  Care plans | 1",
            "  Total deferred revenue-non-current | 3")  # fmt: skip
    made = table(*rows, heads=ENDS[:1], titles=("Schedule of Deferred Revenue", "(in millions)"))
    assert {f.segment for f in facts(made)} == {None}


WEEKS = "$ for the fiscal year ended September 29, 1995; September 30, 1994; September 24, 1993; September 25, 1992"


def test_years_of_weeks_end_on_days_of_their_own() -> None:
    heads = (("Three fiscal years ended September 29, 1995", 0, 2), ("1995", 0, 0), ("1994", 1, 1), ("1993", 2, 2))
    found = facts(table("Net sales | 11 | 9 | 8", heads=heads, titles=THOUSANDS), source=WEEKS)
    assert [str(f.period) for f in found] == [
        "1994-10-01/1995-09-29", "1993-10-01/1994-09-30", "1992-09-26/1993-09-24",
    ]  # fmt: skip


def test_the_quarter_before_one_that_is_printed_ended_the_day_before_it() -> None:
    heads = (("Three Months Ended", 0, 0), ("June 30, 1995", 0, 0))
    printed = table("Net sales | 11", heads=heads, titles=THOUSANDS)
    heads = (("Third Quarter 1995", 0, 0), ("Second Quarter 1995", 1, 1))
    found = facts(printed, table("Net sales | 11 | 9", heads=heads, titles=THOUSANDS), source=WEEKS)
    assert [str(f.period)[-10:] for f in found] == ["1995-06-30", "1995-06-30", "1995-03-31"]


def test_ratios_of_capital_without_their_sign_are_percents_and_members_no_money() -> None:
    rows = ("Tier 1 capital | $41,701 | $41,014 | $39,691",
            "Tangible common equity to tangible assets | 6.8 | 6.8 | 6.6",
            "Paid memberships | 74.30 | 74.40 | 75.57")  # fmt: skip
    found = facts(table(*rows, heads=ENDS, titles=("Highlights", "($ in millions)")))
    assert [(f.unit, f.value) for f in found[3:8:4]] == [("percent", Decimal("6.8")), (None, Decimal(74_400_000))]


def test_shares_at_the_beginning_stand_at_the_period_before() -> None:
    rows = ("Beginning shares outstanding | 1,483", "Shares repurchased | (15)", "Ending shares outstanding | 1,468")
    made = table(*rows, heads=(("2Q 2020", 0, 0),), titles=("COMMON SHARES", "(Millions)"))
    assert ends(made) == ["2020-03-31", "2020-04-01/2020-06-30", "2020-06-30"]


def test_changes_of_percents_are_of_their_row() -> None:
    heads = (("1Q20", 0, 0), ("4Q19", 1, 1), ("Change", 2, 2))
    found = facts(table("Net interest margin | 2.40% | 2.53% | (0.13)%", heads=heads, titles=THOUSANDS))[2]
    assert found.relation is not None
    assert str(found.relation.from_period) == "2019-10-01/2019-12-31"
