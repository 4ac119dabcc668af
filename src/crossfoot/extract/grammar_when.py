"""Words of time in a sentence: what is printed ("third quarter of 2003", "a year ago"), and the period it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

import msgspec

from crossfoot.vocabulary.prose import prose_words

WhenKind = Literal[
    "quarter", "months", "year", "date", "prior-year", "prior-quarter", "this-quarter", "this-year", "to-date"
]
CENTURY = 100
LATEST_SHORT = 60  # "4Q23" is of this century, "4Q98" of the last


class When(msgspec.Struct, frozen=True, gc=False):
    """One phrase of time as printed. `number`: the quarter's ordinal, or a count of months. `relative`: "prior-year"
    where that is said with it; `over` of "year over year", which says what a change starts from and
    dates no amount; `same` of "the same period", which without a comparison is the one spoken of."""

    start: int
    end: int
    kind: WhenKind
    number: int = 0
    year: int | None = None
    month: int | None = None
    day: int | None = None
    relative: bool = False
    instant: bool = False
    over: bool = False
    same: bool = False


# Names in full or in three letters or four, and no other word that begins so ("declined", "mark").
MONTH_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)


_MONTH_WORD = rf"(?:{MONTH_NAMES})\.?"
_YEAR = r"(?:19|20)\d\d(?![\d,.]\d|%|\s+(?:percent|shares))"


def _dated_phrase(prefix: str) -> str:
    """A date or a month, with or without its year; a day is not the first half of a year."""
    day = rf"(?P<{prefix}day>\d{{1,2}})(?!\d)(?:\s*,?\s*(?P<{prefix}dyear>{_YEAR}))?"
    return rf"(?P<{prefix}month> {_MONTH_WORD} )\s*(?: {day} | ,?\s*(?P<{prefix}ofyear>{_YEAR}) )"


@cache
def _phrase() -> re.Pattern[str]:
    words = prose_words()
    month = _MONTH_WORD
    ordinal = "|".join(map(re.escape, words.ordinals))
    count = "|".join(map(re.escape, words.counts))
    prior_year = "|".join(words.prior_year).replace(" ", r"\s+")
    prior_quarter = "|".join(words.prior_quarter).replace(" ", r"\s+")
    year, dated = _YEAR, _dated_phrase
    other = rf"(?:(?:fiscal\s+|full\s+)?year|(?:{count}|\d{{1,2}})[\s-]+months?)"
    ended = r"(?:\s*,)?\s+(?:which\s+)?(?:ended|ending)\s+(?:on\s+)?"
    of_year = r"(?:\s*,?\s*(?:of|in|for)?\s*(?:the\s+)?(?:fiscal|calendar)?\s*(?:year\s+)?"
    pattern = rf"""
        (?: (?P<ago> {prior_year} )
          | (?P<before> (?:{prior_quarter}) (?: \s+of\s+(?:fiscal\s+)?(?:year\s+)?{year} )? )
          | (?P<quarter>
                (?! [1-4]Q | Q[1-4]\s?['\u2018\u2019]?\d )
                (?P<qprior> (?:prior|previous) \s+ )?
                (?: (?: (?:fiscal\s+)? (?P<qbefore> (?:19|20)\d\d ) \s+ )? (?:fiscal\s+)?
                    (?P<ordinal> {ordinal} )[\s-]+(?:fiscal\s+)?quarter(?:'s)?
                  | Q(?P<q>[1-4])
                  | (?P<named>{month})\s+quarter )
                {of_year} (?P<qyear> {year} ))? (?: {ended} {dated("q")} )?
                (?P<qago> \s+(?:of\s+|in\s+)?(?:{prior_year}) )?
            )
          | (?P<short> (?: (?P<sq>[1-4])Q | Q(?P<sq2>[1-4]) ) \s?['\u2018\u2019]?
                (?P<syear> (?:20)?[0-3]\d | (?:19)?[89]\d ) \b )
          | (?P<paired>
                (?P<pcount> {count} ) (?:[\s-]+months?)?
                (?= (?:\s+and|,(?:\s+and)?) \s+ (?:the\s+)? {other} {ended} {dated("p")} )
            )
          | (?P<months>
                (?:first\s+)? (?P<count> {count} | \d{{1,2}} )[\s-]+
                (?P<span> months? | weeks? | quarters )(?:[\s-]+periods?)?
                (?: {ended} {dated("m")} | {of_year} (?P<myear> {year} ) ) )
            )
          | (?P<spanned> (?<=\bthe\s) (?P<scount> {count} )[\s-]+months?(?:[\s-]+periods?)? \b )
          | (?P<ytd> (?:fiscal\s+)?year[\s-]to[\s-]date (?: {of_year} (?P<tyear> {year} ) ) )? \b )
          | (?P<half> first\s+half (?: {of_year} (?P<hyear> {year} ) ) )? \b )
          | (?P<todate> first\s+(?P<tcount> {count} | \d{{1,2}} )[\s-]+(?P<tspan> months? | weeks? )\b )
          | (?P<annual>
                (?:(?:full|entire|fiscal|calendar|whole)[\s-]+)? (?P<yq>(?:year|quarter|period)s?)
                {ended} {dated("y")}
            )
          | (?P<fiscal>
                (?:(?:full|entire|fiscal|calendar)[\s-]+)*
                (?: (?:fiscal|full|entire|calendar)(?:[\s-]+year)? | year )
                (?: \s*,?\s*(?:(?:of|in)\s+)?(?P<fyear>{year}) )? \b
            )
          | (?P<date> {dated("d")} )
          | (?P<alone> {year} )
          | (?P<this> (?:this|current|latest)?\s*quarter\b )
        )
        """
    # No blank is given back: nothing that follows one begins with one, and long runs of them must not cost.
    pattern = pattern.replace(r"\s*", r"\s*+").replace(r"\s+", r"\s++")
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


@cache
def when_starts() -> frozenset[str]:
    """The first words that a phrase of time can have, lower case, without what touches them (the rest start with a
    digit)."""
    words = prose_words()
    plain = {
        "a",
        "one",
        "year",
        "prior",
        "previous",
        "last",
        "preceding",
        "same",
        "comparable",
        "corresponding",
        "similar",
    }
    plain |= {
        "immediately",
        "immediate",
        "linked",
        "sequential",
        "sequentially",
        "on",
        "quarter",
        "fiscal",
        "full",
        "entire",
        "calendar",
    }
    plain |= {"yoy", "qoq", "y", "q", "first", "whole", "this", "current", "latest", "period"}
    plain |= {"years", "quarters", "periods"}
    return frozenset(plain | set(words.ordinals) | set(words.counts))


_SAME = re.compile(r"(?:the\s+)?same\s+(?:[\w-]+\s+)?(?:quarter|period|months?)", re.IGNORECASE)
_OVER = re.compile(r"\w+[-\s]over\b|yoy|qoq|[yq]/|sequential|on\s+a\b", re.IGNORECASE)
_MONTH = re.compile(rf"(?:{MONTH_NAMES})(?![a-z])")  # "dec", "dec31", not "declined"
# "2004", "13 weeks", "1st", "4Q": what the digits of a plain number seldom are.
_LED_BY_DIGITS = re.compile(r"(?:19|20)\d\d|\d\d?(?:[\s-]|[^\W\d])")


def starts_a_month(word: str) -> bool:
    """True where a word (lower case) can be a month's name."""
    return _MONTH.match(word) is not None


def when_at(text: str, position: int) -> When | None:
    """The phrase of time that starts at `position`, or None."""
    if text[position : position + 1].isdigit() and _LED_BY_DIGITS.match(text, position) is None:
        return None
    found = _phrase().match(text, position)
    if found is None:
        return None
    start, end = found.span()
    kind = found.lastgroup  # each kind is a group around the groups of its parts
    if kind == "ago":
        same = _SAME.fullmatch(found[0]) is not None
        return When(start, end, "prior-year", over=_OVER.match(found[0]) is not None, same=same)
    if kind == "before":
        return When(start, end, "prior-quarter", over=_OVER.match(found[0]) is not None)
    if kind == "quarter":
        words = prose_words()
        ago = bool(found["qago"] or found["qprior"])
        year = _year(found, "q") or _int(found["qyear"] or found["qbefore"])
        if found["named"]:
            return When(start, end, "quarter", 0, year, month_of(found["named"]), None, ago)
        number = int(found["q"]) if found["q"] else words.ordinals[found["ordinal"].lower()]
        return When(start, end, "quarter", number, year, month_of(found["qmonth"]), _int(found["qday"]), ago)
    if kind == "short":
        year = int(found["syear"])
        if year < CENTURY:
            year += 2000 if year < LATEST_SHORT else 1900
        return When(start, end, "quarter", int(found["sq"] or found["sq2"]), year)
    if kind == "months":
        count = _count(found["count"], found["span"])
        year = _year(found, "m") or _int(found["myear"])
        return When(start, end, "months", count, year, month_of(found["mmonth"]), _int(found["mday"]))
    if kind == "paired":  # "three and nine months ended June 30"
        return When(
            start,
            end,
            "months",
            _count(found["pcount"], "months"),
            _year(found, "p"),
            month_of(found["pmonth"]),
            _int(found["pday"]),
        )
    if kind == "ytd":
        return When(start, end, "to-date", 0, _int(found["tyear"]))
    if kind == "spanned":
        return When(start, end, "months", _count(found["scount"], "months"))
    if kind == "half":
        return When(start, end, "months", 6, _int(found["hyear"]))
    if kind == "todate":
        return When(start, end, "months", _count(found["tcount"], found["tspan"]))
    if kind == "annual":
        number = {"year": 12, "quarter": 3}.get(found["yq"].lower().rstrip("s"), 0)
        return When(start, end, "months", number, _year(found, "y"), month_of(found["ymonth"]), _int(found["yday"]))
    if kind == "fiscal":
        year = _int(found["fyear"])
        return When(start, end, "year" if year else "this-year", 12, year)
    if kind == "date":
        return When(start, end, "date", 0, _year(found, "d"), month_of(found["dmonth"]), _int(found["dday"]))
    if kind == "alone":
        return When(start, end, "year", 0, int(found["alone"]))
    return When(start, end, "this-quarter", 3)


def phrases_of(text: str) -> Iterator[When]:
    """The phrases of time in `text`, in order (also those within others); each is looked for when it is asked for."""
    for found in _WORD.finditer(text):
        if _can_start(found[0]) and (when := when_at(text, found.start())) is not None:
            yield when


_WORD = re.compile(r"\b\w+")


@lru_cache(maxsize=1 << 14)
def _can_start(word: str) -> bool:
    """True where a phrase of time can start with the word, or with what a hyphen makes longer."""
    word = word.lower()
    return word[0].isdigit() or word[0] == "q" or starts_a_month(word) or word in _first_parts()


@cache
def _first_parts() -> frozenset[str]:
    return frozenset(part.partition("-")[0] for part in when_starts())


def month_of(name: str | None) -> int | None:
    """The month of a name or its first letters: 1 for "January"."""
    return prose_words().months.index(name[:3].lower()) + 1 if name else None


def _year(found: re.Match[str], prefix: str) -> int | None:
    return _int(found[f"{prefix}dyear"] or found[f"{prefix}ofyear"])


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _count(word: str, span: str) -> int:
    """Months, from "nine" months, "39" weeks, "three" quarters."""
    number = prose_words().counts.get(word.lower()) or int(word)
    if span.lower().startswith("week"):
        return round(number * 12 / 52)
    return number * 3 if span.lower() == "quarters" else number
