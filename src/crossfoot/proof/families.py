"""Ties across the columns: columns that are computed from other columns, row by row.

Change = this year - last year, total = sum of the segments beside it, year = nine months + quarter, percent change,
percent of a base row. A family is accepted when most rows hold and chance would not give it; its rows are then ties,
and the column vouches for nothing in the sums down the page.
"""

from __future__ import annotations

import re
from itertools import combinations
from math import log10

import msgspec

from crossfoot.model.tie import TieStatus
from crossfoot.proof.acceptance import ACCEPTED, column_log_chance, edit_cost, is_power_step
from crossfoot.proof.equation import Equation, Form
from crossfoot.proof.grid import Entry, Grid, Line

MOST = 0.6  # of the telling rows have to hold
HEADED = -2.0  # enough for columns whose header says that they are changes
MOST_COLUMNS = 14  # grids wider than this are searched among neighbours only
RUN = 12  # columns that a total beside them may sum
_CHANGE = re.compile(r"\bchange|\bvariance|\bdifference|\bincrease|\bdecrease|\binc\b|\bdec\b|\bvar\b|better|worse")
PROBE = 5  # telling rows after which a family that fails in most is dropped


class Family(msgspec.Struct, gc=False):
    """A computed column: which others it is made of, with signs, and the equations of its rows."""

    kind: str
    column: int
    parts: tuple[tuple[int, int], ...]
    score: float
    equations: list[Equation]


def families(laid_out: list[Grid]) -> dict[int, list[Family]]:
    """The accepted families by grid, strongest first; change columns vouch for each other over all tables."""
    scored: dict[int, list[Family]] = {}
    headed: dict[tuple[int, int], list[tuple[int, Family]]] = {}  # by where the two columns stand from their change
    for grid in laid_out:
        scored[grid.index] = []
        candidates = _candidates(grid)
        cost = log10(max(2, len(candidates)))
        for target, parts in candidates:
            change = _headed_change(grid, target, parts)
            family = _linear(grid, target, parts, 0.0 if change is not None else cost, change is not None)
            if family is None:
                continue
            if change is not None:
                old = next(c for c, _ in parts if c != change)
                headed.setdefault((target - change, old - change), []).append((grid.index, family))
            elif family.score <= ACCEPTED and family.equations[0].held > 1:
                scored[grid.index].append(family)
    for sisters in headed.values():
        _vouch([family for _, family in sisters])
        for index, family in sisters:
            if family.score <= HEADED:
                scored[index].append(family)
    return {grid.index: _chosen(grid, scored[grid.index]) + _change_families(grid) for grid in laid_out}


def _vouch(sisters: list[Family]) -> None:
    """Gives change columns of one pattern their common score."""
    together = sum(f.score for f in sisters) + 0.3
    held = sum(f.equations[0].held for f in sisters)
    failed = sum(f.equations[0].failed for f in sisters)
    for family in sisters:
        family.score = together if held >= 2 * failed else 0.0
        for equation in family.equations:
            equation.nfa, equation.held, equation.failed = together, held, failed


def _candidates(grid: Grid) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
    """The sums of columns that are tried: of adjacent columns, and of any two (in wide grids, of near ones)."""
    columns = grid.columns
    wide = len(columns) > MOST_COLUMNS
    candidates = _runs(columns)
    for a, b, c in combinations(columns, 3):
        if not wide or c - a <= 4:
            candidates += [(c, ((a, 1), (b, 1))), (b, ((a, 1), (c, 1))), (a, ((b, 1), (c, 1)))]
    return candidates


def _chosen(grid: Grid, scored: list[Family]) -> list[Family]:
    """The families that say different things, strongest first, changes turned to be the targets."""
    found: list[Family] = []
    taken: list[frozenset[int]] = []
    for family in sorted(scored, key=lambda f: f.score):
        members = frozenset((family.column, *(c for c, _ in family.parts)))
        if not any(len(members & other) > 2 for other in taken):
            taken.append(members)
            found.append(_oriented(grid, family))
    return found


def _runs(columns: tuple[int, ...]) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
    """Sums of adjacent columns, with the total right after, right before, or one column away from the run."""
    out = []
    for i in range(len(columns)):
        for j in range(i + 3, min(len(columns), i + RUN) + 1):
            parts = tuple((c, 1) for c in columns[i:j])
            out += [(columns[k], parts) for k in (j, j + 1, i - 1, i - 2) if 0 <= k < len(columns)]
    return out


def _headed_change(grid: Grid, target: int, parts: tuple[tuple[int, int], ...]) -> int | None:
    """The one of two parts whose header says that it is a change, where the other two columns have none such."""
    if len(parts) != 2 or _CHANGE.search(grid.headers.get(target, "")):
        return None
    changes = [c for c, _ in parts if _CHANGE.search(grid.headers.get(c, ""))]
    return changes[0] if len(changes) == 1 else None


def _oriented(grid: Grid, family: Family) -> Family:
    """The family; where one of two parts is headed as a change, turned so that the change is the target: c = a - b."""
    if len(family.parts) != 2:
        return family
    change = _headed_change(grid, family.column, family.parts)
    if change is None:
        return family
    turned = [_turned(e, change) for e in family.equations]
    old = next(c for c, _ in family.parts if c != change)
    return Family("change", change, ((family.column, 1), (old, -1)), family.score, turned)


def _turned(equation: Equation, column: int) -> Equation:
    """t = a + b as b = t - a, where b stands in `column`."""
    change = next(n for n, _ in equation.terms if n.cell is not None and n.cell[2] == column)
    old = next(n for n, _ in equation.terms if n is not change)
    equation.terms = ((equation.target, 1), (old, -1))
    equation.target, equation.kind = change, "change"
    return equation


def _linear(grid: Grid, target: int, parts: tuple[tuple[int, int], ...], cost: float, headed: bool) -> Family | None:
    """The family target = sum of parts, if accepted."""
    if _hopeless(grid, target, parts):
        return None
    score, holds, fails = cost, 0, 0
    rows: list[tuple[Line, Entry, list[tuple[Entry, int]], int, bool]] = []
    for line in grid.lines:
        goal = line.cells.get(target)
        if goal is None:
            continue
        terms = [
            (entry, sign) for c, sign in parts if (entry := line.cells.get(c)) is not None and entry.kind == goal.kind
        ]
        if not terms or (len(parts) == 2 and len(terms) < 2):
            continue
        signed = [-goal.value] + [sign * entry.value for entry, sign in terms]
        residual = sum(signed)
        telling = [v for v in signed if v]
        if not telling:
            continue
        tolerance = goal.unit * bool(goal.value) + sum(e.unit for e, _ in terms if e.value)
        held = abs(residual) * 2 <= tolerance
        rows.append((line, goal, terms, residual, held))
        if len(telling) < 2 or (len(telling) == 2 and held):
            continue
        holds += held
        fails += not held
        if held:
            score += column_log_chance(signed, 0 if residual == 0 else tolerance // 2)
        elif fails >= PROBE and fails > holds:
            return None
    score += 0.5 * fails
    if (fails > holds or holds < 1) and not (headed and fails == 1):
        return None
    if holds + fails > 3 and holds < MOST * (holds + fails):
        return None
    equations = [equation for row in rows if (equation := _row_equation(grid, target, row, score, headed)) is not None]
    for equation in equations:
        equation.held, equation.failed = holds, fails
    return Family("sum", target, parts, score, equations) if equations else None


def _hopeless(grid: Grid, target: int, parts: tuple[tuple[int, int], ...]) -> bool:
    """True where most of the first rows that have all the numbers fail by far: a quick look before the careful one."""
    holds = fails = 0
    for line in grid.lines:
        cells = line.cells
        goal = cells.get(target)
        if goal is None or not goal.value:
            continue
        total = 0
        for c, _ in parts:
            entry = cells.get(c)
            if entry is None:
                break
            total += entry.value
        else:
            if abs(total - goal.value) > len(parts) * goal.unit + goal.unit:
                fails += 1
                if fails >= PROBE and fails > 2 * holds:
                    return True
            else:
                holds += 1
    return False


def _row_equation(
    grid: Grid,
    target: int,
    row: tuple[Line, Entry, list[tuple[Entry, int]], int, bool],
    score: float,
    headed: bool,
) -> Equation | None:
    _, goal, terms, residual, held = row
    signed = [-goal.value] + [sign * entry.value for entry, sign in terms]
    width = max(0, grid.exponents[goal.kind]) + 1
    misprint = not held and is_power_step(residual) and any(edit_cost(v, v - residual, width) <= 0.5 for v in signed)
    rates = goal.kind in ("percent", "ratio", "per-share") and not headed
    if not held and (rates or (goal.kind != "amount" and not misprint)):
        return None  # rates do not add across, nor need averages and per-share figures
    return Equation(
        "sum",
        "row",
        "linear",
        goal.number,
        tuple((entry.number, sign) for entry, sign in terms),
        "exact" if residual == 0 else "within-rounding" if held else "broken",
        nfa=score,
        formula=f"g{grid.index}c{target}",
        misprint=misprint,
    )


def _change_families(grid: Grid) -> list[Family]:
    """Percent-change columns: c = 100 (a - b) / |b|, over percents as printed or plain numbers."""
    found: list[Family] = []
    columns = grid.columns
    wide = len(columns) > MOST_COLUMNS
    for c in columns:
        entries = [line.cells[c] for line in grid.lines if c in line.cells]
        if not entries or not _may_be_percents(entries):
            continue
        best: Family | None = None
        for a in columns:
            for b in columns:
                if c in (a, b) or a == b or (wide and max(a, b, c) - min(a, b, c) > 6):
                    continue
                family = _change(grid, c, a, b)
                if family is not None and (best is None or family.score < best.score):
                    best = family
        if best is not None:
            found.append(best)
    return found


def _may_be_percents(entries: list[Entry]) -> bool:
    """True where the column is printed as percents, or its numbers are as small as percents are."""
    percents = sum(e.kind == "percent" for e in entries)
    return percents * 2 >= len(entries)


def _change(grid: Grid, c: int, a: int, b: int) -> Family | None:
    """The family c = percent change from b to a, if accepted."""
    score, holds, fails = log10(max(2, len(grid.columns) ** 3)), 0, 0
    equations: list[Equation] = []
    for line in grid.lines:
        percent, new, old = line.cells.get(c), line.cells.get(a), line.cells.get(b)
        if (
            percent is None
            or new is None
            or old is None
            or percent.kind != "percent"
            or percent.number.nil
            or new.kind != old.kind
        ):
            continue
        if new.kind == "percent" or (not new.value and not old.value):
            continue
        outcome = _change_outcome(percent, new, old, grid.exponents["percent"])
        if outcome is None:
            continue
        status, chance, form = outcome
        if status == "broken":
            fails += 1
            if fails >= PROBE and fails > holds:
                return None
        else:
            holds += 1
            score += chance
        equations.append(
            Equation(
                "percent-change",
                "row",
                form,
                percent.number,
                ((new.number, 1), (old.number, -1)),
                status,
                formula=f"g{grid.index}c{c}",
            )
        )
    if holds < 2 or holds < MOST * (holds + fails) or score + 0.5 * fails > ACCEPTED:
        return None
    for equation in equations:
        equation.nfa, equation.held, equation.failed = score, holds, fails
    return Family("percent-change", c, ((a, 1), (b, -1)), score, equations)


def _change_outcome(percent: Entry, new: Entry, old: Entry, exponent: int) -> tuple[TieStatus, float, Form] | None:
    """How a percent change fares, on whole numbers: its status, its log chance, and the convention.

    None where it has no base.
    """
    if old.value == 0:
        return None
    scale = 10**exponent
    base = abs(old.value)
    # in half units of the percent, times the base: 2 x 100 x scale x (new - old) against 2 x percent x base
    doubled = 200 * scale * (new.value - old.value)
    goal = 2 * percent.value * base
    half = percent.unit * base
    chance = log10(min(1.0, percent.unit / (abs(percent.value) + percent.unit)))
    # what rounding of the two amounts adds: half a unit of each, and of the base as often as the new one holds it
    slack = 100 * scale * (new.unit * base + old.unit * abs(new.value)) // base
    slack += slack * old.unit // max(1, 2 * base - old.unit)
    forms: tuple[tuple[Form, int], ...] = (("percent-change", doubled),)
    if old.value < 0:
        forms += (("percent-growth", -doubled),)
    for form, value in forms:
        if abs(value - goal) <= half:
            return "exact", chance, form
    for form, value in forms:
        if abs(value - goal) <= half + slack:
            return "within-rounding", chance * 0.5, form
    return "broken", 0.0, "percent-change"
