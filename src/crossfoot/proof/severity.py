"""How sure a broken tie is: error, warning, note, or evidence that is not reported by itself.

An error is a formula accepted on other columns that one misprinted digit explains here, or one correction that mends
two ties and breaks none. What has some other explanation is less. Where a document's sums foot exactly throughout,
one that is off within rounding is a warning: whoever made the others foot would have made this one.
"""

from __future__ import annotations

from collections import Counter

from crossfoot.model.number import Number
from crossfoot.proof.acceptance import ACCEPTED
from crossfoot.proof.equation import Certainty, Equation, computed, computed_interval, interval
from crossfoot.proof.grid import decimals_of, scaled
from crossfoot.proof.suspects import Correction, corrections, index_of, shown

EXACT_SUMS = 15  # so many sums that foot exactly, with hardly one that does not, make a document exact
FEW_SUMS = 6  # where there are fewer, so many with but one that does not
LENIENCE = 0.01
EXACT_TABLE = 6  # so many sums that foot exactly, with one that does not, make a table exact whatever the others are
EPS_HELD = 4  # other quotients that hold before one off by its last digit is told: other share classes have claims too
SURE = -3.7  # a sum off by rounding is told only where chance would not give the formula by far
BASIS_POINT_DECIMALS = 2  # of a percent
TELLING_DIGITS = 3  # of a total that is off by its last one: in a shorter one that is nothing
_FORCED = ("percent", "ratio", "bp", "USD/share")  # rounded one by one: where they do not add up, nothing is wrong


def weigh(equations: list[Equation]) -> list[Equation]:
    """The equations, with the certainty, reason and suspects of those that are broken."""
    _watch_rounding(equations)
    broken = [e for e in equations if e.status == "broken"]
    if not broken:
        return equations
    index = index_of(equations)
    for equation in broken:
        if equation.certainty is None:
            equation.certainty = _first_view(equation)
    for equation in broken:
        found = corrections(equation, index)
        equation.certainty = _second_view(equation, found)
        equation.suspects = shown(found)
    return equations


def _watch_rounding(equations: list[Equation]) -> None:
    """Breaks the sums that are off within rounding where the document's others of their kind foot exactly.

    Of their kind: down, across or in points, and printed to the same digit. What is told in billions beside a statement
    in millions is rounded once more, line by line.
    """
    document: dict[tuple[str, int | None], list[Equation]] = {}
    tables: dict[tuple[str, int], list[Equation]] = {}
    for equation in equations:
        points = equation.kind == "basis-points"  # of rates as printed, or of rates not printed: then few are exact
        watched = equation.form == "linear" and len(equation.terms) > 1 and equation.kind != "average"
        if points and any(decimals_of(n) < BASIS_POINT_DECIMALS for n, _ in equation.terms):
            continue  # basis points of rates that are not printed to the basis point
        if watched and equation.status != "broken" and (points or equation.target.unit not in _FORCED):
            way = "points" if points else "row" if equation.scope == "row" else "down"
            document.setdefault((way, equation.target.decimals), []).append(equation)
            if equation.target.cell is not None:
                tables.setdefault((way, equation.target.cell[0]), []).append(equation)
    for group in document.values():
        off, misses, exact = _counted(group)
        allowed = max(2.0, LENIENCE * exact) if exact >= EXACT_SUMS else 1 if exact >= FEW_SUMS else 0
        if misses <= allowed:
            _break(off)
    for group in tables.values():
        off, misses, exact = _counted(group)
        if misses == 1 and exact >= EXACT_TABLE:
            _break(off)


def _counted(group: list[Equation]) -> tuple[list[Equation], int, int]:
    """The sums that are off within rounding; how many figures that makes wrong, and how many totals foot exactly."""
    off = [e for e in group if e.status == "within-rounding"]
    misses = len({e.target.id for e in off})
    exact = len({e.target.id for e in group}) - misses
    if misses > 1 and set.intersection(*({n.id for n in e.numbers()} for e in off)):
        misses = 1  # one number in all of them accounts for them
    return off, misses, exact


def _break(off: list[Equation]) -> None:
    """Makes warnings of those that chance would not give, but for a row that is off in several columns."""
    often = Counter(e.formula for e in off)
    for equation in off:
        sure = equation.nfa is None or equation.nfa <= SURE
        if (
            sure
            and _digits(equation.target) >= TELLING_DIGITS
            and (often[equation.formula] == 1 or not equation.formula)
        ):
            equation.status, equation.reason, equation.certainty = "broken", "rounding", "warning"


def _digits(number: Number) -> int:
    """The digits printed, without leading zeros."""
    return len(str(abs(scaled(number.value, decimals_of(number)))))


def _first_view(equation: Equation) -> Certainty:
    """What the equation's own formula says."""
    if equation.form == "linear":
        if equation.kind == "equal" and not _far_off(equation):
            return "warning"  # the last digit only: rounded twice
        if equation.misprint:
            return "error" if equation.nfa is None or equation.nfa <= ACCEPTED else "warning"
        return "warning" if equation.held >= 3 and equation.failed == 1 else "evidence"
    return "evidence"


def _second_view(equation: Equation, found: list[Correction]) -> Certainty:
    """The certainty once the corrections are known: one that mends two ties and breaks none makes an error."""
    certainty = equation.certainty or "evidence"
    if equation.reason == "rounding" or not found:
        return certainty
    best = found[0]
    if best.mended >= 2 and not best.spoiled and best.cost <= 0.5 and certainty != "evidence":
        return "warning" if equation.kind == "equal" and _off_by_a_unit(equation) else "error"
    if equation.form == "linear":
        return certainty
    target = next((c for c in found if c.number.id == equation.target.id), None)
    known = equation.scope == "per-share"
    if equation.failed > 1 and equation.failed * 4 > equation.held:
        return "evidence"
    if equation.form == "percent-of":
        return "warning" if best.cost <= 0.5 and not _off_by_little(equation) else "evidence"
    if equation.form == "mean":  # balances are averaged by the day, rates annualised: only a misprint's distance tells
        return "warning" if _far_off(equation) and equation.held >= 4 else "evidence"
    if _off_by_little(equation):
        return "warning" if equation.failed == 1 and equation.held >= (EPS_HELD if known else 5) else "note"
    if target is not None and target.cost == 0 and equation.held >= (2 if known else 4) and _far_off(equation):
        return "error"  # nearer by, another share class or a figure not rounded may account for it
    enough = 1 if known else 2 if equation.failed == 1 else 4
    return "warning" if best.cost <= 0.5 and equation.held >= enough else "note"


def _far_off(equation: Equation) -> bool:
    """True where the target misses what its terms give by more than twelve units."""
    result = computed(equation)
    span = interval(equation.target)
    return result is None or abs(result - equation.target.value) > 12 * (span.high - span.low)


def _off_by_a_unit(equation: Equation) -> bool:
    """True where the target misses what its terms give by one unit of its last digit: rounded twice, maybe."""
    result, span = computed(equation), interval(equation.target)
    return result is not None and abs(result - equation.target.value) <= span.high - span.low


def _off_by_little(equation: Equation) -> bool:
    """True where the target misses what its terms may give by no more than a unit, or a quarter of the spread."""
    reach = computed_interval(equation)
    if reach is None:
        return True
    span = interval(equation.target)
    unit = span.high - span.low
    gap = max(reach.low - span.high, span.low - reach.high)
    return gap <= max(unit, (reach.high - reach.low) / 4)
