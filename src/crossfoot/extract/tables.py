"""The numbers and facts of a document's tables."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

import msgspec

from crossfoot.extract import columns as heads
from crossfoot.extract import release, segments, statements
from crossfoot.extract.calendar import FiscalCalendar
from crossfoot.extract.columns import Column
from crossfoot.extract.furniture import Lines
from crossfoot.extract.lines import Line
from crossfoot.extract.periods import Mention
from crossfoot.extract.sheets import Sheet, read_sheets
from crossfoot.extract.units import Measure
from crossfoot.model.document import Cell, Document, Figure
from crossfoot.model.fact import Fact, Provenance, Relation
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.proof import Reading


def read_tables(document: Document) -> Reading:
    """The numbers and facts of all tables of `document`, with what the release says of itself. Ids are provisional."""
    sheets = read_sheets(document)
    calendar = FiscalCalendar(document, (c.mention for sheet in sheets for c in sheet.columns))
    lines = Lines(document.source)
    numbers: list[Number] = []
    facts: list[Fact] = []
    for sheet in sheets:
        _read_sheet(sheet, calendar, lines, numbers, facts)
    about = release.about(document)
    return Reading(tuple(numbers), tuple(facts), (), about.title, about.company, about.released)


class _Over(msgspec.Struct):
    """What a column gives to each of its cells, worked out once."""

    column: Column
    measure: Measure | None  # what its heading says its figures count
    relation: str | None  # "change" or "percent-change"
    current: int  # the column whose period its cells belong to; of a change, the later of the two compared
    earlier: int | None
    segment: str | None
    basis: str | None
    why_period: Provenance


class _Reader(msgspec.Struct):
    """One sheet on its way to numbers and facts, with what was already worked out for it."""

    sheet: Sheet
    calendar: FiscalCalendar
    over: list[_Over]
    by_column: bool  # segments stand over the columns
    basis: str | None
    periods: dict[tuple[int, Mention | None, bool | None], Period | None]


def _read_sheet(sheet: Sheet, calendar: FiscalCalendar, lines: Lines, numbers: list[Number], facts: list[Fact]) -> None:
    parts = segments.column_segments(sheet.columns, sheet.kind)
    basis = _basis(sheet.title) if sheet.title and sheet.kind != "reconciliation" else None
    over = [_over(sheet, k, parts.get(k)) for k in range(len(sheet.columns))]
    reader = _Reader(sheet, calendar, over, bool(parts), basis, {})
    for line in sheet.lines:
        for cell in line.row.cells:
            _read_cell(reader, line, cell, lines, numbers, facts)


def _over(sheet: Sheet, index: int, segment: str | None) -> _Over:
    column = sheet.columns[index]
    relation, current, earlier = None, index, None
    if column.change:
        relation = "percent-change" if column.percent or column.only_percents else "change"
        current, earlier = _compared(sheet, index)
    elif column.percent or (column.only_percents and not all(c.only_percents for c in sheet.columns)):
        relation = "ratio"  # percents of a base, beside the amounts
    why = Provenance("period", f"header {column.text!r}")
    return _Over(column, _counted(column), relation, current, earlier, segment, _basis(column.rest), why)


def _counted(column: Column) -> Measure | None:
    """What a column's heading says that its figures count; None where it says nothing."""
    if column.percent:
        return "percent"
    if column.change or not column.rest:
        return None
    words, lower = statements.patterns("column"), column.rest.lower()
    found: tuple[tuple[str, Measure], ...] = (("per_share", "per-share"), ("shares", "shares"), ("rate", "percent"))
    return next((measure for name, measure in found if words[name].search(lower)), None)


def _compared(sheet: Sheet, index: int) -> tuple[int, int | None]:
    """The columns that a change column compares: the current one and the one it starts from."""
    plain = [k for k, c in enumerate(sheet.columns) if not c.change and not c.percent and c.mention.dates]
    against = sheet.columns[index].against
    if against is not None:
        return _named_columns(sheet, index, against, plain)
    group = sheet.columns[index].group
    inside = [k for k in plain if group[0] <= k <= group[1]] if group[0] < group[1] else []
    if len(inside) >= 2:
        return inside[0], inside[1]
    left, right = [k for k in plain if k < index], [k for k in plain if k > index]
    if index - 1 in left and index + 1 in right:
        return plain[0], right[0]
    if len(left) >= 2:
        return left[-2], left[-1]
    return (left[0], None) if left else (index, None)


def _named_columns(sheet: Sheet, index: int, against: Mention, plain: list[int]) -> tuple[int, int | None]:
    """The columns that a change column names: the later (itself where it names one), and the one it is from."""
    said = sheet.columns[index].mention
    earlier = next((k for k in plain if _same_time(sheet.columns[k].mention, against)), None)
    if said.dates:
        return next((k for k in plain if _same_time(sheet.columns[k].mention, said)), index), earlier
    return next((k for k in plain if k != earlier), index), earlier


def _same_time(column: Mention, named: Mention) -> bool:
    quarter = named.quarter is None or column.quarter == named.quarter
    return quarter and column.dates[-1:] == named.dates[-1:]


def _read_cell(reader: _Reader, line: Line, cell: Cell, lines: Lines, numbers: list[Number], facts: list[Fact]) -> None:
    sheet, figure, over = reader.sheet, cell.figure, reader.over[cell.column]
    measure = _measure(line, over, figure, sheet)
    unit = _unit(measure, sheet)
    power, source = _power(measure, line, over.column, sheet)
    value, decimals = figure.printed, figure.places - power
    if power:
        value = value.scaleb(power) + 0 if value else value  # + 0: 27,485,000 rather than 2.7485E+7
    period = _period(reader, line, over.current)
    relation = None
    if over.relation and line.measure in (None, "money", "per-share", "shares", "count"):
        start = _period(reader, line, over.earlier) if over.earlier is not None else None
        relation = Relation(of=line.label, kind=over.relation, from_period=start)
    ident = f"t{sheet.index}.{line.index}.{cell.column}"
    nil = figure.kind == "nil"
    numbers.append(
        Number(
            id=ident,
            span=figure.span,
            line=lines.of(figure.span[0]),
            text=figure.text,
            where="table",
            value=value,
            unit=unit,
            decimals=decimals,
            nil=nil,
            cell=(sheet.index, line.index, cell.column),
        )
    )
    segment = over.segment if reader.by_column else line.segment
    facts.append(
        Fact(
            number=ident,
            label=line.label,
            path=line.path,
            table=sheet.title,
            statement=line.statement,
            concept=line.concept if measure in (line.measure, None, "money") else None,
            segment=segment,
            period=period,
            value=value,
            unit=unit,
            decimals=decimals,
            nil=nil,
            basis=_basis(line.label) or over.basis or reader.basis,
            relation=relation,
            why=_why(reader, line, over, period, source, measure if unit else None),
        )
    )


def _why(
    reader: _Reader, line: Line, over: _Over, period: Period | None, source: str, measure: Measure | None
) -> tuple[Provenance, ...]:
    out = [over.why_period] if period else []
    if source:
        out.append(_provenance("scale", source))
    if measure:
        out.append(_provenance("unit", measure))
    if reader.by_column and over.segment:
        out.append(Provenance("segment", f"header {over.column.text!r}"))
    return (*out, *line.why)


@lru_cache(maxsize=1024)
def _provenance(what: str, source: str) -> Provenance:
    return Provenance(what, source)


def _measure(line: Line, over: _Over, figure: Figure, sheet: Sheet) -> Measure | None:
    """What a figure counts: by its own sign, its column's heading, then its row's words."""
    if figure.kind == "percent":
        return "percent"
    said = over.measure
    if said in ("per-share", "percent") and not (said == "percent" and (figure.currency or not over.column.percent)):
        return said
    if said == "shares" and not figure.currency and figure.places == 0:
        return said
    if line.measure is None:
        return "money" if figure.currency or sheet.units.money_seen else None
    if figure.currency and line.measure != "per-share":
        return "money"
    return line.measure


def _unit(measure: Measure | None, sheet: Sheet) -> str | None:
    match measure:
        case "money":
            return sheet.units.currency
        case "per-share":
            return f"{sheet.units.currency}/share" if sheet.units.currency else None
        case "shares" | "percent" | "ratio":
            return measure
    return None


def _power(measure: Measure | None, line: Line, column: Column, sheet: Sheet) -> tuple[int, str]:
    """The power of ten that a figure is printed in, and where that is said ("" where it is in full)."""
    if measure in ("per-share", "percent", "ratio"):
        return 0, ""
    if line.caption:
        return line.caption.power, f"row or heading {line.caption.text!r}"
    if measure == "shares" and sheet.shares_power is not None:
        return sheet.shares_power, "earnings per share: income over shares gives them only so" * bool(
            sheet.shares_power
        )
    caption = column.caption or sheet.caption
    if caption is None or measure == "count" or (measure == "shares" and not caption.shares_too):
        return 0, ""
    place = "header" if caption is column.caption else sheet.caption_from
    return caption.power, f"{place} {caption.text!r}" if caption.text else place


@lru_cache(maxsize=8192)
def _basis(text: str) -> str | None:
    """What a label, heading or title says the figures are, other than as reported ("pro forma")."""
    lower = text.lower()
    return next((name for name, pattern in statements.patterns("basis").items() if pattern.search(lower)), None)


def _period(reader: _Reader, line: Line, index: int) -> Period | None:
    """The period of a row in a column."""
    sheet = reader.sheet
    said = sheet.columns[index].mention
    instant = line.instant
    if instant is None and not said.has_length:
        bare_year = all(d.month is None for d in said.dates)
        instant = line.leaning if bare_year or line.leaning else None
        if instant is None and line.statement == sheet.kind:
            instant = sheet.balances
    if line.edge == "beginning":
        flow = _resolved(reader, line, index, False)
        return Period(flow.start - timedelta(days=1)) if flow and flow.start else None
    return _resolved(reader, line, index, instant)


def _resolved(reader: _Reader, line: Line, index: int, instant: bool | None) -> Period | None:
    key = (index, line.time, instant)
    if key not in reader.periods:
        timing = reader.sheet.timing
        if instant is False and timing.instants:
            timing = msgspec.structs.replace(timing, instants=False)
        said = reader.sheet.columns[index].mention
        reader.periods[key] = heads.resolve(said, line.time, timing, reader.calendar, instant)
    return reader.periods[key]
