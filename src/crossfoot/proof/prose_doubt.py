"""What makes it likelier that a claim is of another thing than that it is wrong: another basis, part, row or base.

A release says one measure of many parts of the company and on several bases; most rows of like words that a figure
misses by one digit are not the row it is of. What speaks against a row lowers a finding to a note, unless the row fits
so well that a slip is likelier all the same (`prose_near`)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crossfoot.model.claim import Claim
from crossfoot.model.fact import Fact
from crossfoot.model.interval import precision_of
from crossfoot.model.number import Number
from crossfoot.proof.prose_change import base_period, fact_pair
from crossfoot.proof.prose_desk import Desk, apart_from
from crossfoot.proof.prose_fit import metric_of, quarter_before, year_before
from crossfoot.proof.prose_index import Line
from crossfoot.proof.prose_link import Linker
from crossfoot.proof.prose_pair import could_hold, decimals_of, values_of
from crossfoot.vocabulary.prose import stems

MERE = frozenset(("including", "includes", "included", "include", "attributable", "related", "associated"))
PARTS = 2  # other figures of one measure and time, from which it is said of several parts


def speaks_of_another(desk: Desk, linker: Linker, claim: Claim, line: Line) -> bool:
    """True where something but its basis (`set_apart`) says that the claim is not of the row: its part of the company,
    the figures beside it, or that other rows fit as well."""
    return (
        _names_a_part_alone(claim)
        or misses_the_others(desk, linker, claim, line)
        or _is_said_of_parts(desk, linker, claim, line)
        or _has_namesake(desk, claim, line)
    )


def is_named_otherwise(desk: Desk, claim: Claim, line: Line) -> bool:
    """True where the row's own label says something else and lacks the claim's most telling word (what only stands over
    a row may be of other rows as well), or where it is net of something and the claim is not."""
    metric = metric_of(claim)
    if not metric or line.own <= metric | line.named:
        return False
    if "net" in line.own - metric and "revenue" not in line.own:
        return True  # "interest income", before what is taken off it; but sales are net sales
    return max(sorted(metric), key=desk.facts.idf) not in line.own | line.named


def set_apart(desk: Desk, linker: Linker, claim: Claim, line: Line) -> tuple[str, ...]:
    """The words that set the claim apart from its row, with those of the amount that it is compared with.

    A word that stands over the row says nothing of it where another row under the same title has it by itself: in a
    reconciliation to constant currency only one row is at constant currency."""
    level = linker.by_id.get(claim.sibling or "") if claim.role != "change" else None
    beside = desk.matches.get(claim.sibling or "")
    if beside is not None and beside.matches and beside.line is line:
        level = None  # whatever sets it apart, the row has it
    words = set(claim.qualifiers) | set(level.qualifiers if level is not None else ())
    lacking = set(apart_from(claim, line)) | set(apart_from(level, line) if level is not None else ())
    for word in words - lacking:
        stem = stems(word)
        if stem and not set(stem) & (line.own | line.alias) and _is_of_another_row(desk, stem[0], line):
            lacking.add(word)
    return tuple(sorted(lacking))


def _is_of_another_row(desk: Desk, word: str, line: Line) -> bool:
    """True where a row of the same table has the word in its own label."""
    return any(o.key[0] == line.key[0] and word in o.own for o in desk.facts.by_word.get(word, ()) if o is not line)


def _names_a_part_alone(claim: Claim) -> bool:
    """True where the claim says whose figure it is and not of what."""
    return claim.segment is not None and set(claim.metric) <= set(stems(claim.segment))


def misses_the_others(desk: Desk, linker: Linker, claim: Claim, line: Line) -> bool:
    """True where the row has other values than the amounts that the sentence puts beside the claim, and none of
    theirs."""
    root = claim.sibling or claim.number
    misses = False
    for ident in (root, *linker.children.get(root, ())):
        other = linker.by_id.get(ident)
        if other is None or ident == claim.number or other.role == "change" or other.period is None:
            continue
        number, fact = desk.facts.numbers[ident], line.at(other.period)
        if fact is None or fact.nil or fact.unit != number.unit or number.decimals is None:
            continue
        if _says(number, fact):
            return False
        misses = True
    return misses


def _says(number: Number, fact: Fact) -> bool:
    """True where the number is the fact's, in the coarser of the two precisions."""
    decimals = precision_of(number)
    return _agree(number.value, fact.value, decimals if fact.decimals is None else min(decimals, fact.decimals))


def _is_said_of_parts(desk: Desk, linker: Linker, claim: Claim, line: Line) -> bool:
    """True where the text says of the same measure and time several other figures than the row."""
    number, fact = desk.facts.numbers[claim.number], line.at(claim.period)
    if claim.role == "change":
        return False  # a change is said from several times
    others = set()
    for other in linker.claims:
        is_like = other.metric == claim.metric and other.kind == claim.kind and other.role == claim.role
        if not is_like or other.sentence == claim.sentence or other.period != claim.period:
            continue
        value = desk.facts.numbers[other.number]
        if value.unit == number.unit and (fact is None or not _says(value, fact)):
            others.add(value.value)
    return len(others - {number.value}) >= PARTS


def _has_namesake(desk: Desk, claim: Claim, line: Line) -> bool:
    """True where several tables have a row of these very words with other values for the claim's time, and nothing
    that the claim says tells which is meant."""
    fact = line.at(claim.period)
    if fact is None or claim.number in desk.matches:
        return False
    metric, word = metric_of(claim), min(line.own, key=lambda w: len(desk.facts.by_word.get(w, ())), default="")
    for other in desk.facts.by_word.get(word, ()):
        if other.key[0] == line.key[0] or other.item != line.item or other.around & metric != line.around & metric:
            continue
        its = other.at(claim.period)
        if its is None or its.nil:
            continue
        if not _agree(fact.value, its.value, min(fact.decimals or 0, its.decimals or 0)):
            return True
    return False


def _agree(one: Decimal, other: Decimal, decimals: int) -> bool:
    """True where two sizes differ by half a unit of so many decimals at most."""
    return abs(abs(one) - abs(other)) * 2 <= Decimal(1).scaleb(-decimals)


def is_of_another_change(desk: Desk, linker: Linker, claim: Claim, number: Number, line: Line) -> bool:
    """True where a change that one pair of the row does not give is given by another that may be meant: from another
    base, of another time where the sentence names none, or of amounts that were rounded first. Or where it is no
    change: the row has it as its level."""
    level = line.at(claim.period)
    if number.unit != "percent" and level is not None and _says(number, level):
        return True
    return any(
        could_hold(claim, number, pair) or _of_rounded(claim, number, values_of(pair))
        for pair in (fact_pair(desk, a, b) for a, b in _changes_of(desk, linker, claim, line))
    )


def _changes_of(desk: Desk, linker: Linker, claim: Claim, line: Line) -> Iterator[tuple[Fact, Fact]]:
    start = base_period(desk, claim)
    for row in linker.lines_meant(claim):
        if row.item != line.item:
            continue
        plain = [f for f in row.facts if not f.nil and f.relation is None and f.period is not None]
        for a in plain:
            if claim.dated and row is line and a.period != claim.period:
                continue
            yield from ((a, b) for b in plain if b.period == start or quarter_before(a, b) or year_before(a, b))


def _of_rounded(claim: Claim, number: Number, ends: tuple[Decimal, Decimal]) -> bool:
    """True where the change is the difference of the two amounts as the sentence would print them."""
    if claim.kind != "change" or number.decimals is None:
        return False
    decimals = decimals_of(number)
    difference = round(ends[0], decimals) - round(ends[1], decimals)
    return abs(difference) == abs(number.value) and (not claim.direction or difference * number.value > 0)
