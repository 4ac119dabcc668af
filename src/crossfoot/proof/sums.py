"""Signed sums down the columns: which rows are the total of which others, with which signs.

Top down with a stack of open rows. For each row, windows at the end of the stack, runs of rows right above it, and pairs
further up are tried as its parts: all added, the first less the rest, and either with one or two signs turned. The signs
come from the column that says most, by look-up; the other columns confirm. What is accepted (see `acceptance`) takes its
parts off the stack and leaves the total there, so that totals nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from crossfoot.proof.acceptance import ACCEPTED, is_power_step
from crossfoot.proof.catalogue import name_of, proposed
from crossfoot.proof.sheet import Formula, Sheet, Terms, judge

STACK_WINDOW = 30  # open rows tried as parts
RAW_WINDOW = 16  # rows right above, open or not
PAIR_WINDOW = 60  # how far up a pair of parts may stand
FLIP_WINDOW = 14  # windows in which two signs may be turned
FREE_SIGNS = 5  # nil parts whose sign other columns have to settle

NEARLY = -2.2  # enough for one proposed by the layout that one misprint keeps from holding: a warning at most
KNOWN = 0.9  # the weight of a formula that the catalogue holds
LAID_OUT = -1.0  # enough for a formula that the layout alone proposes and that holds throughout

# what is taken off in a statement: costs, expenses, charges, provisions, taxes, what belongs to others
_TAKEN_OFF = re.compile(r"\b(?:costs?|expenses?|charges?|provision|tax(?:es)?|less|minority|dividends?|depreciation|loss(?:es)? on|administrative|development)\b")
_SOURCE_WEIGHT = {"stack": 0.7, "raw": 0.12, "below": 0.12, "pair": 0.1}


def sums(sheet: Sheet) -> list[Formula]:
    """The accepted formulas of a sheet, in order of their targets; two for one target where they have no part in common."""
    search = _Search(sheet)
    stack: list[int] = []
    for target in range(len(sheet.lines)):
        found = search.above(target, stack)
        if found is not None:
            search.accept(found)
            parts = {p for p, _ in found.terms}
            stack = [p for p in stack if p not in parts]
        stack.append(target)
    for target in range(len(sheet.lines)):
        if target not in search.parts:
            found = search.below(target)
            if found is not None:
                search.accept(found)
    for target in range(len(sheet.lines)):
        found = search.pair(target)
        if found is not None:
            search.formulas.append(found)
    return sorted(search.formulas, key=lambda f: f.target)


class _Search:
    """The state of one search: what has been accepted, and the columns in order of what they say of each target."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.formulas: list[Formula] = []
        self.parts: dict[int, frozenset[int]] = {}  # of each total: its parts, and theirs
        self.windows: dict[int, Formula] = {}

    def accept(self, formula: Formula) -> None:
        """Takes the formula for true."""
        self.formulas.append(formula)
        below = frozenset(p for p, _ in formula.terms)
        self.parts[formula.target] = below.union(*(self.parts.get(p, frozenset()) for p in below))
        self.windows[formula.target] = formula

    def above(self, target: int, stack: list[int]) -> Formula | None:
        """The best accepted formula for the target from rows above it."""
        columns = self._telling_columns(target)
        for c in columns:
            best = self._best(target, self._window_candidates(target, stack, c, exact=True))
            if best is None:
                best = self._best(target, self._window_candidates(target, stack, c, exact=False))
            if best is not None:
                return best
        if not columns:
            return None
        best = self._best(target, ((terms, "stack", 1.0) for terms in proposed(self.sheet, target)))
        if best is None and len(stack) > 1:
            best = self._best(target, self._misprint_candidates(target, stack, columns[0]))
        return best

    def below(self, target: int) -> Formula | None:
        """The best accepted formula for a total printed above its parts."""
        lines = self.sheet.lines
        for c in self._telling_columns(target)[:2]:
            column = self.sheet.values[c]
            goal, total, candidates = column[target] or 0, 0, []
            for position in range(target + 1, min(len(lines), target + 1 + RAW_WINDOW)):
                total += column[position] or 0
                count = position - target
                if count >= 2 and abs(total - goal) * 2 <= count + 1:
                    terms = tuple((p, 1) for p in range(target + 1, position + 1))
                    heads = lines[target].indent < min(lines[p].indent for p, _ in terms)
                    candidates.append((terms, "below", 0.5 if heads else 0.05))
            best = self._best(target, iter(candidates))
            if best is not None:
                return best
        return None

    def pair(self, target: int) -> Formula | None:
        """The best accepted sum or difference of two rows further up, besides the target's own parts."""
        columns = self._telling_columns(target)[:2]
        for c in columns:
            best = self._best(target, self._pair_candidates(target, c))
            if best is not None:
                known = self.windows.get(target)
                if known is None:
                    return best
                if not {p for p, _ in known.terms} & {p for p, _ in best.terms} and not best.broken:
                    return best
        return None

    def _telling_columns(self, target: int) -> list[int]:
        """The columns where the target has most digits, best first, the derived ones left out: at most three."""
        sizes = [
            (abs(value), c)
            for c, column in enumerate(self.sheet.values)
            if (value := column[target]) and c not in self.sheet.derived
        ]
        return [c for _, c in sorted(sizes, key=lambda s: (-len(str(s[0])), s[1]))][:3]

    def _best(self, target: int, candidates: Iterator[tuple[Terms, str, float]]) -> Formula | None:
        """The candidate with the lowest NFA, if accepted."""
        best: Formula | None = None
        prior = _target_weight(self.sheet, target)
        tried: set[Terms] = set()
        for terms, source, weight in candidates:
            terms = self._settled(target, terms)
            key = tuple(sorted(terms))
            if key in tried or self._nests(terms):
                continue
            tried.add(key)
            signs = _sign_weight(self.sheet, target, terms)
            identity = name_of(self.sheet, target, terms)
            likely = KNOWN if identity else prior * _SOURCE_WEIGHT[source] * weight * signs
            formula = judge(self.sheet, target, terms, likely, source)
            if formula is None or (best is not None and formula.score >= best.score):
                continue
            if formula.score <= ACCEPTED or self._laid_out(formula, prior * weight * signs):
                formula.identity = identity
                best = formula
        return best

    def _laid_out(self, formula: Formula, weight: float) -> bool:
        """True where the page itself says that these are the parts of a total: enough where it holds throughout, or nearly so."""
        if formula.source != "stack":
            return False
        if formula.broken:
            return formula.score <= NEARLY and weight >= 0.1 and all(o.holds or o.misprint for o in formula.outcomes)
        return formula.score <= LAID_OUT and weight >= 0.4

    def _nests(self, terms: Terms) -> bool:
        """True where the terms hold a total together with one of its parts."""
        positions = {p for p, _ in terms}
        return any(p in self.parts and self.parts[p] & positions for p in positions)

    def _window_candidates(
        self, target: int, stack: list[int], c: int, *, exact: bool
    ) -> Iterator[tuple[Terms, str, float]]:
        """Windows at the end of the stack, and of the rows right above, whose signed sum meets the target in column c."""
        raw = list(range(max(0, target - RAW_WINDOW), target))
        yield from self._suffixes(target, stack[-STACK_WINDOW:], c, "stack", exact)
        if raw != stack[-len(raw) :]:
            yield from self._suffixes(target, raw, c, "raw", exact)

    def _suffixes(
        self, target: int, rows: list[int], c: int, source: str, exact: bool
    ) -> Iterator[tuple[Terms, str, float]]:
        column = self.sheet.values[c]
        goal = column[target] or 0
        total = 0
        window: list[int] = []
        stops = 0
        places: dict[int, list[int]] = {}  # by value: the window's positions
        for position in reversed(rows):
            value = column[position] or 0
            window.append(position)
            total += value
            if value:
                places.setdefault(value, []).append(position)
            count = len(window)
            if count < 2:
                stops += self._begins(position)
                continue
            slack = 0 if exact else count + 1
            begins = self._begins(position)
            likely = _natural(stops) if begins else 0.2 / min(len(rows), 10)
            stops += begins
            first = window[-1]
            lead = column[first] or 0
            if abs(total - goal) * 2 <= slack:
                yield _signed(window, ()), source, likely
            if abs(2 * lead - total - goal) * 2 <= slack:
                yield _signed(window, (first,), rest=-1), source, likely
            for kept, rest, share in _turned(places, window, first, lead, total, goal, count, slack):
                yield _signed(window, kept, rest=rest), source, likely * share

    def _begins(self, position: int) -> bool:
        """True where a run of parts may begin at this row."""
        return self.sheet.lines[position].opens or position in self.parts or position - 1 in self.parts

    def _misprint_candidates(self, target: int, stack: list[int], c: int) -> Iterator[tuple[Terms, str, float]]:
        """Windows at the end of the stack that miss the target by what one misprinted digit would leave."""
        column = self.sheet.values[c]
        goal = column[target] or 0
        total = stops = 0
        window: list[int] = []
        for position in reversed(stack[-STACK_WINDOW:]):
            total += column[position] or 0
            window.append(position)
            begins = self._begins(position)
            likely = _natural(stops) if begins else 0.2 / min(len(stack), 10)
            stops += begins
            if len(window) < 2:
                continue
            if is_power_step(total - goal):
                yield _signed(window, ()), "stack", likely
            if is_power_step(2 * (column[position] or 0) - total - goal):
                yield _signed(window, (position,), rest=-1), "stack", likely

    def _pair_candidates(self, target: int, c: int) -> Iterator[tuple[Terms, str, float]]:
        """Pairs of rows above, up to PAIR_WINDOW away, whose sum or difference is the target's value in column c."""
        column = self.sheet.values[c]
        goal = column[target]
        if not goal:
            return
        seen: dict[int, list[int]] = {}
        weight = 1.0 / PAIR_WINDOW
        for position in range(max(0, target - PAIR_WINDOW), target):
            value = column[position]
            if not value:
                continue
            for other in seen.get(goal - value, ()):
                yield ((other, 1), (position, 1)), "pair", weight
            for other in seen.get(goal + value, ()):
                yield ((other, 1), (position, -1)), "pair", weight
            for other in seen.get(value - goal, ()):
                yield ((position, 1), (other, -1)), "pair", weight
            seen.setdefault(value, []).append(position)

    def _settled(self, target: int, terms: Terms) -> Terms:
        """The terms, with the signs of those that are nil in the column they came from set by the columns where they are not."""
        values = self.sheet.values
        free = [i for i, (p, _) in enumerate(terms) if any(not column[p] for column in values) and any(column[p] for column in values)]
        if not free or len(free) > FREE_SIGNS:
            return terms
        signs = [s for _, s in terms]
        settled: set[int] = set()
        for c in sorted(range(len(values)), key=lambda c: sum(not values[c][terms[i][0]] for i in free)):
            column = values[c]
            goal = column[target]
            if goal is None:
                continue
            open_here = [i for i in free if i not in settled and column[terms[i][0]]]
            amounts = [column[p] or 0 for p, _ in terms]
            if sum(s * a for s, a in zip(signs, amounts, strict=True)) == goal:
                settled.update(open_here)
                continue
            base = sum(s * a for i, (s, a) in enumerate(zip(signs, amounts, strict=True)) if i not in open_here)
            for choice in product((1, -1), repeat=len(open_here)):
                if base + sum(s * amounts[i] for s, i in zip(choice, open_here, strict=True)) == goal:
                    for s, i in zip(choice, open_here, strict=True):
                        signs[i] = s
                    settled.update(open_here)
                    break
        return tuple((p, s) for (p, _), s in zip(terms, signs, strict=True))


def _turned(
    places: dict[int, list[int]],
    window: list[int],
    first: int,
    lead: int,
    total: int,
    goal: int,
    count: int,
    slack: int,
) -> Iterator[tuple[tuple[int, ...], int, float]]:
    """Windows with one or two signs turned: (the positions apart from the rest, the sign of the rest, their share of the weight).

    All added but N: total - 2 sum(N) = goal. The first and P added, the rest taken off: 2 (lead + sum(P)) - total = goal.
    """
    reach = slack // 4 + 1 if slack else 0
    down, up = total - goal, total + goal - 2 * lead
    if count < 3:
        probes = [(down, 1)]
    else:
        probes = [(down, 1), (up, -1)]
    for double, rest in probes:
        if slack == 0 and double & 1:
            continue
        half = double // 2
        for wanted in range(half - reach, half + reach + 1):
            for one in places.get(wanted, ()):
                if rest > 0:
                    yield (one,), 2, 0.5 / count
                elif one != first:
                    yield (first, one), -1, 0.5 / count
        if slack or count > FLIP_WINDOW or count < 4:
            continue
        for value, holders in places.items():
            other = half - value
            if other < value or other not in places:
                continue
            one, two = holders[0], places[other][-1]
            if one == two:
                continue
            if rest > 0:
                yield (one, two), 2, 0.5 / (count * count)
            elif first not in (one, two):
                yield (first, one, two), -1, 0.5 / (count * count)


def _signed(window: list[int], apart: tuple[int, ...], rest: int = 1) -> Terms:
    """The window's terms, top first. rest 1: all added; -1: those apart added, the rest taken off; 2: those apart taken off, the rest added."""
    inside, outside = (-1, 1) if rest == 2 else (1, rest)
    return tuple((p, inside if p in apart else outside) for p in reversed(window))


def _natural(stops: int) -> float:
    """How likely the parts begin at a row where they may, `stops` such rows having been passed on the way up."""
    return (0.6, 0.3, 0.15)[min(stops, 2)]


def _target_weight(sheet: Sheet, target: int) -> float:
    """How likely the row is a total, by its label and the rule above it."""
    line = sheet.lines[target]
    if line.total:
        return 0.9 if line.under_rule else 0.7
    if line.under_rule:
        return 0.6
    return 0.3 if line.bold else 0.05


def _sign_weight(sheet: Sheet, target: int, terms: Terms) -> float:
    """How likely these signs are, by the words of the labels: totals add, costs come off what they follow."""
    signs = [s for _, s in terms]
    label = sheet.lines[target].label.lower()
    if all(s > 0 for s in signs):
        return 0.9 if "total" in label or not label else 0.4
    if "total" in label:
        return 0.05
    words = [sheet.lines[p].label.lower() for p, _ in terms]
    expected = [1] + [-1 if _TAKEN_OFF.search(text) else 1 for text in words[1:]]
    if signs == expected:
        return 0.5
    return 0.2 if signs[0] > 0 and all(s < 0 for s in signs[1:]) else 0.08
