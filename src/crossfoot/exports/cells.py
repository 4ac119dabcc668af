"""Where a printed number stands in the workbook, and how its cell holds it: as printed, in the printed scale."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from crossfoot.model.document import Figure
from crossfoot.model.number import Number

EXCEL_DIGITS = 15  # what a spreadsheet keeps of a number (Excel specifications and limits)
_PLAIN_NAME = re.compile(r"(?!TRUE$|FALSE$)[A-Za-z]{4,}", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")


class Held(msgspec.Struct, frozen=True):
    """A number in a cell.

    `value` is what the cell shows (-2719 for "(2,719)" in thousands; percents in points), `factor` what one unit of it
    is in full units (1000), `places` the digits after the point. `exact`: the cell can hold all of its digits.
    """

    number: Number
    value: Decimal
    factor: Decimal
    places: int

    @property
    def exact(self) -> bool:
        """False of a number with more digits than a spreadsheet keeps."""
        return len(self.value.normalize().as_tuple().digits) <= EXCEL_DIGITS


class Place(msgspec.Struct, frozen=True):
    """A cell: the sheet's name, row and column counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """The address in its own sheet: "B12"."""
        return f"{letters(self.column)}{self.row + 1}"

    def seen_from(self, sheet: str) -> str:
        """The address as a formula on `sheet` names it: "B12", or "'Balance sheet'!B12" on another."""
        return self.cell if sheet == self.sheet else f"{quoted(self.sheet)}!{self.cell}"


def letters(column: int) -> str:
    """A column's name: 0 is "A", 26 is "AA"."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(65 + letter) + name
    return name


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it: in quotes, unless it is a plain word that is no address."""
    return sheet if _PLAIN_NAME.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'"


def in_table(number: Number, figure: Figure) -> Held:
    """A table's number, signed and scaled as it is printed."""
    return Held(number, figure.printed, _factor(number, figure.printed, figure.places), figure.places)


def in_prose(number: Number) -> Held:
    """A number of a sentence: the digits printed, with the sign that is meant ("a loss of $433,000" is -433000)."""
    found = _DIGITS.search(number.text)
    digits = found.group().replace(",", "") if found else "0"
    places = len(digits.partition(".")[2])
    size = Decimal(digits)
    printed = -size if number.value < 0 else size
    return Held(number, printed, _factor(number, printed, places), places)


def _factor(number: Number, printed: Decimal, places: int) -> Decimal:
    """Full units in one unit of print: what the value shows, or for nothing at all what its precision says."""
    if printed and number.value:
        return number.value / printed
    return Decimal(1) if number.decimals is None else Decimal(1).scaleb(places - number.decimals)
