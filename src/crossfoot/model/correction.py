"""What a user corrects in the reading of a release: a period, scale, unit or segment, a total's parts, a tie."""

from __future__ import annotations

import re

import msgspec

from crossfoot.model.document import Document
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.printed import header_over


class Correction(msgspec.Struct, frozen=True):
    """One correction: the numbers it is about, and what it says of them; `place` is where it was read.

    Numbers: those that match all of `table` (words of a title, or the line that the table begins on), `column` (words
    of its header, or its ordinal from 1), `row` (the whole label), `line`, and `text` (as printed).
    `scale` is a power of ten. `segment` "" is the consolidated entity. `parts` are labels of rows, those with a minus
    before them taken away, that give the numbers (a total) in their columns. `reject`: no tie has them for its target.
    """

    place: str
    reason: str
    table: str | int | None = None
    column: str | int | None = None
    row: str | None = None
    line: int | None = None
    text: str | None = None
    period: Period | None = None
    scale: int | None = None
    unit: str | None = None
    segment: str | None = None
    parts: tuple[str, ...] = ()
    reject: bool = False


class Applied(msgspec.Struct, frozen=True):
    """A correction in reports: where it was read, what it says in words, its reason, and the numbers it touched."""

    place: str
    says: str
    reason: str
    numbers: tuple[str, ...]


def closed(text: str) -> str:
    """A label or title as corrections compare it: lower case, spaces closed up, no colon or rule of dots behind."""
    return " ".join(text.split()).rstrip(" :.").lower()


def selected(document: Document, numbers: tuple[Number, ...], correction: Correction) -> tuple[Number, ...]:
    """The numbers that a correction is about, in document order."""
    return tuple(number for number in numbers if _is_meant(document, number, correction))


def _is_meant(document: Document, number: Number, correction: Correction) -> bool:
    if correction.line is not None and number.line != correction.line:
        return False
    if correction.text is not None and _figure(number.text) != _figure(correction.text):
        return False
    if correction.table is None and correction.column is None and correction.row is None:
        return True
    return number.cell is not None and _in_table(document, number, correction)


def _in_table(document: Document, number: Number, correction: Correction) -> bool:
    assert number.cell is not None
    table = document.tables[number.cell[0]]
    if isinstance(correction.table, int) and table.line != correction.table:
        return False
    if isinstance(correction.table, str) and not any(_names(correction.table, t) for t in (*table.titles, *table.stub)):
        return False
    if isinstance(correction.column, int) and number.cell[2] + 1 != correction.column:
        return False
    if isinstance(correction.column, str) and not _names(correction.column, header_over(document, number) or ""):
        return False
    return correction.row is None or closed(table.rows[number.cell[1]].label) == closed(correction.row)


def _names(words: str, title: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(closed(words))}(?!\w)", closed(title)) is not None


def _figure(text: str) -> str:
    """A figure as printed, without its currency sign and blanks."""
    return re.sub(r"[\s$€£¥]", "", text)
