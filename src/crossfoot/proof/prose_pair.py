"""The arithmetic of a change: what two amounts give, as the sentence's number would print it, by intervals."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

import msgspec

from crossfoot.model.claim import Claim
from crossfoot.model.interval import Interval, precision_of, rounded
from crossfoot.model.number import Number
from crossfoot.model.tie import Term
from crossfoot.proof.prose_desk import ONE, Side
from crossfoot.proof.prose_slip import few_misprints_hold

HUNDRED = Decimal(100)
COARSE = Decimal(4)  # units of the last digit that the ends of a change may leave open
ROUND_SLACK = Decimal(5)  # points by which "approximately 70%" may be off; "approximately 68%" is by one at most
Pair = tuple[Side, Side]


def computed_change(claim: Claim, pair: Pair) -> tuple[Decimal, Interval] | None:
    """The change that the pair gives and its interval, in the claim's unit; None where a percentage means nothing."""
    (a, b), (low_a, low_b) = values_of(pair), _intervals(pair)
    if claim.kind in ("change", "per-share"):
        return a - b, low_a - low_b
    if claim.kind == "basis-points":
        return (a - b) * HUNDRED, (low_a - low_b).times(HUNDRED)
    if claim.kind == "percent-change" and pair[0].in_percent and pair[1].in_percent:
        return a - b, low_a - low_b  # points of a rate
    if claim.kind != "percent-change" or b == 0:
        return None
    quotient = low_a.over(low_b)
    if quotient is None or b < 0:
        return None
    return (a / b - 1) * HUNDRED, Interval((quotient.low - 1) * HUNDRED, (quotient.high - 1) * HUNDRED)


def values_of(pair: Pair) -> tuple[Decimal, Decimal]:
    """Both values; sizes where both are negative (a loss that grew, expenses)."""
    a, b = pair[0].value, pair[1].value
    return (abs(a), abs(b)) if a <= 0 and b < 0 else (a, b)


def _intervals(pair: Pair) -> tuple[Interval, Interval]:
    a, b = values_of(pair)
    return rounded(a, pair[0].decimals), rounded(b, pair[1].decimals)


def holds(claim: Claim, number: Number, pair: Pair) -> bool:
    """True where the two amounts give the claim's change, and few others."""
    found = computed_change(claim, pair)
    if found is None or not could_hold(claim, number, pair):
        return False
    # Of amounts so coarse that many changes would do, only the one that they give as printed.
    value, decimals = meant(claim, number, found[0]), decimals_of(number)
    return found[1].high - found[1].low <= COARSE.scaleb(-decimals) or round(found[0], decimals) == value


def tells_misprints(numbers: Mapping[str, Number], claim: Claim, number: Number, pair: Pair) -> bool:
    """True where the change says much of those of the two amounts that no table has: few misprints of either would
    give it as well."""
    for side in pair:
        printed = numbers[side.number]
        if printed.cell is not None:
            continue
        if not few_misprints_hold(printed, partial(_could_hold_with, claim, number, pair, side)):
            return False
    return True


def _could_hold_with(claim: Claim, number: Number, pair: Pair, side: Side, value: Decimal) -> bool:
    """True where the change could hold with another value for one of its ends."""
    other = msgspec.structs.replace(side, value=value)
    return could_hold(claim, number, (other, pair[1]) if side is pair[0] else (pair[0], other))


def could_hold(claim: Claim, number: Number, pair: Pair) -> bool:
    """True where what rounding leaves open of the amounts allows the change."""
    found = computed_change(claim, pair)
    return found is not None and rounded(meant(claim, number, found[0]), decimals_of(number)).meets(found[1])


def is_far_off(claim: Claim, number: Number, pair: Pair) -> bool:
    """True where "approximately" explains the difference no more: a change in percent is further off than a point, one
    in fives than five, and from a hundred percent on that much of each hundred."""
    found = computed_change(claim, pair)
    if found is None or claim.hedge != "about":
        return False
    value = meant(claim, number, found[0])
    slack = (ROUND_SLACK if value % ROUND_SLACK == 0 else ONE) * max(ONE, abs(value) / HUNDRED)
    printed = rounded(value, decimals_of(number))
    return not Interval(printed.low - slack, printed.high + slack).meets(found[1])


def meant(claim: Claim, number: Number, computed: Decimal) -> Decimal:
    """The claim's value; where the sentence gives no arithmetic direction, with the sign of what is computed."""
    return number.value if claim.direction else abs(number.value).copy_sign(computed)


def decimals_of(number: Number) -> int:
    """The decimals that a claim's number means: those of full groups of zeros left out."""
    if number.decimals is None:
        return 0
    return number.decimals if number.unit in ("percent", "bp") else precision_of(number)


def opposite(claim: Claim, number: Number, pair: Pair) -> bool:
    """True where only the direction word is wrong."""
    found = computed_change(claim, pair)
    return found is not None and bool(claim.direction) and rounded(-number.value, decimals_of(number)).meets(found[1])


def terms_of(pair: Pair) -> tuple[Term, ...]:
    """The two amounts as a tie's terms: the second is taken from the first."""
    return (Term(pair[0].number, ONE), Term(pair[1].number, -ONE))


def equation_of(pair: Pair) -> str:
    """The equation in words."""
    return f"change to {pair[0].words} from {pair[1].words}"
