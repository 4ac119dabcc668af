"""FT104: a percent change or a percent of a base is not what its figures give."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import column, computed, label, printed, when

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
    target = tie.target
    said = f"{label(case, target)}{when(case, target)} is {printed(case, target)}"
    if len(tie.terms) != 2:  # an average of rates, weighted by amounts
        return f"{said} but the {tie.equation or 'printed figures'} gives {computed(case, tie)}"
    name = label if tie.scope == "column" else column
    first, second = (f"{name(case, t.number)} {printed(case, t.number)}" for t in tie.terms)
    if tie.kind == "percent-change":
        said = f"the change of {label(case, target)} is {printed(case, target)}"
        return f"{said} but from {second} to {first} it is {computed(case, tie)}"
    return f"{said} but {first} is {computed(case, tie)} of {second}"
