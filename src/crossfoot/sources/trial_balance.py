"""Trial balances from CSV, XLSX, a Beancount ledger or SQL, all into one table of columns.

Three million rows have to fit in memory and be read in seconds: rows are taken in batches, column by column, into
machine integers. Title rows above the header are passed over; a header is the first row that names an account and a
balance (or debit and credit).
"""

from __future__ import annotations

import csv
import datetime
import gc
import re
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from crossfoot.model.books import Fault, Place, Settings, TrialBalance
from crossfoot.model.errors import Unreadable
from crossfoot.sources import ledger, spreadsheet, sql
from crossfoot.sources.records import Malformed, amount, day
from crossfoot.sources.settings import Source

PLACES = 4  # digits after the point that an amount may have; what is finer is a fault
LIMIT_ROWS = 20_000_000
LIMIT_AMOUNT = 10**18  # scaled: what a machine integer holds nine times over
TITLE_ROWS = 40  # that may stand above a header
BATCH = 50_000
Cells = list[str]
Rows = Iterator[tuple[int, Cells]]

# What exports call the columns.
_NAMES = {
    "entity": ("entity", "subsidiary", "company", "company code", "legal entity"),
    "account": ("account", "account number", "account no", "account code", "account name", "gl account", "g/l account"),
    "period_end": ("period_end", "period end", "period", "date", "as of", "end"),
    "balance": ("balance", "amount", "ending balance", "closing balance", "ytd balance"),
    "debit": ("debit", "debits"),
    "credit": ("credit", "credits"),
    "currency": ("currency", "ccy"),
    "counterparty": ("counterparty", "intercompany", "trading partner", "partner"),
    "cost_centre": ("cost_centre", "cost centre", "cost_center", "cost center", "department"),
}
_TWO_PLACES = re.compile(r"(?:-?\d{1,14}\.\d\d,)*")  # the usual column, read without looking at each


class _Header(NamedTuple):
    """The column of each thing; None where the source does not have it."""

    entity: int | None
    account: int
    period_end: int | None
    balance: int | None
    debit: int | None
    credit: int | None
    currency: int | None
    counterparty: int | None
    cost_centre: int | None

    @property
    def width(self) -> int:
        """The fewest cells that a row has to have."""
        return max(c for c in self if c is not None) + 1


class _Codes(dict[str, int]):
    """Numbers texts in the order in which they come."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


class _Columns:
    """A trial balance in the making."""

    def __init__(self, settings: Settings, faults: list[Fault]) -> None:
        self.faults = faults
        self.currencies = {e.id: e.currency for e in settings.entities}
        self.entities, self.accounts, self.days, self.partners, self.centres = (_Codes() for _ in range(5))
        self.partners[""], self.centres[""] = 0, 0
        self.files: list[str] = []
        self.entity, self.account, self.end, self.partner, self.centre, self.file, self.row = (
            array("i") for _ in range(7)
        )
        self.amount = array("q")

    def add(self, rows: list[Cells], numbers: array[int], header: _Header, source: Source) -> None:
        """A batch of rows, whose `numbers` say where in the last of `files` they stand."""
        width = header.width
        if min(map(len, rows)) < width:
            rows, numbers = self._whole(rows, numbers, width)
        if not rows:
            return
        columns = list(zip(*(r[:width] for r in rows) if max(map(len, rows)) > width else rows, strict=True))
        amounts = self._amounts(columns, header, numbers)
        given = source.period_end.isoformat() if source.period_end else ""
        count = len(rows)
        entity = columns[header.entity] if header.entity is not None else (source.entity,) * count
        ends = columns[header.period_end] if header.period_end is not None else (given,) * count
        if header.currency is not None:
            self._currencies(entity, columns[header.currency], numbers)
        self.entity.extend(map(self.entities.__getitem__, entity))
        self.account.extend(map(self.accounts.__getitem__, columns[header.account]))
        self.end.extend(map(self.days.__getitem__, ends))
        for target, codes, column in (
            (self.partner, self.partners, header.counterparty),
            (self.centre, self.centres, header.cost_centre),
        ):
            target.extend(
                map(codes.__getitem__, columns[column]) if column is not None else array("i", bytes(4 * count))
            )
        self.file.extend(array("i", [len(self.files) - 1]) * count)
        self.row.extend(numbers)
        self.amount.extend(amounts)
        if len(self.row) > LIMIT_ROWS:
            raise Unreadable(self.files[-1], f"more than the limit of {LIMIT_ROWS} rows")

    def _whole(self, rows: list[Cells], numbers: array[int], width: int) -> tuple[list[Cells], array[int]]:
        """The rows that have all their cells; the others are faults, but for those of one cell or none (totals)."""
        kept, places = [], array("i")
        for row, number in zip(rows, numbers, strict=True):
            if len(row) >= width:
                kept.append(row)
                places.append(number)
            elif len([c for c in row if c.strip()]) > 1:
                self._fault(number, f"has {len(row)} cells where the header has {width}", "fill in the row", row)
        return kept, places

    def _amounts(self, columns: list[tuple[str, ...]], header: _Header, numbers: array[int]) -> array[int]:
        if header.balance is not None:
            return self._scaled(columns[header.balance], numbers)
        assert header.debit is not None
        assert header.credit is not None
        debit = self._scaled(columns[header.debit], numbers)
        credit = self._scaled(columns[header.credit], numbers)
        return array("q", (d - c for d, c in zip(debit, credit, strict=True)))

    def _scaled(self, texts: tuple[str, ...], numbers: array[int]) -> array[int]:
        """Each amount times 10**PLACES. What is none is a fault and counts as nothing."""
        joined = ",".join(texts) + ","
        if _TWO_PLACES.fullmatch(joined):
            factor = 10 ** (PLACES - 2)
            return array("q", (int(t) * factor for t in joined.replace(".", "")[:-1].split(",")))
        out = array("q")
        for text, number in zip(texts, numbers, strict=True):
            try:
                value = amount(text).scaleb(PLACES) if text.strip() else amount("0")
                if value != value.to_integral_value():
                    raise Malformed(f"{text!r} is finer than {PLACES} places", "round it in the ledger")
                if abs(value) >= LIMIT_AMOUNT:
                    raise Malformed(f"{text!r} is beyond what a ledger holds", "look for a slip of the point")
                out.append(int(value))
            except Malformed as error:
                self._fault(number, error.reason, error.remedy, [text])
                out.append(0)
        return out

    def _currencies(self, entities: tuple[str, ...], currencies: tuple[str, ...], numbers: array[int]) -> None:
        for pair in set(zip(entities, currencies, strict=True)):
            entity, currency = pair
            kept = self.currencies.get(entity.strip())
            if kept is not None and currency.strip() and currency.strip() != kept:
                at = next(i for i, e in enumerate(entities) if e == entity and currencies[i] == currency)
                said = f"{entity} has a balance in {currency}, but keeps its books in {kept}"
                self._fault(numbers[at], said, "mend close.toml or the row", list(pair))

    def _fault(self, number: int, reason: str, remedy: str, row: Cells) -> None:
        place = Place(self.files[-1], number)
        self.faults.append(Fault("malformed-row", f"{place}: {reason}", place, remedy, ",".join(row)[:200]))

    def finished(self) -> TrialBalance:
        """The table; a period that is no day is a fault, and its rows are of the first day there is."""
        ends = []
        for text, code in list(self.days.items()):
            try:
                ends.append(day(text))
            except Malformed as error:
                at = self.end.index(code)
                place = Place(self.files[self.file[at]], self.row[at])
                remedy = error.remedy if text else "give the source a period_end in close.toml"
                self.faults.append(Fault("malformed-row", f"{place}: {error.reason}", place, remedy))
                ends.append(datetime.date.min)
        return TrialBalance(
            tuple(e.strip() for e in self.entities), tuple(a.strip() for a in self.accounts), tuple(ends),
            tuple(p.strip() for p in self.partners), tuple(c.strip() for c in self.centres), tuple(self.files), PLACES,
            self.entity, self.account, self.end, self.partner, self.centre, self.file, self.row, self.amount,
        )  # fmt: skip


def read(folder: Path, sources: tuple[Source, ...], settings: Settings, faults: list[Fault]) -> TrialBalance:
    """All sources in one table. Raises Unreadable for one that is not there or has no header."""
    columns = _Columns(settings, faults)
    only = settings.entities[0].id if len(settings.entities) == 1 else ""
    collecting = gc.isenabled()
    gc.disable()  # rows are many small lists without cycles: the collector would walk them again and again
    try:
        for source in sources:
            with ExitStack() as stack:
                _read(columns, source, only, *_opened(folder, source, stack))
    finally:
        if collecting:
            gc.enable()
    return columns.finished()


def _read(columns: _Columns, source: Source, only: str, name: str, rows: Rows) -> None:
    """Takes one source in, batch by batch."""
    columns.files.append(name)
    try:
        header = _found(rows, name)
        told = _complete(source, header, only, name)
        while batch := list(islice(rows, BATCH)):
            numbers, cells = zip(*batch, strict=True)
            if any(not row or row[0][:1] == "#" for row in cells):
                kept = [(n, row) for n, row in batch if row and row[0][:1] != "#"]
                if not kept:
                    continue
                numbers, cells = zip(*kept, strict=True)
            columns.add(list(cells), array("i", numbers), header, told)
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(name, f"is no CSV in UTF-8: {error}", remedy="save it as CSV UTF-8") from None


def _found(rows: Rows, name: str) -> _Header:
    """The header, taken off the rows with what stands above it. Raises Unreadable where there is none."""
    for _, row in islice(rows, TITLE_ROWS):
        header = _header(row)
        if header is not None:
            return header
    remedy = "name the columns account and balance, or debit and credit"
    raise Unreadable(name, f"has no header in its first {TITLE_ROWS} rows", remedy=remedy)


def _complete(source: Source, header: _Header, only: str, name: str) -> Source:
    """The source with the one entity there is. Raises Unreadable where rows say neither entity nor period."""
    if header.entity is None and not source.entity:
        if not only:
            raise Unreadable(
                name, "does not say whose balances these are", remedy="add an entity column, or entity = in close.toml"
            )
        source = msgspec.structs.replace(source, entity=only)
    if header.period_end is None and source.period_end is None:
        raise Unreadable(
            name, "does not say of which day", remedy="add a period_end column, or period_end = in close.toml"
        )
    return source


def _opened(folder: Path, source: Source, stack: ExitStack) -> tuple[str, Rows]:
    """The name of a source and its rows with their numbers."""
    if source.sql:
        return "sql", sql.rows(folder, source.sql, source.query)
    if source.ledger:
        return source.ledger, ledger.rows(folder / source.ledger, source.period_ends)
    path = folder / source.file
    if not path.is_file():
        raise Unreadable(str(path), "is missing", remedy="[[trial_balance]] in close.toml says where the balances are")
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".ods"):
        return source.file, spreadsheet.rows(path, source.sheet)
    stream = stack.enter_context(path.open(newline="", encoding="utf-8-sig"))
    return source.file, enumerate(csv.reader(stream), start=1)


def _header(row: Cells) -> _Header | None:
    """The header that a row is, if it is one."""
    names = [" ".join(cell.lower().split()) for cell in row]
    at = {key: next((names.index(name) for name in known if name in names), None) for key, known in _NAMES.items()}
    account = at.pop("account")
    if account is None or (at["balance"] is None and (at["debit"] is None or at["credit"] is None)):
        return None
    return _Header(account=account, **at)
