"""CT201: the same figure is printed differently in two places."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import here_but_elsewhere

RULE = Rule(
    "CT201",
    "same-fact-differs",
    "error",
    "The same figure is printed differently in two places",
    "CT201.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, here_but_elsewhere, "find which of the two is right and print it in both")
