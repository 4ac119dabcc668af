"""NR308: a figure in the text is cut off, or rounded otherwise than the release rounds its others."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import computed, metric, places, said

RULE = Rule(
    "NR308",
    "rounded-otherwise",
    "warning",
    "A figure in the text is not rounded as the figures of the tables give it",
    "NR308.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "round the sentence from the printed figures")


def _sentence(case: Case, tie: Tie) -> str:
    return (
        f"the text says {said(case, tie.target)} for {metric(case, tie.target)}"
        f" but {places(case, tie.terms)} round to {computed(case, tie)}"
    )
