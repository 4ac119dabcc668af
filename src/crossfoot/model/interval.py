"""Interval arithmetic on printed numbers: what a rounded figure can have been before it was rounded.

A number printed with `decimals` d stands for every value within half a unit of its last digit:
27,485 in thousands (decimals -3) is [27,484,500, 27,485,500]. The sense is that of XBRL Calculations 1.1
in "round" mode; ends are closed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import msgspec

from crossfoot.model.number import Number

_THOUSANDS = 3  # digits in one group of zeros
_AFTER_POINT = re.compile(r"\d\.\d")


class Interval(msgspec.Struct, frozen=True):
    """The closed interval [low, high]."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def times(self, factor: Decimal) -> Interval:
        """Each value times an exact factor."""
        a, b = self.low * factor, self.high * factor
        return Interval(min(a, b), max(a, b))

    def over(self, other: Interval) -> Interval | None:
        """Every quotient of a value here by a value of `other`; None where `other` holds zero."""
        if other.low <= 0 <= other.high:
            return None
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        """True where the two have a value in common."""
        return self.low <= other.high and other.low <= self.high

    def holds(self, value: Decimal) -> bool:
        """True where `value` lies in the interval."""
        return self.low <= value <= self.high


@cache
def half_unit(decimals: int) -> Decimal:
    """Half of one unit of the last printed digit, in full units: decimals -3 gives 500, decimals 2 gives 0.005."""
    return Decimal(5).scaleb(-decimals - 1)


def rounded(value: Decimal, decimals: int | None) -> Interval:
    """The interval that a printed value stands for; exact (one point) where `decimals` is None."""
    if decimals is None:
        return Interval(value, value)
    half = half_unit(decimals)
    return Interval(value - half, value + half)


def precision(value: Decimal, decimals: int) -> int:
    """The decimals that prose means by an amount: one in full dollars that ends in groups of zeros is in thousands or
    millions."""
    if decimals > 0 or value == 0:
        return decimals
    whole = abs(int(value.scaleb(decimals)))
    while whole >= 1000 and whole % 1000 == 0:
        whole //= 1000
        decimals -= _THOUSANDS
    return decimals


def precision_of(number: Number) -> int:
    """The decimals that prose means by a printed number: zeros after a point are meant ("$100.0 million" is in tenths
    of a million), groups of zeros before one are not."""
    decimals = number.decimals or 0
    meant = precision(number.value, decimals)
    return decimals if meant < decimals and _AFTER_POINT.search(number.text) is not None else meant
