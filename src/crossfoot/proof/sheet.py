"""One class of numbers of a grid as columns of ints, and how a signed sum fares on it."""

from __future__ import annotations

from math import log10

import msgspec

from crossfoot.proof.acceptance import (
    broken_log_chance,
    broken_penalty,
    column_log_chance,
    edit_cost,
    is_power_step,
)
from crossfoot.proof.grid import Entry, Grid, Line, NumberClass

MANY_COLUMNS = 5  # a formula over so many columns may fail in two of them, where a misprint explains each
TWO_WRONG = 2

Terms = tuple[tuple[int, int], ...]  # (position in the sheet, sign)


class Sheet(msgspec.Struct, gc=False):
    """Lines that hold numbers of one class, in the columns searched.

    `derived` columns are computed from others: they vouch for nothing.
    """

    grid: Grid
    kind: NumberClass
    lines: list[Line]
    columns: list[int]
    values: list[list[int | None]]
    units: list[list[int]] | None  # None: every number is printed to one unit
    derived: frozenset[int]
    concepts: list[str | None]
    width: int  # the least number of digits printed

    def entry(self, position: int, c: int) -> Entry | None:
        """The number at a position, in the c-th of the sheet's columns."""
        entry = self.lines[position].cells.get(self.columns[c])
        return entry if entry is not None and entry.summed_as == self.kind else None


class Outcome(msgspec.Struct, gc=False):
    """How a formula fares in one column: the residual (terms less target), and whether a misprint would explain it."""

    column: int
    residual: int
    holds: bool
    misprint: bool


class Formula(msgspec.Struct, gc=False):
    """target = sum of signed terms, with its log10 NFA and how it fares in each column.

    `source`: where the candidate came from.
    """

    target: int
    terms: Terms
    score: float
    source: str
    outcomes: list[Outcome]
    identity: str | None = None

    @property
    def broken(self) -> int:
        """The number of columns in which it fails."""
        return sum(not o.holds for o in self.outcomes)


def sheet_of(grid: Grid, kind: NumberClass, columns: list[int], derived: frozenset[int]) -> Sheet | None:
    """The grid's numbers of one class in these columns; None where there are fewer than three lines of them."""
    lines = [
        line
        for line in grid.lines
        if any((entry := line.cells.get(c)) is not None and entry.summed_as == kind for c in columns)
    ]
    if len(lines) < 3:
        return None
    values: list[list[int | None]] = []
    units: list[list[int]] = []
    uneven = False
    for column in columns:
        held: list[int | None] = []
        steps: list[int] = []
        for line in lines:
            entry = line.cells.get(column)
            if entry is None or entry.summed_as != kind:
                held.append(None)
                steps.append(1)
            else:
                held.append(entry.value)
                steps.append(entry.unit)
        step = min((u for v, u in zip(held, steps, strict=True) if v), default=1)
        if step > 1:  # the whole column is printed to coarser units than the class: count in those
            held = [None if v is None else v // step for v in held]
            steps = [max(1, u // step) for u in steps]
        uneven = uneven or any(u != 1 for u in steps)
        values.append(held)
        units.append(steps)
    positions = frozenset(i for i, c in enumerate(columns) if c in derived)
    concepts = [_concept(line) for line in lines]
    width = max(0, grid.exponents[kind]) + 1
    return Sheet(grid, kind, lines, columns, values, units if uneven else None, positions, concepts, width)


def _concept(line: Line) -> str | None:
    """The concept of a line's facts, where they have one."""
    return next((e.fact.concept for e in line.cells.values() if e.fact is not None and e.fact.concept), None)


Compared = tuple[int, list[int], int, int]  # column, target and terms signed to add to nothing, residual, tolerance


def judge(
    sheet: Sheet, target: int, terms: Terms, weight: float, source: str, known: float | None = None
) -> Formula | None:
    """The formula with its outcomes and its score (`known`, where given); None where it fails in too many columns.

    Whether it holds is asked of all columns first: most candidates fail there, and their chances are not worked out.
    """
    held: list[Compared] = []
    broken = compared = absent = 0
    for c, column in enumerate(sheet.values):
        goal = column[target]
        if goal is None:
            continue
        signed = [-goal]
        present = False
        for position, sign in terms:
            value = column[position]
            if value is not None:
                present = True
                if value:
                    signed.append(value if sign > 0 else -value)
        if not present:
            continue
        residual = sum(signed)
        tolerance = _doubled_tolerance(sheet, c, target, terms, signed)
        holds = -tolerance <= 2 * residual <= tolerance
        held.append((c, signed, residual, tolerance))
        if len(signed) > 2 or (len(signed) == 2 and not holds):
            compared += 1
            broken += not holds
            absent += not holds and goal == 0  # a total that is a dash is not there yet
    missing = broken - min(absent, 1)
    two = missing == TWO_WRONG and compared >= MANY_COLUMNS
    if not compared or 2 * broken > max(2, compared) or (missing > max(1, compared // 3) and not two):
        return None
    outcomes, chance = _weighed(sheet, held)
    if missing > max(1, compared // 3) and sum(o.misprint for o in outcomes) < TWO_WRONG:
        return None
    score = -log10(weight) + chance + broken_penalty(compared, broken)
    return Formula(target, terms, score if known is None else known, source, outcomes)


def _weighed(sheet: Sheet, held: list[Compared]) -> tuple[list[Outcome], float]:
    """The outcome in each column, and the log chance of all together; columns that are the same count once."""
    outcomes: list[Outcome] = []
    seen: set[tuple[int, ...]] = set()
    score = dependent = 0.0  # dependent: what computed columns say, which counts only where the others are silent
    independent = 0
    for c, signed, residual, tolerance in held:
        holds = -tolerance <= 2 * residual <= tolerance
        misprint = not holds and _is_misprint(residual, signed, sheet.width)
        outcomes.append(Outcome(c, residual, holds, misprint))
        key = tuple(signed)
        if len(signed) < 2 or (len(signed) == 2 and holds) or key in seen:
            continue
        seen.add(key)
        chance = 0.0
        if holds:
            chance = column_log_chance(signed, 0 if residual == 0 else tolerance // 2)
        elif misprint:
            chance = broken_log_chance(signed)
        if c in sheet.derived:
            dependent += chance
        else:
            score += chance
            independent += 1
    return outcomes, score + (0.0 if independent else dependent)


def _doubled_tolerance(sheet: Sheet, c: int, target: int, terms: Terms, signed: list[int]) -> int:
    """Twice the rounding that the printed numbers allow: their last digits' worth (XBRL Calculations 1.1), in units."""
    if sheet.units is None:
        return len(signed)
    column, steps = sheet.values[c], sheet.units[c]
    return steps[target] + sum(steps[p] for p, _ in terms if column[p])


def _is_misprint(residual: int, signed: list[int], width: int) -> bool:
    """True where one digit, or two neighbours swapped, in one of the numbers accounts for the residual."""
    if not is_power_step(residual):
        return False
    return any(edit_cost(value, value - residual, width) <= 0.5 for value in signed)
