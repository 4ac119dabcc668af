"""The calendar of a release: which period a phrase of time means, from the periods that the tables have."""

from __future__ import annotations

import calendar as months_of_years
import datetime
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

import msgspec

from crossfoot.extract.grammar_when import MONTH_NAMES, When, month_of, phrases_of
from crossfoot.model.fact import Fact
from crossfoot.model.period import Period

FAR_YEARS = 12
LEAST_CURRENT = 0.3  # of the commonest end's facts; a later end with fewer is that of something else
SLACK_DAYS = 10  # a 52/53-week calendar's quarter ends near the month's end
MONTHS = 12


@cache
def _ended() -> re.Pattern[str]:
    """ "ended September 30, 2004", anywhere."""
    month = rf"(?P<month>{MONTH_NAMES})\.?"
    return re.compile(
        rf"\bend(?:ed|ing)\s+(?:on\s+)?{month}\s*(?P<day>\d{{1,2}})\s*,\s*(?P<year>\d{{4}})", re.IGNORECASE
    )


class Calendar(msgspec.Struct, frozen=True):
    """What the tables say of time: their periods (commonest first), the end of the current one, and the month a
    fiscal year ends in."""

    known: tuple[Period, ...]
    current_end: datetime.date | None
    year_end_month: int | None
    is_tabled: bool = False  # the tables' own spans of six or nine months say when years end

    def current(self, opening: str) -> Period | None:
        """The period that a release reports on: the quarter that its opening names, else the first that ends now."""
        first = None
        for phrase in phrases_of(opening):
            if phrase.kind not in ("quarter", "months", "year", "this-year"):
                continue
            if phrase.kind == "months" and not phrase.number:
                continue  # "… periods ended", of a length that stands before
            period = self.meant(phrase, None)
            if period is None or period.start is None or period.end != self.current_end:
                continue
            if period.months == 3:
                return period
            first = first or period
        return first

    def meant(self, when: When, beside: Period | None) -> Period | None:
        """The period that `when` means; `beside` is the one it is compared with or stands under, where there is one."""
        if when.year is not None and self.current_end and abs(when.year - self.current_end.year) > FAR_YEARS:
            return None  # the year of an act, a founding
        if when.instant:  # "at the end of the quarter"
            period = self.meant(msgspec.structs.replace(when, instant=False), beside)
            return Period(period.end) if period is not None else None
        if when.kind == "prior-year":
            return self.back(beside, 12)
        if when.kind == "prior-quarter":
            return self.back(beside, 3)
        if when.kind == "this-quarter":
            return self._last(3)
        if when.kind == "this-year":
            return self._last(12) if self._months_in() == MONTHS else None  # else "later in the year" and the like
        if when.kind == "to-date":
            months = self._months_in()
            if months and when.year is not None:
                return self._ending(when.year, months, months)
            return self._last(months) if months else None
        if when.kind == "date":
            end = self._date(when)
            return Period(end) if end else None
        period = self._printed(when, beside)
        return self.back(period, 12) if when.relative and not when.year else period

    def is_ahead(self, period: Period | None) -> bool:
        """True of a span of time that begins after the one reported on."""
        if period is None or period.start is None or self.current_end is None:
            return False
        return (period.start - self.current_end).days > SLACK_DAYS

    def is_done(self, period: Period) -> bool:
        """True of a time that has ended with the one reported on, or before it."""
        return self.current_end is None or (period.end - self.current_end).days <= SLACK_DAYS

    def quarter_at(self, when: When) -> int | None:
        """The quarter that ends on the date that a phrase gives ("second quarter ended June 30"); None where the
        tables do not say when years end, or no quarter ends then."""
        if not self.is_tabled or self.year_end_month is None or when.kind != "quarter" or not when.month:
            return None
        end = self._date(when) if when.day else None
        if end is None:
            return None
        passed = (_near_month_end(end).month - self.year_end_month - 1) % MONTHS + 1
        return passed // 3 if passed % 3 == 0 else None

    def _months_in(self) -> int | None:
        """How many months of the fiscal year have passed at the end of the current period: 3, 6, 9 or 12."""
        if self.current_end is None or self.year_end_month is None:
            return None
        return (_near_month_end(self.current_end).month - self.year_end_month - 1) % MONTHS + 1

    def back(self, period: Period | None, months: int) -> Period | None:
        """The like period `months` before."""
        if period is None:
            return None
        return self._snapped(_shifted(period.end, -months), period.months)

    def last_quarter(self, period: Period) -> Period:
        """The quarter at the end of a longer period."""
        return self._snapped(period.end, 3)

    def _printed(self, when: When, beside: Period | None) -> Period | None:
        if when.month:
            end = self._date(when)
            count = 3 if when.kind == "quarter" else when.number
            return self._snapped(end, count or (beside.months if beside else 3)) if end else None
        if when.kind == "quarter":
            return self._quarter(when)
        if when.kind == "months":
            return self._to_date(when)
        if when.year is None:
            return None
        if beside is not None and not when.number and beside.end.year != when.year:
            return self._snapped(_shifted(beside.end, 12 * (when.year - beside.end.year)), beside.months)
        if beside is not None and not when.number and beside.end.year == when.year:
            return beside
        return self._ending(when.year, 12, 12)

    def _quarter(self, when: When) -> Period | None:
        if self.year_end_month is None or self.current_end is None:
            return None
        if when.year is not None:
            return self._ending(when.year, 3 * when.number, 3)
        this = _near_month_end(self.current_end)
        passed = (this.month - self.year_end_month - 3 * when.number) % 12
        return self._snapped(_shifted(this, -passed), 3)

    def _to_date(self, when: When) -> Period | None:
        if when.year is not None and self.year_end_month is not None:
            return self._ending(when.year, when.number, when.number)
        return self._last(when.number)

    def _ending(self, fiscal_year: int, months_in: int, length: int) -> Period | None:
        """The period of `length` months that ends `months_in` months into a fiscal year named by the year it ends
        in."""
        if self.year_end_month is None:
            return None
        return self._snapped(_shifted(_month_end(fiscal_year, self.year_end_month), months_in - 12), length)

    def _last(self, months: int) -> Period | None:
        return self._snapped(self.current_end, months) if self.current_end else None

    def _date(self, when: When) -> datetime.date | None:
        assert when.month is not None
        year = when.year
        if year is None:
            if self.current_end is None:
                return None
            year = self.current_end.year - (when.month > self.current_end.month + 1)
        last = months_of_years.monthrange(year, when.month)[1]
        return datetime.date(year, when.month, min(when.day or last, last))

    def _snapped(self, end: datetime.date, months: int) -> Period:
        """A period of the tables near that end and of that length, else the plain calendar's."""
        for period in self.known:
            if abs((period.end - end).days) <= SLACK_DAYS and period.months == months:
                return period
        if not months:
            return Period(end)
        if end != _month_end(end.year, end.month):
            return Period(end, _shifted(end, -months) + datetime.timedelta(days=1))
        return Period(end, _shifted(end, -months, at_month_end=True) + datetime.timedelta(days=1))


def calendar_of(facts: tuple[Fact, ...], opening: str) -> Calendar:
    """The calendar of a release, from the periods of its tables' facts; `opening` is the prose's start ("third
    quarter ended September 30, 2004")."""
    counts = Counter(f.period for f in facts if f.period is not None)
    durations = {p: n for p, n in counts.items() if p.start is not None}
    by_end: Counter[datetime.date] = Counter()
    for period, n in (durations or counts).items():
        by_end[period.end] += n
    enough = max(by_end.values(), default=0) * LEAST_CURRENT
    told = _told_end(opening)
    near = [end for end in by_end if told is not None and abs((end - told).days) <= SLACK_DAYS]
    current_end = near[0] if near else max((end for end, n in by_end.items() if n >= enough), default=None)
    known = tuple(p for p, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0].end)))
    current_end = current_end or told
    spans = [p for p in known if p.start is not None]
    year_end_month = _year_end_of([p for p in spans if p.months in (6, 9)])
    is_tabled = year_end_month is not None
    if year_end_month is None:  # a year's column can be that of any twelve months, so the prose's word goes first
        year_end_month = _year_end_told(current_end, phrases_of(opening)) or _year_end_of(spans)
    return Calendar(known, current_end, year_end_month, is_tabled)


def _told_end(opening: str) -> datetime.date | None:
    """The end of the period that the opening of a release reports on, as it says itself."""
    found = _ended().search(opening)
    if found is None:
        return None
    year, month, day = int(found["year"]), month_of(found["month"]), int(found["day"])
    assert month is not None
    return datetime.date(year, month, min(max(day, 1), months_of_years.monthrange(year, month)[1]))


def _year_end_of(durations: list[Period]) -> int | None:
    """The month that fiscal years end in, from year-to-date and annual columns."""
    for period in durations:
        if period.months == 12:
            return _near_month_end(period.end).month
    for period in durations:
        if period.months in (6, 9) and period.start is not None:
            start = _near_month_end(period.start - datetime.timedelta(days=1))
            return start.month
    return None


def _year_end_told(current_end: datetime.date | None, phrases: Iterable[When]) -> int | None:
    """The same from words: "third quarter ended September 30" says December. Of several quarters, such as the next
    one's outlook, the one named most often counts."""
    if current_end is None:
        return None
    said: Counter[int] = Counter()
    for when in phrases:
        if when.kind == "quarter" and when.number:
            said[(_near_month_end(current_end).month + 3 * (4 - when.number) - 1) % 12 + 1] += 1
        elif when.kind == "months" and when.number == 12 and when.month and not said:
            return when.month
    return said.most_common(1)[0][0] if said else None


@lru_cache(maxsize=4096)
def _shifted(day: datetime.date, months: int, *, at_month_end: bool | None = None) -> datetime.date:
    """The same day `months` later; the last of a month stays the last of a month."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    last = _month_end(year, month + 1).day
    is_last = day == _month_end(day.year, day.month) if at_month_end is None else at_month_end
    return datetime.date(year, month + 1, last if is_last else min(day.day, last))


@lru_cache(maxsize=4096)
def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, months_of_years.monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def _near_month_end(day: datetime.date) -> datetime.date:
    """The month's end that is nearest (October 2 stands for September 30)."""
    this = _month_end(day.year, day.month)
    before = day.replace(day=1) - datetime.timedelta(days=1)
    return before if (day - before).days <= SLACK_DAYS else this
