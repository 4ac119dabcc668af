"""The small tables of a close package: mapping, eliminations, rates, published figures, shares, supplements."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from crossfoot.model.books import (
    Control,
    Elimination,
    Fault,
    Mapping,
    Place,
    Published,
    Rate,
    Shares,
    Supplement,
)
from crossfoot.model.errors import Unreadable
from crossfoot.model.period import Period

LIMIT_ROWS = 200_000
T = TypeVar("T")
Row = dict[str, str]


class Malformed(Exception):
    """A row that cannot be read: why, and what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason = reason
        self.remedy = remedy
        super().__init__(reason)


def mappings(folder: Path, faults: list[Fault]) -> tuple[Mapping, ...]:
    """accounts.csv: account, line, and optionally nature, sign, class."""

    def made(row: Row, place: Place) -> Mapping:
        sign = row.get("sign", "") or "1"
        if sign not in ("1", "+1", "-1", "+", "-"):
            raise Malformed(f"sign {sign!r}", "give 1, -1 or nothing")
        return Mapping(
            _needed(row, "account"), _needed(row, "line"), place, row.get("nature", "").lower(),
            -1 if sign.startswith("-") else 1, row.get("class", "").lower(),
        )  # fmt: skip

    return _rows(folder / "accounts.csv", ("account", "line"), made, faults, must=True)


def eliminations(folder: Path, faults: list[Fault]) -> tuple[Elimination, ...]:
    """eliminations.csv: id, period_end, entity, account, amount, and optionally counterparty, segment."""

    def made(row: Row, place: Place) -> Elimination:
        return Elimination(
            _needed(row, "id"), day(_needed(row, "period_end")), _needed(row, "entity"), _needed(row, "account"),
            amount(_needed(row, "amount")), place, row.get("counterparty", ""), row.get("segment", ""),
        )  # fmt: skip

    return _rows(folder / "eliminations.csv", ("id", "period_end", "entity", "account", "amount"), made, faults)


def rates(folder: Path, faults: list[Fault]) -> tuple[Rate, ...]:
    """fx.csv: currency, period_end, kind (average, closing, historical), rate, and for historical rates an account."""

    def made(row: Row, place: Place) -> Rate:
        kind = _needed(row, "kind").lower()
        if kind not in ("average", "closing", "historical"):
            raise Malformed(f"kind {kind!r}", "give average, closing or historical")
        rate = amount(_needed(row, "rate"))
        if rate <= 0:
            raise Malformed(f"rate {rate}", "give units of the group's currency for one of this")
        end = day(_needed(row, "period_end"))
        return Rate(_needed(row, "currency"), end, kind, rate, place, row.get("account", ""))  # type: ignore[arg-type]

    return _rows(folder / "fx.csv", ("currency", "period_end", "kind", "rate"), made, faults)


def published(folder: Path, scale: int, unscaled: frozenset[str], faults: list[Fault]) -> tuple[Published, ...]:
    """published.csv: line, segment, start, end, printed (in units of the statements), and optionally recast (yes)."""

    def made(row: Row, place: Place) -> Published:
        line = _needed(row, "line")
        value = amount(_needed(row, "printed")) * (1 if line in unscaled else scale)
        start, end = row.get("start", ""), day(_needed(row, "end"))
        period = Period(end, day(start) if start else None)
        recast = row.get("recast", "").lower() in ("yes", "true", "1")
        return Published(line, row.get("segment", ""), period, value, place, recast)

    return _rows(folder / "published.csv", ("line", "segment", "start", "end", "printed"), made, faults)


def shares(folder: Path, faults: list[Fault]) -> tuple[Shares, ...]:
    """shares.csv: start, end, item (weighted, potential, preferred_dividends), shares, amount."""

    def made(row: Row, place: Place) -> Shares:
        item = _needed(row, "item").lower()
        if item not in ("weighted", "potential", "preferred_dividends"):
            raise Malformed(f"item {item!r}", "give weighted, potential or preferred_dividends")
        period = Period(day(_needed(row, "end")), day(_needed(row, "start")))
        number, money = amount(row.get("shares", "") or "0"), amount(row.get("amount", "") or "0")
        return Shares(period, item, number, money, place)  # type: ignore[arg-type]

    return _rows(folder / "shares.csv", ("start", "end", "item", "shares"), made, faults)


def supplements(folder: Path, faults: list[Fault]) -> tuple[Supplement, ...]:
    """capex.csv (entity, period_end, amount) and cash_flow.csv (line, period_end, amount), year to date."""

    def made(row: Row, place: Place) -> Supplement:
        line = row.get("line", "") or "capital_expenditures"
        end = day(_needed(row, "period_end"))
        return Supplement(line, row.get("entity", ""), end, amount(_needed(row, "amount")), place)

    capital = _rows(folder / "capex.csv", ("entity", "period_end", "amount"), made, faults)
    return capital + _rows(folder / "cash_flow.csv", ("line", "period_end", "amount"), made, faults)


def controls(folder: Path, faults: list[Fault]) -> tuple[Control, ...]:
    """controls.csv: line, entity (empty: all), period_end, amount as the ledger's own report prints it."""

    def made(row: Row, place: Place) -> Control:
        end = day(_needed(row, "period_end"))
        return Control(_needed(row, "line"), row.get("entity", ""), end, amount(_needed(row, "amount")), place)

    return _rows(folder / "controls.csv", ("line", "period_end", "amount"), made, faults)


def amount(text: str) -> Decimal:
    """The exact decimal of "-1,234.50" or "(1,234.50)". Raises Malformed."""
    core = text.strip()
    negative = core.startswith("(") and core.endswith(")")
    core = core.strip("()").replace(",", "")
    try:
        value = Decimal(core)
    except InvalidOperation:
        raise Malformed(
            f"{text!r} is no amount", "give digits, a point, and a minus sign where it is negative"
        ) from None
    if not value.is_finite():
        raise Malformed(f"{text!r} is no amount", "give digits")
    return -value if negative else value


def day(text: str) -> datetime.date:
    """The day of "2004-09-30". Raises Malformed."""
    try:
        return datetime.date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise Malformed(f"{text!r} is no day", "write it as 2004-09-30") from None


def _needed(row: Row, column: str) -> str:
    value = row.get(column, "")
    if not value:
        raise Malformed(f"{column} is empty", f"fill in {column}")
    return value


def _rows(
    path: Path, columns: tuple[str, ...], made: Callable[[Row, Place], T], faults: list[Fault], *, must: bool = False
) -> tuple[T, ...]:
    """A record for each row that can be read. A file that is not there has none; `must`: raises Unreadable then."""
    if not path.exists():
        if must:
            raise Unreadable(str(path), "is missing", remedy=f"it needs the columns {', '.join(columns)}")
        return ()
    out: list[T] = []
    for row, place, text in _read(path, columns):
        try:
            out.append(made(row, place))
        except Malformed as error:
            faults.append(Fault("malformed-row", f"{place}: {error.reason}", place, error.remedy, text))
    return tuple(out)


def _read(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[Row, Place, str]]:
    """Rows under the header by lower-case column name. Lines that are empty or begin with # are passed over."""
    with path.open(newline="", encoding="utf-8-sig") as stream:
        reader: Any = csv.reader(stream)
        header: list[str] | None = None
        try:
            for cells in reader:
                number = reader.line_num
                if not any(c.strip() for c in cells) or cells[0].lstrip().startswith("#"):
                    continue
                if header is None:
                    header = [c.strip().lower() for c in cells]
                    missing = [c for c in columns if c not in header]
                    if missing:
                        raise Unreadable(
                            str(path), f"has no column {missing[0]}", place=f"row {number}",
                            remedy=f"the header needs {', '.join(columns)}",
                        )  # fmt: skip
                    continue
                if number > LIMIT_ROWS:
                    raise Unreadable(str(path), f"more than the limit of {LIMIT_ROWS} rows")
                row = dict(zip(header, (c.strip() for c in cells), strict=False))
                yield row, Place(path.name, number), ",".join(cells)
        except (UnicodeDecodeError, csv.Error) as error:
            raise Unreadable(str(path), f"is no CSV in UTF-8: {error}", remedy="save it as CSV UTF-8") from None
