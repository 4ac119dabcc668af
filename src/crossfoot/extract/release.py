"""What a release says of itself: its headline, the company, the day."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from crossfoot import vocabulary
from crossfoot.extract import periods, statements
from crossfoot.model.document import Document

_REPORTS = re.compile(r"\b(?:report|announce|post|grow|rise|increase|result|earning|record|quarter|net income)s?", re.IGNORECASE)
_NOT_A_TITLE = re.compile(r"^(?:for immediate release|exhibit\b|news release|press release|news$|contacts?\b|form \d|item \d|part [iv])", re.IGNORECASE)
_COMPANY = re.compile(r"\b(?:corporation|corp|inc|incorporated|company|companies|co|ltd|limited|plc|llc|group|bancorp|holdings?|system)\b\.?", re.IGNORECASE)


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
    kinds = statements.patterns("kind").values()
    for table in document.tables:
        for title in table.titles:
            text = " ".join(title.split())
            if _COMPANY.search(text) and len(text) < 80 and not any(p.search(text.lower()) for p in kinds):
                return text
    return None


def _released(document: Document) -> str | None:
    """The dateline's day: the first full date in the first paragraphs; else the filing's."""
    months = vocabulary.calendar_words()["months"]
    names = "|".join(sorted(months, key=len, reverse=True))
    dated = re.compile(rf"\b({names})\b\.?\s+(\d{{1,2}}),\s*((?:19|20)\d\d)", re.IGNORECASE)
    for passage in document.passages[:25]:
        if passage.kind in ("paragraph", "heading") and (found := dated.search(passage.text[:400])):
            month, day, year = months[found[1].lower()], int(found[2]), int(found[3])
            if day <= periods.month_end(year, month).day:
                return date(year, month, day).isoformat()
    return document.filed
