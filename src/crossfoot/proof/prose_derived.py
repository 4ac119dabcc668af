"""Ties of what a sentence derives: margins and percents of a whole, and sums of two rows that it names together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from crossfoot.model.claim import Claim
from crossfoot.model.interval import Interval, precision_of, rounded
from crossfoot.model.number import Number
from crossfoot.model.tie import Term, TieStatus
from crossfoot.proof.prose_desk import ONE, Desk, Side
from crossfoot.proof.prose_fit import metric_of
from crossfoot.proof.prose_index import Line
from crossfoot.proof.prose_link import Linker
from crossfoot.proof.prose_slip import significant
from crossfoot.vocabulary.prose import prose_words

HUNDRED = Decimal(100)
TELLING = 3  # digits that a sum has to show
PARTS = 6  # rows looked at for a sum
LOOSE = frozenset({"net", "income", "provision", "expense"})  # words that a row may have beside the ones said


def ratio_ties(desk: Desk, linker: Linker) -> None:
    """Adds the ties of percents that two amounts give: the margins that the lexicon names, and "5% of net sales"."""
    before: dict[tuple[int, int], Claim] = {}  # the last amount of each sentence
    for claim in linker.claims:
        if claim.kind in ("amount", "change"):
            before[claim.sentence] = claim
        if claim.kind != "percent" or (claim.number in desk.matches and desk.matches[claim.number].matches):
            continue
        for top, bottom in _pairs(desk, linker, claim, before.get(claim.sentence)):
            if _add_ratio(desk, desk.facts.numbers[claim.number], top, bottom):
                break


def ratio_meant(desk: Desk, claim: Claim) -> tuple[Side, Side, Decimal] | None:
    """The two rows of the margin that the claim names, and the percent that they give."""
    for ratio in prose_words().ratios:
        if set(ratio.name) == set(claim.metric) and claim.role != "change":
            for top, bottom in _rows(desk, claim, set(ratio.of), set(ratio.per)):
                if bottom.value:
                    return top, bottom, top.value / bottom.value * HUNDRED
    return None


def _pairs(desk: Desk, linker: Linker, claim: Claim, amount: Claim | None) -> Iterator[tuple[Side, Side]]:
    """What the percent can be of what: named margins first, then the whole that the sentence names."""
    is_plain = prose_words().another.isdisjoint((*claim.metric, *claim.qualifiers))  # not "core annual tax rate"
    for ratio in prose_words().ratios:
        if is_plain and set(ratio.name) <= set(claim.metric):
            yield from _rows(desk, claim, set(ratio.of), set(ratio.per))
    if not claim.whole:
        return
    bottoms = list(_sides(desk, claim, set(claim.whole)))
    if claim.segment is not None:  # of the segment's whole, or the company's ("38% of total revenue")
        bottoms += _sides(desk, claim, set(claim.whole), of_company=True)
    if amount is not None and set(amount.metric) == set(claim.metric):
        side = desk.side(amount)
        yield from ((side, bottom) for bottom in bottoms)
    for line in linker.lines_meant(claim):
        if linker.says_the_row(claim, line) and line.segment == claim.segment:
            yield from ((top, bottom) for top in _of_line(desk, claim, line) for bottom in bottoms)


def _rows(desk: Desk, claim: Claim, of: set[str], per: set[str]) -> Iterator[tuple[Side, Side]]:
    bottoms = list(_sides(desk, claim, per))
    yield from ((top, bottom) for top in _sides(desk, claim, of) for bottom in bottoms)


def _sides(desk: Desk, claim: Claim, words: set[str], *, of_company: bool = False) -> Iterator[Side]:
    """The claim's period's figures of rows whose label is just these words ("Net revenues" is revenue), of the
    claim's segment or of the company."""
    segment = None if of_company else claim.segment
    least = min(words, key=lambda w: len(desk.facts.by_word.get(w, ())))
    for line in desk.facts.by_word.get(least, ()):
        if words - LOOSE <= line.own <= words | LOOSE and line.segment == segment:
            yield from _of_line(desk, claim, line)


def _of_line(desk: Desk, claim: Claim, line: Line) -> Iterator[Side]:
    fact = line.at(claim.period)
    if fact is not None and not fact.nil and fact.unit is not None and len(fact.unit) == 3:
        decimals = fact.decimals if fact.decimals is not None else 0
        yield Side(fact.number, fact.value, decimals, desk.words_of(fact), True, False, line.item)


def _add_ratio(desk: Desk, number: Number, top: Side, bottom: Side) -> bool:
    """Adds the tie where the quotient is the percent within what rounding leaves open; True where it is."""
    if bottom.value == 0 or top.number == bottom.number or number.decimals is None:
        return False
    quotient = rounded(abs(top.value), top.decimals).over(rounded(abs(bottom.value), bottom.decimals))
    if quotient is None or not rounded(abs(number.value), number.decimals).meets(quotient.times(HUNDRED)):
        return False
    if _tells_nothing(quotient, number.decimals):
        return False
    computed = abs(top.value / bottom.value) * HUNDRED
    status: TieStatus = "exact" if round(computed, number.decimals) == abs(number.value) else "within-rounding"
    terms = (Term(top.number, ONE), Term(bottom.number, ONE))
    desk.add("ratio", number.id, terms, computed, status, f"{top.words} divided by {bottom.words}")
    return True


def _tells_nothing(quotient: Interval, decimals: int) -> bool:
    """True where the amounts are so coarse that many percents would do."""
    return (quotient.high - quotient.low) * HUNDRED > 3 * ONE.scaleb(-decimals)


def sum_ties(desk: Desk, linker: Linker) -> None:
    """Adds the ties of amounts that two rows give together, where the sentence names both ("cash and short-term
    investments")."""
    for claim in linker.claims:
        match = desk.matches.get(claim.number)
        if claim.kind != "amount" or claim.role == "change" or (match is not None and match.matches):
            continue
        number = desk.facts.numbers[claim.number]
        if significant(number) >= TELLING and len(claim.metric) > 1 and number.decimals is not None:
            _add_sum(desk, linker, claim, number)


def _parts(desk: Desk, linker: Linker, claim: Claim, number: Number) -> Iterator[tuple[Line, Side]]:
    metric = metric_of(claim)
    for line in linker.lines_meant(claim):
        words = line.own - LOOSE
        if words and len(words & metric) * 2 >= len(words) and line.segment == claim.segment:
            yield from ((line, side) for side in _of_line(desk, claim, line) if line.unit == number.unit)


def sums_meant(desk: Desk, linker: Linker, claim: Claim, number: Number) -> Iterator[tuple[Side, Side, Decimal]]:
    """Two rows that have all of the claim's words together, each some of its own, and what they add up to."""
    metric = metric_of(claim)
    parts = list(_parts(desk, linker, claim, number))[:PARTS]
    for (one, a), (other, b) in combinations(parts, 2):
        said = metric & (one.own | other.own)
        apart = (one.own & metric) - other.own and (other.own & metric) - one.own
        if one.key[0] == other.key[0] and apart and len(said) == len(metric):
            yield a, b, a.value + b.value


def _add_sum(desk: Desk, linker: Linker, claim: Claim, number: Number) -> None:
    decimals = precision_of(number)
    for a, b, total in sums_meant(desk, linker, claim, number):
        if round(total, decimals) == number.value:
            status: TieStatus = "exact" if total == number.value else "within-rounding"
            words = f"{a.words} and {b.words}"
            desk.add("sum", number.id, (Term(a.number, ONE), Term(b.number, ONE)), total, status, words)
            return
