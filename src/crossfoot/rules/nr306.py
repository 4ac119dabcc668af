"""NR306: the text refers to a page, a table or a note that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import printed

RULE = Rule(
    "NR306",
    "reference-missing",
    "warning",
    "The text refers to a page, table or note that is not there",
    "NR306.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "correct the reference")


def _sentence(case: Case, tie: Tie) -> str:
    claim = case.claims.get(tie.target)
    referent = (claim.referent if claim else None) or "page"
    text = f"the text refers to {referent} {printed(case, tie.target)} but"
    if referent != "page" or (tie.computed is not None and tie.equation):  # it is known where that stands
        return f"{text} {tie.equation}"
    pages = case.proof.document.pages
    labels = [p.label for p in pages if p.label]
    return f"{text} the release has {len(pages)} pages{f', labelled {labels[0]} to {labels[-1]}' if labels else ''}"
