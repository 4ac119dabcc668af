"""Rows of plain values as a table for a person, or as CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO

from crossfoot.model.printed import plain
from crossfoot.report.visible import visible

Value = str | int | float | bool | Decimal | datetime.date | None | list[str]

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV injection"); a plain signed number is none.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_PLAIN_NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+%?")

_WIDEST = 60  # characters of a cell that a person gets to see


def guarded(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would take it for a formula."""
    if _FORMULA.match(cell) and not _PLAIN_NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """CSV (RFC 4180, without the last line's end): amounts exact, dates ISO, nothing for null."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guarded(worded(value)) for value in row])
    return text.getvalue().rstrip("\n")


def as_table(columns: Sequence[str], rows: Sequence[Sequence[Value]], *, colour: bool) -> str:
    """A table for a person: numbers to the right, with thousands' commas; long text is cut."""
    body = [[_cut(visible(_grouped(value))) for value in row] for row in rows]
    right = [all(_number(row[k]) for row in rows) for k in range(len(columns))]
    wide = [max([len(head), *(len(row[k]) for row in body)]) for k, head in enumerate(columns)]
    head = _line(columns, wide, right)
    return "\n".join([f"\x1b[1m{head}\x1b[0m" if colour else head, *(_line(row, wide, right) for row in body)])


def worded(value: Value) -> str:
    """A value as programs get it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return " / ".join(value)
    return str(value)


def _grouped(value: Value) -> str:
    if isinstance(value, Decimal):
        return format(Decimal(plain(value)), ",f")
    return worded(value)


def _number(value: Value) -> bool:
    return value is None or (isinstance(value, (int, float, Decimal)) and not isinstance(value, bool))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _line(cells: Sequence[str], wide: list[int], right: list[bool]) -> str:
    pairs = zip(cells, wide, right, strict=True)
    return "  ".join(cell.rjust(w) if r else cell.ljust(w) for cell, w, r in pairs).rstrip()
