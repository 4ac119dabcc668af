"""A group with a foreign subsidiary, a minority, eliminations and a discontinued unit, recomputed from its files."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from crossfoot import api
from crossfoot.model.books import Closed
from places import ROOT

PACKAGE = ROOT / "examples" / "harbourline-2011q3"
END = "2011-09-30"


@pytest.fixture(scope="module")
def built() -> api.Built:
    return api.build(PACKAGE)


@pytest.fixture(scope="module")
def closed(built: api.Built) -> Closed:
    return built.closed


def balances(entity: str) -> dict[str, Decimal]:
    with (PACKAGE / "trial_balance.csv").open(newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["entity"] == entity and row["period_end"] == END]
    return {row["account"]: Decimal(row["balance"]) for row in rows}


def flows(entity: str) -> Decimal:
    return -sum((v for a, v in balances(entity).items() if a[0] in "45689"), Decimal(0))


AVERAGE, CLOSING = Decimal("1.0225"), Decimal("0.9626")


def test_the_release_has_no_error_and_is_read_back_in_full(built: api.Built) -> None:
    assert [(f.rule, f.message) for f in built.findings if f.severity == "error"] == []
    assert built.proof is not None
    assert built.proof.reference is not None
    assert built.proof.reference.missing == ()


def test_the_share_of_others_is_a_fifth_of_the_railway(closed: Closed) -> None:
    assert closed.figures["minority@ytd"].exact == flows("north") * AVERAGE / 5


def test_the_discontinued_unit_is_one_line(closed: Closed) -> None:
    assert closed.figures["discontinued_operations@ytd"].exact == flows("lease")
    assert "net_sales/corporate@ytd" not in closed.figures


def test_sales_within_the_group_are_gone(closed: Closed) -> None:
    assert closed.figures["net_sales/terminals@ytd"].exact == -balances("port")["4000"]
    assert closed.figures["net_sales/rail@ytd"].exact == -balances("north")["4000"] * AVERAGE


def test_the_translation_difference_keeps_the_books_in_balance(closed: Closed) -> None:
    rows = balances("north")
    rates = {"3": Decimal("0.99"), "1": CLOSING, "2": CLOSING}
    rate = {a: Decimal("0.948") if a == "3900" else rates.get(a[0], AVERAGE) for a in rows}
    difference = sum((v * rate[a] for a, v in rows.items()), Decimal(0))
    assert closed.figures["accumulated_translation@end"].exact == difference * 4 / 5
    assert closed.figures["assets@end"].exact == closed.figures["liabilities_and_equity@end"].exact


def test_the_group_has_its_share_of_every_result(closed: Closed) -> None:
    income = closed.figures["net_income@ytd"].exact
    parts = flows("port") + flows("north") * AVERAGE * 4 / 5 + flows("lease") + flows("head")
    assert income == parts


def test_potential_shares_count_only_where_they_dilute(closed: Closed) -> None:
    """The options do (nothing is added to income); the convertible, which adds more a share than earned, does not."""
    assert closed.figures["shares_diluted@quarter"].exact == Decimal(10212400 + 148200)


def test_losses_have_no_dilution() -> None:
    closed = api.build(ROOT / "examples" / "lexington-2004q3").closed
    assert closed.figures["shares_diluted@quarter"].exact == Decimal(4931860)


def test_last_year_is_told_to_be_recast(closed: Closed) -> None:
    assert closed.figures["net_sales@ytd.prior"].status == "recast"
