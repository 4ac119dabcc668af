"""Ties of a segment's amounts of which the tables hold only the parts ("Retail" as "Retail U.S." and "Retail Non-U.S.",
say), and of the changes of such amounts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crossfoot.model.claim import Claim
from crossfoot.model.fact import Fact
from crossfoot.model.interval import precision_of
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.tie import Term, TieStatus
from crossfoot.proof.prose_change import base_period
from crossfoot.proof.prose_desk import ONE, Desk, apart_from
from crossfoot.proof.prose_fit import same_period
from crossfoot.proof.prose_link import Linker
from crossfoot.proof.prose_slip import significant
from crossfoot.vocabulary.prose import stems

TELLING = 2  # digits that a sum has to show
FEWEST, MOST = 2, 4  # parts
Parts = tuple[Fact, ...]


def segment_ties(desk: Desk, linker: Linker) -> None:
    """Adds a tie for each amount of a segment, and each change of one, that the segment's parts give."""
    names = {
        f.segment: frozenset(stems(f.segment)) for line in desk.facts.lines.values() for f in line.facts if f.segment
    }
    tied = {t.target for t in desk.ties} | {term.number for t in desk.ties for term in t.terms if not term.given}
    for claim in linker.claims:
        number = desk.facts.numbers[claim.number]
        if claim.segment is None or claim.period is None or claim.number in tied or number.decimals is None:
            continue
        if claim.kind not in ("amount", "change") or significant(number) < TELLING:
            continue
        whole = frozenset(stems(claim.segment))
        named = {name for name, words in names.items() if whole < words}
        if FEWEST <= len(named) <= MOST:
            _tie(desk, linker, claim, number, named)


def _tie(desk: Desk, linker: Linker, claim: Claim, number: Number, named: set[str]) -> None:
    for rows in _rows(linker, claim, number, named):
        now = _at(rows, claim.period, named)
        if now is None:
            continue
        terms = tuple(Term(f.number, ONE) for f in now)
        total, words = _total(now), " and ".join(desk.words_of(f) for f in now)
        kind = "sum"
        if claim.role == "change":
            before = _at(rows, base_period(desk, claim), named)
            if before is None:
                continue
            terms += tuple(Term(f.number, -ONE) for f in before)
            total -= _total(before)
            kind, words = "change", f"change to {words} from {' and '.join(desk.words_of(f) for f in before)}"
        if _says(claim, number, total):
            status: TieStatus = "exact" if abs(total) == abs(number.value) else "within-rounding"
            desk.add(kind, number.id, terms, total, status, words)
            return


def _rows(linker: Linker, claim: Claim, number: Number, named: set[str]) -> Iterator[list[Fact]]:
    """The parts' facts by row label, of the rows that are named as the claim names its amount."""
    said = set(claim.metric)  # as the sentence has it: a part's "earnings" need not be its net income
    rows: dict[frozenset[str], list[Fact]] = {}
    for line in linker.lines_meant(claim):
        if said <= line.own | line.around | line.named and not apart_from(claim, line):
            facts = [f for f in line.facts if f.segment in named and f.unit == number.unit and f.relation is None]
            rows.setdefault(line.own, []).extend(facts)
    yield from rows.values()


def _at(facts: list[Fact], period: Period | None, named: set[str]) -> Parts | None:
    """One fact of each part at a time; None where one is missing, or is printed with two values."""
    if period is None:
        return None
    found: dict[str, Fact] = {}
    for fact in facts:
        if fact.segment is None or fact.period is None or not same_period(fact.period, period):
            continue
        if found.setdefault(fact.segment, fact).value != fact.value:
            return None
    return tuple(found.values()) if len(found) == len(named) else None


def _total(parts: Parts) -> Decimal:
    return sum((f.value for f in parts), Decimal(0))


def _says(claim: Claim, number: Number, total: Decimal) -> bool:
    """True where the number is the total in the digits that it shows; a change has the sign of its word."""
    printed = round(total, precision_of(number))
    return printed == number.value if claim.direction else abs(printed) == abs(number.value)
