"""The a-contrario test: how many formulas as good as this one chance alone would give.

A formula that holds in a column says the more the larger its numbers are: a sum of thousands that meets its total to
the unit has about one chance in twice the magnitude. The logarithms (base 10) of those chances add up over the
columns, and those of the number of candidates tried are put against them. Desolneux, Moisan, Morel: From Gestalt
Theory to Image Analysis.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, log10

ACCEPTED = -3.0  # a formula counts when chance would give fewer than 10^-3 as good
FLOOR = -6.0  # one column never says more than this: repeated and copied numbers are not independent
_SINGLE = frozenset(str(d) for d in range(1, 10))


def column_log_chance(signed: Sequence[int], tolerance: int) -> float:
    """log10 of the chance that a sum over these numbers holds within `tolerance`.

    The numbers are target and terms, signed so that they add to nothing. The free magnitude is the third largest, after
    opposites have cancelled: with fewer than three numbers that are not nil, or where all but two are small, agreement
    means little.
    """
    magnitudes = _uncancelled(signed)
    if len(magnitudes) < 3:
        return 0.0
    magnitudes.sort()
    chance = (2 * tolerance + 1) / (2 * magnitudes[-3] + 1)
    return max(FLOOR, log10(chance)) if chance < 1 else 0.0


def _uncancelled(signed: Sequence[int]) -> list[int]:
    """The magnitudes that are left when equal opposites are taken away in pairs."""
    left = [abs(v) for v in signed if v]
    if len(set(left)) == len(left):
        return left
    pool: dict[int, int] = {}
    for value in signed:
        if value:
            pool[value] = pool.get(value, 0) + 1
    for value in list(pool):
        if value > 0 and -value in pool:
            paired = min(pool[value], pool[-value])
            pool[value] -= paired
            pool[-value] -= paired
    kept = [abs(value) for value, count in pool.items() for _ in range(count)]
    return kept if len(kept) >= 3 else left if len(left) == 3 else kept


def broken_log_chance(signed: Sequence[int]) -> float:
    """log10 of the chance that a residual between unrelated numbers could be mended by changing one printed digit."""
    magnitudes = sorted(abs(v) for v in signed if v)
    if len(magnitudes) < 3:
        return 0.0
    digits = sum(len(str(m)) for m in magnitudes)
    return max(FLOOR, min(0.0, log10(9 * digits / (2 * magnitudes[-3] + 1))))


def broken_penalty(columns: int, broken: int) -> float:
    """What it costs to let `broken` of `columns` columns fail: the ways to choose them, and half a decade each."""
    return log10(comb(columns, broken)) + 0.5 * broken if broken else 0.0


def is_power_step(residual: int) -> bool:
    """True where the residual is a digit and zeros, as a changed digit leaves, or nine times that (two swapped)."""
    text = str(abs(residual)).rstrip("0")
    if text in _SINGLE:
        return True
    return abs(residual) % 9 == 0 and str(abs(residual) // 9).rstrip("0") in _SINGLE


def edit_cost(printed: int, corrected: int, width: int = 0) -> float:
    """How far a misprint the correction is: one digit 0, two neighbours swapped 0.5, the sign 1.

    A digit more or less 1.2, anything else 2.

    `width` is the least number of digits printed: "0.05" in hundredths has three.
    """
    if printed == -corrected:
        return 1.0
    if printed * corrected < 0:
        return 2.0
    a, b = str(abs(printed)).zfill(width), str(abs(corrected)).zfill(width)
    if len(a) != len(b):
        return 1.2 if _one_inserted(a, b) else 2.0
    places = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(places) <= 1:
        return 0.0
    if (
        len(places) == 2
        and places[1] == places[0] + 1
        and a[places[0]] == b[places[1]]
        and a[places[1]] == b[places[0]]
    ):
        return 0.5
    return 2.0


def _one_inserted(a: str, b: str) -> bool:
    """True where dropping one digit of the longer gives the shorter."""
    short, long = sorted((a, b), key=len)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
