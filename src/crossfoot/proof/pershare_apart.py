"""Per-share figures whose amount or shares stand in another table: earnings (ASC 260) and book value per share.

"Diluted earnings per share" among the highlights, the shares in the statement. Rows are matched by period; the amount
is looked up from figure x shares in one period and confirmed in the others, among rows whose labels may be meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from math import log10

from crossfoot.proof.acceptance import ACCEPTED
from crossfoot.proof.equation import Equation, as_one_formula, computed, status_of
from crossfoot.proof.grid import Grid, decimals_of
from crossfoot.proof.pershare import dilution, may_be_income
from crossfoot.proof.ratios import Key, Row, joined, rows_of

MOST_TARGETS = 40
MOST_SHARES = 40  # rows of shares looked at: bounds the work of a long document
LABELLED = 0.6  # decades that a common word of the labels is worth
FAR = Decimal("0.08")
SAME_DILUTION = 0.6  # the same where figure and shares are both basic or both diluted


def per_share_apart(laid_out: list[Grid], tied: set[str]) -> list[Equation]:
    """The ties of per-share rows whose numbers are in none yet."""
    targets = [
        row
        for row in rows_of(laid_out, ("per-share",))
        if len(row.cells) > 1 and not any(e.number.id in tied for e in row.cells.values())
    ]
    if not targets:
        return []
    shares = joined(rows_of(laid_out, ("shares",)))[:MOST_SHARES]
    amounts = [row for row in joined(rows_of(laid_out, ("amount",))) if may_be_income(row.line)]
    out: list[Equation] = []
    for target in targets[:MOST_TARGETS]:
        options = [option for option in _options(target, amounts, shares) if option]
        if options:
            best: list[Equation] = min(options, key=lambda option: option[0].nfa or 0.0)
            out += [e for e in best if e.status != "broken" or _far(e)]
    return out


def _options(target: Row, amounts: list[Row], shares: list[Row]) -> Iterator[list[Equation]]:
    """What the look-up in the longest number gives, and in the next: one may be wrong."""
    for first in sorted(target.cells, key=lambda k: -abs(target.cells[k].value))[:2]:
        goal = target.cells[first].number
        sizes = sorted(
            (abs(e.number.value), i) for i, row in enumerate(amounts) if (e := row.at(first)) is not None and e.value
        )
        half = Decimal(6).scaleb(-decimals_of(goal) - 1)  # half a unit, and what the rounding of the others adds
        for row in shares if goal.value else ():
            count = row.at(first)
            if count is None or count.value <= 0 or _unlike(target, row):
                continue
            low, high = (
                (abs(goal.value) - half) * count.number.value,
                (abs(goal.value) + half) * count.number.value,
            )
            for position in range(bisect_left(sizes, (low, 0)), len(sizes)):
                size, a = sizes[position]
                if size > high:
                    break
                yield _confirmed(target, amounts[a], row, log10(max(2, len(sizes) * len(shares))))


def _unlike(target: Row, count: Row) -> bool:
    one, two = dilution(target.line), dilution(count.line)
    return bool(one and two and one != two)


def _confirmed(target: Row, amount: Row, count: Row, score: float) -> list[Equation]:
    """The equations of the quotient in all periods; none where it fails or says too little."""
    score -= LABELLED * bool(target.words & amount.words)
    score -= SAME_DILUTION * bool(dilution(target.line) and dilution(target.line) == dilution(count.line))
    held = failed = 0
    equations: list[Equation] = []
    seen: set[Decimal] = set()
    for key, goal in target.cells.items():
        a, b = amount.at(key), count.at(key)
        if a is None or b is None or b.value <= 0 or goal.number.nil:
            continue
        equation = Equation(
            "ratio",
            "per-share",
            "quotient",
            goal.number,
            ((a.number, 1), (b.number, 1)),
            "exact",
            formula=f"g{target.grid.index}r{target.line.index}t",
            identity="earnings-per-share" if _of_a_span(key) else "book-value-per-share",
        )
        equation.status = status_of(equation)
        equations.append(equation)
        if equation.status == "broken":
            failed += 1
        else:
            held += 1
            score += 0.0 if a.number.value in seen else log10(goal.unit / (2 * abs(goal.value) + goal.unit))
            seen.add(a.number.value)
    if held < 2 or failed > 1 or failed * 2 > held or score + failed > ACCEPTED:
        return []
    return as_one_formula(equations, score + failed, held, failed)


def _far(equation: Equation) -> bool:
    """True where a figure is further off than what participating securities take of the earnings."""
    result, goal = computed(equation), equation.target.value
    return result is not None and abs(result - goal) > FAR * abs(goal)


def _of_a_span(key: Key) -> bool:
    return key[1] > 0
