"""FT106: assets are not liabilities and equity."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import total_sentence

RULE = Rule(
    "FT106",
    "balance-sheet-does-not-balance",
    "error",
    "Assets are not liabilities and equity",
    "FT106.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, total_sentence, "find the line that is wrong; the two totals must be equal")
