"""What one figure counts, by its own signs, its column and its row; its unit and the power of ten it is printed in."""

from __future__ import annotations

import re

import msgspec

from crossfoot.extract import changes, statements, units
from crossfoot.extract.columns import Column
from crossfoot.extract.lines import Line
from crossfoot.extract.scale import Caption
from crossfoot.extract.sheets import Sheet
from crossfoot.extract.units import PER_SHARE_LIMIT, Measure
from crossfoot.model.document import Figure


class Counted(msgspec.Struct, frozen=True):
    """What a column says of what its figures count, worked out once."""

    measure: Measure | None
    change: bool
    only_percents: bool
    money: bool  # its heading states a scale of money
    beside_per_share: bool  # another column holds the amounts per share: here are none
    current: int
    earlier: int | None
    points: bool = False  # amounts of money, or basis points where the row is of percents


def headings(sheet: Sheet) -> list[Measure | None]:
    """What each column's heading says that its figures count; amounts beside shares are money."""
    found = [_by_heading(column) for column in sheet.columns]
    if "shares" not in found:
        return found
    amounts = [
        m in (None, "shares") and bool(_AMOUNT.search(c.rest)) for m, c in zip(found, sheet.columns, strict=True)
    ]
    return ["money" if told else m for m, told in zip(found, amounts, strict=True)]


def counted(sheet: Sheet, index: int, headed: list[Measure | None], current: int, earlier: int | None) -> Counted:
    """What a column says of what its figures count. `headed`: what all the headings say."""
    column, measure = sheet.columns[index], headed[index]
    money = column.caption is not None and column.caption.currency is not None
    beside = measure != "per-share" and "per-share" in headed
    points = bool(statements.patterns("column")["basis_points"].search(column.rest.lower())) if column.rest else False
    return Counted(
        measure, column.change, column.only_percents, money, beside, current, earlier if column.change else None, points
    )


_AMOUNT = re.compile(r"\b(?:amounts?|cost|dollars)$", re.IGNORECASE)
_EXCEPTED = re.compile(r"\b(?:except|other than)\b[^)]*")  # "(in millions, except per share data)"


def _by_heading(column: Column) -> Measure | None:
    if not column.rest:
        return "percent" if column.percent else None
    words, lower = statements.patterns("column"), _EXCEPTED.sub(" ", column.rest.lower())
    bps = bool(words["basis_points"].search(lower))
    if column.percent or (bps and words["money"].search(lower)):
        return "percent" if column.percent else None
    if bps:
        return "basis-points"
    if column.change:
        return None
    found: tuple[tuple[str, Measure], ...] = (
        ("per_share", "per-share"), ("shares", "shares"), ("rate", "percent"),
    )  # fmt: skip
    if words["years"].search(column.text.lower()):
        return "count"  # "Average life (years)"
    for name, measure in found:
        if words[name].search(lower):
            return measure if measure != "percent" or column.some_percents else None
    return None


_OWN = ("shares", "per-share", "count", "ratio", "price")  # rows that print no percent of a base
# What the word behind a figure says that it counts.
_BY_SUFFIX: dict[str, Measure] = {
    "bp": "basis-points", "bps": "basis-points", "x": "ratio",
    "pp": "percent", "ppts": "percent", "pts": "percent", "pt": "percent", "points": "percent",
}  # fmt: skip
_POWERS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_CENTS = 2
_NO_PERCENT = 10_000  # no whole percent is so large: "net interest margin" in dollars


def measure_of(line: Line, over: Counted, figure: Figure, sheet: Sheet) -> Measure | None:
    """What a figure counts: by its own sign, its column's heading, then its row's words."""
    if figure.suffix in _BY_SUFFIX:
        return _BY_SUFFIX[figure.suffix]
    if figure.kind == "percent" or (figure.kind == "nil" and over.only_percents):
        return "percent"
    said = over.measure
    if line.measure == "percent" and over.earlier is not None and figure.kind == "number" and not figure.currency:
        told = _of_percents(line, over, figure)
        if told is not None or over.points:
            return told or "basis-points"
    if said == "percent" and not figure.currency and (over.change or line.measure not in _OWN):
        return said
    of_growth = (said == "percent" or sheet.units.percents) and not figure.currency
    if of_growth and line.measure == "per-share" and figure.places < _CENTS:
        return "percent"  # points that a step adds to the growth of earnings per share
    if said in ("per-share", "basis-points") and not (said == "basis-points" and figure.currency):
        return said
    if said == "shares" and not figure.currency and figure.places == 0:
        return said
    if said in ("money", "count") and figure.kind == "number" and line.measure in (None, "shares", "count"):
        return said if sheet.units.currency or said == "count" else None
    if line.measure == "percent" and over.earlier is not None and figure.kind == "number" and not figure.currency:
        return None
    if line.measure is None:
        if not figure.currency and statements.patterns("row")["heads"].search(line.label.lower()):
            return None  # people, in the scale of the money beside them
        if sheet.units.percents or (figure.kind == "nil" and line.percents):
            return "percent"
        said_so = over.money or (line.caption is not None and line.caption.currency is not None)
        return "money" if figure.currency or sheet.units.money_seen or said_so else None
    if line.measure == "percent" and figure.places == 0 and abs(figure.printed) >= _NO_PERCENT:
        return "money" if sheet.units.money_seen else None
    if line.measure == "per-share" and (over.beside_per_share or abs(figure.printed) >= PER_SHARE_LIMIT):
        return "money"
    if figure.currency and line.measure not in ("per-share", "price"):
        return "money"
    return line.measure


def _of_percents(line: Line, over: Counted, figure: Figure) -> Measure | None:
    """What a change of percents is printed in, where its arithmetic tells: points or basis points."""
    current, earlier = (changes.cell_in(line.row, k) for k in (over.current, over.earlier))
    if current is None or earlier is None:
        return None
    said = changes.printed(figure, current.figure, earlier.figure, percents=True)
    if said == "difference":
        return "percent"
    return "basis-points" if said == "basis-points" else None


def unit_of(measure: Measure | None, sheet: Sheet, figure: Figure) -> str | None:
    """The unit as programs get it; None where it is not known or has no name of its own."""
    currency = units.currency_of(figure.currency, sheet.units.currency)
    match measure:
        case "money" | "price":
            return currency
        case "per-share":
            return f"{currency}/share" if currency else None
        case "basis-points":
            return "bp"
        case "shares" | "percent" | "ratio":
            return measure
    return None


def power_of(
    measure: Measure | None, line: Line, column: Column, sheet: Sheet, suffix: str | None = None
) -> tuple[int, str]:
    """The power of ten that a figure is printed in, and where that is said ("" where it is in full)."""
    if measure in ("per-share", "percent", "ratio", "basis-points", "price"):
        return 0, ""
    if suffix in _POWERS:
        return _POWERS[suffix], f"the word {suffix!r} behind it"
    if line.caption:
        return line.caption.power, f"row or heading {line.caption.text!r}"
    if measure == "shares" and sheet.shares_power is not None:
        return sheet.shares_power, "earnings per share: income over shares gives them only so" * bool(
            sheet.shares_power
        )
    if measure is None and line.measure == "percent":
        return 0, ""  # a change of percents, in points or basis points
    caption: Caption | None = column.caption or sheet.caption
    counted = measure == "count"
    if caption is None or counted != caption.counts or (measure == "shares" and not caption.shares_too):
        return 0, ""
    place = "header" if caption is column.caption else sheet.caption_from
    return caption.power, f"{place} {caption.text!r}" if caption.text else place
