"""Growth rows under series of quarters: each percent is the change of the row above from a year or a quarter before.

"Revenue | Y/Y % growth" over five quarters: the column of a year ago stands four to the left. Few columns have theirs
in the table, so that the growth rows of a document are judged together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import log10

from crossfoot.model.period import Period
from crossfoot.proof.acceptance import ACCEPTED
from crossfoot.proof.comparisons import percent_change
from crossfoot.proof.equation import Equation, as_one_formula
from crossfoot.proof.grid import Entry, Grid, Line
from crossfoot.proof.suspects import misprints
from crossfoot.vocabulary.prose import stems

ABOVE = 4  # rows above a growth row in which the figures it is of are looked for
SEAM = 8  # days by which two period ends may be off their distance: 52/53-week calendars
YEAR, QUARTER = 12, 3  # months
DAYS_A_MONTH = 30.44

_GROWTH = re.compile(r"growth|\bchange\b|\by\s?/\s?y\b|\byoy\b|\bq\s?/\s?q\b|\bqoq\b|year[- ]over[- ]year|sequential")
_QUARTERLY = re.compile(r"\bq\s?/\s?q\b|\bqoq\b|sequential|quarter[- ]over[- ]quarter|from (?:the )?prior quarter")
_YEARLY = re.compile(r"\by\s?/\s?y\b|\byoy\b|year[- ]over[- ]year|from (?:the )?(?:prior|previous) year")
_UNPRINTED = re.compile(r"constant|neutral|currency|organic|comparable|f/x|\bfx\b|same[- ]store|excluding")


def lagged_growth(laid_out: list[Grid], tied: set[str]) -> list[Equation]:
    """The ties of growth rows in none yet to the row above and the column of a year or a quarter before: known where
    the row names the one above, else found together."""
    named: list[tuple[Line, Equation]] = []
    found: list[Equation] = []
    for grid in laid_out:
        for line in grid.lines:
            months = _months_back(line.label)
            if months is not None:
                equations, base = list(_row(grid, line, months, tied)), _above(grid, line)
                if base is not None and _names(line, base):
                    named += ((line, e) for e in equations)
                else:
                    found += equations
    return [*_known(named), *_inferred(found)]


def _names(line: Line, base: Line) -> bool:
    """True of "Change in revenues year over year" under "Revenues"."""
    words = frozenset(stems(base.label))
    return bool(words) and words <= frozenset(stems(line.label))


def _known(named: list[tuple[Line, Equation]]) -> list[Equation]:
    """The ties of rows that say what they are the growth of; of those that fail, the ones whose row says since when as
    well, where a misprint explains it."""
    known: list[Equation] = []
    for line, equation in named:
        equation.nfa = None
        label = line.label.lower()
        says_since_when = _YEARLY.search(label) is not None or _QUARTERLY.search(label) is not None
        is_slip = says_since_when and any(True for n in equation.numbers() for _ in misprints(equation, n))
        if equation.status != "broken" or is_slip:
            known.append(equation)
    return known


def _inferred(found: list[Equation]) -> list[Equation]:
    """The ties of the other rows, where so many hold that chance does not explain it."""
    if not found:
        return []
    held = [e for e in found if e.status != "broken"]
    failed = len(found) - len(held)
    score = log10(2 * len(found)) + 0.5 * failed + sum(e.nfa or 0.0 for e in held)
    if len(held) < 2 or failed * 3 > len(held) or score > ACCEPTED:
        return []
    for equation in as_one_formula(found, score, len(held), failed):
        if equation.status == "broken":
            plausible = failed == 1 and any(True for n in equation.numbers() for _ in misprints(equation, n))
            equation.certainty = None if plausible else "evidence"
    return found


@lru_cache(maxsize=1 << 12)
def _months_back(label: str) -> int | None:
    """How far back a row of growth compares, by its label; None for any other row."""
    lower = label.lower()
    if _GROWTH.search(lower) is None or _UNPRINTED.search(lower) is not None:
        return None
    return QUARTER if _QUARTERLY.search(lower) else YEAR


def _row(grid: Grid, line: Line, months: int, tied: set[str]) -> Iterator[Equation]:
    """The equations of one growth row, each with its own log chance."""
    base = _above(grid, line)
    if base is None:
        return
    spans = {p: c for c, e in base.cells.items() if (p := _period(e)) is not None}
    for column, goal in line.cells.items():
        new = base.cells.get(column)
        now = _period(new) if new is not None else None
        if new is None or now is None or goal.kind != "percent" or goal.number.id in tied:
            continue
        before = next((c for p, c in spans.items() if _apart(now, p, months)), None)
        if before is None:
            continue
        old = base.cells[before]
        compared = percent_change(goal, new, old, grid.exponents["percent"])
        if compared is not None and new.kind == old.kind:
            yield Equation(
                "percent-change",
                "column",
                compared.form,
                goal.number,
                ((new.number, 1), (old.number, -1)),
                compared.status,
                nfa=compared.chance,
                formula=f"g{grid.index}r{line.index}l",
                misprint=compared.misprint,
            )


def _above(grid: Grid, line: Line) -> Line | None:
    """The nearest row above that is of no rates."""
    for index in range(line.index - 1, max(-1, line.index - 1 - ABOVE), -1):
        above = grid.lines[index]
        if all(e.kind not in ("percent", "ratio") for e in above.cells.values()):
            return above
    return None


def _period(entry: Entry) -> Period | None:
    return entry.fact.period if entry.fact is not None else None


def _apart(now: Period, then: Period, months: int) -> bool:
    """True where the two are of one length, so many months apart."""
    return now.months == then.months and abs((now.end - then.end).days - months * DAYS_A_MONTH) <= SEAM
