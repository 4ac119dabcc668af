"""Ties of the amounts into which a sentence splits a row's figure ("patent amortization was $31 million and brand
amortization was $4 million", where one row has the amortization of both)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from crossfoot.model.claim import Claim
from crossfoot.model.fact import Fact
from crossfoot.model.interval import precision
from crossfoot.model.period import Period
from crossfoot.model.tie import Term
from crossfoot.proof.prose_desk import ONE, Desk
from crossfoot.proof.prose_fit import same_period
from crossfoot.proof.prose_index import Line
from crossfoot.proof.prose_link import Linker
from crossfoot.proof.prose_slip import significant
from crossfoot.vocabulary.prose import prose_words

TELLING = 3  # digits that the row's figure has to show
FEWEST, MOST = 2, 5  # parts
NAMED = 2  # parts all of whose words the row's label has


def split_ties(desk: Desk, linker: Linker) -> None:
    """Adds a tie for the amounts of one time in a sentence, where they make a row that names them to the last
    digit."""
    tied = {t.target for t in desk.ties} | {term.number for t in desk.ties for term in t.terms if not term.given}
    for _, group in groupby(linker.claims, key=lambda c: c.sentence):
        amounts = [c for c in group if c.kind == "amount" and c.role != "change"]
        for period in dict.fromkeys(c.period for c in amounts):
            parts = [c for c in amounts if c.period == period]
            if period is not None and FEWEST <= len(parts) <= MOST and any(c.number not in tied for c in parts):
                _tie(desk, linker, parts, period, tied)


def _tie(desk: Desk, linker: Linker, parts: list[Claim], period: Period, tied: set[str]) -> None:
    """Ties each part that nothing else does to the row less the other parts."""
    whole = next(_wholes(desk, linker, parts, period), None)
    if whole is None:
        return
    for part in parts:
        if part.number in tied:
            continue
        others = [c.number for c in parts if c is not part]
        number = desk.facts.numbers[part.number]
        sign = ONE if whole.value > 0 else -ONE
        terms = (Term(whole.number, sign), *(Term(other, -ONE) for other in others))
        less = " and ".join(desk.facts.numbers[other].text for other in others)
        desk.add("sum", number.id, terms, number.value, "exact", f"{desk.words_of(whole)} less {less}")


def _wholes(desk: Desk, linker: Linker, parts: list[Claim], period: Period) -> Iterator[Fact]:
    """The rows' figures of that time, in that unit and as finely printed, that the parts add up to."""
    numbers = [desk.facts.numbers[c.number] for c in parts]
    if any(c.hedge is not None or not c.metric for c in parts) or len({c.metric for c in parts}) < len(parts):
        return
    if not all(prose_words().another.isdisjoint(c.qualifiers) for c in parts):
        return  # an adjusted part is no part of the row
    if any(n.decimals is None or n.value <= 0 for n in numbers) or len({(n.unit, n.decimals) for n in numbers}) > 1:
        return
    total = sum((n.value for n in numbers), Decimal(0))
    decimals = precision(total, numbers[0].decimals or 0)
    for line in {line.key: line for part in parts for line in linker.lines_meant(part)}.values():
        if sum(_names(line, part) for part in parts) < NAMED:
            continue
        for fact in line.facts:
            if fact.period is None or fact.relation is not None or not same_period(fact.period, period):
                continue
            is_alike = fact.unit == numbers[0].unit and precision(fact.value, fact.decimals or 0) == decimals
            tells = significant(desk.facts.numbers[fact.number]) >= TELLING
            if is_alike and tells and abs(fact.value) == total:
                yield fact


def _names(line: Line, part: Claim) -> bool:
    """True where the row's label has all the words of a part, and others too."""
    return frozenset(part.metric) < line.own and line.segment == part.segment
