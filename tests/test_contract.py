"""The contract's sentences that no schema can say, on releases as they are and with a digit altered."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import crossfoot
from places import CASES
from promises import promises_kept

MUTANTS = 25


def test_the_examples(example: Path) -> None:
    proof = crossfoot.check(example)
    promises_kept(proof)
    assert proof.coverage
    assert proof.coverage.proved > 50


def test_the_examples_with_a_digit_altered(example: Path) -> None:
    """Here there are findings and suspects to keep promises about."""
    chance = random.Random(2)
    text = example.read_text("utf-8")
    numbers = [n for n in crossfoot.check(example).reading.numbers if n.status == "proved" and not n.nil]
    found = 0
    for number in chance.sample(numbers, MUTANTS):
        place = next(k for k in range(number.span[1] - 1, number.span[0] - 1, -1) if text[k].isdigit())
        digit = chance.choice([d for d in "123456789" if d != text[place]])
        proof = crossfoot.check((text[:place] + digit + text[place + 1 :]).encode())
        promises_kept(proof)
        found += any(f.suspects for f in proof.findings)
    assert found > MUTANTS / 2


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_readers_cases(case: Path) -> None:
    promises_kept(crossfoot.check(case))


def test_real_releases(corpus: list[Path]) -> None:
    for path in corpus:
        promises_kept(crossfoot.check(path))
