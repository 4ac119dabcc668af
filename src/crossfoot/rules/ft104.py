"""FT104: a percent change or a percent of a base is not what its figures give."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import column, computed, label, printed

RULE = Rule(
    "FT104",
    "percent-column",
    "error",
    "A percent change or a percent of a base is not what its figures give",
    "FT104.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "recompute the percent from the printed figures")


def _sentence(case: Case, tie: Tie) -> str:
    name = label if tie.scope == "column" else column  # percents in a row of their own are of other rows
    figures = " and ".join(f"{name(case, t.number)} {printed(case, t.number)}" for t in tie.terms)
    return (
        f"the percent of {label(case, tie.target)} is {printed(case, tie.target)}"
        f" but {figures} give {computed(case, tie)}"
    )
