"""Numbers in running text: what belongs to them, and what they stand for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.extract.printed import Printed, printed_at


def read(text: str) -> Printed:
    """The number that `text` starts with."""
    found = printed_at(text, 0)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "printed", "value", "decimals", "kind"),
    [
        ("$2,719,000, or", "$2,719,000", "2719000", 0, "money"),
        ("55 cents per share", "55 cents", "0.55", 2, "cents"),
        ("0.4% to", "0.4%", "0.4", 1, "percent"),
        ("10 percent of", "10 percent", "10", 0, "percent"),
        ("$204.5\nmillion, or", "$204.5\nmillion", "204500000", -5, "money"),
        ("$1.14 billion", "$1.14 billion", "1140000000", -7, "money"),
        ("150 basis points higher", "150 basis points", "150", 0, "basis-points"),
        ("$.41 a share", "$.41", "0.41", 2, "money"),
        ("61,342 customers", "61,342", "61342", 0, "plain"),
        ("$1, 465,000", "$1, 465,000", "1465000", 0, "money"),
    ],
)
def test_a_number_takes_its_words_with_it(text: str, printed: str, value: str, decimals: int, kind: str) -> None:
    found = read(text)
    assert text[found.start : found.end] == printed
    assert (found.value, found.decimals, found.kind) == (Decimal(value), decimals, kind)


@pytest.mark.parametrize(
    ("text", "printed", "bracketed"),
    [
        ("($.38) per share", "($.38)", True),
        ("$(22) million or", "$(22) million", True),
        ("($14) million", "($14) million", True),
        ("(5.2 percent) lower", "5.2 percent", False),
        ("(3%)", "3%", False),
        ("$15 million)", "$15 million", False),
        ("2,010,000), less", "2,010,000", False),
        ("-$5.1 million", "-$5.1 million", True),
    ],
)
def test_brackets_of_the_sentence_are_not_the_numbers(text: str, printed: str, bracketed: bool) -> None:
    found = read(text)
    assert (text[found.start : found.end], found.bracketed) == (printed, bracketed)


@pytest.mark.parametrize("text", ["three", "", "per share", "("])
def test_no_digits_no_number(text: str) -> None:
    assert printed_at(text, 0) is None


@given(st.integers(0, 10**12))
def test_full_dollars_come_back(amount: int) -> None:
    assert read(f"${amount:,} in").value == amount


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [("$1.3B", "1300000000", -8), ("$725mm", "725000000", -6), ("16.5M views", "16500000", -5), ("6%3", "6", 0)],
)
def test_letters_of_scale_and_marks_of_notes(text: str, value: str, decimals: int) -> None:
    printed = printed_at(text, 0)
    assert printed is not None
    assert (printed.value, printed.decimals) == (Decimal(value), decimals)
