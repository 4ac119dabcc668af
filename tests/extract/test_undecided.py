"""A title of two years over columns that say nothing: which year is whose is not known, and is not guessed."""

from __future__ import annotations

import crossfoot

RELEASE = b"""WESTING CO. SUPPLEMENTAL DATA (IN THOUSANDS)
Three months ended March 31, %s

Revenue by region:
North                        $12,000      $11,500
South                          7,500        8,000
                             -------      -------
Total                        $19,500      $19,500
"""


def periods(years: bytes) -> set[str | None]:
    facts = crossfoot.read(RELEASE % years, name="release").reading.facts
    return {str(f.period) if f.period else None for f in facts if f.table}


def test_two_years_and_no_headers_leave_the_period_unknown() -> None:
    assert periods(b"2003 and 2002") == {None}


def test_one_year_dates_the_table() -> None:
    assert periods(b"2003") == {"2003-01-01/2003-03-31"}
