"""Reconciliations: down the rows by name, across the columns by header, and the same formula per share."""

from __future__ import annotations

from proof.printed_tables import Line, Page, holding, name, reported

MARGINS: list[Line] = [
    ("GAAP gross margin percentage", ["35.4%", "35.8%"]),
    ("Acquisition-related adjustments", ["1.7%", "2.4%"]),
    ("Share-based compensation", ["1.5%", "1.6%"]),
    ("Non-GAAP gross margin percentage", ["38.7%", "39.8%"]),
]
GROWTH: list[Line] = [
    ("Snacks", ["-1%", "0%", "0%", "-1%"]),
    ("Beverages", ["-5%", "7%", "0%", "3%"]),
    ("Overseas", ["-4%", "11%", "-1%", "6%"]),
    ("Other", ["2%", "9%", "0%", "11%"]),
    ("Total", ["-1%", "2%", "0%", "1%"]),
]
HEADERS = ["Reported % change", "Foreign exchange", "Acquisitions", "Organic % change"]
PER_SHARE: list[Line] = [
    ("Reported, GAAP measure", ["10,396", "2,930", "2.13"]),
    ("Mark-to-market impact", ["119", "140", "0.13"]),
    ("Restructuring charges", ["210", "193", "0.14"]),
    ("=Core, non-GAAP measure", ["10,725", "3,263", "2.40"]),
]


def test_a_margin_and_its_adjustments_lead_to_the_same_margin_by_another_name() -> None:
    ties = holding(Page(MARGINS).ties)
    assert {t.target for t in ties} == {name(0, 3, 0), name(0, 3, 1)}
    assert {len(t.terms) for t in ties} == {3}


def test_rows_of_different_names_are_no_walk() -> None:
    lines = [("Operating rate", MARGINS[0][1]), *MARGINS[1:3], ("Effective tax rate", MARGINS[3][1])]
    assert not Page(lines).ties


def test_rates_add_up_across_where_the_headers_say_so() -> None:
    ties = [t for t in Page(GROWTH, headers=HEADERS).ties if t.scope == "row"]
    assert {t.target for t in ties} == {name(0, r, 3) for r in range(5)}
    assert all(t.status != "broken" for t in ties)


def test_rates_do_not_add_up_across_under_other_headers() -> None:
    headers = ["Savings", "Checking", "Deposits", "Loans"]
    assert not [t for t in Page(GROWTH, headers=headers).ties if t.scope == "row"]


def test_a_formula_of_amounts_holds_per_share_too() -> None:
    ties = [t for t in Page(PER_SHARE).ties if t.target == name(0, 3, 2)]
    assert [{x.number for x in t.terms} for t in ties] == [{name(0, r, 2) for r in range(3)}]


def test_an_effect_off_by_a_digit_among_rates_that_add_up_is_told() -> None:
    more: list[Line] = [("Grains", ["3%", "4%", "0%", "7%"]), ("Dairy", ["-2%", "5%", "0%", "3%"])]
    lines = [*GROWTH[:3], ("Other", ["2%", "9%", "0%", "17%"]), *more, GROWTH[4]]
    (tie,) = reported(Page(lines, headers=HEADERS).ties)
    assert (tie.target, tie.certainty) == (name(0, 3, 3), "warning")
    assert name(0, 3, 3) in {s.number for s in tie.suspects}


def test_a_rate_without_effects_has_to_be_the_same_rate() -> None:
    lines: list[Line] = [*GROWTH[:4], ("Exports", ["14%", "0%", "0%", "64%"]), GROWTH[4]]
    (tie,) = reported(Page(lines, headers=HEADERS).ties)
    assert tie.target == name(0, 4, 3)


def test_a_dash_where_half_a_point_is_left_is_no_finding() -> None:
    lines: list[Line] = [*GROWTH[:4], ("Exports", ["14%", "0%", "0%", "--"]), GROWTH[4]]
    assert not reported(Page(lines, headers=HEADERS).ties)


def test_effects_may_lead_from_the_organic_rate_to_the_total() -> None:
    lines: list[Line] = [
        ("All", ["-7.5%", "-1.1%", "5.4%", "-3.2%"]),
        ("Enclosures", ["-8.3%", "-1.0%", "10.5%", "1.2%"]),
        ("Heating", ["-15.8%", "-1.2%", "0.0%", "-17.0%"]),
        ("Fastening", ["2.5%", "-0.8%", "1.6%", "3.3%"]),
    ]
    headers = ["Organic", "Currency", "Acquisitions", "Total"]
    assert {t.target for t in holding(Page(lines, headers=headers).ties) if t.scope == "row"} == {
        name(0, r, 3) for r in range(4)
    }
    lines[1] = ("Enclosures", ["-8.3%", "-7.0%", "10.5%", "1.2%"])
    (tie,) = reported(Page(lines, headers=headers).ties)
    assert name(0, 1, 1) in {s.number for s in tie.suspects}
