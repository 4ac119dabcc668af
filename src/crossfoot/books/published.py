"""What earlier releases printed against what the books say of the same period now."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.books.consolidate import Consolidation
from crossfoot.model.books import Fault, Package, Published


def stale(package: Package, consolidation: Consolidation) -> Iterator[Fault]:
    """Published figures that the books of that day contradict by a unit or more, and that are not marked as recast.

    Of a quarter that ends a longer year to date the books hold no figure by itself; it is held against the rest.
    """
    starts = {package.settings.year_to_date.start, package.settings.year_to_date_prior.start}
    scale = package.settings.house.scale
    for told in package.published:
        item = package.lines.get(told.line)
        if item is None or told.recast or item.kind in ("shares", "per-share"):
            continue
        if told.period.start is not None and told.period.start not in starts:
            continue
        if told.period.end not in consolidation.days or not consolidation.has(told.line, told.period.end):
            continue
        amount = consolidation.amount(told.line, told.segment, told.period.end)
        if abs(amount - told.value) >= scale:
            yield _fault(told, f"{amount / scale:,.3f}", f"{told.value / scale:,.0f}")


def _fault(told: Published, books: str, printed: str) -> Fault:
    whose = f" of {told.segment}" if told.segment else ""
    said = f"{told.place}: {told.line}{whose} for {told.period} was published as {printed} but the books say {books}"
    remedy = "bring published.csv up to date; if the figure is recast on purpose, say recast = yes"
    return Fault("published-differs", said, told.place, remedy, told.line)
