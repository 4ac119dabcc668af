"""BK711: a row cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.faults import of_case

RULE = Rule(
    "BK711",
    "malformed-row",
    "error",
    "A row cannot be read",
    "BK711.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_case(case, RULE)
