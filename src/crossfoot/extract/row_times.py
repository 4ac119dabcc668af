"""What rows say of time: a heading or label that is a period, a balance at a day, what flowed in a time of its own."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache

import msgspec

from crossfoot.extract import periods
from crossfoot.extract.periods import Day, Mention

_BALANCE = re.compile(r"^balances?\b", re.IGNORECASE)
_A_YEAR = re.compile(r"(?:19|20)\d\d")
# A time of its own at a label's end: "Dividends for the quarter ended March 31, 2020", "(for the three months ended)".
_OVER_TIME = re.compile(
    r"\bfor the ((?:[\w-]+ ){1,3}ended(?: \w+\.? \d{1,2}, \d{4})?)\)?(?:\s*\(annualized\))?\W*$", re.IGNORECASE
)


@lru_cache(maxsize=32768)
def row_period(text: str) -> Mention | None:
    """What a row's label or a heading above it says of time: a period alone, or a balance "at" a day."""
    found = bare_period_heading(text)
    if found is not None:
        return found
    over = _OVER_TIME.search(text)
    if over:
        return periods.mention(over[1])
    if not _A_YEAR.search(text):
        return None
    said = periods.mention(text)
    if len(said.dates) == 1 and periods.as_date(said.dates[0]) and (said.point or _BALANCE.match(text)):
        return msgspec.structs.replace(said, point=True, months=None, weeks=None, dates=(_evening(said.dates[0]),))
    return None


def has_own_time(label: str) -> bool:
    """True for a label that ends with the length of time in which the row's amounts flowed."""
    return bool(_OVER_TIME.search(label))


def _evening(day: Day) -> Day:
    """The day at whose end a balance stands: one dated on a month's first day is the balance of the evening before."""
    full = periods.as_date(day)
    if full is None or full.day != 1:
        return day
    before = full - timedelta(days=1)
    return Day(before.month, before.day, before.year)


_OF_TIME = re.compile(r"\d|quarter|year|month|week", re.IGNORECASE)


def bare_period_heading(text: str) -> Mention | None:
    """What a heading inside a table says of time, if it says nothing else ("1997", "Quarter ended June 30, 2003:")."""
    if not _OF_TIME.search(text):
        return None
    said = periods.mention(text)
    return said if not said.empty and not said.rest else None
