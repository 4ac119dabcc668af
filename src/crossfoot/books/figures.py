"""The exact value of every figure in every column: from the books, or from what was published before."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple

from crossfoot.books.consolidate import Consolidation
from crossfoot.books.footings import Cell
from crossfoot.books.shares import Denominator
from crossfoot.model.books import Fault, Package, Place, Published, Settings, Slot, Status
from crossfoot.model.period import Period

ZERO = Decimal(0)
CONTINUING = "continuing_attributable"
TOTAL_INCOME = "net_income"


class Value(NamedTuple):
    """An exact value in full units, where it is from, and in words what it is made of."""

    amount: Decimal
    status: Status
    formula: str


def slots(settings: Settings) -> tuple[Slot, ...]:
    """The columns of the release, in the order of print: quarter before year to date, this year before the last."""
    out = [
        Slot("quarter", "quarter", settings.quarter),
        Slot("quarter.prior", "quarter", settings.quarter_prior, prior=True),
    ]
    if settings.half is not None:
        out += [
            Slot("ytd", "year-to-date", settings.year_to_date),
            Slot("ytd.prior", "year-to-date", settings.year_to_date_prior, prior=True),
        ]
    out.append(Slot("end", "instant", Period(settings.year_to_date.end)))
    if settings.year_end is not None:
        out.append(Slot("end.prior", "instant", Period(settings.year_end), prior=True))
    return tuple(out)


class Figures:
    """Values of the cells (line and segment) of a package, by slot."""

    def __init__(self, package: Package, consolidation: Consolidation, faults: list[Fault]) -> None:
        self.package = package
        self.settings = package.settings
        self.books = consolidation
        self.faults = faults
        self._published = {(p.line, p.segment, p.period): p for p in package.published}
        self._denominators: dict[Slot, Denominator] = {}

    def value(self, cell: Cell, slot: Slot) -> Value | None:
        """The value of a cell in a slot; None where the package does not hold it."""
        line, segment = cell
        item = self.package.lines[line]
        if item.kind in ("shares", "per-share"):
            return None if segment else self._of_shares(line, slot)
        if self._instant(line) != (slot.kind == "instant"):
            return None
        if slot.prior and self.settings.comparatives == "published":
            told = self.printed_before(cell, slot.period)
            if told is not None:
                return told
            if slot.kind != "instant":
                return None
        return self._booked(cell, slot)

    def _instant(self, line: str) -> bool:
        item = self.package.lines[line]
        return item.kind == "balance" or item.instant

    def _booked(self, cell: Cell, slot: Slot) -> Value | None:
        line, segment = cell
        end = slot.period.end
        if not self.books.has(line, end):
            return None
        whole = self.books.amount(line, segment, end)
        said = f"{line} by accounts.csv at {end}"
        status: Status = "recast" if slot.prior and slot.kind != "instant" else "books"
        if slot.kind != "quarter":
            return Value(whole, status, said)
        before = self.settings.half_prior if slot.prior else self.settings.half
        if before is None:
            return Value(whole, status, said)
        if self.books.has(line, before):
            return Value(whole - self.books.amount(line, segment, before), status, f"{said} less the same at {before}")
        earlier = self.earlier(cell, slot, before)
        if earlier is None:
            if not whole:
                return Value(whole, status, said)
            self._without(cell, before)
            return None
        return Value(whole - earlier, status, f"{said} less what was published to {before}")

    def _without(self, cell: Cell, before: datetime.date) -> None:
        """The fault of a line that has no first half, neither in the books nor as published."""
        line, segment = cell
        if self.package.lines[line].kind in ("total", "nature", "discontinued", "minority", "attributable"):
            return  # told of the lines that it is made of
        whose = f" of {segment}" if segment else ""
        said = f"{line}{whose} has no amount to {before}, neither in the books nor in published.csv"
        remedy = "add the trial balance of that day, or what was published for the months before the quarter"
        fault = Fault("missing-period", said, Place("published.csv"), remedy, line)
        if fault not in self.faults:
            self.faults.append(fault)

    def earlier(self, cell: Cell, slot: Slot, before: datetime.date) -> Decimal | None:
        """What was published for the months of the year before the quarter; None where nothing was."""
        year = self.settings.year_to_date_prior if slot.prior else self.settings.year_to_date
        told = self.printed_before(cell, Period(before, year.start))
        return told.amount if told else None

    def printed_before(self, cell: Cell, period: Period) -> Value | None:
        """A cell as published: by its own row, or by the rows of its parts."""
        line, segment = cell
        row = self._published.get((line, segment, period))
        if row is not None:
            return Value(row.value, "recast" if row.recast else "published", f"as published ({row.place})")
        item = self.package.lines[line]
        if item.kind == "total":
            return self._sum_published(item.terms, segment, period)
        if not segment and item.kind in ("income", "nature", "supplement"):
            parts = [self._published.get((line, s.id, period)) for s in self.settings.segments]
            told = [p for p in parts if p is not None]
            if told:
                return _as_published(told)
        return None

    def has_amount_now(self, cell: Cell) -> bool:
        """True where the books hold an amount of the cell at the end of the period."""
        return self.books.amount(*cell, self.settings.year_to_date.end) != 0

    def _sum_published(self, terms: tuple[tuple[str, int], ...], segment: str, period: Period) -> Value | None:
        total, known, status = ZERO, False, "published"
        for part, coefficient in terms:
            told = self.printed_before((part, segment), period)
            if told is not None:
                total, known = total + coefficient * told.amount, True
                status = "recast" if told.status == "recast" else status
        said = " ".join(f"{'-' if c < 0 else '+'} {p}" for p, c in terms).lstrip("+ ")
        return Value(total, "recast" if status == "recast" else "published", f"{said}, as published") if known else None

    def _of_shares(self, line: str, slot: Slot) -> Value | None:
        if slot.kind == "instant":
            return None
        item = self.package.lines[line]
        if slot.prior and self.settings.comparatives == "published":
            told = self._published.get((line, "", slot.period))
            if told is not None:
                return Value(told.value, "published", f"as published ({told.place})")
            other = f"{line.removesuffix('_basic').removesuffix('_diluted')}"
            twin = self._published.get(
                (f"{other}_basic" if line.endswith("_diluted") else f"{other}_diluted", "", slot.period)
            )
            return Value(twin.value, "published", f"as published ({twin.place})") if twin else None
        count = self._denominator(slot)
        if not count.known:
            return None
        if item.kind == "shares":
            return Value(count.diluted if item.measure == "diluted" else count.basic, "books", "by shares.csv")
        income = self._earned(item.of, slot)
        if income is None:
            return None
        bears = item.of in (CONTINUING, TOTAL_INCOME)
        amount = count.per_share(item.measure, income.amount, bears_preferred=bears)
        said = f"{item.of} less preferred dividends, a share" if bears and count.preferred else f"{item.of} a share"
        return Value(amount, "books", said) if amount is not None else None

    def _earned(self, line: str, slot: Slot) -> Value | None:
        """What a per-share figure is of; all of it where the share of others cannot be told apart."""
        item = self.package.lines[line]
        told = self.value((line, ""), slot)
        return self.value((item.of, ""), slot) if told is None and item.kind == "attributable" else told

    def _denominator(self, slot: Slot) -> Denominator:
        if slot not in self._denominators:
            continuing = self._earned(CONTINUING, slot)
            amount = continuing.amount if continuing else ZERO
            self._denominators[slot] = Denominator(self.package, slot.period, amount)
        return self._denominators[slot]


def _as_published(rows: list[Published]) -> Value:
    status: Status = "recast" if any(r.recast for r in rows) else "published"
    return Value(sum((r.value for r in rows), ZERO), status, "the segments, as published")
