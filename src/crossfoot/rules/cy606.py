"""CY606: an earlier release shares no figure with this one."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.finding import Place, of_place

RULE = Rule(
    "CY606",
    "nothing-to-compare",
    "note",
    "An earlier release prints no figure of a period that this one prints too",
    "CY606.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one an earlier release of which nothing could be held against this one."""
    for prior in case.priors:
        if not prior.pairs and not prior.sums and case.proof.reading.numbers:
            ours, theirs = case.proof.reading.company, prior.proof.reading.company
            whose = f" (of {theirs}; this is of {ours})" if ours and theirs and ours != theirs else ""
            first = case.proof.reading.numbers[0]
            yield of_place(
                RULE,
                "note",
                f"{prior.called}{whose} prints no figure that this release prints for the same period",
                "give the release of the quarter before, or of the same quarter a year ago",
                Place(first.span, first.line, case.proof.reading.title or first.text),
            )
