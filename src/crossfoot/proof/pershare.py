"""Earnings per share against income and shares (ASC 260).

Per-share rows as the quotient of an income row and a share row.

Which income and which shares belong to a row is told by the words (basic, diluted) and by which of them give the
printed figures in all columns.
"""

from __future__ import annotations

from decimal import Decimal
from math import log10

from crossfoot.model.tie import TieStatus
from crossfoot.proof.equation import Equation, as_one_formula, computed
from crossfoot.proof.grid import Entry, Grid, Line
from crossfoot.proof.suspects import misprints

NUMERATORS = 14  # income rows looked at, the nearest above first
DIVIDEND = "dividend"  # a share's is of the dividends paid, and of no income
_INCOME = frozenset(("income", "loss", "losses", "earnings", "profit", "net", "ebitda", "equity", "value"))
_SHARES = frozenset(("shares", "share", "basic", "diluted", "outstanding", "weighted"))


def per_share(grid: Grid) -> list[Equation]:
    """The per-share ties of a grid."""
    amounts, shares, quotients = [], [], []
    for line in grid.lines:
        kinds = {e.kind for e in line.cells.values()}
        if "per-share" in kinds:
            quotients.append(line)
        if "shares" in kinds:
            shares.append(line)
        elif "amount" in kinds:
            amounts.append(line)
    out: list[Equation] = []
    for line in quotients:
        out += _best(grid, line, amounts, shares)
    return out


def _best(grid: Grid, line: Line, amounts: list[Line], shares: list[Line]) -> list[Equation]:
    """The equations of a per-share row with the income and the shares that fit it best; none where none fits."""
    kind = dilution(line)
    words = set(line.words)
    if DIVIDEND in line.label.lower():
        likely_rows = [a for a in amounts if DIVIDEND in a.label.lower()]
    else:
        likely_rows = [a for a in amounts if words & set(a.words) or may_be_income(a)]
    near = sorted(likely_rows, key=lambda a: (a.index > line.index, abs(a.index - line.index)))[:NUMERATORS]
    choices = []
    for rank, income in enumerate(near):
        for count in shares:
            other = dilution(count)
            if kind and other and kind != other:
                continue
            found = _quotients(grid, line, income, count)
            if not found:
                continue
            held = sum(e.status != "broken" for e in found)
            named = kind == other and (kind != "" or len(shares) == 1) and "net" in income.label.lower()
            telling = sum(e.status != "broken" and abs(e.target.value) > 0 for e in found)
            close = sum(e.status == "broken" and _nearly(e) for e in found) if held > 1 else 0
            if telling and (
                (held + close) * 3 >= len(found) * 2 or (named and len(found) - held == 1 and _misprinted(found))
            ):
                likely = (kind == other) + 0.3 * len(words & set(income.words)) - 0.1 * rank
                choices.append((len(found) - held, -likely, held, found))
    if not choices:
        return []
    fails, _, held, found = min(choices, key=lambda c: c[:2])
    chance = log10(len(choices) + 1) + sum(
        -log10(2 * abs(e.target.value.scaleb(e.target.decimals or 0)) + 1) for e in found if e.status != "broken"
    )
    as_one_formula(found, min(0.0, chance), held, fails)
    return (
        found
        if fails == 0 or chance <= -3 or (fails == 1 and held >= 1)
        else [e for e in found if e.status != "broken"]
    )


def may_be_income(line: Line) -> bool:
    """True where the label may be of what is stated per share."""
    return any(w in line.label.lower() for w in _INCOME)


def _nearly(equation: Equation) -> bool:
    """True where the figure is off by no more than a unit: other claims on the earnings may account for it."""
    result, goal = computed(equation), equation.target
    unit = Decimal(1).scaleb(-(goal.decimals or 0))
    return result is not None and 2 * abs(result - goal.value) <= 3 * unit


def _misprinted(found: list[Equation]) -> bool:
    """True where one digit in one number would mend the equation that is broken."""
    (broken,) = (e for e in found if e.status == "broken")
    return any(True for number in broken.numbers() for _ in misprints(broken, number))


def dilution(line: Line) -> str:
    """ "basic", "diluted", or nothing where the row says both or neither; from its label, else its heading."""
    for text in (line.label.lower(), line.heading.lower()):
        basic = "basic" in text or "primary" in text
        diluted = "dilut" in text
        if basic != diluted:
            return "basic" if basic else "diluted"
        if basic:
            return ""
    return ""


def _quotients(grid: Grid, line: Line, income: Line, count: Line) -> list[Equation]:
    out = []
    for column, target in line.cells.items():
        a, b = income.cells.get(column), count.cells.get(column)
        if target.kind != "per-share" or a is None or b is None or a.kind != "amount" or b.kind != "shares":
            continue
        if b.value <= 0 or (target.number.nil and a.value):
            continue
        out.append(
            Equation(
                "ratio",
                "per-share",
                "quotient",
                target.number,
                ((a.number, 1), (b.number, 1)),
                _fit(grid, target, a, b),
                formula=f"g{grid.index}r{line.index}s",
                identity="earnings-per-share",
            )
        )
    return out


def _fit(grid: Grid, target: Entry, a: Entry, b: Entry) -> TieStatus:
    """How target = a / b fares, in whole numbers.

    2 a 10^k against 2 target b, within b (half a unit) and the rounding of a and b.
    """
    power = grid.exponents["shares"] + grid.exponents["per-share"] - grid.exponents["amount"]
    up, down = (10**power, 1) if power >= 0 else (1, 10**-power)
    gap = abs(2 * a.value * up - 2 * target.value * b.value * down)
    if gap <= target.unit * b.value * down:
        return "exact"
    slack = a.unit * up + abs(target.value) * b.unit * down
    return "within-rounding" if gap <= target.unit * b.value * down + slack else "broken"
