"""All ties between the numbers of a document's tables."""

from __future__ import annotations

from decimal import Decimal

from crossfoot.model.document import Document
from crossfoot.model.proof import Reading
from crossfoot.model.tie import Term, Tie
from crossfoot.proof.acceptance import column_log_chance
from crossfoot.proof.bases import percents_down, shares_of_base, without_idle
from crossfoot.proof.bridges import bridges
from crossfoot.proof.comparisons import comparisons
from crossfoot.proof.duplicates import duplicates
from crossfoot.proof.equation import Equation, computed
from crossfoot.proof.families import Family, families
from crossfoot.proof.grid import Grid, NumberClass, grids
from crossfoot.proof.growth import lagged_growth
from crossfoot.proof.pershare import per_share
from crossfoot.proof.pershare_apart import per_share_apart
from crossfoot.proof.quotients import named_quotients
from crossfoot.proof.rates_down import rates_down
from crossfoot.proof.ratios import ratios
from crossfoot.proof.sections import section_sums
from crossfoot.proof.severity import weigh
from crossfoot.proof.sheet import Formula, Sheet, sheet_of
from crossfoot.proof.sums import sums
from crossfoot.proof.todate import to_date
from crossfoot.proof.walks import NAME
from crossfoot.proof.wording import labels_of, phrase

_SUMMED: tuple[NumberClass, ...] = ("amount", "shares", "per-share", "percent")
_RATES = ("percent", "ratio")
ALIKE = 4  # other columns in which a sum of rates holds before one that does not is told
_UNITS: dict[int | Decimal, Decimal] = {1: Decimal(1), -1: Decimal(-1)}


def table_ties(document: Document, reading: Reading) -> tuple[Tie, ...]:
    """The ties between table numbers in document order, with certainty and suspects of those that are broken."""
    laid_out = grids(document, reading)
    equations: list[Equation] = []
    compared = comparisons(laid_out)
    across = families(laid_out, compared)
    for grid in laid_out:
        equations += _within(grid, compared[grid.index] + across[grid.index] + bridges(grid))
        equations += per_share(grid)
    equations += duplicates(laid_out)
    equations += section_sums(laid_out)
    tied = {n.id for e in equations if e.status != "broken" for n in (e.target, *(t for t, _ in e.terms))}
    for grid in laid_out:
        down = rates_down(grid, tied)
        equations += down
        tied.update(e.target.id for e in down)
    grown = lagged_growth(laid_out, tied)
    equations += grown
    tied.update(e.target.id for e in grown)
    named = named_quotients(laid_out, tied)
    equations += named
    tied.update(e.target.id for e in named)
    equations += ratios(laid_out, tied)
    equations += per_share_apart(laid_out, tied)
    equations += to_date(laid_out, {e.target.id for e in equations if e.scope == "row" and e.kind == "sum"})
    equations = weigh(_once(equations))
    labels = labels_of(laid_out)
    order = {n.id: i for i, n in enumerate(reading.numbers)}
    equations.sort(key=lambda e: order[e.target.id])
    return tuple(_tie(i, e, labels) for i, e in enumerate(equations, 1))


def _once(equations: list[Equation]) -> list[Equation]:
    """The equations, each said once."""
    said: dict[tuple[object, ...], Equation] = {}
    for equation in equations:
        terms = frozenset((n.id, c) for n, c in equation.terms)
        said.setdefault((equation.target.id, equation.form, terms), equation)
    return list(said.values())


def _within(grid: Grid, found: list[Family]) -> list[Equation]:
    """The equations inside one grid: across its columns, by the families found, then down them."""
    out = [e for family in found for e in family.equations]
    derived = frozenset(f.column for f in found)
    rates = frozenset(f.column for f in found if f.kind == "percent-change")
    shares = [s for s in shares_of_base(grid) if s.column not in rates]
    out += [e for s in shares for e in s.equations]
    columns = [c for c in grid.columns if c not in rates]
    for kind in _SUMMED:
        if kind not in grid.exponents:
            continue
        sheet = sheet_of(grid, kind, columns, derived)
        if sheet is not None:
            for formula in sums(sheet):
                out += _down(sheet, formula)
                out += _echoes(sheet, formula, rates) if kind == "amount" and formula.source != "pair" else []
                if kind == "amount" and shares and formula.source != "pair":
                    out += percents_down(grid, sheet, formula, shares)
    return without_idle(out)


def _down(sheet: Sheet, formula: Formula) -> list[Equation]:
    """The equations of a formula, one for each column in which there is something to compare."""
    held = sum(o.holds for o in formula.outcomes)
    name = f"g{sheet.grid.index}r{sheet.lines[formula.target].index}" + ("p" if formula.source == "pair" else "")
    added = all(sign > 0 for _, sign in formula.terms)
    out = []
    for outcome in formula.outcomes:
        target = sheet.entry(formula.target, outcome.column)
        assert target is not None
        terms = tuple(
            (entry.number, sign)
            for position, sign in formula.terms
            if (entry := sheet.entry(position, outcome.column)) is not None
        )
        if not outcome.holds and formula.source == "pair" and len(terms) < len(formula.terms):
            continue
        equation = Equation(
            "sum" if added else "difference",
            "sections" if formula.source == "pair" else "column",
            "linear",
            target.number,
            terms,
            "exact" if outcome.residual == 0 else "within-rounding" if outcome.holds else "broken",
            nfa=formula.score,
            formula=name,
            identity=formula.identity,
            misprint=outcome.misprint,
            held=held,
            failed=formula.broken,
        )
        if not outcome.holds and _explained(equation, formula):
            equation.certainty = "evidence"
        elif not outcome.holds and (formula.source == NAME or target.kind in _RATES):
            equation.certainty = "warning"  # each is rounded by itself, and little is known of adjustments
        out.append(equation)
    return out


def _echoes(sheet: Sheet, formula: Formula, rates: frozenset[int]) -> list[Equation]:
    """A formula of amounts again in columns that print the same rows per share or as rates, where it holds there."""
    out = []
    lines, held = sheet.lines, sum(o.holds for o in formula.outcomes)
    for column, goal in lines[formula.target].cells.items():
        if goal.kind not in ("per-share", "percent") or column in rates or not goal.value or not held:
            continue
        terms = [(e, sign) for p, sign in formula.terms if (e := lines[p].cells.get(column)) is not None]
        if len(terms) < 2 or any(e.kind != goal.kind and not e.number.nil for e, _ in terms):
            continue
        signed = [-goal.value, *(sign * e.value for e, sign in terms)]
        tolerance = goal.unit + sum(e.unit for e, _ in terms if e.value)
        chance = column_log_chance(signed, tolerance // 2)
        if 2 * abs(sum(signed)) <= tolerance and chance:
            out.append(
                Equation(
                    "sum" if all(sign > 0 for _, sign in terms) else "difference",
                    "column",
                    "linear",
                    goal.number,
                    tuple((e.number, sign) for e, sign in terms),
                    "exact" if sum(signed) == 0 else "within-rounding",
                    nfa=formula.score + chance,
                    formula=f"g{sheet.grid.index}r{lines[formula.target].index}c{column}",
                )
            )
    return out


def _explained(equation: Equation, formula: Formula) -> bool:
    """True where a broken sum has another explanation than a wrong figure.

    A total that is a dash is not there yet or not meaningful; parts that are dashes or blank may not be there yet;
    rates are seldom summed at all, and where they are, each is rounded by itself: a misprint is told only where the
    same rows add up in several other columns.
    """
    rates = equation.target.unit in _RATES and formula.source != NAME
    lone = equation.misprint and equation.failed == 1 and equation.held >= ALIKE
    if equation.target.nil or (rates and not lone):
        return True
    present = sum(not n.nil for n, _ in equation.terms)
    return present < len(formula.terms) and (not equation.misprint or formula.source == NAME)


def _tie(index: int, equation: Equation, labels: dict[str, str]) -> Tie:
    return Tie(
        f"t{index}",
        equation.kind,
        equation.target.id,
        tuple(Term(n.id, _UNITS.get(c) or Decimal(c)) for n, c in equation.terms),
        computed(equation),
        equation.status,
        None if equation.nfa is None else round(equation.nfa, 2),
        equation.scope,
        equation.identity,
        equation.formula,
        phrase(equation, labels),
        equation.certainty,
        equation.reason,
        equation.suspects,
    )
