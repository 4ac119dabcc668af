"""Rows of rates in their own table: the growth between two rows above, a margin on a row of sales, column by column.

"2023 as reported | 2024 as reported | Percentage change", and "Operating margin %" under operating income, where the
columns are measures or segments rather than periods. The label says what kind of row it is; which rows it is of is
asked of all columns at once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from math import log10

from crossfoot.proof.acceptance import ACCEPTED
from crossfoot.proof.comparisons import percent_change
from crossfoot.proof.equation import Equation, Form, as_one_formula, status_of
from crossfoot.proof.grid import Grid, Line

ABOVE = 7  # amount rows above a growth row in which the two compared are looked for
MARGIN_ABOVE = 16  # rows above a margin in which what it is a part of is looked for
BASES = 6  # rows of sales tried for a margin, the nearest
MOST_BASES = 60  # rows of sales of a table looked at: bounds the work of a long one
BESIDE = 0.3  # decades that the choice costs of the two rows right above a growth row
BUT_ONE = -0.8  # enough for those two where one column fails
NAMED = -1.8  # enough for a row whose label says what it is

_GROWTH = re.compile(r"growth|\bchange|increase|decrease|\by/y\b|\byoy\b")
_MARGIN = re.compile(r"margin|\bas an? (?:%|percent)|percent(?:age)? of|% of|%$|\brates?\b|\bratio\b|percentage$")
_SALES = re.compile(r"\b(?:net )?(?:sales|revenues?)\b|income before|before (?:income )?taxes")
_UNPRINTED = re.compile(r"constant|neutral|currency|organic|comparable|f/x|\bfx\b")

Pair = tuple[Line, Line]


def rates_down(grid: Grid, tied: set[str]) -> list[Equation]:
    """The ties of growth and margin rows that are in none yet."""
    out: list[Equation] = []
    if all(e.kind != "percent" for line in grid.lines for e in line.cells.values()):
        return out
    amounts = [line for line in grid.lines if any(e.kind not in ("percent", "ratio") for e in line.cells.values())]
    places = [a.index for a in amounts]
    bases = list(islice((b for b in amounts if _SALES.search(b.label.lower())), MOST_BASES))
    for line in grid.lines:
        label = line.label.lower()
        cells = [e for e in line.cells.values() if e.kind == "percent"]
        if not cells or any(e.number.id in tied for e in cells) or _UNPRINTED.search(label):
            continue
        above = amounts[max(0, bisect_left(places, line.index) - MARGIN_ABOVE) : bisect_left(places, line.index)]
        if _GROWTH.search(label):
            near = above[-ABOVE:]
            out += _best(grid, line, [(a, b) for a in near for b in near if a is not b], "percent-change")
        elif _MARGIN.search(label):
            sales = sorted(bases, key=lambda b: abs(b.index - line.index))[:BASES]
            out += _best(grid, line, [(a, b) for a in above for b in sales if a is not b], "percent-of")
    return out


def _best(grid: Grid, line: Line, pairs: list[Pair], form: Form) -> list[Equation]:
    best: list[Equation] = []
    cost = log10(max(1, len(pairs)))
    for pair in pairs:
        found = _tried(grid, line, pair, form, min(cost, BESIDE) if _beside(line, pair, form) else cost)
        if found and (not best or (found[0].nfa or 0) < (best[0].nfa or 0)):
            best = found
    return best


def _beside(line: Line, pair: Pair, form: Form) -> bool:
    """True of a growth row right below the two rows that it compares."""
    return form == "percent-change" and {line.index - 1, line.index - 2} == {pair[0].index, pair[1].index}


def _tried(grid: Grid, line: Line, pair: Pair, form: Form, score: float) -> list[Equation]:
    held = failed = 0
    equations = []
    for equation in _equations(grid, line, pair, form):
        if equation.status == "broken":
            failed += 1
            score += 0.5
            if failed > 1:
                return []
        else:
            held += 1
            goal = line.cells[equation.target.cell[2]] if equation.target.cell else None
            if goal is not None:
                score += log10(goal.unit / (abs(goal.value) + goal.unit))
        equations.append(equation)
    akin = bool(set(line.words) & set(pair[0].words)) or form == "percent-change"
    enough = BUT_ONE if failed and _beside(line, pair, form) else NAMED if akin else ACCEPTED
    if held < 2 or failed * (2 if enough == BUT_ONE else 3) > held or score > enough:
        return []
    return as_one_formula(equations, score, held, failed)


def _equations(grid: Grid, line: Line, pair: Pair, form: Form) -> Iterator[Equation]:
    """The equation in each column that has all three numbers."""
    for column, goal in line.cells.items():
        one, two = pair[0].cells.get(column), pair[1].cells.get(column)
        if goal.kind != "percent" or one is None or two is None or not two.value or one.kind != two.kind:
            continue
        equation = Equation(
            "percent-change" if form == "percent-change" else "ratio",
            "column",
            form,
            goal.number,
            ((one.number, 1), (two.number, -1 if form == "percent-change" else 1)),
            "exact",
            formula=f"g{grid.index}r{line.index}r",
        )
        if form == "percent-change":
            compared = percent_change(goal, one, two, grid.exponents["percent"])
            if compared is None:
                continue
            equation.form, equation.status = compared.form, compared.status
        else:
            equation.status = status_of(equation)
        yield equation
