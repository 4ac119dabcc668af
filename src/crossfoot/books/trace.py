"""Where a figure comes from: its formula down to the rows of the package that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crossfoot.books.mapping import mapped
from crossfoot.model.books import Booked, Closed, Package

LIMIT_ROWS = 60  # of a line, shown


def trace(closed: Closed, key: str) -> Iterator[str]:
    """The figure, what it is made of, and the rows of the package behind each part, one line each.

    Raises KeyError where there is no such figure.
    """
    figure = closed.figures[key]
    yield f"{key}: printed {figure.printed:,f}, exactly {figure.exact:,f} {figure.unit}"
    yield f"  {figure.formula}"
    for footing in closed.footings:
        if footing.total == key:
            parts = " ".join(f"{'-' if c < 0 else '+'} {p}" for p, c in footing.parts)
            yield f"  foots as printed: {parts.lstrip('+ ')}"
    if figure.status == "published" or figure.unit.endswith("share") or figure.unit == "shares":
        return
    for line in _leaves(closed.package, figure.line):
        yield from _rows(closed, figure, line)


def _leaves(package: Package, line: str) -> list[str]:
    """The lines of the mapping, or of a supplement, that a line comes to in the end."""
    item = package.lines[line]
    parts = [p for p, _ in item.terms] or ([item.of] if item.of else []) or list(item.within)
    if item.kind == "discontinued":
        parts = [name for name, told in package.lines.items() if told.kind == "income"]
    if not parts:
        return [line]
    return list(dict.fromkeys(leaf for part in parts for leaf in _leaves(package, part)))


def _rows(closed: Closed, figure: Booked, line: str) -> Iterator[str]:
    package = closed.package
    units = {e.id for e in package.settings.entities if not figure.segment or e.segment == figure.segment}
    table = package.trial_balance
    rows = mapped(package, [])
    natures = package.lines[figure.line].natures
    accounts = {
        code for code, row in enumerate(rows)
        if row >= 0 and package.mappings[row].line == line and (not natures or package.mappings[row].nature in natures)
    }  # fmt: skip
    ends = {figure.slot.period.end}
    if figure.slot.kind == "quarter":
        ends |= {d for d in (package.settings.half, package.settings.half_prior) if d is not None}
    shown = 0
    for index, account in enumerate(table.account):
        if (
            account in accounts
            and table.ends[table.end[index]] in ends
            and table.entities[table.entity[index]] in units
        ):
            shown += 1
            if shown > LIMIT_ROWS:
                yield f"    {line}: more rows"
                break
            amount = Decimal(table.amount[index]).scaleb(-table.places)
            who = f"{table.entities[table.entity[index]]} {table.accounts[account]} at {table.ends[table.end[index]]}"
            yield f"    {line}: {who}: {amount:,.2f} ({table.place(index)})"
    for entry in package.eliminations:
        if entry.entity in units and entry.end in ends and entry.account in {table.accounts[a] for a in accounts}:
            yield f"    {line}: elimination {entry.id}: {entry.amount:,.2f} ({entry.place})"
    for each in package.supplements:
        if each.line == line and each.end in ends and (not figure.segment or each.entity in units):
            yield f"    {line}: {each.entity} at {each.end}: {each.amount:,.2f} ({each.place})"
