"""What a release says of itself: its headline, the company, the day."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import msgspec

from crossfoot.extract import periods, statements
from crossfoot.model.document import Document, Passage

_FIRST_PASSAGES = 60  # a release says who speaks, and when, at its head
_HEAD = 600  # characters of a passage that are looked at

_REPORTS = re.compile(
    r"\b(?:report|announce|post|grow|rise|increase|result|earning|record|quarter|net income)s?", re.IGNORECASE
)
_NOT_A_TITLE = re.compile(
    r"^\(|\boutlook\b|^(?:date of report|current report|for the (?:quarter|fiscal)|for immediate release|exhibit\b"
    r"|news release|press release|news$|contacts?\b|form \d|item \d|part [iv])",
    re.IGNORECASE,
)
_LEGAL_FORM = (
    r"(?:Corporation|CORPORATION|Corp|CORP|Incorporated|INCORPORATED|Inc|INC|Company|COMPANY|Companies|COMPANIES|Co|CO"
    r"|Limited|LIMITED|Ltd|LTD|plc|PLC|LLC|Group|GROUP|Bancorp|BANCORP|Holdings?|HOLDINGS?|System|SYSTEM|N\.V|S\.A)\b\.?"
)
# A name before its ticker: "Made Works Corp. (Nasdaq: MADE)".
_TICKER = re.compile(r"\s\((?:NASDAQ\w*|Nasdaq\w*|NYSE|AMEX|New York Stock Exchange|OTC|TSX)\b")
_WORD = r"[a-z]?[A-Z][\w&.'\u2019-]*"
_NAME = re.compile(rf"(?:{_WORD},?\s+){{1,6}}{_LEGAL_FORM}\Z")

# Who speaks after a dateline: "AKRON, Ohio, July 14, 2004 -- Made Works Corp. (MADE) today reported".
_SPEAKER = re.compile(
    rf"(?:--|[\u2013\u2014]|\)|/|\s-)\s*((?:The\s)?{_WORD}(?:,?\s(?:(?:of|and|the|&)\s)?{_WORD}){{0,6}})"
    r"(?:\s*\([^)]{0,80}\))*,?\s(?:today\s(?:announced|reported|released|posted)|(?:announced|reported|released)\stoday)\b"
)

# A title that is a name and nothing else, its first word more than a legal form.
_TITLE = re.compile(
    rf"\W*((?:{_WORD},?\s+){{1,7}}{_LEGAL_FORM})(?:,?\s+(?:and|AND|&)\s+(?:its\s+|ITS\s+)?(?i:(?:consolidated\s+)?subsidiar(?:y|ies)))?\W*"
)
_SEAT = re.compile(r"\A\w+-based\s+")  # "Akron-based"
_SIGNS = re.compile(r"[\u00ae\u2122]|\((?:R|TM)\)")

# What stands around a date that is the release's own.
_REPORT_DATE = re.compile(r"\bdated?(?:\s+of\s+report)?(?:\s+\([^)]*\))?:?\s*\Z", re.IGNORECASE)
_PLACE = re.compile(r"[^!?\n\d]{0,70}[,(\u2013\u2014-]\s*\Z")
_AFTER = re.compile(r"\s*(?:\Z|\n|-|\u2013|\u2014|\)|/|\()")

# The end mark of a wire service: "-0-   02/02/2005".
_WIRE_END = re.compile(r"^[ \t]*-0-[ \t]+(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)", re.MULTILINE)


class About(msgspec.Struct, frozen=True):
    """Headline, company name and ISO date; None where not told."""

    title: str | None
    company: str | None
    released: str | None


def about(document: Document) -> About:
    """What `document` says of itself."""
    return About(_title(document), _company(document), _released(document))


def _title(document: Document) -> str | None:
    for passage in document.passages[:_FIRST_PASSAGES]:
        text = " ".join(passage.text.split())
        if passage.kind == "heading" and len(text) > 12 and not _NOT_A_TITLE.search(text) and _REPORTS.search(text):
            return text
    return None


def _company(document: Document) -> str | None:
    """The company by a submission's header, by the name before its ticker, by who speaks, or over most statements."""
    if document.company:
        return document.company
    first = document.passages[:_FIRST_PASSAGES]
    for text in map(_head, first):
        ticker = _TICKER.search(text)
        name = _NAME.search(text[: ticker.start()]) if ticker else None
        if name:
            return _plain_name(name.group())
    for text in map(_head, first):
        speaker = _SPEAKER.search(" ".join(text.split()))
        if speaker:
            return _plain_name(speaker.group(1))
    kinds = statements.patterns("kind").values()
    names = Counter(
        _plain_name(found.group(1))
        for table in document.tables
        for title in table.titles
        if (found := _TITLE.fullmatch(_SIGNS.sub("", title)))
        and not any(p.search(" ".join(title.lower().split())) for p in kinds)
    )
    return names.most_common(1)[0][0] if names else None


def _head(passage: Passage) -> str:
    return _SIGNS.sub("", passage.text[:_HEAD])


def _plain_name(text: str) -> str:
    return _SEAT.sub("", " ".join(text.split()))


def _released(document: Document) -> str | None:
    """The day of the dateline, of a date by itself or of the report, before the first table; else of filing."""
    first = min((t.line for t in document.tables), default=None)
    for passage in document.passages[:_FIRST_PASSAGES]:
        if first is not None and passage.line > first:
            break
        text = passage.text[:_HEAD]
        for start, end, day in periods.full_dates(f" {text}" if passage.kind != "furniture" else ""):
            before = text[: max(0, start - 1)]
            own = not before.strip() or _REPORT_DATE.search(before) or _PLACE.fullmatch(before)
            if own and _AFTER.match(text, end - 1):
                return day.isoformat()
    closing = _WIRE_END.search(document.source) if "-0-" in document.source else None
    if closing:
        month, day_of_month, year = (int(part) for part in closing.groups())
        if 1 <= month <= 12 and 1 <= day_of_month <= periods.month_end(year, month).day:
            return date(year, month, day_of_month).isoformat()
    return document.filed
