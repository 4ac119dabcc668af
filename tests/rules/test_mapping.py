"""The code of a broken tie is what the table in the package's docstring says."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from crossfoot import rules
from crossfoot.model.tie import Tie
from crossfoot.rules.mapping import code_of

CASES = [
    ("column", "sum", None, None, "FT101"),
    ("column", "sum", None, "rounding", "FT102"),
    ("row", "difference", None, "rounding", "FT102"),
    ("row", "change", None, None, "FT103"),
    ("row", "percent-change", None, None, "FT104"),
    ("column", "ratio", None, None, "FT104"),
    ("row", "sum", None, None, "FT105"),
    ("column", "equal", "balance-sheet", None, "FT106"),
    ("column", "equal", "assets equal liabilities and equity", None, "FT106"),
    ("sections", "sum", None, None, "FT107"),
    ("tables", "equal", None, None, "CT201"),
    ("tables", "sum", None, None, "CT202"),
    ("tables", "equal", "segment-total", None, "CT202"),
    ("tables", "equal", "ending-cash", None, "CT203"),
    ("tables", "equal", "reconciled-income", None, "CT204"),
    ("prose", "equal", None, None, "NR301"),
    ("prose", "percent-change", None, "digit", "NR302"),
    ("prose", "direction", None, None, "NR303"),
    ("prose", "sign", None, None, "NR304"),
    ("prose", "equal", None, "period", "NR305"),
    ("prose", "period", None, None, "NR305"),
    ("prose", "reference", None, None, "NR306"),
    ("prose", "equal", None, "scale", "NR307"),
    ("prose", "equal", None, "digits", "NR308"),
    ("prose", "percent-change", None, "digits", "NR308"),
    ("prose", "equal", None, "contradiction", "NR309"),
    ("prose", "period", None, "stale", "NR310"),
    ("prose", "quarter", None, None, "NR311"),
    ("per-share", "ratio", None, None, "PS401"),
    ("per-share", "sum", None, None, "PS402"),
]


def broken(scope: str, kind: str, identity: str | None, reason: str | None) -> Tie:
    return Tie(
        "t1", kind, "n1", (), Decimal(1), "broken", scope=scope, identity=identity, certainty="error", reason=reason
    )


@pytest.mark.parametrize(("scope", "kind", "identity", "reason", "code"), CASES)
def test_the_table(scope: str, kind: str, identity: str | None, reason: str | None, code: str) -> None:
    assert code_of(broken(scope, kind, identity, reason)) == code


def test_sums_of_per_share_figures_are_their_own() -> None:
    assert code_of(broken("column", "sum", None, None), per_share=True) == "PS402"
    assert code_of(broken("column", "sum", None, "rounding"), per_share=True) == "PS402"
    assert code_of(broken("per-share", "ratio", None, None), per_share=True) == "PS401"


def test_every_code_can_be_reached_and_is_told_of() -> None:
    """Those of broken ties, that is: the other rules look at the release themselves."""
    codes = {rule.code for rule in rules.every() if rule.code[:2] in ("FT", "CT", "NR", "PS")}
    assert {case[-1] for case in CASES} == codes
    assert set(re.findall(r"\b[A-Z]{2}\d{3}\b", rules.__doc__ or "")) == codes
