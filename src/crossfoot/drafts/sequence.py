"""Two sequences of texts aligned: what is the same, what replaced what, what came and what went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_ALIKE = 0.5  # so much of two texts' words in common makes the one a later form of the other


class Step(NamedTuple):
    """Indices of a text in both sequences; None where one has no counterpart."""

    before: int | None
    after: int | None


def aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[Step]:
    """Each text of both sequences once, with its counterpart, in order."""
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    inner = range(first, len(before) - last), range(first, len(after) - last)
    yield from (Step(k, k) for k in range(first))
    matcher = SequenceMatcher(
        None, before[inner[0].start : inner[0].stop], after[inner[1].start : inner[1].stop], False
    )
    for verb, a, b, c, d in matcher.get_opcodes():
        olds, news = range(first + a, first + b), range(first + c, first + d)
        if verb == "equal":
            yield from map(Step, olds, news)
        else:
            yield from _replaced(before, after, olds, news)
    yield from map(Step, range(len(before) - last, len(before)), range(len(after) - last, len(after)))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many texts the two begin with in common."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _replaced(before: Sequence[str], after: Sequence[str], olds: range, news: range) -> Iterator[Step]:
    """The texts of a stretch that changed: each new one with the next old one that it is a later form of."""
    left = olds.start
    for new in news:
        old = next((k for k in range(left, olds.stop) if alike(before[k], after[new])), None)
        if old is None:
            yield Step(None, new)
            continue
        yield from (Step(k, None) for k in range(left, old))
        yield Step(old, new)
        left = old + 1
    yield from (Step(k, None) for k in range(left, olds.stop))


def alike(one: str, other: str) -> bool:
    """True where two texts share half of their words, in order."""
    return SequenceMatcher(None, one.lower().split(), other.lower().split(), False).ratio() >= _ALIKE
