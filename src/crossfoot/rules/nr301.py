"""NR301: an amount in the text is not the tables'."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import computed, metric, places, result, said

RULE = Rule(
    "NR301",
    "amount-differs",
    "error",
    "An amount in the text is not the tables'",
    "NR301.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "correct the sentence, or the table if that is wrong")


def _sentence(case: Case, tie: Tie) -> str:
    if tie.kind == "ratio":  # an amount of the text over the shares of its period
        return (
            f"the text says {said(case, tie.target)} for {metric(case, tie.target)}"
            f" but {places(case, tie.terms[:1])} over {places(case, tie.terms[1:])} is {computed(case, tie)}"
        )
    return (
        f"the text says {said(case, tie.target)} for {metric(case, tie.target)}"
        f" but the tables have {places(case, tie.terms)}{result(case, tie)}"
    )
