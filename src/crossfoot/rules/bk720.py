"""BK720: a number of the release is not the books'."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crossfoot.model.books import Stated
from crossfoot.model.finding import Finding, Rule
from crossfoot.model.number import Number
from crossfoot.model.printed import as_printed
from crossfoot.model.tie import Suspect
from crossfoot.rules.case import Case
from crossfoot.rules.finding import excerpt

RULE = Rule(
    "BK720",
    "differs-from-books",
    "error",
    "A number of the release is not what the books give",
    "BK720.md",
)


def find(case: Case) -> Iterator[Finding]:
    """The findings of this rule."""
    reference = case.proof.reference
    if reference is None or reference.whole:
        return
    for match in reference.matches:
        number = case.numbers[match.number]
        if is_off(number, match.stated):
            yield _finding(case, number, match.stated)


def is_off(number: Number, stated: Stated) -> bool:
    """True where a number does not state the figure, as precisely as it is printed; a statement is printed in full."""
    half = Decimal(0)
    if not stated.table and number.decimals is not None:
        half = Decimal(5).scaleb(-number.decimals - 1)
    return abs(number.value - stated.value) > half


def _finding(case: Case, number: Number, stated: Stated) -> Finding:
    should = as_printed(stated.value, number)
    whose = f" of {stated.segment}" if stated.segment and stated.segment not in stated.label else ""
    what = "the change of " if stated.change else ""
    said = f"{what}{stated.label}{whose} for {stated.period} is {number.text} here but {should} by the books"
    return Finding(
        rule=RULE.code,
        severity="error",
        message=f"{said[:1].upper()}{said[1:]} ({stated.key})",
        excerpt=excerpt(case, number.id),
        remedy="correct the number, or the books",
        numbers=(number.id,),
        suspects=(Suspect(number.id, stated.value),),
        span=number.span,
        line=number.line,
    )
