"""BK709: a row names an entity, segment, account or line that there is none of."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.faults import of_case

RULE = Rule(
    "BK709",
    "unknown-name",
    "error",
    "A row names an entity, segment, account or line that there is none of",
    "BK709.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_case(case, RULE)
