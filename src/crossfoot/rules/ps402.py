"""PS402: earnings per share are not the sum of their parts (ASC 260-10-45-3)."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import total_sentence

RULE = Rule(
    "PS402",
    "eps-parts",
    "error",
    "Earnings per share are not the sum of their parts",
    "PS402.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, total_sentence, "correct the per-share total or its part")
