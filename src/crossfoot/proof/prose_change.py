"""Ties of changes and ratios: percent change, change, direction, basis points, margins; all from printed figures, by
intervals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crossfoot.model.claim import Claim
from crossfoot.model.fact import Fact
from crossfoot.model.number import Number
from crossfoot.model.period import Period
from crossfoot.model.tie import TieStatus
from crossfoot.proof.prose_desk import (
    EXCEPTIONS_SHARE,
    Certainty,
    Desk,
    Side,
    blockers,
    coefficient,
)
from crossfoot.proof.prose_direction import add_direction, add_opposed, direction_of_level, is_apart
from crossfoot.proof.prose_fit import metric_of, quarter_before
from crossfoot.proof.prose_index import Line
from crossfoot.proof.prose_link import Linker
from crossfoot.proof.prose_match import Match
from crossfoot.proof.prose_pair import (
    HUNDRED,
    Pair,
    computed_change,
    could_hold,
    decimals_of,
    equation_of,
    holds,
    is_far_off,
    meant,
    opposite,
    tells_misprints,
    terms_of,
    values_of,
)
from crossfoot.proof.prose_slip import SLIPS, plausible_slip, significant

SURE_ROW = 1.0  # of the link of the amount that a change belongs to
SLIP_DIGITS = 3
LIKE = 0.6  # how like a row's words a change's must be that has no amount of its own
DEFAULT_BASE = "from the year before"
USUAL_BASES = 3  # so many changes that start from the year before unsaid make it this release's habit


def change_ties(desk: Desk, linker: Linker) -> None:
    """Adds the ties of changes in percent, amount and basis points, and of the direction that a sentence gives an
    amount."""
    held = 0  # changes from the year before where no sentence says so, and they hold
    failed: list[tuple[Claim, Pair]] = []
    for claim in linker.claims:
        if claim.role == "change":
            pair = change_tie(desk, linker, claim)
            if pair is not None:
                failed.append((claim, pair))
            held += pair is None and _by_default(desk)
        elif claim.direction and claim.role == "current":
            direction_of_level(desk, linker, claim)
    if held >= USUAL_BASES and len(failed) <= max(1, EXCEPTIONS_SHARE * held):
        for claim, pair in failed:
            _fail(desk, claim, pair)


def change_tie(desk: Desk, linker: Linker, claim: Claim) -> Pair | None:
    """Adds the change's tie. A pair where the change fails from the year before and nothing says that it starts
    there."""
    number = desk.facts.numbers[claim.number]
    pairs = list(_pairs(desk, linker, claim))
    for pair in pairs:
        if holds(claim, number, pair) and tells_misprints(desk.facts.numbers, claim, number, pair):
            _add_holding(desk, claim, number, pair)
            return None
    if not pairs and claim.number in linker.outdone and _by_meaning(desk, linker, claim, number):
        return None
    known = claim.number in desk.matches or claim.number in linker.outdone
    if known or any(could_hold(claim, number, pair) for pair in pairs):
        return None  # the table prints the change itself; or the amounts are too coarse to tell
    turned = next((p for p in pairs if opposite(claim, number, p) and (p[1].spoken or p[0].sure)), None)
    if turned is not None:
        add_direction(desk, claim, turned)
    elif claim.number in linker.opposed:
        add_opposed(desk, claim, linker.opposed[claim.number])
    elif not pairs:
        _by_meaning(desk, linker, claim, number)
    elif not pairs[0][1].spoken:
        start = desk.facts.facts[pairs[0][1].number].period
        if start is None or start != base_period(desk, claim):
            return None  # the quarter before, which no word names
        if not _is_slip(desk, claim, number, pairs[0]):
            return pairs[0]
        _add_broken(desk, claim, number, pairs[0], certainty="warning")
    else:
        _fail(desk, claim, pairs[0])
    return None


def _is_slip(desk: Desk, claim: Claim, number: Number, pair: Pair) -> bool:
    """True where one wrong digit explains a change that fails from the year before, and the row is known by name."""
    match, found = desk.matches.get(claim.sibling or ""), computed_change(claim, pair)
    if match is None or found is None or claim.hedge is not None or not match.matches or match.score < SURE_ROW:
        return False
    if significant(number) < SLIP_DIGITS or not match.period_agrees or blockers(match) or is_apart(claim, match):
        return False
    return plausible_slip(number, round(found[0], decimals_of(number))) in SLIPS


def _by_default(desk: Desk) -> bool:
    """True where the tie made last starts from a year before that no sentence names."""
    last = desk.ties[-1] if desk.ties else None
    return last is not None and last.formula == DEFAULT_BASE


def _fail(desk: Desk, claim: Claim, pair: Pair) -> None:
    number = desk.facts.numbers[claim.number]
    if opposite(claim, number, pair):
        add_direction(desk, claim, pair)
    else:
        _add_broken(desk, claim, number, pair)


def _pairs(desk: Desk, linker: Linker, claim: Claim) -> Iterator[Pair]:
    """The (current, base) pairs that the change can be of: as the tables have them, then as the sentence prints
    them."""
    level = linker.by_id.get(claim.sibling or "")
    base = linker.by_id.get(claim.base or "")
    if level is None:
        return
    if base is not None and not _same_unit(desk, level, base):
        base = None
    match = desk.matches.get(level.number)
    if base is not None:
        yield desk.side(level), desk.side(base)
        yield desk.own(level), desk.own(base)
        before = desk.matches.get(base.number)
        if match is not None and before is not None and coefficient(match) != coefficient(before):
            yield desk.of_fact(match.fact, match, spoken=True, as_said=False), desk.side(base)
        if not _starts_elsewhere(claim, base):
            for ident in linker.children.get(level.number, ()):
                other = linker.by_id[ident]
                if other.role == "comparison" and other is not base and _same_unit(desk, level, other):
                    yield desk.side(level), desk.side(other)
        return
    if match is None:
        return
    start = base_period(desk, claim)
    usual = match.line.at(start) if start is not None else None
    others = [f for f in match.line.facts if f is not usual and quarter_before(match.fact, f)]
    for fact in (usual, *others):
        if fact is not None and not fact.nil and fact.number != match.fact.number:
            yield desk.side(level), desk.of_fact(fact, match, spoken=False)


def _same_unit(desk: Desk, one: Claim, other: Claim) -> bool:
    return desk.facts.numbers[one.number].unit == desk.facts.numbers[other.number].unit


def _starts_elsewhere(claim: Claim, base: Claim) -> bool:
    """True where the sentence dates the change's start by itself, so that no other comparison can be meant."""
    return claim.dated and base.period is not None


def base_period(desk: Desk, claim: Claim) -> Period | None:
    """The period that a change starts from: what the sentence says, or the year before."""
    relation = desk.facts.facts[claim.number].relation
    return relation.from_period if relation is not None else None


def _add_holding(desk: Desk, claim: Claim, number: Number, pair: Pair) -> None:
    found = computed_change(claim, pair)
    assert found is not None
    kind = claim.kind if claim.kind != "per-share" else "change"
    exact = round(found[0], decimals_of(number)) == meant(claim, number, found[0])
    status: TieStatus = "exact" if exact else "within-rounding"
    formula = None if pair[1].spoken else DEFAULT_BASE
    desk.add(kind, number.id, terms_of(pair), found[0], status, equation_of(pair), formula=formula)


def _add_broken(desk: Desk, claim: Claim, number: Number, pair: Pair, *, certainty: Certainty | None = None) -> None:
    found = computed_change(claim, pair)
    if found is None:
        return
    match = desk.matches.get(claim.sibling or "")
    expected = round(found[0], decimals_of(number)) + Decimal(0)
    cells = list(_cells(claim, number, pair))
    desk.add(
        claim.kind if claim.kind != "per-share" else "change",
        number.id,
        terms_of(pair),
        found[0],
        "broken",
        equation_of(pair),
        certainty=certainty or _certainty(claim, number, pair, match),
        suspects=desk.suspects(number.id, expected, cells),
    )


def _cells(claim: Claim, number: Number, pair: Pair) -> Iterator[tuple[str, Decimal]]:
    """What the two amounts would have to be for the printed change to hold."""
    a, b = values_of(pair)
    if claim.kind != "percent-change" or not number.value or number.value <= -HUNDRED:
        return
    factor = 1 + number.value / HUNDRED
    yield pair[0].number, round(b * factor, pair[0].decimals).copy_sign(pair[0].value)
    yield pair[1].number, round(a / factor, pair[1].decimals).copy_sign(pair[1].value)


def _certainty(claim: Claim, number: Number, pair: Pair, match: Match | None) -> Certainty:
    """Error where both ends stand in the tables and the sentence names both, or names the amount right beside the
    change."""
    if claim.hedge is not None:
        is_of_row = match is None or not (blockers(match) or is_apart(claim, match))
        return "warning" if is_of_row and _is_triad(claim, pair) and is_far_off(claim, number, pair) else "evidence"
    if match is None or not (pair[0].sure and pair[1].sure):
        return "warning" if _is_triad(claim, pair) else "evidence"
    if not (pair[0].sure and pair[1].sure and pair[0].row == pair[1].row):
        return "evidence"
    if blockers(match) or is_apart(claim, match):
        return "note"
    if claim.kind != "percent-change" and not pair[1].spoken:
        return "note"
    return "error" if pair[1].spoken or match.claim.direction == claim.direction else "warning"


def _is_triad(claim: Claim, pair: Pair) -> bool:
    """True of "to X from Y, a change of Z" where one sentence prints all three of one plain metric."""
    return (
        claim.kind == "percent-change"
        and pair[0].spoken
        and pair[1].spoken
        and bool(claim.metric)
        and not claim.qualifiers
    )


def _by_meaning(desk: Desk, linker: Linker, claim: Claim, number: Number) -> bool:
    """Ties a change without an amount of its own ("sales increased 5 percent"), where a row of its words gives it;
    True where one does.

    Where none does, nothing is said: words alone find the wrong row too often."""
    if claim.period is None or claim.kind not in ("percent-change", "change", "basis-points", "per-share"):
        return False
    best: tuple[float, Pair] | None = None
    turned: Pair | None = None
    for line in linker.lines_meant(claim):
        current = line.at(claim.period)
        if current is None or not _of_a_kind(number, current) or not _same_segment(claim, line):
            continue
        likeness = linker.similarity(claim, line)
        if likeness < LIKE or (best is not None and likeness <= best[0]):
            continue
        for base in _bases(desk, claim, line, current):
            pair = fact_pair(desk, current, base)
            if holds(claim, number, pair):
                best = (likeness, pair)
                break
            if base.period != base_period(desk, claim) or claim.qualifiers:
                continue  # a change from where the sentence does not start
            if opposite(claim, number, pair) and linker.says_the_row(claim, line):
                turned = turned or pair
    if best is not None:
        _add_holding(desk, claim, number, best[1])
    elif turned is not None and significant(number) > 1 and claim.number not in linker.outdone:
        add_direction(desk, claim, turned, certainty="warning")
    return best is not None


def _of_a_kind(number: Number, fact: Fact) -> bool:
    """True where the row's unit is one that the claim's change can be of."""
    if number.unit == "bp":
        return fact.unit == "percent" and fact.relation is None
    return fact.unit == number.unit if number.unit != "percent" else fact.unit != "percent" and fact.relation is None


def _same_segment(claim: Claim, line: Line) -> bool:
    return claim.segment == line.segment or (line.named <= metric_of(claim) if line.named else True)


def _bases(desk: Desk, claim: Claim, line: Line, current: Fact) -> Iterator[Fact]:
    """What a row's change can start from: what the sentence says, the year before, else the quarter before."""
    start = base_period(desk, claim)
    usual = line.at(start) if start is not None else None
    if usual is not None and usual is not current:
        yield usual
    for fact in line.facts:
        if fact is not usual and quarter_before(current, fact):
            yield fact


def fact_pair(desk: Desk, current: Fact, base: Fact) -> Pair:
    """Two facts of one row as the ends of a change."""
    a, b = (
        Side(
            f.number,
            f.value,
            f.decimals if f.decimals is not None else 0,
            desk.words_of(f),
            True,
            False,
            None,
            f.unit == "percent",
        )
        for f in (current, base)
    )
    return a, b
