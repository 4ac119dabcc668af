"""A change in percent, as a reader would compute it: from printed figures, in the house's rounding."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def percent_change(now: Decimal, before: Decimal, places: int, small_places: int) -> Decimal | None:
    """The change from `before` to `now` in percent points; `small_places` after the point below one percent.

    None where it means nothing: from zero, or with a change of sign.
    """
    if not before or now * before < 0:
        return None
    exact = (now - before) * 100 / abs(before)
    small = exact.quantize(Decimal(1).scaleb(-small_places), ROUND_HALF_UP)
    return small if abs(small) < 1 else exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
