"""A line item through time: which release said what of each period, what was recast, what follows by subtraction."""

from __future__ import annotations

import datetime
import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import msgspec

from crossfoot.model.period import Period
from crossfoot.model.series import Overlap, Point, Saying, Series, agree
from crossfoot.store.errors import StoreError
from crossfoot.store.folder import Store
from crossfoot.store.query import sql
from crossfoot.store.record import company_key

_NEAR = datetime.timedelta(days=10)  # a 52/53-week quarter's ends move by up to a week from year to year
_DAY = datetime.timedelta(days=1)
_WORDS = {3: "three months", 6: "six months", 9: "nine months", 12: "the year"}

# Only what is printed as a result in a table: prose repeats it, guidance is no result, a change is no amount.
_RESULTS = """
SELECT company, company_key, name, release, released, dated_by, line, number, concept, segment, basis, unit,
       period_start, period_end, months, value, decimals, statement, status
FROM reported
WHERE NOT prose AND guidance IS NULL AND relation IS NULL AND released IS NOT NULL AND company IS NOT NULL
      AND period_end IS NOT NULL AND concept IS NOT NULL
"""


class Wanted(msgspec.Struct, frozen=True):
    """What is asked for. `company` matches a name without its legal form, or part of it; None asks for all.

    `segment` None is the consolidated entity; `basis` None is what is reported under GAAP. `months`: 3 quarters, 12
    years, 0 instants; None takes all lengths.
    """

    concept: str
    company: str | None = None
    segment: str | None = None
    basis: str | None = None
    months: int | None = 3


def series(store: Store, wanted: Wanted, *, derive: bool = True) -> tuple[Series, ...]:
    """The series asked for, one a company and unit, by company.

    With `derive`, quarters that no release printed are worked out as a longer period less a shorter one that begins on
    the same day (the year less nine months), from what was last reported, and say so. Raises StoreError where the store
    holds no such concept, company or segment.
    """
    rows = _rows(store, wanted)
    grouped: dict[tuple[str, str | None], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["company_key"], row["unit"]].append(row)
    out = []
    for (_, unit), mine in sorted(grouped.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        points = _points(mine)
        if derive and wanted.months == 3 and unit is not None and "/" not in unit and unit != "percent":
            points = sorted((*points, *_derived(points)), key=lambda p: p.period)
        if wanted.months is not None:
            points = [point for point in points if point.period.months == wanted.months]
        if points:
            company = mine[-1]["company"]
            concept = mine[0]["concept"]
            out.append(Series(company, concept, wanted.segment, wanted.basis, unit, tuple(points)))
    return tuple(out)


def overlaps(store: Store, company: str | None = None) -> tuple[Overlap, ...]:
    """Each fact that two consecutive releases of a company both print, with whether the prints agree.

    Facts are the same where concept, segment, basis, unit and period are (periods within ten days at either end).
    """
    where, parameters = _company(company)
    rows = sql(store, f"{_RESULTS}{where} ORDER BY released, name, line", parameters).to_pylist()
    by_item: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    sequence: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_item[row["company_key"], row["concept"], row["segment"], row["basis"], row["unit"]].append(row)
        if row["release"] not in sequence[row["company_key"]]:
            sequence[row["company_key"]].append(row["release"])
    name = {row["release"]: row["name"] for row in rows}
    order = {key: {name[release]: at for at, release in enumerate(rs)} for key, rs in sequence.items()}
    out = []
    for (key, concept, segment, _, _), mine in by_item.items():
        for point in _points(mine):
            for earlier, later in pairwise(point.sayings):
                if order[key][later.release] - order[key][earlier.release] == 1:
                    told = agree(earlier, later)
                    out.append(Overlap(mine[0]["company"], concept, segment, point.period, earlier, later, told))
    return tuple(out)


def _company(company: str | None) -> tuple[str, list[object]]:
    if company is None:
        return "", []
    key = company_key(company)
    return " AND contains(company_key, ?)", [key]


def _rows(store: Store, wanted: Wanted) -> list[dict[str, Any]]:
    where, parameters = _company(wanted.company)
    rows: list[dict[str, Any]] = sql(
        store,
        f"{_RESULTS}{where} AND lower(concept) IN (lower(?), lower('house:' || ?))"
        " AND segment IS NOT DISTINCT FROM ? AND basis IS NOT DISTINCT FROM ? ORDER BY released, name, line",
        [*parameters, wanted.concept, wanted.concept, wanted.segment, wanted.basis],
    ).to_pylist()
    if not rows:
        raise StoreError(_nothing(store, wanted))
    return rows


def _nothing(store: Store, wanted: Wanted) -> str:
    """Why nothing was found, with what the store has instead."""
    where, parameters = _company(wanted.company)
    found = sql(store, f"SELECT DISTINCT concept, segment, company FROM ({_RESULTS}{where})", parameters).to_pylist()
    if not found:
        companies = [row["company"] for row in sql(store, "SELECT DISTINCT company FROM releases").to_pylist()]
        return f"no facts of a company like {wanted.company!r}" + _near(wanted.company or "", companies)
    concepts = sorted({row["concept"] for row in found})
    lower = wanted.concept.lower()
    if lower not in {c.lower().removeprefix("house:") for c in concepts} | {c.lower() for c in concepts}:
        return f"no facts of the concept {wanted.concept!r}" + _near(wanted.concept, concepts)
    segments = sorted({row["segment"] for row in found if row["segment"]})
    asked = f"segment {wanted.segment!r}" if wanted.segment else "the consolidated entity"
    return f"no facts of {wanted.concept!r} for {asked}" + _near(wanted.segment or "", segments)


def _near(word: str, known: Iterable[str | None]) -> str:
    names = [name for name in known if name]
    close = difflib.get_close_matches(word, names, 3, 0.4) or sorted(names)[:6]
    return f"; the store has {', '.join(close)}" if close else "; the store is empty"


def _points(rows: list[dict[str, Any]]) -> list[Point]:
    """The periods of one line item, ascending, each with one saying a release."""
    by_period: dict[Period, dict[str, list[dict[str, Any]]]] = {}
    for row in rows:
        period = _period(row, by_period)
        by_period.setdefault(period, {}).setdefault(row["release"], []).append(row)
    points = []
    for period in sorted(by_period):
        chosen = [_chosen(mine) for mine in by_period[period].values()]
        said = sorted((_saying(row) for row in chosen), key=lambda s: (s.released, s.release))
        points.append(Point(period, tuple(said)))
    return points


def _period(row: dict[str, Any], known: Iterable[Period]) -> Period:
    """The row's period, or the one already met that it is: of the same length, ends within ten days."""
    mine = Period(row["period_end"], row["period_start"])
    for period in known:
        same_kind = (period.start is None) == (mine.start is None) and period.months == mine.months
        if same_kind and abs(period.end - mine.end) <= (_NEAR if mine.start else datetime.timedelta(0)):
            return period
    return mine


def _chosen(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Of one release's prints of a figure, the one to take: proved, in a statement, what most of them say."""
    most = Counter(row["value"] for row in rows).most_common()
    return min(
        rows,
        key=lambda row: (
            row["status"] != "proved",
            row["statement"] not in ("operations", "balance-sheet", "cash-flow"),
            -next(count for value, count in most if value == row["value"]),
            row["line"],
        ),
    )


def _saying(row: dict[str, Any]) -> Saying:
    return Saying(
        release=row["name"],
        released=row["released"],
        dated_by=row["dated_by"],
        line=row["line"],
        number=row["number"],
        value=row["value"],
        decimals=row["decimals"],
    )


def _derived(points: list[Point]) -> list[Point]:
    """The quarters that follow by subtraction and that no release printed."""
    quarters = [point for point in points if point.period.months == 3]
    out: list[Point] = []
    for whole in points:
        if whole.period.start is None or whole.period.months not in (6, 9, 12):
            continue
        wide = _WORDS[whole.period.months]
        last = any(abs(whole.period.end - q.period.end) <= _NEAR for q in (*quarters, *out))
        part = None if last else _same_start(points, whole)
        if part:
            start = part.period.end + _DAY
            words = f"{wide} to {whole.period.end} less {_WORDS[part.period.months]}"
            out.append(_less(whole, [part], Period(whole.period.end, start), words))
        elif missing := _gap(quarters, whole):
            period, others = missing
            words = f"{wide} to {whole.period.end} less its other quarter{'s' * (len(others) > 1)}"
            if all(abs(period.end - done.period.end) > _NEAR for done in out):
                out.append(_less(whole, others, period, words))
    return out


def _less(whole: Point, parts: list[Point], period: Period, words: str) -> Point:
    """The point that is left of `whole` without `parts`, from what was last reported of each."""
    value = whole.sayings[-1].value - sum((part.sayings[-1].value for part in parts), Decimal(0))
    return Point(period, (*(part.sayings[-1] for part in parts), whole.sayings[-1]), words, value)


def _gap(quarters: list[Point], whole: Point) -> tuple[Period, list[Point]] | None:
    """The one quarter of `whole` that is not among `quarters`, with the others; None unless just one is missing."""
    assert whole.period.start is not None
    inside = [
        q for q in quarters if q.period.start and q.period.start >= whole.period.start - _NEAR
        and q.period.end <= whole.period.end + _NEAR
    ]  # fmt: skip
    if len(inside) != whole.period.months // 3 - 1:
        return None
    starts = [whole.period.start, *(q.period.end + _DAY for q in inside)]
    ends = [*(q.period.start - _DAY for q in inside if q.period.start), whole.period.end]
    gaps = [period for start, end in zip(starts, ends, strict=True) if (period := Period(end, start)).months == 3]
    return (gaps[0], inside) if len(gaps) == 1 else None


def _same_start(points: list[Point], whole: Point) -> Point | None:
    """The period that is three months shorter than `whole` and begins with it."""
    assert whole.period.start is not None
    for point in points:
        start = point.period.start
        if start and abs(start - whole.period.start) <= _NEAR and point.period.months == whole.period.months - 3:
            return point
    return None
