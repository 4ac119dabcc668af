"""CT202: segments do not add up to the consolidated figure (ASC 280-10-50-30)."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import computed, gives, label, printed, sections, when

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
    target = tie.target
    return (
        f"{label(case, target)}{when(case, target)} is {printed(case, target)}"
        f" but {sections(case, tie.terms)} {gives(tie.terms)} {computed(case, tie)}"
    )
