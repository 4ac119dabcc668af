"""FT107: a line is not what the sections of the same table give."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import total_sentence

RULE = Rule(
    "FT107",
    "sections-disagree",
    "error",
    "A line is not what the sections of the same table give",
    "FT107.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, total_sentence, "correct the line or its counterpart in the other section")
