"""Rounding that foots: every footing holds on the printed figures and every figure moves less than a unit."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.books.rounding import Figure, controlled, holds, nearest
from crossfoot.model.books import Footing

CENTS = st.integers(-3_000_000, 3_000_000)


@st.composite
def statements(draw: st.DrawFn) -> tuple[dict[str, Figure], tuple[Footing, ...]]:
    """Quarter and year to date of a statement of segments: signed sums of random lines over random segments."""
    segments = draw(st.integers(1, 4))
    lines = draw(st.integers(1, 4))
    figures: dict[str, Figure] = {}
    footings: list[Footing] = []

    def put(key: str, quarter: int, before: int, *, headline: bool = False) -> None:
        figures[f"{key}@q"] = Figure(Decimal(quarter) / 1000, headline=headline)
        figures[f"{key}@y"] = Figure(Decimal(quarter + before) / 1000, headline=headline)

    sums: dict[str, tuple[int, int]] = {}
    for line in range(lines):
        total = [0, 0]
        for segment in range(segments):
            amounts = (draw(CENTS | st.just(0)), draw(CENTS | st.just(0)))
            sums[f"{line}.{segment}"] = amounts
            put(f"{line}.{segment}", *amounts)
            total = [total[0] + amounts[0], total[1] + amounts[1]]
        sums[f"{line}"] = (total[0], total[1])
        put(f"{line}", *total, headline=True)
    signs = [draw(st.sampled_from([1, -1])) for _ in range(lines)]
    for column in ("", *(f".{segment}" for segment in range(segments))):
        result = [sum(s * sums[f"{k}{column}"][i] for k, s in enumerate(signs)) for i in (0, 1)]
        put(f"result{column}", *result)
        sums[f"result{column}"] = (result[0], result[1])
    for slot in ("q", "y"):
        for line in (*map(str, range(lines)), "result"):
            parts = tuple((f"{line}.{s}@{slot}", 1) for s in range(segments))
            footings.append(Footing(f"{line}@{slot}", parts))
        for column in ("", *(f".{s}" for s in range(segments))):
            terms = tuple((f"{k}{column}@{slot}", s) for k, s in enumerate(signs))
            footings.append(Footing(f"result{column}@{slot}", terms))
    return figures, tuple(footings)


@given(statements())
@settings(max_examples=60)
def test_what_is_printed_foots_and_nothing_moves_a_unit(case: tuple[dict[str, Figure], tuple[Footing, ...]]) -> None:
    figures, footings = case
    done = controlled(figures, footings)
    assert done.broken == ()
    assert all(holds(footing, done.units) for footing in footings)
    moved = {key for key, figure in figures.items() if abs(done.units[key] - figure.units) >= 1}
    assert moved == set(done.far)  # what had to move further is named
    assert all(done.units[key] == 0 for key, figure in figures.items() if figure.units == 0 and key not in moved)


@given(statements(), st.integers(-1, 1))
@settings(max_examples=40)
def test_with_the_months_before_as_printed(case: tuple[dict[str, Figure], tuple[Footing, ...]], slip: int) -> None:
    """The year to date is the quarter and what was printed before; a slip in that is named, never papered over."""
    figures, footings = case
    before = {k[:-2]: figures[f"{k[:-2]}@y"].units - figures[k].units for k in figures if k.endswith("@q")}
    earlier = {f"{k}@b": Figure(v) for k, v in before.items()}
    along = tuple(
        Footing(f.total.replace("@q", "@b"), tuple((p.replace("@q", "@b"), c) for p, c in f.parts))
        for f in footings if f.total.endswith("@q")
    )  # fmt: skip
    printed = controlled(earlier, along).units
    first = next(iter(before))
    fixed = {k: Figure(Decimal(v + (slip * 40 if k == f"{first}@b" else 0)), fixed=True) for k, v in printed.items()}
    links = tuple(Footing(f"{k}@y", ((f"{k}@q", 1), (f"{k}@b", 1))) for k in before)
    done = controlled({**figures, **fixed}, (*footings, *links))
    assert all(done.units[k] == v.units for k, v in fixed.items())
    broken = tuple(f for f in (*footings, *links) if not holds(f, done.units))
    assert done.broken == broken
    far = {k for k, f in figures.items() if abs(done.units[k] - f.units) >= 1}
    assert far == set(done.far)
    assert not slip or far or broken


def test_headlines_stay_at_the_nearest_unit_where_parts_can_give_way() -> None:
    figures = {
        "a": Figure(Decimal("1.4")), "b": Figure(Decimal("1.4")), "total": Figure(Decimal("2.8"), headline=True),
    }  # fmt: skip
    footings = (Footing("total", (("a", 1), ("b", 1))),)
    assert nearest(figures)["total"] == 3
    assert controlled(figures, footings).units["total"] == 3


def test_what_nearest_already_foots_is_left_alone() -> None:
    figures = {"a": Figure(Decimal("1.6")), "b": Figure(Decimal("-0.5")), "total": Figure(Decimal("1.1"))}
    assert controlled(figures, (Footing("total", (("a", 1), ("b", 1))),)).units == {"a": 2, "b": -1, "total": 1}


def test_without_any_way_the_figure_that_moves_is_named() -> None:
    figures = {"a": Figure(Decimal(1)), "b": Figure(Decimal(1)), "total": Figure(Decimal("3.4"))}
    done = controlled(figures, (Footing("total", (("a", 1), ("b", 1))),))
    assert done.far
    assert done.broken == ()
