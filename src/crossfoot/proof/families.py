"""Ties across the columns: columns that are computed from other columns, row by row.

Total = sum of the segments beside it, year = nine months + quarter; columns that compare two others are apart (see
`comparisons`). A family is accepted when most rows hold and chance would not give it; its rows are then ties, and the
column vouches for nothing in the sums down the page.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from math import log10

import msgspec

from crossfoot.model.period import Period
from crossfoot.proof.acceptance import ACCEPTED, column_log_chance, edit_cost, is_power_step
from crossfoot.proof.equation import Equation
from crossfoot.proof.grid import Entry, Grid, Line

MOST = 0.6  # of the telling rows have to hold
MOST_COLUMNS = 14  # grids wider than this are searched among neighbours only
RUN = 12  # columns that a total beside them may sum
PROBE = 5  # telling rows after which a family that fails in most is dropped
CERTAIN = -8.0  # enough for a family to hold per-share figures to it: in a reconciliation they add across too
RATES_HELD = 5  # rows of rates that add across before one that does not is told
SEAM = 8  # days by which periods that follow one another may be apart: 52/53-week calendars are not always stated

_RATES = ("percent", "ratio")

FamilyRow = tuple[Line, Entry, list[tuple[Entry, int]], int, bool]  # target, signed terms, residual, whether it holds


class Family(msgspec.Struct, gc=False):
    """A computed column: which others it is made of, with signs, and the equations of its rows."""

    kind: str
    column: int
    parts: tuple[tuple[int, int], ...]
    score: float
    equations: list[Equation]


def families(laid_out: list[Grid], compared: dict[int, list[Family]]) -> dict[int, list[Family]]:
    """The accepted families by grid, strongest first, without the columns that are known to compare others."""
    scored: dict[int, list[Family]] = {}
    for grid in laid_out:
        candidates = _candidates(grid, {f.column for f in compared[grid.index]})
        cost = log10(max(2, len(candidates)))
        found = (_linear(grid, target, parts, cost) for target, parts in candidates)
        scored[grid.index] = [f for f in found if f is not None and f.score <= ACCEPTED and f.equations[0].held > 1]
    return {grid.index: _chosen(scored[grid.index]) for grid in laid_out}


def _candidates(grid: Grid, compared: set[int]) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
    """The sums of columns that are tried: of adjacent columns, and of any two (in wide grids, of near ones).

    Where the columns' periods are known, only sums that mean something: over one period, or of periods that follow one
    another into one (nine months = half-year + quarter).
    """
    columns = tuple(c for c in grid.columns if c not in compared)
    wide = len(columns) > MOST_COLUMNS
    candidates = _runs(columns)
    for a, b, c in combinations(columns, 3):
        if not wide or c - a <= 4:
            candidates += [(c, ((a, 1), (b, 1))), (b, ((a, 1), (c, 1))), (a, ((b, 1), (c, 1)))]
    periods = {c: _period(grid, c) for c in columns}
    if len(set(periods.values())) == 1:
        return candidates
    return [(c, parts) for c, parts in candidates if _additive(periods[c], [periods[p] for p, _ in parts])]


def _period(grid: Grid, column: int) -> Period | None:
    """The period of all the column's facts; None where they have several or none."""
    facts = [e.fact for line in grid.lines if (e := line.cells.get(column)) is not None]
    periods = {fact.period for fact in facts if fact is not None}
    return periods.pop() if len(periods) == 1 else None


def _additive(whole: Period | None, parts: list[Period | None]) -> bool:
    """True where figures of the parts' periods may add up to one of the whole's, as far as the periods are known.

    Balances and what moves them between two days (a roll-forward in columns) may, whatever their days.
    """
    known = [p for p in parts if p is not None]
    if whole is None or len(known) < len(parts) or all(p == whole for p in known):
        return True
    instants = sum(p.start is None for p in (whole, *known))
    if instants:
        return instants <= len(known)  # one of them at least is of a span of days
    known.sort(key=lambda p: p.end)
    seams = [(whole.start, known[0].start), (known[-1].end, whole.end)]
    seams += [(after.start, before.end) for before, after in pairwise(known)]
    return all(a is not None and b is not None and abs((a - b).days) <= SEAM for a, b in seams)


def _chosen(scored: list[Family]) -> list[Family]:
    """The families that say different things, strongest first."""
    found: list[Family] = []
    taken: list[frozenset[int]] = []
    for family in sorted(scored, key=lambda f: f.score):
        members = frozenset((family.column, *(c for c, _ in family.parts)))
        if not any(len(members & other) > 2 for other in taken):
            taken.append(members)
            found.append(family)
    return found


def _runs(columns: tuple[int, ...]) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
    """Sums of adjacent columns, with the total right after, right before, or one column away from the run."""
    out = []
    for i in range(len(columns)):
        for j in range(i + 3, min(len(columns), i + RUN) + 1):
            parts = tuple((c, 1) for c in columns[i:j])
            out += [(columns[k], parts) for k in (j, j + 1, i - 1, i - 2) if 0 <= k < len(columns)]
    return out


def _linear(grid: Grid, target: int, parts: tuple[tuple[int, int], ...], cost: float) -> Family | None:
    """The family target = sum of parts, if accepted."""
    if _hopeless(grid, target, parts):
        return None
    score, holds, fails = cost, 0, 0
    rows: list[FamilyRow] = []
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
        telling = len(signed) - signed.count(0)
        if not telling:
            continue
        residual = sum(signed)
        tolerance = goal.unit * bool(goal.value) + sum([e.unit for e, _ in terms if e.value])
        held = abs(residual) * 2 <= tolerance
        rows.append((line, goal, terms, residual, held))
        if telling < 2 or (telling == 2 and held):
            continue
        holds += held
        fails += not held
        if held:
            score += column_log_chance(signed, 0 if residual == 0 else tolerance // 2)
        elif fails >= PROBE and fails > holds:
            return None
    score += 0.5 * fails
    if fails > holds or holds < 1:
        return None
    if holds + fails > 3 and holds < MOST * (holds + fails):
        return None
    odd = _one_odd_rate(rows, score)
    made = (_row_equation(grid, target, row, score, odd and len(row[2]) == len(parts)) for row in rows)
    equations = [equation for equation in made if equation is not None]
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


def _one_odd_rate(rows: list[FamilyRow], score: float) -> bool:
    """True where the rates of a grid add across its columns in all rows but one, and there are several."""
    rates = [held for _, goal, _, _, held in rows if goal.kind in _RATES and goal.value]
    return score <= CERTAIN and rates.count(False) == 1 and rates.count(True) >= RATES_HELD


def _row_equation(grid: Grid, target: int, row: FamilyRow, score: float, odd: bool) -> Equation | None:
    _, goal, terms, residual, held = row
    signed = [-goal.value] + [sign * entry.value for entry, sign in terms]
    width = max(0, grid.exponents[goal.kind]) + 1
    misprint = not held and is_power_step(residual) and any(edit_cost(v, v - residual, width) <= 0.5 for v in signed)
    rate = goal.kind in _RATES
    unsure = (rate and not odd) or (goal.kind == "per-share" and score > CERTAIN)
    if not held and abs(sum(signed[1:]) - len(terms) * goal.value) <= len(terms) * goal.unit:
        return None  # their average: volumes a day, prices (see `todate`)
    if not held and (unsure or (goal.kind != "amount" and not misprint)):
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
        certainty="warning" if (rate or goal.kind == "per-share") and not held else None,
    )
