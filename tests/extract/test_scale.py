"""Captions of scale, and scales that arithmetic settles."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crossfoot.extract.magnitude import Sample, gap, money_power, shares_power
from crossfoot.extract.scale import caption, over_all


@pytest.mark.parametrize(
    ("text", "power", "shares_too"),
    [
        ("(In thousands, except per share data)", 3, True),
        ("(IN THOUSANDS, EXCEPT PER SHARE AMOUNTS)", 3, True),
        ("(In thousands, except share and per share data)", 3, False),
        ("(in 000s, except share data)", 3, False),
        ("(Dollars in millions, except per share amounts)", 6, False),
        ("(In Millions of Dollars)", 6, False),
        ("Thousands of dollars", 3, False),
        ("(000's omitted)", 3, True),
        ("$000", 3, False),
        ("$ in billions", 9, False),
        ("(millions)", 6, True),
    ],
)
def test_a_caption_states_its_power_and_whether_it_holds_for_shares(text: str, power: int, shares_too: bool) -> None:
    found = caption(text)
    assert found is not None
    assert (found.power, found.shares_too) == (power, shares_too)


@pytest.mark.parametrize("text", ["Net sales", "10,000 units", "a million reasons", "in 2004", "1,000,000"])
def test_other_words_state_none(text: str) -> None:
    assert caption(text) is None


def test_a_scale_of_something_other_than_money() -> None:
    found = caption("(In Millions of Kilowatt-hours)")
    assert found is not None
    assert not found.money


def test_a_caption_centred_over_columns_is_the_whole_tables() -> None:
    found = over_all(("1998", "(IN THOUSANDS)", "1999"))
    assert found is not None
    assert found.power == 3
    assert over_all(("Amount (000's)", "1999")) is None


def test_earnings_per_share_settle_the_scale() -> None:
    whole = [
        Sample(Decimal(3983), Decimal(9911027), Decimal("0.40")),
        Sample(Decimal(3795), Decimal(9944017), Decimal("0.38")),
    ]
    assert gap(whole) == 3
    assert money_power(3, Decimal(9911027)) == 3
    same = [Sample(Decimal(-2719), Decimal(4932), Decimal("-0.55"))]
    assert gap(same) == 0
    assert shares_power(0, 3) == 3


def test_a_cent_a_share_settles_nothing() -> None:
    assert gap([Sample(Decimal(201), Decimal(26554), Decimal("0.01"))]) is None
