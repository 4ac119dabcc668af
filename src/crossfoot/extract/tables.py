"""The numbers and facts of a document's tables."""

from __future__ import annotations

from bisect import bisect_right
from datetime import timedelta
from decimal import Decimal
from itertools import accumulate

import msgspec

from crossfoot.extract import columns as heads
from crossfoot.extract import labels, release, segments, statements
from crossfoot.extract.calendar import FiscalCalendar
from crossfoot.extract.columns import Column
from crossfoot.extract.periods import Mention
from crossfoot.extract.scale import Caption
from crossfoot.extract.sheets import Line, Sheet, read_sheets
from crossfoot.extract.units import Measure
from crossfoot.model.document import Cell, Document, Figure
from crossfoot.model.fact import Fact, Provenance, Relation
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.proof import Reading


def read_tables(document: Document) -> Reading:
    """The numbers and facts of all tables of `document`, with what the release says of itself. Ids are provisional."""
    calendar = FiscalCalendar(document)
    lines = list(accumulate(len(line) for line in document.source.splitlines(keepends=True)))
    numbers: list[Number] = []
    facts: list[Fact] = []
    for sheet in read_sheets(document):
        _read_sheet(sheet, calendar, lines, numbers, facts)
    about = release.about(document)
    return Reading(tuple(numbers), tuple(facts), (), about.title, about.company, about.released)


class _Reader(msgspec.Struct):
    """One sheet on its way to numbers and facts, with the periods already worked out for it."""

    sheet: Sheet
    calendar: FiscalCalendar
    parts: dict[int, str | None]
    periods: dict[tuple[int, Mention | None, bool | None], Period | None]


def _read_sheet(
    sheet: Sheet, calendar: FiscalCalendar, lines: list[int], numbers: list[Number], facts: list[Fact]
) -> None:
    reader = _Reader(sheet, calendar, segments.column_segments(sheet.columns, sheet.kind), {})
    for line in sheet.lines:
        for cell in line.row.cells:
            number, fact = _read_cell(reader, line, cell, lines)
            numbers.append(number)
            facts.append(fact)


def _read_cell(reader: _Reader, line: Line, cell: Cell, lines: list[int]) -> tuple[Number, Fact]:
    sheet, figure = reader.sheet, cell.figure
    column = sheet.columns[cell.column]
    measure = _measure(line, column, figure, sheet)
    unit = _unit(measure, figure, sheet)
    caption, power, source = _power(measure, line, column, sheet)
    value, decimals = _scaled(figure, power)
    relation, period = _period(reader, line, cell.column)
    ident = f"t{sheet.index}.{line.index}.{cell.column}"
    nil = figure.kind == "nil"
    number = Number(
        id=ident,
        span=figure.span,
        line=bisect_right(lines, figure.span[0]) + 1,
        text=figure.text,
        where="table",
        value=value,
        unit=unit,
        decimals=decimals,
        nil=nil,
        cell=(sheet.index, line.index, cell.column),
        page=None,
    )
    why = [Provenance("period", f"header {column.text!r}")] if period else []
    if power:
        why.append(Provenance("scale", f"{source} {caption.text!r}" if caption and caption.text else source))
    if unit:
        why.append(Provenance("unit", measure or "symbol"))
    concept = line.concept if measure == line.measure or measure is None or measure == "money" else None
    segment = line.segment
    if cell.column in reader.parts:
        segment = reader.parts[cell.column]
        if segment:
            why.append(Provenance("segment", f"header {column.text!r}"))
    fact = Fact(
        number=ident,
        label=line.label,
        path=line.path,
        table=sheet.title,
        statement=line.statement,
        concept=concept,
        segment=segment,
        period=period,
        value=value,
        unit=unit,
        decimals=decimals,
        nil=nil,
        basis=_basis(line, column, sheet),
        relation=relation,
        why=(*why, *line.why),
    )
    return number, fact


def _measure(line: Line, column: Column, figure: Figure, sheet: Sheet) -> Measure | None:
    if figure.kind == "percent" or column.percent:
        return "percent"
    words = statements.patterns("column")
    over = column.rest.lower()
    if over and not column.change:
        if words["per_share"].search(over):
            return "per-share"
        if words["shares"].search(over) and not figure.currency and figure.places == 0:
            return "shares"
        if words["rate"].search(over) and not figure.currency and figure.places:
            return "percent"
    if line.measure is None and (figure.currency or sheet.units.money_seen):
        return "money"
    if line.measure in ("shares", "count", "ratio", "percent") and figure.currency:
        return "money"
    return line.measure


def _unit(measure: Measure | None, figure: Figure, sheet: Sheet) -> str | None:
    match measure:
        case "money":
            return sheet.units.currency
        case "per-share":
            return f"{sheet.units.currency}/share" if sheet.units.currency else None
        case "shares" | "percent" | "ratio":
            return measure
    return None


def _power(
    measure: Measure | None, line: Line, column: Column, sheet: Sheet
) -> tuple[Caption | None, int, str]:
    """The power of ten a figure is printed in, with the caption and what kind of place said so."""
    if measure in ("per-share", "percent", "ratio"):
        return None, 0, ""
    if line.caption and measure in ("shares", "money", "count", None):
        return line.caption, line.caption.power, "row or heading"
    if measure == "shares" and sheet.shares_power is not None:
        return None, sheet.shares_power, "earnings per share: income over shares gives them only so"
    caption = column.caption or sheet.caption
    if caption is None or measure == "count" or (measure == "shares" and not caption.shares_too):
        return None, 0, ""
    return caption, caption.power, "header" if caption is column.caption else sheet.caption_from


def _scaled(figure: Figure, power: int) -> tuple[Decimal, int]:
    if not power:
        return figure.printed, figure.places
    return (figure.printed.scaleb(power) if figure.printed else figure.printed) + 0, figure.places - power


def _basis(line: Line, column: Column, sheet: Sheet) -> str | None:
    for name, pattern in statements.patterns("basis").items():
        for text in (line.label, column.rest, "" if sheet.kind == "reconciliation" else sheet.title):
            if text and pattern.search(text.lower()):
                return name
    return None


def _period(reader: _Reader, line: Line, index: int) -> tuple[Relation | None, Period | None]:
    """The period of a cell, and for a change column what it is a change of."""
    sheet = reader.sheet
    column = sheet.columns[index]
    if not column.change:
        return None, _cell_period(reader, line, index)
    kind = "percent-change" if column.percent or _all_percent(sheet, index) else "change"
    current, earlier = _compared(sheet, index)
    period = _cell_period(reader, line, current) if current is not None else None
    start = _cell_period(reader, line, earlier) if earlier is not None else None
    return Relation(of=line.label, kind=kind, from_period=start), period


def _all_percent(sheet: Sheet, index: int) -> bool:
    kinds = [c.figure.kind for line in sheet.lines for c in line.row.cells if c.column == index]
    return "percent" in kinds and "number" not in kinds


def _compared(sheet: Sheet, index: int) -> tuple[int | None, int | None]:
    """The columns that a change column compares: the current one and the one it starts from."""
    plain = [k for k, c in enumerate(sheet.columns) if not c.change and not c.percent and c.mention.dates]
    group = sheet.columns[index].group
    inside = [k for k in plain if group[0] <= k <= group[1]] if group[0] < group[1] else []
    if len(inside) >= 2:
        return inside[0], inside[1]
    left = [k for k in plain if k < index]
    right = [k for k in plain if k > index]
    if left and right and len(plain) > len(left):
        between = index - 1 in left and index + 1 in right
        if between:
            return plain[0], right[0]
    return (left[-2], left[-1]) if len(left) >= 2 else (left[0] if left else None, None)


def _averaged(line: Line, sheet: Sheet) -> bool:
    """True for averages of balances, which belong to the period they are averages over."""
    return "average" in line.label.lower() or "average balance" in (sheet.title or "").lower()


def _cell_period(reader: _Reader, line: Line, index: int) -> Period | None:
    sheet = reader.sheet
    instant = labels.is_instant(line.concept) if line.concept else None
    if _averaged(line, sheet):
        instant = False
    elif line.statement == "balance-sheet" or line.edge:
        instant = True
    elif instant is None and line.statement == sheet.kind and not sheet.columns[index].mention.has_length:
        instant = sheet.balances
    key = (index, line.time, instant)
    if key not in reader.periods:
        said = sheet.columns[index].mention
        timing = sheet.timing
        if instant is False and timing.instants and line.statement != "balance-sheet":
            timing = msgspec.structs.replace(timing, instants=False)
        reader.periods[key] = heads.resolve(said, line.time, timing, reader.calendar, instant)
    period = reader.periods[key]
    if line.edge == "beginning":
        flow = heads.resolve(sheet.columns[index].mention, line.time, sheet.timing, reader.calendar, False)
        return Period(flow.start - timedelta(days=1)) if flow and flow.start else None
    return period
