"""BK708: a period, a rate or a comparative is missing."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.faults import of_case

RULE = Rule(
    "BK708",
    "missing-period",
    "error",
    "A period, a rate or a comparative is missing",
    "BK708.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_case(case, RULE)
