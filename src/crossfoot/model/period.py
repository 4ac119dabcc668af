"""Periods: a span of days, or the end of one day."""

from __future__ import annotations

import datetime

import msgspec


class Period(msgspec.Struct, frozen=True, order=True):
    """A duration (`start` and `end`, both days included) or, where `start` is None, an instant (the end of `end`)."""

    end: datetime.date
    start: datetime.date | None = None

    def __str__(self) -> str:
        """The form that programs get: "2004-07-01/2004-09-30" or "2004-09-30"."""
        return f"{self.start.isoformat()}/{self.end.isoformat()}" if self.start else self.end.isoformat()

    @property
    def days(self) -> int:
        """Length in days; 0 for an instant."""
        return (self.end - self.start).days + 1 if self.start else 0

    @property
    def months(self) -> int:
        """Length in whole months, nearest (13 weeks are 3 months); 0 for an instant."""
        return round(((self.end - self.start).days + 1) * 12 / 365.25) if self.start else 0
