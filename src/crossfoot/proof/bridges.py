"""Bridges across the columns: a reported rate, the effects on it, and the rate without them.

"Reported % change | foreign exchange | acquisitions | organic % change": whole percents that say little by themselves,
but whose headers tell what they are. The columns from one measure to the next add up to it, each rounded by itself.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import log10

from crossfoot.proof.acceptance import edit_cost, is_power_step
from crossfoot.proof.equation import Equation
from crossfoot.proof.families import Family
from crossfoot.proof.grid import Entry, Grid

MOST = 0.85  # of the rows have to hold
LEAST_ROWS = 3
ENOUGH = -1.0  # of the log chances together: the headers make the case

_REPORTED = re.compile(r"reported|\bgaap\b(?<!non-gaap)(?<!non gaap)|as published|actual")
_WITHOUT = re.compile(r"organic|\bcore\b|constant|non-?\s?gaap|adjusted|neutral|underlying|local|comparable|excluding")


def bridges(grid: Grid) -> list[Family]:
    """The columns that are the sum of those from the last measure before them."""
    measures = [c for c in grid.columns if _measure(grid.headers.get(c, ""))]
    found = []
    for before, target in pairwise(measures):
        parts = [c for c in grid.columns if before <= c < target]
        if len(parts) > 1 and _WITHOUT.search(grid.headers.get(target, "")):
            family = _bridge(grid, target, parts)
            if family is not None:
                found.append(family)
    return found


def _measure(header: str) -> bool:
    """True where the header names a measure rather than an effect on one."""
    return (_REPORTED.search(header) or _WITHOUT.search(header)) is not None and "impact" not in header


def _bridge(grid: Grid, target: int, parts: list[int]) -> Family | None:
    """target = sum of parts over the rows of rates, if it holds in most."""
    rows: list[tuple[Entry, list[Entry], int]] = []
    held = failed = 0
    score = 0.0
    largest = max((abs(e.value) for line in grid.lines if (e := line.cells.get(target)) is not None), default=0)
    for line in grid.lines:
        goal = line.cells.get(target)
        terms = [e for c in parts if (e := line.cells.get(c)) is not None]
        if goal is None or goal.kind not in ("percent", "ratio") or any(e.kind != goal.kind for e in terms):
            continue
        if len(terms) < 2 or not any(e.value for e in terms):
            continue
        residual = sum(e.value for e in terms) - goal.value
        tolerance = sum(e.unit for e in terms if e.value) + goal.unit
        holds = 2 * abs(residual) <= tolerance
        if any(e.value for e in terms[1:]):  # else the two columns are the same, which says nothing of the sum
            held += holds
            failed += not holds
            score += min(0.0, log10((tolerance + 1) / (2 * largest + 1))) if holds else 0.5
        rows.append((goal, terms, residual))
    if held < LEAST_ROWS or held < MOST * (held + failed) or score > ENOUGH:
        return None
    equations = [_equation(grid, target, row, (score, held, failed)) for row in rows]
    return Family("bridge", target, tuple((c, 1) for c in parts), score, equations)


def _equation(grid: Grid, target: int, row: tuple[Entry, list[Entry], int], judged: tuple[float, int, int]) -> Equation:
    goal, terms, residual = row
    tolerance = sum(e.unit for e in terms if e.value) + goal.unit
    holds = 2 * abs(residual) <= tolerance
    signed = [-goal.value, *(e.value for e in terms)]
    return Equation(
        "sum",
        "row",
        "linear",
        goal.number,
        tuple((e.number, 1) for e in terms),
        "exact" if residual == 0 else "within-rounding" if holds else "broken",
        nfa=judged[0],
        formula=f"g{grid.index}c{target}b",
        misprint=not holds and is_power_step(residual) and any(edit_cost(v, v - residual) <= 0.5 for v in signed),
        held=judged[1],
        failed=judged[2],
        # effects are rounded one by one, often to half a point: what is off by a digit is worth a look, no more
        certainty=None if holds else "warning" if abs(residual) >= 2 * tolerance and judged[2] == 1 else "evidence",
    )
