"""CY602: a comparative was recast, as the release says."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.comparatives import differing, told

RULE = Rule(
    "CY602",
    "comparative-recast",
    "note",
    "A figure is not what the earlier release printed; this one speaks of figures that were recast",
    "CY602.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one an earlier release, table and period."""
    if case.priors and case.recast:
        for prior, pairs in differing(case):
            yield told(case, RULE, "note", prior, pairs, "see that the recast is told for these figures")
