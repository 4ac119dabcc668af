"""New figures for a finished release: what takes the place of each number, and of the words that go with it.

A number that says what the books give stays as it is. A word of direction ("decreased") or sign ("a loss of") turns
round where its figure does; where none is found, the change says that a person has to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from crossfoot import vocabulary
from crossfoot.model.books import Change, Closed, Match, Reference, Stated, key_of
from crossfoot.model.claim import Claim
from crossfoot.model.document import Document, Span
from crossfoot.model.number import Number
from crossfoot.model.printed import as_printed
from crossfoot.model.proof import Proof

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FORWARD = 80  # characters behind its number in which a direction's word may stand


def changes(proof: Proof, reference: Reference, closed: Closed) -> tuple[Change, ...]:
    """Every change that the release needs to say what the books give, in document order, each place once."""
    desk = _Desk(proof, closed)
    found: dict[Span, Change] = {}
    for match in reference.matches:
        for change in desk.of(match):
            found.setdefault(change.span, change)
    kept: list[Change] = []
    for change in sorted(found.values(), key=lambda c: c.span):
        if not kept or change.span[0] >= kept[-1].span[1]:
            kept.append(change)
    return tuple(kept)


class _Desk:
    """One release, with what it says of its numbers."""

    def __init__(self, proof: Proof, closed: Closed) -> None:
        self.document: Document = proof.document
        self.closed = closed
        self.numbers = {n.id: n for n in proof.reading.numbers}
        self.claims = {c.number: c for c in proof.reading.claims}
        self.directions = [tuple(pair) for pair in vocabulary.load("compose")["directions"]]
        self.signs = [tuple(pair) for pair in vocabulary.load("compose")["signs"]]

    def of(self, match: Match) -> Iterator[Change]:
        """What changes with one number."""
        number, stated = self.numbers[match.number], match.stated
        new = self._text(number, stated)
        if new is not None:
            tabular = number.cell is not None and self.document.format == "text"
            yield Change(number.span, number.line, number.text, new, stated.key, tabular)
        claim = self.claims.get(number.id)
        if claim is not None:
            yield from self._direction(number, claim, stated)
            if not stated.change:
                yield from self._sign(number, claim, stated)

    def _text(self, number: Number, stated: Stated) -> str | None:
        """The number as it is to be printed; None where it stays."""
        half = abs(number.value - stated.value)
        if not half:
            return None
        if stated.unit == "percent":
            return _DIGITS.sub(format(abs(stated.value), ",f"), number.text, count=1)
        if number.where == "narrative" and number.decimals is not None and half * 2 <= _unit(number):
            return None
        if stated.nil and number.cell is not None:
            return self.closed.package.settings.house.nil
        like = number
        if number.nil:
            like = self._neighbour(number)
        if number.where == "narrative":
            size = abs(stated.value) if number.value >= 0 or not _bracketed(number) else stated.value
            alike = number if (size < 0) == (number.value < 0) else _positive(number)
            return as_printed(size, alike)
        return as_printed(stated.value, like)

    def _neighbour(self, number: Number) -> Number:
        """A number of the same row, or else of the same table, that has digits: how this one would be printed."""
        assert number.cell is not None
        table, row, _ = number.cell
        others = [
            n for n in self.numbers.values() if n.cell is not None and n.cell[0] == table and not n.nil and n.value
        ]
        others = [n for n in others if n.decimals == number.decimals] or others
        return next((n for n in others if n.cell is not None and n.cell[1] == row), others[0] if others else number)

    def _direction(self, number: Number, claim: Claim, stated: Stated) -> Iterator[Change]:
        key = stated.key.removeprefix("-").partition("#")[0]
        figure = self.closed.figures.get(key)
        if not claim.direction or figure is None or claim.role == "comparison":
            return
        before = self.closed.figures.get(key_of(figure.line, figure.segment, f"{figure.slot.id}.prior"))
        if before is None:
            return
        moved = (figure.printed - before.printed) * (-1 if stated.key.startswith("-") else 1)
        new = (moved > 0) - (moved < 0)
        if new * claim.direction < 0:
            pairs = [pair if new > 0 else pair[::-1] for pair in self.directions]
            yield self._turned(number, claim, stated, pairs, claim.direction_text or "", _FORWARD)

    def _sign(self, number: Number, claim: Claim, stated: Stated) -> Iterator[Change]:
        if not stated.value or not number.value or (stated.value < 0) == (number.value < 0):
            return
        start = number.span[0]
        if stated.value > 0 and claim.sign_text == "negative":
            at = self.document.source.lower().rfind("negative", claim.sentence[0], start)
            if at >= 0:
                end = at + len("negative")
                gap = len(self.document.source[end:start]) - len(self.document.source[end:start].lstrip())
                yield Change((at, end + gap), number.line, "negative", "", stated.key)
            return
        pairs: list[tuple[str, ...]] = [(new, old) if stated.value > 0 else (old, new) for new, old in self.signs]
        yield self._turned(number, claim, stated, pairs, claim.sign_text or "", 0)

    def _turned(
        self, number: Number, claim: Claim, stated: Stated, pairs: list[tuple[str, ...]], word: str, forward: int
    ) -> Change:
        """The word nearest to the number that one of the pairs (new, old) turns round."""
        source = self.document.source
        start, end = claim.sentence[0], min(claim.sentence[1], number.span[1] + forward)
        places: list[tuple[int, int, Span, str]] = []
        for new, old in pairs:
            words = r"\s+".join(map(re.escape, old.split()))  # a line may end between two
            for found in re.finditer(rf"\b{words}\b", source[start:end], re.IGNORECASE):
                span = (start + found.start(), start + found.end())
                away = number.span[0] - span[1] if span[1] <= number.span[0] else span[0] - number.span[1]
                places.append((away - (span[1] - span[0]), -(span[1] - span[0]), span, _cased(new, found.group())))
        named = [p for p in places if word and word.lower() in source[slice(*p[2])].lower()]
        if not places:
            return Change(number.span, number.line, word or number.text, None, stated.key)
        _, _, span, new = min(named or places)
        return Change(span, number.line, source[slice(*span)], new, stated.key)


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def _bracketed(number: Number) -> bool:
    return "(" in number.text or "-" in number.text


def _positive(number: Number) -> Number:
    return msgspec.structs.replace(number, value=abs(number.value))


def _unit(number: Number) -> Decimal:
    """One unit of the number's last digit, in full units."""
    assert number.decimals is not None
    return Decimal(1).scaleb(-number.decimals)
