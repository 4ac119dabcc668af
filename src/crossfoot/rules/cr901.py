"""CR901: a correction no longer matches anything."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case

RULE = Rule(
    "CR901",
    "correction-unmatched",
    "warning",
    "A correction in the sidecar matches nothing in the release",
    "CR901.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one a correction that touched no number."""
    for applied in case.proof.corrections:
        if not applied.numbers:
            yield Finding(
                rule=RULE.code,
                severity="warning",
                message=f"the correction of {applied.place} ({applied.says}) matches nothing in this release",
                excerpt=applied.reason,
                remedy="adapt the correction, or take it out",
                numbers=(),
                suspects=(),
                span=None,
                line=None,
            )
