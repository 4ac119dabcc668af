"""Sums down the columns: the true formulas of a statement are found, chance gives none, a changed digit is named."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from proof.printed_tables import Line, Page, amount, holding, name, reported

STATEMENT: list[Line] = [
    ("Net sales", ["27,485", "28,294", "91,901"]),
    ("Cost of sales", ["25,103", "26,278", "82,973"]),
    ("=Gross profit", ["2,382", "2,016", "8,928"]),
    ("Selling expenses", ["1,887", "2,010", "6,159"]),
    ("Impairment", ["928", "--", "928"]),
    ("=Income (loss) from operations", ["(433)", "6", "1,841"]),
    ("Gain on repurchase of debt", ["--", "--", "3,252"]),
    ("Interest expense", ["2,271", "1,715", "6,600"]),
    ("=Loss before income taxes", ["(2,704)", "(1,709)", "(1,507)"]),
]


def signs(page: Page, row: int, column: int = 0) -> dict[str, int]:
    """The coefficients of the formula that gives a cell."""
    tie = next(t for t in page.ties if t.target == name(0, row, column) and t.scope == "column")
    return {t.number: int(t.coefficient) for t in tie.terms}


def test_a_statement_is_proved_with_its_signs() -> None:
    page = Page(STATEMENT)
    assert {t.status for t in page.ties} == {"exact"}
    assert signs(page, 2) == {name(0, 0, 0): 1, name(0, 1, 0): -1}
    assert signs(page, 5) == {name(0, 2, 0): 1, name(0, 3, 0): -1, name(0, 4, 0): -1}
    assert {i for t in page.ties for i in (t.target, *(x.number for x in t.terms))} == {n.id for n in page.numbers}


def test_a_part_that_is_nil_in_some_columns_takes_its_sign_from_the_others() -> None:
    assert signs(Page(STATEMENT), 8, 2) == {name(0, 5, 2): 1, name(0, 6, 2): 1, name(0, 7, 2): -1}


def test_every_inferred_tie_shows_its_figure() -> None:
    for tie in Page(STATEMENT).ties:
        assert tie.nfa is not None
        assert tie.nfa < -1


def test_a_total_above_its_parts_is_found() -> None:
    lines: list[Line] = [
        ("Revenue", ["60,511", "58,292", "55,004"]),
        ("Rubber", ["41,307", "40,113", "38,001"]),
        ("Metals", ["12,803", "11,902", "11,500"]),
        ("Other", ["6,401", "6,277", "5,503"]),
    ]
    page = Page(lines)
    assert {t.target for t in page.ties} == {name(0, 0, c) for c in range(3)}


def test_a_sum_within_rounding_is_told_from_an_exact_one() -> None:
    lines: list[Line] = [
        ("Rubber", ["41,307", "40,113", "38,001"]),
        ("Metals", ["12,803", "11,902", "11,500"]),
        ("=Total", ["54,111", "52,015", "49,501"]),
    ]
    assert [t.status for t in Page(lines).ties] == ["within-rounding", "exact", "exact"]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), columns=st.integers(2, 5))
def test_random_numbers_give_no_formula(seed: int, columns: int) -> None:
    rng = random.Random(seed)
    lines: list[Line] = [
        (f"Item {chr(97 + r)}", [amount(rng.randint(-99_999, 99_999)) for _ in range(columns)]) for r in range(30)
    ]
    ties = [t for t in Page(lines).ties if t.scope != "tables"]
    assert len({t.formula for t in ties}) <= 1  # chance may give one in a thousand pages


def balance(rng: random.Random, columns: int) -> list[Line]:
    """A page of groups of parts with totals, and the total of those."""
    lines: list[Line] = []
    totals: list[list[int]] = []
    for group in range(rng.randint(2, 4)):
        parts = [[rng.randint(200, 99_999) for _ in range(columns)] for _ in range(rng.randint(2, 6))]
        lines += [(f"Part {group}.{i}", [amount(v) for v in part]) for i, part in enumerate(parts)]
        totals.append([sum(column) for column in zip(*parts, strict=True)])
        lines.append((f"=Total of group {group}", [amount(v) for v in totals[-1]]))
    lines.append(("=Total of all", [amount(sum(column)) for column in zip(*totals, strict=True)]))
    return lines


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), columns=st.integers(2, 5))
def test_all_totals_of_a_random_page_are_found(seed: int, columns: int) -> None:
    lines = balance(random.Random(seed), columns)
    page = Page(lines)
    totals = {name(0, r, c) for r, (label, _) in enumerate(lines) if label.startswith("=") for c in range(columns)}
    assert totals <= {t.target for t in holding(page.ties)}
    assert not reported(page.ties)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), columns=st.integers(2, 5))
def test_a_changed_digit_breaks_a_tie_and_is_among_its_suspects(seed: int, columns: int) -> None:
    rng = random.Random(seed)
    lines = balance(rng, columns)
    row, column = rng.randrange(len(lines)), rng.randrange(columns)
    label, values = lines[row]
    text = values[column]
    assert text is not None
    place = rng.choice([i for i, c in enumerate(text[:-1]) if c.isdigit()])  # the last one may pass for rounding
    digit = rng.choice([d for d in "123456789" if d != text[place]])
    changed = [*values[:column], text[:place] + digit + text[place + 1 :], *values[column + 1 :]]
    page = Page([*lines[:row], (label, changed), *lines[row + 1 :]])
    found = reported(page.ties)
    cell = name(0, row, column)
    assert any(cell in (t.target, *(x.number for x in t.terms)) for t in found)
    right = next(n.value for n in Page(lines).numbers if n.id == cell)
    expected = [s.expected for t in found for s in t.suspects if s.number == cell]
    assert right in expected or all(len(t.suspects) == 3 for t in found)  # three others may be as likely


def test_a_changed_subtotal_in_two_ties_is_the_first_suspect() -> None:
    lines = [(label, list(values)) for label, values in STATEMENT]
    lines[5] = ("=Income (loss) from operations", ["(483)", "6", "1,841"])
    found = reported(Page(lines).ties)
    assert len(found) == 2
    assert {t.certainty for t in found} == {"error"}
    for tie in found:
        assert tie.suspects[0].number == name(0, 5, 0)
        assert tie.suspects[0].expected == -433_000


def test_ratios_near_each_other_that_all_but_add_are_not_called_wrong() -> None:
    ratios: list[Line] = [
        ("Tier 1 ratio", ["11.6%", "11.7%", "11.5%", "11.5%", "11.3%"]),
        ("Total ratio", ["13.4%", "13.4%", "13.4%", "13.5%", "13.4%"]),
        ("Leverage ratio", ["8.6%", "8.7%", "8.5%", "8.4%", "8.3%"]),
        ("=Tangible equity to assets", ["6.8%", "6.8%", "6.8%", "6.6%", "6.9%"]),
    ]
    assert Page(ratios, decimals=1).ties == ()
