"""Shares and earnings per share (ASC 260): basic, diluted, and antidilution."""

from __future__ import annotations

from decimal import Decimal

from crossfoot.model.books import Package, Shares
from crossfoot.model.period import Period

ZERO = Decimal(0)


class Denominator:
    """The shares of one period.

    A potential share counts only where it dilutes: the control number is income from continuing operations less
    preferred dividends (ASC 260-10-45-17 to 45-20). Where that is a loss none does. Securities are taken in
    the order in which they dilute, the most dilutive first.
    """

    def __init__(self, package: Package, period: Period, continuing: Decimal) -> None:
        rows = [s for s in package.shares if s.period == period]
        self.known = any(s.item == "weighted" for s in rows)
        self.basic = sum((s.shares for s in rows if s.item == "weighted"), ZERO)
        self.preferred = sum((s.amount for s in rows if s.item == "preferred_dividends"), ZERO)
        self.diluted, self.added = self.basic, ZERO
        control = continuing - self.preferred
        if control > 0 and self.basic > 0:
            for each in sorted((s for s in rows if s.item == "potential"), key=_increment):
                if (control + each.amount) * self.diluted >= control * (self.diluted + each.shares):
                    break
                control += each.amount
                self.added += each.amount
                self.diluted += each.shares

    def per_share(self, measure: str, amount: Decimal, *, bears_preferred: bool) -> Decimal | None:
        """The amount a share; the preferred dividends come off what `bears_preferred`. None without shares."""
        count = self.diluted if measure == "diluted" else self.basic
        if not count:
            return None
        less = (self.added if measure == "diluted" else ZERO) - self.preferred if bears_preferred else ZERO
        return (amount + less) / count


def _increment(potential: Shares) -> tuple[Decimal, Decimal]:
    return (potential.amount / potential.shares if potential.shares else ZERO, -potential.shares)
