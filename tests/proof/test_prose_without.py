"""What a figure, or its growth, is without an item that the text gives."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proof.told import Told, cell

ROWS = """
Net sales                            | | 118462 | 109294 | 331901 | 301550
Income from operations               | | 14327  | 15218  | 40112  | 39620
Selling and administrative expenses  | | 21440  | 17862  | 60110  | 52931
Relocation costs                     | | 1240   | 310    | 1240   | 310
Net income                           | | 9218   | 8744   | 26120  | 24015
Net income per diluted share         | | 0.19   | 0.18   | 0.54   | 0.50
"""
SALES, OPERATIONS, EXPENSES, RELOCATION, NET, SHARE = range(6)
QUARTER = "the third quarter of 2004"


def told(prose: str) -> Told:
    """The prose under rows of results."""
    return Told(prose, rows=ROWS)


@pytest.mark.parametrize(
    ("prose", "figure", "row", "computed"),
    [
        pytest.param(
            f"Excluding an after-tax charge of $1.8 million, net income for {QUARTER} would have been $11.0 million.",
            "$11.0 million",
            NET,
            "11018000",
            id="a charge is added back",
        ),
        pytest.param(
            f"Results for {QUARTER} include an after-tax charge of $1.8 million. Excluding this charge, net profit "
            "would have been $11.0 million.",
            "$11.0 million",
            NET,
            "11018000",
            id="the sentence before",
        ),
        pytest.param(
            f"Adjusted for the $3.2 million charge, income from operations for {QUARTER} rose to $17.5 million from "
            "$15.2 million.",
            "$17.5 million",
            OPERATIONS,
            "17527000",
            id="not what it is compared with",
        ),
        pytest.param(
            f"Excluding the $2.1 million gain and the $0.6 million charge, income from operations for {QUARTER} was "
            "$12.8 million.",
            "$12.8 million",
            OPERATIONS,
            "12827000",
            id="a gain and a charge",
        ),
        pytest.param(
            f"Selling and administrative expenses for {QUARTER} were $19.3 million excluding severance of $2.1 "
            "million.",
            "$19.3 million",
            EXPENSES,
            "19340000",
            id="a cost is less without a cost",
        ),
        pytest.param(
            f"Excluding relocation costs, income from operations for {QUARTER} was $15.6 million.",
            "$15.6 million",
            OPERATIONS,
            "15567000",
            id="a row of the item's name",
        ),
        pytest.param(
            f"{QUARTER.capitalize()} included a charge of $1.8 million after tax, or $.04 per diluted share. Excluding "
            "this charge, net income would have been $11.0 million, or $.23 per diluted share.",
            "$.23",
            SHARE,
            "0.23",
            id="per share, by what the item is per share",
        ),
    ],
)
def test_a_figure_without_an_item_is_the_row_and_the_item(prose: str, figure: str, row: int, computed: str) -> None:
    [tie] = told(prose).ties(figure)
    assert (tie.kind, tie.status, tie.terms[0].number) == ("sum", "exact", cell(row, 0))
    assert tie.computed == Decimal(computed)


@pytest.mark.parametrize(
    ("prose", "figure", "status"),
    [
        pytest.param(
            f"Net sales for {QUARTER} grew 8.4%, or 6.1% excluding $2.5 million from acquisitions.",
            "6.1%",
            "exact",
            id="behind the figure",
        ),
        pytest.param(
            f"Excluding the extra week, which added $3.1 million, net sales for {QUARTER} rose 5.6%.",
            "5.6%",
            "exact",
            id="said in a clause",
        ),
        pytest.param(
            f"In {QUARTER}, excluding the $2.72 million gain in the prior year, operating income grew 14.6%.",
            "14.6%",
            "exact",
            id="of the year before",
        ),
    ],
)
def test_growth_without_an_item_is_of_the_rows_and_the_item(prose: str, figure: str, status: str) -> None:
    [tie] = told(prose).ties(figure)
    assert (tie.kind, tie.status) == ("percent-change", status)
    assert len(tie.terms) == 3


def test_the_recomputation_names_the_row_and_the_item() -> None:
    made = told(f"Net sales for {QUARTER} grew 6.1% excluding $2.5 million from acquisitions.")
    [tie] = made.ties("6.1%")
    assert [(t.number, t.coefficient) for t in tie.terms] == [
        (cell(SALES, 0), 1),
        (cell(SALES, 1), -1),
        (made.id_of("$2.5 million"), -1),
    ]
    assert tie.equation.startswith("change to Net sales 118462 less ")
    assert "$2.5 million" in tie.equation


@pytest.mark.parametrize(
    ("prose", "figure"),
    [
        pytest.param(
            f"Excluding a pre-tax charge of $1.8 million, net income for {QUARTER} was $11.0 million.",
            "$11.0 million",
            id="before tax, from a result after tax",
        ),
        pytest.param(
            f"Excluding $3.2 million for the building, income from operations for {QUARTER} was $17.5 million.",
            "$17.5 million",
            id="neither a charge nor a gain",
        ),
        pytest.param(
            f"Excluding these items, income from operations for {QUARTER} was $17.5 million.",
            "$17.5 million",
            id="no item given",
        ),
        pytest.param(
            f"Excluding a charge of $3.2 million, backlog for {QUARTER} was $17.5 million.",
            "$17.5 million",
            id="no row",
        ),
        pytest.param(
            f"In {QUARTER}, excluding the $3 million gain in the prior year, operating income grew 17.3%.",
            "17.3%",
            id="an item so coarse that many figures would do",
        ),
    ],
)
def test_what_is_not_given_is_not_tied(prose: str, figure: str) -> None:
    assert told(prose).ties(figure) == []


def test_a_charge_is_not_taken_off_a_result() -> None:
    made = told(f"Excluding a charge of $3.2 million, income from operations for {QUARTER} was $11.1 million.")
    assert [t for t in made.ties("$11.1 million") if t.status != "broken"] == []


def test_an_item_that_the_figure_leaves_open_is_given() -> None:
    made = told(f"Excluding a charge of $3.213 million, income from operations for {QUARTER} was $17.5 million.")
    [tie] = made.ties("$17.5 million")
    assert [t.given for t in tie.terms] == [False, True]


@pytest.mark.parametrize(
    ("prose", "certainties"),
    [
        pytest.param(
            f"Excluding an after-tax charge of $1.8 million, net income for {QUARTER} would have been $17.0 million.",
            ["warning"],
            id="a digit",
        ),
        pytest.param(
            f"Excluding a charge of $1.8 million, net income for {QUARTER} would have been $17.0 million.",
            [],
            id="tax not said",
        ),
        pytest.param(
            f"Excluding a charge of $3.2 million, income from operations for {QUARTER} was $21.9 million.",
            [],
            id="another figure altogether",
        ),
        pytest.param(
            f"Excluding a charge of $3 million, income from operations for {QUARTER} was $17.3 million.",
            [],
            id="a digit off the row, which is not without the item",
        ),
        pytest.param(
            f"Excluding a charge of $3.2 million, income from operations for {QUARTER} was about $17.9 million.",
            [],
            id="hedged",
        ),
    ],
)
def test_a_slip_is_told_where_row_and_item_are_known(prose: str, certainties: list[str]) -> None:
    assert [t.certainty for t in told(prose).broken()] == certainties


@settings(max_examples=40, deadline=None)
@given(tenths=st.integers(11, 99))
def test_every_rightly_rounded_figure_without_a_charge_holds(tenths: int) -> None:
    item = Decimal(tenths).scaleb(-1)
    without = round(Decimal("14.327") + item, 1)
    made = told(f"Excluding a charge of ${item} million, income from operations for {QUARTER} was ${without} million.")
    assert [t.status for t in made.ties(f"${without} million")] in (["exact"], ["within-rounding"])
