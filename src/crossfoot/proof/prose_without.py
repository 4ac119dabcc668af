"""Ties of what a figure is without an item that the text gives: "excluding this charge, net income would have been $67
million", "sales grew 12%, or 9% excluding $14 million from acquisitions".

The item stands beside the word that excludes it, in the sentences before ("this charge"), or in a row of its name. A
charge is added back to a result and taken off a cost, a gain the reverse; what words do not say which it is gives none.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from msgspec.structs import replace

from crossfoot.model.claim import Claim
from crossfoot.model.document import Document
from crossfoot.model.interval import Interval, rounded
from crossfoot.model.number import Number
from crossfoot.model.tie import Term, TieStatus
from crossfoot.proof.prose_desk import ONE, Desk, Side
from crossfoot.proof.prose_item import Scene, Sum, is_after_tax
from crossfoot.proof.prose_link import Linker
from crossfoot.proof.prose_pair import decimals_of
from crossfoot.proof.prose_reference import sentence_of
from crossfoot.proof.prose_slip import SLIPS, few_misprints_hold, plausible_slip, significant
from crossfoot.vocabulary.prose import prose_words

HUNDRED = Decimal(100)
SENTENCES_BACK = 2  # before the one that excludes an item, in which its amount stands
TELLING = 3  # digits of a figure that nearly holds, for it to be a slip


def without_ties(desk: Desk, linker: Linker, document: Document) -> None:
    """Adds the ties of figures that nothing ties, and that are a reported figure without an item that the text
    gives."""
    tied = {t.target for t in desk.ties if t.status != "broken"}
    for claim, sums in _meant(desk, linker, document):
        if claim.number not in tied:
            _tie(desk, claim, sums)


def near_without(desk: Desk, linker: Linker, document: Document) -> None:
    """Adds a broken tie for each such figure that nothing ties, where one slip explains that it is not what the one
    row and the item give."""
    tied = {t.target for t in desk.ties}
    for claim, sums in _meant(desk, linker, document):
        if claim.number not in tied and claim.hedge is None:
            _near(desk, claim, sums)


def _meant(desk: Desk, linker: Linker, document: Document) -> Iterator[tuple[Claim, list[Sum]]]:
    """The claims that exclude something, with what each may be."""
    cues = prose_words().without
    for _, group in groupby(linker.claims, key=lambda c: c.passage):
        sentences = [list(s) for _, s in groupby(group, key=lambda c: c.sentence)]
        for n, sentence in enumerate(sentences):
            text = sentence_of(document, sentence[0])
            cue = cues.pattern.search(text)
            if cue is None:
                continue
            before = [c for s in sentences[max(0, n - SENTENCES_BACK) : n] for c in s]
            scene = Scene(desk, linker, document, sentence, before, text, cue.start(), cue.end())
            for claim in sentence:
                sums = scene.sums(claim)
                if sums:
                    yield claim, sums


def _result(claim: Claim, found: Sum) -> tuple[Decimal, Interval] | None:
    """What the figure is without its items, and its interval."""
    ends = []
    for side, is_prior in ((found.base, False), (found.prior, True)):
        if side is None:
            continue
        value, span = side.value, rounded(side.value, side.decimals)
        for item in found.items:
            if item.is_prior == is_prior:
                value += item.side.value * item.sign
                span = span + rounded(item.side.value, item.side.decimals).times(Decimal(item.sign))
        ends.append((value, span))
    if claim.kind != "percent-change":
        return ends[0] if not any(i.is_prior for i in found.items) else None
    (now, now_span), (then, then_span) = ends
    if then <= 0 or now <= 0:
        return None
    quotient = now_span.over(then_span)
    if quotient is None:
        return None
    return (now / then - 1) * HUNDRED, Interval((quotient.low - 1) * HUNDRED, (quotient.high - 1) * HUNDRED)


def _fits(claim: Claim, value: Decimal, number: Number, found: Sum) -> bool:
    """True where rounding leaves the value open."""
    result = _result(claim, found)
    if result is None:
        return False
    computed, span = result
    is_signed = claim.kind == "percent-change" and claim.direction != 0  # a loss is said as a positive amount
    meant = value if is_signed else abs(value).copy_sign(computed)
    return rounded(meant, decimals_of(number)).meets(span)


def _tie(desk: Desk, claim: Claim, sums: list[Sum]) -> None:
    number = desk.facts.numbers[claim.number]
    found = next((s for s in sums if _fits(claim, number.value, number, s)), None)
    if found is None or not few_misprints_hold(number, lambda v: any(_fits(claim, v, number, s) for s in sums)):
        return
    result = _result(claim, found)
    assert result is not None
    exact = round(abs(result[0]), decimals_of(number)) == abs(number.value)
    status: TieStatus = "exact" if exact else "within-rounding"
    desk.withdraw(number.id)  # a slip of the reported figure is no account of one that excludes an item
    kind = "percent-change" if claim.kind == "percent-change" else "sum"
    desk.add(kind, number.id, _terms(desk, claim, found), result[0], status, _words(found))


def _terms(desk: Desk, claim: Claim, found: Sum) -> tuple[Term, ...]:
    """The terms: the figure as reported, what it is compared with, the items; those of the text are given where too
    many of their misprints would give the same."""
    number = desk.facts.numbers[claim.number]

    def is_given(side: Side, index: int | None) -> bool:
        printed = desk.facts.numbers[side.number]
        if printed.cell is not None:
            return False

        def holds(value: Decimal) -> bool:
            other = replace(side, value=abs(value).copy_sign(side.value))
            if index is None:
                return _fits(claim, number.value, number, replace(found, base=other))
            items = tuple(replace(i, side=other) if k == index else i for k, i in enumerate(found.items))
            return _fits(claim, number.value, number, replace(found, items=items))

        return not few_misprints_hold(printed, holds)

    terms = [Term(found.base.number, ONE, is_given(found.base, None))]
    if found.prior is not None:
        terms.append(Term(found.prior.number, -ONE))
    for k, item in enumerate(found.items):
        printed = desk.facts.numbers[item.side.number]
        sign = item.sign * (-1 if printed.value < 0 else 1) * (-1 if item.is_prior else 1)
        terms.append(Term(item.side.number, Decimal(sign), is_given(item.side, k)))
    return tuple(terms)


def _words(found: Sum) -> str:
    """The sum in words: "Net income 61,204 plus charge $6 million"."""
    now = [f"{'plus' if i.sign > 0 else 'less'} {i.side.words}" for i in found.items if not i.is_prior]
    then = [f"{'plus' if i.sign > 0 else 'less'} {i.side.words}" for i in found.items if i.is_prior]
    said = " ".join((found.base.words, *now))
    return said if found.prior is None else f"change to {said} from {' '.join((found.prior.words, *then))}"


def _near(desk: Desk, claim: Claim, sums: list[Sum]) -> None:
    """The broken tie of an amount whose row and item are surely known, and that is a slip away from what they give."""
    number = desk.facts.numbers[claim.number]
    if len(sums) != 1 or claim.kind == "percent-change" or significant(number) < TELLING or not sums[0].base.sure:
        return
    [found] = sums
    is_taxed = is_after_tax(claim) and not all(i.is_after_tax for i in found.items)
    result = _result(claim, found)
    if is_taxed or result is None or any(i.side.sure for i in found.items):
        return
    expected = round(abs(result[0]), decimals_of(number))
    is_wide = result[1].high - result[1].low > 2 * ONE.scaleb(-decimals_of(number))
    if is_wide or plausible_slip(number, expected) not in SLIPS:
        return
    desk.add(
        "sum",
        number.id,
        _terms(desk, claim, found),
        result[0],
        "broken",
        _words(found),
        certainty="warning",
        reason="near",
        suspects=desk.suspects(number.id, expected.copy_sign(number.value), []),
    )
