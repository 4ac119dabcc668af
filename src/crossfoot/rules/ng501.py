"""NG501: a measure outside GAAP without a reconciliation."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules import measures
from crossfoot.rules.case import Case
from crossfoot.rules.dated import by, severity
from crossfoot.rules.finding import at_mention, of_place

RULE = Rule(
    "NG501",
    "measure-without-reconciliation",
    "note",
    "A measure outside GAAP is given without a reconciliation to GAAP",
    "NG501.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one a measure, where the text first gives a figure for it."""
    if not case.measures.mentions or case.measures.says("non_gaap", "reconcil"):
        return  # what is reconciled, and where, is for a reader to judge
    told: set[str] = set()
    for mention in case.measures.mentions:
        if mention.family in told or _shown(case, mention.family):
            continue
        told.add(mention.family)
        elsewhere = case.measures.says("non_gaap", "elsewhere")
        yield of_place(
            RULE,
            severity(case, RULE, plain=not elsewhere),
            f"{mention.name} is given, but nothing in the release reconciles it to a GAAP measure{by(case, RULE)}",
            "add a table from the comparable GAAP measure to this one, for each period given",
            at_mention(mention),
        )


def _shown(case: Case, family: str) -> bool:
    """True where some table comes to the measure by a sum or a quotient."""
    return any(
        measures.family_of(fact.label) == family and case.numbers[fact.number].cell is not None
        for tie in case.proof.ties
        if (fact := case.facts.get(tie.target)) is not None
    )
