"""Sums over sections: rows of one name in several sections or tables, and the row elsewhere that is their total.

"U.S. Upstream: Earnings" and "International Upstream: Earnings" in two tables, "Upstream" in the summary; revenue by
region, and revenue. The parts are rows that stand next to each other among those of their name; the total is found by
look-up of their sum in one period and confirmed in the others.
"""

from __future__ import annotations

import datetime
from math import log10

import msgspec

from crossfoot.proof.acceptance import ACCEPTED, broken_log_chance, broken_penalty, column_log_chance, edit_cost
from crossfoot.proof.equation import Equation
from crossfoot.proof.grid import Entry, Grid, Line, NumberClass, decimals_of

MOST_NAMESAKES = 24  # rows of one name: "Other" and the like stand everywhere
MOST_PARTS = 8
LABELLED = 1.5  # decades that it is worth where the total bears the name of its parts

Key = tuple[datetime.date, datetime.date | None, NumberClass, int]  # last and first day, class, decimals printed


class Row(msgspec.Struct, gc=False):
    """A line's numbers by period."""

    grid: Grid
    line: Line
    cells: dict[Key, Entry]


def section_sums(laid_out: list[Grid]) -> list[Equation]:
    """The ties between totals and the rows of one name that they are the sums of."""
    rows = [row for grid in laid_out for line in grid.lines if len((row := _row(grid, line)).cells) > 1]
    named: dict[tuple[str, ...], list[Row]] = {}
    places: dict[tuple[Key, int], list[Row]] = {}
    for row in rows:
        if row.line.words:
            named.setdefault(row.line.words, []).append(row)
        for key, entry in row.cells.items():
            if entry.value:
                places.setdefault((key, _printed(entry)), []).append(row)
    groups = [group for group in named.values() if 2 <= len(group) <= MOST_NAMESAKES]
    cost = log10(max(10, sum(len(g) ** 2 for g in groups)))
    out: list[Equation] = []
    done: set[int] = set()
    for group in groups:
        for size in range(min(MOST_PARTS, len(group)), 1, -1):
            for start in range(len(group) - size + 1):
                parts = group[start : start + size]
                if not any(id(p) in done for p in parts):
                    found = _total_of(parts, places, cost)
                    if found:
                        out += found
                        done.update(id(p) for p in parts)
    return out


def _row(grid: Grid, line: Line) -> Row:
    cells: dict[Key, Entry] = {}
    twice: set[Key] = set()
    for entry in line.cells.values():
        if entry.fact is None or entry.fact.period is None or entry.kind not in ("amount", "shares"):
            continue
        period = entry.fact.period
        key = (period.end, period.start, entry.kind, decimals_of(entry.number))
        if key in cells:
            twice.add(key)
        cells[key] = entry
    return Row(grid, line, {k: e for k, e in cells.items() if k not in twice})


def _printed(entry: Entry) -> int:
    """The value in units of its last printed digit."""
    return entry.value // entry.unit


def _total_of(parts: list[Row], places: dict[tuple[Key, int], list[Row]], cost: float) -> list[Equation]:
    """The equations of the best total for these rows; none where there is none."""
    keys = [k for k in parts[0].cells if all(k in p.cells for p in parts)]
    if len(keys) < 2:
        return []
    sums = {k: sum(_printed(p.cells[k]) for p in parts) for k in keys}
    inside = {id(p) for p in parts}
    tried: dict[int, Row] = {}
    for key in sorted(keys, key=lambda k: -abs(sums[k]))[:2]:  # one may be wrong
        slack = (len(parts) + 1) // 2
        for value in range(sums[key] - slack, sums[key] + slack + 1):
            for row in places.get((key, value), ()):
                if id(row) not in inside:
                    tried[id(row)] = row
    best: list[Equation] = []
    for row in tried.values():
        found = _confirmed(row, parts, keys, cost)
        if found and (not best or (found[0].nfa or 0) < (best[0].nfa or 0)):
            best = found
    return best


def _confirmed(total: Row, parts: list[Row], keys: list[Key], cost: float) -> list[Equation]:
    score = cost - LABELLED * (set(total.line.words) <= set(parts[0].line.words))
    held = failed = apart = 0
    outcomes: list[tuple[Key, int, bool, bool]] = []
    for key in keys:
        goal = total.cells.get(key)
        if goal is None:
            continue
        signed = [-_printed(goal), *(_printed(p.cells[key]) for p in parts)]
        residual = sum(signed)
        tolerance = sum(e.value != 0 for e in (goal, *(p.cells[key] for p in parts)))
        holds = 2 * abs(residual) <= tolerance
        misprint = not holds and any(edit_cost(v, v - residual) <= 0.5 for v in signed)
        held, failed = held + holds, failed + (not holds)
        if holds:
            score += column_log_chance(signed, 0 if residual == 0 else tolerance // 2)
        elif misprint:
            score += broken_log_chance(signed)
        else:
            apart += 1  # a section more in that period: nothing to report
            continue
        outcomes.append((key, residual, holds, misprint))
    if held < 2 or failed > 1 or apart * 3 > held or (apart and failed):
        return []
    score += broken_penalty(held + failed + apart, failed + apart)
    if score > ACCEPTED:
        return []
    same = len({total.grid.index, *(p.grid.index for p in parts)}) == 1
    return [
        Equation(
            "sum",
            "sections" if same else "tables",
            "linear",
            total.cells[key].number,
            tuple((p.cells[key].number, 1) for p in parts),
            "exact" if residual == 0 else "within-rounding" if holds else "broken",
            nfa=score,
            formula=f"g{total.grid.index}r{total.line.index}+",
            misprint=misprint,
            held=held,
            failed=failed,
        )
        for key, residual, holds, misprint in outcomes
    ]
