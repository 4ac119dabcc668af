"""Columns of changes: which columns they compare, and whether they print differences, percents or basis points."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Literal

import msgspec

from crossfoot.extract import periods
from crossfoot.extract.columns import Column
from crossfoot.extract.periods import Mention
from crossfoot.model.document import Cell, Figure, Row

Printed = Literal["difference", "percent", "basis-points"]

_ROWS_ASKED = 40  # rows whose arithmetic is asked what a column prints
_HUNDRED = Decimal(100)


def compared(columns: tuple[Column, ...], index: int) -> tuple[int, int | None]:
    """The columns that a change column compares: the current one and the one it starts from."""
    current, earlier = _compared(columns, index)
    if earlier is not None and columns[index].against is None:
        if _is_time(columns[current].mention, columns[earlier].mention):
            return _of_two_times(columns, current)
        one, other = columns[current].mention, columns[earlier].mention
        if _year_apart(one, other) and (one.dates[0].year or 0) < (other.dates[0].year or 0):
            return earlier, current  # the earlier year stands first
    return current, earlier


def _of_two_times(columns: tuple[Column, ...], beside: int) -> tuple[int, int | None]:
    """The later and the earlier of the two times that columns are of, whatever stands beside; else none to start from.

    Parts or adjustments of one time ("As reported", "Adjusted") stand beside the change.
    """
    alike = [k for k, c in enumerate(columns) if _is_amount(c) and _as_long(c, columns[beside])]
    last = {c.mention.dates: k for k, c in enumerate(columns) if k in alike}
    dated = sorted(((_ordinal(columns[k].mention), k) for k in last.values()), reverse=True)
    if len(dated) != _TWO or dated[0][0] == dated[1][0]:
        return beside, None
    return dated[0][1], dated[1][1]


def _is_amount(column: Column) -> bool:
    return not column.change and not column.percent and bool(column.mention.dates)


def _ordinal(said: Mention) -> tuple[int, int, int]:
    """What orders times of one length: their last day's year, month and day, their quarter."""
    day = said.dates[-1]
    return day.year or 0, day.month or said.quarter or 0, day.day or 0


def _compared(columns: tuple[Column, ...], index: int) -> tuple[int, int | None]:
    plain = [k for k, c in enumerate(columns) if _is_amount(c)]
    against = columns[index].against
    if against is not None:
        return _named(columns, index, against, plain)
    group = columns[index].group
    inside = [k for k in plain if group[0] <= k <= group[1]] if group[0] < group[1] else []
    if len(inside) >= 2:
        return inside[0], inside[1]
    left, right = [k for k in plain if k < index], [k for k in plain if k > index]
    if left[-2:] == [index - 2, index - 1] and _year_apart(columns[index - 2].mention, columns[index - 1].mention):
        return index - 2, index - 1
    if index - 1 in left and index + 1 in right:
        return plain[0], right[0]
    if len(left) >= 2:
        return left[-2], left[-1]
    return (left[0], None) if left else (index, None)


def _year_apart(current: Mention, earlier: Mention) -> bool:
    """True for the same time of two years: what stands beside them compares them, whatever follows."""
    if len(current.dates) != 1 or len(earlier.dates) != 1:
        return False
    (a,), (b,) = current.dates, earlier.dates
    same = (current.months, current.weeks, current.quarter, a.month) == (
        earlier.months,
        earlier.weeks,
        earlier.quarter,
        b.month,
    )
    return same and a.year is not None and b.year is not None and a.year != b.year


def _named(columns: tuple[Column, ...], index: int, against: Mention, plain: list[int]) -> tuple[int, int | None]:
    """The columns that a change column names: the later (itself where it names one), and the one it is from."""
    said = columns[index].mention
    earlier = _column_of(columns, plain, against)
    if said.dates:
        current = _column_of(columns, plain, said)
        if current is None and earlier is None:
            return _apart(columns, plain, said, against) or (index, None)
        return index if current is None else current, earlier
    alike = [] if earlier is None else [k for k in plain if k != earlier and _as_long(columns[k], columns[earlier])]
    before = [k for k in alike if earlier is not None and k < earlier]
    return next(iter(before or alike or [k for k in plain if k != earlier]), index), earlier


def _apart(
    columns: tuple[Column, ...], plain: list[int], said: Mention, against: Mention
) -> tuple[int, int | None] | None:
    """Of columns that print days, those as far apart as two quarters named by number ("4Q20 vs 3Q20"); None: no such.

    Which quarter ends on which day is the calendar's to say: the later is taken for the first column's.
    """
    if not (said.quarter and against.quarter and said.dates[0].year and against.dates[0].year) or not plain:
        return None
    quarters = _QUARTERS * (said.dates[0].year - against.dates[0].year) + said.quarter - against.quarter
    ends = {k: end for k in plain if (end := periods.as_date(columns[k].mention.dates[-1]))}
    if plain[0] not in ends or quarters <= 0:
        return None
    goal = periods.shift_months(ends[plain[0]], -_MONTHS * quarters)
    return next(((plain[0], k) for k, end in ends.items() if abs((end - goal).days) <= _DAYS_OFF), None)


_QUARTERS, _MONTHS = 4, 3  # of a year, of a quarter
_DAYS_OFF = 10  # in a calendar of weeks


def _as_long(column: Column, other: Column) -> bool:
    """True where both are quarters, or both as many months or weeks."""
    one, two = column.mention, other.mention
    same_kind = (one.quarter is None) == (two.quarter is None)
    return same_kind and (one.months, one.weeks, one.ytd) == (two.months, two.weeks, two.ytd)


def _column_of(columns: tuple[Column, ...], plain: list[int], named: Mention) -> int | None:
    """The column of that time: of a year the year's own before any quarter of it."""
    fitting = [k for k in plain if _same_time(columns[k].mention, named)]
    return next((k for k in fitting if columns[k].mention.quarter == named.quarter), next(iter(fitting), None))


def _same_time(column: Mention, named: Mention) -> bool:
    quarter = named.quarter is None or column.quarter == named.quarter
    return quarter and column.dates[-1:] == named.dates[-1:]


def settled(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> tuple[Column, ...]:
    """The columns; those of changes that their heading leaves open are percents where the arithmetic says so."""
    columns = _from_named(columns)
    out = list(columns)
    for index, column in enumerate(columns):
        if not column.change or column.percent or column.only_percents:
            continue
        current, earlier = compared(columns, index)
        if earlier is None or earlier == index or current == index:
            continue
        votes: Counter[Printed] = Counter()
        for row in rows[:_ROWS_ASKED]:
            cells = {c.column: c for c in row.cells}
            if {index, current, earlier} <= cells.keys():
                found = printed(cells[index].figure, cells[current].figure, cells[earlier].figure)
                if found:
                    votes[found] += 1
        if votes["percent"] >= 2 and votes["percent"] > 2 * votes["difference"]:
            out[index] = msgspec.structs.replace(column, percent=True)
    return tuple(out)


def _from_named(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns; changes under the heading of an earlier period ("4Q23" over "$ O/(U)") are changes from it."""
    plain = [k for k, c in enumerate(columns) if _is_amount(c)]
    if len(plain) < _TWO:
        return columns
    current, out = columns[plain[0]].mention, list(columns)
    for index, column in enumerate(columns):
        said = column.mention
        if not column.change or column.against is not None or not said.dates or _same_time(current, said):
            continue
        if _ordinal(said) < _ordinal(current) and any(_is_time(columns[k].mention, said) for k in plain[1:]):
            out[index] = msgspec.structs.replace(column, against=said, mention=Mention(rest=said.rest))
    return tuple(out)


_TWO = 2


def _is_time(column: Mention, named: Mention) -> bool:
    return column.dates == named.dates and column.quarter == named.quarter and column.months == named.months


def printed(change: Figure, current: Figure, earlier: Figure, *, percents: bool = False) -> Printed | None:
    """What a change's figure is of the two it compares; None where the arithmetic does not tell one from another.

    `percents`: the two are percents, though they may be printed without the sign.
    """
    if change.kind == "nil" or earlier.kind == "nil" or current.kind == "nil" or not change.printed:
        return None
    size = abs(change.printed)
    unit = Decimal(1).scaleb(-change.places)
    step = max(Decimal(1).scaleb(-current.places), Decimal(1).scaleb(-earlier.places))
    gap = abs(current.printed - earlier.printed)
    fits: list[Printed] = []
    if abs(gap - size) <= max(step, unit):
        fits.append("difference")
    both = percents or current.kind == earlier.kind == "percent"
    if both and abs(gap * _HUNDRED - size) <= step * _HUNDRED + unit:
        fits.append("basis-points")
    if not both and earlier.printed:
        ratio = gap / abs(earlier.printed) * _HUNDRED
        slack = unit + step * _HUNDRED / abs(earlier.printed)
        if abs(ratio - size) <= slack:
            fits.append("percent")
    if percents and len(fits) > 1:  # small ones come within rounding of both
        return "difference" if change.places >= current.places else "basis-points"
    return fits[0] if len(fits) == 1 else None


def cell_in(row: Row, column: int | None) -> Cell | None:
    """The row's cell in a column."""
    return next((c for c in row.cells if c.column == column), None)
