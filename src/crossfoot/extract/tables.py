"""The numbers and facts of a document's tables."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import msgspec

from crossfoot.extract import changes, measures, outlook, parts, release, scales, statements
from crossfoot.extract import columns as heads
from crossfoot.extract.calendar import FiscalCalendar
from crossfoot.extract.columns import Column
from crossfoot.extract.furniture import Lines
from crossfoot.extract.lines import Line, told_by_words
from crossfoot.extract.measures import Counted
from crossfoot.extract.outlook import Outlook
from crossfoot.extract.periods import Mention
from crossfoot.extract.sheets import Sheet, read_sheets
from crossfoot.extract.units import Measure
from crossfoot.model.document import Cell, Document
from crossfoot.model.fact import Fact, Provenance, Relation
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.proof import Reading


def read_tables(document: Document) -> Reading:
    """The numbers and facts of all tables of `document`, with what the release says of itself. Ids are provisional."""
    sheets = scales.with_scales(parts.spread(read_sheets(document)))
    calendar = FiscalCalendar(document, (c.mention for sheet in sheets for c in sheet.columns))
    lines = Lines(document.source)
    numbers: list[Number] = []
    facts: list[Fact] = []
    about = release.about(document)
    reported = outlook.last_reported(sheets, about.released)
    for sheet in sheets:
        _read_sheet(sheet, calendar, reported, lines, numbers, facts)
    return Reading(tuple(numbers), tuple(facts), (), about.title, about.company, about.released)


class _Over(msgspec.Struct):
    """What a column gives to each of its cells, worked out once."""

    column: Column
    counted: Counted
    relation: str | None  # "change" or "percent-change"
    current: int  # the column whose period its cells belong to; of a change, the later of the two compared
    earlier: int | None
    segment: str | None
    basis: str | None
    why_period: Provenance
    items: tuple[str, ...]  # the line items its heading names, above the rows' own


class _Reader(msgspec.Struct):
    """One sheet on its way to numbers and facts, with what was already worked out for it."""

    sheet: Sheet
    calendar: FiscalCalendar
    over: list[_Over]
    by_column: bool  # segments stand over the columns
    basis: str | None
    outlook: Outlook | None
    periods: dict[tuple[int, Mention | None, bool | None], Period | None]


def _read_sheet(
    sheet: Sheet,
    calendar: FiscalCalendar,
    reported: date | None,
    lines: Lines,
    numbers: list[Number],
    facts: list[Fact],
) -> None:
    basis = _basis(sheet.title) if sheet.title and sheet.kind != "reconciliation" else None
    over = [_over(sheet, k, sheet.parts.get(k)) for k in range(len(sheet.columns))]
    reader = _Reader(sheet, calendar, over, bool(sheet.parts), basis, outlook.outlook_of(sheet, reported), {})
    for line in sheet.lines:
        for cell in line.row.cells:
            _read_cell(reader, line, cell, lines, numbers, facts)


def _over(sheet: Sheet, index: int, segment: str | None) -> _Over:
    column = sheet.columns[index]
    relation, current, earlier = None, index, None
    if column.change:
        relation = "percent-change" if column.percent or column.only_percents else "change"
        current, earlier = changes.compared(sheet.columns, index)
    else:
        if column.percent or (column.only_percents and not all(c.only_percents for c in sheet.columns)):
            relation = "ratio"  # percents of a base, beside the amounts
        if column.mention.empty and column.rest:
            current = _column_of_time(sheet, index)
    counted = measures.counted(sheet, index, current, earlier)
    why = Provenance("period", f"header {sheet.columns[current].text!r}")
    items = heads.line_items(sheet.table, index) if column.rest and not sheet.parts else ()
    return _Over(column, counted, relation, current, earlier, segment, _basis(column.rest), why, items)


def _column_of_time(sheet: Sheet, index: int) -> int:
    """The column whose period one without any time of its own shares: the current of several, the only one, or none."""
    dated = [k for k, c in enumerate(sheet.columns) if not c.mention.empty and not c.change and not c.percent]
    if not dated or index < dated[0] or not sheet.timing.title.empty:
        return index
    return dated[0] if index > dated[-1] else max(k for k in dated if k < index)


def _read_cell(reader: _Reader, line: Line, cell: Cell, lines: Lines, numbers: list[Number], facts: list[Fact]) -> None:
    sheet, figure, over = reader.sheet, cell.figure, reader.over[cell.column]
    measure = measures.measure_of(line, over.counted, figure, sheet)
    unit = measures.unit_of(measure, sheet)
    power, source = measures.power_of(measure, line, over.column, sheet)
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
    guidance = None
    if reader.outlook is not None:
        guidance = outlook.guidance_of(reader.outlook, line, cell.column, period)
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
            why="guidance" if guidance else None,
        )
    )
    segment = over.segment if reader.by_column else line.segment or sheet.part
    facts.append(
        Fact(
            number=ident,
            label=line.label,
            path=(*over.items, *line.path) if over.items else line.path,
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
            guidance=guidance,
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
    if instant is None and said.has_length and said.point:
        instant = bool(told_by_words(line.label))  # "as of and for the year ended"
    if instant is None and not said.has_length:
        bare_year = all(d.month is None for d in said.dates)
        instant = line.leaning if bare_year or line.leaning else None
        if instant is None and line.statement == sheet.kind and (bare_year or sheet.kind != "reconciliation"):
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
