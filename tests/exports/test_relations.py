"""Ties as arithmetic: the form found, what rounding allows, the formula written."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.exports.relations import computed, linear, relation, slack, spelt, within
from crossfoot.model.number import Number
from crossfoot.model.tie import Term, Tie

D = Decimal


def number(ident: str, value: str, decimals: int | None = -3, *, nil: bool = False) -> Number:
    return Number(ident, (0, 1), 1, value, "table", D(value), "USD", decimals, nil)


def tie(kind: str, result: str | None, *coefficients: int, scope: str = "column") -> Tie:
    terms = tuple(Term(f"n{k}", D(c)) for k, c in enumerate(coefficients))
    return Tie("t1", kind, "x", terms, None if result is None else D(result), "exact", scope=scope)


@pytest.mark.parametrize(
    ("made", "values", "form", "text"),
    [
        (tie("sum", "30", 1, 1), ("10", "20"), "linear", "A1+A2"),
        (tie("difference", "-10", 1, -1), ("10", "20"), "linear", "A1-A2"),
        (tie("equal", "-10", -1), ("10",), "linear", "-A1"),
        (tie("change", "-10", 1, 1, scope="prose"), ("10", "20"), "linear", "A1-A2"),
        (tie("change", "10", 1, 1, scope="prose"), ("-20", "-10"), "sizes", "ABS(A1)-ABS(A2)"),
        (tie("basis-points", "-20", 100, -100), ("4.0", "4.2"), "linear", "A1*100-A2*100"),
        (tie("basis-points", "-20", 1, 1, scope="prose"), ("4.0", "4.2"), "points", "A1*100-A2*100"),
        (tie("percent-change", "25", 1, 1), ("10", "8"), "percent-change", "(A1-A2)/ABS(A2)*100"),
        (tie("percent-change", "-25", 1, 1), ("-6", "-8"), "growth", "(A1/A2-1)*100"),
        (tie("percent-change", "25", 1, 1), ("-10", "-8"), "growth", "(A1/A2-1)*100"),
        (tie("percent", "50", 1, 1), ("10", "20"), "percent", "A1/A2*100"),
        (tie("ratio", "0.5", 1, 1), ("10", "20"), "quotient", "A1/A2"),
        (tie("ratio", "200", 4, 1), ("10", "20"), "percent", "A1/A2*400"),
        (tie("ratio", "50", 1, 1), ("-10", "20"), "percent-of-sizes", "ABS(A1)/ABS(A2)*100"),
        (tie("ratio", "3", 1, 1, 1, 1), ("2", "10", "4", "10"), "mean", "(A1*A2+A3*A4)/(A2+A4)"),
    ],
)
def test_the_form_is_the_one_that_gives_what_was_computed(
    made: Tie, values: tuple[str, ...], form: str, text: str
) -> None:
    numbers = {f"n{k}": number(f"n{k}", value) for k, value in enumerate(values)}
    found = relation(made, numbers | {"x": number("x", "1")})
    assert found is not None
    assert found.form == form
    assert spelt(found, [f"A{k + 1}" for k in range(len(values))], [D(1)] * len(values), D(1)) == text


@pytest.mark.parametrize("made", [tie("reference", "5"), tie("period", "10", 1), tie("sum", "31", 1, 1)])
def test_what_arithmetic_does_not_say_has_no_form(made: Tie) -> None:
    assert relation(made, {"n0": number("n0", "10"), "n1": number("n1", "20"), "x": number("x", "30")}) is None


def test_scales_between_cells_are_written_out() -> None:
    numbers = {"n0": number("n0", "2000"), "n1": number("n1", "3000000"), "x": number("x", "3002000")}
    found = relation(tie("sum", "3002000", 1, 1), numbers)
    assert found is not None
    assert spelt(found, ["A1", "Other!B2"], [D(1), D(1000)], D(1000)) == "A1/1000+Other!B2"
    per_share = relation(tie("ratio", "0.5", 1, 1), numbers | {"n0": number("n0", "1"), "n1": number("n1", "2")})
    assert per_share is not None
    assert spelt(per_share, ["A1", "A2"], [D(1000000), D(1000)], D(1)) == "A1*1000/A2"


def test_a_range_is_summed() -> None:
    assert linear([("B2:B5", D(1)), ("B7", D(-1)), ("B8:B10", D(-1))]) == "SUM(B2:B5)-B7-SUM(B8:B10)"
    assert linear([("'A b'!B2:B5", D(1))]) == "SUM('A b'!B2:B5)"


TERM = re.compile(r"([+-])c(\d+)(?:([*/])(\d+))?")


@given(st.lists(st.tuples(st.integers(-9999, 9999), st.sampled_from([1, -1, 1000, -1000])), min_size=1, max_size=8))
def test_a_sum_written_and_read_again_is_the_sum(terms: list[tuple[int, int]]) -> None:
    """The text's own arithmetic gives the sum of factor x value, whatever signs and scales."""
    text = linear([(f"c{k}", D(factor) / 1000) for k, (_, factor) in enumerate(terms)])
    total = D(0)
    for sign, index, operator, by in TERM.findall(text if text.startswith("-") else f"+{text}"):
        value = D(terms[int(index)][0])
        value = value * D(by) if operator == "*" else value / D(by) if operator else value
        total += value if sign == "+" else -value
    assert total == sum(D(v) * f / 1000 for v, f in terms)


def test_rounding_allows_half_a_unit_of_each_number() -> None:
    numbers = {"n0": number("n0", "10000"), "n1": number("n1", "20000"), "x": number("x", "31000")}
    found = relation(tie("sum", "30000", 1, 1), numbers)
    assert found is not None
    assert slack(found, numbers) == 1500
    assert slack(found, numbers | {"n1": number("n1", "0", nil=True)}) == 1000  # a dash is exactly nothing
    ratio = relation(tie("ratio", "0.5", 1, 1), numbers | {"x": number("x", "0.5", 1)})
    assert ratio is not None
    allowed = slack(ratio, numbers | {"x": number("x", "0.5", 1)})
    assert allowed is not None
    assert D("0.05") < allowed < D("0.1")


def test_prose_that_ends_in_groups_of_zeros_means_thousands() -> None:
    """ "$196,000" in a sentence, for 195,541 in a table."""
    said = Number("x", (0, 1), 1, "$196,000", "narrative", D(196000), "USD", 0)
    numbers = {"n0": number("n0", "195541", 0), "x": said}
    found = relation(tie("equal", "195541", 1, scope="prose"), numbers)
    assert found is not None
    assert slack(found, numbers) == D("500.5")


def test_a_value_within_shows_as_printed() -> None:
    assert within(number("x", "31000"), D("31499"))
    assert not within(number("x", "31000"), D("31500"))  # programs do not agree on which way an exact half goes
    assert not within(number("x", "0", nil=True), D("1"))


@given(st.integers(-999, 999), st.integers(-999, 999))
def test_nothing_is_divided_by_nothing(a: int, b: int) -> None:
    terms = (("n0", D(1)), ("n1", D(1)))
    for form in ("percent-change", "growth", "growth-of-sizes", "percent", "percent-of-sizes", "quotient"):
        assert (computed(form, terms, (D(a), D(b))) is None) == (b == 0)
