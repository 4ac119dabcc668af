"""A table with the meaning of its columns and rows, before its cells become facts."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import msgspec

from crossfoot.extract import changes, labels, magnitude, periods, scale, segments, statements, units
from crossfoot.extract import columns as heads
from crossfoot.extract.captions import RunningCaptions
from crossfoot.extract.columns import Column, Timing
from crossfoot.extract.lines import Line, read_lines
from crossfoot.extract.magnitude import Sample
from crossfoot.extract.neighbours import settled
from crossfoot.extract.outline import outline
from crossfoot.extract.scale import Caption
from crossfoot.extract.units import TableUnits
from crossfoot.model.document import Document, Table
from crossfoot.model.fact import StatementKind


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
    parts: dict[int, str | None] = {}  # columns that are parts of the company; None for the whole of it
    part: str | None = None  # the part of the company that the whole table is about
    balances: bool | None = None  # rows without a telling concept: True balances, False flows, None unknown


def read_sheets(document: Document) -> list[Sheet]:
    """Every table of `document` with the meaning of its columns and rows, scales settled as far as they can be."""
    currency = units.document_currency(document)
    captions = RunningCaptions(document)
    sheets: list[Sheet] = []
    for index, table in enumerate(document.tables):
        before = sheets[table.continued] if table.continued is not None and table.continued < index else None
        if before is None and sheets and _is_a_note_to(sheets[-1].table, table):
            before = sheets[-1]
        sheets.append(_sheet(index, table, before, captions, currency))
    return _with_scales(sheets)


_NOTE = re.compile(r"^(?:\(\w{1,2}\)|\*+|\u2020)\s*\w")


def _is_a_note_to(before: Table, table: Table) -> bool:
    """True for a headless table led in by a footnote of the table before, under the same columns."""
    headless = not table.headers and not table.stub and table.columns == before.columns
    return headless and any(_NOTE.match(text) for text in table.titles[:1])


def _sheet(index: int, table: Table, before: Sheet | None, captions: RunningCaptions, currency: str | None) -> Sheet:
    table = _with_inner_titles(table)
    kind = statements.kind_of(table)
    columns = heads.read_columns(table)
    if before is not None:
        if kind == "other":
            kind = before.kind
        if not table.headers and before.table.columns == table.columns:
            columns = before.columns
        columns = _dated_as(columns, before.columns)
    columns = changes.settled(columns, table.rows)
    caption = _caption(table, before, captions)
    stated = caption.currency if caption else None
    found = units.table_units(table, kind, currency, stated)
    if found.usual_places == 2 and any(statements.patterns("row")["per_share"].search(t.lower()) for t in table.titles):
        found = msgspec.structs.replace(found, per_share=True)
    if caption is not None and not caption.money:
        found = TableUnits(None, False, found.usual_places)
    lines = read_lines(outline(table), kind, found, (*table.stub, *reversed(table.titles)))
    lines = settled(lines, kind, any(c.mention.dates for c in columns))
    return Sheet(
        index, table, kind, _title(table), columns, lines, heads.read_timing(table, kind), found, caption,
        parts=segments.column_segments(columns, kind), balances=_balances(lines, kind),
    )  # fmt: skip


_INNER_TITLES = 3  # rows at the head of a table that may be titles


def _with_inner_titles(table: Table) -> Table:
    """The table; rows at its head that are titles (a statement's name, a scale) stand among its titles too."""
    inner = []
    for row in table.rows[:_INNER_TITLES]:
        if row.cells:
            break
        lower = row.label.lower()
        if scale.caption(row.label) or any(p.search(lower) for p in statements.patterns("kind").values()):
            inner.append(row.label)
    told = [text for text in inner if len(text.split()) > 1]
    return msgspec.structs.replace(table, titles=(*table.titles, *told)) if told else table


def _dated_as(columns: tuple[Column, ...], before: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of a table that goes on from another; undated ones take the times of as many columns there."""
    if any(not c.mention.empty for c in columns):
        return columns
    times = [c.mention for c in before if c.mention.dates and not c.change and not c.percent]
    if len(times) != len(columns):
        return columns
    return tuple(
        msgspec.structs.replace(c, mention=msgspec.structs.replace(time, rest=c.rest))
        for c, time in zip(columns, times, strict=True)
    )


def _caption(table: Table, before: Sheet | None, captions: RunningCaptions) -> Caption | None:
    """The scale over the whole table: in its titles (innermost first), stub or headers, else in the words before it."""
    found = scale.first((*reversed(table.titles), *table.stub))
    if found:
        return found
    found = scale.over_all(tuple(h.text for h in table.headers)) or (before.caption if before else None)
    if found:
        return found
    return captions.before(table)


def _title(table: Table) -> str | None:
    """The title that names the table: the innermost that says what statement it is, else with words of its own."""
    kinds = statements.patterns("kind").values()
    plain = [t for t in table.titles if not _aside(t)]
    stub = [t for t in table.stub if not _aside(t)]
    named = [t for t in plain if any(p.search(t.lower()) for p in kinds)]
    joined = " ".join([*plain[-1:], *stub])
    if not named and stub and any(p.search(joined.lower()) for p in kinds):
        return joined
    return (named or plain or [joined])[-1] or None


def _aside(text: str) -> bool:
    if scale.caption(text) is not None or text.strip("() ").lower() in ("unaudited", "audited"):
        return True
    said = periods.mention(text)
    return not said.empty and not said.rest


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
    for sheet in _sharing(sheets):
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
    # No table of the document states a scale and earnings per share give one: sister statements are printed in it too.
    why = "the document's statement of income, whose earnings per share give it"
    return [
        s if s.caption else msgspec.structs.replace(s, caption=Caption(inferred, shares_too=False), caption_from=why)
        for s in out
    ]


_LEAST_SHARED = 100  # a figure of fewer than three digits comes back by chance
_DIGITS_SHARED = 7  # so many digits in all do not, under the same labels


def _sharing(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets; those without a scale take it from the table whose figures they print again."""
    known: dict[tuple[str, Decimal], Caption] = {}
    for sheet in sheets:
        if sheet.caption:
            known.update(dict.fromkeys(_printed(sheet), sheet.caption))
    out = []
    for sheet in sheets:
        if sheet.caption is None and known:
            shared = [key for key in dict.fromkeys(_printed(sheet)) if key in known]
            digits = sum(figure.adjusted() + 1 for _, figure in shared)
            whole = len(shared) >= 2 and len(shared) == len(set(_printed(sheet)))
            if (digits >= _DIGITS_SHARED or whole) and len({known[key].power for key in shared}) == 1:
                why = "figures that another table prints under the same labels"
                sheet = msgspec.structs.replace(sheet, caption=known[shared[0]], caption_from=why)
        out.append(sheet)
    return out


def _printed(sheet: Sheet) -> list[tuple[str, Decimal]]:
    """Money as printed, with its concept or label."""
    return [
        (line.concept or line.label.lower(), abs(cell.figure.printed))
        for line in sheet.lines
        if line.measure in (None, "money") and (line.concept or line.label)
        for cell in line.row.cells
        if cell.figure.kind == "number" and abs(cell.figure.printed) >= _LEAST_SHARED
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
