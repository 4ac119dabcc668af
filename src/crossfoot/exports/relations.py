"""What a tie says as arithmetic that a spreadsheet can do: its form, its value, its rounding, and its formula.

A tie names its kind and terms, not how they are put together; the form is the one that gives, to the last digit, what
the proof computed. A tie for which none does (a page reference, a word of direction) has no formula.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from crossfoot.model.interval import Interval, half_unit, precision_of, rounded
from crossfoot.model.number import Number
from crossfoot.model.tie import Tie

# linear: sum of coefficient x term. sizes: |a| - |b|. points: 100 (a - b), of rates. percent-change: 100 (a - b) / |b|.
# growth: 100 (a / b - 1), growth-of-sizes likewise of |a| and |b|. percent: 100 k a / b, percent-of-sizes likewise of
# |a| and |b|. quotient: a / b. mean: rates weighted by amounts, terms in pairs (rate, amount).
Form = Literal[
    "linear", "sizes", "points", "percent-change", "growth", "growth-of-sizes", "percent", "percent-of-sizes",
    "quotient", "mean",
]  # fmt: skip

HUNDRED = Decimal(100)
_CLOSE = Decimal("1E-18")  # two ways to divide differ in the last of 28 digits
_LINEAR = {"sum", "difference", "equal", "change", "average"}
_FORMS: dict[str, tuple[Form, ...]] = {
    "percent-change": ("percent-change", "growth", "growth-of-sizes", "linear", "sizes"),
    "percent": ("percent", "percent-of-sizes", "quotient"),
    "ratio": ("quotient", "percent", "percent-of-sizes", "mean"),
    "basis-points": ("linear", "points"),
    "change": ("linear", "sizes"),
    "mean": ("mean",),
    "direction": ("linear", "sizes"),  # of what the word of direction speaks; no formula gives the target
    "sign": ("linear",),
}


class Relation(msgspec.Struct, frozen=True):
    """One way to compute `target` (a number's id) from `terms` (ids with coefficients), all in full units."""

    target: str
    terms: tuple[tuple[str, Decimal], ...]
    form: Form
    tie: Tie


def relation(tie: Tie, numbers: Mapping[str, Number]) -> Relation | None:
    """The tie's relation among numbers by id; None where arithmetic does not say it."""
    if not tie.terms or tie.computed is None:
        return None
    forms = _FORMS.get(tie.kind) or (("linear",) if tie.kind in _LINEAR else ())
    plain = tuple((t.number, t.coefficient) for t in tie.terms)
    apart = tuple((i, c if k == 0 else -abs(c)) for k, (i, c) in enumerate(plain))  # "change" from one to another
    values = [numbers[i].value for i, _ in plain]
    for form in forms:
        for terms in (plain, apart) if form == "linear" and len(plain) == 2 else (plain,):
            got = computed(form, terms, values)
            if got is not None and abs(got - tie.computed) <= _CLOSE * max(abs(got), Decimal(1)):
                return Relation(tie.target, terms, form, tie)
    return None


def computed(form: Form, terms: Sequence[tuple[str, Decimal]], values: Sequence[Decimal]) -> Decimal | None:
    """What the form gives for the values of its terms; None where they cannot be divided or are too many."""
    if form == "linear":
        return sum((c * v for (_, c), v in zip(terms, values, strict=True)), Decimal(0))
    if form == "mean":
        weight = sum(values[1::2], Decimal(0))
        if len(values) % 2 or not weight:
            return None
        return sum((r * a for r, a in zip(values[::2], values[1::2], strict=True)), Decimal(0)) / weight
    if len(values) != 2:
        return None
    a, b = values
    if form in ("sizes", "growth-of-sizes", "percent-of-sizes"):
        a, b = abs(a), abs(b)
    if form == "sizes":
        return a - b
    if form == "points":
        return HUNDRED * (a - b)
    if not b:
        return None
    if form == "percent-change":
        return HUNDRED * (a - b) / abs(b)
    if form in ("growth", "growth-of-sizes"):
        return HUNDRED * (a - b) / b
    return a / b if form == "quotient" else HUNDRED * terms[0][1] * a / b


def slack(rel: Relation, numbers: Mapping[str, Number]) -> Decimal | None:
    """How far the target may stand from what its terms give, each printed number standing for its rounding interval.

    In full units, in the sense of XBRL Calculations 1.1, round mode; None where the terms' intervals cannot be divided.
    """
    values = [numbers[i].value for i, _ in rel.terms]
    halves = [_half(numbers[i]) for i, _ in rel.terms]
    own = _half(numbers[rel.target], nil_is_nothing=rel.form == "linear")
    if rel.form in ("linear", "sizes", "points"):
        factor = HUNDRED if rel.form == "points" else Decimal(1)
        weights = (abs(c) if rel.form == "linear" else factor for _, c in rel.terms)
        return own + sum((w * h for w, h in zip(weights, halves, strict=True)), Decimal(0))
    if rel.form == "mean":
        return own + max(halves[::2])
    a, b = (Interval(v - h, v + h) for v, h in zip(values, halves, strict=True))
    quotient, centre = a.over(b), values[0] / values[1]
    if quotient is None:
        return None
    factor = Decimal(1) if rel.form == "quotient" else HUNDRED * abs(rel.terms[0][1])
    return own + factor * max(quotient.high - centre, centre - quotient.low)


def _half(number: Number, *, nil_is_nothing: bool = True) -> Decimal:
    """Half a unit of the last digit; a dash is exactly nothing, but of a rate it may be too little to print."""
    if number.decimals is None or (number.nil and nil_is_nothing):
        return Decimal(0)
    prose = number.where == "narrative"
    return half_unit(precision_of(number) if prose else number.decimals)


def within(number: Number, value: Decimal) -> bool:
    """True where `value` (full units) would be rounded to what is printed, the very ends of the interval left out."""
    if number.decimals is None or number.nil:
        return value == number.value
    span = rounded(number.value, number.decimals)
    return span.low < value < span.high


def spelt(rel: Relation, refs: Sequence[str], factors: Sequence[Decimal], target: Decimal) -> str:
    """The relation as a formula, without its "=": `refs` are the terms' cells.

    A cell holds a number as printed; `factors` and `target` say what one unit of a term's cell, and of the target's, is
    in full units (1000 under "in thousands").
    """
    if rel.form == "linear":
        return linear([(ref, c * f / target) for ref, (_, c), f in zip(refs, rel.terms, factors, strict=True)])
    if rel.form == "mean":
        weights = [_times(ref, f / factors[1]) for ref, f in zip(refs[1::2], factors[1::2], strict=True)]
        products = "+".join(f"{_times(r, f)}*{w}" for r, f, w in zip(refs[::2], factors[::2], weights, strict=True))
        return _times(f"({products})/({'+'.join(weights)})", 1 / target)
    a, b = refs
    if rel.form in ("sizes", "growth-of-sizes", "percent-of-sizes"):
        a, b = f"ABS({a})", f"ABS({b})"
    if rel.form == "sizes":
        return linear([(a, factors[0] / target), (b, -factors[1] / target)])
    if rel.form == "points":
        return linear([(a, HUNDRED * factors[0] / target), (b, -HUNDRED * factors[1] / target)])
    a = _times(a, factors[0] / factors[1])
    if rel.form == "percent-change":
        return _times(f"({a}-{b})/ABS({b})", HUNDRED / target)
    if rel.form in ("growth", "growth-of-sizes"):
        return _times(f"({a}/{b}-1)", HUNDRED / target)
    return _times(f"{a}/{b}", (1 if rel.form == "quotient" else HUNDRED * rel.terms[0][1]) / target)


def linear(terms: Sequence[tuple[str, Decimal]]) -> str:
    """A signed sum of cells or ranges: "SUM(B5:B9)-B11*1000"."""
    pieces = []
    for ref, factor in terms:
        name = f"SUM({ref})" if ":" in ref.rpartition("!")[2] else ref
        pieces.append(("-" if factor < 0 else "+") + _times(name, abs(factor)))
    return "".join(pieces).removeprefix("+")


def _times(text: str, factor: Decimal) -> str:
    """The text times a factor, by whole numbers: "B5*1000", "B5/1000"."""
    if factor == 1:
        return text
    if abs(factor) >= 1 or factor == 0:
        return f"{text}*{_digits(factor)}"
    over = 1 / factor
    return f"{text}/{_digits(over)}" if over == over.to_integral_value() else f"{text}*{_digits(factor)}"


def _digits(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
