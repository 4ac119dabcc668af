"""How well each number is proved, as one letter; and the stretches of the source to be marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from crossfoot.model.finding import Finding
from crossfoot.model.number import Number
from crossfoot.model.proof import Proof

# The letters that style sheet and script know, in the order of the legend.
STATES = {"p": "proved", "r": "within rounding", "b": "broken", "u": "unproved", "x": "exempt"}
_LETTERS = {"broken": "b", "unproved": "u", "exempt": "x"}


def states(proof: Proof) -> tuple[str, ...]:
    """The letter of each number, in order. A number is within rounding where it is proved, and no tie holds exactly."""
    exact = {tie.id for tie in proof.ties if tie.status == "exact"}
    return tuple(_LETTERS.get(n.status) or ("p" if exact.intersection(n.ties) else "r") for n in proof.reading.numbers)


class Stretch(NamedTuple):
    """A piece of the source, the index of its number, and that of the finding about this passage; None for none."""

    start: int
    end: int
    number: int | None
    finding: int | None = None


class Marker:
    """Cuts stretches of the source, asked for in ascending order, at the ends of numbers and of passages told of."""

    def __init__(self, numbers: tuple[Number, ...], findings: tuple[Finding, ...] = ()) -> None:
        passages = sorted((f.span, k) for k, f in enumerate(findings) if f.span and not f.numbers)
        self._passages = [(start, end, k) for (start, end), k in passages]
        ordered = sorted(range(len(numbers)), key=lambda k: numbers[k].span)
        self._spans = [(*numbers[k].span, k) for k in ordered]
        self._next = 0

    def cut(self, start: int, end: int) -> Iterator[Stretch]:
        """The stretches of [start, end). A number that begins within another's span starts its own there."""
        for stretch in self._numbered(start, end):
            yield from self._told(stretch) if self._passages else (stretch,)

    def _told(self, stretch: Stretch) -> Iterator[Stretch]:
        """The stretch, cut where passages begin and end; of two passages on one place the first counts."""
        at = stretch.start
        while at < stretch.end:
            here = [p for p in self._passages if p[1] > at and p[0] < stretch.end]
            begin, stop, finding = min(here, default=(stretch.end, stretch.end, -1))
            if begin > at:
                yield Stretch(at, min(begin, stretch.end), stretch.number)
                at = begin
            else:
                stop = min(stop, stretch.end)
                yield Stretch(at, stop, stretch.number, finding)
                at = stop

    def _numbered(self, start: int, end: int) -> Iterator[Stretch]:
        spans = self._spans
        at = start
        while at < end:
            while self._next < len(spans) and spans[self._next][1] <= at:
                self._next += 1
            begin, stop, number = spans[self._next] if self._next < len(spans) else (end, end, -1)
            if begin > at:
                yield Stretch(at, min(begin, end), None)
                at = begin
                continue
            if self._next + 1 < len(spans):
                stop = min(stop, max(spans[self._next + 1][0], at + 1))
            if stop <= at:
                self._next += 1
                continue
            yield Stretch(at, min(stop, end), number)
            if stop <= end:
                self._next += 1
            at = stop
