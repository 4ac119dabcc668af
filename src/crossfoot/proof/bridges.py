"""Bridges across the columns: a reported rate, the effects on it, and the rate without them.

"Reported % change | foreign exchange | acquisitions | organic % change": whole percents that say little by themselves,
but whose headers tell what they are. The columns from one measure to the next add up to it, each rounded by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import log10
from typing import NamedTuple

from crossfoot.proof.acceptance import edit_cost, is_power_step
from crossfoot.proof.equation import Equation
from crossfoot.proof.families import Family
from crossfoot.proof.grid import Entry, Grid

MOST = 0.85  # of the rows have to hold, unless a single one does not
LEAST_ROWS = 3
ENOUGH = -1.0  # of the log chances together: the headers make the case
EXACT_ROWS = 6  # so many that hold to the unit, with one that does not, and it is told whatever rounding might do

_REPORTED = re.compile(r"reported|\bgaap\b(?<!non-gaap)(?<!non gaap)|as published|actual")
_WHOLE = re.compile(r"^total$|\btotal (?:growth|change)\b|^net sales growth$")
_WITHOUT = re.compile(r"organic|\bcore\b|constant|non-?\s?gaap|adjusted|neutral|underlying|local|comparable|excluding")


def bridges(grid: Grid) -> list[Family]:
    """The columns that are the sum of those from the last measure before them."""
    headers = {c: grid.headers.get(c, "") for c in grid.columns}
    measures = [c for c in grid.columns if _measure(headers[c])]
    found = []
    for before, target in pairwise(measures):
        parts = [c for c in grid.columns if before <= c < target]
        leads = _WITHOUT.search(headers[target]) or (
            _WITHOUT.search(headers[before]) and _WHOLE.search(headers[target])
        )
        if len(parts) > 1 and leads:
            family = _bridge(grid, target, parts)
            if family is not None:
                found.append(family)
    return found


def _measure(header: str) -> bool:
    """True where the header names a measure rather than an effect on one."""
    return "impact" not in header and any(p.search(header) for p in (_REPORTED, _WITHOUT, _WHOLE))


class _Row(NamedTuple):
    """A row of rates: the rate reached, what leads to it, the residual, and twice what rounding allows."""

    goal: Entry
    terms: list[Entry]
    residual: int
    tolerance: int

    @property
    def holds(self) -> bool:
        return 2 * abs(self.residual) <= self.tolerance


def _rows(grid: Grid, target: int, parts: list[int]) -> Iterator[_Row]:
    printed = max((e.unit for line in grid.lines if (e := line.cells.get(target)) is not None), default=1)
    for line in grid.lines:
        goal = line.cells.get(target)
        terms = [e for c in parts if (e := line.cells.get(c)) is not None]
        if goal is None or goal.kind not in ("percent", "ratio") or any(e.kind != goal.kind for e in terms):
            continue
        if len(terms) > 1 and terms[0].column == parts[0] and any(e.value for e in terms):
            tolerance = sum(e.unit for e in terms if e.value) + (printed if goal.number.nil else goal.unit)
            yield _Row(goal, terms, sum(e.value for e in terms) - goal.value, tolerance)


def _bridge(grid: Grid, target: int, parts: list[int]) -> Family | None:
    """target = sum of parts over the rows of rates, if it holds in most."""
    rows = list(_rows(grid, target, parts))
    sizes = sorted((abs(row.goal.value) for row in rows), reverse=True)
    largest = sizes[min(1, len(sizes) - 1)] if sizes else 0  # the largest of all may be the misprint
    held = failed = 0
    score = 0.0
    for row in rows:
        if not row.holds:
            failed += 1
            score += 0.5
        elif any(e.value for e in row.terms[1:]):  # else the two columns are the same, which says nothing of the sum
            held += 1
            score += min(0.0, log10((row.tolerance + 1) / (2 * largest + 1)))
    if held + failed < LEAST_ROWS or (failed > 1 and held < MOST * (held + failed)) or held < 2 or score > ENOUGH:
        return None
    exact = sum(row.residual == 0 for row in rows)
    strict = failed == 1 and exact == len(rows) - 1 >= EXACT_ROWS
    judged = (score, held, failed)
    equations = [_equation(grid, target, row, len(parts), judged, strict) for row in rows]
    return Family("bridge", target, tuple((c, 1) for c in parts), score, equations)


def _equation(grid: Grid, target: int, row: _Row, parts: int, judged: tuple[float, int, int], strict: bool) -> Equation:
    score, held, failed = judged
    signed = [-row.goal.value, *(e.value for e in row.terms)]
    # effects are rounded one by one, often to half a point: what is off by a digit is worth a look, no more
    whole = len(row.terms) == parts and not row.goal.number.nil  # a blank or a dash may stand for "not meaningful"
    told = whole and (strict or (failed == 1 and abs(row.residual) >= row.tolerance))
    return Equation(
        "sum",
        "row",
        "linear",
        row.goal.number,
        tuple((e.number, 1) for e in row.terms),
        "exact" if row.residual == 0 else "within-rounding" if row.holds else "broken",
        nfa=score,
        formula=f"g{grid.index}c{target}b",
        misprint=not row.holds
        and is_power_step(row.residual)
        and any(edit_cost(v, v - row.residual) <= 0.5 for v in signed),
        held=held,
        failed=failed,
        certainty=None if row.holds else "warning" if told else "evidence",
    )
