"""Rows of ratios: percents that are a quotient, a mean or a difference of rows elsewhere in the document.

Return on assets, equity to assets, non-performing loans to loans; the yield on all assets as the mean of the yields on
two kinds, weighted by their balances; a spread as the difference of two rates. Columns are matched by period; what is
for a quarter may be stated at a yearly rate. The parts are found by look-up in one column and confirmed in the others.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from math import log10

import msgspec

from crossfoot.proof.acceptance import ACCEPTED
from crossfoot.proof.equation import Equation, Form, as_one_formula, status_of
from crossfoot.proof.grid import Entry, Grid, Line, decimals_of, scaled

MOST_ROWS = 300  # documents with more rows of amounts are not searched for quotients
MOST_TARGETS = 60
LABELLED = 1.2  # decades that a common word of two labels is worth

Key = tuple[datetime.date, int]  # last day, months (0: an instant)


class Row(msgspec.Struct, gc=False):
    """A line of one class by period; `words` of its label, headings left out."""

    grid: Grid
    line: Line
    cells: dict[Key, Entry]
    words: frozenset[str]

    def at(self, key: Key) -> Entry | None:
        """The row's number for a period, else for the period's last day."""
        return self.cells.get(key) or self.cells.get((key[0], 0))


class Amounts(msgspec.Struct, gc=False):
    """Rows of amounts, and by period the sizes of their numbers that are not nil: ascending, in units of 10^-places."""

    rows: list[Row]
    by_key: dict[Key, tuple[int, list[int], list[int]]]  # places, sizes, and which row each is of

    def sizes(self, key: Key) -> tuple[int, list[int], list[int]]:
        """Of a period, worked out once: many rows of ratios ask for the same."""
        known = self.by_key.get(key)
        if known is None:
            values = [(abs(e.number.value), i) for i, row in enumerate(self.rows) if (e := row.at(key)) and e.value]
            places = max((_places(size) for size, _ in values), default=0)
            ascending = sorted((scaled(size, places), i) for size, i in values)
            known = self.by_key[key] = places, [size for size, _ in ascending], [i for _, i in ascending]
        return known


def ratios(laid_out: list[Grid], tied: set[str]) -> list[Equation]:
    """The ties of ratio rows whose numbers are in none yet."""
    percents = rows_of(laid_out, ("percent", "ratio"))
    if not percents:
        return []
    amounts = rows_of(laid_out, ("amount",))
    targets = [
        row for row in percents if not any(e.number.id in tied for e in row.cells.values()) and len(row.cells) >= 2
    ]
    out: list[Equation] = []
    out += _means(percents, amounts, tied)
    tied = tied | {n.id for e in out for n in e.numbers()}
    searched = Amounts(joined(amounts), {})
    found: list[list[Equation]] = []
    for row in targets[:MOST_TARGETS]:
        best = _best(row, percents, searched)
        if best is not None and not all(e.target.id in tied for e in best):
            found.append(best)
    return out + [e for best in found for e in best]


def _best(row: Row, percents: list[Row], amounts: Amounts) -> list[Equation] | None:
    """The strongest formula of a row, looked for in its longest number, then in the next: one may be wrong."""
    for first in sorted(row.cells, key=lambda k: -abs(row.cells[k].value))[:2]:
        options = [*_differences(row, percents, first)]
        if len(amounts.rows) <= MOST_ROWS:
            options += _quotients(row, amounts, first)
        found = [option for option in options if option]
        if found:
            return min(found, key=lambda option: option[0].nfa or 0.0)
    return None


def rows_of(laid_out: list[Grid], kinds: tuple[str, ...]) -> list[Row]:
    """The lines that have numbers of these classes with a known period."""
    rows = []
    for grid in laid_out:
        for line in grid.lines:
            cells: dict[Key, Entry] = {}
            for entry in line.cells.values():
                if entry.kind in kinds and entry.fact is not None and entry.fact.period is not None:
                    period = entry.fact.period
                    cells.setdefault((period.end, period.months), entry)
            if cells:
                rows.append(Row(grid, line, cells, frozenset(line.words)))
    return rows


def joined(rows: list[Row]) -> list[Row]:
    """The rows, those with the same label and other periods put together (quarters in one table, years in the next)."""
    out: list[Row] = []
    by_words: dict[frozenset[str], Row] = {}
    for row in rows:
        known = by_words.get(row.words) if row.words else None
        if known is not None and not known.cells.keys() & row.cells.keys():
            known.cells = {**known.cells, **row.cells}
            continue
        if row.words and known is None:
            by_words[row.words] = row
        out.append(row)
    return out


def _differences(target: Row, percents: list[Row], first: Key) -> Iterator[list[Equation]]:
    """Rate = rate - rate: found in the period `first`, confirmed in the others."""
    keys = list(target.cells)
    fine = decimals_of(target.cells[first].number)
    near = [
        row
        for row in percents
        if row is not target and (e := row.at(first)) is not None and decimals_of(e.number) == fine
    ]
    values: dict[int, list[Row]] = {}
    for row in near:
        entry = row.at(first)
        assert entry is not None
        values.setdefault(_points(entry), []).append(row)
    goal = _points(target.cells[first])
    cost = 2 * log10(max(2, len(near)))
    for row in near:
        entry = row.at(first)
        assert entry is not None
        for step in (0, -1, 1):
            for other in values.get(_points(entry) - goal + step, ()):
                if other is not row and other.grid.index == row.grid.index:
                    yield _confirmed(target, keys, (row, 1), (other, -1), "linear", cost)


def _points(entry: Entry) -> int:
    """A rate in hundredths of a percent."""
    return scaled(entry.number.value, 2)


def _places(value: Decimal) -> int:
    """The digits behind the point."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _quotients(target: Row, amounts: Amounts, first: Key) -> Iterator[list[Equation]]:
    """Percent = amount / amount, or a yearly rate of that: found in the period `first`, confirmed in the others.

    In whole numbers: goal - half <= 100 x yearly x a / b <= goal + half, both sides times b and a power of ten.
    """
    keys = list(target.cells)
    goal = target.cells[first]
    if not goal.value:
        return
    rows, (_, sizes, owners) = amounts.rows, amounts.sizes(first)
    cost = 2 * log10(max(2, len(sizes)))
    size_of_goal = abs(goal.number.value)
    places = max(_places(size_of_goal), decimals_of(goal.number) + 1, 0)
    value, half = scaled(size_of_goal, places), 5 * 10 ** (places - decimals_of(goal.number) - 1)
    others = [k for k in keys if k != first and target.cells[k].value][:2]
    scales = [(yearly, [100 * yearly * 10**places * size for size in sizes]) for yearly in _rates(first)]
    for size, b in zip(sizes, owners, strict=True):
        low, high = (value - half) * size, (value + half) * size
        for yearly, reached in scales:
            for position in range(bisect_left(reached, low), bisect_right(reached, high)):
                a = owners[position]
                if a == b:
                    continue
                words = target.words
                saved = LABELLED * (bool(words & rows[a].words) + bool(words & rows[b].words))
                if words <= rows[a].words | rows[b].words:
                    saved += LABELLED
                if cost - saved + len(keys) * -4 > ACCEPTED or _misses(target, others, rows[a], rows[b]):
                    continue
                yield _confirmed(target, keys, (rows[a], yearly), (rows[b], 1), "percent-of", cost - saved)


def _misses(target: Row, others: list[Key], a: Row, b: Row) -> bool:
    """True where a quick look at other periods shows more failures than one misprint accounts for."""
    misses = looked = 0
    for key in others:
        one, two = a.at(key), b.at(key)
        if one is None or two is None:
            continue
        looked += 1
        goal = abs(target.cells[key].number.value)
        base, small = abs(two.number.value), 100 * abs(one.number.value)
        large = small * max(_rates(key))
        reach = base * 4 * _half(target.cells[key]) + base * goal / 50  # generous: the careful look comes after
        misses += not (abs(small - goal * base) <= reach or abs(large - goal * base) <= reach)
    return misses > 1 or misses == looked


def _half(entry: Entry) -> Decimal:
    return Decimal(5).scaleb(-decimals_of(entry.number) - 1)


def _rates(key: Key) -> tuple[int, ...]:
    """By what a period's amount may be multiplied: nothing, or up to a year."""
    months = key[1]
    return (1, 12 // months) if months in (1, 2, 3, 4, 6) else (1,)


def _confirmed(
    target: Row, keys: list[Key], a: tuple[Row, int], b: tuple[Row, int], form: Form, cost: float
) -> list[Equation]:
    """The equations of the ratio in all periods; none where it fails or says too little."""
    score, held, failed = cost, 0, 0
    equations = []
    name = f"g{target.grid.index}r{target.line.index}/"
    for key in keys:
        goal, one, two = target.cells[key], a[0].at(key), b[0].at(key)
        if one is None or two is None or one.number.id == two.number.id:
            continue
        factor = a[1] if a[1] == 1 else max(_rates(key))
        equation = Equation(
            "ratio" if form == "percent-of" else "difference",
            "column" if form == "percent-of" else "sections",
            form,
            goal.number,
            ((one.number, factor), (two.number, b[1])),
            "exact",
            formula=name,
        )
        equation.status = status_of(equation)
        if equation.status == "broken":
            failed += 1
            if failed > 1:
                return []
        else:
            held += 1
            score += log10(goal.unit / (abs(goal.value) + goal.unit))
        equations.append(equation)
    if held < 2 or failed * 2 > held or held + failed < len(keys) * 0.6 or score + failed > ACCEPTED:
        return []
    return as_one_formula(equations, score + failed, held, failed)


def _means(percents: list[Row], amounts: list[Row], tied: set[str]) -> list[Equation]:
    """A rate after two others as their mean, weighted by two rows of amounts with like labels, one after the other."""
    out: list[Equation] = []
    for i in range(2, len(percents)):
        one, two, mean = percents[i - 2 : i + 1]
        if not one.grid.index == two.grid.index == mean.grid.index or any(
            e.number.id in tied for e in mean.cells.values()
        ):
            continue
        for j in range(1, len(amounts)):
            first, second = amounts[j - 1 : j + 1]
            if first.words & one.words and second.words & two.words and first.grid.index == second.grid.index:
                found = _mean(mean, (one, first), (two, second))
                if found:
                    out += found
                    break
    return out


def _mean(mean: Row, one: tuple[Row, Row], two: tuple[Row, Row]) -> list[Equation]:
    score, held, failed = 0.0, 0, 0
    equations = []
    for key, goal in mean.cells.items():
        entries = (one[0].at(key), one[1].at(key), two[0].at(key), two[1].at(key))
        if any(e is None for e in entries):
            continue
        numbers = tuple((e.number, 1) for e in entries if e is not None)
        equation = Equation(
            "ratio", "column", "mean", goal.number, numbers, "exact", formula=f"g{mean.grid.index}r{mean.line.index}m"
        )
        equation.status = status_of(equation)
        held += equation.status != "broken"
        failed += equation.status == "broken"
        if equation.status != "broken":
            spread = abs(_points_of(entries[0]) - _points_of(entries[2]))
            score += min(0.0, log10(3 / (spread + 1)))
        equations.append(equation)
    if held < 2 or failed > max(1, held // 4) or score + failed > -2:
        return []
    return as_one_formula(equations, score, held, failed)


def _points_of(entry: Entry | None) -> int:
    return _points(entry) if entry is not None else 0
