"""PS401: earnings per share are not income over weighted shares (ASC 260-10-45-10)."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import computed, label, printed, when

RULE = Rule(
    "PS401",
    "eps-differs",
    "error",
    "Earnings per share are not income over shares",
    "PS401.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "recompute the per-share figure from income and weighted shares")


def _sentence(case: Case, tie: Tie) -> str:
    target = tie.target
    figures = " over ".join(f"{label(case, t.number)} {printed(case, t.number)}" for t in tie.terms)
    return (
        f"{label(case, target)}{when(case, target)} is {printed(case, target)} but {figures} is {computed(case, tie)}"
    )
