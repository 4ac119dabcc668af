"""BK705: accounts stand on the wrong side, or are turned round in the mapping."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.faults import of_case

RULE = Rule(
    "BK705",
    "sign-differs",
    "error",
    "Accounts stand on the wrong side, or are turned round in the mapping",
    "BK705.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_case(case, RULE)
