"""BK702: an account of the trial balance is mapped to no line."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.faults import of_case

RULE = Rule(
    "BK702",
    "unmapped-account",
    "error",
    "An account of the trial balance is mapped to no line",
    "BK702.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_case(case, RULE)
