"""PS402: earnings per share are not the sum of their parts (ASC 260-10-45-3)."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import computed, down, gives, label, printed, when

RULE = Rule(
    "PS402",
    "eps-parts",
    "error",
    "Earnings per share are not the sum of their parts",
    "PS402.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "correct the per-share total or its part")


def _sentence(case: Case, tie: Tie) -> str:
    target = tie.target
    return (
        f"{label(case, target)}{when(case, target)} is {printed(case, target)}"
        f" but {down(case, tie.terms)} {gives(tie.terms)} {computed(case, tie)}"
    )
