"""What is likelier of another thing than wrong: figures one digit off a row of like words that are not the row's."""

from __future__ import annotations

import pytest

from proof.told import Told

SALES = "Net sales | | 27485 | 28294 | 91901 | 91550\n"
CURRENCY = """
Sales at constant currency/Net sales                      | | 27485 | 28294 | 91901 | 91550
Sales at constant currency/Currency effects               | | 2110  | 0     | 2820  | 0
Sales at constant currency/Net sales at constant currency | | 29595 | 28294 | 94721 | 91550
"""
COSTS = "Finance costs | | 45260 | 33240 | 91901 | 61550\n"
RESULT = "Income (loss) from operations | | 3093 | -134 | 1841 | 2757\n"
RATES = """
Occupancy rate | | 92.00% | 91.00% | 90.00% | 89.00%

Occupancy rate | | 74.00% | 73.00% | 71.00% | 70.00%
"""
OCCUPANCY = "Occupancy rate | | 92.00% | 91.00% | 90.00% | 89.00%\n"
OTHERS = (
    "The occupancy rate was 71% in the third quarter of 2004. The occupancy rate was 64% in the third quarter of 2004. "
)


def warned(prose: str, rows: str) -> list[str | None]:
    """The certainties of what is reported of the prose, notes left out."""
    return [t.certainty for t in Told(prose, rows=rows).broken() if t.certainty in ("warning", "error")]


@pytest.mark.parametrize(
    ("wrong", "other", "rows"),
    [
        pytest.param(
            "Net sales of $28.5 million for the third quarter of 2004 were in line with the plan.",
            "Constant currency net sales of $28.5 million for the third quarter of 2004 were in line with the plan.",
            SALES,
            id="another basis",
        ),
        pytest.param(
            "Net sales decreased 2.8% in the third quarter of 2004.",
            "Net sales decreased 2.8% at constant currency in the third quarter of 2004.",
            CURRENCY,
            id="a basis of which one row of a reconciliation is",
        ),
        pytest.param(
            "Net sales for the third quarter of 2004 were $27,485,000, compared with $28,394,000 for the third quarter "
            "of 2003.",
            "Net sales for the third quarter of 2004 were $12,310,000, compared with $28,394,000 for the third quarter "
            "of 2003.",
            SALES,
            id="a sentence of whose amounts the row has none",
        ),
        pytest.param(
            "Finance costs increased $12.4 million in the third quarter of 2004.",
            "Finance costs increased $12.1 million in the third quarter of 2004.",
            COSTS,
            id="the difference of rounded amounts",
        ),
        pytest.param(
            "Income from operations increased $3.3 million in the third quarter of 2004.",
            "Income from operations improved to income of $3.1 million in the third quarter of 2004.",
            RESULT,
            id="the level where a change is read",
        ),
        pytest.param(
            "The occupancy rate was 82% in the third quarter of 2004.",
            OTHERS + "The occupancy rate was 82% in the third quarter of 2004.",
            OCCUPANCY,
            id="said of several parts",
        ),
        pytest.param(
            "The occupancy rate was 82% for the third quarter of 2004.",
            "The occupancy rate was 82% for the third quarter of 2004.",
            RATES,
            id="rows of one name",
        ),
    ],
)
def test_what_is_of_another_thing_is_not_called_wrong(wrong: str, other: str, rows: str) -> None:
    assert warned(wrong, rows if wrong != other else rows.split("\n\n")[0])
    assert warned(other, rows) == []


def test_a_comparison_is_on_the_basis_of_the_amount_before_it() -> None:
    prose = (
        "On an underlying basis, net sales for the third quarter of 2004 were $27.9 million, compared with $28.4 "
        "million for the third quarter of 2003."
    )
    assert warned(prose, SALES) == []


ORDERS = "In the third quarter of 2004 orders in hand were {}, an increase of {}. "


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        pytest.param(ORDERS.format("$6.31 million", "$1.37 million"), ["contradiction"], id="the same"),
        pytest.param(ORDERS.format("$577,000", "$1.37 million"), [], id="another level"),
        pytest.param(ORDERS.format("$6.31 million", "$1.37 million from the second quarter of 2004"), [], id="base"),
    ],
)
def test_changes_contradict_each_other_where_they_are_of_one_amount(other: str, reasons: list[str]) -> None:
    told = Told(ORDERS.format("$6.31 million", "$1.27 million") + other)
    assert [t.reason for t in told.proof.ties if t.status == "broken"] == reasons


@pytest.mark.parametrize(("body", "reasons"), [("company's", ["contradiction"]), ("subsidiary, Harbour Bank's,", [])])
def test_ratios_contradict_each_other_where_they_are_of_one_body(body: str, reasons: list[str]) -> None:
    ratio = "The {} total capital to weighted assets was {} at September 30, 2004. "
    told = Told(ratio.format("company's", "13.51%") + ratio.format(body, "13.01%"))
    assert [t.reason for t in told.broken()] == reasons


@pytest.mark.parametrize(
    ("prose", "rows"),
    [
        pytest.param("Net sales included $28.4 million for the third quarter of 2003.", SALES, id="a word of its own"),
        pytest.param(
            "Fee income was $12.38 million for the third quarter of 2004.",
            "Fee income | | 12280 | 11410 | 36110 | 33920\n\nFee income | | 27440 | 25120 | 80150 | 76230\n",
            id="two rows of one name",
        ),
        pytest.param("Finance costs increased $12.9 million in the third quarter of 2004.", COSTS, id="a change"),
        pytest.param("Finance costs decreased $12.0 million in the third quarter of 2004.", COSTS, id="a direction"),
        pytest.param(
            "Fees and commissions were $58.4 million for the third quarter of 2004.",
            "Fees | | 35400 | 31200 | 91901 | 61550\nCommissions | | 24000 | 22100 | 71410 | 65330\n",
            id="two rows that add up",
        ),
    ],
)
def test_a_row_of_the_very_words_is_meant_whatever_may_be_said_against_it(prose: str, rows: str) -> None:
    assert warned(prose, rows) == ["warning"]


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("Core finance costs were $45.36 million for the third quarter of 2004.", id="another basis"),
        pytest.param("Finance costs included $46 million of fees in the third quarter of 2004.", id="a part"),
        pytest.param("Finance costs were about $45.36 million for the third quarter of 2004.", id="a hedge"),
    ],
)
def test_but_not_a_row_that_the_words_set_apart(prose: str) -> None:
    assert warned(prose, COSTS) == []
