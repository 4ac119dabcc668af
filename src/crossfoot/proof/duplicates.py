"""The same fact printed twice: in two tables, in two sections of one, as closing balance and next opening one.

Two rows are the same when their numbers for the same periods are, which chance would not give, or when their labels are
the same and all but one of their numbers agree. A number that differs there by one digit is a tie broken.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from math import log10
from typing import Literal

import msgspec

from crossfoot.model.number import Number
from crossfoot.proof.acceptance import ACCEPTED, FLOOR, broken_penalty, edit_cost
from crossfoot.proof.equation import Equation
from crossfoot.proof.grid import Entry, Grid, Line, NumberClass, decimals_of

Day = datetime.date | None
Key = tuple[Day | str, Day | int, str | None, NumberClass]  # last and first day (or header and column), segment, class

CROWD = 12  # a value that stands in more places than this tells nothing
LEAST = 100  # smaller values are equal by chance too often to propose that rows are the same
FEW = 10  # the same for rates
LARGE = 10_000  # one such value in common is worth a look
QUARTER = 3  # months
PARTNERS = 2  # of each row: the best so many
LONG = 1000  # a figure of so many units that is a digit off the same row elsewhere is worth a look by itself
LONG_RATE = 100  # the same for rates
ALONE = -2.0  # enough for that: the label, the period and the segment are the same
LEAST_WORDS = 2  # of a label that names one fact by itself
_RATES = ("percent", "ratio")
_OPENING = frozenset(("beginning", "opening", "start"))
_CLOSING = frozenset(("end", "ending", "closing"))
_PERIOD_WORDS = frozenset(("period", "year", "quarter", "balance", "balances", "month", "months", "date"))
_OTHER_MEASURE = (
    "pro forma",
    "proforma",
    "adjusted",
    "non-gaap",
    "excluding",
    "restated",
    "previously",
    "constant",
    "underlying",
    "basic",
    "diluted",
    "core",
    "organic",
    "comparable",
    "gaap",
    "fte",
    "equivalent",
)


class Printed(msgspec.Struct, gc=False):
    """A row with its numbers by period, segment and class; those that stand there twice are left out."""

    grid: Grid
    line: Line
    cells: dict[Key, Entry]
    signature: frozenset[str]
    measure: frozenset[str]


class Match(msgspec.Struct, gc=False):
    """Two rows taken for the same, the later first: the sign between them, which keys agree and which do not.

    `doubtful`: little but the labels says so, and one number differs.
    """

    later: Printed
    earlier: Printed
    sign: int
    equal: list[Key]
    unequal: list[Key]
    score: float
    doubtful: bool = False


def duplicates(laid_out: list[Grid]) -> list[Equation]:
    """The ties between rows that print the same facts."""
    rows = [printed for grid in laid_out for line in grid.lines if (printed := _printed(grid, line)).cells]
    trials = log10(max(10, len(rows)))
    matches: list[Match] = []
    for i, j in sorted(_proposed(rows)):
        match = _match(rows[j], rows[i], trials)
        if match is not None:
            matches.append(match)
    matches.sort(key=lambda m: m.score)
    kept: dict[int, int] = {}
    out: list[Equation] = []
    for match in matches:
        a, b = id(match.later), id(match.earlier)
        if kept.get(a, 0) >= PARTNERS and kept.get(b, 0) >= PARTNERS:
            continue
        kept[a] = kept.get(a, 0) + 1
        kept[b] = kept.get(b, 0) + 1
        out += _equations(match)
    return out


def _printed(grid: Grid, line: Line) -> Printed:
    words = set(line.words)
    opening, closing = bool(words & _OPENING), bool(words & _CLOSING)
    cells: dict[Key, Entry] = {}
    twice: set[Key] = set()
    for entry in line.cells.values():
        key = _key(grid, entry, opening, closing)
        if key in cells:
            twice.add(key)
        cells[key] = entry
    for key in twice:
        del cells[key]
    idle = _OPENING | _CLOSING | _PERIOD_WORDS if opening or closing else frozenset[str]()
    label = line.label.lower()
    measure = _measure(label) or _measure(f"{grid.title} {line.heading.lower()}")
    return Printed(grid, line, cells, frozenset(words - idle), measure)


@lru_cache(maxsize=4096)
def _measure(text: str) -> frozenset[str]:
    """The words of a text that tell of another measure than what is reported under the accounting standards."""
    return frozenset(w for w in _OTHER_MEASURE if w in text)


def _key(grid: Grid, entry: Entry, opening: bool, closing: bool) -> Key:
    """What the number is of: its period (for an opening or a closing balance: the day), segment and class."""
    fact = entry.fact
    if fact is None or fact.period is None:
        return grid.headers.get(entry.column, ""), entry.column, None, entry.kind
    end, start = fact.period.end, fact.period.start
    if entry.kind in _RATES and fact.period.months <= QUARTER:
        return end, None, fact.segment, entry.kind  # a quarter's rate stands under the quarter or under its last day
    if opening and start is not None:
        return start - datetime.timedelta(days=1), None, fact.segment, entry.kind
    return end, None if opening or closing else start, fact.segment, entry.kind


def _proposed(rows: list[Printed]) -> set[tuple[int, int]]:
    """Pairs of rows worth a look: same label, or two numbers in common."""
    pairs: set[tuple[int, int]] = set()
    by_label: dict[frozenset[str], list[int]] = {}
    by_value: dict[tuple[Key, int, int], list[int]] = {}
    for i, row in enumerate(rows):
        if row.signature:
            by_label.setdefault(row.signature, []).append(i)
        for key, entry in row.cells.items():
            if abs(entry.value) >= (FEW if entry.kind in _RATES else LEAST) * entry.unit:
                by_value.setdefault((key, abs(entry.value) // entry.unit, decimals_of(entry.number)), []).append(i)
    for group in by_label.values():
        if len(group) <= CROWD:
            pairs.update(combinations(group, 2))
    common: dict[tuple[int, int], int] = {}
    large: set[tuple[int, int]] = set()
    for (_, value, _), group in by_value.items():
        if 1 < len(group) <= CROWD:
            for pair in combinations(group, 2):
                common[pair] = common.get(pair, 0) + 1
                if value >= LARGE:
                    large.add(pair)
    pairs.update(pair for pair, count in common.items() if count >= 2)
    pairs.update(pair for pair in large if pair[0] != pair[1])
    return pairs


def _match(later: Printed, earlier: Printed, trials: float) -> Match | None:
    """The two rows as one fact, where their numbers say so."""
    shared = [k for k in later.cells if k in earlier.cells]
    if not shared:
        return None
    union = len(later.signature | earlier.signature)
    unlike = 1 - len(later.signature & earlier.signature) / union if union else 1.0
    best: Match | None = None
    for sign in (1, -1):
        match = _signed_match(later, earlier, shared, sign, 2 * trials * (unlike if sign > 0 else 1.0))
        if match is not None and (best is None or match.score < best.score):
            best = match
    return best


def _signed_match(later: Printed, earlier: Printed, shared: list[Key], sign: int, cost: float) -> Match | None:
    equal: list[Key] = []
    unequal: list[Key] = []
    score = cost
    seen: set[int] = set()
    for key in shared:
        a, b = later.cells[key], earlier.cells[key]
        if not a.value and not b.value:
            equal.append(key)
        elif _agree(later.grid, a, earlier.grid, b, sign):
            equal.append(key)
            if abs(a.value) not in seen:
                seen.add(abs(a.value))
                score += max(FLOOR, -log10(2 * _digits(a, b) + 1))
        else:
            unequal.append(key)
            if not _one_digit(a, b, sign):
                return None
            size = abs(a.value) // a.unit
            score += min(0.0, log10(9 * 2 * len(str(size)) / (2 * size + 1)))
    if len(unequal) > 1 or (unequal and later.measure != earlier.measure):
        return None
    score += broken_penalty(len(shared), len(unequal))
    missing = _enough(later, earlier) - len(seen) if unequal else 0
    if missing > 0 and (missing > 1 or not _telling(later, earlier, unequal[0], bool(seen))):
        return None
    alone = missing > 0 and not seen
    return (
        Match(later, earlier, sign, equal, unequal, score, missing > 0)
        if score <= (ALONE if alone else ACCEPTED)
        else None
    )


def _telling(later: Printed, earlier: Printed, key: Key, others: bool) -> bool:
    """True where a number that differs by a digit is worth a look though little else says that the rows are the same.

    It has to be long; with no `others` in common, the two rows must have one name, period and segment.
    """
    a, b = later.cells[key], earlier.cells[key]
    if min(abs(a.value), abs(b.value)) < (LONG_RATE if a.kind in _RATES else LONG) * max(a.unit, b.unit):
        return False
    if others:
        return True
    named = later.signature == earlier.signature and len(later.signature) >= LEAST_WORDS
    return named and all(e.fact is not None and e.fact.period is not None for e in (a, b))


def _balances(one: str, two: str) -> bool:
    """True of total assets and total liabilities and equity (S-X 5-02), lower case."""
    sides = all("total" in x and ("asset" in x or "equity" in x or "deficit" in x) for x in (one, two))
    return sides and ("liabilit" in one) != ("liabilit" in two)


def _enough(later: Printed, earlier: Printed) -> int:
    """How many other values in common two rows need before one that differs is taken for wrong."""
    if later.signature == earlier.signature or _balances(later.line.label.lower(), earlier.line.label.lower()):
        return 1
    if later.signature <= earlier.signature or earlier.signature <= later.signature:
        return 1 if later.signature and earlier.signature else 2
    return 2 if later.signature & earlier.signature else 3


def _agree(grid: Grid, a: Entry, other: Grid, b: Entry, sign: int) -> bool:
    """True where the two print one value; the coarser may be the finer one rounded."""
    if grid.exponents[a.kind] == other.exponents[b.kind]:
        gap = abs(a.value - sign * b.value)
        return gap == 0 or (a.unit != b.unit and 2 * gap <= max(a.unit, b.unit))
    one, two = a.number, b.number
    if one.value == sign * two.value:
        return True
    coarse = min(decimals_of(one), decimals_of(two))
    if coarse == max(decimals_of(one), decimals_of(two)):
        return False
    return 2 * abs(one.value - sign * two.value) <= Decimal(1).scaleb(-coarse)


def _digits(a: Entry, b: Entry) -> int:
    """The value in units of the coarser of two printings."""
    return min(abs(a.value) // a.unit, abs(b.value) // b.unit)


def _one_digit(a: Entry, b: Entry, sign: int) -> bool:
    if decimals_of(a.number) != decimals_of(b.number) or abs(a.value) < LEAST * a.unit:
        return False
    return edit_cost(a.value // a.unit, sign * b.value // b.unit) <= 0.5


def _equations(match: Match) -> list[Equation]:
    scope = "sections" if match.later.grid.index == match.earlier.grid.index else "tables"
    name = f"g{match.later.grid.index}r{match.later.line.index}=g{match.earlier.grid.index}r{match.earlier.line.index}"
    identity = _identity(match)
    out = []
    for key in (*match.equal, *match.unequal):
        a, b = match.later.cells[key].number, match.earlier.cells[key].number
        if a.id == b.id:
            continue
        out.append(
            Equation(
                "equal",
                scope,
                "linear",
                a,
                ((b, match.sign),),
                "broken" if key in match.unequal else _status(a, b, match.sign),
                nfa=match.score,
                formula=name,
                identity=identity,
                misprint=key in match.unequal,
                held=len(match.equal),
                failed=len(match.unequal),
                certainty="warning" if match.doubtful and key in match.unequal else None,
            )
        )
    return out


def _status(a: Number, b: Number, sign: int) -> Literal["exact", "within-rounding"]:
    return "exact" if a.value == sign * b.value else "within-rounding"


def _identity(match: Match) -> str | None:
    """The name under which the equality is known, where it is one."""
    labels = (match.later.line.label.lower(), match.earlier.line.label.lower())
    statements = {
        entry.fact.statement
        for row in (match.later, match.earlier)
        for entry in row.cells.values()
        if entry.fact is not None
    }
    if _balances(*labels):
        return "balance-sheet"
    if "cash" in labels[0] and "cash" in labels[1] and any("end" in label.split() for label in labels):
        return "ending-cash"
    if "segments" in statements and len(statements) > 1 and any("total" in label for label in labels):
        return "segment-total"
    if statements & {"cash-flow", "reconciliation"} and all("net" in label for label in labels):
        return "reconciled-income"
    return None
