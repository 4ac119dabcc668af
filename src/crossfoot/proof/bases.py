"""Percents of a base: a column of percents beside a column of amounts, each a share of the amount in some row.

The base is the row that is printed as 100 %, the nearest below or above; where none is, the row that most others fit.
"""

from __future__ import annotations

from math import log10

import msgspec

from crossfoot.proof.acceptance import ACCEPTED, edit_cost, is_power_step
from crossfoot.proof.equation import Equation, as_one_formula
from crossfoot.proof.grid import Entry, Grid
from crossfoot.proof.sheet import Formula, Sheet

MOST = 0.7  # of the rows have to hold
REACH = 4  # columns between a percent and its amount
GUESSED_BASES = 6  # rows tried as the base where none is printed as 100 %


class Shares(msgspec.Struct, gc=False):
    """A percent column, its amount column, and the equations of its rows.

    A weak one counts beside a sister column that is sure.
    """

    score: float
    column: int
    amounts: int
    equations: list[Equation]


def shares_of_base(grid: Grid) -> list[Shares]:
    """The accepted percent-of-base columns of a grid, one amount column for each."""
    found: list[Shares] = []
    weak: list[Shares] = []
    for c in grid.columns:
        percents = [line.cells[c] for line in grid.lines if c in line.cells]
        if sum(e.kind == "percent" for e in percents) < 3:
            continue
        trials = [
            shares
            for a in sorted(
                (a for a in grid.columns if a != c and abs(a - c) <= REACH), key=lambda a: (a > c, abs(a - c))
            )
            if (shares := _shares(grid, c, a)) is not None
        ]
        if trials:
            best = max(trials, key=lambda s: (sum(e.status != "broken" for e in s.equations), -abs(s.amounts - c)))
            (found if best.score <= ACCEPTED else weak).append(best)
    return found + weak if found or sum(w.score for w in weak) <= ACCEPTED else []


def _shares(grid: Grid, c: int, a: int) -> Shares | None:
    pairs = [
        (percent, amount)
        for line in grid.lines
        if (percent := line.cells.get(c)) is not None
        and (amount := line.cells.get(a)) is not None
        and percent.kind == "percent"
        and amount.kind in ("amount", "shares")
    ]
    if len(pairs) < 3:
        return None
    exponent = grid.exponents["percent"]
    whole = 100 * 10**exponent
    wholes = [i for i, (p, _) in enumerate(pairs) if p.value == whole]
    if wholes:
        bases = [(i, _nearest(i, wholes)) for i in range(len(pairs)) if i not in wholes]
    else:
        guess = _guessed(pairs, exponent)
        if guess is None:
            return None
        bases = [(i, [guess]) for i in range(len(pairs)) if i != guess]
    return _accepted(grid, c, a, pairs, bases, exponent, len(grid.columns))


def _nearest(i: int, wholes: list[int]) -> list[int]:
    """The nearest base below the row, and the nearest above it."""
    return [
        b
        for b in (min((w for w in wholes if w > i), default=-1), max((w for w in wholes if w < i), default=-1))
        if b >= 0
    ]


def _guessed(pairs: list[tuple[Entry, Entry]], exponent: int) -> int | None:
    """The row that most others are percents of, among those with the largest amounts."""
    order = sorted(range(len(pairs)), key=lambda i: -abs(pairs[i][1].value))[:GUESSED_BASES]
    counts = [(sum(_holds(p, v, pairs[b][1], exponent) for i, (p, v) in enumerate(pairs) if i != b), -b) for b in order]
    held, negative = max(counts)
    return -negative if held * 2 > len(pairs) else None


def _holds(percent: Entry, amount: Entry, base: Entry, exponent: int) -> bool:
    """True where percent = 100 amount / base within half a unit of the percent and the rounding of the amounts."""
    whole: int = 100 * 10**exponent
    if not base.value:
        return False
    gap = abs(2 * whole * amount.value - 2 * percent.value * base.value)
    return gap <= abs(base.value) * percent.unit + whole * amount.unit + abs(percent.value) * base.unit


def _near(percent: Entry, amount: Entry, base: Entry, exponent: int) -> bool:
    """True where the percent is off by less than a unit: rounded the other way to make the column add up."""
    whole: int = 100 * 10**exponent
    return base.value != 0 and abs(whole * amount.value - percent.value * base.value) < abs(base.value) * percent.unit


def _accepted(
    grid: Grid,
    c: int,
    a: int,
    pairs: list[tuple[Entry, Entry]],
    bases: list[tuple[int, list[int]]],
    exponent: int,
    trials: int,
) -> Shares | None:
    score, held, failed = 2 * log10(max(2, trials)), 0, 0
    equations = []
    for i, options in bases:
        percent, amount = pairs[i]
        if not percent.value and not amount.value:
            continue
        base = next((b for b in options if _holds(percent, amount, pairs[b][1], exponent)), None)
        if base is not None:
            held += 1
            score += log10(percent.unit / (abs(percent.value) + percent.unit))
        elif not any(_near(percent, amount, pairs[b][1], exponent) for b in options):  # forced to a hundred
            failed += 1
        against = pairs[options[0] if base is None else base][1]
        equations.append(
            Equation(
                "percent",
                "row",
                "percent-of",
                percent.number,
                ((amount.number, 1), (against.number, 1)),
                "broken" if base is None else "within-rounding",
                formula=f"g{grid.index}c{c}%",
            )
        )
    if held < 2 or held < MOST * (held + failed):
        return None
    score += 0.5 * failed
    for index, (percent, amount) in enumerate(pairs):
        if percent.value == 100 * 10**exponent and not any(i == index for i, _ in bases):
            equations.append(_itself(grid, c, percent, amount))
    return Shares(score, c, a, as_one_formula(equations, score, held, failed))


def _itself(grid: Grid, c: int, percent: Entry, amount: Entry) -> Equation:
    """The base as a hundred percent of itself."""
    return Equation(
        "percent",
        "row",
        "percent-of",
        percent.number,
        ((amount.number, 1), (amount.number, 1)),
        "exact",
        formula=f"g{grid.index}c{c}%",
    )


def without_idle(equations: list[Equation]) -> list[Equation]:
    """The equations; a base as a hundred percent of itself once, and only where nothing else ties that percent."""
    idle = [e for e in equations if e.form == "percent-of" and len({n.id for n, _ in e.terms}) == 1]
    if not idle:
        return equations
    away = {id(e) for e in idle}
    said = {n.id for e in equations if id(e) not in away and e.status != "broken" for n in e.numbers()}
    for equation in idle:
        if equation.target.id not in said:
            said.add(equation.target.id)
            away.discard(id(equation))
    return [e for e in equations if id(e) not in away]


def percents_down(grid: Grid, sheet: Sheet, formula: Formula, shares: list[Shares]) -> list[Equation]:
    """The formula of an amount column again in the percents beside it, where all its rows have one.

    Percents are often forced to add up to a hundred; elsewhere they do within rounding.
    """
    out = []
    held = {sheet.columns[o.column] for o in formula.outcomes if o.holds}
    for each in shares:
        if each.amounts not in held:
            continue
        target = sheet.lines[formula.target].cells.get(each.column)
        terms = [(sheet.lines[p].cells.get(each.column), sign) for p, sign in formula.terms]
        present = [(entry, sign) for entry, sign in terms if entry is not None and entry.kind == "percent"]
        if target is None or target.kind != "percent" or len(present) < len(terms) or not target.value:
            continue
        signed = [-target.value] + [sign * entry.value for entry, sign in present]
        residual = sum(signed)
        holds = abs(residual) * 2 <= sum(e.unit for e, _ in present) + target.unit
        out.append(
            Equation(
                "sum" if all(sign > 0 for _, sign in present) else "difference",
                "column",
                "linear",
                target.number,
                tuple((entry.number, sign) for entry, sign in present),
                "exact" if residual == 0 else "within-rounding" if holds else "broken",
                nfa=formula.score,
                formula=f"g{grid.index}r{sheet.lines[formula.target].index}%",
                misprint=not holds
                and is_power_step(residual)
                and any(edit_cost(v, v - residual) <= 0.5 for v in signed),
                held=len(formula.outcomes),
            )
        )
    return out
