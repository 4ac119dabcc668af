"""NR303: the text says increase where the figures fell, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import metric, places, printed

RULE = Rule(
    "NR303",
    "direction-word",
    "error",
    "The text says increase where the figures fell, or the reverse",
    "NR303.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "correct the word, or the figures")


def _sentence(case: Case, tie: Tie) -> str:
    claim = case.claims.get(tie.target)
    word = (claim.direction_text if claim else None) or "a change"
    return (
        f"the text says '{word}' of {metric(case, tie.target)} {printed(case, tie.target)}"
        f" but the figures are {places(case, tie.terms)}"
    )
