"""References to pages: what is said to stand there does, and a range ends where its section does."""

from __future__ import annotations

import pytest

import crossfoot
from crossfoot.model.proof import Proof

PAGES = (
    """Ostrava Bearings, Inc. announced its results for the second quarter ended
June 30, 2007.

{prose}
""",
    """OSTRAVA BEARINGS, INC.

                  CONDENSED CONSOLIDATED STATEMENTS OF INCOME
                    (In thousands, except per share amounts)

                                                             Three Months Ended
                                                                  June 30,
                                                            --------------------
                                                               2007       2006
                                                            ---------  ---------
Net sales                                                     $18,462    $17,205
Cost of sales                                                  11,905     11,340
                                                            ---------  ---------
  Gross profit                                                 $6,557     $5,865
                                                            =========  =========
""",
    """NON-GAAP FINANCIAL MEASURES

The Company uses measures that are not made by generally accepted principles.

Free cash flow. Cash from operations less what was spent on property in the
period and before any dividend.
""",
    """Cash from operations and what is available

Net cash provided by operating activities                      $4,210     $3,977
Capital expenditures                                            1,105        988
                                                            ---------  ---------
  Cash available                                               $3,105     $2,989
                                                            =========  =========
""",
    """Organic sales growth. Growth of sales without those of companies bought within
the year and without changes of currency.
""",
    """FORWARD-LOOKING STATEMENTS

The statements of this release that are not of the past are uncertain.
""",
)


def release(prose: str) -> Proof:
    """A release of six pages, each with its number at its foot; the prose is on the first."""
    bodies = [f"{body.format(prose=prose)}\n\n{'-' + str(k) + '-':>40}\n" for k, body in enumerate(PAGES, 1)]
    return crossfoot.check("\n<PAGE>\n\n".join(bodies).encode(), name="ostrava.txt")


def told(prose: str) -> list[tuple[str, str]]:
    """(the page's number as printed, how its reference fares) of each that is tied."""
    proof = release(prose)
    numbers = {n.id: n.text for n in proof.reading.numbers}
    return [(numbers[t.target], t.status) for t in proof.ties if t.kind == "reference"]


@pytest.mark.parametrize(
    ("prose", "pages"),
    [
        pytest.param("Free cash flow rose in the quarter. See page 3 for its definition.", ["3"], id="a term defined"),
        pytest.param(
            "A reconciliation to net cash provided by operating activities is shown on page 4.", ["4"], id="a row"
        ),
        pytest.param(
            "Gross margin is one of our non-GAAP financial measures. See the discussion on page 3.",
            ["3"],
            id="a heading that the sentence before names",
        ),
        pytest.param(
            "Free cash flow is one of our non-GAAP financial measures. See the discussion on pages 3 through 5.",
            ["3", "5"],
            id="a range ends with its section",
        ),
        pytest.param(
            "See page 5 for a definition of organic sales growth.", ["5"], id="a term that the sentence names"
        ),
    ],
)
def test_a_page_holds_where_what_is_named_stands_on_it(prose: str, pages: list[str]) -> None:
    assert told(prose) == [(page, "exact") for page in pages]


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param(
            "Free cash flow rose in the quarter. See page 5 for its definition.", id="defined on another page"
        ),
        pytest.param("Orders were good. See page 3 for more.", id="nothing named"),
        pytest.param("See page 5 of the investor supplement for a definition of organic sales growth.", id="elsewhere"),
        pytest.param("A reconciliation of our orders is shown on page 4.", id="another row"),
    ],
)
def test_a_page_is_not_proved_by_being_there(prose: str) -> None:
    assert told(prose) == []


@pytest.mark.parametrize("end", ["4", "6"])
def test_a_range_that_ends_elsewhere_is_not_proved(end: str) -> None:
    prose = f"Free cash flow is one of our non-GAAP financial measures. See the discussion on pages 3 through {end}."
    assert told(prose) == [("3", "exact")]


@pytest.mark.parametrize(("end", "why"), [("9", "6 pages"), ("2", "begins on page 3")])
def test_a_range_that_cannot_be_is_told(end: str, why: str) -> None:
    prose = f"Free cash flow is one of our non-GAAP financial measures. See the discussion on pages 3 through {end}."
    proof = release(prose)
    [finding] = [f for f in proof.findings if f.rule == "NR306"]
    assert finding.severity == "warning"
    assert f"page {end}" in finding.message
    assert why in finding.message
