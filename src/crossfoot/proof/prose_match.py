"""What a claim's link is, and when a link by value is outdone: another row fits the claim's words far better, and its
figure is another."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from crossfoot.model.claim import Claim
from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.proof.prose_fit import is_change, says_change
from crossfoot.proof.prose_index import Line
from crossfoot.proof.prose_slip import significant

Scorer = Callable[[Claim, Fact, Line], float]
FEW_DIGITS = 2  # which nearly any row may have
OUTDONE = 0.3  # how much better another row must fit a claim of few digits than the row that has its figure
OUTDONE_PER_SHARE = 0.2  # basic and diluted, as reported and adjusted: rows that print nearly the same
OUTDONE_CHANGE = 0.25


class Match(msgspec.Struct, gc=False):
    """A claim's link to a fact. `matches`: the value agrees; else `fact` is what the claim should have said. `named`:
    the words of claim and row are the same; `alone`: no other row of another value fits nearly as well."""

    claim: Claim
    number: Number
    fact: Fact
    line: Line
    score: float
    matches: bool
    by_sibling: bool
    period_agrees: bool
    why: str
    named: bool = False
    alone: bool = True


def is_outdone(match: Match, lines: Iterable[Line], score: Scorer, on_basis: Callable[[Claim, Fact], bool]) -> bool:
    """True where a figure of few digits is that of a row which fits its words far less than another row of its
    period, whose figure is another; one on the claim's basis is outdone by such only."""
    claim, number = match.claim, match.number
    per_share = claim.kind == "per-share"
    if significant(number) > FEW_DIGITS + per_share or (match.by_sibling and not per_share):
        return False
    is_on_basis = on_basis(claim, match.fact)
    for line in lines:
        if line is match.line and match.period_agrees:
            continue
        fact = line.at(claim.period)
        if fact is None or fact.nil or fact.unit != number.unit or says_change(fact):
            continue
        if abs(round(fact.value, number.decimals or 0)) == abs(number.value):
            continue
        if is_on_basis and not on_basis(claim, fact):
            continue
        if score(claim, fact, line) > match.score + (OUTDONE_PER_SHARE if per_share else OUTDONE):
            return True
    return False


def is_change_outdone(
    match: Match, lines: Iterable[Line], score: Scorer, on_basis: Callable[[Claim, Fact], bool]
) -> bool:
    """True where a change of few digits is that of a row which fits its words far less than another row whose changes
    are others; one on the claim's basis is outdone by such only."""
    claim, number = match.claim, match.number
    if significant(number) > FEW_DIGITS:
        return False
    best = 0.0
    is_on_basis = on_basis(claim, match.fact)
    for line in lines:
        for fact in line.facts:
            if fact.unit != number.unit or fact.nil or not is_change(fact, number) or fact.value == match.fact.value:
                continue
            if is_on_basis and not on_basis(claim, fact):
                continue
            best = max(best, score(claim, fact, line))
    return best > match.score + OUTDONE_CHANGE
