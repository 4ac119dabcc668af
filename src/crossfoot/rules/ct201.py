"""CT201: the same figure is printed differently in two places."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import elsewhere, label, printed, when

RULE = Rule(
    "CT201",
    "same-fact-differs",
    "error",
    "The same figure is printed differently in two places",
    "CT201.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "find which of the two is right and print it in both")


def _sentence(case: Case, tie: Tie) -> str:
    target = tie.target
    others = " and ".join(elsewhere(case, t.number) for t in tie.terms)
    return f"{label(case, target)}{when(case, target)} is {printed(case, target)} here but {others}"
