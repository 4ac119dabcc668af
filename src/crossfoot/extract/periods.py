"""Words of time to periods: what a header, a title or a row says of a period, and the arithmetic of calendars.

A `Mention` is what one piece of text says ("QUARTER ENDED", "SEPTEMBER 30", "2004" are three). Mentions are joined from
the header stack, the stub and the titles; only a complete one becomes a `Period`. Nothing is guessed: a year that
nobody names stays unknown.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache

import msgspec

from crossfoot import vocabulary
from crossfoot.model.period import Period

DAYS_NEAR_MONTH_END = 7  # a 52/53-week year ends on the weekday nearest a month's end, or the last one in it


class Day(msgspec.Struct, frozen=True, gc=False):
    """A date as printed: any part may be missing. `day` None with a month means the month as a whole ("December")."""

    month: int | None = None
    day: int | None = None
    year: int | None = None


class Mention(msgspec.Struct, frozen=True, gc=False):
    """What a text says of time: a length in `months` or `weeks`, `point` for "as of", a fiscal `quarter`'s ordinal."""

    months: int | None = None
    weeks: int | None = None
    point: bool = False
    quarter: int | None = None
    ytd: bool = False
    dates: tuple[Day, ...] = ()
    lengths: int = 0  # how many different lengths are named: a title that names two settles none
    ranged: bool = False  # "from … to …"
    spliced: bool = False  # its date is one printed with another year: "years ended September 29, 1995" over "1994"
    trailing: bool = False  # a year that may end with any quarter: "four quarters ended", "LTM"
    rest: str = ""  # the words that are not about time

    @property
    def has_length(self) -> bool:
        """True where the text names how long."""
        return self.months is not None or self.weeks is not None

    @property
    def empty(self) -> bool:
        """True where the text says nothing of time."""
        return not (self.has_length or self.dates or self.point or self.quarter or self.ytd)


@cache
def _grammar() -> re.Pattern[str]:
    words = vocabulary.calendar_words()
    months = "|".join(sorted(words["months"], key=len, reverse=True))
    counts = "|".join(sorted(words["counts"], key=len, reverse=True))
    ordinals = "|".join(words["ordinals"])
    return re.compile(
        rf"""
        (?P<numeric>\b(?P<nm>\d{{1,2}})[/-](?P<nd>\d{{1,2}})[/-](?P<ny>\d{{4}}|\d{{2}})\b)      # 12/31/2004
      | \b(?P<month>{months})\b\.?                                                             # December 31, 2004
            (?:(?<=[a-z]{{3}})[-'\u2019](?P<short>\d\d)\b(?!\s*,)                                 # Mar-20, Dec'19
             | [\s-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:months?|weeks?)))?
            (?:[\s,-]*(?P<year>(?:19|20)\d\d)\b)?
      | \b(?P<count>{counts}|\d{{1,2}})[\s-]*(?:fiscal[\s-]*)?                              # nine months, 13 weeks
            (?P<measure>month|week|quarter|year)s?\b
      | \b(?:q(?P<q1>[1-4])(?!\d)|(?P<q2>[1-4])q|(?P<q3>{ordinals})[\s-]+(?:fiscal[\s-]+)?quarter)(?![a-z])
            (?:[\s,'\u2019/-]*(?:of[\s-]+)?(?:fiscal[\s-]*)?(?:year[\s-]*)?(?:fy)?              # Q3 2004, 3Q04
            ['\u2019]?(?P<qy>(?:19|20)\d\d|\d\d)\b)?
      | \b(?P<half>first|second)[\s-]+(?:fiscal[\s-]+)?half\b                                     # second half
      | \b(?P<ytd>year[\s-]to[\s-]date|ytd)\b
      | \b(?P<trailing>ltm|ttm|trailing[\s-]+twelve[\s-]+months)\b                               # twelve months
      | \b(?P<qtd>quarter[\s-]to[\s-]date|qtd)\b
      | \b(?P<full>full[\s-]+(?:fiscal[\s-]+)?year)\b                                            # Full Year 2019
      | \b(?P<fy>fy[\s-]*|fiscal[\s-]*(?:year)?[\s-]*)['\u2019]?(?P<fyear>(?:19|20)\d\d|\d\d)\b  # FY96
      | \b(?<!over.)(?<!prior-)(?P<unit>quarters?|annual|(?:fiscal[\s-]+)?years?)\b                      # quarter ended
            (?!\s+(?:\d+|one|two|three|four|five)\b|[\s-]+over[\s-])
      | (?P<bare>(?<![\d.,$/-])(?:19[5-9]\d|20[0-6]\d)(?![\d/]|[.,]\d))                        # 2004
      | \b(?P<point>as\s+of|as\s+at|at(?=\s+(?:{months}|(?:or|and)\s+for\b)))\b
      | \b(?P<range>through|from)\b
        """,
        re.VERBOSE | re.IGNORECASE,
    )


# Words that only hold a time expression together, at the edges of what else a header says.
_EDGE = re.compile(
    r"^(?:(?:ended|ending|for|the|periods?|of|and|unaudited|audited|to|in|end|at|on|then)\b|[()\[\]*,:;/.\s-]|--)+"
    r"|(?:\b(?:ended|ending|for|the|periods?|of|and|unaudited|audited|to|in|end|at|on|then)|[()\[\]*,:;/\s-]|(?-i:(?<!\.[A-Z]))\.)+$",
    re.IGNORECASE,
)


@lru_cache(maxsize=32768)
def mention(text: str) -> Mention:
    """What `text` says of time, and what else it says (`rest`)."""
    lengths: list[_Length] = []
    dates: list[Day] = []
    flags: set[str] = set()
    quarter: int | None = None
    rest: list[str] = []
    at = 0
    for found in _grammar().finditer(text):
        part = found.groupdict()
        if part["month"] and _is_verb(text, part):
            continue
        rest.append(text[at : found.start()])
        at = found.end()
        length, day = _length_of(part), _day_of(part)
        if length:
            lengths.append(length)
        if day:
            dates.append(day)
        quarter = quarter or _quarter_of(part)
        flags.update(name for name in ("point", "range", "ytd", "trailing") if part[name])
        if length == _A_YEAR and (part["measure"] or "").lower() == "quarter":
            flags.add("trailing")
    rest.append(text[at:])
    distinct = list(dict.fromkeys(lengths))
    if quarter and len(distinct) > 1:  # "FY20 Q2": the year is the quarter's
        distinct = [each for each in distinct if each != _A_YEAR] or distinct
    months, weeks = distinct[0] if distinct else (None, None)
    return Mention(
        months=months,
        weeks=weeks,
        point="point" in flags,
        quarter=quarter,
        ytd="ytd" in flags,
        dates=_joined(dates),
        lengths=len(distinct),
        ranged="range" in flags,
        trailing="trailing" in flags,
        rest=" ".join(filter(None, (_EDGE.sub("", piece) for piece in rest))),
    )


_Part = dict[str, str | None]
_Length = tuple[int | None, int | None]  # months, weeks
_A_YEAR: _Length = (12, None)
_QUARTERS = 4  # so many make a year; "five quarters ended" are columns of one each


_INCREASE = re.compile(r"\binc\b", re.IGNORECASE)


def _is_verb(text: str, part: _Part) -> bool:
    """True for "may" inside a sentence, and for "dec" beside "inc"."""
    if part["month"] in ("Dec", "dec", "DEC") and not part["day"] and not part["year"] and _INCREASE.search(text):
        return True
    return part["month"] == "may" and not part["day"] and not part["year"] and len(text.split()) > 4


def _length_of(part: _Part) -> _Length | None:
    """The length that one expression names. "Two years ended …" are years, each a column of its own: one year long."""
    if part["count"] and part["measure"]:
        number = vocabulary.calendar_words()["counts"].get(part["count"].lower()) or int(part["count"])
        quarters = 3 * number if number <= _QUARTERS else 3
        lengths: dict[str, _Length] = {"month": (number, None), "week": (None, number), "quarter": (quarters, None)}
        return lengths.get(part["measure"].lower(), (12, None))
    if part["q1"] or part["q2"] or part["q3"] or part["qtd"]:
        return 3, None
    if part["fyear"] or part["full"] or part["trailing"]:
        return _A_YEAR
    if part["unit"]:
        return (3, None) if part["unit"].lower().startswith("quarter") else _A_YEAR
    if part["half"]:
        return 6, None
    return None


def _quarter_of(part: _Part) -> int | None:
    """The fiscal quarter at whose end the period ends."""
    if part["q3"]:
        return vocabulary.calendar_words()["ordinals"][part["q3"].lower()]
    if part["half"]:
        return 2 if part["half"].lower() == "first" else 4
    digit = part["q1"] or part["q2"]
    return int(digit) if digit else None


def _day_of(part: _Part) -> Day | None:
    """The date, or the parts of one, that an expression names."""
    if part["month"]:
        month = vocabulary.calendar_words()["months"][part["month"].lower()]
        year = part["year"] or part["short"]
        return Day(month, int(part["day"]) if part["day"] else None, _full_year(year) if year else None)
    if part["numeric"]:
        month, day = int(part["nm"] or 0), int(part["nd"] or 0)
        return Day(month, day, _full_year(part["ny"] or "")) if 1 <= month <= 12 and 1 <= day <= 31 else None
    named = part["qy"] or part["fyear"] or part["bare"]
    return Day(year=_full_year(named)) if named else None


def _full_year(text: str) -> int:
    year = int(text)
    return year if year >= 100 else 1900 + year if year >= 50 else 2000 + year


def _joined(dates: list[Day]) -> tuple[Day, ...]:
    """Dates with a day and month printed apart from the year ("DECEMBER 31," over "2005") as one."""
    out: list[Day] = []
    for day in dates:
        last = out[-1] if out else None
        if last and day.month is None and last.month is not None and last.year is None:
            out[-1] = Day(last.month, last.day, day.year)
        elif last and last.month is None and day.month is not None and day.year is None:
            out[-1] = Day(day.month, day.day, last.year)
        elif day not in out:
            out.append(day)
    return tuple(out)


# The end of a full date, by its comma, which is rarer than digits and letters; and the month's name before it.
_DAY_YEAR = re.compile(r",(?:(?<=\s(\d),)|(?<=\s(\d\d),))\s{0,4}((?:19|20)\d\d)\b")
_MONTH_BEFORE = re.compile(r"([A-Za-z]{3,9})\.?\s*\Z")
_LONGEST_MONTH = 12  # characters, with a point and a space


def full_dates(text: str) -> Iterator[tuple[int, int, date]]:
    """Every full date in `text` ("September 30, 2004") with where it stands."""
    months = vocabulary.calendar_words()["months"]
    for found in _DAY_YEAR.finditer(text):
        digits = found[1] or found[2]
        start = found.start() - len(digits) - 1
        name = _MONTH_BEFORE.search(text, max(0, start - _LONGEST_MONTH), start)
        month = months.get(name[1].lower()) if name else None
        day, year = int(digits), int(found[3])
        if name and month and 1 <= day <= month_end(year, month).day:
            yield name.start(), found.end(), date(year, month, day)


@lru_cache(maxsize=4096)
def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def as_date(day: Day) -> date | None:
    """The date, where all of it is known; a month without a day stands for its end."""
    if day.year is None or day.month is None:
        return None
    last = month_end(day.year, day.month).day
    return date(day.year, day.month, min(day.day or last, last))


@lru_cache(maxsize=4096)
def shift_months(day: date, months: int) -> date:
    """`day` moved by whole months; a month's end stays a month's end."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = month_end(year, month + 1).day
    at_end = day.day == month_end(day.year, day.month).day
    return date(year, month + 1, last if at_end else min(day.day, last))


def duration(end: date, months: int | None, weeks: int | None) -> Period:
    """The period of that length up to `end`.

    Whole months run from a first to a last of month. An end near, but not at, a month's end belongs to a
    calendar of weeks: 3 months are 13 weeks, a year is 52.
    """
    if weeks is not None:
        return Period(end, end - timedelta(days=7 * weeks - 1))
    assert months is not None
    last = month_end(end.year, end.month).day
    if end.day == last:
        return Period(end, shift_months(end, -months) + timedelta(days=1))
    if last - end.day <= DAYS_NEAR_MONTH_END or end.day <= DAYS_NEAR_MONTH_END:
        return Period(end, end - timedelta(days=7 * round(months * 13 / 3) - 1))
    return Period(end, shift_months(end, -months) + timedelta(days=1))
