"""BK707: a balance between entities of the group is not eliminated."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.faults import of_case

RULE = Rule(
    "BK707",
    "intercompany-left",
    "error",
    "A balance between entities of the group is not eliminated",
    "BK707.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_case(case, RULE)
