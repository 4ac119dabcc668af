"""NR307: an amount in the text is the table's times or over a power of ten."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import computed, metric, places, printed

RULE = Rule(
    "NR307",
    "scale-slip",
    "error",
    "An amount in the text is the table's by a factor of a thousand or so",
    "NR307.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "correct the scale word or the zeros")


def _sentence(case: Case, tie: Tie) -> str:
    return (
        f"the text says {printed(case, tie.target)} for {metric(case, tie.target)}"
        f" but the tables have {places(case, tie.terms)}, which is {computed(case, tie)}"
    )
