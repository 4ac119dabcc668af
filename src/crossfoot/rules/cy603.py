"""CY603: the quarter and the earlier year to date do not give the year to date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from crossfoot.model.fact import Fact
from crossfoot.model.finding import Finding, Rule, Severity
from crossfoot.rules.case import Case
from crossfoot.rules.earlier import Prior, Sum, adds_up
from crossfoot.rules.finding import at_number, of_place
from crossfoot.rules.words import headed, period_words, printed, wanted

RULE = Rule(
    "CY603",
    "quarters-do-not-add-up",
    "error",
    "The quarter and the year to date of the earlier release do not give this year to date",
    "CY603.md",
)
_LEAST_HOLDING = 3  # lines of the table that show that its figures are of periods, and read rightly
_UNITS = 3  # of the last place: what a company takes to make its quarters foot


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one an earlier release and table, most of whose other lines do add up."""
    told: set[str] = set()
    for prior in case.priors:
        holding: Counter[int] = Counter()
        broken: dict[int, list[Sum]] = {}
        for sum_ in prior.sums:
            cell = case.numbers[sum_[0].number].cell
            if cell is None or sum_[0].number in told or _is_level(*sum_):
                continue
            told.add(sum_[0].number)
            if adds_up(*sum_):
                holding[cell[0]] += 1
            else:
                broken.setdefault(cell[0], []).append(sum_)
        for table, sums in broken.items():
            if holding[table] >= _LEAST_HOLDING and holding[table] > len(sums):
                yield _told(case, prior, sums)


def _is_level(whole: Fact, quarter: Fact, before: Fact) -> bool:
    """True of what looks like an average, a price or a balance (no larger than the larger of two of one sign)."""
    unit = Decimal(1).scaleb(-(whole.decimals or 0))
    if any(part.value and abs(part.value) < unit for part in (quarter, before)):
        return True  # the scale of one is read wrongly
    if (quarter.value < 0) != (before.value < 0) and quarter.value and before.value:
        return whole.value == quarter.value
    return abs(whole.value) <= max(abs(quarter.value), abs(before.value))


def _told(case: Case, prior: Prior, sums: list[Sum]) -> Finding:
    whole, quarter, before = sums[0]
    others = len(sums) - 1
    verb = "do" if others > 1 else "does"
    more = f"; {others} other line{'s' * (others > 1)} of the table {verb} not add up either" if others else ""
    assert whole.period is not None
    return of_place(
        RULE,
        _severity(case, prior, sums),
        f"{headed(case, whole.number)}{period_words(whole.period)} is {printed(case, whole.number)}, but the quarter's"
        f" {printed(case, quarter.number)} and {prior.text(before)} of {prior.called}, line {prior.line(before)}, give"
        f" {wanted(quarter.value + before.value, case.numbers[whole.number])}{more}",
        "correct the quarter or the year to date, or say that the earlier figure was recast",
        at_number(case, whole.number, *(f.number for s in sums for f in s[:2])),
    )


def _severity(case: Case, prior: Prior, sums: list[Sum]) -> Severity:
    """An error where it fails by more than quarters are forced to foot by, and no recast is spoken of.

    A warning where a comparative of one of the lines differs too: then it was recast, and nothing says so.
    """
    if case.recast or all(_units(*s) <= _UNITS for s in sums):
        return "note"
    changed = {(pair.now.path, pair.now.statement) for pair in prior.pairs if not pair.agrees}
    return "warning" if any((s[0].path, s[0].statement) in changed for s in sums) else "error"


def _units(whole: Fact, quarter: Fact, before: Fact) -> int:
    coarsest = min(f.decimals if f.decimals is not None else 0 for f in (whole, quarter, before))
    return int(abs(whole.value - quarter.value - before.value).scaleb(coarsest))
