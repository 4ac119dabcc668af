"""Guidance in tables: which columns and rows are of a time yet to come, and which end of a range each figure is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import msgspec

from crossfoot.extract import periods
from crossfoot.extract.lines import Line
from crossfoot.extract.sheets import Sheet
from crossfoot.extract.statements import patterns
from crossfoot.model.fact import Guidance
from crossfoot.model.period import Period

_STATEMENTS = ("operations", "balance-sheet", "cash-flow")


class Outlook(msgspec.Struct, frozen=True):
    """What a table says of guidance: over all of it, and column by column."""

    whole: bool
    columns: tuple[bool, ...]
    sides: tuple[Guidance | None, ...]  # "low" or "high" by the column's heading
    pairs: dict[int, int]  # columns under one head, two by two: in rows that fill both, the ends of a range
    reported: date | None  # the last day of which the document's statements report


def last_reported(sheets: Iterable[Sheet], released: str | None) -> date | None:
    """The last day that a statement's columns date, up to the day of the release; None where none is dated."""
    limit = date.fromisoformat(released) if released else date.max
    days = (
        day
        for sheet in sheets
        if sheet.kind in _STATEMENTS and not _over_all(sheet)
        for column in sheet.columns
        for said in column.mention.dates
        if said.month and (day := periods.as_date(said)) and day <= limit
    )
    return max(days, default=None)


def outlook_of(sheet: Sheet, reported: date | None) -> Outlook | None:
    """What the table says of guidance; None where it says nothing."""
    whole = _over_all(sheet)
    columns = tuple(_said(column.rest) for column in sheet.columns)
    if not whole and not any(columns) and not any(_of_guidance(line.path) for line in sheet.lines):
        return None
    return Outlook(whole, columns, tuple(_side(column.rest) for column in sheet.columns), pairs_of(sheet), reported)


# A headline tells of guidance among results: "reports third quarter results and raises outlook".
_HEADLINE = re.compile(r"\b(?:reports?|announces?|(?:re)?affirms?|raises?|updates?|results)\b", re.IGNORECASE)


def _over_all(sheet: Sheet) -> bool:
    """True where the words right over the table say that it is of guidance."""
    texts = (*sheet.table.titles[-2:], *sheet.table.stub)
    return any(_said(text) and not _HEADLINE.search(text) for text in texts)


def guidance_of(outlook: Outlook, line: Line, column: int, period: Period | None) -> Guidance | None:
    """Whether a figure is guidance, and which end of a range; None where it reports what has been."""
    if not (outlook.columns[column] or outlook.whole or _of_guidance(line.path)):
        return None
    past = period is not None and outlook.reported is not None and period.end <= outlook.reported
    if past and not outlook.columns[column]:
        return None
    end = end_of(outlook.pairs, line, column)
    return _side(line.label) or (end if end != "point" else outlook.sides[column] or end)


def pairs_of(sheet: Sheet) -> dict[int, int]:
    """Columns that share one heading two by two, each with its partner."""
    texts = [column.text for column in sheet.columns]
    firsts = [k for k, text in enumerate(texts[:-1]) if text and text == texts[k + 1] and texts.count(text) == _PAIR]
    return {k: k + 1 for k in firsts} | {k + 1: k for k in firsts}


_PAIR = 2


def end_of(pairs: dict[int, int], line: Line, column: int) -> Guidance:
    """Which end of a range a figure is, by its place in a pair of columns that its row fills; else a point."""
    partner = pairs.get(column)
    if partner is None or not any(cell.column == partner for cell in line.row.cells):
        return "point"
    return "low" if column < partner else "high"


def _of_guidance(texts: Iterable[str]) -> bool:
    return any(_said(text) for text in texts)


@lru_cache(maxsize=32768)
def _said(text: str) -> bool:
    return bool(text) and bool(patterns("outlook")["guidance"].search(text.lower()))


@lru_cache(maxsize=32768)
def _side(text: str) -> Guidance | None:
    if not text:
        return None
    words, lower = patterns("outlook"), text.lower()
    low, high = bool(words["low"].search(lower)), bool(words["high"].search(lower))
    if low == high:
        return None
    return "low" if low else "high"
