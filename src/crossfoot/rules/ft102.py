"""FT102: a total differs from its parts by no more than their rounding."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.model.tie import Tie
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import total_sentence

RULE = Rule(
    "FT102",
    "off-by-rounding",
    "note",
    "A total differs from its parts by no more than their rounding",
    "FT102.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, _sentence, "make the printed figures foot, or say that they may not")


def _sentence(case: Case, tie: Tie) -> str:
    return f"{total_sentence(case, tie)}, which is within rounding"
