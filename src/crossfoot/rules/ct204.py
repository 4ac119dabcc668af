"""CT204: a reconciliation starts from another income than the statement of operations shows (Regulation G, 100(a))."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import here_but_elsewhere

RULE = Rule(
    "CT204",
    "reconciliation-start",
    "error",
    "A reconciliation starts from another income than the statement of operations shows",
    "CT204.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, here_but_elsewhere, "start from the income of the statement of operations")
