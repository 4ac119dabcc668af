"""Columns that compare two others: change, percent change, points and basis points, row by row.

Which two columns a column compares is asked of all its rows at once, amounts and rates together, and of all tables
under the same headers ("1Q24 | 4Q23 | $ O/(U) | O/(U) %" in every segment's table). Each row then says in its own
terms what it prints: amounts and their difference, amounts and a percent, rates and their difference in points or in
basis points. Rates at constant currency, organic growth and the like come from figures that are not printed.
"""

from __future__ import annotations

import re
from math import log10

import msgspec

from crossfoot.model.tie import TieStatus
from crossfoot.proof.acceptance import ACCEPTED, column_log_chance, edit_cost, is_power_step
from crossfoot.proof.equation import Equation, Form
from crossfoot.proof.families import Family
from crossfoot.proof.grid import Entry, Grid, Line, decimals_of, scaled

MOST = 0.6  # of the telling rows have to hold
CLEARLY = 0.8  # of them, where the header alone makes the case
HEADED = -1.5  # enough for a column whose header says that it compares
NAMED = 1.5  # decades that a header is worth which names the column compared with ("change from 3Q21")
PROBE = 5  # telling rows after which a pair that fails in most is dropped
LEAST_OTHERS = 2  # rows that hold before one of rates that does not is told
REACH = 8  # columns between a comparison and what it compares: bounds the pairs of a wide table
BASIS_POINTS = 100

_COMPARES = re.compile(
    r"""
      \bchanges? | \bchg | \bvariance | \bdifference | \bincrease | \bdecrease | \binc\b | \bdec\b(?!\.?\s*\d) | \bvar\b
    | better | worse | growth | \bo\s?/\s?\(?u | over\s?/\s?\(?under | \bvs\b | \bversus\b | \bfav | \b[yq]\s?/\s?[yq]\b
    | \byoy\b | \bqoq\b | \bcompared\b
    """,
    re.VERBOSE,
)
_UNPRINTED = re.compile(r"constant|neutral|\blocal\b|organic|excluding|\bex-|adjusted|underlying|\bcore\b|\bfx\b|f/x")
_PERIOD = re.compile(r"\b(?:[1-4]q\d\d|q[1-4]|\d{4}|[a-z]{3,9}\s\d{1,2})\b")

_RATES = ("percent", "ratio")

Pair = tuple[int, int]


class Compared(msgspec.Struct, gc=False):
    """What one row says under one pair: how it fares, its log chance, and how it would be written."""

    status: TieStatus
    chance: float
    kind: str
    form: Form
    factor: int
    misprint: bool


def comparisons(laid_out: list[Grid]) -> dict[int, list[Family]]:
    """The columns of each grid that compare two others, as families."""
    alike: dict[tuple[object, ...], list[Grid]] = {}
    for grid in laid_out:
        key = (grid.columns, *sorted(grid.headers.items())) if any(grid.headers.values()) else (grid.index,)
        alike.setdefault(key, []).append(grid)
    found: dict[int, list[Family]] = {grid.index: [] for grid in laid_out}
    for grids in alike.values():
        headed = [c for c in grids[0].columns if _COMPARES.search(grids[0].headers.get(c, ""))]
        if len(headed) == len(grids[0].columns):
            headed = []
        bases = [c for c in grids[0].columns if c not in headed]
        for c in grids[0].columns:
            if (c in headed or _of_percents(grids, c)) and not _UNPRINTED.search(grids[0].headers.get(c, "")):
                for index, family in _best(grids, c, bases, c in headed):
                    found[index].append(family)
    return found


def _of_percents(grids: list[Grid], c: int) -> bool:
    """True where the column is printed as percents, beside others that are not."""
    entries = [line.cells[c] for grid in grids for line in grid.lines if c in line.cells and len(line.cells) > 2]
    percents = sum(e.kind == "percent" for e in entries)
    return percents * 2 >= len(entries) > 0


def _best(grids: list[Grid], c: int, bases: list[int], headed: bool) -> list[tuple[int, Family]]:
    """The family of column c in each of the grids, by the pair that fits them best together."""
    near = [b for b in bases if b != c and abs(b - c) <= REACH]
    rows = [(grid, line) for grid in grids for line in grid.lines if c in line.cells]
    cost = log10(max(2, len(near) ** 2)) * (0.5 if headed else 1.5)
    best: tuple[float, Pair, int, int] | None = None
    for a in near:
        for b in near:
            if a != b:
                tried = _tried(rows, c, (a, b), cost - _names(grids[0], c, b), headed)
                if tried is not None and (best is None or tried[0] < best[0]):
                    best = (tried[0], (a, b), *tried[1:])
    if best is None:
        return []
    score, (a, b), held, failed = best
    return [
        (grid.index, family)
        for grid in grids
        if (family := _family(grid, c, (a, b), (score, held, failed))) is not None
    ]


def _names(grid: Grid, c: int, b: int) -> float:
    """What it is worth that the comparison's header names the period of the column compared with."""
    own = set(_PERIOD.findall(grid.headers.get(c, "")))
    return NAMED if own and own >= set(_PERIOD.findall(grid.headers.get(b, ""))) != set() else 0.0


def _tried(
    rows: list[tuple[Grid, Line]], c: int, pair: Pair, score: float, headed: bool
) -> tuple[float, int, int] | None:
    """The score of a pair with the rows that hold and that fail, if it is accepted."""
    held = failed = 0
    for grid, line in rows:
        compared = _compared(grid, line, c, pair)
        if compared is None:
            continue
        if compared.status == "broken":
            failed += 1
            score += 0.5
            if failed >= PROBE and failed > held:
                return None
        elif compared.chance:
            held += 1
            score += compared.chance
    if not held or held < MOST * (held + failed):
        return None
    if headed and (held >= CLEARLY * (held + failed) or (failed == 1 and held > 1)):
        return (score, held, failed) if score <= HEADED else None
    return (score, held, failed) if score <= ACCEPTED and held > 1 else None


def _family(grid: Grid, c: int, pair: Pair, judged: tuple[float, int, int]) -> Family | None:
    score, held, failed = judged
    equations = []
    percents = 0
    silent: list[Line] = []
    for line in grid.lines:
        if c not in line.cells:
            continue
        compared = _compared(grid, line, c, pair)
        if compared is None:
            silent.append(line)
            continue
        percents += compared.form != "linear"
        equations.append(
            Equation(
                compared.kind,
                "row",
                compared.form,
                line.cells[c].number,
                ((line.cells[pair[0]].number, compared.factor), (line.cells[pair[1]].number, -compared.factor)),
                compared.status,
                nfa=score,
                formula=f"g{grid.index}c{c}",
                misprint=compared.misprint,
                held=held,
                failed=failed,
                # rates are taken from figures that are not printed: a digit off is worth a look, no more
                certainty="warning" if compared.misprint and line.cells[pair[0]].kind in _RATES else None,
            )
        )
    if not equations:
        return None
    equations += _odd_rates(grid, silent, c, pair, equations)
    kind = "percent-change" if percents * 2 >= len(equations) else "change"
    return Family(kind, c, ((pair[0], 1), (pair[1], -1)), score, equations)


def _odd_rates(grid: Grid, silent: list[Line], c: int, pair: Pair, others: list[Equation]) -> list[Equation]:
    """The one row of rates whose change a digit in one of the two rates would explain, where all other rows hold."""
    odd = [(line, found) for line in silent if (found := _rate_misprinted(line, c, pair)) is not None]
    unsaid = [
        line for line in silent if pair[0] in line.cells and pair[1] in line.cells and not line.cells[c].number.nil
    ]
    if len(odd) != 1 or len(unsaid) != 1 or len(others) < LEAST_OTHERS or any(e.status == "broken" for e in others):
        return []
    ((line, compared),) = odd
    new, old = (line.cells[p].number for p in pair)
    return [
        Equation(
            compared.kind,
            "row",
            "linear",
            line.cells[c].number,
            ((new, compared.factor), (old, -compared.factor)),
            "broken",
            nfa=others[0].nfa,
            formula=f"g{grid.index}c{c}",
            misprint=True,
            held=len(others),
            failed=1,
            certainty="warning",
        )
    ]


def _rate_misprinted(line: Line, c: int, pair: Pair) -> Compared | None:
    """How a change of rates would be written that another digit in one of the two rates would make hold."""
    target, new, old = line.cells[c], line.cells.get(pair[0]), line.cells.get(pair[1])
    if new is None or old is None or new.kind not in _RATES or old.kind not in _RATES or target.number.nil:
        return None
    for factor in (1, BASIS_POINTS):
        for entry, wrong in ((new, 1), (old, -1)):
            exponent = decimals_of(entry.number)
            printed = scaled(entry.number.value, exponent)
            gap = target.number.value / factor - (new.number.value - old.number.value)
            wanted = entry.number.value + wrong * gap
            if wanted == round(wanted, exponent) and edit_cost(printed, scaled(wanted, exponent), exponent + 1) <= 0.5:
                return Compared("broken", 0.0, "basis-points" if factor > 1 else "change", "linear", factor, True)
    return None


def _compared(grid: Grid, line: Line, c: int, pair: Pair) -> Compared | None:
    """What the row prints under this pair; None where it has nothing to compare."""
    target, new, old = line.cells[c], line.cells.get(pair[0]), line.cells.get(pair[1])
    if new is None or old is None or new.kind != old.kind or not (new.value or old.value):
        return None
    if new.kind in _RATES:
        points = _points(target, new, old)
        if target.kind == "percent" and (points is None or points.status == "broken"):
            relative = percent_change(target, new, old, grid.exponents["percent"])  # of a rate, as of an amount
            return relative if relative is not None and relative.status != "broken" else points
        return points
    if target.kind == "percent":
        return percent_change(target, new, old, grid.exponents["percent"])
    return _difference(grid, target, new, old) if target.kind == new.kind or target.number.nil else None


def _difference(grid: Grid, target: Entry, new: Entry, old: Entry) -> Compared | None:
    signed = [-target.value, new.value, -old.value]
    residual = sum(signed)
    if target.number.nil and residual:
        return None  # a dash may stand for "not meaningful"
    tolerance = target.unit * bool(target.value) + new.unit * bool(new.value) + old.unit * bool(old.value)
    if abs(residual) * 2 <= tolerance:
        chance = column_log_chance(signed, 0 if residual == 0 else tolerance // 2)
        if not chance and target.value and new.value and old.value:
            chance = -0.3  # small numbers say little, but something
        return Compared("within-rounding" if residual else "exact", chance, "change", "linear", 1, False)
    width = max(0, grid.exponents[new.kind]) + 1
    misprint = is_power_step(residual) and any(edit_cost(v, v - residual, width) <= 0.5 for v in signed)
    return Compared("broken", 0.0, "change", "linear", 1, misprint) if new.kind == "amount" or misprint else None


def _points(target: Entry, new: Entry, old: Entry) -> Compared | None:
    """Rates and their difference, in points or in basis points, whichever it is."""
    if target.number.nil and new.value != old.value:
        return None
    exponent = max(decimals_of(e.number) for e in (new, old))
    difference = scaled(new.number.value - old.number.value, exponent)
    slack = sum(10 ** (exponent - decimals_of(e.number)) for e in (new, old) if e.value)
    places = len(target.number.text.partition(".")[2].rstrip("%) bp")) if "." in target.number.text else 0
    printed = scaled(target.number.value, decimals_of(target.number))
    lift = decimals_of(target.number) - places  # negative where an amount's scale was laid on it
    if lift > 0:
        return None
    best: Compared | None = None
    for factor in (1, BASIS_POINTS):
        # in half units of the finer of the two: 2 x factor x difference x 10^places against 2 x printed x 10^exponent
        gap = abs(2 * factor * difference * 10**places - 2 * printed * 10**exponent)
        reach = factor * slack * 10**places + 10**exponent
        if gap <= reach:
            chance = min(0.0, log10((reach / 10**exponent + 1) / (2 * abs(printed) + reach / 10**exponent + 1)))
            exact = factor * difference * 10**places == printed * 10**exponent
            held = Compared(
                "exact" if exact else "within-rounding",
                chance,
                "basis-points" if factor > 1 else "change",
                "linear",
                factor * 10**-lift,
                False,
            )
            if best is None or held.chance < best.chance:
                best = held
    if best is None and not target.number.nil and exponent > 0:
        factor = BASIS_POINTS if places == 0 else 1
        wanted = factor * difference * 10**places
        if wanted % 10**exponent == 0 and edit_cost(printed, wanted // 10**exponent) <= 0.5:
            kind = "basis-points" if factor > 1 else "change"
            return Compared("broken", 0.0, kind, "linear", factor * 10**-lift, True)
    return best


def percent_change(percent: Entry, new: Entry, old: Entry, exponent: int) -> Compared | None:
    """A percent change: its status, its log chance, and the convention for a negative base."""
    if old.value == 0:
        return None
    scale = 10**exponent
    base = abs(old.value)
    # in half units of the percent, times the base: 2 x 100 x scale x (new - old) against 2 x percent x base
    doubled = 200 * scale * (new.value - old.value)
    goal = 2 * percent.value * base
    half = percent.unit * base
    forms: tuple[tuple[Form, int], ...] = (("percent-change", doubled),)
    if old.value < 0:
        forms += (("percent-growth", -doubled),)
    for form, value in forms:
        if abs(value - goal) <= half:
            return Compared("exact", _chance_of(percent), "percent-change", form, 1, False)
    # what rounding of the two amounts adds: half a unit of each, and of the base as often as the new one holds it
    slack = 100 * scale * (new.unit * base + old.unit * abs(new.value)) // base
    slack += slack * old.unit // max(1, 2 * base - old.unit)
    for form, value in forms:
        if abs(value - goal) <= half + slack:
            return Compared("within-rounding", _chance_of(percent) * 0.5, "percent-change", form, 1, False)
    if percent.number.nil or "$" in percent.number.text or _printed(percent) == _printed(new) - _printed(old):
        return None  # an amount in a column of percents
    return Compared("broken", 0.0, "percent-change", "percent-change", 1, False)


def _chance_of(percent: Entry) -> float:
    """The log chance of meeting a percent by accident."""
    return log10(min(1.0, percent.unit / (abs(percent.value) + percent.unit))) or -0.2


def _printed(entry: Entry) -> int:
    """The digits as printed, without the point."""
    return scaled(entry.number.value, decimals_of(entry.number))
