"""BK713: a figure cannot be printed within one unit so that everything foots."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.faults import of_case

RULE = Rule(
    "BK713",
    "rounding-infeasible",
    "error",
    "A figure cannot be printed within one unit so that everything foots",
    "BK713.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_case(case, RULE)
