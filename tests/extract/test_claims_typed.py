"""What is typed of a number in a sentence, as an auditor would key it: value, unit, period, segment, start."""

from __future__ import annotations

import pytest

from crossfoot.extract.grammar_drafts import segments_of
from crossfoot.extract.named_segments import segments_said
from crossfoot.model.fact import Fact
from crossfoot.model.period import Period
from proof.told import Told

OPENING = "These are the results of the third quarter ended September 30, 2004. "


def written(period: Period | None) -> str:
    """As programs get it."""
    if period is None:
        return "?"
    return f"{period.start}/{period.end}" if period.start else f"{period.end}"


def fact(prose: str, text: str) -> Fact:
    """The fact of the prose number printed so."""
    told = Told(OPENING + prose)
    number = next(n for n in told.reading.numbers if n.text == text and n.where == "narrative")
    return next(f for f in told.reading.facts if f.number == number.id)


def typed(prose: str, text: str) -> tuple[str, str | None, int | None]:
    """Value, unit and decimals of the prose number printed so."""
    found = fact(prose, text)
    return f"{found.value.normalize():f}", found.unit, found.decimals


@pytest.mark.parametrize(
    ("prose", "text", "value", "unit", "decimals"),
    [
        ("Fees came to $5.3 to $5.6 billion.", "$5.3", "5300000000", "USD", -8),
        ("Fees came to $5.3-$5.6 billion.", "$5.6 billion", "5600000000", "USD", -8),
        ("Fees of two kinds were $4.2 and $3.9 million.", "$4.2", "4200000", "USD", -5),
        ("Fees went from $900 to $1.2 million.", "$900", "900", "USD", 0),
        ("The share of fees was 2-3% of sales.", "2", "2", "percent", 0),
        ("The share of fees was 5%-7% of sales.", "7%", "7", "percent", 0),
        ("The share of fees was 35 to 36 percent of sales.", "35", "35", "percent", 0),
        ("Fees were 5 to 7 cents.", "5", "0.05", "USD", 2),
    ],
)
def test_what_is_said_once_of_a_range_is_of_both_its_ends(
    prose: str, text: str, value: str, unit: str, decimals: int
) -> None:
    assert typed(prose, text) == (value, unit, decimals)


@pytest.mark.parametrize(
    ("prose", "text", "period"),
    [
        ("Rent was $3, $4 and $5 for the years ended December 31, 2001, 2002 and 2003.", "$4", "2002-01-01/2002-12-31"),
        (
            "Rates for the three months ended September 30, 2004 and September 30, 2003 were 4.1% and 4.2%.",
            "4.2%",
            "2003-07-01/2003-09-30",
        ),
        ("Debt at September 30, 2004 and 2003 was $3 million.", "$3 million", "2004-09-30"),
        (
            "Core income was $16 million, or $2.35 per share, and $24 million, or $3.43 per share, for the third"
            " quarter of 2004 and 2003, respectively.",
            "$2.35",
            "2004-07-01/2004-09-30",
        ),
        (
            "This compares with sales of $8 million and fees of $2 million in the second quarter of 2004.",
            "$8 million",
            "2004-04-01/2004-06-30",
        ),
    ],
)
def test_the_period_of_each_of_a_list(prose: str, text: str, period: str) -> None:
    assert written(fact(prose, text).period) == period


@pytest.mark.parametrize(
    ("prose", "text", "start"),
    [
        (
            "Assets were $51 million at September 30, 2004, $3 million higher than June 30, 2004.",
            "$3 million",
            "2004-06-30",
        ),
        ("Deposits at September 30, 2004 grew 5% compared with December 31, 2003.", "5%", "2003-12-31"),
        ("Fees increased 4% from prior Q3.", "4%", "2003-07-01/2003-09-30"),
    ],
)
def test_where_a_change_starts(prose: str, text: str, start: str) -> None:
    relation = fact(prose, text).relation
    assert relation is not None
    assert written(relation.from_period) == start


@pytest.mark.parametrize(
    ("prose", "text", "period"),
    [
        ("Loans grew 14% in the quarter.", "14%", "2004-09-30"),
        ("Deposits grew $3 million compared with June 30, 2004.", "$3 million", "2004-09-30"),
        ("Book value per share was $10.66.", "$10.66", "2004-09-30"),
        ("Average loans and deposits grew 4% and 5%, respectively.", "5%", "2004-07-01/2004-09-30"),
        ("Impaired loans were $3 million.", "$3 million", "2004-09-30"),
        ("Inventory write-downs were $3 million.", "$3 million", "2004-07-01/2004-09-30"),
        (
            "Debt was $51 million at September 30, 2004, due to a $3 million net loss.",
            "$3 million",
            "2004-07-01/2004-09-30",
        ),
        ("For the prior-year quarter, fees were $4, rent was $3 and tax was $2.", "$2", "2003-07-01/2003-09-30"),
        ("A year ago, fees were $4 million, or 3% of sales and 2% of costs.", "2%", "2003-07-01/2003-09-30"),
    ],
)
def test_a_balance_is_of_its_day_and_what_runs_of_its_time(prose: str, text: str, period: str) -> None:
    assert written(fact(prose, text).period) == period


@pytest.mark.parametrize(
    ("prose", "text", "value", "unit"),
    [
        ("The company bought 465,000, 566,000 and 760,000 shares.", "465,000", "465000", "shares"),
        ("The shares outstanding were 1,231,491.", "1,231,491", "1231491", "shares"),
        ("The value of options was $2.04, $2.71 and $5.25 per share.", "$2.04", "2.04", "USD/share"),
        ("It declared a dividend of $0.24.", "$0.24", "0.24", "USD/share"),
        ("Book value per share was $25.01, $1.58 higher than a year ago.", "$1.58", "1.58", "USD/share"),
        ("It includes losses of $13.3 million and gains of $3.5 million.", "$3.5 million", "3500000", "USD"),
        ("The net loss came from the company's $3 million loan portfolio.", "$3 million", "3000000", "USD"),
        ("This is a reduction of the income generated by $17 million of funds.", "$17 million", "17000000", "USD"),
        ("Fees were 33%, plus or minus 2%.", "2%", "2", "percent"),
    ],
)
def test_value_and_unit_are_those_of_the_words(prose: str, text: str, value: str, unit: str) -> None:
    assert typed(prose, text)[:2] == (value, unit)


def test_a_bound_and_an_accusation_are_no_changes() -> None:
    bound = fact("The margin remained above 40%.", "40%")
    assert bound.relation is None
    assert bound.claim is not None
    assert bound.claim.hedge == "more-than"
    damages = fact("An action against the company asks for damages of $5,000,000.", "$5,000,000")
    assert written(damages.period) == "2004-07-01/2004-09-30"


def test_about_is_said_once_of_a_list() -> None:
    second = fact("Staff was cut by approximately 10% and 12%.", "12%")
    assert second.claim is not None
    assert second.claim.hedge == "about"


def test_year_over_year_makes_the_next_percent_a_change_as_well() -> None:
    relation = fact("Sales grew 37% from the previous quarter and 76% year over year.", "76%").relation
    assert relation is not None
    assert written(relation.from_period) == "2003-07-01/2003-09-30"


@pytest.mark.parametrize(
    ("prose", "text", "segment"),
    [
        ("Fees of the Valve Works segment were $3. The Valve Works segment grew.", "$3", "Valve Works"),
        ('The Rubber Group ("RBX") sold well. Fees of RBX were $3.', "$3", "Rubber Group"),
        (
            "Fees were $5 related to the Home Office and costs of $3 related to the Rubber Group.",
            "$3",
            "Rubber Group",
        ),
        (
            "It had a charge of $5 million, fees of $4 million and costs of $3 million at the Rubber Group.",
            "$4 million",
            "Rubber Group",
        ),
        ("The Company's segment is one. The Quarter segment, our segment.", "", None),
    ],
)
def test_the_segment_that_words_name(prose: str, text: str, segment: str | None) -> None:
    if text:
        assert fact(prose, text).segment == segment
    else:
        assert not segments_said(Told(prose).document.passages, ())


@pytest.mark.parametrize(
    ("prose", "text", "basis"),
    [
        ("Adjusted net income was $3 million, compared with net income of $2 million.", "$3 million", "adjusted"),
        ("Adjusted net income was $3 million, compared with net income of $2 million.", "$2 million", None),
        ("On a non-GAAP basis, net income was $3 million.", "$3 million", "adjusted"),
        ("Sales grew 4%, or 6% in constant currency.", "6%", "constant-currency"),
        ("Sales grew 4%, or 6% in constant currency.", "4%", None),
        ("Adjusted1 net income was $3 million, or $0.20 per share.", "$0.20", "adjusted"),
    ],
)
def test_the_basis_that_words_name(prose: str, text: str, basis: str | None) -> None:
    assert fact(prose, text).basis == basis


def test_an_ordinary_word_is_no_segment() -> None:
    names = segments_of({"Consumer", "Other"}, ordinary=frozenset({"consumer"}))
    for text, found in {
        "Consumer loans fell 3%.": [],
        "Loans to Consumer fell 3%.": ["Consumer"],
        "Consumer revenue fell 3%.": ["Consumer"],
        "We think consumer spending fell 3%.": [],
        "The consumer segment fell 3%.": ["Consumer"],
        "Other income fell 3%.": [],
    }.items():
        assert [name for _, _, name in names.found(text, 0, len(text))] == found, text


def test_a_comparison_with_the_time_itself_is_of_a_time_unknown() -> None:
    prose = "Rent in the third quarter of 2004 was $9, compared to $8 in the third quarter of 2003 and $7 {}."
    assert written(fact(prose.format("for the most recent quarter"), "$7").period) == "?"
    assert written(fact(prose.format("for the preceding quarter"), "$7").period) == "2004-04-01/2004-06-30"


@pytest.mark.parametrize(
    ("prose", "text", "period"),
    [
        (
            "It declared a dividend of $0.30 payable May 29, 2005 to holders of record on May 15, 2005.",
            "$0.30",
            "2005-05-29",
        ),
        (
            "It declared a dividend of $0.30 to holders of record on May 15, 2005, paid on May 29, 2005.",
            "$0.30",
            "2005-05-29",
        ),
        ("Loan loss reserves are 1.5% of loans.", "1.5%", "2004-09-30"),
        (
            "Fees were $9 in the third quarter of 2004, $8 in the prior quarter of 2004, and in the third quarter"
            " of 2003, we had fees of $7.",
            "$8",
            "2004-04-01/2004-06-30",
        ),
        ("It speaks of the year 2005. Fees were $9 in 2005. Rent was $3.", "$3", "2004-07-01/2004-09-30"),
    ],
)
def test_the_day_of_a_dividend_and_what_goes_on(prose: str, text: str, period: str) -> None:
    assert written(fact(prose, text).period) == period


def test_what_is_reduced_goes_down() -> None:
    assert typed("It reduced its staff by 10%.", "10%")[0] == "-10"


def test_an_amount_spelled_out_is_no_loss_in_its_brackets() -> None:
    assert typed("A dividend of sixty-three cents ($0.63) per share was paid.", "($0.63)")[0] == "0.63"


@pytest.mark.parametrize(
    ("prose", "text", "period"),
    [
        ("Supplies were $900 thousand at the end of the second quarter of 2004.", "$900 thousand", "2004-06-30"),
        (
            "Adjusted fees were $9 million, up 4% compared to the prior year, and rent was $2.71 million.",
            "$2.71 million",
            "2004-07-01/2004-09-30",
        ),
        (
            "Fees include $9 million from an impairment of a mill, and $2 million of other items.",
            "$2 million",
            "2004-07-01/2004-09-30",
        ),
        (
            "Loans are 78.6% of average assets for the quarter ended September 30, 2004.",
            "78.6%",
            "2004-07-01/2004-09-30",
        ),
        (
            "It declared a dividend of $0.30 per share, in all $2 million, which will be paid on May 29, 2005.",
            "$0.30",
            "2005-05-29",
        ),
    ],
)
def test_where_a_clause_has_a_time_of_its_own(prose: str, text: str, period: str) -> None:
    assert written(fact(prose, text).period) == period


def test_what_is_overall_is_of_no_segment() -> None:
    prose = "Work at the Rubber Group led to overall sales growth of 3%. Consolidated fees were $9."
    assert fact(prose, "3%").segment is None
    assert fact(prose, "$9").segment is None


def test_what_is_compared_has_the_basis_of_its_words() -> None:
    assert fact("Adjusted fees were $9 compared to $8 a year ago.", "$8").basis == "adjusted"
    assert fact("Fees grew 3%, or 5% on a currency-neutral basis.", "5%").basis == "constant-currency"


def test_losses_and_gains_take_a_list_of_times() -> None:
    prose = "It had losses of $13 million and gains of $3 million in the third quarter of 2004 and 2003, respectively."
    assert written(fact(prose, "$13 million").period) == "2004-07-01/2004-09-30"
    assert written(fact(prose, "$3 million").period) == "2003-07-01/2003-09-30"


def test_an_opening_sequentially_is_of_all_changes() -> None:
    relation = fact("Sequentially, fees fell 3% and rent fell 2%.", "2%").relation
    assert relation is not None
    assert written(relation.from_period) == "2004-04-01/2004-06-30"


@pytest.mark.parametrize(
    ("compared", "period"),
    [("the second quarter of 2004", "2004-04-01/2004-06-30"), ("the same period of 2003", "2003-07-01/2003-09-30")],
)
def test_what_it_rose_from_is_of_the_time_compared_with_after_it(compared: str, period: str) -> None:
    prose = f"The margin rose from 18.9% to 20.0% of sales in the third quarter of 2004 compared with {compared}."
    assert written(fact(prose, "18.9%").period) == period
    assert written(fact(prose, "20.0%").period) == "2004-07-01/2004-09-30"
