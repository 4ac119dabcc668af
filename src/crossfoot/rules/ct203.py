"""CT203: ending cash of the cash-flow statement is not the balance sheet's (ASC 230-10-45-4)."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import here_but_elsewhere

RULE = Rule(
    "CT203",
    "ending-cash",
    "error",
    "Ending cash of the cash-flow statement is not the balance sheet's",
    "CT203.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, here_but_elsewhere, "make the cash-flow statement end at the balance sheet's cash")
