"""BK701: debits and credits of an entity's trial balance differ."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.faults import of_case

RULE = Rule(
    "BK701",
    "unbalanced-trial-balance",
    "error",
    "Debits and credits of an entity's trial balance differ",
    "BK701.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_case(case, RULE)
