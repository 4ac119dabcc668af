"""Rows of an Excel sheet, as the texts of their cells."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from crossfoot.model.errors import Unreadable

SIGNIFICANT = 15  # digits that Excel keeps of a number


def rows(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of `sheet` (the first, where none is named) with their numbers. Raises Unreadable."""
    try:
        import python_calamine
    except ImportError:
        raise Unreadable(str(path), "reading XLSX needs an extra", remedy="pip install 'crossfoot[build]'") from None
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        found = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
    except (python_calamine.CalamineError, OSError) as error:
        raise Unreadable(
            str(path), f"is no workbook that can be read: {error}", remedy="check file and sheet"
        ) from None
    for number, cells in enumerate(found.to_python(skip_empty_area=False), start=1):
        if any(cell != "" for cell in cells):
            yield number, [_text(cell) for cell in cells]


def _text(cell: object) -> str:
    """A cell as text. Excel keeps numbers in binary: what it shows is the decimal of 15 digits nearest to it."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, (datetime.datetime, datetime.date)):
        return cell.isoformat()[:10]
    if isinstance(cell, float):
        shown = Decimal(f"{cell:.{SIGNIFICANT}g}")
        return format(shown.to_integral_value() if shown == shown.to_integral_value() else shown, "f")
    return str(cell).strip()
