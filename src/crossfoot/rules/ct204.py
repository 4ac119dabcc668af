"""CT204: a reconciliation starts from another income than the statement of operations shows (Regulation G, 100(a))."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import elsewhere, label, printed, when

RULE = Rule(
    "CT204",
    "reconciliation-start",
    "error",
    "A reconciliation starts from another income than the statement of operations shows",
    "CT204.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "start from the income of the statement of operations")


def _sentence(case: Case, tie: Tie) -> str:
    target = tie.target
    others = " and ".join(elsewhere(case, t.number) for t in tie.terms)
    return f"{label(case, target)}{when(case, target)} is {printed(case, target)} here but {others}"
