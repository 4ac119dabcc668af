"""BK704: an account's class, or a control total of the ledger, contradicts its line."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.faults import of_case

RULE = Rule(
    "BK704",
    "wrong-mapping",
    "error",
    "An account's class, or a control total of the ledger, contradicts its line",
    "BK704.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_case(case, RULE)
