"""A figure through time: what each release said of each period."""

from __future__ import annotations

import datetime
from decimal import Decimal

import msgspec

from crossfoot.model.period import Period


class Saying(msgspec.Struct, frozen=True):
    """What one release printed: its file and day, the number's line and id in it, and the value in full units.

    `released` is the day by which releases are put in order; `dated_by` tells where it comes from: "release" (printed
    in it), "filing" (the submission's header) or "period" (neither is known: the end of its latest period).
    """

    release: str
    released: datetime.date
    dated_by: str
    line: int
    number: str
    value: Decimal
    decimals: int | None


class Point(msgspec.Struct, frozen=True):
    """One period of a series: what was said of it, in the order of the releases.

    `derived` tells in words how the value came about where no release printed it ("the year … less nine months …");
    its sayings are then those it was computed from, and `computed` is its value.
    """

    period: Period
    sayings: tuple[Saying, ...]
    derived: str | None = None
    computed: Decimal | None = None

    @property
    def first(self) -> Decimal:
        """The value as first reported (or derived)."""
        return self.computed if self.computed is not None else self.sayings[0].value

    @property
    def last(self) -> Decimal:
        """The value as last reported (or derived)."""
        return self.computed if self.computed is not None else self.sayings[-1].value

    @property
    def recast(self) -> bool:
        """Whether a later release gave another value, beyond the rounding of the coarser print."""
        return self.computed is None and any(not agree(self.sayings[0], s) for s in self.sayings[1:])


class Series(msgspec.Struct, frozen=True):
    """One line item of one company (segment None: consolidated) through its periods, ascending."""

    company: str
    concept: str
    segment: str | None
    basis: str | None
    unit: str | None
    points: tuple[Point, ...]


class Overlap(msgspec.Struct, frozen=True):
    """A fact that two consecutive releases of a company both print, and whether the two prints agree."""

    company: str
    concept: str
    segment: str | None
    period: Period
    earlier: Saying
    later: Saying
    agrees: bool


def agree(one: Saying, other: Saying) -> bool:
    """Whether two prints of a figure are the same within the rounding of the coarser (half a unit of its last place).

    A value without known decimals has to be equal.
    """
    if one.decimals is None or other.decimals is None:
        return one.value == other.value
    coarse = min(one.decimals, other.decimals)
    fine = max(one.decimals, other.decimals)
    slack = Decimal(0) if coarse == fine else Decimal(5).scaleb(-coarse - 1)
    return abs(one.value - other.value) <= slack
