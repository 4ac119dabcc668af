"""Line items through time: recasts, derived quarters, agreement."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from crossfoot import api
from crossfoot.store import Store, StoreError, record
from crossfoot.store.folder import writing
from crossfoot.store.record import company_key
from crossfoot.store.series import Wanted, overlaps, series

_HEAD = """
                        HOLLOWAY GEAR CORPORATION
       REPORTS RESULTS FOR {what}

AKRON, Ohio, {day} -- Holloway Gear Corporation today announced its results.

                        HOLLOWAY GEAR CORPORATION
                  CONSOLIDATED STATEMENTS OF OPERATIONS
                             (in thousands)

"""
_YEAR = """                              Three months ended          Nine months ended
                                 September 30,               September 30,
                              2004           2003         2004           2003
                           ---------      ---------    ---------      ---------
Net sales                   $ 21,400       $ 20,100     $ 63,900       $ 60,300
Cost of sales                 14,900         14,200       44,600         42,500
                           ---------      ---------    ---------      ---------
Gross profit                $  6,500       $  5,900     $ 19,300       $ 17,800
                           =========      =========    =========      =========
"""
_LATER = """                              Three months ended             Year ended
                                 December 31,               December 31,
                              2004           2003         2004           2003
                           ---------      ---------    ---------      ---------
Net sales                   $ 22,000       $ 20,500     $ 85,900       $ 80,700
Cost of sales                 15,300         14,400       59,900         56,900
                           ---------      ---------    ---------      ---------
Gross profit                $  6,700       $  6,100     $ 26,000       $ 23,800
                           =========      =========    =========      =========
"""
_ANNUAL = """                                  Year ended
                                 December 31,
                              2004           2003
                           ---------      ---------
Net sales                   $ 85,900       $ 80,800
Cost of sales                 59,900         57,000
                           ---------      ---------
Gross profit                $ 26,000       $ 23,800
                           =========      =========
"""


def _store(folder: Path, *releases: tuple[str, str, str]) -> Store:
    with writing(folder) as writer:
        for k, (what, day, body) in enumerate(releases):
            text = _HEAD.format(what=what, day=day) + body
            writer.keep([record(api.check(text.encode(), name=f"{k}.txt"), len(text))])
    return Store(folder)


def test_a_quarter_nobody_printed_is_the_year_less_nine_months(tmp_path: Path) -> None:
    store = _store(
        tmp_path / "s",
        ("THE THIRD QUARTER OF 2004", "October 28, 2004", _YEAR),
        ("THE YEAR 2004", "February 10, 2005", _ANNUAL),
    )
    (found,) = series(store, Wanted("Revenues"))
    last = found.points[-1]
    assert str(last.period) == "2004-10-01/2004-12-31"
    assert last.last == Decimal("22000000")
    assert last.derived == "the year to 2004-12-31 less nine months"
    assert [saying.release for saying in last.sayings] == ["0.txt", "1.txt"]
    assert not any(point.derived for point in series(store, Wanted("Revenues"), derive=False)[0].points)


def test_printed_quarters_are_not_derived_and_recasts_are_marked(tmp_path: Path) -> None:
    store = _store(
        tmp_path / "s",
        ("THE FOURTH QUARTER OF 2004", "January 28, 2005", _LATER),
        ("THE YEAR 2004", "February 10, 2005", _ANNUAL),
    )
    (years,) = series(store, Wanted("Revenues", months=12))
    assert [(point.first, point.last, point.recast) for point in years.points] == [
        (Decimal("80700000"), Decimal("80800000"), True),
        (Decimal("85900000"), Decimal("85900000"), False),
    ]
    (quarters,) = series(store, Wanted("revenues", "holloway"))
    assert [point.derived for point in quarters.points] == [None, None]
    pairs = overlaps(store)
    differing = {(one.concept, one.period.end.year) for one in pairs if not one.agrees}
    assert differing == {("Revenues", 2003), ("CostOfRevenue", 2003)}
    assert len(pairs) == 6


def test_what_the_store_does_not_have_is_told_with_what_it_has(tmp_path: Path) -> None:
    store = _store(tmp_path / "s", ("THE YEAR 2004", "February 10, 2005", _ANNUAL))
    with pytest.raises(StoreError, match="the store has Revenues"):
        series(store, Wanted("Revenue"))
    with pytest.raises(StoreError, match="Holloway"):
        series(store, Wanted("Revenues", "Hollowway"))
    with pytest.raises(StoreError, match="segment 'Gears'"):
        series(store, Wanted("Revenues", segment="Gears"))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Holloway Gear Corporation", "holloway gear"),
        ("HOLLOWAY GEAR CORP.", "holloway gear"),
        ("Made Works, Inc.", "made works"),
        ("The Co", "the co"),
    ],
)
def test_a_company_is_known_without_its_legal_form(name: str, key: str) -> None:
    assert company_key(name) == key
