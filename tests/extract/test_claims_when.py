"""Phrases of time: what is printed, and the period it means in a release's calendar."""

from __future__ import annotations

import datetime

import pytest

from crossfoot.extract.grammar_calendar import Calendar
from crossfoot.extract.grammar_when import when_at
from crossfoot.model.period import Period


def period(text: str) -> Period:
    """From the form that programs get."""
    days = [datetime.date.fromisoformat(part) for part in text.split("/")]
    return Period(days[-1], days[0] if len(days) > 1 else None)


QUARTER = period("2004-07-01/2004-09-30")
YEAR = Calendar((QUARTER, period("2004-01-01/2004-09-30")), datetime.date(2004, 9, 30), 12)
# A year that ends in June, told by weeks: its quarters end near the month's end.
WEEKS = Calendar((period("2006-04-02/2006-07-01"),), datetime.date(2006, 7, 1), 6)


@pytest.mark.parametrize(
    ("text", "beside", "meant"),
    [
        ("third quarter of 2003", None, "2003-07-01/2003-09-30"),
        ("3Q03", None, "2003-07-01/2003-09-30"),
        ("fiscal 2003 third quarter", None, "2003-07-01/2003-09-30"),
        ("Q3\u201904", None, "2004-07-01/2004-09-30"),
        ("year-to-date", None, "2004-01-01/2004-09-30"),
        ("year-to-date 2003", None, "2003-01-01/2003-09-30"),
        ("first half of 2004", None, "2004-01-01/2004-06-30"),
        ("third quarter ended September 30, 2004", None, "2004-07-01/2004-09-30"),
        ("first nine months of 2003", None, "2003-01-01/2003-09-30"),
        ("nine months ended September 30, 2004", None, "2004-01-01/2004-09-30"),
        ("second quarter", None, "2004-04-01/2004-06-30"),
        ("fourth quarter", None, "2003-10-01/2003-12-31"),
        ("a year ago", QUARTER, "2003-07-01/2003-09-30"),
        ("same period last year", QUARTER, "2003-07-01/2003-09-30"),
        ("preceding quarter", QUARTER, "2004-04-01/2004-06-30"),
        ("2003", QUARTER, "2003-07-01/2003-09-30"),
        ("2003", None, "2003-01-01/2003-12-31"),
        ("September 30, 2004", None, "2004-09-30"),
        ("third quarter a year ago", None, "2003-07-01/2003-09-30"),
    ],
)
def test_what_is_meant(text: str, beside: Period | None, meant: str) -> None:
    found = when_at(text, 0)
    assert found is not None
    assert (found.start, found.end) == (0, len(text))
    assert YEAR.meant(found, beside) == period(meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("fourth quarter of fiscal 2006", "2006-04-02/2006-07-01"),
        ("third quarter of fiscal 2006", "2006-01-01/2006-03-31"),
        ("fiscal 2005", "2004-07-01/2005-06-30"),
    ],
)
def test_fiscal_years_are_counted_from_their_end(text: str, meant: str) -> None:
    found = when_at(text, 0)
    assert found is not None
    assert WEEKS.meant(found, None) == period(meant)


def test_unknown_is_not_guessed() -> None:
    found = when_at("third quarter of 2003", 0)
    assert found is not None
    assert Calendar((), None, None).meant(found, None) is None


@pytest.mark.parametrize("text", ["2,003 shares", "2003% more", "marketing", "Marchand"])
def test_what_is_no_time(text: str) -> None:
    found = when_at(text, 0)
    assert found is None or found.end < 4


@pytest.mark.parametrize("text", ["declined 8 percent", "decreased 5%", "marked 3"])
def test_words_that_begin_like_a_month_are_none(text: str) -> None:
    assert when_at(text, 0) is None


def test_a_span_without_a_date_is_the_last_one() -> None:
    found = when_at("for the nine months", 8)
    assert found is not None
    assert YEAR.meant(found, None) == period("2004-01-01/2004-09-30")
    assert when_at("over nine months", 5) is None
