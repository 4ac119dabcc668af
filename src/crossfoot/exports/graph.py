"""One formula for a number, at most, such that no chain of formulas comes back to where it began.

A total depends on its parts: sums down the column are taken first, then identities of statements, then links from one
table to another, then what goes across the columns, then ratios, and prose last. What a formula gives from the cells
it names, which may be formulas themselves, must show as the release prints it; a tie that would not is left for the
list of ties. A sum that holds only within rounding keeps its formula with a term for what rounding left over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from graphlib import TopologicalSorter

import msgspec

from crossfoot.exports.cells import Held
from crossfoot.exports.relations import Relation, computed, relation, within
from crossfoot.model.fact import StatementKind
from crossfoot.model.tie import Tie

_WORDS = ("direction", "sign")  # ties of words, whose terms do not give the number
_SUMS = ("sum", "difference")
_STATEMENTS: tuple[StatementKind | None, ...] = ("operations", "balance-sheet", "cash-flow")
_ROUNDS = 12  # of dropping what did not show as printed and trying the next best


class Formula(msgspec.Struct, frozen=True):
    """A cell's formula: the relation behind it, what it gives in the cell's own scale, and what rounding left over.

    `rounds`: the formula rounds to the places printed.
    """

    relation: Relation
    gives: Decimal
    rounding: Decimal = Decimal(0)
    rounds: bool = False


class Candidate(msgspec.Struct, frozen=True):
    """A relation that could be its target's formula; the lower `rank`, the sooner."""

    rank: tuple[int, int, float, int]
    relation: Relation


def chosen(
    ties: Iterable[Tie], cells: Mapping[str, Held], statements: Mapping[str, StatementKind | None]
) -> dict[str, Formula]:
    """The formulas, by number: `cells` holds every number that has a cell, `statements` the statement each is in."""
    candidates = sorted(_candidates(ties, cells, statements), key=lambda c: c.rank)
    banned: set[tuple[str, str]] = set()
    formulas: dict[str, Formula] = {}
    for _ in range(_ROUNDS):
        picked = _acyclic(candidates, banned)
        formulas, failed = _evaluated(picked, cells)
        if not failed:
            break
        banned |= failed
    return formulas


def _candidates(
    ties: Iterable[Tie], cells: Mapping[str, Held], statements: Mapping[str, StatementKind | None]
) -> Iterator[Candidate]:
    numbers = {ident: held.number for ident, held in cells.items()}
    for order, tie in enumerate(ties):
        idents = [tie.target, *(t.number for t in tie.terms)]
        if tie.status == "broken" or tie.kind in _WORDS or len(set(idents)) < len(idents):
            continue
        if not all(i in cells and cells[i].exact for i in idents):
            continue
        found = relation(tie, numbers)
        if found is None:
            continue
        nfa = tie.nfa if tie.nfa is not None else -99.0
        for rel, preferred in _ways(found, statements):
            yield Candidate((_class(tie), (tie.status != "exact") * 2 + (not preferred), nfa, order), rel)


def _ways(found: Relation, statements: Mapping[str, StatementKind | None]) -> Iterator[tuple[Relation, bool]]:
    """The relation, and of an equality between tables also the other way round; whether each is the better way.

    A link leads from a summary to a statement; between two of a kind, from the later one to the earlier.
    """
    tie = found.tie
    [*terms] = found.terms
    if len(terms) > 1 or found.form != "linear" or tie.scope == "prose":
        yield found, True
        return
    [(other, coefficient)] = terms
    leads = statements.get(found.target) in _STATEMENTS and statements.get(other) not in _STATEMENTS
    yield found, not leads
    if abs(coefficient) == 1:
        yield Relation(other, ((found.target, coefficient),), "linear", tie), leads


def _class(tie: Tie) -> int:
    """The order in which kinds of tie are taken."""
    if tie.scope == "prose":
        return 6
    several = len(tie.terms) > 1
    if tie.kind in _SUMS and several and tie.scope == "column":
        return 0
    if tie.identity is not None or tie.scope == "per-share" or (tie.kind in _SUMS and several and tie.scope != "row"):
        return 1
    if not several:
        return 2
    return 3 if tie.kind in (*_SUMS, "change") else 4


def _acyclic(candidates: list[Candidate], banned: set[tuple[str, str]]) -> dict[str, Relation]:
    """The first relation of each number that closes no circle with those before it."""
    picked: dict[str, Relation] = {}
    for candidate in candidates:
        rel = candidate.relation
        if rel.target in picked or (rel.target, rel.tie.id) in banned:
            continue
        if not _leads_to(picked, [i for i, _ in rel.terms], rel.target):
            picked[rel.target] = rel
    return picked


def _leads_to(picked: Mapping[str, Relation], start: list[str], goal: str) -> bool:
    """True where the cells of `start` depend, through any number of formulas, on `goal`."""
    waiting, seen = list(start), set(start)
    while waiting:
        ident = waiting.pop()
        if ident == goal:
            return True
        if ident in picked:
            new = [i for i, _ in picked[ident].terms if i not in seen]
            seen.update(new)
            waiting += new
    return False


def _evaluated(
    picked: Mapping[str, Relation], cells: Mapping[str, Held]
) -> tuple[dict[str, Formula], set[tuple[str, str]]]:
    """What each formula gives from the cells up; and those that would not show what is printed."""
    order = TopologicalSorter({ident: [i for i, _ in rel.terms] for ident, rel in picked.items()})
    full: dict[str, Decimal] = {}  # what the cells hold once recalculated, in full units
    formulas: dict[str, Formula] = {}
    failed: set[tuple[str, str]] = set()
    for ident in order.static_order():
        held = cells[ident]
        full[ident] = held.number.value
        rel = picked.get(ident)
        if rel is None:
            continue
        gives = computed(rel.form, rel.terms, [full[i] for i, _ in rel.terms])
        if gives is None:
            failed.add((ident, rel.tie.id))
        elif gives < 0 and not held.number.value and within(held.number, gives) and _unsigned(held.number.text):
            formulas[ident] = Formula(rel, held.value, rounds=True)
        elif gives == held.number.value or within(held.number, gives):
            full[ident] = gives
            formulas[ident] = Formula(rel, gives / held.factor)
        elif _foots_by_rounding(rel, full, cells):
            formulas[ident] = Formula(rel, held.value, (held.number.value - gives) / held.factor)
        else:
            failed.add((ident, rel.tie.id))
    return formulas, failed


def _unsigned(text: str) -> bool:
    """True of a figure printed without a sign: what is too little to print would show one, as "(0%)"."""
    return not any(sign in text for sign in "(-\u2212\u2013")


def _foots_by_rounding(rel: Relation, full: Mapping[str, Decimal], cells: Mapping[str, Held]) -> bool:
    """True of a sum of several numbers as printed that holds within rounding."""
    as_printed = all(full[i] == cells[i].number.value for i, _ in rel.terms)
    return rel.form == "linear" and len(rel.terms) > 1 and rel.tie.status == "within-rounding" and as_printed
