"""BK706: the sides of an elimination do not add up to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.faults import of_case

RULE = Rule(
    "BK706",
    "elimination-does-not-net",
    "error",
    "The sides of an elimination do not add up to nothing",
    "BK706.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_case(case, RULE)
