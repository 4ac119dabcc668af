"""FT101: a total or difference down a column is not what its parts give."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.finding import Finding, Rule
from crossfoot.rules.case import Case
from crossfoot.rules.finding import of_causes
from crossfoot.rules.words import total_sentence

RULE = Rule(
    "FT101",
    "total-differs-from-parts",
    "error",
    "A total or difference down a column is not what its parts give",
    "FT101.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    return of_causes(case, RULE, total_sentence, "correct the total or the part that is wrong")
