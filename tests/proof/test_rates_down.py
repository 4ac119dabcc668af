"""Rows of rates in their own table, where the columns are measures or segments."""

from __future__ import annotations

from proof.printed_tables import Line, Page, holding, name, reported

GROWTH: list[Line] = [
    ("2023 as reported", ["56,189", "24,254", "20,081", "18,291"]),
    ("2024 as reported", ["64,727", "27,925", "22,036", "20,317"]),
    ("Percentage change", ["15%", "15%", "10%", "11%"]),
]
MARGINS: list[Line] = [
    ("Net sales", ["221,340", "119,777", "341,117"]),
    ("Operating income", ["57,327", "13,774", "71,101"]),
    ("Operating margin %", ["25.9%", "11.5%", "20.8%"]),
]


def test_growth_between_two_rows_above() -> None:
    ties = [t for t in holding(Page(GROWTH).ties) if t.kind == "percent-change"]
    assert {t.target for t in ties} == {name(0, 2, c) for c in range(4)}
    assert {x.number for t in ties if t.target == name(0, 2, 0) for x in t.terms} == {name(0, 1, 0), name(0, 0, 0)}


def test_a_wrong_growth_rate_is_told() -> None:
    changed = [*GROWTH[:2], (GROWTH[2][0], ["15%", "15%", "40%", "11%"])]
    (tie,) = reported(Page(changed).ties)
    assert tie.target == name(0, 2, 2)


def test_growth_at_constant_currency_is_left_alone() -> None:
    lines = [*GROWTH[:2], ("Percentage change constant currency", GROWTH[2][1])]
    assert not [t for t in Page(lines).ties if t.kind == "percent-change"]


def test_margins_by_segment() -> None:
    ties = [t for t in holding(Page(MARGINS).ties) if t.kind == "ratio"]
    assert {t.target for t in ties} == {name(0, 2, c) for c in range(3)}
