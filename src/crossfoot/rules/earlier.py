"""What a release and an earlier one both print: facts matched by label, path, segment, statement, unit and period."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, cached_property
from typing import NamedTuple

from crossfoot import vocabulary
from crossfoot.model.fact import Fact
from crossfoot.model.interval import Interval, rounded
from crossfoot.model.number import Number
from crossfoot.model.proof import Against, Proof
from crossfoot.rules.wording import flat

Key = tuple[str | None, ...]
_MARKS = re.compile(r"\(\s*\w{1,2}\s*\)|(?<=[a-z])\d{1,2}\b|\*+")  # footnote marks: "(1)", "EBITDA2", "*"
_DAY = datetime.timedelta(days=1)
_WORD = re.compile(r"[a-z]+|\d+")
_SIDES = ("loss", "income", "earnings", "profit", "benefit", "provision", "used", "provided", "decrease", "increase")


class Pair(NamedTuple):
    """One fact in both releases, each where it is first printed."""

    now: Fact
    then: Fact
    agrees: bool


Sum = tuple[Fact, Fact, Fact]  # this release's year to date and quarter, the earlier one's year to date


class Prior:
    """An earlier release (`proof`) held against a later one, and what the two share."""

    def __init__(self, later: Proof, proof: Proof) -> None:
        self.later, self.proof = later, proof

    @cached_property
    def numbers(self) -> dict[str, Number]:
        """The earlier release's numbers by id."""
        return {n.id: n for n in self.proof.reading.numbers}

    @cached_property
    def now(self) -> dict[Key, list[Fact]]:
        """The figures of this release's tables by what they are, without their period."""
        return _indexed(self.later)

    @cached_property
    def then(self) -> dict[Key, list[Fact]]:
        """The earlier release's likewise."""
        return _indexed(self.proof)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The facts that both releases print of one period.

        A release may print a fact in several places, or two facts under one name: any two that agree settle it, and
        what has several values on both sides is left alone.
        """
        out = []
        for key in self.now.keys() & self.then.keys():
            for period in dict.fromkeys(f.period for f in self.now[key]):
                ours = [f for f in self.now[key] if f.period == period]
                theirs = [f for f in self.then[key] if f.period == period]
                if not theirs:
                    continue
                agreeing = next(((a, b) for a in ours for b in theirs if agree(a, b) or self._alike(a, b)), None)
                if agreeing:
                    out.append(Pair(*agreeing, True))
                elif len({f.value for f in ours}) == 1 and len({f.value for f in theirs}) == 1:
                    out.append(Pair(ours[0], theirs[0], False))
        place = {n.id: n.span for n in self.later.reading.numbers}
        return tuple(sorted(out, key=lambda pair: place[pair.now.number]))

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """Year to date, its last quarter, and the earlier release's year to date, wherever there is one of each."""
        out = []
        for key in sorted(self.now.keys() & self.then.keys(), key=str):
            ours, theirs = self.now[key], self.then[key]
            for whole in filter(additive, ours):
                for quarter in ours:
                    before = [f for f in theirs if _ends(whole, quarter) and _begins(whole, quarter, f)]
                    if _alone(ours, whole) and _alone(ours, quarter) and len({f.value for f in before}) == 1:
                        out.append((whole, quarter, before[0]))
        return tuple(out)

    def _alike(self, now: Fact, then: Fact) -> bool:
        """True where both print the same digits: it is their scale that is read otherwise."""
        return _digits(self._text_now[now.number]) == _digits(self.numbers[then.number].text)

    @cached_property
    def _text_now(self) -> dict[str, str]:
        return {n.id: n.text for n in self.later.reading.numbers}

    @property
    def called(self) -> str:
        """How messages call it: its file's name, with its date where known."""
        name = re.split(r"[/\\]", self.proof.document.name)[-1]
        return f"{name} ({self.proof.reading.released})" if self.proof.reading.released else name

    def line(self, fact: Fact) -> int:
        """The line in the earlier release."""
        return self.numbers[fact.number].line

    def text(self, fact: Fact) -> str:
        """As the earlier release prints it."""
        return " ".join(self.numbers[fact.number].text.split())


def _alone(facts: list[Fact], fact: Fact) -> bool:
    """True where no other value is printed of a fact's period."""
    return len({f.value for f in facts if f.period == fact.period}) == 1


def _ends(whole: Fact, quarter: Fact) -> bool:
    """True where the quarter is the end of the year to date."""
    a, b = whole.period, quarter.period
    return a is not None and b is not None and None not in (a.start, b.start) and a.end == b.end and a.days > b.days


def _begins(whole: Fact, quarter: Fact, before: Fact) -> bool:
    """True where a fact's period is the year to date before the quarter."""
    a, b, c = whole.period, quarter.period, before.period
    if a is None or b is None or c is None or b.start is None:
        return False
    return c.start == a.start and c.start is not None and c.end == b.start - _DAY


def against(priors: tuple[Prior, ...]) -> tuple[Against, ...]:
    """For each earlier release how many figures both print, and how many of them agree."""
    return tuple(
        Against(
            prior.proof.document.name,
            prior.proof.document.sha256,
            prior.proof.reading.company or prior.proof.document.company,
            prior.proof.reading.released or prior.proof.document.filed,
            len(prior.pairs),
            sum(pair.agrees for pair in prior.pairs),
        )
        for prior in priors
    )


def span(fact: Fact) -> Interval:
    """What a fact may have been before it was rounded."""
    return Interval(fact.value, fact.value) if fact.nil else rounded(fact.value, fact.decimals)


def agree(one: Fact, other: Fact) -> bool:
    """True where two prints of a fact may be the same amount, each within its own rounding.

    A sign that one table shows and another leaves to its label makes no difference. Where the scale changed between
    the two, a figure may have been moved by a unit of the coarser one to make its column foot.
    """
    slack = Decimal(0)
    if None not in (one.decimals, other.decimals) and one.decimals != other.decimals:
        slack = Decimal(1).scaleb(-min(one.decimals or 0, other.decimals or 0))
    first, second = _size(one), _size(other)
    return Interval(first.low - slack, first.high + slack).meets(second)


def adds_up(whole: Fact, *parts: Fact) -> bool:
    """True where parts give a whole within rounding, with their signs or, as labels may tell these, without."""
    total, sizes = _nothing(), _nothing()
    for part in parts:
        total, sizes = total + span(part), sizes + _size(part)
    return total.meets(span(whole)) or sizes.meets(_size(whole))


def _size(fact: Fact) -> Interval:
    """The interval of a fact's amount without its sign."""
    return Interval(abs(fact.value), abs(fact.value)) if fact.nil else rounded(abs(fact.value), fact.decimals)


def _nothing() -> Interval:
    return Interval(Decimal(0), Decimal(0))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(words) for name, words in vocabulary.earlier_words().items()}


def additive(fact: Fact) -> bool:
    """True of an amount of a period that adds up over periods."""
    whole = fact.period is not None and fact.period.start is not None and fact.unit is not None
    if not whole or fact.unit is None or "/" in fact.unit or not fact.unit.isupper() or fact.relation is not None:
        return False
    return not _says("not_additive", fact)


def _says(name: str, fact: Fact) -> bool:
    """True where a label or heading of a fact has words of earlier.toml."""
    return any(_patterns()[name].search(flat(label)) for label in fact.path)


def recast(proof: Proof) -> bool:
    """True where a release says that figures of earlier periods were restated, recast or reclassified."""
    document = proof.document
    texts: Iterator[str] = (p.text for p in document.passages)
    rows = (x for t in document.tables for x in (*t.titles, *t.stub, *t.notes, *(h.text for h in t.headers)))
    found = _patterns()["recast"]
    return any(found.search(flat(text)) for part in (texts, rows) for text in part)


def _indexed(proof: Proof) -> dict[Key, list[Fact]]:
    in_table = {n.id for n in proof.reading.numbers if n.cell is not None}
    out: dict[Key, list[Fact]] = {}
    for fact in proof.reading.facts:
        plain = fact.guidance is None and fact.relation is None and fact.period is not None and fact.unit is not None
        if plain and fact.number in in_table and not _says("moving", fact):
            out.setdefault(_key(fact), []).append(fact)
    return out


def _key(fact: Fact) -> Key:
    path = "/".join(filter(None, (normal(label) for label in fact.path)))
    return path, normal(fact.segment or ""), fact.statement, fact.unit, fact.basis


@cache
def normal(text: str) -> str:
    """A label's words without footnote marks, and without those that only follow the figure's sign."""
    words = _WORD.findall(_MARKS.sub(" ", text.lower()))
    kept = [w for w in words if w not in _SIDES]
    return " ".join(kept or words)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
