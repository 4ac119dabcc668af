"""Cells written with care: text always as text, within Excel's limits, formats made once, colours as bankers use them.

A text that a spreadsheet would take for a formula if it were typed (it begins with "=", "+", "-", "@" or a tab) is
stored as a string and carries the quote prefix, so that it stays one when somebody edits the cell.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import Any

from crossfoot.exports.cells import Place, quoted

CELL_CHARS = 32_767  # Excel specifications and limits: characters in a cell
FORMULA_CHARS = 8_192  # and in a formula
LINKS = 65_530  # and hyperlinks on a sheet
INPUT, FORMULA, LINK = "#0000FF", "#000000", "#00803C"  # inputs blue, formulas black, other sheets green
BROKEN, TOUCHED = "#FFB3B3", "#FFE9D6"
_BINARY = Context(prec=17)  # the digits that tell binary numbers apart
_NARROW = Decimal("1.1")  # letters are narrower than the digits that a column's width counts
_POINTS = 13.5  # the height of a line
_RISKY = re.compile(r"\s*[=+\-@\t\r]")


class Ink:
    """An XlsxWriter workbook with what its cells look like."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._links: dict[str, int] = {}

    def look(self, **properties: Any) -> Any:
        """A cell format; those of the same properties are one."""
        given = {"font_name": "Calibri", "font_size": 10, "valign": "top", **properties}
        key = tuple(sorted(given.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(given)
        return self._formats[key]

    def text(self, sheet: Any, row: int, column: int, text: str, **look: Any) -> None:
        """Writes text as a string, never as a formula, a number or a link."""
        if not text:
            if look:
                sheet.write_blank(row, column, None, self.look(**look))
            return
        if _RISKY.match(text):
            look["quote_prefix"] = True
        sheet.write_string(row, column, clipped(text), self.look(**look))

    def number(self, sheet: Any, row: int, column: int, value: Decimal, **look: Any) -> None:
        """Writes a number; XlsxWriter takes the Decimal as it is."""
        sheet.write_number(row, column, value, self.look(**look))

    def formula(
        self, sheet: Any, row: int, column: int, formula: str, value: Decimal | bool | str, **look: Any
    ) -> None:
        """Writes a formula with the value that it gives, for programs that do not recalculate."""
        cached = _BINARY.plus(value) if isinstance(value, Decimal) else value
        sheet.write_formula(row, column, formula, self.look(**look), cached)

    def link(self, sheet: Any, row: int, column: int, place: Place, text: str, **look: Any) -> None:
        """Writes text that leads to a cell of this workbook; past Excel's number of links, the text alone."""
        used = self._links.get(sheet.get_name(), 0)
        if used >= LINKS:
            self.text(sheet, row, column, text, **look)
            return
        self._links[sheet.get_name()] = used + 1
        shown = self.look(**{"font_color": LINK, "underline": 1, **look})
        sheet.write_url(row, column, f"internal:{quoted(place.sheet)}!{place.cell}", shown, clipped(text, 255))

    def height(self, sheet: Any, row: int, *texts: tuple[str, int]) -> None:
        """Makes a row as high as the longest of its wrapped texts, each with its column's width in characters.

        Spreadsheets do this by themselves, but not all of them when a file is printed or converted.
        """
        lines = max(
            (sum(1 + int(len(line) // (chars * _NARROW)) for line in text.split("\n")) for text, chars in texts),
            default=1,
        )
        if lines > 1:
            sheet.set_row(row, min(409, _POINTS * lines))

    def note(self, sheet: Any, row: int, column: int, text: str) -> None:
        """Puts a comment on a cell."""
        lines = 2 + len(text) // 38 + text.count("\n")
        sheet.write_comment(row, column, clipped(text), {"author": "Crossfoot", "x_scale": 2, "height": 16 * lines})


def clipped(text: str, most: int = CELL_CHARS) -> str:
    """The text, cut with "…" where it is longer than a cell holds."""
    return text if len(text) <= most else text[: most - 1] + "…"
