"""NG505: a measure of liquidity per share."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules import measures
from crossfoot.rules.case import Case
from crossfoot.rules.dated import by, severity
from crossfoot.rules.finding import at_number, of_place
from crossfoot.rules.wording import closed
from crossfoot.rules.words import label, metric, printed

RULE = Rule(
    "NG505",
    "liquidity-per-share",
    "note",
    "A measure of liquidity, or EBITDA, is given per share",
    "NG505.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule: one a label, at its first figure."""
    seen: set[str] = set()
    rows: set[str] = set()  # labels of rows, whose figures all have the same
    for fact in case.proof.reading.facts:
        if fact.guidance is not None or (fact.claim is None and fact.label in rows):
            continue
        if fact.claim is None:
            rows.add(fact.label)
        text = label(case, fact.number) if fact.claim is None else metric(case, fact.number)
        words = closed(text)
        if words in seen:
            continue
        seen.add(words)
        found = measures.pattern("per_share_liquidity", "title").search(words)
        if found is None or measures.pattern("per_share_liquidity", "except").search(words):
            continue
        yield of_place(
            RULE,
            severity(case, RULE),
            f"{text} {printed(case, fact.number)} is a measure of liquidity per share{by(case, RULE)}",
            "leave it out, or give the measure in total",
            at_number(case, fact.number),
        )
