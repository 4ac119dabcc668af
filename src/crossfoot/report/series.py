"""Figures through time as rows: one a period, with what was first and last reported and by which release."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from crossfoot.model.period import Period
from crossfoot.model.series import Overlap, Saying, Series
from crossfoot.report.listing import Value

COLUMNS = (
    "company", "concept", "segment", "basis", "period_start", "period_end", "unit", "first_reported", "first_release",
    "first_released", "last_reported", "last_release", "last_released", "releases", "recast", "derived",
)  # fmt: skip
SHORT = ("period", "unit", "first reported", "last reported", "", "release", "line")


def rows(series: Iterable[Series]) -> list[list[Value]]:
    """One row a period, for programs (`COLUMNS`)."""
    out: list[list[Value]] = []
    for one in series:
        for point in one.points:
            first, last = point.sayings[0], point.sayings[-1]
            out.append(
                [
                    one.company, one.concept, one.segment, one.basis, point.period.start, point.period.end, one.unit,
                    point.first, first.release, first.released, point.last, last.release, last.released,
                    len(point.sayings), point.recast, point.derived,
                ]
            )  # fmt: skip
    return out


def short(one: Series) -> list[list[Value]]:
    """One row a period, for a person (`SHORT`): the release is the last that said so."""
    out: list[list[Value]] = []
    for point in one.points:
        last = point.sayings[-1]
        mark = "derived" if point.derived else "recast" if point.recast else ""
        out.append(
            [named(point.period), one.unit, point.first, point.last, mark, last.release.rpartition("/")[2], last.line]
        )
    return out


def title(one: Series) -> str:
    """The series in a line: company, line item, segment, basis."""
    what = one.concept.removeprefix("house:")
    return ", ".join(part for part in (one.company, what, one.segment, one.basis) if part)


def named(period: Period) -> str:
    """A period in a person's words: "3 months to 2004-09-30", "2004-09-30"."""
    if period.start is None:
        return period.end.isoformat()
    months = period.months
    return f"{months} month{'s' * (months != 1)} to {period.end.isoformat()}"


DIFFERING = ("company", "concept", "segment", "period", "earlier", "later", "earlier release", "later release")


def differing(overlaps: Iterable[Overlap]) -> list[list[Value]]:
    """The facts that consecutive releases print differently, one row each (`DIFFERING`)."""
    return [
        [
            o.company, o.concept, o.segment, named(o.period), o.earlier.value, o.later.value,
            _place(o.earlier), _place(o.later),
        ]
        for o in overlaps
        if not o.agrees
    ]  # fmt: skip


def _place(saying: Saying) -> str:
    return f"{saying.release.rpartition('/')[2]}:{saying.line}"


def compared(series: Iterable[Series], *, as_first: bool = False) -> tuple[tuple[str, ...], list[list[Value]]]:
    """Heads and rows of a comparison: a row a period (calendar quarter of its middle), a column a company and unit."""
    listed = list(series)
    cells: dict[tuple[int, int], dict[int, Decimal]] = {}
    for k, one in enumerate(listed):
        for point in one.points:
            cells.setdefault(_calendar(point.period), {})[k] = point.first if as_first else point.last
    heads = ("period", *(f"{one.company} ({one.unit or '?'})" for one in listed))
    body: list[list[Value]] = [
        [f"{year} Q{quarter}", *(mine.get(k) for k in range(len(listed)))]
        for (year, quarter), mine in sorted(cells.items())
    ]
    return heads, body


def _calendar(period: Period) -> tuple[int, int]:
    """The calendar quarter a period ends in; up to the 15th of a month it counts to the month before."""
    month = period.end.year * 12 + period.end.month - 1 - (1 if period.end.day <= 15 else 0)
    return month // 12, month % 12 // 3 + 1
