"""Ratios whose label says what is divided by what: "Gross margin", "Effective tax rate", "Total debt to total assets".

Their parts stand in the same table or, by period, in another one. Few rows bear the names, so that few candidates are
tried, and little arithmetic is needed: even one misprint among two or three columns leaves the rest to vouch for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import log10

import msgspec

from crossfoot.proof.equation import Equation, as_one_formula, status_of
from crossfoot.proof.grid import Entry, Grid, Line
from crossfoot.proof.suspects import misprints
from crossfoot.vocabulary import quotients

MOST_TARGETS = 60
MOST_PARTS = 24  # rows of one name looked at, the nearest first: bounds the work of a long document
ENOUGH = -0.9  # of log10 of the expected number of chance matches, where every column holds: the labels make the case
ENOUGH_BUT_ONE = -0.4  # the same without the one column that a misprint keeps from holding

# "nonperforming assets to total assets", "tangible equity / tangible assets", "compensation as a percentage of revenue"
_SPELT = re.compile(
    r"""
    ^ (?P<of>.+?) \s*
    (?: / | \bto\b | \bas\ an?\ (?:%|percent(?:age)?)\ of\b | \bdivided\ by\b ) \s*
    (?:net\ )? (?P<per>[a-z].+) $
    """,
    re.VERBOSE,
)
_MARKS = re.compile(r"\((?:\d{1,2}|[a-z*]|%|annualized)\)(?:/\([a-z]\))?|[*%]|\bratios?\b|\bannualized\b")
_WORD = re.compile(r"[a-z][a-z&-]*")
_IDLE = frozenset(("of", "the", "and", "total", "net", "in", "on", "for", "period", "end", "average", "loss"))
_OTHER = ("non-gaap", "adjusted", "underlying", "core", "excluding", "ex.", "pro forma", "tangible", "average")


class Part(msgspec.Struct, gc=False):
    """A row of amounts with its label in lower case and the words of it that tell of another measure."""

    grid: Grid
    line: Line
    label: str
    measure: frozenset[str]


Chosen = tuple[list[Part], list[Part]]  # what may be divided, and by what


def named_quotients(laid_out: list[Grid], tied: set[str]) -> list[Equation]:
    """The ties of rows of ratios that are in none yet and whose label names their parts."""
    parts: list[Part] | None = None
    out: list[Equation] = []
    targets = 0
    for grid in laid_out:
        for line in grid.lines:
            goals = [e for e in line.cells.values() if e.kind == "percent" and e.value and e.number.id not in tied]
            if not goals or len(goals) * 2 < sum(e.kind == "percent" for e in line.cells.values()):
                continue
            label = _full_label(line)
            if _names_a_quotient(label):
                targets += 1
                if targets > MOST_TARGETS:
                    return out
                parts = _parts(laid_out) if parts is None else parts
                out += _best(grid, line, goals, _chosen(grid, line, label, parts))
    return out


def _full_label(line: Line) -> str:
    return line.label.lower() or line.heading.lower()


def _names_a_quotient(label: str) -> bool:
    return any(q.name.search(label) for q in quotients()) or _SPELT.match(_MARKS.sub(" ", label)) is not None


def _parts(laid_out: list[Grid]) -> list[Part]:
    """Every row of amounts."""
    return [
        Part(grid, line, label, _measure(label))
        for grid in laid_out
        for line in grid.lines
        if any(e.kind == "amount" and e.value for e in line.cells.values()) and (label := _full_label(line))
    ]


def _measure(label: str) -> frozenset[str]:
    return frozenset(w for w in _OTHER if w in label)


@lru_cache(maxsize=4096)
def _words(label: str) -> frozenset[str]:
    """The words of a label that tell, marks left out."""
    return frozenset(_WORD.findall(_MARKS.sub(" ", label))) - _IDLE


def _chosen(grid: Grid, line: Line, label: str, parts: list[Part]) -> list[Chosen]:
    """The rows that the label may mean, the nearest first; those of its own measure before others."""
    own = _measure(label)
    out: list[Chosen] = []

    def order(part: Part) -> tuple[bool, bool, bool, int]:
        here = part.grid.index == grid.index
        distance = abs(part.line.index - line.index) if here else part.grid.index
        return part.measure != own, not here, part.line.index > line.index, distance

    def nearest(found: list[Part]) -> list[Part]:
        return sorted(found, key=order)[:MOST_PARTS]

    for quotient in quotients():
        if quotient.name.search(label):
            of = [p for p in parts if quotient.of.search(p.label) and not quotient.per.search(p.label)]
            per = [p for p in parts if quotient.per.search(p.label)]
            out.append((nearest(of), nearest(per)))
            break
    else:
        spelt = _SPELT.match(_MARKS.sub(" ", label))
        if spelt is not None:
            sides = [frozenset(_WORD.findall(spelt[side])) - _IDLE for side in ("of", "per")]
            if all(sides):
                of, per = ([p for p in parts if side == _words(p.label)] for side in sides)
                out.append((nearest(of), nearest(per)))
    return out


def _best(grid: Grid, line: Line, goals: list[Entry], chosen: list[Chosen]) -> list[Equation]:
    best: list[Equation] = []
    for of, per in chosen:
        cost = log10(max(1, len(of))) * 0.5 + log10(max(1, len(per))) * 0.5
        for numerator in of:
            for denominator in per:
                found = _tried(grid, line, goals, numerator, denominator, cost)
                if found and (not best or _rank(found) < _rank(best)):
                    best = found
    return best


def _rank(found: list[Equation]) -> tuple[int, float]:
    return found[0].failed - found[0].held, found[0].nfa or 0.0


def _tried(grid: Grid, line: Line, goals: list[Entry], of: Part, per: Part, score: float) -> list[Equation]:
    equations: list[Equation] = []
    held = failed = 0
    seen: set[tuple[str, str]] = set()
    for goal, one, two in _matched(grid, goals, of, per):
        equation = Equation(
            "ratio",
            "column" if of.grid.index == grid.index == per.grid.index else "tables",
            "percent-of",
            goal.number,
            ((one.number, 1), (two.number, 1)),
            "exact",
            formula=f"g{grid.index}r{line.index}q",
        )
        equation.status = status_of(equation)
        if equation.status == "broken":
            failed += 1
            score += 0.5
            if failed > 1:
                return []
        else:
            held += 1
            if (one.number.text, two.number.text) not in seen:
                score += log10(goal.unit / (abs(goal.value) + goal.unit))
            seen.add((one.number.text, two.number.text))
        equations.append(equation)
    if not held or 2 * len(equations) < len(goals) or score > (ENOUGH_BUT_ONE + 0.5 if failed else ENOUGH):
        return []
    if failed and not any(
        True for e in equations if e.status == "broken" for n in e.numbers() for _ in misprints(e, n)
    ):
        return []
    for equation in as_one_formula(equations, min(0.0, score), held, failed):
        if equation.status == "broken":
            equation.certainty = "warning"
    return equations


def _matched(grid: Grid, goals: list[Entry], of: Part, per: Part) -> Iterator[tuple[Entry, Entry, Entry]]:
    """The numbers of each goal's column, or of its period where a part stands in another table."""
    for goal in goals:
        one, two = (_beside(grid, goal, part) for part in (of, per))
        if one is not None and two is not None and two.value and one.number.id != two.number.id:
            yield goal, one, two


def _beside(grid: Grid, goal: Entry, part: Part) -> Entry | None:
    """The part's amount for a goal: in the same column of the same table, else of the same period and segment."""
    if part.grid.index == grid.index:
        entry = part.line.cells.get(goal.column)
        return entry if entry is not None and entry.kind == "amount" else None
    fact = goal.fact
    if fact is None or fact.period is None:
        return None
    for entry in part.line.cells.values():
        other = entry.fact
        if entry.kind == "amount" and other is not None and other.period is not None and entry.value:
            same = other.period == fact.period or (fact.period.start is None and other.period.end == fact.period.end)
            if same and other.segment == fact.segment and (other.basis == fact.basis or not part.measure):
                return entry
    return None
