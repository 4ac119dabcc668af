"""What is typed of a number in a sentence, as an auditor would key it: value, unit, period, segment, start."""

from __future__ import annotations

import pytest

from crossfoot.model.fact import Fact
from crossfoot.model.period import Period
from proof.told import Told


def written(period: Period | None) -> str:
    """As programs get it."""
    if period is None:
        return "?"
    return f"{period.start}/{period.end}" if period.start else f"{period.end}"


def fact(prose: str, text: str) -> Fact:
    """The fact of the prose number printed so."""
    told = Told(prose)
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
