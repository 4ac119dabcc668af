"""Which number is wrong: the corrections that would mend a broken tie, likeliest first.

A correction scores two for each broken tie it mends, loses two for each exact tie it breaks and 1.4 for each other one,
and gains by being a likely misprint (one digit, two neighbours swapped, a sign). Between equals, what brings a number
nearer to those beside it in its row goes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from math import log

import msgspec

from crossfoot.model.number import Number
from crossfoot.model.tie import Suspect
from crossfoot.proof.acceptance import edit_cost
from crossfoot.proof.equation import Equation, computed, computed_interval, status_of
from crossfoot.proof.grid import decimals_of, scaled

SHOWN = 3
LARGEST = 18  # powers of ten beyond which no figure is looked for


class Index(msgspec.Struct, gc=False):
    """The equations of each number, by its id, and the numbers of each row of a table that are in any."""

    equations: dict[str, list[Equation]]
    rows: dict[tuple[int, int], dict[str, Number]]


class Correction(msgspec.Struct, gc=False):
    """A number with another value, what that mends and breaks, and its score."""

    number: Number
    expected: Decimal
    cost: float
    mended: int
    spoiled: int
    score: float


def index_of(equations: list[Equation]) -> Index:
    """The index of all equations of a document."""
    index = Index({}, {})
    for equation in equations:
        for number in equation.numbers():
            index.equations.setdefault(number.id, []).append(equation)
            if number.cell is not None and number.value:
                index.rows.setdefault(number.cell[:2], {})[number.id] = number
    return index


def corrections(equation: Equation, index: Index) -> list[Correction]:
    """The corrections that mend a broken equation, best first."""
    found: list[Correction] = []
    for number in equation.numbers():
        best: Correction | None = None
        for value in _solutions(equation, number):
            weighed = _weighed(number, value, index)
            if weighed is not None and (best is None or weighed.score > best.score):
                best = weighed
        if best is not None:
            found.append(best)
    found.sort(key=lambda c: -c.score)
    return found


def shown(found: list[Correction]) -> tuple[Suspect, ...]:
    """The likeliest corrections as suspects: those that break nothing that holds."""
    harmless = [c for c in found if not c.spoiled]
    return tuple(Suspect(c.number.id, c.expected, round(c.score, 2)) for c in harmless[:SHOWN])


def cost_of(number: Number, value: Decimal) -> float:
    """How far a misprint the printed number is from `value`."""
    exponent = decimals_of(number)
    return edit_cost(scaled(number.value, exponent), scaled(value, exponent), exponent + 1)


def _solutions(equation: Equation, number: Number) -> Iterator[Decimal]:
    """The values of the number that make the equation hold."""
    if number.nil:
        return
    result = computed(equation)
    if result is not None and result.adjusted() > LARGEST:
        return
    if number.id == equation.target.id:
        if result is not None:
            yield _rounded(result, number)
            if equation.form != "linear":
                yield from misprints(equation, number)
        return
    coefficient = sum(c for n, c in equation.terms if n.id == number.id)
    if equation.form == "linear":
        if result is not None and coefficient:
            exact = number.value + (equation.target.value - result) / coefficient
            yield _rounded(exact, number)
            reach = computed_interval(equation)
            unit = Decimal(1).scaleb(-decimals_of(number))
            if reach is not None and len(equation.terms) > 1 and cost_of(number, exact) > 0.5:
                slack = min(3, int((reach.high - reach.low) / (2 * unit)))
                for step in range(1, slack + 1):
                    for near in (exact - step * unit, exact + step * unit):
                        if cost_of(number, near) <= 0.5:
                            yield _rounded(near, number)
        return
    yield from misprints(equation, number)


def misprints(equation: Equation, number: Number) -> Iterator[Decimal]:
    """The nearest values one digit away that make the equation hold."""
    exponent = decimals_of(number)
    printed = scaled(number.value, exponent)
    sign = -1 if printed < 0 else 1
    text = str(abs(printed)).zfill(exponent + 1)
    tried: list[tuple[int, Decimal]] = []
    for place, old in enumerate(text):
        for digit in "0123456789":
            if digit == old or (digit == "0" and place == 0 and exponent <= 0):
                continue
            value = sign * int(text[:place] + digit + text[place + 1 :])
            tried.append((abs(value - printed), Decimal(value).scaleb(-exponent)))
    kept = 0
    for _, amount in sorted(tried):
        if status_of(equation, {number.id: amount}) != "broken":
            yield amount
            kept += 1
            if kept == 2:
                return


def _rounded(value: Decimal, like: Number) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals_of(like)), rounding=ROUND_HALF_UP).normalize() + 0


def _weighed(number: Number, value: Decimal, index: Index) -> Correction | None:
    if value == number.value:
        return None
    change = {number.id: value}
    mended = spoiled = 0
    score = 0.0
    for equation in index.equations.get(number.id, ()):
        after = status_of(equation, change)
        faint = equation.certainty == "evidence"
        if equation.status == "broken":
            if after != "broken":
                mended += not faint
                score += 1.0 if faint else 2.0 if equation.form == "linear" else 1.5
        elif after == "broken":
            spoiled += 1
            score -= 2.0 if equation.status == "exact" else 1.4
        elif equation.status == "exact" and after != "exact" and equation.form == "linear":
            score -= 1.0
    cost = cost_of(number, value)
    likely = _likelihood(number, value) + _neighbourly(number, value, index)
    return Correction(number, value, cost, mended, spoiled, score + 2.0 - cost + likely)


def _likelihood(number: Number, value: Decimal) -> float:
    """What settles the order between equals: a misprint is likelier in a short number and seldom leaves a round one."""
    exponent = decimals_of(number)
    was, now = str(abs(scaled(number.value, exponent))), str(abs(scaled(value, exponent)))
    rounder = (len(now) - len(now.rstrip("0"))) - (len(was) - len(was.rstrip("0")))
    return (0.25 if rounder > 1 else -0.25 if rounder < -1 else 0.0) - 0.04 * len(was)


def _neighbourly(number: Number, value: Decimal, index: Index) -> float:
    """How much nearer the correction brings the number to the nearest of those beside it, between -0.5 and 0.5."""
    if number.cell is None or not value or not number.value:
        return 0.0
    beside = index.rows.get(number.cell[:2], {})
    sizes = [abs(n.value) for n in beside.values() if n.id != number.id and n.unit == number.unit]
    if not sizes:
        return 0.0
    before = min(abs(log(abs(number.value) / size)) for size in sizes)
    after = min(abs(log(abs(value) / size)) for size in sizes)
    return 0.5 * max(-1.0, min(1.0, before - after))
