"""Claims among themselves: the same said twice, and parts that a sentence adds up."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from crossfoot.model.claim import Claim
from crossfoot.model.document import Document
from crossfoot.model.interval import precision_of
from crossfoot.model.number import Number
from crossfoot.model.tie import Term
from crossfoot.proof.prose_around import words_around
from crossfoot.proof.prose_desk import ONE, Desk
from crossfoot.proof.prose_fit import metric_of
from crossfoot.proof.prose_index import Facts
from crossfoot.proof.prose_reference import sentence_before, sentence_of
from crossfoot.proof.prose_slip import SIGNIFICANT, SLIPS, chances, plausible_slip, significant
from crossfoot.vocabulary.prose import stems

ALIKE = 0.5  # of the words of the shorter of two metrics that both have
SAME = 0.75  # of all the words of two metrics, from which they are one
LEAST_COUNTED = 4  # digits of a count, from which it is the same wherever it stands
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


class Said:
    """What all the sentences say, by what can be the same: unit, and level or change."""

    def __init__(self, facts: Facts, claims: Iterable[Claim]) -> None:
        self._groups: dict[tuple[str | None, bool], list[Claim]] = {}
        self.words: dict[str, frozenset[str]] = {}
        self._facts = facts
        for claim in claims:
            number = facts.numbers[claim.number]
            is_known = claim.kind != "count" or significant(number) >= LEAST_COUNTED
            if claim.kind != "reference" and is_known and number.value != 0:
                self._groups.setdefault(self._key(claim), []).append(claim)

    def others(self, claim: Claim) -> list[Claim]:
        """The claims of other sentences that can be of one time and part with this one, in its unit."""
        group = self._groups.get(self._key(claim), ())
        return [o for o in group if o.sentence != claim.sentence and _of_one_time(claim, o)]

    def words_of(self, claim: Claim) -> frozenset[str]:
        """The words of a claim's metric."""
        known = self.words.get(claim.number)
        if known is None:
            known = self.words[claim.number] = metric_of(claim)
        return known

    def __iter__(self) -> Iterator[Claim]:
        for group in self._groups.values():
            yield from group

    def _key(self, claim: Claim) -> tuple[str | None, bool]:
        return self._facts.numbers[claim.number].unit, claim.role == "change"


def repeated_ties(desk: Desk, document: Document, claims: Iterable[Claim]) -> None:
    """Adds a tie for a claim that no table holds and another sentence makes as well, and a broken one where two
    sentences say of the same thing what differs in one digit."""
    tied = {t.target for t in desk.ties} | {t.number for tie in desk.ties for t in tie.terms if not t.given}
    said = Said(desk.facts, claims)
    for claim in said:
        if claim.number not in tied:
            _repeat(desk, document, claim, said, tied)


def _repeat(desk: Desk, document: Document, claim: Claim, said: Said, tied: set[str]) -> None:
    number = desk.facts.numbers[claim.number]
    again = said_elsewhere(desk, document, claim, said)
    if again is not None:
        words = f"{again.metric_text} {desk.facts.numbers[again.number].text}, as said elsewhere"
        desk.add("equal", claim.number, (Term(again.number, ONE),), number.value, "exact", words)
        tied.update((claim.number, again.number))
        return
    rivals = [
        o
        for o in said.others(claim)
        if _contradicts(desk, claim, o, said)
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


def said_elsewhere(desk: Desk, document: Document, claim: Claim, said: Said, *, opposite: bool = False) -> Claim | None:
    """The claim of another sentence that says the same: of such words, or among such words, and few other figures
    stand there. `opposite`: says the same with the other sign."""
    number, words = desk.facts.numbers[claim.number], said.words_of(claim)
    value = -number.value if opposite else number.value
    others = said.others(claim)
    if opposite:
        others = [o for o in others if o.segment == claim.segment]  # two parts may well go different ways
    dated = [o for o in others if claim.period is None or o.period is None or claim.period == o.period]
    alike = [o for o in dated if _overlap(words, said.words_of(o)) >= ALIKE]
    if opposite:  # of what is a part of the other, or has it in its name, the one may well rise as the other falls
        alike = [o for o in alike if _likeness(words, said.words_of(o)) >= SAME]
    numbers = [desk.facts.numbers[o.number] for o in alike]
    homes = len({abs(n.value) for n in numbers}) / chances(number)
    for other, n in zip(alike, numbers, strict=True):
        tells = homes <= HOMES or words == said.words_of(other) or significant(number) >= SIGNIFICANT - 1
        if n.value == value and tells:
            return other
    return _said_again(desk, document, claim, value, others)


def _said_again(desk: Desk, document: Document, claim: Claim, value: Decimal, others: list[Claim]) -> Claim | None:
    """The claim of the same value whose number stands among the same words, where few other values do."""
    number = desk.facts.numbers[claim.number]
    same = [o for o in others if desk.facts.numbers[o.number].value == value]
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
        if other_number.value != value and _shared(mine, _around(desk, document, other), least):
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


def _contradicts(desk: Desk, claim: Claim, other: Claim, said: Said) -> bool:
    """True where two sentences speak of one thing at one time and their figures differ in a digit."""
    mine, its = said.words_of(claim), said.words_of(other)
    if (
        claim.period is None
        or claim.period != other.period
        or claim.segment != other.segment
        or other.hedge is not None
    ):
        return False
    if set(claim.qualifiers) != set(other.qualifiers) or claim.kind != other.kind or claim.whole != other.whole:
        return False
    if _likeness(mine, its) < SAME:
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


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of all the words of two metrics that both have."""
    return len(one & other) / len(one | other) if one and other else 0.0


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
    return precision_of(number) if number.decimals is not None else None


def _add_parts(desk: Desk, whole: Claim, parts: list[Claim]) -> None:
    numbers = [desk.facts.numbers[c.number] for c in parts]
    computed = abs(desk.facts.numbers[whole.number].value)
    words = ", ".join(f"{c.metric_text} {n.text}".strip() for c, n in zip(parts, numbers, strict=True))
    desk.add("sum", whole.number, tuple(Term(n.id, ONE) for n in numbers), computed, "exact", words)
