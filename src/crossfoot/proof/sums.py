"""Signed sums down the columns: which rows are the total of which others, with which signs.

Top down with a stack of open rows. For each row, windows at the end of the stack, runs of rows right above it, and
pairs further up are tried as its parts: all added, the first less the rest, and either with one or two signs turned.
The signs come from the column that says most, by look-up; the other columns confirm. What is accepted (see
`acceptance`) takes its parts off the stack and leaves the total there, so that totals nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from crossfoot.proof.acceptance import ACCEPTED
from crossfoot.proof.catalogue import name_of, proposed
from crossfoot.proof.sheet import Formula, Sheet, Terms, judge
from crossfoot.proof.walks import NAME, SAYS_LITTLE, walked
from crossfoot.proof.windows import Candidate, deep, downward, misprinted, pairs, plain

STACK_WINDOW = 30  # open rows tried as parts
RAW_WINDOW = 16  # rows right above, open or not
PAIR_WINDOW = 60  # how far up a pair of parts may stand
NEXT_TOTAL = 4  # how far below a row the total may stand that tells what the row is
FREE_SIGNS = 4  # nil parts whose sign other columns have to settle
MOST_TRIED = 12  # candidates of one kind for one target: where small numbers give more, none is worth much
NEARLY = -0.2  # enough for one proposed by the layout that one misprint keeps from holding: a warning at most
MOSTLY = -1.8  # the same where the layout says less: the numbers are to say more
PLAIN = 0.4  # the same where the layout is as plain as can be: a total under a rule, of all rows since the last
KNOWN = 0.9  # the weight of a formula that the catalogue holds
LAID_OUT = -0.8  # enough for a formula that the layout alone proposes and that holds throughout
LAID_WEIGHT = 0.1  # the least that the layout must say for it
LIKELY = 0.3  # a row whose weight as a total is at least this is searched in depth

_SOURCE_WEIGHT = {"stack": 0.7, NAME: 0.7, "raw": 0.12, "below": 0.12, "pair": 0.1}

# what is taken off in a statement: costs, expenses, charges, provisions, taxes, what belongs to others
_TAKEN_OFF = re.compile(
    r"\b(?:costs?|expenses?|charges?|provision|tax(?:es)?|less|dividends?|depreciation|administrative|development)\b"
)
# what may go either way
_EITHER = re.compile(
    r"\b(?:other|equity|minority|noncontrolling|discontinued|cumulative|gain|loss|benefit|extraordinary)\b"
)


# what is kept of results: a part of equity, whose words are those of a result
_KEPT = re.compile(r"\b(?:retained|accumulated|reinvested|undistributed)\b")

# totals whose parts are all added, as the signs are printed
_ADDS = re.compile(
    r"\btotal\b|\bnet\ cash\b|\bnet\ (?:change|increase|\(?decrease)|\bnon-?gaap\b|\badjusted\b|\bcore\b", re.VERBOSE
)


def sums(sheet: Sheet) -> list[Formula]:
    """The accepted formulas of a sheet by target; two for one target where they have no part in common."""
    search = _Search(sheet)
    stack: list[int] = []
    for target in range(len(sheet.lines)):
        found = search.above(target, stack)
        if found is not None and (search.is_left_over(found, stack) or _meets_by_chance(sheet, found)):
            found = None
        stack.append(target)
        if found is not None:
            found = search.headed(found)
            if sheet.kind == "percent" and found.terms in walked(sheet, found.target):
                found.source = NAME  # however it was found: rates are rounded one by one, but these lead to each other
            search.accept(found)
            parts = {p for p, _ in found.terms}
            stack = [p for p in stack if p not in parts]
    for target in range(len(sheet.lines)):
        if target not in search.totals:
            found = search.below(target)
            if found is not None:
                search.accept(found)
    others = [found for target in range(len(sheet.lines)) if (found := search.pair(target)) is not None]
    return sorted((*search.totals.values(), *others), key=lambda f: f.target)


_LEAST_PARTS = 3  # of a formula that goes both ways and may have come about by chance


def _meets_by_chance(sheet: Sheet, formula: Formula) -> bool:
    """True of percents near each other (capital ratios) that fail to add in a column: no ground to call one wrong."""
    if sheet.kind != "percent" or not formula.broken or len(formula.terms) < _LEAST_PARTS:
        return False
    signs = {sign for _, sign in formula.terms}
    return len(signs) > 1 and formula.terms not in walked(sheet, formula.target)


class _Search:
    """The state of one search: what has been accepted, and where a run of parts may begin."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.totals: dict[int, Formula] = {}
        self.parts: dict[int, frozenset[int]] = {}  # of each total: its parts, and theirs
        self.begins = [line.opens for line in sheet.lines] + [False]
        self.weights = [_target_weight(sheet, i) for i in range(len(sheet.lines))]
        self.telling = [self._telling_columns(i) for i in range(len(sheet.lines))]

    def accept(self, formula: Formula) -> None:
        """Takes the formula for true."""
        self.totals[formula.target] = formula
        below = frozenset(p for p, _ in formula.terms)
        self.parts[formula.target] = below.union(*(self.parts.get(p, frozenset()) for p in below))
        self.begins[formula.target] = self.begins[formula.target + 1] = True

    def above(self, target: int, stack: list[int]) -> Formula | None:
        """The best accepted formula for the target from rows above it."""
        if len(stack) < 2 and target < 2:
            return None
        columns = self.telling[target]
        if not columns:
            return None
        opened = stack[-STACK_WINDOW:]
        raw = list(range(max(0, target - RAW_WINDOW), target))
        likely = self.weights[target] >= LIKELY
        for c in columns:
            column, goal = self.sheet.values[c], self.sheet.values[c][target] or 0
            best = self._best(target, plain(column, opened, goal, self.begins), "stack", c)
            if best is None and likely and raw != opened[-len(raw) :]:
                best = self._best(target, plain(column, raw, goal, self.begins), "raw", c)
            if best is not None:
                return best
        expected = ((terms, 1.0) for terms in proposed(self.sheet, target))
        best = self._best(target, expected, "stack")
        if best is None:
            best = self._best(target, ((terms, 1.0) for terms in walked(self.sheet, target)), NAME)
        if best is None and likely and len(opened) > 1:
            for c in columns:
                column, goal = self.sheet.values[c], self.sheet.values[c][target] or 0
                best = self._best(target, deep(column, opened, goal, self.begins), "stack", c)
                if best is not None:
                    return best
            for c in columns if best is None else ():
                column, goal = self.sheet.values[c], self.sheet.values[c][target] or 0
                best = self._best(target, misprinted(column, opened, goal, self.begins), "stack")
                if best is not None:
                    break
        return best

    def is_left_over(self, formula: Formula, stack: list[int]) -> bool:
        """True for a plain row that is what a total above leaves, where the total right below it sums it up.

        Retained earnings are assets less all that stands between; but total equity is its parts.
        """
        (first, sign), *rest = formula.terms
        target = formula.target
        likely = self.weights[target] >= LIKELY and not _KEPT.search(self.sheet.lines[target].label.lower())
        if likely or sign < 0 or first not in self.totals or any(s > 0 for _, s in rest):
            return False
        last = min(target + NEXT_TOTAL, len(self.sheet.lines) - 1)
        below = next((t for t in range(target + 1, last + 1) if self.weights[t] >= LIKELY), None)
        if below is None:
            return False
        later = self.above(below, [*stack, *range(target, below)])
        return later is not None and any(p == target for p, _ in later.terms)

    def headed(self, formula: Formula) -> Formula:
        """The formula, or, where a plain row is what is left of the first of the rows above it, that as their total."""
        (first, sign), *rest = formula.terms
        last = formula.target
        whole = [first, *(p for p, _ in rest), last] == list(range(first, last + 1))
        if self.weights[last] >= LIKELY or sign < 0 or not whole or any(s > 0 for _, s in rest) or first in self.totals:
            return formula
        terms = (*((p, 1) for p, _ in rest), (last, 1))
        return judge(self.sheet, first, terms, 1.0, "below", known=formula.score) or formula

    def below(self, target: int) -> Formula | None:
        """The best accepted formula for a total printed above its parts."""
        lines = self.sheet.lines
        last = min(len(lines), target + 1 + RAW_WINDOW)
        for c in self.telling[target]:
            column = self.sheet.values[c]
            candidates = [
                (terms, 0.5 if lines[target].indent < min(lines[p].indent for p, _ in terms) else 0.05)
                for terms in downward(column, target + 1, last, column[target] or 0)
            ]
            best = self._best(target, candidates, "below", c)
            if best is not None:
                return best
        return None

    def pair(self, target: int) -> Formula | None:
        """The best accepted sum or difference of two rows further up, besides the target's own parts."""
        known = self.totals.get(target)
        positions = range(max(0, target - PAIR_WINDOW), target)
        for c in self.telling[target][: 1 if known else 2]:
            column = self.sheet.values[c]
            found = ((terms, 1.0 / PAIR_WINDOW) for terms in pairs(column, positions, column[target] or 0))
            best = self._best(target, found, "pair")
            if best is not None and (
                known is None or not ({p for p, _ in known.terms} & {p for p, _ in best.terms} or best.broken)
            ):
                return best
        return None

    def _telling_columns(self, target: int) -> list[int]:
        """The two columns where the target is longest, those computed from others last."""
        sizes = [
            (c in self.sheet.derived, -value.bit_length(), c)
            for c, column in enumerate(self.sheet.values)
            if (value := column[target])
        ]
        sizes.sort()
        return [c for *_, c in sizes[:2]]

    def _best(self, target: int, candidates: Iterable[Candidate], source: str, c: int | None = None) -> Formula | None:
        """The candidate with the lowest NFA, if accepted. `c`: the column the candidates were found in."""
        best: Formula | None = None
        prior = self.weights[target]
        tried: set[Terms] = set()
        for found, weight in candidates:
            terms = found if c is None else self._settled(target, found, c)
            if terms in tried or self._nests(terms) or self._repeats(target, terms):
                continue
            if len(tried) == MOST_TRIED:
                break
            tried.add(terms)
            laid_out = prior * weight * _sign_weight(self.sheet, target, terms)
            identity = name_of(self.sheet, target, terms)
            likely = KNOWN if identity or source == NAME else laid_out * _SOURCE_WEIGHT[source]
            formula = judge(self.sheet, target, terms, likely, source)
            if formula is None or (best is not None and formula.score >= best.score):
                continue
            if formula.score <= ACCEPTED or _proposed_by_layout(formula, laid_out):
                formula.identity = identity
                best = formula
        return best

    def _nests(self, terms: Terms) -> bool:
        """True where the terms hold a total together with one of its parts."""
        if not any(p in self.parts for p, _ in terms):
            return False
        positions = {p for p, _ in terms}
        return any(p in self.parts and not self.parts[p].isdisjoint(positions) for p in positions)

    def _repeats(self, target: int, terms: Terms) -> bool:
        """True where the target bears the name of a part of one of the terms: the same row again, in another block."""
        words = self.sheet.lines[target].words
        if not words or all(p not in self.parts for p, _ in terms):
            return False
        return any(self.sheet.lines[part].words == words for p, _ in terms for part in self.parts.get(p, ()))

    def _settled(self, target: int, terms: Terms, c: int) -> Terms:
        """The terms; those that are nil in column c, where the formula was found, signed by the other columns."""
        values = self.sheet.values
        here = values[c]
        free = [i for i, (p, _) in enumerate(terms) if not here[p]]
        if not free or len(free) > FREE_SIGNS:
            return terms
        signs = [s for _, s in terms]
        for column in values:
            goal = column[target]
            open_here = [i for i in free if column[terms[i][0]]]
            if goal is None or not open_here:
                continue
            amounts = [column[p] or 0 for p, _ in terms]
            residual = goal - sum(s * a for s, a in zip(signs, amounts, strict=True))
            if residual == 0:
                free = [i for i in free if i not in open_here]
                continue
            for choice in product((1, -1), repeat=len(open_here)):
                if sum((s - signs[i]) * amounts[i] for s, i in zip(choice, open_here, strict=True)) == residual:
                    for s, i in zip(choice, open_here, strict=True):
                        signs[i] = s
                    free = [i for i in free if i not in open_here]
                    break
        return tuple((p, s) for (p, _), s in zip(terms, signs, strict=True))


def _proposed_by_layout(formula: Formula, weight: float) -> bool:
    """True where the layout says that these are the parts: enough for what holds throughout, or nearly so."""
    if formula.source == NAME:
        return formula.score <= SAYS_LITTLE and all(o.holds or o.misprint for o in formula.outcomes)
    if formula.source != "stack":
        return False
    if formula.broken:
        enough = PLAIN if weight >= 0.2 else NEARLY if weight >= 0.06 else MOSTLY
        return formula.score <= enough and weight >= 0.03 and all(o.holds or o.misprint for o in formula.outcomes)
    return formula.score <= LAID_OUT and weight >= LAID_WEIGHT


def _target_weight(sheet: Sheet, target: int) -> float:
    """How likely the row is a total, by its label and the rule above it."""
    line = sheet.lines[target]
    if line.total:
        return 0.9 if line.under_rule else 0.7
    if line.under_rule:
        return 0.6
    return 0.3 if line.bold else 0.05


@lru_cache(maxsize=1 << 12)
def _is_taken_off(label: str) -> bool:
    return _TAKEN_OFF.search(label.lower()) is not None


@lru_cache(maxsize=1 << 12)
def _goes_either_way(label: str) -> bool:
    return _EITHER.search(label.lower()) is not None


@lru_cache(maxsize=1 << 12)
def _adds_all(label: str) -> bool:
    return _ADDS.search(label.lower()) is not None


def _signed_as_printed(sheet: Sheet, terms: Terms) -> bool:
    """True where costs among the rows are printed as negatives: then everything is added as it stands."""
    costs = [p for p, _ in terms if _is_taken_off(sheet.lines[p].label)]
    printed = [value for p in costs for column in sheet.values if (value := column[p])]
    return bool(printed) and max(printed) < 0


def _sign_weight(sheet: Sheet, target: int, terms: Terms) -> float:
    """How likely these signs are, by the words of the labels: totals add, costs come off what they follow."""
    label = sheet.lines[target].label
    is_total = not label or _adds_all(label)
    if all(s > 0 for _, s in terms):
        return 0.9 if is_total else 0.8 if _signed_as_printed(sheet, terms) else 0.4
    if is_total and label:
        return 0.05
    (_, first), *rest = terms
    if first < 0:
        return 0.03
    unlike = 0
    for position, sign in rest:
        part = sheet.lines[position].label
        if not _goes_either_way(part):
            unlike += (sign < 0) != _is_taken_off(part)
    if unlike and all(s < 0 for _, s in rest):
        return 0.2
    return float(max(0.02, 0.5 * 0.25**unlike))
