"""Ties of what an amount is per share, by the shares of its period ("a charge of $6.2 million, or $.04 per diluted
share"), and of what shares were bought for ("1.2 million shares for $31 million, an average of $25.83").

A per-share effect is stated after tax: a pre-tax amount gives none, unless the sentence says the rate of tax. Where no
row of the tables counts the shares of the period, nothing is tied: what net income and its own per-share figure imply
is too coarse to prove anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import groupby

import msgspec
from msgspec.structs import replace

from crossfoot.model.claim import Claim
from crossfoot.model.document import Document
from crossfoot.model.interval import Interval, rounded
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.tie import Term, TieStatus
from crossfoot.proof.prose_desk import ONE, SURE_LINK, Desk, Side
from crossfoot.proof.prose_fit import same_period
from crossfoot.proof.prose_index import Line
from crossfoot.proof.prose_link import Linker
from crossfoot.proof.prose_reference import sentence_before, sentence_of
from crossfoot.proof.prose_slip import SLIPS, few_misprints_hold, plausible_slip, significant
from crossfoot.vocabulary.prose import prose_words

HUNDRED = Decimal(100)
MOST_APART = 2  # how much larger the greatest count of shares of a period may be than another that is meant
SHARED_DAYS = 0.8  # of those of two periods, that both have
CLOSE = Decimal("0.05")  # of what an amount is per share, by which another count of the shares may change it
TELLING = 2  # digits of a per-share figure that nearly holds, for it to be a slip
Fit = Callable[[Number, Decimal, Side, Side], bool]  # whether a price is what was paid over the shares
AFTER_CHARS = 60  # after a per-share figure, in which "after tax" is said of it


class Effect(msgspec.Struct, gc=False):
    """An amount and what the sentence says that it is per share. `rate`: of tax, where the amount is before it."""

    amount: Claim
    share: Claim
    rate: Claim | None = None
    is_after_tax: bool = False


def effect_ties(desk: Desk, linker: Linker, document: Document) -> None:
    """Adds the ties of per-share figures that no row has, and that an amount of their sentence gives."""
    tied = {t.target for t in desk.ties}
    for _, group in groupby(linker.claims, key=lambda c: c.sentence):
        sentence = list(group)
        if all(c.kind != "per-share" or c.number in tied for c in sentence):
            continue
        for effect in _effects(desk, document, sentence):
            if effect.share.number not in tied:
                _tie(desk, effect)
        for bought, spent, price in _purchases(desk, document, sentence):
            if price.number not in tied:
                _tie_price(desk, bought, spent, price)


def near_effects(desk: Desk, linker: Linker, document: Document) -> None:
    """Adds a broken tie for each per-share figure that nothing ties, where one slip explains that the amount after tax
    beside it does not give it."""
    tied = {t.target for t in desk.ties}
    for _, group in groupby(linker.claims, key=lambda c: c.sentence):
        sentence = list(group)
        if any(c.kind == "per-share" and c.number not in tied and c.hedge is None for c in sentence):
            for effect in _effects(desk, document, sentence):
                is_dated = effect.share.dated or effect.amount.dated
                is_plain = effect.is_after_tax and effect.share.hedge is None
                if is_plain and is_dated and effect.share.number not in tied:
                    _near(desk, effect)


def _near(desk: Desk, effect: Effect) -> None:
    number, amount = desk.facts.numbers[effect.share.number], _amount(desk, effect.amount)
    if significant(number) < TELLING or number.decimals is None:
        return
    for count in _counts(desk, effect):
        computed = amount.value / count.value
        expected = round(abs(computed), number.decimals)
        is_slip = plausible_slip(number, expected) in SLIPS
        if not is_slip or abs(expected - abs(number.value)) <= CLOSE * expected:
            continue  # or so near that shares of another sort, or with a part in the income, account for it
        desk.add(
            "ratio",
            number.id,
            (Term(amount.number, ONE), Term(count.number, ONE)),
            computed,
            "broken",
            f"{amount.words} divided by {count.words}",
            certainty="warning",
            reason="near",
            suspects=desk.suspects(number.id, expected.copy_sign(number.value), []),
        )
        return


def _effects(desk: Desk, document: Document, sentence: list[Claim]) -> Iterator[Effect]:
    """The amounts of a sentence with what each is per share: beside it, or at its place in a list."""
    numbers = desk.facts.numbers
    spots = sorted(sentence, key=lambda c: numbers[c.number].span)
    text = sentence_of(document, sentence[0])
    starts = [len(sentence_before(document, c, numbers[c.number])) for c in spots]
    ends = [s + len(numbers[c.number].text) for s, c in zip(starts, spots, strict=True)]
    words = prose_words()
    paired: set[str] = set()
    for k, share in enumerate(spots):
        if share.kind != "per-share" or share.number in paired:
            continue
        last = k
        while last + 1 < len(spots) and _is_next(spots[last + 1], text[ends[last] : starts[last + 1]]):
            last += 1
        count = last - k + 1
        first = k - count
        is_list = first >= 0 and all(c.kind in ("amount", "change") for c in spots[first:k])
        runs = all(_LIST.fullmatch(text[ends[n] : starts[n + 1]]) for n in range(first, k - 1))
        if not is_list or not runs or not _is_link(text[ends[k - 1] : starts[k]]):
            continue
        before = text[ends[first - 1] if first else 0 : starts[k]]
        after = text[ends[last] : starts[last + 1] if last + 1 < len(spots) else len(text)][:AFTER_CHARS]
        around = f"{before} # {after}"
        is_after, is_before = words.after_tax.found_in(around), words.before_tax.found_in(around)
        rate = _rate(sentence) if is_before and not is_after else None
        for amount, its in zip(spots[first:k], spots[k : last + 1], strict=True):
            paired.update((amount.number, its.number))
            if numbers[its.number].unit != f"{numbers[amount.number].unit}/share":
                continue
            if is_after or not is_before or rate is not None or _PRETAX_RESULT.search(before) is not None:
                yield Effect(amount, its, rate, is_after)


def _is_next(claim: Claim, between: str) -> bool:
    """True of the next per-share figure of a list ("$.04 and $.03 per share, respectively")."""
    return claim.kind == "per-share" and _LIST.fullmatch(between) is not None


def _is_link(between: str) -> bool:
    """True of what stands between an amount and what it is per share: ", or", "(", "after tax, equal to"."""
    links = prose_words().per_share_links
    found = _WORDS.findall(between.lower())
    return ("or" in found or any(m in between for m in ",(")) and all(w in links for w in found)


def _rate(sentence: list[Claim]) -> Claim | None:
    """The rate of tax that the sentence says, where it says one."""
    rates = [c for c in sentence if c.kind == "percent" and {"tax", "rate"} <= set(c.metric)]
    return rates[0] if len(rates) == 1 else None


def _amount(desk: Desk, claim: Claim) -> Side:
    """The amount, as the tables have it where a row surely does."""
    match = desk.matches.get(claim.number)
    is_sure = match is not None and match.matches and match.score >= SURE_LINK and match.period_agrees
    return desk.side(claim) if is_sure else desk.own(claim)


def _counts(desk: Desk, effect: Effect) -> Iterator[Side]:
    """The shares that the effect may be per: those of its period, of the sort that its words say, diluted ones
    first."""
    said = prose_words().share_words.intersection(effect.share.metric)
    period = effect.share.period if effect.share.dated or effect.amount.period is None else effect.amount.period
    found = [(kind, side) for kind, side in _shares_of(desk, period) if not said or not kind or kind in said]
    greatest = max((side.value for _, side in found), default=Decimal(0))
    for _, side in sorted(found, key=lambda f: f[0] != "diluted"):
        if side.value * MOST_APART > greatest:  # no effect of dilution, no other class of shares
            yield side


def _shares_of(desk: Desk, period: Period | None) -> Iterator[tuple[str, Side]]:
    """The average shares of a period as the tables print them, each count once, with "diluted" or "basic" where the
    row says which."""
    if period is None or period.start is None:
        return
    counting = [li for li in desk.facts.lines.values() if li.unit == "shares" and _counts_average(li)]
    found = [(line, f) for line in counting for f in line.facts]
    dated = [(line, f, f.period) for line, f in found if f.period is not None and f.unit == "shares" and f.value > 0]
    meant = [(line, f) for line, f, its in dated if same_period(period, its)]
    seen: set[Decimal] = set()
    for line, fact in meant or [(line, f) for line, f, its in dated if _is_like(period, its)]:
        if fact.value not in seen:
            seen.add(fact.value)
            words = desk.words_of(fact)
            yield _sort_of(line), Side(fact.number, fact.value, fact.decimals or 0, words, True, False)


def _counts_average(line: Line) -> bool:
    """True of a row that counts the shares which earnings per share are computed of."""
    return not prose_words().share_counts.isdisjoint((*line.label.lower().split(), *line.own, *line.around))


def _is_like(one: Period, other: Period) -> bool:
    """True where two periods have nearly all of their days in common: a quarter of twelve weeks, or of sixteen, is no
    quarter of the calendar."""
    if one.start is None or other.start is None:
        return False
    shared = (min(one.end, other.end) - max(one.start, other.start)).days + 1
    return shared > SHARED_DAYS * ((max(one.end, other.end) - min(one.start, other.start)).days + 1)


def _sort_of(line: Line) -> str:
    """What sort of shares a row counts, from its label, else from what stands over it; nothing where that says both."""
    for words in (line.own, line.around):
        said = [sort for sort, stems in _SORTS.items() if not words.isdisjoint(stems)]
        if said:
            return said[0] if len(said) == 1 else ""
    return ""


_SORTS = {"diluted": ("diluted", "dilution"), "basic": ("basic", "primary")}


def _tie(desk: Desk, effect: Effect) -> None:
    number = desk.facts.numbers[effect.share.number]
    if number.decimals is None or not number.value:
        return
    amount = _amount(desk, effect.amount)
    rate = desk.own(effect.rate) if effect.rate is not None else None
    counts = list(_counts(desk, effect))
    count = next((c for c in counts if _holds(number.value, amount, c, rate, number)), None)
    if count is None or not few_misprints_hold(
        number, lambda v: any(_holds(v, amount, c, rate, number) for c in counts)
    ):
        return
    computed = amount.value / count.value
    printed = desk.facts.numbers[amount.number]
    is_given = printed.cell is None and not few_misprints_hold(
        printed, lambda v: any(_holds(number.value, replace(amount, value=v), c, rate, number) for c in counts)
    )
    terms: tuple[Term, ...] = (Term(amount.number, ONE, is_given), Term(count.number, ONE))
    words = f"{amount.words} divided by {count.words}"
    if rate is not None:
        computed *= 1 - rate.value / HUNDRED
        terms = (*terms, Term(rate.number, -ONE, given=True))
        words = f"{amount.words} less tax of {desk.facts.numbers[rate.number].text} divided by {count.words}"
    is_exact = round(abs(computed), number.decimals) == abs(number.value)
    desk.add("ratio", number.id, terms, computed, "exact" if is_exact else "within-rounding", words)


def _holds(value: Decimal, amount: Side, count: Side, rate: Side | None, number: Number) -> bool:
    """True where what rounding leaves open of the amount and the shares allows the per-share value."""
    span = rounded(abs(amount.value), amount.decimals)
    if rate is not None:
        kept = rounded(1 - rate.value / HUNDRED, rate.decimals + 2)
        span = Interval(span.low * kept.low, span.high * kept.high)
    quotient = span.over(rounded(count.value, count.decimals))
    return quotient is not None and rounded(abs(value), number.decimals).meets(quotient)


def _purchases(desk: Desk, document: Document, sentence: list[Claim]) -> Iterator[tuple[Claim, Claim, Claim]]:
    """The shares bought, what was spent on them, and their average price, as a sentence says them beside each other."""
    text = sentence_of(document, sentence[0])
    if prose_words().repurchases.found_in(text):
        spots = sorted(sentence, key=lambda c: desk.facts.numbers[c.number].span)
        begin = 0
        for k, claim in enumerate(spots):
            if claim.kind != "per-share":
                continue
            before = spots[begin:k]
            following = spots[k + 1 : k + 2]
            begin = k + 1
            bought = [c for c in before if desk.facts.numbers[c.number].unit == "shares"]
            spent = [c for c in before if c.kind == "amount"] or [c for c in following if c.kind == "amount"]
            if len(bought) == 1 and len(spent) == 1:
                yield bought[0], spent[0], claim


def _tie_price(desk: Desk, bought: Claim, spent: Claim, price: Claim) -> None:
    """Adds the tie of an average price of shares, where it is what was spent on them over their number."""
    number = desk.facts.numbers[price.number]
    amount, count = desk.own(spent), desk.own(bought)
    if number.decimals is None or not number.value or count.value <= 0:
        return
    ways: tuple[tuple[TieStatus, Fit], ...] = (("exact", _is_rounded), ("within-rounding", _is_within))
    fitting = ((s, fit) for s, fit in ways if fit(number, number.value, amount, count))
    telling = (way for way in fitting if _is_telling(number, way[1], amount, count))
    status, holds = next(telling, (None, None))
    if status is None or holds is None:
        return
    printed = desk.facts.numbers[spent.number], desk.facts.numbers[bought.number]
    given = (
        not few_misprints_hold(printed[0], lambda v: holds(number, number.value, replace(amount, value=v), count)),
        not few_misprints_hold(printed[1], lambda v: holds(number, number.value, amount, replace(count, value=v))),
    )
    terms = (Term(amount.number, ONE, given[0]), Term(count.number, ONE, given[1]))
    words = f"{amount.words} divided by {count.words} shares"
    desk.add("ratio", number.id, terms, amount.value / count.value, status, words)


def _is_telling(number: Number, fit: Fit, paid: Side, shares: Side) -> bool:
    """True where few misprints of a price would fit as well."""
    return few_misprints_hold(number, lambda value: fit(number, value, paid, shares))


def _is_rounded(number: Number, value: Decimal, paid: Side, shares: Side) -> bool:
    """True where the price is the very quotient of what is printed."""
    return shares.value > 0 and round(abs(paid.value) / shares.value, number.decimals or 0) == abs(value)


def _is_within(number: Number, value: Decimal, paid: Side, shares: Side) -> bool:
    """True where the price is a quotient that rounding leaves open."""
    return shares.value > 0 and _holds(value, paid, shares, None, number)


_LIST = re.compile(r"\s*(?:,\s*)?(?:and\s+)?", re.IGNORECASE)
_WORDS = re.compile(r"[a-z][a-z.-]*")
_PRETAX_RESULT = re.compile(
    r"\b(?:income|earnings|loss(?:es)?|profits?|results?)\b\W+(?:\w+\W+){0,2}?before\s+(?:income\s+)?tax"
    r"|\b(?:pre-?tax|before-tax)\s+(?:\w+\s+)?(?:income|earnings|loss|profit)\b",
    re.IGNORECASE,
)
