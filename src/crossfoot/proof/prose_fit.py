"""Whether a claim and a fact can be of one thing: their words, their periods, what kind of figure they are."""

from __future__ import annotations

from crossfoot.model.claim import Claim
from crossfoot.model.fact import Fact
from crossfoot.model.interval import half_unit
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.vocabulary.prose import prose_words

RESULTS = frozenset(("income", "ebitda", "ebit"))  # what a loss is said of in words


def metric_of(claim: Claim) -> frozenset[str]:
    """The claim's metric words; a bare "earnings" is read as the row it means."""
    words = set(claim.metric)
    short = prose_words().short
    for word in [w for w in words if w in short]:
        words.discard(word)
        words.update(short[word])
    if len(words) == 1 and claim.kind != "count" and claim.metric_text.lower() not in prose_words().by_itself:
        words |= set(prose_words().alone.get(next(iter(words)), ()))
    if claim.kind == "per-share":
        words.add("share")
    return frozenset(words)


def is_change(fact: Fact, number: Number) -> bool:
    """True where a cell can be a change: in percent unless it is said to be a ratio, in amounts where it is said to
    be one."""
    kind = fact.relation.kind if fact.relation is not None else None
    return kind != "ratio" if number.unit == "percent" else kind == "change"


def within_rounding(number: Number, fact: Fact) -> bool:
    """True where a cell coarser than the claim may have been rounded from it ("12.5%" for 12%)."""
    return fact.decimals is not None and abs(abs(number.value) - abs(fact.value)) <= half_unit(fact.decimals)


def same_printed(number: Number, one: Fact, other: Fact) -> bool:
    """True where two figures are the same in the claim's precision."""
    decimals = number.decimals or 0
    return round(one.value, decimals) == round(other.value, decimals)


def says_change(fact: Fact) -> bool:
    """True of a cell that the table says is a percent change."""
    return fact.relation is not None and fact.relation.kind == "percent-change"


def same_or_none(claim: Claim, fact: Fact) -> bool:
    """True where claim and fact are both dated, and alike."""
    return claim.period is not None and fact.period is not None and same_period(claim.period, fact.period)


def other_basis(claim: Claim, fact: Fact) -> bool:
    """True where the sentence speaks of adjusted, pro forma or like figures and the fact's basis is GAAP."""
    said = {"adjusted", "pro", "proforma", "excluding", "non-gaap", "core", "underlying", "organic"} & set(
        claim.qualifiers
    )
    label = " ".join(fact.path).lower()
    return bool(said) and fact.basis is None and not any(word in label for word in said)


def period_score(claim: Claim, fact: Fact) -> float:
    """How well the periods agree, 0 to 1; 0.3 where one of them is not known."""
    if claim.period is None or fact.period is None:
        return 0.3
    if same_period(claim.period, fact.period):
        return 1.0
    one_instant = fact.period.start is None or claim.period.start is None
    return 0.8 if one_instant and fact.period.end == claim.period.end else 0.0


def same_period(one: Period, other: Period) -> bool:
    """True where both ends agree within the slack of a 52/53-week calendar."""
    if one == other:
        return True
    if (one.start is None) != (other.start is None) or abs((one.end - other.end).days) > 8:
        return False
    return one.start is None or other.start is None or abs((one.start - other.start).days) <= 10


def quarter_before(fact: Fact, other: Fact) -> bool:
    """True where `other` is of the like period, or the balance, that ends a quarter earlier."""
    if fact.period is None or other.period is None or fact.period.months != other.period.months:
        return False
    return 80 <= (fact.period.end - other.period.end).days <= 100


def year_before(fact: Fact, other: Fact) -> bool:
    """True where `other` is of the like period a year earlier."""
    if fact.period is None or other.period is None or fact.period.months != other.period.months:
        return False
    return 350 <= (fact.period.end - other.period.end).days <= 380
