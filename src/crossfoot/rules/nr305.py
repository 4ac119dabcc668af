"""NR305: an amount in the text belongs to another period than the sentence says."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import metric, places, printed, when

RULE = Rule(
    "NR305",
    "period-differs",
    "error",
    "An amount in the text belongs to another period than the sentence says",
    "NR305.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "name the period that the amount is of, or print that period's amount")


def _sentence(case: Case, tie: Tie) -> str:
    return (
        f"the text gives {printed(case, tie.target)} as {metric(case, tie.target)}{when(case, tie.target)},"
        f" which is another period's amount: the tables have {places(case, tie.terms)}"
    )
