"""Words of time to mentions, and lengths to periods."""

from __future__ import annotations

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.extract.periods import Day, as_date, duration, mention, month_end, shift_months


@pytest.mark.parametrize(
    ("text", "months", "weeks", "days"),
    [
        ("QUARTER ENDED SEPTEMBER 30 2004", 3, None, [Day(9, 30, 2004)]),
        ("Three Months Ended Dec 31, 2004", 3, None, [Day(12, 31, 2004)]),
        ("nine-month period ended June 25, 1999", 9, None, [Day(6, 25, 1999)]),
        ("3 Months Ended December 2006", 3, None, [Day(12, None, 2006)]),
        ("Thirteen weeks ended 10/30/2004", None, 13, [Day(10, 30, 2004)]),
        ("Years ended December 31, 1998 and 1999", 12, None, [Day(12, 31, 1998), Day(None, None, 1999)]),
        ("DECEMBER 31, 2005", None, None, [Day(12, 31, 2005)]),
        ("fiscal year 1996", 12, None, [Day(None, None, 1996)]),
        ("FY96", 12, None, [Day(None, None, 1996)]),
        ("3Q04", 3, None, [Day(None, None, 2004)]),
        ("Quarters ended June 30", 3, None, [Day(6, 30, None)]),
        ("Second half of 1999", 6, None, [Day(None, None, 1999)]),
        ("Sept. 30", None, None, [Day(9, 30, None)]),
        ("Pump Group", None, None, []),
        ("1,996 units in 2,004 boxes", None, None, []),
    ],
)
def test_what_a_text_says_of_time(text: str, months: int | None, weeks: int | None, days: list[Day]) -> None:
    said = mention(text)
    assert (said.months, said.weeks, list(said.dates)) == (months, weeks, days)


def test_a_date_in_pieces_is_one_date() -> None:
    assert mention("December 31, (unaudited) 2005").dates == (Day(12, 31, 2005),)


def test_a_point_in_time_is_told_from_a_length() -> None:
    assert mention("As of Dec 31, 2004").point
    assert not mention("Year ended Dec 31, 2004").point


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Three Months Ended June 30, 2003 (unaudited)", ""),
        ("Food and Beverage", "Food and Beverage"),
        ("One Year Change", "Change"),
        ("TOTAL SIX MONTHS JULY 31, 1999", "TOTAL"),
    ],
)
def test_the_words_that_are_not_about_time_are_left(text: str, rest: str) -> None:
    assert mention(text).rest == rest


def test_two_lengths_settle_none() -> None:
    assert mention("Three and nine months ended").lengths == 1  # "three and" has no measure of its own
    assert mention("three months and nine months ended").lengths == 2


@pytest.mark.parametrize(
    ("end", "months", "weeks", "start"),
    [
        (date(2004, 9, 30), 3, None, date(2004, 7, 1)),
        (date(2004, 2, 29), 3, None, date(2003, 12, 1)),
        (date(2005, 2, 28), 12, None, date(2004, 3, 1)),
        (date(2004, 10, 30), None, 13, date(2004, 8, 1)),
        (date(1995, 12, 29), 3, None, date(1995, 9, 30)),  # a calendar of weeks, though months are said
        (date(2006, 7, 1), 12, None, date(2005, 7, 3)),
        (date(2004, 5, 15), 6, None, date(2003, 11, 16)),
    ],
)
def test_the_start_of_a_period(end: date, months: int | None, weeks: int | None, start: date) -> None:
    assert duration(end, months, weeks).start == start


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.sampled_from([1, 3, 6, 9, 12]))
def test_whole_months_to_a_months_end_are_counted_as_such(day: date, months: int) -> None:
    period = duration(month_end(day.year, day.month), months, None)
    assert period.months == months
    assert period.start is not None
    assert period.start.day == 1


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(-40, 40))
def test_months_there_and_back(day: date, months: int) -> None:
    there = shift_months(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert abs((shift_months(there, -months) - day).days) <= 3


@given(st.dates(date(1955, 1, 1), date(2059, 12, 31)))
def test_a_printed_date_is_read_back(day: datetime.date) -> None:
    (found,) = mention(f"Quarter ended {day:%B} {day.day}, {day.year}").dates
    assert as_date(found) == day
