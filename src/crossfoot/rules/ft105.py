"""FT105: a row's total is not what its columns give."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import across, column, computed, gives, label, printed

RULE = Rule(
    "FT105",
    "across-columns",
    "error",
    "A row's total is not what its columns give",
    "FT105.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "correct the row's total or the column that is wrong")


def _sentence(case: Case, tie: Tie) -> str:
    return (
        f"{label(case, tie.target)} is {printed(case, tie.target)} under {column(case, tie.target)}"
        f" but {across(case, tie.terms)} {gives(tie.terms)} {computed(case, tie)}"
    )
