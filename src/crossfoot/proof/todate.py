"""The year to date and its quarters, row by row: flows add up to it, daily volumes and prices average to it.

Which columns make up another is known from their periods, over all tables of a document at once. A row of production
a day, of a price or of a ratio stands among the amounts under the same headers; it tells by its own figures whether it
is added or averaged.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise
from math import log10
from typing import Literal

import msgspec

from crossfoot.model.period import Period
from crossfoot.proof.acceptance import ACCEPTED, column_log_chance, edit_cost, is_power_step
from crossfoot.proof.equation import Equation
from crossfoot.proof.grid import Entry, Grid, Line

PARTS = (2, 4)  # a half-year of two quarters, a year of four or of two halves
SEAM = 8  # days by which periods that follow one another may be apart: 52/53-week calendars are not always stated
EVEN = 5  # days by which the lengths of periods that are averaged may differ
SPREAD = 20  # periods differ by at least a twentieth of a figure, as far as chance is concerned
HELD = 3  # rows that hold before one that does not is told
LONG = 100  # units of the shortest number of a row in which a misprint is told
FAR = 10  # a misprint is told where it moves the figure by more than a tenth: weights account for less

Way = Literal["sum", "average"]
Made = tuple[Period, tuple[Period, ...]]  # a period and those that make it up


class Row(msgspec.Struct, gc=False):
    """One row under such a heading: its target and parts, and how it is made of them (None: neither way)."""

    grid: Grid
    line: Line
    target: Entry
    parts: tuple[Entry, ...]
    way: Way | None
    residual: int


def to_date(laid_out: list[Grid], across: set[str]) -> list[Equation]:
    """The ties of rows to their parts in time. `across`: numbers that such a sum across the columns gives already."""
    groups: dict[Made, list[Row]] = {}
    for grid in laid_out:
        for line in grid.lines:
            for made, row in _rows(grid, line):
                if row.target.number.id not in across:
                    groups.setdefault(made, []).append(row)
    out: list[Equation] = []
    for rows in groups.values():
        for way in ("sum", "average"):
            out += _accepted(rows, way)
    return out


def _rows(grid: Grid, line: Line) -> Iterator[tuple[Made, Row]]:
    """The entries of a line that cover what several others of its entries cover, one after the other."""
    spans: dict[Period, Entry] = {}
    for entry in line.cells.values():
        fact = entry.fact
        if fact is not None and fact.period is not None and fact.period.start is not None and not entry.number.nil:
            spans.setdefault(fact.period, entry)
    if len(spans) < 3:
        return
    for whole, target in spans.items():
        inside = sorted((p for p in spans if p != whole and _within(p, whole)), key=lambda p: p.end)
        for count in PARTS:
            for chosen in combinations(inside, count) if len(inside) <= 8 else ():
                parts = tuple(spans[p] for p in chosen)
                if _tiles(whole, chosen) and all(e.kind == target.kind for e in parts):
                    way, residual = _way(target, parts, _even(chosen))
                    yield (whole, chosen), Row(grid, line, target, parts, way, residual)


def _within(part: Period, whole: Period) -> bool:
    assert part.start is not None
    assert whole.start is not None
    return (part.start - whole.start).days >= -SEAM and (whole.end - part.end).days >= -SEAM


def _tiles(whole: Period, parts: tuple[Period, ...]) -> bool:
    seams = [(whole.start, parts[0].start), (parts[-1].end, whole.end), *((b.start, a.end) for a, b in pairwise(parts))]
    return all(a is not None and b is not None and abs((a - b).days) <= SEAM for a, b in seams)


def _even(parts: tuple[Period, ...]) -> bool:
    return max(p.days for p in parts) - min(p.days for p in parts) <= EVEN


def _way(target: Entry, parts: tuple[Entry, ...], even: bool) -> tuple[Way | None, int]:
    """Whether the parts add up or average to the target within rounding, and by what they miss it.

    Two parts that are the same average to themselves, which says nothing; they are let be.
    """
    total = sum(e.value for e in parts)
    rounding = sum(e.unit for e in parts if e.value)
    if 2 * abs(total - target.value) <= rounding + target.unit:
        return "sum", total - target.value
    count = len(parts)
    if even and 2 * abs(total - count * target.value) <= rounding + count * target.unit:
        return "average", total - count * target.value
    return None, total - target.value


def _accepted(rows: list[Row], way: Way) -> list[Equation]:
    """The equations of the rows that are made this way, where together they are more than chance would give."""
    held = [row for row in rows if row.way == way]
    score = log10(max(2, len(rows))) + sum(_chance(row) for row in held)
    if score > ACCEPTED or len(held) < 2:
        return []
    out = [_equation(row, way, score, len(held)) for row in held]
    if len(held) >= HELD:
        odd = [row for row in rows if row.way is None and _long(row) and _misprinted(row, way)]
        if way == "average":
            odd = [row for row in odd if not _misprinted(row, "sum")]
        out += [_equation(row, way, score, len(held), failed=len(odd)) for row in odd]
    return out


def _chance(row: Row) -> float:
    """log10 of the chance that the row is made so by itself."""
    values = [-row.target.value, *(e.value for e in row.parts)]
    if row.way == "sum":
        return column_log_chance(values, 0 if row.residual == 0 else len(values) // 2)
    sizes = [e.value for e in row.parts]
    spread = max(max(sizes) - min(sizes), abs(row.target.value) // SPREAD)
    return min(0.0, log10((row.target.unit + 1) / (spread + 1)))


def _long(row: Row) -> bool:
    """True where all numbers are long enough for one digit to tell."""
    return all(abs(e.value) >= LONG * e.unit for e in (row.target, *row.parts))


def _misprinted(row: Row, way: Way) -> bool:
    """True where one digit of the row, and not a low one, keeps it from being made this way."""
    total, count = sum(e.value for e in row.parts), len(row.parts)
    if way == "sum":
        signed = [(row.target.value, row.target.value + row.residual)]
        signed += [(e.value, e.value - row.residual) for e in row.parts]
        plausible = is_power_step(row.residual)
    else:
        signed = [(row.target.value, round(total / count))]
        signed += [(e.value, e.value - (total - count * row.target.value)) for e in row.parts]
        plausible = True
    return plausible and any(
        edit_cost(was, now) == 0 and abs(now - was) * FAR > abs(was) and abs(now) * 3 > abs(was) for was, now in signed
    )


def _equation(row: Row, way: Way, score: float, held: int, failed: int = 0) -> Equation:
    one = 1 if way == "sum" else Decimal(1) / len(row.parts)
    return Equation(
        "sum" if way == "sum" else "average",
        "row",
        "linear",
        row.target.number,
        tuple((e.number, one) for e in row.parts),
        "broken" if row.way is None else "exact" if row.residual == 0 else "within-rounding",
        nfa=score,
        formula=f"g{row.grid.index}r{row.line.index}d",
        misprint=row.way is None,
        held=held,
        failed=failed,
        certainty="warning" if row.way is None else None,
    )
