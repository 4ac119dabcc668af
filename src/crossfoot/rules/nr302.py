"""NR302: a percent in the text is not what the printed figures give."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import computed, metric, places, said

RULE = Rule(
    "NR302",
    "percent-differs",
    "error",
    "A percent in the text is not what the printed figures give",
    "NR302.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "recompute the percent from the printed figures")


def _sentence(case: Case, tie: Tie) -> str:
    return (
        f"the text says {said(case, tie.target)} for {metric(case, tie.target)}"
        f" but {places(case, tie.terms)} give {computed(case, tie)}"
    )
