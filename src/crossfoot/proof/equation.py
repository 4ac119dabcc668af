"""Equations between printed numbers, before they become ties: how they are evaluated, exactly and as intervals."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from crossfoot.model.interval import Interval, rounded
from crossfoot.model.number import Number
from crossfoot.model.tie import Suspect, TieStatus

# linear: target = sum of coefficient x term. percent-change: 100 (a - b) / |b|; percent-growth: 100 (a - b) / b,
# which differs where b is negative. percent-of: 100 a / b. quotient: a / b. mean: the average of rates weighted by
# amounts, terms in pairs (rate, amount).
Form = Literal["linear", "percent-change", "percent-growth", "percent-of", "quotient", "mean"]
Certainty = Literal["error", "warning", "note", "evidence"]

HUNDRED = Decimal(100)
_ZERO = Decimal(0)


class Equation(msgspec.Struct, gc=False):
    """One equation in one column or row.

    `held` and `failed` count the other places of the same formula; `misprint`: one digit explains it.
    """

    kind: str
    scope: str
    form: Form
    target: Number
    terms: tuple[tuple[Number, int | Decimal], ...]
    status: TieStatus
    nfa: float | None = None
    formula: str = ""
    identity: str | None = None
    misprint: bool = False
    held: int = 0
    failed: int = 0
    certainty: Certainty | None = None
    reason: str | None = None
    suspects: tuple[Suspect, ...] = ()

    def numbers(self) -> list[Number]:
        """The target and the terms, each number once."""
        return list({n.id: n for n in (self.target, *(t for t, _ in self.terms))}.values())


def as_one_formula(equations: list[Equation], nfa: float, held: int, failed: int) -> list[Equation]:
    """The equations, each with the score of the formula they all are of, and where it held and failed (counts)."""
    for equation in equations:
        equation.nfa, equation.held, equation.failed = nfa, held, failed
    return equations


def interval(number: Number, value: Decimal | None = None) -> Interval:
    """What a printed number, or another value in its place, can have been before rounding; a nil is exactly nothing."""
    at = number.value if value is None else value
    return Interval(at, at) if number.nil or number.decimals is None else rounded(at, number.decimals)


def computed(equation: Equation, changed: dict[str, Decimal] | None = None) -> Decimal | None:
    """What the terms give on the printed values; None where they cannot be divided."""
    values = [changed.get(n.id, n.value) if changed else n.value for n, _ in equation.terms]
    if equation.form == "linear":
        return sum((v if c == 1 else c * v for v, (_, c) in zip(values, equation.terms, strict=True)), _ZERO)
    if equation.form == "mean":
        weight = sum(values[1::2])
        return sum((r * a for r, a in zip(values[::2], values[1::2], strict=True)), _ZERO) / weight if weight else None
    a, b = values
    if not b:
        return None
    if equation.form == "percent-change":
        return HUNDRED * (a - b) / abs(b)
    if equation.form == "percent-growth":
        return HUNDRED * (a - b) / b
    factor = equation.terms[0][1]  # a quarter's amount at a yearly rate: 4
    return HUNDRED * factor * a / b if equation.form == "percent-of" else a / b


def computed_interval(equation: Equation, changed: dict[str, Decimal] | None = None) -> Interval | None:
    """What the terms give when each stands for its rounding interval; None where they cannot be divided."""
    spans = [interval(n, changed.get(n.id) if changed else None) for n, _ in equation.terms]
    if equation.form == "linear":
        low = high = _ZERO
        for span, (_, c) in zip(spans, equation.terms, strict=True):
            low += c * (span.low if c > 0 else span.high)
            high += c * (span.high if c > 0 else span.low)
        return Interval(low, high)
    if equation.form == "mean":
        centre = computed(equation, changed)
        if centre is None:
            return None
        slack = max((s.high - s.low for s in spans[::2]), default=_ZERO)
        return Interval(centre - slack / 2, centre + slack / 2)
    a, b = spans
    if equation.form in ("percent-change", "percent-growth"):
        grown = a.over(b)
        if grown is None:
            return None
        change = Interval(grown.low - 1, grown.high - 1).times(HUNDRED)
        return change.times(Decimal(-1)) if equation.form == "percent-change" and b.high < 0 else change
    quotient = a.over(b)
    if quotient is None or equation.form != "percent-of":
        return quotient
    return quotient.times(HUNDRED * equation.terms[0][1])


def status_of(equation: Equation, changed: dict[str, Decimal] | None = None) -> TieStatus:
    """How the equation fares on the printed values, or with some `changed`: exact, within rounding, or broken."""
    target = equation.target
    goal = changed.get(target.id, target.value) if changed else target.value
    result = computed(equation, changed)
    if result is None:
        return "broken"
    if result == goal:
        return "exact"
    span = interval(target, goal)
    if equation.form != "linear" and span.holds(result):
        return "exact"
    reach = computed_interval(equation, changed)
    if reach is not None and reach.meets(span):
        return "within-rounding"
    return "broken"
