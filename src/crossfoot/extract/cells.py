"""The cells of one table, each to a number and a fact.

What cells share is worked out once: for a column, for a row, and for the cells of a row that are printed alike.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

import msgspec

from crossfoot.extract import changes, measures, outlook
from crossfoot.extract import columns as heads
from crossfoot.extract.basis import basis_said
from crossfoot.extract.calendar import FiscalCalendar
from crossfoot.extract.columns import Column
from crossfoot.extract.lines import Line, told_by_words
from crossfoot.extract.measures import Counted
from crossfoot.extract.outlook import Outlook
from crossfoot.extract.periods import Mention, as_date
from crossfoot.extract.sheets import Sheet
from crossfoot.extract.units import PER_SHARE_LIMIT, Measure
from crossfoot.model.document import Figure, Lines
from crossfoot.model.fact import Fact, Guidance, Provenance, Relation
from crossfoot.model.number import Number
from crossfoot.model.period import Period


class _Over(msgspec.Struct):
    """What a column gives to each of its cells, worked out once."""

    column: Column
    counted: Counted
    alike: int  # columns of one number count alike
    relation: str | None  # "change" or "percent-change"
    current: int  # the column whose period its cells belong to; of a change, the later of the two compared
    earlier: int | None
    segment: str | None
    basis: str | None
    why_period: Provenance
    why_segment: tuple[Provenance, ...]
    items: tuple[str, ...]  # the line items its heading names, above the rows' own


_Kind = tuple[
    Measure | None, bool, bool, bool, bool, int | None, bool
]  # what a column's figures count, and the scale it states
_Periods = dict[int, Period | None]  # of rows that say the same of time, by column


class _Reader(msgspec.Struct):
    """One sheet on its way to numbers and facts, with what was already worked out for it."""

    sheet: Sheet
    calendar: FiscalCalendar
    over: list[_Over]
    by_column: bool  # segments stand over the columns
    basis: str | None
    outlook: Outlook | None
    pairs: dict[int, int]  # columns under one head, two by two
    released: date | None
    quarterly: bool  # its columns are dated a quarter apart
    periods: dict[tuple[Mention | None, bool | None, bool | None, bool | None, str | None, bool], _Periods]
    resolved: dict[tuple[int, Mention | None, bool | None], Period | None]


class _Meaning(msgspec.Struct, frozen=True, gc=False):
    """What the figures of a row that are printed alike mean, apart from their periods."""

    unit: str | None
    power: int
    concept: str | None
    why: tuple[Provenance, ...]


def read_cells(
    sheet: Sheet,
    calendar: FiscalCalendar,
    reported: date | None,
    released: date | None,
    lines: Lines,
    numbers: list[Number],
    facts: list[Fact],
) -> None:
    """Adds the sheet's numbers and facts to the two lists.

    `reported`: the last day the document reports of; `released`: its own day.
    """
    basis = basis_said(sheet.title) if sheet.title and sheet.kind != "reconciliation" else None
    if basis == "adjusted":
        basis = None  # a table named after its adjusted measure starts from one that is not
    kinds: dict[_Kind, int] = {}
    headed = measures.headings(sheet)
    over = [_over(sheet, k, headed, kinds) for k in range(len(sheet.columns))]
    reader = _Reader(
        sheet,
        calendar,
        over,
        bool(sheet.parts),
        basis,
        outlook.outlook_of(sheet, reported),
        outlook.pairs_of(sheet),
        released,
        _a_quarter_apart(sheet),
        {},
        {},
    )
    for line in sheet.lines:
        _read_line(reader, line, lines, numbers, facts)


def _over(sheet: Sheet, index: int, headed: list[Measure | None], kinds: dict[_Kind, int]) -> _Over:
    column = sheet.columns[index]
    relation, current, earlier = None, index, None
    if column.change:
        relation = "percent-change" if column.percent or column.only_percents else "change"
        current, earlier = changes.compared(sheet.columns, index)
    else:
        if column.percent or (column.only_percents and not all(c.only_percents for c in sheet.columns)):
            relation = "ratio"  # percents of a base, beside the amounts
        if column.rest and not (column.mention.dates or column.mention.quarter or column.mention.ytd):
            current = _column_of_time(sheet, index)
    counted = measures.counted(sheet, index, headed, current, earlier)
    why = Provenance("period", f"header {sheet.columns[current].text!r}")
    items = heads.line_items(sheet.table, index) if column.rest and not sheet.parts else ()
    power = column.caption.power if column.caption else None
    key = (
        counted.measure, counted.change, counted.only_percents, counted.money, counted.beside_per_share, power,
        counted.points,
    )  # fmt: skip
    alike = kinds.setdefault(key, len(kinds))
    segment = sheet.parts.get(index)
    part = (Provenance("segment", f"header {column.text!r}"),) if segment else ()
    return _Over(
        column, counted, alike, relation, current, earlier, segment, basis_said(column.rest), why, part, items
    )  # fmt: skip


def _column_of_time(sheet: Sheet, index: int) -> int:
    """The column whose period one without any time of its own shares: the current of several, the only one, or none."""
    said = sheet.columns[index].mention
    dated = [k for k, c in enumerate(sheet.columns) if not c.mention.empty and not c.change and not c.percent]
    if said.has_length:  # "Quarter Ended" over it and over the dated column that it goes with
        dated = [k for k in dated if _as_long(sheet.columns[k].mention, said) and sheet.columns[k].mention.dates]
    if not dated or index < dated[0] or (said.empty and not sheet.timing.title.empty):
        return index
    beside = any(k not in dated for k in range(dated[0], dated[-1]))  # each dated column has one of its own beside it
    return dated[0] if index > dated[-1] and not beside else max(k for k in dated if k < index)


def _as_long(one: Mention, other: Mention) -> bool:
    return (one.months, one.weeks) == (other.months, other.weeks)


_BARE = ("basic", "diluted", "basic and diluted")  # labels that say nothing without the heading above
_ZERO = Decimal(0)
_LEAST, _MOST = Decimal(-PER_SHARE_LIMIT), Decimal(PER_SHARE_LIMIT)  # compared faster than whole numbers are
_RELATED = (
    None,
    "money",
    "per-share",
    "shares",
    "count",
    "price",
)  # rows whose changes and shares are facts about an amount


def _read_line(reader: _Reader, line: Line, lines: Lines, numbers: list[Number], facts: list[Fact]) -> None:
    sheet, may_be_guidance = reader.sheet, reader.outlook is not None or reader.released is not None
    meanings: dict[tuple[object, ...], _Meaning] = {}
    periods = _periods_of(reader, line)
    label, path, basis, related = line.label, line.path, basis_said(line.label), line.measure in _RELATED
    if basis is None and len(path) > 1 and label.lower() in _BARE:
        basis = basis_said(path[-2])  # "Basic" under "Adjusted income per share"
    of_percents = line.measure == "percent"
    for cell in line.row.cells:
        column, figure = cell.column, cell.figure
        over = reader.over[column]
        printed = figure.printed
        key = (over.alike, figure.kind, figure.currency, figure.suffix, figure.places == 0,
               _LEAST < printed < _MOST, of_percents and over.relation and column)  # fmt: skip
        meaning = meanings.get(key)
        if meaning is None:
            meaning = meanings[key] = _meaning(reader, line, over, figure)
        power = meaning.power
        value = printed.scaleb(power) + _ZERO if power and printed else printed  # + 0: 27,485,000, not 2.7485E+7
        period = periods[over.current] if over.current in periods else _period(reader, line, over.current, periods)
        relation = None
        if over.relation and (related or (of_percents and over.column.change)):
            start = None if over.earlier is None else _period(reader, line, over.earlier, periods)
            kind = over.relation
            if of_percents:
                kind = kind if figure.kind == "percent" else "change"  # in points or basis points
            elif kind == "change" and meaning.unit == "percent":
                kind = "percent-change"  # "12%" in a column that says no more than "Change"
            elif kind == "percent-change" and meaning.unit not in ("percent", None):
                kind = "change"  # an amount amid percents
            relation = Relation(label, kind, start)
        guidance = _guidance(reader, line, column, period) if may_be_guidance else None
        ident = f"t{sheet.index}.{line.index}.{column}"
        span, nil, decimals = figure.span, figure.kind == "nil", figure.places - power
        at, why, where = lines.of(span[0]), "guidance" if guidance else None, (sheet.index, line.index, column)
        numbers.append(
            Number(ident, span, at, figure.text, "table", value, meaning.unit, decimals, nil, where, None, why)
        )
        facts.append(
            Fact(
                ident,
                label,
                (*over.items, *path) if over.items else path,
                sheet.title,
                line.statement,
                meaning.concept,
                over.segment if reader.by_column else line.segment or sheet.part,
                period,
                value,
                meaning.unit,
                decimals,
                nil,
                basis or over.basis or reader.basis,
                guidance,
                None,
                relation,
                (over.why_period, *over.why_segment, *meaning.why) if period else (*over.why_segment, *meaning.why),
            )
        )


def _guidance(reader: _Reader, line: Line, column: int, period: Period | None) -> Guidance | None:
    """Whether a figure is guidance, by words or because its time is not over; of that no result is known."""
    if reader.outlook is not None:
        said = outlook.guidance_of(reader.outlook, line, column, period)
        if said is not None:
            return said
    if reader.released is None or line.time is not None:
        return None
    ahead = period is not None and period.start is not None and period.end > reader.released
    if ahead or (period is None and _is_ahead(reader.sheet.columns[column].mention, reader.released)):
        return outlook.end_of(reader.pairs, line, column)
    return None


def _is_ahead(said: Mention, released: date) -> bool:
    """True for a length of time in a later year, of which the calendar does not tell the days ("Full Year 2025")."""
    years = [day.year for day in said.dates]
    return (said.has_length or bool(said.quarter)) and bool(years) and all(y and y > released.year for y in years)


def _meaning(reader: _Reader, line: Line, over: _Over, figure: Figure) -> _Meaning:
    """Unit, scale and concept of the cells of a row that are printed like this one, and why."""
    sheet = reader.sheet
    measure: Measure | None = measures.measure_of(line, over.counted, figure, sheet)
    unit = measures.unit_of(measure, sheet, figure)
    power, source = measures.power_of(measure, line, over.column, sheet, figure.suffix)
    why = []
    if source:
        why.append(_provenance("scale", source))
    if measure and unit:
        why.append(_provenance("unit", measure))
    concept = line.concept if measure in (line.measure, None, "money") else None
    return _Meaning(unit, power, concept, (*why, *line.why))


@lru_cache(maxsize=1024)
def _provenance(what: str, source: str) -> Provenance:
    return Provenance(what, source)


def _periods_of(reader: _Reader, line: Line) -> _Periods:
    """The periods known so far of rows that say what this one says of time."""
    of_kind = line.statement == reader.sheet.kind
    key = (line.time, line.instant, line.leaning, told_by_words(line.label), line.edge, of_kind)
    found = reader.periods.get(key)
    if found is None:
        found = reader.periods[key] = {}
    return found


def _period(reader: _Reader, line: Line, index: int, known: _Periods) -> Period | None:
    """The period of a row in a column."""
    if index not in known:
        known[index] = _fresh_period(reader, line, index)
    return known[index]


def _fresh_period(reader: _Reader, line: Line, index: int) -> Period | None:
    """The period of a row in a column."""
    sheet = reader.sheet
    said = sheet.columns[index].mention
    instant = line.instant
    if instant is None and said.has_length and said.point:
        instant = bool(told_by_words(line.label))  # "as of and for the year ended"
    if instant is None and said.quarter and told_by_words(line.label):
        instant = True  # a balance under "4Q21" is that of the quarter's end
    if instant is None and not said.has_length:
        bare_year = all(d.month is None for d in said.dates)
        instant = line.leaning if bare_year or line.leaning else None
        if instant is None and line.statement == sheet.kind and (bare_year or sheet.kind != "reconciliation"):
            instant = sheet.balances
    if line.edge == "beginning":
        flow = _resolved(reader, line, index, False)
        return Period(flow.start - timedelta(days=1)) if flow and flow.start else None
    found = _resolved(reader, line, index, instant)
    if found is None and instant is False and reader.quarterly and not (line.time or said.has_length or said.ytd):
        end = as_date(said.dates[0]) if len(said.dates) == 1 and said.dates[0].month else None
        return reader.calendar.quarter_to(end) if end else None
    return found


_NEXT_QUARTER = range(84, 99)  # days from one quarter's end to the next


def _a_quarter_apart(sheet: Sheet) -> bool:
    """True where the columns are dated a quarter apart and say no more: what flows there flowed in the quarter."""
    dated = [c.mention.dates[0] for c in sheet.columns if len(c.mention.dates) == 1 and not c.change]
    ends = sorted({end for day in dated if day.month and (end := as_date(day))})
    return len(ends) > 2 and any((b - a).days in _NEXT_QUARTER for a, b in pairwise(ends))


def _resolved(reader: _Reader, line: Line, index: int, instant: bool | None) -> Period | None:
    key = (index, line.time, instant)
    if key not in reader.resolved:
        timing = reader.sheet.timing
        if instant is False and timing.instants:
            timing = msgspec.structs.replace(timing, instants=False)
        said = reader.sheet.columns[index].mention
        whole = (said, line.time, timing, instant)
        if whole not in reader.calendar.resolved:  # tables share their headers
            reader.calendar.resolved[whole] = heads.resolve(said, line.time, timing, reader.calendar, instant)
        reader.resolved[key] = reader.calendar.resolved[whole]
    return reader.resolved[key]
