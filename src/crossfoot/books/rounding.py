"""Rounding that foots: an integer program moves as few printed figures as possible, each by less than one unit.

Every figure is printed as the unit below its exact value or the one above; a figure that is exact in units (zero, for
one) and one that was published before stays as it is. Among all choices under which every footing holds, the program
takes the one that leaves most figures at their nearest unit, headlines before others, then the one that moves them
least. A forest of totals always has a solution; with columns that foot across, not always (Cox 1987). Where there is
none, figures may move further at a high price, and each that has to is named.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from crossfoot.model.books import Footing
from crossfoot.model.errors import Unreadable

OFF_NEAREST = 1.0  # the price of a figure that is not at its nearest unit; its distance, under 1, comes on top
HEADLINE = 20.0
FAR = 1_000.0  # of each whole unit beyond
BROKEN = 1_000_000.0  # of each unit by which a footing does not hold
REACH = 50  # whole units


class Figure(NamedTuple):
    """A figure to be rounded: its exact value in units of print; `fixed` ones stay; `headline` ones cost more."""

    units: Decimal
    fixed: bool = False
    headline: bool = False


class Rounded(NamedTuple):
    """Each figure in whole units, the figures that moved by a unit or more, and the footings that do not hold."""

    units: dict[str, int]
    far: tuple[str, ...]
    broken: tuple[Footing, ...]


def nearest(figures: dict[str, Figure]) -> dict[str, int]:
    """Each figure at its nearest unit, halves away from zero."""
    return {key: int(f.units.to_integral_value(ROUND_HALF_UP)) for key, f in figures.items()}


def holds(footing: Footing, units: dict[str, int]) -> bool:
    """True where the printed figures add up."""
    return units[footing.total] == sum(units[key] * coefficient for key, coefficient in footing.parts)


def controlled(figures: dict[str, Figure], footings: tuple[Footing, ...]) -> Rounded:
    """The figures rounded so that all footings hold. Raises Unreadable without the solver."""
    units = nearest(figures)
    if all(holds(f, units) for f in footings):
        return Rounded(units, (), ())
    for wide in (False, True):
        solved = _solve(figures, footings, wide=wide)
        if solved is not None:
            far = tuple(k for k, f in figures.items() if abs(solved[k] - f.units) >= 1 and not f.fixed)
            return Rounded(solved, far, tuple(f for f in footings if not holds(f, solved)))
    raise AssertionError("with slack there is always a solution")


class _Program:
    """An integer program in the making: columns with costs and bounds, rows that are equations."""

    def __init__(self) -> None:
        self.costs: list[float] = []
        self.lows: list[float] = []
        self.highs: list[float] = []
        self.starts: list[int] = [0]
        self.indices: list[int] = []
        self.values: list[float] = []
        self.sides: list[float] = []

    def column(self, cost: float, low: int, high: int) -> int:
        self.costs.append(cost)
        self.lows.append(low)
        self.highs.append(high)
        return len(self.costs) - 1

    def row(self, terms: list[tuple[int, int]], side: int) -> None:
        for column, value in terms:
            self.indices.append(column)
            self.values.append(value)
        self.starts.append(len(self.indices))
        self.sides.append(side)

    def solve(self) -> list[int] | None:
        """The value of each column; None where there is no solution."""
        try:
            import highspy
        except ImportError:
            remedy = "pip install 'crossfoot[build]', or set rounding = \"nearest\" under [house] in close.toml"
            raise Unreadable("rounding", "controlled rounding needs an extra", remedy=remedy) from None
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.costs), len(self.sides)
        model.col_cost_, model.col_lower_, model.col_upper_ = self.costs, self.lows, self.highs
        model.row_lower_, model.row_upper_ = self.sides, self.sides
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = self.starts, self.indices, self.values
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(self.costs)
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.passModel(model)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return [round(value) for value in solver.getSolution().col_value]


def _solve(figures: dict[str, Figure], footings: tuple[Footing, ...], *, wide: bool) -> dict[str, int] | None:
    program = _Program()
    floors = {key: int(f.units.to_integral_value(ROUND_FLOOR)) for key, f in figures.items()}
    columns: dict[str, list[tuple[int, int]]] = {}
    for key in dict.fromkeys(k for f in footings for k in (f.total, *(p for p, _ in f.parts))):
        columns[key] = _columns(program, figures[key], floors[key], wide=wide)
    for footing in footings:
        terms = list(columns[footing.total])
        side = -floors[footing.total]
        for key, coefficient in footing.parts:
            terms += [(column, -coefficient * value) for column, value in columns[key]]
            side += coefficient * floors[key]
        if wide:
            terms += [(program.column(BROKEN, 0, REACH * 100), value) for value in (1, -1)]
        program.row(_gathered(terms), side)
    found = program.solve()
    if found is None:
        return None
    units = nearest({key: f for key, f in figures.items() if key not in columns})
    for key, terms in columns.items():
        units[key] = floors[key] + sum(found[column] * value for column, value in terms)
    return units


def _columns(program: _Program, figure: Figure, floor: int, *, wide: bool) -> list[tuple[int, int]]:
    """The columns by which a figure stands above its floor, each with its coefficient."""
    above = figure.units - floor
    terms: list[tuple[int, int]] = []
    if above and not figure.fixed:
        # The price of going up less that of staying down: distances, and one of the two is not the nearest.
        up = float(1 - 2 * above) + (OFF_NEAREST if above < Decimal("0.5") else -OFF_NEAREST)
        terms.append((program.column(up * (HEADLINE if figure.headline else 1.0), 0, 1), 1))
    if wide and figure.units and not figure.fixed:
        far = FAR * (HEADLINE if figure.headline else 1.0)
        terms += [(program.column(far, 0, REACH), value) for value in (1, -1)]
    return terms


def _gathered(terms: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each column once: a line may stand on both sides of an equation."""
    out: dict[int, int] = {}
    for column, value in terms:
        out[column] = out.get(column, 0) + value
    return list(out.items())
