"""NR304: the text says loss or negative where the table has income, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import metric, places, printed

RULE = Rule(
    "NR304",
    "sign-word",
    "error",
    "The text says loss or negative where the table has income, or the reverse",
    "NR304.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "correct the word, or the sign in the table")


def _sentence(case: Case, tie: Tie) -> str:
    claim = case.claims.get(tie.target)
    word = f"'{claim.sign_text}'" if claim and claim.sign_text else "no word of a loss"
    return (
        f"the text has {word} with {printed(case, tie.target)} for {metric(case, tie.target)}"
        f" but the table has {places(case, tie.terms)}"
    )
