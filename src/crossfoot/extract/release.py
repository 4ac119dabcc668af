"""What a release says of itself: its headline, the company, the day."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import msgspec

from crossfoot import vocabulary
from crossfoot.extract import periods, statements
from crossfoot.model.document import Document

_REPORTS = re.compile(
    r"\b(?:report|announce|post|grow|rise|increase|result|earning|record|quarter|net income)s?", re.IGNORECASE
)
_NOT_A_TITLE = re.compile(
    r"^\(|\boutlook\b|^(?:date of report|current report|for the (?:quarter|fiscal)|for immediate release|exhibit\b"
    r"|news release|press release|news$|contacts?\b|form \d|item \d|part [iv])",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:corporation|corp|inc|incorporated|company|companies|co|ltd|limited|plc|llc|group|bancorp|holdings?|system)\b\.?",
    re.IGNORECASE,
)


# The name before its ticker: "Example Corp. (Nasdaq: EXMP)".
_LISTED = re.compile(
    r"\b(?P<name>(?:[A-Z][\w&'.-]*,?\s+){1,6}?(?:Corporation|Corp|Inc|Incorporated|Company|Co|Ltd|Limited|plc|LLC|Group|Bancorp|N\.V|S\.A)\b\.?)"
    r"\s*\((?:nasdaq|nyse|amex|new york stock exchange|otc|tsx)\b",
    re.IGNORECASE,
)


class About(msgspec.Struct, frozen=True):
    """Headline, company name and ISO date; None where not told."""

    title: str | None
    company: str | None
    released: str | None


def about(document: Document) -> About:
    """What `document` says of itself."""
    return About(_title(document), _company(document), _released(document))


def _title(document: Document) -> str | None:
    for passage in document.passages[:40]:
        text = " ".join(passage.text.split())
        if passage.kind == "heading" and len(text) > 12 and not _NOT_A_TITLE.match(text) and _REPORTS.search(text):
            return text
    return None


def _company(document: Document) -> str | None:
    if document.company:
        return document.company
    for passage in document.passages[:30]:
        if found := _LISTED.search(" ".join(passage.text[:600].split())):
            return found["name"]
    kinds = statements.patterns("kind").values()
    for table in document.tables:
        for title in table.titles:
            text = " ".join(title.split())
            if _COMPANY.search(text) and len(text) < 80 and not any(p.search(text.lower()) for p in kinds):
                return text
    return None


def _released(document: Document) -> str | None:
    """The day of the dateline, of a date by itself or of the report, before the first table; else of filing."""
    first = min((t.line for t in document.tables), default=None)
    for passage in document.passages[:60]:
        if first is not None and passage.line > first:
            break
        if passage.kind != "furniture" and (found := _dateline().search(passage.text, 0, 600)):
            month, day, year = (
                vocabulary.calendar_words()["months"][found["month"].lower()],
                int(found["day"]),
                int(found["year"]),
            )
            if day <= periods.month_end(year, month).day:
                return date(year, month, day).isoformat()
    closing = _WIRE_END.search(document.source)
    if closing and int(closing[1]) <= 12 and int(closing[2]) <= periods.month_end(int(closing[3]), int(closing[1])).day:
        return date(int(closing[3]), int(closing[1]), int(closing[2])).isoformat()
    return document.filed


# The end mark of a wire service: "-0-   02/02/2005".
_WIRE_END = re.compile(r"^\s*-0-\s+(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)", re.MULTILINE)


@cache
def _dateline() -> re.Pattern[str]:
    names = "|".join(sorted(vocabulary.calendar_words()["months"], key=len, reverse=True))
    day = rf"(?P<month>{names})\b\.?\s+(?P<day>\d{{1,2}}),\s*(?P<year>(?:19|20)\d\d)"
    return re.compile(
        rf"""
        (?:\A\s*|\b(?:date(?:\s+of\s+report)?(?:\s+\([^)]*\))?:?\s*)   # first in its passage, "Date of report:"
          |\A[^.!?\n]{{0,60}}[,(-]\s*)                                  # a place before it: "NEW YORK, May 5, 2004 --"
        {day}
        (?=\s*(?:\Z|\n|--|-|\u2013|\u2014|\)|/|\())
        """,
        re.VERBOSE | re.IGNORECASE,
    )
