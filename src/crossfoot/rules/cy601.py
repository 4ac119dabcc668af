"""CY601: a comparative is not what the earlier release printed."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.comparatives import differing, told

RULE = Rule(
    "CY601",
    "comparative-differs",
    "warning",
    "A figure is not what the earlier release printed for the same period, and nothing says that it was recast",
    "CY601.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one an earlier release, table and period."""
    if case.priors and not case.recast:
        for prior, pairs in differing(case):
            yield told(
                case, RULE, "warning", prior, pairs, "correct the comparative, or say that it was recast and why"
            )
