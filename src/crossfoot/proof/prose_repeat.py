"""Claims among themselves: the same said twice, and parts that a sentence adds up."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Iterator
from itertools import groupby

from crossfoot.model.claim import Claim
from crossfoot.model.document import Document
from crossfoot.model.interval import precision
from crossfoot.model.number import Number
from crossfoot.model.tie import Term
from crossfoot.proof.prose_around import words_around
from crossfoot.proof.prose_desk import ONE, Desk
from crossfoot.proof.prose_fit import metric_of
from crossfoot.proof.prose_reference import sentence_before, sentence_of
from crossfoot.proof.prose_slip import SIGNIFICANT, SLIPS, chances, plausible_slip, significant
from crossfoot.vocabulary.prose import stems

ALIKE = 0.5  # of the words of the shorter of two metrics that both have
SAME = 0.75  # of all the words of two metrics, from which they are one
LEAST_TELLING = 2  # digits of a figure that words around it can tell
LEAST_AROUND = 2  # words that two sentences have in common around a figure
AROUND = 0.4  # of the words around one of the two
HOMES = 0.04  # the chance that a wrong figure would be among those said of such a metric
LEAST_APART = 3  # digits from which two figures that differ in one are a contradiction
MOST_PARTS = 6
LEAST_ALIKE = 5  # words that two sentences without their figures are known by
_FIGURES = re.compile(r"[$(]*\d[\d,.]*[)%]*")
_NAME = re.compile(r"(?<=[\w,;][ \n])[A-Z][a-z]+")  # no sentence's first word
_ADDS = re.compile(
    r"\b(?:includ(?:ing|ed|es)|compris(?:ed|ing)|consist(?:ed|ing|s)|composed|totall?ing|total of|reflecting|plus)\b",
    re.IGNORECASE,
)


def repeated_ties(desk: Desk, document: Document, claims: Iterable[Claim]) -> None:
    """Adds a tie for a claim that no table holds and another sentence makes as well, and a broken one where two
    sentences say of the same thing what differs in one digit."""
    tied = {t.target for t in desk.ties} | {t.number for tie in desk.ties for t in tie.terms}
    telling = [c for c in claims if c.kind not in ("reference", "count") and desk.facts.numbers[c.number].value != 0]
    by_unit: dict[tuple[str | None, bool], list[Claim]] = {}
    for claim in telling:
        by_unit.setdefault((desk.facts.numbers[claim.number].unit, claim.role == "change"), []).append(claim)
    for group in by_unit.values():
        words = {c.number: metric_of(c) for c in group}
        for claim in group:
            if claim.number not in tied:
                _repeat(desk, document, claim, group, words, tied)


def _repeat(
    desk: Desk,
    document: Document,
    claim: Claim,
    group: list[Claim],
    words: dict[str, frozenset[str]],
    tied: set[str],
) -> None:
    number = desk.facts.numbers[claim.number]
    others = [o for o in group if o.sentence != claim.sentence and _of_one_time(claim, o)]
    dated = [o for o in others if claim.period is None or o.period is None or claim.period == o.period]
    alike = [o for o in dated if _overlap(words[claim.number], words[o.number]) >= ALIKE]
    numbers = [desk.facts.numbers[o.number] for o in alike]
    homes = len({abs(n.value) for n in numbers}) / chances(number)
    least = SIGNIFICANT - 1
    for other, n in zip(alike, numbers, strict=True):
        exact = words[claim.number] == words[other.number]
        if n.value == number.value and (homes <= HOMES or exact or significant(number) >= least):
            said = f"{other.metric_text} {n.text}, as said elsewhere"
            desk.add("equal", claim.number, (Term(other.number, ONE),), number.value, "exact", said)
            tied.update((claim.number, other.number))
            return
    if (again := _said_again(desk, document, claim, others)) is not None:
        said = f"{again.metric_text} {number.text}, as said elsewhere"
        desk.add("equal", claim.number, (Term(again.number, ONE),), number.value, "exact", said)
        tied.update((claim.number, again.number))
        return
    rivals = [
        o
        for o in others
        if _contradicts(desk, claim, o, words)
        and (_in_one_section(claim, o) or _says_alike(document, claim, o))
        and _of_one_subject(desk, document, claim, o)
    ]
    if rivals and claim.hedge is None:
        other = next((o for o in rivals if o.number in tied), rivals[0])
        meant = desk.facts.numbers[other.number]
        desk.add(
            "equal",
            claim.number,
            (Term(other.number, ONE),),
            meant.value,
            "broken",
            f"{other.metric_text} {meant.text}, as said elsewhere",
            certainty="warning",
            reason="contradiction",
            suspects=desk.suspects(claim.number, meant.value, [(other.number, number.value)]),
        )
        tied.update((claim.number, other.number))


def _said_again(desk: Desk, document: Document, claim: Claim, others: list[Claim]) -> Claim | None:
    """The claim of the same value whose number stands among the same words, where few other values do."""
    number = desk.facts.numbers[claim.number]
    same = [o for o in others if desk.facts.numbers[o.number].value == number.value]
    if not same or significant(number) < LEAST_TELLING:
        return None
    mine = _around(desk, document, claim)
    least = LEAST_AROUND if significant(number) < SIGNIFICANT - 1 else 1
    found = [o for o in same if _shared(mine, _around(desk, document, o), least)]
    if not found:
        return None
    homes = set()
    for other in others:
        other_number = desk.facts.numbers[other.number]
        if other_number.value != number.value and _shared(mine, _around(desk, document, other), least):
            homes.add(abs(other_number.value))
    return found[0] if len(homes) <= HOMES * chances(number) else None


def _around(desk: Desk, document: Document, claim: Claim) -> frozenset[str]:
    """The words around a claim's number; worked out once, for it is held against many others."""
    known = desk.around.get(claim.number)
    if known is None:
        known = desk.around[claim.number] = words_around(document, claim, desk.facts.numbers[claim.number])
    return known


def _shared(one: frozenset[str], other: frozenset[str], least: int) -> bool:
    """True where so many of the words around two numbers are the same that they may be of one thing."""
    shared = len(one & other)
    return shared >= least and shared >= AROUND * min(len(one), len(other))


def _contradicts(desk: Desk, claim: Claim, other: Claim, words: dict[str, frozenset[str]]) -> bool:
    """True where two sentences speak of one thing at one time and their figures differ in a digit."""
    mine, its = words[claim.number], words[other.number]
    if (
        claim.period is None
        or claim.period != other.period
        or claim.segment != other.segment
        or other.hedge is not None
    ):
        return False
    if set(claim.qualifiers) != set(other.qualifiers) or claim.kind != other.kind or claim.whole != other.whole:
        return False
    if not mine or len(mine & its) < SAME * len(mine | its):
        return False
    slip = plausible_slip(desk.facts.numbers[claim.number], desk.facts.numbers[other.number].value)
    if slip == "sign":  # up in one sentence, down in the other
        return claim.direction * other.direction < 0 and mine == its
    return slip in SLIPS and significant(desk.facts.numbers[claim.number]) >= LEAST_APART


def _in_one_section(one: Claim, other: Claim) -> bool:
    return one.section == other.section or one.section is None or other.section is None


def _says_alike(document: Document, one: Claim, other: Claim) -> bool:
    """True where two sentences are the same but for their figures: a running head, a point and its repetition."""
    words, its = (_FIGURES.sub("", sentence_of(document, c)).lower().split() for c in (one, other))
    return words == its and len(words) >= LEAST_ALIKE


def _of_one_subject(desk: Desk, document: Document, one: Claim, other: Claim) -> bool:
    """True where nothing says that two sentences speak of different bodies, or of changes of different amounts or from
    different times."""
    numbers, facts = desk.facts.numbers, desk.facts.facts
    if one.role == "change":
        levels = [numbers[c.sibling] for c in (one, other) if c.sibling is not None]
        starts = [facts[c.number].relation for c in (one, other)]
        if len(levels) == len(starts) and levels[0].value != levels[1].value:
            return False
        if len({r.from_period for r in starts if r is not None}) > 1:
            return False
    return _names(document, one, numbers[one.number]) == _names(document, other, numbers[other.number])


def _names(document: Document, claim: Claim, number: Number) -> set[str]:
    """The proper names that a sentence has before a number, times and the words of the measure left out."""
    before = _NAME.findall(sentence_before(document, claim, number))
    measure = set(claim.metric) | set(claim.qualifiers)
    return {n.lower() for n in before if n not in month_name and measure.isdisjoint(stems(n))}


def _of_one_time(one: Claim, other: Claim) -> bool:
    """True where two claims can be of one period and one part of the company."""
    in_time = one.period is None or other.period is None or one.period.end == other.period.end
    return in_time and (one.segment == other.segment or one.segment is None or other.segment is None)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter one's words that both have."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def part_ties(desk: Desk, document: Document, claims: Iterable[Claim]) -> None:
    """Adds the ties of amounts that a sentence adds up ("$6.8 million, including $3.8 million of …")."""
    tied = {t.target for t in desk.ties}
    for _, sentence in groupby(claims, key=lambda c: c.sentence):
        amounts = [c for c in sentence if c.kind == "amount" and c.role == "current"]
        if len(amounts) < 3 or all(c.number in tied for c in amounts):
            continue
        if _ADDS.search(sentence_of(document, amounts[0])) is None:
            continue
        for whole, parts in _sums(desk, amounts):
            if any(c.number not in tied for c in (whole, *parts)):
                _add_parts(desk, whole, parts)
                tied.update(c.number for c in (whole, *parts))


def _sums(desk: Desk, amounts: list[Claim]) -> Iterator[tuple[Claim, list[Claim]]]:
    """A total with the run of amounts after it, or before it, that make it."""
    for n, whole in enumerate(amounts):
        for count in range(min(MOST_PARTS, len(amounts) - 1), 1, -1):
            for parts in (amounts[n + 1 : n + 1 + count], amounts[n - count : n] if n >= count else []):
                if len(parts) == count and _adds_up(desk, whole, parts):
                    yield whole, parts
                    break


def _adds_up(desk: Desk, whole: Claim, parts: list[Claim]) -> bool:
    """True where parts of different names, all as finely printed as the total, make it to the last digit."""
    if len({c.metric for c in (whole, *parts)}) <= len(parts):
        return False
    numbers = [desk.facts.numbers[c.number] for c in (whole, *parts)]
    if any(not n.value for n in numbers) or len({(n.unit, _decimals(n)) for n in numbers}) > 1:
        return False
    return abs(numbers[0].value) == sum(abs(n.value) for n in numbers[1:])


def _decimals(number: Number) -> int | None:
    return precision(number.value, number.decimals) if number.decimals is not None else None


def _add_parts(desk: Desk, whole: Claim, parts: list[Claim]) -> None:
    numbers = [desk.facts.numbers[c.number] for c in parts]
    computed = abs(desk.facts.numbers[whole.number].value)
    words = ", ".join(f"{c.metric_text} {n.text}".strip() for c, n in zip(parts, numbers, strict=True))
    desk.add("sum", whole.number, tuple(Term(n.id, ONE) for n in numbers), computed, "exact", words)
