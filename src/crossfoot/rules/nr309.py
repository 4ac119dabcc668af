"""NR309: two sentences say different things of one figure."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import metric, place, printed, said

RULE = Rule(
    "NR309",
    "sentences-contradict",
    "warning",
    "Two sentences give different figures for the same thing",
    "NR309.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "make both sentences say the same")


def _sentence(case: Case, tie: Tie) -> str:
    other = tie.terms[0].number
    return (
        f"the text says {said(case, tie.target)} for {metric(case, tie.target)} here"
        f" but {printed(case, other)} for {metric(case, other)} in {place(case, other)}"
    )
