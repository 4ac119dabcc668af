"""NR310: a comparison gives the amount of another period than it names."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import metric, places, said

RULE = Rule(
    "NR310",
    "stale-comparison",
    "warning",
    "An amount that the text compares with belongs to another period than the sentence says",
    "NR310.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "take the comparison from the period that the sentence names")


def _sentence(case: Case, tie: Tie) -> str:
    return (
        f"the text compares {metric(case, tie.target)} with {said(case, tie.target)},"
        f" but for that period the tables have {places(case, tie.terms)}"
    )
