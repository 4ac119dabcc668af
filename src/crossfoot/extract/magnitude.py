"""By which power of ten the scales of income and shares differ, as income over shares and printed EPS tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

import msgspec

_TOLERANCE = Decimal("1.3")  # earnings per share are rounded to a cent, and preferred dividends may come off
_LEAST_EPS = Decimal("0.02")  # below it a cent's rounding says nothing of magnitude
_POWERS = (0, 3, 6)
_FULL_SHARES = 1_000_000  # a count of shares this long as printed is in full


class Sample(msgspec.Struct, frozen=True):
    """One column's income, shares and earnings per share, as printed."""

    income: Decimal
    shares: Decimal
    per_share: Decimal


def gap(samples: Iterable[Sample]) -> int | None:
    """The power of ten by which the income's scale exceeds the shares', where the samples agree on one; else None."""
    votes: Counter[int] = Counter()
    for sample in samples:
        if abs(sample.per_share) < _LEAST_EPS or not sample.shares or not sample.income:
            continue
        quotient = abs(sample.per_share * sample.shares / sample.income)
        for power in (-6, -3, 0, 3, 6):
            low, high = Decimal(1).scaleb(power) / _TOLERANCE, Decimal(1).scaleb(power) * _TOLERANCE
            if low <= quotient <= high:
                votes[power] += 1
    if not votes:
        return None
    (power, count), *others = votes.most_common(2)
    return power if not others or count > 2 * others[0][1] else None


def money_power(gap_power: int, shares_as_printed: Decimal) -> int | None:
    """The money's own scale, where the shares are plainly printed in full; else None."""
    return gap_power if shares_as_printed >= _FULL_SHARES and gap_power in _POWERS else None


def shares_power(gap_power: int, money: int) -> int | None:
    """The shares' scale, the money's being known."""
    power = money - gap_power
    return power if power in _POWERS else None
