"""NR311: a quarter is named that does not end on the date given with it."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import computed, printed

RULE = Rule(
    "NR311",
    "quarter-against-dates",
    "warning",
    "A quarter is named that does not end on the date given with it",
    "NR311.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "name the quarter that ends on that date, or correct the date")


def _sentence(case: Case, tie: Tie) -> str:
    return f"the text says {printed(case, tie.target)}, but {tie.equation}: it is quarter {computed(case, tie)}"
