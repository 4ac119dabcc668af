"""CT202: segments do not add up to the consolidated figure (ASC 280-10-50-30)."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import elsewhere, label, printed, total_sentence, when

RULE = Rule(
    "CT202",
    "segment-total",
    "error",
    "Segments do not add up to the consolidated figure",
    "CT202.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "correct the segment or the consolidated figure")


def _sentence(case: Case, tie: Tie) -> str:
    if len(tie.terms) != 1:
        return total_sentence(case, tie)
    return (
        f"{label(case, tie.target)}{when(case, tie.target)} is {printed(case, tie.target)}"
        f" by segments but {elsewhere(case, tie.terms[0].number)}"
    )
