"""Values in print: plain decimals, and amounts in a number's own style."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.model.number import Number, Where
from crossfoot.model.printed import as_printed, plain


def number(text: str, value: str, decimals: int | None, where: Where = "table") -> Number:
    return Number("n1", (0, len(text)), 1, text, where, Decimal(value), "USD", decimals)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2.719E+6", "2719000"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("0.50", "0.5"),
        ("-2719000", "-2719000"),
        ("1E-7", "0.0000001"),
    ],
)
def test_plain(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_plain_is_exact_and_has_no_exponent(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)


@pytest.mark.parametrize(
    ("text", "value", "decimals", "wanted", "shown"),
    [
        ("27,485", "27485000", -3, "27486000", "27,486"),
        ("(2,719)", "-2719000", -3, "-2718000", "(2,718)"),
        ("(2,719)", "-2719000", -3, "2719000", "2,719"),
        ("2,719", "2719000", -3, "-2719000", "(2,719)"),
        ("(0.55)", "-0.55", 2, "-0.54", "(0.54)"),
        (".41", "0.41", 2, "0.42", ".42"),
        ("$2,719,000", "-2719000", 0, "-2718000", "$2,718,000"),
        ("55 cents", "-0.55", 2, "-0.54", "54 cents"),
        ("$1.9 million", "1900000", -5, "2000000", "$2.0 million"),
        ("$1.9 million", "1900000", -5, "1934000", "$1.9 million"),
        ("5.5%", "5.5", 1, "5.6", "5.6%"),
        ("3%", "-3", 0, "-4", "4%"),
        ("--", "0", -3, "928000", "928"),
        ("--", "0", -3, "-928000", "(928)"),
        ("0", "0", -3, "12000", "12"),
        ("928", "928000", -3, "1928000", "1,928"),
        ("27485", "27485000", -3, "27486000", "27486"),
        ("7", "7", None, "8", "8"),
    ],
)
def test_as_printed(text: str, value: str, decimals: int | None, wanted: str, shown: str) -> None:
    assert as_printed(Decimal(wanted), number(text, value, decimals)) == shown


@given(st.integers(-(10**9), 10**9).filter(bool), st.integers(-6, 2))
def test_a_number_is_printed_as_it_was(amount: int, decimals: int) -> None:
    value = Decimal(amount).scaleb(-decimals)
    digits = format(abs(Decimal(amount).scaleb(-max(decimals, 0))), ",f")
    text = f"({digits})" if amount < 0 else digits
    assert as_printed(value, number(text, str(value), decimals)) == text
