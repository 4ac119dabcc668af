"""The numbers and facts of a document's tables."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from itertools import accumulate
from typing import cast

import msgspec

from crossfoot.extract import columns as heads
from crossfoot.extract import labels, magnitude, release, scale, segments, statements, units
from crossfoot.extract.calendar import FiscalCalendar
from crossfoot.extract.columns import Column, Timing
from crossfoot.extract.magnitude import Sample
from crossfoot.extract.outline import Placed, outline
from crossfoot.extract.periods import Mention
from crossfoot.extract.scale import Caption
from crossfoot.extract.segments import tidy
from crossfoot.extract.units import Measure, TableUnits
from crossfoot.model.document import Cell, Document, Figure, Row, Table
from crossfoot.model.fact import Fact, Provenance, Relation, StatementKind
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.proof import Reading

_ONE = Decimal(1)


class Line(msgspec.Struct, frozen=True):
    """What is known of a row, apart from its columns."""

    index: int
    row: Row
    label: str
    path: tuple[str, ...]
    statement: StatementKind
    measure: Measure | None
    concept: str | None
    segment: str | None
    caption: Caption | None  # stated in the row's label or a heading above it
    time: Mention | None  # a heading or label that is a period
    edge: str | None  # "beginning" or "ending": a balance at an end of the column's period
    why: tuple[Provenance, ...]


class Sheet(msgspec.Struct, frozen=True):
    """A table with the meaning of its columns and rows."""

    index: int
    table: Table
    kind: StatementKind
    title: str | None
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    timing: Timing
    units: TableUnits
    caption: Caption | None
    caption_from: str = "caption"
    shares_power: int | None = None  # where earnings per share settle it
    balances: bool | None = None  # rows without a telling concept: True balances, False flows, None unknown


def read_tables(document: Document) -> Reading:
    """The numbers and facts of all tables of `document`, with what the release says of itself. Ids are provisional."""
    calendar = FiscalCalendar(document)
    currency = units.document_currency(document)
    sheets: list[Sheet] = []
    for index, table in enumerate(document.tables):
        before = sheets[table.continued] if table.continued is not None and table.continued < index else None
        sheets.append(_sheet(document, index, table, before, currency))
    lines = list(accumulate(len(line) for line in document.source.splitlines(keepends=True)))
    numbers: list[Number] = []
    facts: list[Fact] = []
    for sheet in _with_scales(sheets):
        _read_sheet(sheet, calendar, lines, numbers, facts)
    about = release.about(document)
    return Reading(tuple(numbers), tuple(facts), (), about.title, about.company, about.released)


# ---- one table's rows and columns ---------------------------------------------------------------


def _sheet(document: Document, index: int, table: Table, before: Sheet | None, currency: str | None) -> Sheet:
    kind = statements.kind_of(table)
    columns = heads.read_columns(table)
    if before is not None:
        if kind == "other":
            kind = before.kind
        if not table.headers and before.table.columns == table.columns:
            columns = before.columns
    caption = _caption(document, table, before)
    stated = caption.currency if caption else None
    found = units.table_units(table, kind, currency, stated)
    if caption is not None and not caption.money:
        found = TableUnits(None, False, found.usual_places)
    placed = outline(table)
    lines = _lines(placed, kind, columns, found)
    return Sheet(
        index, table, kind, _title(table), columns, lines, heads.read_timing(table, kind), found, caption,
        balances=_balances(lines, kind),
    )  # fmt: skip


def _caption(document: Document, table: Table, before: Sheet | None) -> Caption | None:
    """The scale over the whole table: in its titles (innermost first), stub or headers, else in the words just before it."""
    found = scale.first((*reversed(table.titles), *table.stub))
    if found:
        return found
    found = scale.over_all(tuple(h.text for h in table.headers)) or (before.caption if before else None)
    if found:
        return found
    earlier = [p for p in document.passages if p.kind != "furniture" and p.line < table.line][-2:]
    for passage in reversed(earlier):
        if table.line - passage.line > 12 or not passage.text.rstrip().endswith((":", ")", ").")):
            break
        found = scale.caption(passage.text[-160:])
        if found and found.text.lower().startswith(("in ", "dollars", "$", "amounts")):
            return found
    return None


def _title(table: Table) -> str | None:
    """The title that names the table: the innermost that says what statement it is, else the innermost with words of its own."""
    kinds = statements.patterns("kind").values()
    plain = [t for t in table.titles if not _aside(t)]
    stub = [t for t in table.stub if not _aside(t)]
    named = [t for t in plain if any(p.search(t.lower()) for p in kinds)]
    joined = " ".join([*plain[-1:], *stub])
    if not named and stub and any(p.search(joined.lower()) for p in kinds):
        return joined
    return (named or plain or [joined or None])[-1]


def _aside(text: str) -> bool:
    return scale.caption(text) is not None or text.strip("() ").lower() in ("unaudited", "audited")


def _lines(
    placed: tuple[Placed, ...], kind: StatementKind, columns: tuple[Column, ...], found: TableUnits
) -> tuple[Line, ...]:
    parts = segments.row_segments(placed, kind)
    return tuple(
        _line(index, place, placed, kind, parts.get(index), found)
        for index, place in enumerate(placed)
        if place.row.cells
    )


def _line(
    index: int,
    place: Placed,
    placed: tuple[Placed, ...],
    kind: StatementKind,
    part: tuple[str | None, int | None] | None,
    found: TableUnits,
) -> Line:
    row = place.row
    above = tuple(placed[k].row.label for k in place.headings)
    statement = kind
    for heading in above:
        statement = statements.section_kind(heading, statement)
    measure = units.measure(row, above, "", found, statement)
    segment, item = part or (None, None)
    named = placed[item].row.label if item is not None else _full_label(row.label, above)
    unit = {"shares": "shares", "per-share": "x/share", "percent": "percent", "ratio": "ratio"}.get(measure or "")
    concept = labels.concept_of(tidy(named), statement, above, unit)
    if concept is None and item is not None and segment is None:
        concept = labels.concept_of(tidy(row.label), statement, above, unit)
    if not above and concept and labels.statement_of(concept) == "cash-flow" and statement == "operations":
        statement = "cash-flow"
    caption = scale.caption(row.label) or scale.first(tuple(reversed(above)))
    time = next(filter(None, (heads.bare_period_heading(text) for text in (row.label, *reversed(above)))), None)
    why = []
    if segment:
        why.append(Provenance("segment", f"heading {above[-1]!r}" if item is None else f"row label under {named!r}"))
    if concept:
        why.append(Provenance("concept", f"label {named!r} in a statement of kind {statement}"))
    return Line(
        index, row, row.label, (*above, row.label), statement, measure, concept, segment, caption, time,
        _edge(row.label, concept), tuple(why),
    )  # fmt: skip


def _edge(label: str, concept: str | None) -> str | None:
    """Which end of the column's period a balance stands at, by concept or words."""
    if concept in ("house:CashAtBeginningOfPeriod", "house:CashAtEndOfPeriod"):
        return "beginning" if concept == "house:CashAtBeginningOfPeriod" else "ending"
    words = statements.patterns("row")
    lower = label.lower()
    return next((edge for edge in ("beginning", "ending") if words[edge].search(lower)), None)


def _full_label(label: str, above: tuple[str, ...]) -> str:
    """The label; for an unlabelled total or a bare "Total", the total of the heading whose section it closes."""
    if label and tidy(label).lower() != "total":
        return label
    return f"total {tidy(above[-1])}" if above else ""


def _balances(lines: tuple[Line, ...], kind: StatementKind) -> bool | None:
    """Whether rows without a telling concept are balances or flows, by the company they keep."""
    if kind == "balance-sheet":
        return True
    if kind in ("operations", "cash-flow", "reconciliation"):
        return False
    votes = Counter(labels.is_instant(line.concept) for line in lines if line.concept)
    if votes[True] and not votes[False]:
        return True
    return False if votes[False] and not votes[True] else None


# ---- scales that arithmetic settles -------------------------------------------------------------

_INCOMES = ("NetIncomeLossAvailableToCommonStockholdersBasic", "NetIncomeLoss", "IncomeLossFromContinuingOperations")


def _with_scales(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets, their scales completed where earnings per share or a sister statement settle them."""
    out = []
    inferred: int | None = None
    for sheet in sheets:
        samples = _samples(sheet)
        power = magnitude.gap(samples) if samples else None
        if power is not None and sheet.caption:
            sheet = msgspec.structs.replace(sheet, shares_power=magnitude.shares_power(power, sheet.caption.power))
        elif power is not None:
            money = magnitude.money_power(power, max(abs(s.shares) for s in samples))
            if money is not None:
                inferred = inferred if inferred is not None else money
                why = "earnings per share: income over shares gives them only so"
                sheet = msgspec.structs.replace(sheet, caption=Caption(money), caption_from=why, shares_power=0)
        out.append(sheet)
    if inferred is None or any(s.caption and s.caption_from == "caption" for s in sheets):
        return out
    # No table of the document states a scale and earnings per share give one: its sister statements are printed in it too.
    why = "the document's statement of income, whose earnings per share give it"
    return [
        s if s.caption else msgspec.structs.replace(s, caption=Caption(inferred, shares_too=False), caption_from=why)
        for s in out
    ]


def _samples(sheet: Sheet) -> list[Sample]:
    """Income, shares and earnings per share of each column, by concept."""
    by_concept: dict[str, dict[int, Decimal]] = {}
    for line in sheet.lines:
        if line.concept:
            by_concept.setdefault(line.concept, {c.column: c.figure.printed for c in line.row.cells})
    income = next((by_concept[c] for c in _INCOMES if c in by_concept), {})
    out = []
    for eps, shares in _PER_SHARE_PAIRS:
        for column, per_share in by_concept.get(eps, {}).items():
            if column in income and column in by_concept.get(shares, {}):
                out.append(Sample(income[column], by_concept[shares][column], per_share))
    return out


_BASIC, _DILUTED = "WeightedAverageNumberOfSharesOutstandingBasic", "WeightedAverageNumberOfDilutedSharesOutstanding"
_PER_SHARE_PAIRS = (
    ("EarningsPerShareBasic", _BASIC),
    ("EarningsPerShareDiluted", _DILUTED),
    ("EarningsPerShareBasicAndDiluted", "house:WeightedAverageShares"),
    ("EarningsPerShareBasicAndDiluted", "house:WeightedAverageSharesBasicAndDiluted"),
    ("house:EarningsPerShare", "house:WeightedAverageShares"),
    ("EarningsPerShareBasic", "house:WeightedAverageShares"),
)


# ---- cells --------------------------------------------------------------------------------------


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
