"""BK712: a published figure contradicts the books, or its own parts."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.faults import of_case

RULE = Rule(
    "BK712",
    "published-differs",
    "error",
    "A published figure contradicts the books, or its own parts",
    "BK712.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_case(case, RULE)
