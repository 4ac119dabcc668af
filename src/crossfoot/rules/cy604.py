"""CY604: what a period opens with is not what the earlier release closed with."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.fact import Fact
from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.earlier import Prior, agree
from crossfoot.rules.finding import at_number, of_place
from crossfoot.rules.words import label, period_words, printed

RULE = Rule(
    "CY604",
    "opening-is-not-closing",
    "warning",
    "Cash at the beginning of a period is not the earlier release's cash at the end of the one before",
    "CY604.md",
)
_OPENING, _CLOSING = "house:CashAtBeginningOfPeriod", "house:CashAtEndOfPeriod"


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one a day."""
    told: set[object] = set()
    for prior in case.priors:
        closing = [f for facts in prior.then.values() for f in facts if f.concept == _CLOSING]
        for opening in (f for facts in prior.now.values() for f in facts if f.concept == _OPENING):
            same = [f for f in closing if f.period == opening.period and f.unit == opening.unit]
            if not same or opening.period in told:
                continue
            told.add(opening.period)
            if not any(agree(opening, other) for other in same):
                yield _told(case, prior, opening, same[0])


def _told(case: Case, prior: Prior, opening: Fact, closing: Fact) -> Finding:
    when = period_words(opening.period) if opening.period else ""
    return of_place(
        RULE,
        "note" if case.recast else "warning",
        f"{label(case, opening.number)}{when} is {printed(case, opening.number)} but {prior.called} closed with"
        f" {prior.text(closing)}, line {prior.line(closing)}",
        "correct the opening balance, or say why it is another",
        at_number(case, opening.number),
    )
