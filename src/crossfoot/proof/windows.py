"""Candidates for the parts of a total: rows whose signed sum meets it in one column, by running sums and look-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.proof.acceptance import is_power_step
from crossfoot.proof.sheet import Terms

FLIP_WINDOW = 14  # windows in which two signs may be turned

Column = Sequence[int | None]
Candidate = tuple[Terms, float]  # the terms, and how likely the page makes them before any arithmetic


def plain(column: Column, rows: list[int], goal: int, begins: list[bool]) -> Iterator[Candidate]:
    """Windows at the end of `rows`: all added, or the first less the rest, in rounding; or one sign turned, exactly.

    All added but N: total - 2 N = goal. The first and P added, the rest taken off: 2 (first + P) - total = goal.
    """
    total = count = stops = 0
    places: dict[int, int] = {}  # by value: the position nearest the target
    hard = 0.2 / min(len(rows), 10)
    for index in range(len(rows) - 1, -1, -1):
        position = rows[index]
        lead = column[position] or 0
        total += lead
        count += 1
        if lead:
            places.setdefault(lead, position)
        likely = hard
        if begins[position]:
            likely = _NATURAL[stops] if stops < 3 else _NATURAL[2]
            stops += 1
        if count < 2:
            continue
        down = total - goal
        up = down + 2 * (goal - lead)
        if -count - 1 <= 2 * down <= count + 1:
            yield _signed(rows[index:], (), 1), likely
        if -count - 1 <= 2 * up <= count + 1:
            yield _signed(rows[index:], (position,), -1), likely
        if down & 1:
            continue
        one = places.get(down // 2)
        if one is not None:
            yield _signed(rows[index:], (one,), 2), likely
        if count > 2:
            one = places.get(up // 2)
            if one is not None and one != position:
                yield _signed(rows[index:], (position, one), -1), likely


def deep(column: Column, rows: list[int], goal: int, begins: list[bool]) -> Iterator[Candidate]:
    """Windows at the end of `rows` with one sign turned, within rounding, or with two turned, exactly."""
    total = stops = 0
    places: dict[int, list[int]] = {}
    hard = 0.2 / min(len(rows), 10)
    for index in range(len(rows) - 1, max(-1, len(rows) - 1 - FLIP_WINDOW), -1):
        position = rows[index]
        lead = column[position] or 0
        total += lead
        if lead:
            places.setdefault(lead, []).append(position)
        likely = hard
        if begins[position]:
            likely = _NATURAL[min(stops, 2)]
            stops += 1
        count = len(rows) - index
        if count < 3:
            continue
        for double, rest in ((total - goal, 1), (total + goal - 2 * lead, -1)):
            kept = (position,) if rest < 0 else ()
            half, reach = double // 2, (count + 1) // 4 + 1
            for wanted in range(half - reach, half + reach + 1):
                for one in places.get(wanted, ()):
                    if abs(2 * wanted - double) * 2 <= count + 1 and one not in kept:
                        yield _signed(rows[index:], (*kept, one), 2 if rest > 0 else -1), likely
            if double & 1 or count < 4:
                continue
            for value, holders in places.items():
                other = half - value
                if other >= value and other in places:
                    one, two = holders[0], places[other][-1]
                    if one != two and not {one, two} & set(kept):
                        terms = _signed(rows[index:], (*kept, one, two), 2 if rest > 0 else -1)
                        yield terms, likely


def misprinted(column: Column, rows: list[int], goal: int, begins: list[bool]) -> Iterator[Candidate]:
    """Windows at the end of `rows` that miss the target by what one misprinted digit would leave."""
    total = stops = 0
    hard = 0.2 / min(len(rows), 10)
    for index in range(len(rows) - 1, -1, -1):
        position = rows[index]
        lead = column[position] or 0
        total += lead
        likely = hard
        if begins[position]:
            likely = _NATURAL[min(stops, 2)]
            stops += 1
        if index > len(rows) - 2:
            continue
        if is_power_step(total - goal):
            yield _signed(rows[index:], (), 1), likely
        if is_power_step(2 * lead - total - goal):
            yield _signed(rows[index:], (position,), -1), likely


def pairs(column: Column, positions: range, goal: int) -> Iterator[Terms]:
    """Pairs of the rows at `positions` whose sum or difference is the goal."""
    seen: dict[int, list[int]] = {}
    for position in positions:
        value = column[position]
        if not value:
            continue
        rest = goal - value
        if rest in seen:
            for other in seen[rest]:
                yield ((other, 1), (position, 1))
        if goal + value in seen:
            for other in seen[goal + value]:
                yield ((other, 1), (position, -1))
        if -rest in seen:
            for other in seen[-rest]:
                yield ((position, 1), (other, -1))
        if value in seen:
            seen[value].append(position)
        else:
            seen[value] = [position]


def downward(column: Column, first: int, last: int, goal: int) -> Iterator[Terms]:
    """Runs of rows from `first`, right below a total printed above its parts, that add up to it within rounding."""
    total = 0
    for position in range(first, last):
        total += column[position] or 0
        count = position - first + 1
        if count >= 2 and abs(total - goal) * 2 <= count + 1:
            yield tuple((p, 1) for p in range(first, position + 1))


# how likely the parts begin at a row where they may, by how many such rows lie between it and the total
_NATURAL = (0.6, 0.3, 0.15)


def _signed(window: list[int], apart: tuple[int, ...], rest: int) -> Terms:
    """The window's terms.

    rest 1: all added; -1: those apart added, the rest taken off; 2: those apart taken off, the rest added.
    """
    inside, outside = (-1, 1) if rest == 2 else (1, rest)
    return tuple((p, inside if p in apart else outside) for p in window)
