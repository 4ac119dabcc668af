"""Which tie becomes a cell's formula: one at most, no circles, and every cell shows what is printed."""

from __future__ import annotations

from decimal import Decimal
from graphlib import TopologicalSorter

from hypothesis import given
from hypothesis import strategies as st

from crossfoot.exports.cells import Held
from crossfoot.exports.graph import Formula, chosen
from crossfoot.model.fact import StatementKind
from crossfoot.model.number import Number
from crossfoot.model.tie import Term, Tie, TieStatus

D = Decimal


def cell(ident: str, value: str, decimals: int = 0) -> Held:
    number = Number(ident, (0, 1), 1, value, "table", D(value), "USD", decimals)
    return Held(number, D(value), D(1), max(decimals, 0))


def cells(**values: str) -> dict[str, Held]:
    return {ident: cell(ident, value) for ident, value in values.items()}


def tie(
    ident: str, kind: str, target: str, terms: str, result: str, *, scope: str = "column", status: TieStatus = "exact"
) -> Tie:
    """`terms`: "a b -c"."""
    parts = tuple(Term(t.lstrip("-"), D(-1 if t.startswith("-") else 1)) for t in terms.split())
    return Tie(ident, kind, target, parts, D(result), status, -5.0, scope=scope)


def used(formulas: dict[str, Formula]) -> dict[str, str]:
    return {ident: formula.relation.tie.id for ident, formula in formulas.items()}


def test_a_sum_down_the_column_comes_before_a_link_and_a_sum_across() -> None:
    ties = [
        tie("across", "sum", "x", "p q", "30", scope="row"),
        tie("link", "equal", "x", "y", "30", scope="tables"),
        tie("down", "sum", "x", "a b", "30"),
    ]
    numbers = cells(x="30", y="30", p="10", q="20", a="5", b="25")
    assert used(chosen(ties, numbers, {})) == {"x": "down", "y": "link"}  # the link is turned round
    assert used(chosen(ties[:2], numbers, {})) == {"x": "link"}


def test_a_link_leads_from_a_summary_to_a_statement() -> None:
    ties = [tie("link", "equal", "inside", "summary", "30", scope="tables")]
    statements: dict[str, StatementKind | None] = {"inside": "operations", "summary": None}
    assert used(chosen(ties, cells(inside="30", summary="30"), statements)) == {"summary": "link"}


def test_no_circle_is_closed() -> None:
    ties = [
        tie("t1", "sum", "total", "a b", "30"),
        tie("t2", "difference", "a", "total -b", "10"),
        tie("t3", "equal", "b", "c", "20", scope="tables"),
        tie("t4", "difference", "c", "total -a", "20", scope="sections"),
    ]
    found = chosen(ties, cells(total="30", a="10", b="20", c="20"), {})
    assert found["total"].relation.tie.id == "t1"
    _sorted(found)


def test_a_broken_tie_makes_no_formula() -> None:
    assert chosen([tie("t1", "sum", "x", "a b", "30", status="broken")], cells(x="31", a="10", b="20"), {}) == {}


def test_a_sum_off_by_rounding_says_what_it_leaves_over() -> None:
    found = chosen([tie("t1", "sum", "x", "a b", "30", status="within-rounding")], cells(x="31", a="10", b="20"), {})
    assert (found["x"].gives, found["x"].rounding) == (31, 1)


def test_a_ratio_that_would_not_show_as_printed_is_left() -> None:
    numbers = {"x": cell("x", "0.56", 2), "a": cell("a", "10"), "b": cell("b", "18")}
    ratio = Tie("t1", "ratio", "x", (Term("a", D(1)), Term("b", D(1))), D(10) / D(18), "exact", scope="per-share")
    assert used(chosen([ratio], numbers, {})) == {"x": "t1"}
    assert chosen([ratio], numbers | {"x": cell("x", "0.57", 2)}, {}) == {}


def test_a_change_too_small_to_print_shows_no_sign() -> None:
    numbers = {"x": cell("x", "0"), "a": cell("a", "217"), "b": cell("b", "218")}
    change = Tie("t1", "percent-change", "x", (Term("a", D(1)), Term("b", D(-1))), D(-100) / D(218), "exact")
    found = chosen([change], numbers, {})["x"]
    assert (found.gives, found.rounds) == (0, True)


def test_a_number_beyond_fifteen_digits_is_in_no_formula() -> None:
    numbers = cells(x="12345678901234567", a="12345678901234560", b="7")
    assert chosen([tie("t1", "sum", "x", "a b", "12345678901234567")], numbers, {}) == {}


AMOUNTS = st.lists(st.integers(-50, 50), min_size=4, max_size=9)


@given(AMOUNTS, st.lists(st.lists(st.integers(0, 8), min_size=2, max_size=4, unique=True), max_size=25))
def test_whatever_the_ties_there_is_no_circle_and_cells_show_what_is_printed(
    amounts: list[int], groups: list[list[int]]
) -> None:
    numbers = {f"n{k}": cell(f"n{k}", str(amount)) for k, amount in enumerate(amounts)}
    ties = []
    for order, group in enumerate(groups):
        idents = [f"n{k}" for k in group if k < len(amounts)]
        if len(idents) < 2:
            continue
        target, *terms = idents
        result = sum(numbers[i].value for i in terms)
        off = abs(result - numbers[target].value)
        status: TieStatus = "exact" if not off else "within-rounding" if off <= 1 else "broken"
        kind = "equal" if len(terms) == 1 else "sum"
        ties.append(tie(f"t{order}", kind, target, " ".join(terms), str(result), status=status))
    found = chosen(ties, numbers, {})
    shown = {ident: held.value for ident, held in numbers.items()}
    for ident in _sorted(found):
        if ident in found:
            formula = found[ident]
            value = sum((c * shown[i] for i, c in formula.relation.terms), D(0)) + formula.rounding
            assert value == formula.gives
            assert value == numbers[ident].value
            shown[ident] = value


def _sorted(found: dict[str, Formula]) -> list[str]:
    """The cells in an order in which they can be computed; raises CycleError where there is none."""
    return list(TopologicalSorter({i: [t for t, _ in f.relation.terms] for i, f in found.items()}).static_order())
