"""What each column of a table is about: its period, whether it is a change or a percent, any other words over it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

import msgspec

from crossfoot.extract import periods, scale
from crossfoot.extract.calendar import FiscalCalendar
from crossfoot.extract.periods import Day, Mention
from crossfoot.extract.scale import Caption
from crossfoot.extract.statements import patterns
from crossfoot.model.document import Table
from crossfoot.model.period import Period


class Column(msgspec.Struct, frozen=True):
    """A column's header: all its words, what they say of time, and the words that are left."""

    text: str
    mention: Mention
    rest: str
    group: tuple[int, int]  # the columns that share its innermost wide header
    change: bool = False
    percent: bool = False
    only_percents: bool = False
    some_percents: bool = False
    caption: Caption | None = None
    against: Mention | None = None  # of a change: the period that it is from


class Timing(msgspec.Struct, frozen=True):
    """What titles, stub and spanning words say of time for a whole table."""

    stub: Mention
    title: Mention
    instants: bool  # a balance sheet, or "at December 31"


def read_columns(table: Table) -> tuple[Column, ...]:
    """The table's columns, left to right."""
    stacks: list[list[tuple[int, str, int, int]]] = [[] for _ in range(table.columns)]
    for head in table.headers:
        for k in range(head.first, min(head.last, table.columns - 1) + 1):
            stacks[k].append((head.level, head.text, head.first, head.last))
    return _completed(table, tuple(_column(k, sorted(stack)) for k, stack in enumerate(stacks)))


def _completed(table: Table, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns; those of mere percents take the date of the column beside them where they name no year."""
    kinds: list[set[str]] = [set() for _ in columns]
    for row in table.rows:
        for cell in row.cells:
            kinds[cell.column].add(cell.figure.kind)
    out = _with_quarters_years(columns)
    for k, column in enumerate(out):
        if "percent" in kinds[k]:
            out[k] = msgspec.structs.replace(column, some_percents=True, only_percents="number" not in kinds[k])
        if k == 0:
            continue
        dated = any(d.year for d in column.mention.dates)
        if column.mention.has_length and not out[k - 1].mention.dates:
            continue  # "36 Weeks" beside "12 Weeks"
        if not dated and not column.change and (out[k].only_percents or out[k].percent):
            out[k] = msgspec.structs.replace(out[k], mention=out[k - 1].mention)
        elif _same_span(out[k - 1].mention, out[k].mention):
            left = out[k - 1].mention
            said = msgspec.structs.replace(out[k].mention, months=left.months, weeks=left.weeks, lengths=1)
            out[k] = msgspec.structs.replace(out[k], mention=said)
    return tuple(out)


def _with_quarters_years(columns: tuple[Column, ...]) -> list[Column]:
    """The columns; quarters without a year ("Q1", "Q2", …) take that of the full year they lead to."""
    out = list(columns)
    for k in range(len(out) - 2, -1, -1):
        said, right = out[k].mention, out[k + 1].mention
        if not said.quarter or said.dates or len(right.dates) != 1 or right.dates[0].year is None:
            continue
        if right.quarter == said.quarter + 1 or (said.quarter == _LAST_QUARTER and _is_year(right)):
            year = Day(year=right.dates[0].year)
            out[k] = msgspec.structs.replace(out[k], mention=msgspec.structs.replace(said, dates=(year,)))
    if any(column.mention.quarter for column in out):  # a bare year beside quarters is all of it
        for k, column in enumerate(out):
            said = column.mention
            if len(said.dates) == 1 and said.dates[0].month is None and not (said.has_length or said.point or said.ytd):
                full = msgspec.structs.replace(said, months=_TWELVE, lengths=1)
                out[k] = msgspec.structs.replace(column, mention=full)
    return out


_LAST_QUARTER = 4


def _is_year(said: Mention) -> bool:
    return not said.quarter and (said.months == _TWELVE or (not said.has_length and said.dates[0].month is None))


def _same_span(left: Mention, right: Mention) -> bool:
    """True where a length printed over the left column alone must mean both: the same day a year apart."""
    if not left.has_length or right.has_length or right.point or len(left.dates) != 1 or len(right.dates) != 1:
        return False
    (a,), (b,) = left.dates, right.dates
    return a.month is not None and a.month == b.month and a.year is not None and a.year != b.year


def _column(index: int, stack: list[tuple[int, str, int, int]]) -> Column:
    texts = tuple(text for text, _ in groupby(text for _, text, _, _ in stack))
    text = _BROKEN.sub(r"\1", " ".join(texts))
    said, against = _compared_periods(text)
    if against is None:
        said = _inner_first(texts, text)
    rest = said.rest.lower()
    words = patterns("column")
    percent = bool(words["percent"].search(rest))
    change = against is not None or bool(words["change"].search(rest))
    wide = [(first, last) for _, _, first, last in stack if last > first]
    inner = next((span for span in reversed(wide) if span[1] - span[0] >= 2), None)
    spanning = inner or (wide[0] if wide else (index, index))
    return Column(text, said, said.rest, spanning, change, percent, caption=scale.caption(text), against=against)


# What stands between the two periods that a column compares: "1Q24 vs 4Q23", "change from December 31, 2019".
_AGAINST = re.compile(r"\b(?:vs?\.?|versus|from|over|compared\s+(?:to|with)|against)\s", re.IGNORECASE)


def _compared_periods(text: str) -> tuple[Mention, Mention | None]:
    """What a header says of the two periods it compares; (anything, None) where it compares none.

    The words of both sides that are not about time are the first's.
    """
    found = _AGAINST.search(text)
    if not found:
        return _NO_MENTION, None
    before, after = periods.mention(text[: found.start()]), periods.mention(text[found.end() :])
    change = bool(patterns("column")["change"].search(before.rest.lower()))
    change_alone = found.group().lower().startswith("v") and before.empty  # "vs. Q2 2023" over a column
    if not after.dates or not (change or before.dates or change_alone):
        return _NO_MENTION, None
    rest = " ".join(filter(None, (before.rest, after.rest, "" if change else "change")))
    return msgspec.structs.replace(before, rest=rest), after


_NO_MENTION = Mention()


_BROKEN = re.compile(r"([a-z])- (?=[a-z])")  # a word broken between header lines: "Septem-" over "ber 30,"


def _inner_first(texts: tuple[str, ...], joined: str) -> Mention:
    """The whole stack read as one text; of several dates, the innermost piece that names each part decides."""
    whole = periods.mention(joined)
    if whole.quarter and len(texts) > 1:
        quarter = next((m.quarter for text in reversed(texts) if (m := periods.mention(text)).quarter), whole.quarter)
        whole = msgspec.structs.replace(whole, quarter=quarter)
    if len(whole.dates) <= 1 or whole.ranged:
        return whole
    parts = [periods.mention(text) for text in reversed(texts)]
    named = tuple(d for m in parts for d in m.dates[-1:])
    day = _merged(named)
    own = next((d.year for d in named if d.month is not None), None)
    spliced = day is not None and own is not None and own != day.year
    return msgspec.structs.replace(whole, dates=(day,) if day else (), spliced=spliced)


def _merged(days: tuple[Day, ...]) -> Day | None:
    """One date of which each part comes from the first that has it."""
    if not days:
        return None
    dated = next((d for d in days if d.month is not None), Day())
    year = next((d.year for d in days if d.year is not None), None)
    return Day(dated.month, dated.day, year)


def line_items(table: Table, index: int) -> tuple[str, ...]:
    """The pieces of a column's header that name something other than a time, outermost first.

    A piece of several words that stands alone at the top of the stack is over the whole table, wherever it is centred.
    """
    top = [h for h in table.headers if h.level == 0]
    alone = len(top) == 1 and len(table.headers) > table.columns and len(top[0].text.split()) >= _A_TITLES_WORDS
    stack = [h for h in table.headers if h.first <= index <= h.last or (alone and h.level == 0)]
    stack.sort(key=lambda h: h.level)
    lines = [list(over) for _, over in groupby(stack, key=lambda h: (h.first, h.last))]  # "Average" over "Balance"
    said = (" ".join(h.text for h in over if _names_an_item(h.text)) for over in lines)
    return tuple(text for text in said if text)


_A_TITLES_WORDS = 3
_NO_ITEM = re.compile(
    r"(?:%|\$|change|increase|decrease|inc|dec|variance|amounts?|unaudited|audited|actual|percent|better|worse"
    r"|favorable|unfavorable|fav|unfav|and|or|in|of|vs|versus|from|over|year|yoy|qoq|see|notes?|bps|[\W\d])+",
    re.IGNORECASE,
)


@lru_cache(maxsize=32768)
def _names_an_item(text: str) -> bool:
    """True where a piece of a header says more than a time, a change or a unit."""
    rest = periods.mention(text).rest
    return bool(rest) and not _NO_ITEM.fullmatch(rest) and scale.caption(text) is None


# Whose date is the day it went out: "Press Release, May 3, 2021", "SPRINGFIELD, May 3, 2021 - … today reported:".
_RELEASE = re.compile(
    r"\b(?:press|news|earnings) release\b|\d\s*(?:/[^/]*/\s*)?[-\u2013\u2014].*\b(?:today|reported|announced)\b"
    r"|\bpage \d+\W*$",  # the headline at a page's head
    re.IGNORECASE,
)


def read_timing(table: Table, kind: str | None) -> Timing:
    """What stands over the whole table about time."""
    stub = periods.mention(" ".join(table.stub))
    titles = [periods.mention(text) for text in table.titles if not _RELEASE.search(text)]
    lengths = {(m.months, m.weeks) for m in titles if m.has_length}
    length = next(iter(lengths)) if len(lengths) == 1 and all(m.lengths <= 1 for m in titles) else (None, None)
    days = tuple(dict.fromkeys(d for m in titles for d in m.dates))
    quarters = {m.quarter for m in titles if m.quarter}
    title = Mention(
        *length,
        point=any(m.point for m in titles),
        quarter=next(iter(quarters)) if len(quarters) == 1 else None,
        ytd=any(m.ytd for m in titles),
        dates=days,
        lengths=int(length != (None, None)),
        ranged=any(m.ranged for m in titles),
    )
    instants = kind == "balance-sheet" or (title.point and not (title.has_length or stub.has_length))
    return Timing(stub, title, instants)


def _undecided(said: Mention, row: Mention | None, timing: Timing) -> bool:
    """True where a column says nothing and only the title dates it, with several years: which one is not known."""
    if not said.empty or said.rest or (row is not None and row.dates) or timing.stub.dates:
        return False
    return len({d.year for d in timing.title.dates if d.year}) > 1 and not timing.title.ranged


def resolve(
    said: Mention, row: Mention | None, timing: Timing, calendar: FiscalCalendar, instant: bool | None
) -> Period | None:
    """The period of a cell, from its column, the headings above its row, stub and titles, in that order of weight.

    `instant`: True where the row can only be a balance, False where it can only be a flow, None where it may be either.
    """
    sources = [m for m in (said, row, timing.stub, timing.title) if m is not None and not m.empty]
    if not sources or _undecided(said, row, timing):
        return None
    ranged = next((m for m in sources if m.dates), None)  # a title "from … to …" says nothing of dated columns
    if ranged and ranged.ranged and len(ranged.dates) == _BOTH_ENDS and not instant:
        start, end = periods.as_date(ranged.dates[0]), periods.as_date(ranged.dates[1])
        if start and end and start < end:
            return Period(end, start)
    length = next(((m.months, m.weeks) for m in sources if m.has_length and m.lengths == 1), None)
    quarter = next((m.quarter for m in sources if m.quarter), None)
    day = _day(sources)
    if day and row is not None and not any(d.year for d in said.dates):
        day = _in_fiscal_year(day, row, calendar)
    day = _of_another_year(day, sources, calendar)
    point = said.point or (row is not None and row.point and not said.dates)
    point = point or (timing.instants and not said.has_length and not (row and row.has_length))
    if said.quarter and day and day.month and not any(d.month for d in said.dates):
        day = _quarter_day(day, said.quarter, timing, calendar)
    ytd = said.ytd or (length is None and any(m.ytd for m in sources))
    if said.ytd and (said.quarter or not said.has_length):
        length = None
    end = _end(day, quarter, calendar, length, ytd)
    if end is None:
        undated = said.has_length and not (said.dates or said.point) and (said.weeks or (day is None and not quarter))
        return calendar.latest_of_length(*length) if undated and length and not instant else None
    if length is None and ytd and not instant:
        return calendar.year_to_date(end)
    if instant or (point and instant is None) or (point and length is None):
        return Period(end)
    if length is None:
        bare_year = day is not None and day.month is None
        if instant is False:
            told = (
                bool(said.dates or timing.stub.dates) or not said.rest
            )  # a heading's year says nothing of a column of another kind
            return _year(end, calendar) if bare_year and told and not timing.instants else None
        return None if bare_year else Period(end)  # a date without a length is a day
    months, weeks = length
    if months == 12 and weeks is None:
        return _year(end, calendar)
    return calendar.quarter_to(end) if months == _QUARTER else periods.duration(end, months, weeks)


_QUARTER = 3  # months
_BOTH_ENDS = 2  # dates, of a range


def _quarter_day(day: Day, quarter: int, timing: Timing, calendar: FiscalCalendar) -> Day:
    """The day a quarter ends in the year that a title dates: "Second Quarter" under "year ended December 31, 2019"."""
    full = periods.as_date(day)
    if full is None or _TWELVE not in (timing.title.months, timing.stub.months):
        return day
    goal = periods.shift_months(full, 3 * quarter - _TWELVE)
    end = calendar.near(goal.year, goal.month, goal.day) or goal
    return Day(end.month, end.day, end.year)


def _in_fiscal_year(day: Day, row: Mention, calendar: FiscalCalendar) -> Day:
    """The day, its year being a heading among the rows ("1999" over quarters): fiscal, it may begin a year before."""
    bare_year = not row.rest and len(row.dates) == 1 and row.dates[0].month is None and row.dates[0].year == day.year
    if not bare_year or day.month is None or day.year is None or calendar.year_end is None:
        return day
    return Day(day.month, day.day, day.year - 1) if day.month > calendar.year_end[0] else day


def _day(sources: list[Mention]) -> Day | None:
    """The end date: month and day, and year, each from the first source that names it and names only one."""
    dated = year = None
    for m in sources:
        if dated is None and m.dates:
            months = [(d.month, d.day) for d in m.dates if d.month is not None]
            if len(set(months)) == 1 or (m is sources[0] and months):
                dated = months[-1]
        if year is None and m.dates:
            years = {d.year for d in m.dates if d.year is not None}
            if len(years) == 1:
                year = next(iter(years))
    if dated is None and year is None:
        return None
    month, day = dated or (None, None)
    return Day(month, day, year)


def _of_another_year(day: Day | None, sources: list[Mention], calendar: FiscalCalendar) -> Day | None:
    """The day; one printed with another year ("years ended September 29, 1995" over "1994") is the one printed near it.

    In a calendar of weeks a year ends on another day than the year before.
    """
    if day is None or day.year is None or day.month is None or day.day is None:
        return day
    told = [m for m in sources if not m.spliced]
    printed = {d.year for m in told for d in m.dates if (d.month, d.day) == (day.month, day.day)}
    if None in printed or day.year in printed or day.day > periods.month_end(day.year, day.month).day:
        return day
    near = calendar.near(day.year, day.month, day.day)
    return Day(near.month, near.day, near.year) if near else day


def _end(
    day: Day | None,
    quarter: int | None,
    calendar: FiscalCalendar,
    length: tuple[int | None, int | None] | None,
    ytd: bool,
) -> date | None:
    if day is None:
        return None
    if day.year is not None and day.month is not None:
        return periods.as_date(day)
    if day.month is not None:
        return calendar.latest(day.month, day.day) if day.day else None
    assert day.year is not None
    months, weeks = length or (None, None)
    if quarter is not None:
        return calendar.quarter_end(day.year, quarter)
    if ytd and length is None:
        return calendar.year_to_date_end(day.year)
    if months == _TWELVE or length is None:
        return calendar.fiscal_day(day.year, 0)
    # "Six months 1995": the first six of the fiscal year. Three months may be any quarter's.
    return calendar.fiscal_day(day.year, 12 - months) if months in (6, 9) and weeks is None else None


_TWELVE = 12
_YEARS_OF_WEEKS = (364, 371)  # days


def _year(end: date, calendar: FiscalCalendar) -> Period:
    """The year up to `end`; in a calendar of weeks, from the day after the year before ended, if that is printed."""
    plain = periods.duration(end, 12, None)
    if end == periods.month_end(end.year, end.month):
        return plain
    before = [d for d in calendar.days if (end - d).days in _YEARS_OF_WEEKS]
    before = before or [d for d in calendar.days if 357 <= (end - d).days <= 378]
    if before:
        return Period(end, max(before, key=lambda d: calendar.days[d]) + timedelta(days=1))
    return plain
