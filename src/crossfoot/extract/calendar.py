"""The document's own calendar: its fiscal year end, and which day of a month its periods end on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

from crossfoot import vocabulary
from crossfoot.extract import periods
from crossfoot.extract.periods import Mention
from crossfoot.extract.running import running_text
from crossfoot.model.document import Document
from crossfoot.model.period import Period

# The header of a submission: "FISCAL YEAR END: 0930".
_SUBMISSION = re.compile(r"FISCAL YEAR END:\s*(\d\d)(\d\d)")

# A quarter named by its number and year: "1Q24", "Q1 2024", "first quarter of fiscal 2024".
# (Its first letter, and only then that a word begins there: a search goes faster by a set of letters.)
_QUARTER = re.compile(
    r"[1-4QqFfSsTt](?<!\w.)(?i:(?<=Q)[1-4]|(?<=[1-4])Q|(?:(?<=f)irst|(?<=s)econd|(?<=t)hird|(?<=f)ourth)[\s-]quarter)"
    r"(?i:\s?(?:of\s)?(?:fiscal\s)?(?:year\s)?(?:FY)?['\u2019]?\d\d(?:\d\d)?\b)"
)

# In lower case: "for the fiscal year ended september 27", "twelve months ended", "six months ended".
_ENDED = re.compile(r"ended:?\s+([a-z]{3,9})\.?\s+(\d{1,2})\b")
_LENGTH_BEFORE = re.compile(r"\b(years?|twelve|12|nine|six|9|6)(?:[\s-]+months?)?(?:[\s-]+periods?)?\s+\Z")
_DAYS_NEAR_QUARTER = 16  # a quarter of twelve or sixteen weeks ends so far from a month's end
_QUARTER_DAYS = (70, 126)


def _is_quarter(period: Period) -> bool:
    return _QUARTER_DAYS[0] <= period.days <= _QUARTER_DAYS[1]


_MONTHS_TO_YEAR_END = {"nine": 3, "9": 3, "six": 6, "6": 6}


class FiscalCalendar:
    """Facts of time drawn from the whole document, each worked out when first asked for."""

    def __init__(self, document: Document, headers: Iterable[Mention] = ()) -> None:
        """`headers`: what column headers say, whose dates are often printed over several lines."""
        self._document = document
        self._headers = tuple(headers)
        self._near: dict[tuple[int, int, int], date | None] = {}
        self.resolved: dict[object, Period | None] = {}  # by what columns, rows and titles say together

    @cached_property
    def days(self) -> Counter[date]:
        """Every full date printed, with how often."""
        out = Counter(day for _, _, day in periods.full_dates(self._text))
        told = (day for said in self._headers if not said.spliced for day in said.dates)
        out.update(full for day in told if day.day and (full := periods.as_date(day)))
        return out

    @cached_property
    def year_end(self) -> tuple[int, int] | None:
        """Month and day on which the fiscal year ends: by the submission's header, else as the text says most often."""
        header = _SUBMISSION.search(self._document.source, 0, 6000)
        if header and 1 <= int(header[1]) <= 12:
            return int(header[1]), int(header[2])
        months = vocabulary.calendar_words()["months"]
        votes: Counter[tuple[int, int]] = Counter()
        text = self._text.lower()
        for found in _ENDED.finditer(text):
            length = _LENGTH_BEFORE.search(text, max(0, found.start() - 30), found.start())
            month = months.get(found[1])
            if month is None or length is None:
                continue
            ahead = _MONTHS_TO_YEAR_END.get(length[1], 0)
            if ahead:
                end = periods.shift_months(periods.month_end(2001, month), ahead)
                votes[(end.month, end.day)] += 1
            else:
                votes[(month, int(found[2]))] += 4
        for said in self._headers:
            for stated in said.dates[:1]:
                if stated.month and said.months in (6, 9, 12) and not said.trailing:
                    day = stated.day or periods.month_end(2001, stated.month).day
                    near = periods.shift_months(periods.month_end(2001, stated.month), 12 - said.months)
                    votes[(near.month, near.day) if said.months != 12 else (stated.month, day)] += 1
        voted = votes.most_common(1)[0][0] if votes else None
        unanimous = len({month for month, _ in votes}) == 1
        if voted and unanimous and self._document.format == "text":
            return voted
        counted = self._year_end_of_quarters  # surer than "twelve months ended", which may end with any quarter
        return counted if counted and (voted is None or counted[0] != voted[0]) else voted

    @cached_property
    def _year_end_of_quarters(self) -> tuple[int, int] | None:
        """The year end for which the quarters that are named by number ended on days that are printed.

        "1Q24" beside "March 31, 2024" speaks for December, and no other month may do as well.
        """
        named: Counter[tuple[int, int]] = Counter()
        for found in _QUARTER.finditer(self._text):
            said = periods.mention(found.group())
            if said.quarter and len(said.dates) == 1 and said.dates[0].year:
                named[said.dates[0].year, said.quarter] += 1
        days = sorted((day.toordinal(), n) for day, n in self.days.items())
        ordinals, upto = [day for day, _ in days], [0, *accumulate(n for _, n in days)]
        scores: Counter[int] = Counter()
        for month in range(1, 13):
            for (year, quarter), count in named.items():
                goal = periods.shift_months(periods.month_end(year, month), 3 * quarter - 12).toordinal()
                first = bisect_left(ordinals, goal - _DAYS_NEAR_QUARTER)
                seen = upto[bisect_right(ordinals, goal + _DAYS_NEAR_QUARTER)] - upto[first]
                scores[month] += min(count, seen)
        if not any(scores.values()):
            return None
        (best, most), (_, next_most) = scores.most_common(2)
        return (best, periods.month_end(2001, best).day) if most > next_most else None

    def fiscal_day(self, year: int, months_before_end: int) -> date | None:
        """The day that lies so many months before the end of fiscal `year`, as periods end in this document."""
        if self.year_end is None:
            return None
        month, day = self.year_end
        last = periods.month_end(year, month)
        nominal = last if last.day - day <= periods.DAYS_NEAR_MONTH_END else date(year, month, day)
        goal = periods.shift_months(nominal, -months_before_end)
        return self.near(goal.year, goal.month, goal.day) or self._a_year_on(goal)

    def _a_year_on(self, goal: date) -> date | None:
        """In a calendar of weeks, 52 weeks after the day printed about a year before, if it lies near."""
        before = self.near(goal.year - 1, goal.month, min(goal.day, 28))
        end = before + timedelta(weeks=52) if before else None
        return end if end and abs((end - goal).days) <= periods.DAYS_NEAR_MONTH_END else None

    def near(self, year: int, month: int, day: int) -> date | None:
        """The most printed date within a week of that day; else a month's end, where periods end on one."""
        key = (year, month, day)
        if key not in self._near:
            self._near[key] = self._nearest(year, month, day)
        return self._near[key]

    def _nearest(self, year: int, month: int, day: int) -> date | None:
        last = periods.month_end(year, month)
        goal = last if day >= last.day else date(year, month, day)
        if goal == last and self._ends_on_month_ends:
            return goal
        close = [d for d in self.days if abs((d - goal).days) <= periods.DAYS_NEAR_MONTH_END]
        if close:
            return max(close, key=lambda d: (self.days[d], d == goal))
        return None

    @cached_property
    def flows(self) -> frozenset[Period]:
        """The durations that column headers print in full ("12 Weeks Ended 3/23/2024")."""
        return frozenset(
            periods.duration(full, said.months, said.weeks)
            for said in self._headers
            if said.has_length and said.lengths == 1 and not said.spliced
            for stated in said.dates
            if stated.day and (full := periods.as_date(stated))
        )

    def quarter_end(self, year: int, quarter: int) -> date | None:
        """The last day of a quarter of fiscal `year`: as a header prints that quarter, else as periods end here."""
        if self.year_end is None:
            return None
        goal = periods.shift_months(periods.month_end(year, self.year_end[0]), 3 * quarter - 12)
        printed = [p.end for p in self.flows if _is_quarter(p) and abs((p.end - goal).days) <= _DAYS_NEAR_QUARTER]
        if printed:
            return min(printed, key=lambda d: abs((d - goal).days))
        return self.fiscal_day(year, 12 - 3 * quarter) or self._thirteen_weeks_on(goal) or self._day_before(goal)

    def _thirteen_weeks_on(self, goal: date) -> date | None:
        """In a calendar of weeks, the end of the quarter after the last that is printed, if it lies about there."""
        last = max((p.end for p in self.flows if _is_quarter(p)), default=None)
        end = last + timedelta(weeks=13) if last else None
        return end if end and abs((end - goal).days) <= periods.DAYS_NEAR_MONTH_END else None

    def _day_before(self, goal: date) -> date | None:
        """In a calendar of weeks, the day before a quarter that is printed began, if it lies about there."""
        ends = (p.start - timedelta(days=1) for p in self.flows if p.start and _is_quarter(p))
        return next((end for end in ends if abs((end - goal).days) <= periods.DAYS_NEAR_MONTH_END), None)

    def latest_of_length(self, months: int | None, weeks: int | None) -> Period | None:
        """The latest period of that length that a header prints in full."""
        found = [p for p in self.flows if (p.days == 7 * weeks if weeks else p.months == months)]
        return max(found, key=lambda p: p.end) if found else None

    def quarter_to(self, end: date) -> Period:
        """The quarter that ends then: as long as a header prints it, else three months."""
        printed = [p for p in self.flows if p.end == end and _is_quarter(p)]
        return min(printed, key=lambda p: p.days) if printed else periods.duration(end, 3, None)

    def year_to_date(self, end: date) -> Period | None:
        """The fiscal year up to that day: as a header prints it, else by the months since the year's end."""
        printed = [p for p in self.flows if p.end == end and p.months <= 12 and not _is_quarter(p)]
        if printed:
            return max(printed, key=lambda p: p.days)
        if self.year_end is None:
            return None
        near = periods.month_end(end.year, end.month) if end.day > 15 else end.replace(day=1) - timedelta(days=1)
        return periods.duration(end, (near.month - self.year_end[0]) % 12 or 12, None)

    def year_to_date_end(self, year: int) -> date | None:
        """The day up to which "YTD 2024" runs: where the latest period in a header ends, in that fiscal year."""
        last = max((p.end for p in self.flows), default=None) or max(self._named_ends, default=None)
        if last is None or self.year_end is None:
            return None
        fiscal = last.year + (last.month > self.year_end[0])
        goal = periods.shift_months(last, 12 * (year - fiscal))
        return last if year == fiscal else self.near(goal.year, goal.month, goal.day)

    @cached_property
    def _named_ends(self) -> frozenset[date]:
        """The ends of the quarters that headers name by number ("2Q24")."""
        named = {(said.dates[0].year, said.quarter) for said in self._headers if said.quarter and len(said.dates) == 1}
        ends = (self.quarter_end(year, quarter) for year, quarter in named if year and quarter)
        return frozenset(end for end in ends if end)

    @cached_property
    def _ends_on_month_ends(self) -> bool:
        """False in a calendar of weeks: more of the printed dates lie just off a month's end than on one."""
        near = [d for d in self.days if d.day >= 25 or d.day <= 3]
        on = sum(self.days[d] for d in near if d == periods.month_end(d.year, d.month))
        return 2 * on >= sum(self.days[d] for d in near)

    def latest(self, month: int, day: int) -> date | None:
        """The latest printed date with that month and day."""
        return max((d for d in self.days if d.month == month and d.day == day), default=None)

    @cached_property
    def _text(self) -> str:
        return running_text(self._document)
