"""Slips of the pen: whether one wrong digit, two swapped ones, a sign or a scale explains a printed number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from crossfoot.model.interval import precision_of
from crossfoot.model.number import Number

SIGNIFICANT = 4  # digits from which a value by itself tells much
SLIPS = ("digit", "swap")
MISPRINTS = 0.25  # of the figures that one wrong digit makes of a number, that an equation may allow as well


def significant(number: Number) -> int:
    """The significant digits of a printed number, trailing groups of zeros left out."""
    if number.decimals is None or number.value == 0:
        return 1
    whole = abs(number.value).scaleb(precision_of(number))
    return len(str(int(whole)))


def chances(number: Number) -> float:
    """How many numbers of as many significant digits there are."""
    return 9.0 * 10.0 ** (significant(number) - 1)


def misprints(number: Number) -> Iterator[Decimal]:
    """The values that one wrong digit would make of a printed number, groups of zeros at its end left alone."""
    if number.decimals is None:
        return
    decimals = precision_of(number)
    digits = str(int(abs(number.value).scaleb(decimals)))
    for k, right in enumerate(digits):
        for wrong in "0123456789":
            if wrong != right and not (k == 0 and wrong == "0" and len(digits) > 1):
                value = Decimal(digits[:k] + wrong + digits[k + 1 :]).scaleb(-decimals)
                yield -value if number.value < 0 else value


def few_misprints_hold(number: Number, holds: Callable[[Decimal], bool]) -> bool:
    """True where an equation says much of a printed number: few of its misprints would hold as well."""
    others = list(misprints(number))
    return sum(holds(value) for value in others) <= MISPRINTS * len(others)


def rounded_both_ways(value: Decimal) -> tuple[int, ...]:
    """`value` rounded to a whole number; where it lies half way, both ways."""
    near = round(value)
    off = value - near
    if not off or abs(off) * 2 != 1:
        return (near,)
    return near, near + 1 if off > 0 else near - 1


def plausible_slip(number: Number, expected: Decimal) -> str | None:
    """How a misprint turns `expected` into the printed number: "digit", "swap", "sign", "scale"; None where none
    does."""
    printed, meant = abs(number.value), abs(expected)
    if printed == meant:
        return "sign"
    if printed and meant:
        ratio = max(printed, meant) / min(printed, meant)
        if ratio in (1000, 1000000, 10, 100):
            return "scale"
    decimals = number.decimals or 0
    is_per_share = number.unit is not None and number.unit.endswith("/share")
    slips = (
        _slip(int(printed.scaleb(decimals)), m, padded=is_per_share) for m in rounded_both_ways(meant.scaleb(decimals))
    )
    return next((slip for slip in slips if slip is not None), None)


def _slip(printed: int, meant: int, *, padded: bool) -> str | None:
    """The slip between the digits of two whole numbers; `padded`: both show their zeros ("$0.01")."""
    a, b = str(printed), str(meant)
    if padded:
        a, b = a.zfill(len(b)), b.zfill(len(a))
    if len(a) != len(b):
        return "digit" if min(len(a), len(b)) >= SIGNIFICANT and _one_longer(a, b) else None
    differing = [k for k in range(len(a)) if a[k] != b[k]]
    if len(differing) == 1:
        return "digit"
    if len(differing) == 2 and differing[1] == differing[0] + 1:
        i, j = differing
        if a[i] == b[j] and a[j] == b[i]:
            return "swap"
    return None


def _one_longer(a: str, b: str) -> bool:
    """True where one digit is missing in one of the two."""
    if abs(len(a) - len(b)) != 1:
        return False
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return any(long[:k] + long[k + 1 :] == short for k in range(len(long)))
