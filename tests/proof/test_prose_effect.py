"""What an amount of a sentence is per share, by the shares of its period; what shares were bought for."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from proof.told import Told, cell

ROWS = """
Net sales                                    | | 118462 | 109294 | 331901 | 301550
Net income                                   | | 9218   | 8744   | 26120  | 24015
Basic weighted average shares outstanding    | | 47310  | 46850  | 47105  | 46622
Diluted weighted average shares outstanding  | | 48602  | 48115  | 48430  | 47908
Basic shares outstanding after the split     | | 1204   | 1204   | 1204   | 1204
"""
QUARTER = "In the third quarter of 2004, "
BASIC, DILUTED = 2, 3


def told(prose: str) -> Told:
    """The prose under the rows with shares."""
    return Told(prose, rows=ROWS)


@pytest.mark.parametrize(
    ("prose", "figure", "shares"),
    [
        pytest.param(
            QUARTER + "there was an after-tax charge of $6.22 million, or $.13 per diluted share.",
            "$.13",
            cell(DILUTED, 0),
            id="or",
        ),
        pytest.param(
            QUARTER + "the relocation cost $6.22 million ($.13 per basic share) after tax.",
            "$.13",
            cell(BASIC, 0),
            id="in brackets, after tax said behind",
        ),
        pytest.param(
            QUARTER + "a storm reduced net income by $12.2 million, or 25 cents a share.",
            "25 cents",
            cell(DILUTED, 0),
            id="diluted where nothing says which",
        ),
        pytest.param(
            QUARTER + "dividends of $18.6 million, or $.39 per share, were paid.",
            "$.39",
            cell(BASIC, 0),
            id="dividends",
        ),
        pytest.param(
            QUARTER + "a pre-tax charge of $40.0 million ($25.8 million after tax, or $.53 per share) was taken.",
            "$.53",
            cell(DILUTED, 0),
            id="the amount after tax beside it",
        ),
        pytest.param(
            QUARTER + "income before taxes was $14.11 million, or $.29 per diluted share.",
            "$.29",
            cell(DILUTED, 0),
            id="a result before tax is no effect",
        ),
        pytest.param(
            "A gain of $13.9 million, or $.29 per diluted share, fell in the third quarter of 2003.",
            "$.29",
            cell(DILUTED, 1),
            id="the period that the sentence says",
        ),
    ],
)
def test_a_per_share_effect_is_its_amount_over_the_shares(prose: str, figure: str, shares: str) -> None:
    [tie] = told(prose).ties(figure)
    assert (tie.kind, tie.status) == ("ratio", "exact")
    assert tie.terms[1].number == shares


def test_the_recomputation_is_the_quotient_of_what_is_printed() -> None:
    made = told(QUARTER + "there was an after-tax charge of $6.22 million, or $.13 per diluted share.")
    [tie] = made.ties("$.13")
    assert tie.terms[0].number == made.id_of("$6.22 million")
    assert tie.computed == Decimal(6220) / Decimal(48602)
    assert "$6.22 million" in tie.equation
    assert "48602" in tie.equation


def test_a_list_pairs_each_amount_with_the_figure_at_its_place() -> None:
    made = told(QUARTER + "charges were $6.22 million and $11.9 million, or $0.13 and $0.24 per share, respectively.")
    assert [made.ties(f)[0].terms[0].number for f in ("$0.13", "$0.24")] == [
        made.id_of("$6.22 million"),
        made.id_of("$11.9 million"),
    ]


def test_a_list_of_pairs_has_the_times_in_order() -> None:
    made = told(
        "Charges after tax were $12.2 million, or $.25 per diluted share, and $14.1 million, or $.29 per diluted "
        "share, for the third quarter of 2004 and 2003, respectively."
    )
    assert [made.ties(f)[0].terms[1].number for f in ("$.25", "$.29")] == [cell(DILUTED, 0), cell(DILUTED, 1)]


@pytest.mark.parametrize(
    ("prose", "figure"),
    [
        pytest.param(
            QUARTER + "a pre-tax charge of $6.22 million, or $.13 per diluted share, was taken.",
            "$.13",
            id="before tax",
        ),
        pytest.param(
            QUARTER + "a charge of $9.7 million, or $.13 per diluted share, was taken.", "$.13", id="tax not said"
        ),
        pytest.param(
            QUARTER + "net sales were $118.5 million and the dividend $2.44 per share.", "$2.44", id="not said"
        ),
        pytest.param(
            "At year end a charge of $6.22 million, or $.13 a share, is left in 1999.", "$.13", id="no shares"
        ),
    ],
)
def test_what_the_sentence_does_not_give_is_not_tied(prose: str, figure: str) -> None:
    assert told(prose).ties(figure) == []


def test_a_rate_of_tax_makes_a_charge_before_tax_one_after() -> None:
    made = told(
        QUARTER + "the pre-tax charge of $9.72 million, or $.13 per diluted share, at a tax rate of 36.0%, hurt."
    )
    [tie] = made.ties("$.13")
    assert tie.computed == Decimal(9720) / Decimal(48602) * Decimal("0.64")
    assert made.id_of("36.0%") in [t.number for t in tie.terms if t.given]


def test_a_figure_that_net_income_has_in_a_row_is_tied_to_the_row_alone() -> None:
    rows = ROWS + "Diluted net income per share | | 0.19 | 0.18 | 0.54 | 0.50\n"
    made = Told("Net income for the third quarter of 2004 was $9.2 million, or $0.19 per diluted share.", rows=rows)
    assert [t.kind for t in made.ties("$0.19")] == ["equal"]


def test_an_amount_that_one_cent_leaves_open_is_given() -> None:
    made = told(QUARTER + "an after-tax charge of $6.2 million, or $.13 per diluted share, was taken.")
    [tie] = made.ties("$.13")
    assert [t.given for t in tie.terms] == [True, False]
    made = told(QUARTER + "an after-tax charge of $123.4 million, or $2.54 per diluted share, was taken.")
    [tie] = made.ties("$2.54")
    assert not any(t.given for t in tie.terms)


def test_a_slip_of_an_effect_after_tax_is_told() -> None:
    made = told(QUARTER + "there was an after-tax charge of $12.2 million, or $.52 per diluted share.")
    [tie] = [t for t in made.broken() if t.target == made.id_of("$.52")]
    assert tie.certainty == "warning"
    assert tie.suspects[0].expected == Decimal("0.25")


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("a charge of $12.2 million, or $.52 per diluted share, was taken.", id="tax not said"),
        pytest.param("an after-tax charge of $12.2 million, or $.26 per diluted share, was taken.", id="other shares"),
        pytest.param("an after-tax charge of $3.4 million, or $.09 per diluted share, was taken.", id="one digit"),
        pytest.param("an after-tax charge of $12.2 million, or about $.52 per diluted share, was taken.", id="hedged"),
    ],
)
def test_what_may_have_another_reason_is_not_told(prose: str) -> None:
    assert told(QUARTER + prose).broken() == []


@pytest.mark.parametrize(
    ("prose", "status"),
    [
        ("repurchased 1.2 million shares for $31 million (an average of $25.83 per share).", "exact"),
        ("repurchased 314,200 shares at an average price of $25.83 per share, or $8.12 million.", "within-rounding"),
    ],
)
def test_the_price_of_shares_bought_is_what_was_spent_on_them(prose: str, status: str) -> None:
    [tie] = told(QUARTER + "the company " + prose).ties("$25.83")
    assert (tie.kind, tie.status) == ("ratio", status)


def test_a_price_that_many_others_would_fit_as_well_proves_nothing() -> None:
    assert (
        told(QUARTER + "the company repurchased 2 million shares for $52 million, or $25.83 per share.").ties("$25.83")
        == []
    )


@settings(max_examples=40, deadline=None)
@given(thousands=st.integers(5_000, 400_000), column=st.sampled_from((0, 1)))
def test_every_rightly_rounded_effect_holds(thousands: int, column: int) -> None:
    assume(thousands // 100 % 1000)  # a full hundred million is read as one digit
    shares = (48602, 48115)[column]
    amount = Decimal(thousands // 100) / 10
    each = (Decimal(thousands // 100 * 100) / shares).quantize(Decimal("0.01"), ROUND_HALF_UP)
    when = ("the third quarter of 2004", "the third quarter of 2003")[column]
    made = told(f"In {when}, an after-tax charge of ${amount} million, or ${each} per diluted share, was taken.")
    [tie] = made.ties(f"${each}")
    assert tie.status != "broken"
