"""Which figure of the books a number of a release states.

Our own release is matched by place: its figures stand in a known order among its numbers. Anybody else's is matched by
meaning: concept or label, segment, period and unit of each fact that was read, never by value, for the value is what
is in question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from crossfoot.model.books import Booked, Closed, Match, Reference, Slot, Stated, key_of
from crossfoot.model.change import percent_change
from crossfoot.model.claim import Claim
from crossfoot.model.fact import Fact
from crossfoot.model.layout import LineItem
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.proof import Reading

WEEKDAYS_OFF = 8  # a calendar of weeks is not always stated: starts may differ by so many days
ALIKE = 0.75  # share of words that two labels have in common, for one to be taken for the other; a score
_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"[a-z]+")
_SMALL = {"the", "of", "and", "in", "on", "to", "from", "by", "total", "net", "a", "for", "loss"}


def in_order(stated: tuple[Stated, ...], reading: Reading, closed: Closed) -> Reference:
    """Our own release: each stated figure beside the number printed for it. What is not there is missing."""
    numbers = [n for n in reading.numbers if n.where != "furniture"]
    wanted = [_core(s.text) for s in stated]
    found = SequenceMatcher(None, wanted, [_core(n.text) for n in numbers], autojunk=False)
    matches: list[Match] = []
    missing: list[Stated] = []
    for operation, first, last, low, high in found.get_opcodes():
        for offset, each in enumerate(stated[first:last]):
            if operation == "equal" or (operation == "replace" and offset < high - low):
                matches.append(Match(numbers[low + offset].id, each))
            else:
                missing.append(each)
    return Reference(tuple(matches), tuple(missing), closed.faults, whole=True)


def by_meaning(closed: Closed, reading: Reading) -> Reference:
    """Anybody's release: each fact that states a figure of the books, beside that figure."""
    index = _Index(closed)
    numbers = {n.id: n for n in reading.numbers}
    claims = {c.number: c for c in reading.claims}
    found: list[tuple[Fact, Booked]] = []
    for fact in reading.facts:
        figure = index.figure(fact)
        if figure is not None:
            found.append((fact, figure))
    turned = _turned(found, numbers)
    matches = []
    for fact, figure in found:
        number = numbers[fact.number]
        sign = -1 if (_row(number) or fact.number) in turned else 1
        stated = _stated(closed, fact, figure, sign, claims.get(fact.number))
        if stated is not None:
            matches.append(Match(fact.number, stated))
    return Reference(tuple(matches), (), closed.faults, whole=False)


def _core(text: str) -> str:
    """What two printings of a figure have in common: its digits, or that it has none."""
    return "".join(_DIGITS.findall(text)) or "nil"


def _row(number: Number) -> str | None:
    return f"row {number.cell[0]}.{number.cell[1]}" if number.cell is not None else None


def _turned(found: list[tuple[Fact, Booked]], numbers: dict[str, Number]) -> set[str]:
    """The rows, and the claims, that print their line turned round (a reconciliation adds expenses back)."""
    votes: dict[str, int] = {}
    for fact, figure in found:
        if fact.unit == "percent" or not fact.value or not figure.printed:
            continue
        where = _row(numbers[fact.number]) or fact.number
        vote = (fact.value == figure.printed) - (fact.value == -figure.printed)
        if not vote and fact.claim is not None:
            vote = -1 if (fact.value > 0) != (figure.printed > 0) and "expense" in fact.label.lower() else 1
        votes[where] = votes.get(where, 0) + vote
    return {where for where, vote in votes.items() if vote < 0}


def _stated(closed: Closed, fact: Fact, figure: Booked, sign: int, claim: Claim | None) -> Stated | None:
    """What the number should say; None for a change that the books cannot compute."""
    house = closed.package.settings.house
    value, unit, key, change = figure.printed * sign, figure.unit, figure.key, ""
    if fact.relation is not None or fact.unit == "percent":
        prior = closed.figures.get(key_of(figure.line, figure.segment, f"{figure.slot.id}.prior"))
        if prior is None or fact.relation is None or not _from_prior(fact.relation.from_period, prior.slot):
            return None
        if fact.relation.kind == "percent-change":
            finer = abs(fact.value) >= 1 and (fact.decimals or 0) > house.percent_places
            places = (fact.decimals or 0) if finer else house.percent_places
            moved = percent_change(value, prior.printed * sign, places, max(places, house.small_percent_places))
            if moved is None:
                return None
            value, unit, change = moved, "percent", "percent"
        elif fact.relation.kind == "change":
            value, change = (figure.printed - prior.printed) * sign, "change"
        else:
            return None
        key = f"{key}#{change}"
    key = f"-{key}" if sign < 0 else key
    return Stated(
        key, "", value, unit, figure.slot.period, fact.segment, fact.label, fact.path, nil=not value,
        table=claim is None, change=change,
    )  # fmt: skip


def _from_prior(told: Period | None, prior: Slot) -> bool:
    return told is None or _same_period(told, prior.period)


class _Index:
    """The figures of the books by what a fact says of itself."""

    def __init__(self, closed: Closed) -> None:
        self.closed = closed
        self.lines = closed.package.lines
        self.segments = {_plain(s.label): s.id for s in closed.package.settings.segments}
        self.labels = {name: list(self._labels(line)) for name, line in self.lines.items()}
        present = {b.line for b in closed.figures.values()}
        self.by_concept: dict[str, list[str]] = {}
        for name, line in self.lines.items():
            for concept in line.concepts:
                if name in present:
                    self.by_concept.setdefault(concept, []).append(name)
        self.present = [name for name in self.lines if name in present]

    def _labels(self, line: LineItem) -> Iterator[frozenset[str]]:
        texts = [line.label, line.label_positive, line.label_negative, line.positive, line.negative]
        texts += [r.label for layout in self.closed.package.layouts for r in layout.rows if r.line == line.id]
        return (_words(text) for text in texts if text)

    def figure(self, fact: Fact) -> Booked | None:
        """The figure that a fact is about, whatever value it gives; None where there is none, or more than one."""
        if fact.guidance or fact.basis or fact.period is None:
            return None
        segment = self.segments.get(_plain(fact.segment), None) if fact.segment else ""
        slot = next((s for s in self.closed.slots if _same_period(fact.period, s.period)), None)
        if segment is None or slot is None:
            return None
        figures = [
            f
            for name in self._lines(fact)
            if (f := self.closed.figures.get(key_of(name, segment, slot.id))) is not None
        ]
        figures = [f for f in figures if fact.unit in (f.unit, "percent")]
        if len({f.printed for f in figures}) > 1:
            figures = [f for f in figures if abs(f.printed) == abs(fact.value)]
        return figures[0] if figures else None

    def _lines(self, fact: Fact) -> list[str]:
        named = self.by_concept.get(fact.concept or "", [])
        words = [_words(text) for text in (fact.label, *fact.path[-2:])]
        said = _words(fact.segment) if fact.segment else frozenset[str]()
        scored = [
            (max((_alike_score(w - said, label) for w in words for label in self.labels[name]), default=0.0), name)
            for name in named or self.present
        ]
        best = max(scored, default=(0.0, ""))
        if named:
            return [name for score, name in scored if score == best[0]]
        return [name for score, name in scored if score == best[0] and score >= ALIKE]


def _alike_score(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of the words of two labels that both have; a score."""
    together = len(first | second)
    return len(first & second) / together if together else 0.0


def _words(text: str) -> frozenset[str]:
    words = [w.removesuffix("s") for w in _WORD.findall(text.lower())]
    return frozenset(w for w in words if w not in _SMALL) or frozenset(words)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _same_period(first: Period, second: Period) -> bool:
    if first.end != second.end or (first.start is None) != (second.start is None):
        return False
    return first.start is None or second.start is None or abs((first.start - second.start).days) <= WEEKDAYS_OFF
