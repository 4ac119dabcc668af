"""FT103: a change column is not the difference of its two columns."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import across, computed, gives, label, printed

RULE = Rule(
    "FT103",
    "change-column",
    "error",
    "A change column is not the difference of its two columns",
    "FT103.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "recompute the change from the two printed figures")


def _sentence(case: Case, tie: Tie) -> str:
    return (
        f"the change in {label(case, tie.target)} is {printed(case, tie.target)}"
        f" but {across(case, tie.terms)} {gives(tie.terms)} {computed(case, tie)}"
    )
