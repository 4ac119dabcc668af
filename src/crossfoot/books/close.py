"""Closing the books: what is printed where, rounded so that it foots, with everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext

from crossfoot.books import mapping, rounding, validate
from crossfoot.books.consolidate import Consolidation
from crossfoot.books.figures import Figures, Value, slots
from crossfoot.books.footings import Cell, Printed
from crossfoot.books.ledger import summed
from crossfoot.books.published import stale
from crossfoot.model.books import Booked, Closed, Fault, Footing, Package, Place, Slot, key_of
from crossfoot.model.layout import ALWAYS
from crossfoot.model.period import Period

PRECISION = 60  # digits: amounts of 18 times rates of 12, summed
CENTS = Decimal("0.01")


def closed(package: Package, wanted: frozenset[Cell]) -> Closed:
    """Every figure of the package's statements, and of `wanted` (line and segment), which its prose names.

    Raises Unreadable where an extra is missing; everything else that is wrong is a fault.
    """
    with localcontext() as context:
        context.prec = PRECISION
        return _closed(package, wanted)


def _closed(package: Package, wanted: frozenset[Cell]) -> Closed:
    faults = list(package.faults)
    mapping.sound(package, faults)
    sums = summed(package, mapping.mapped(package, faults), faults)
    faults += validate.names(package)
    faults += validate.periods(package, sums)
    faults += validate.eliminations(package)
    consolidation = Consolidation(package, sums, faults)
    if any(m.line not in package.lines for m in package.mappings):
        return Closed(package, slots(package.settings), {}, (), tuple(faults))
    faults += validate.intercompany(package, consolidation)
    unbalanced = {f.excerpt for f in faults if f.kind == "unbalanced-trial-balance"}
    faults += (f for f in validate.signs(package, sums) if f.excerpt not in unbalanced)
    faults += validate.controls(package, consolidation)
    source = Figures(package, consolidation, faults)
    columns = slots(package.settings)
    values = {slot: _values(package, source, slot, wanted) for slot in columns}
    printed = set(_printed(package, values))
    values = {slot: {c: v for c, v in cells.items() if c in printed | wanted} for slot, cells in values.items()}
    faults += _without_comparative(columns, values, printed)
    told: list[Fault] = list(stale(package, consolidation))
    figures, footings = _rounded(package, source, values, told)
    faults += told if not _errors(faults) else ()  # what follows from a fault above is not told beside it
    return Closed(package, columns, figures, footings, tuple(dict.fromkeys(faults)))


def _values(package: Package, source: Figures, slot: Slot, wanted: frozenset[Cell]) -> dict[Cell, Value]:
    """The cells that statements and prose may print in a slot, with their values."""
    out: dict[Cell, Value] = {}
    for cell in dict.fromkeys((*_cells(package), *sorted(wanted))):
        value = source.value(cell, slot)
        if value is not None:
            out[cell] = value
    return out


def _cells(package: Package) -> Iterator[Cell]:
    """The cells that the statements may have, those that decide whether a row is printed among them."""
    segments = tuple(s.id for s in package.settings.segments)
    for layout in package.layouts:
        for row in layout.rows:
            for line in (row.line, *(w for w in row.when if w != ALWAYS)):
                if line:
                    yield from ((line, s) for s in (("", *segments) if row.segments else ("",)))


def _printed(package: Package, values: dict[Slot, dict[Cell, Value]]) -> Iterator[Cell]:
    """The cells of the rows that are printed: those of which a line has an amount, this year or the last."""
    amounts = {cell for cells in values.values() for cell, value in cells.items() if value.amount}
    segments = tuple(s.id for s in package.settings.segments)
    for layout in package.layouts:
        for row in layout.rows:
            mine = tuple((row.line, s) for s in segments) if row.segments else ((row.line, ""),)
            heads = [(w, s) for w in row.when for s in ("", *(segments if row.segments else ()))] or list(mine)
            if row.line and (ALWAYS in row.when or any(cell in amounts for cell in heads)):
                yield from (cell for cell in mine if not row.segments or cell in amounts)


def _rounded(
    package: Package, source: Figures, values: dict[Slot, dict[Cell, Value]], faults: list[Fault]
) -> tuple[dict[str, Booked], tuple[Footing, ...]]:
    figures: dict[str, rounding.Figure] = {}
    told: dict[str, tuple[Slot, Cell, Value, Decimal]] = {}
    footings: list[Footing] = []
    for slot, cells in values.items():
        footings += _footings(package, source, slot, cells)
        for cell, value in cells.items():
            step = _step(package, cell[0])
            key = key_of(*cell, slot.id)
            fixed = value.status == "published"
            figures[key] = rounding.Figure(value.amount / step, fixed, package.lines[cell[0]].headline and not cell[1])
            told[key] = (slot, cell, value, step)
    footings += _quarters(package, source, values, figures)
    kept = tuple(f for f in footings if f.total in figures and all(p in figures for p, _ in f.parts))
    faults += _published_footings(kept, figures)
    free = tuple(f for f in kept if not all(figures[k].fixed for k in (f.total, *(p for p, _ in f.parts))))
    if package.settings.house.rounding == "nearest":
        units = rounding.nearest(figures)
        faults += (_does_not_foot(f, "note") for f in free if not rounding.holds(f, units))
    else:
        done = rounding.controlled(figures, free)
        units = done.units
        if _errors(faults):
            done = done._replace(far=(), broken=())  # a stale figure that is told already explains them
        faults += (_far(key, figures[key].units, units[key]) for key in done.far)
        faults += (_does_not_foot(f, "error") for f in done.broken)
    booked = {
        key: Booked(cell[0], cell[1], slot, value.amount, units[key] * step, step, _unit(package, cell[0]),
                    value.status, value.formula)
        for key, (slot, cell, value, step) in told.items()
    }  # fmt: skip
    return booked, kept


def _errors(faults: list[Fault]) -> bool:
    return any(f.severity == "error" for f in faults)


def _without_comparative(
    columns: tuple[Slot, ...], values: dict[Slot, dict[Cell, Value]], printed: set[Cell]
) -> Iterator[Fault]:
    """Figures that the year before has none of, neither in the books nor as published."""
    by_id = {slot.id: slot for slot in columns}
    for slot in columns:
        prior = by_id.get(f"{slot.id}.prior")
        if prior is None:
            continue
        for cell, value in values[slot].items():
            if value.amount and cell in printed and cell not in values[prior]:
                key = key_of(*cell, prior.id)
                said = f"{key} ({prior.period}) is neither in the books nor in published.csv"
                remedy = "add it to published.csv as it was printed, 0 where it was nil"
                yield Fault("missing-period", said, Place("published.csv"), remedy, key)


def _footings(package: Package, source: Figures, slot: Slot, cells: dict[Cell, Value]) -> list[Footing]:
    amounts = {cell for cell, value in cells.items() if value.amount}
    for name in package.lines:
        for segment in ("", *(s.id for s in package.settings.segments)):
            if (name, segment) not in cells and package.lines[name].kind not in ("shares", "per-share"):
                value = source.value((name, segment), slot)
                if value.amount if value is not None else source.has_amount_now((name, segment)):
                    amounts.add((name, segment))  # what is not known of a period, but is there now, may not be nothing
    printed = Printed(package.lines, set(cells), amounts)
    return printed.footings(slot.id, tuple(s.id for s in package.settings.segments))


def _quarters(
    package: Package, source: Figures, values: dict[Slot, dict[Cell, Value]], figures: dict[str, rounding.Figure]
) -> list[Footing]:
    """Year to date = quarter + what was published before, for every figure of which something was.

    The published amounts join `figures`, fixed.
    """
    settings = package.settings
    by_id = {slot.id: slot for slot in values}
    out: list[Footing] = []
    if settings.half is None or "ytd" not in by_id:
        return out
    before = Period(settings.half, settings.year_to_date.start)
    for cell in values[by_id["ytd"]]:
        if cell not in values[by_id["quarter"]] or package.lines[cell[0]].kind in ("shares", "per-share"):
            continue
        told = source.printed_before(cell, before)
        if told is not None and told.status == "published":
            key = key_of(*cell, "before")
            figures[key] = rounding.Figure(told.amount / _step(package, cell[0]), fixed=True)
            out.append(Footing(key_of(*cell, "ytd"), ((key_of(*cell, "quarter"), 1), (key, 1))))
    return out


def _step(package: Package, line: str) -> Decimal:
    return CENTS if package.lines[line].kind == "per-share" else Decimal(package.settings.house.scale)


def _unit(package: Package, line: str) -> str:
    kind, currency = package.lines[line].kind, package.settings.currency
    return {"shares": "shares", "per-share": f"{currency}/share"}.get(kind, currency)


def _published_footings(footings: tuple[Footing, ...], figures: dict[str, rounding.Figure]) -> list[Fault]:
    """Published figures that do not add up among themselves."""
    units = rounding.nearest(figures)
    out = []
    for footing in footings:
        keys = (footing.total, *(p for p, _ in footing.parts))
        if all(figures[k].fixed for k in keys) and not rounding.holds(footing, units):
            got = sum(units[k] * c for k, c in footing.parts)
            said = (
                f"published.csv: {footing.total} is {units[footing.total]:,} but its parts give {got:,} "
                f"({_sum(footing, units)})"
            )
            remedy = "correct the row that was copied wrongly, or bring it up to date"
            out.append(Fault("published-differs", said, Place("published.csv"), remedy, footing.total))
    return out


def _far(key: str, exact: Decimal, printed: int) -> Fault:
    said = (
        f"{key} has to be printed as {printed:,} for everything to foot, though it is {exact:,.3f}: a unit or more away"
    )
    remedy = "look whether published.csv is what was printed, and is not recast"
    return Fault("rounding-infeasible", said, Place("published.csv"), remedy, key)


def _does_not_foot(footing: Footing, severity: str) -> Fault:
    said = f"{footing.total} does not foot: it is not {_sum(footing, None)}, as they are printed"
    remedy = 'rounding = "controlled"' if severity == "note" else "look whether published.csv is what was printed"
    place = Place("close.toml" if severity == "note" else "published.csv")
    return Fault("rounding-infeasible", said, place, remedy, footing.total, "note" if severity == "note" else "error")


def _sum(footing: Footing, units: dict[str, int] | None) -> str:
    def one(key: str) -> str:
        return f"{key} {units[key]:,}" if units else key

    return " ".join(f"{'-' if c < 0 else '+'} {one(k)}" for k, c in footing.parts).lstrip("+ ")
