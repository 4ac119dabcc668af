"""Numbers that did not change though one that they depend on did: equations that held, and hold no longer."""

from __future__ import annotations

from decimal import Decimal

from crossfoot.drafts.meaning import values_changed
from crossfoot.drafts.prose import Numbers
from crossfoot.model.changes import Stale
from crossfoot.model.interval import Interval, rounded
from crossfoot.model.number import Number
from crossfoot.model.proof import Proof
from crossfoot.model.tie import Tie

_LINEAR = ("sum", "difference", "equal", "change")
_Members = tuple[str, frozenset[str]]


def left_behind(before: Proof, after: Proof, pairs: Numbers) -> tuple[Stale, ...]:
    """The numbers of the later draft that should have changed, each once, in document order.

    An equation that held in the earlier draft is looked up in the later one; one that is not found there any more is
    recomputed where it is a sum.
    """
    changed = set(values_changed(before, after, pairs))
    if not changed:
        return ()
    numbers = {n.id: n for n in after.reading.numbers}
    now: dict[_Members, list[Tie]] = {}
    for tie in after.ties:
        now.setdefault(_members(tie), []).append(tie)
    found: dict[str, Stale] = {}
    for tie in before.ties:
        moved = _moved(tie, pairs)
        if tie.status == "broken" or moved is None or not changed & {moved.target, *_terms(moved)}:
            continue
        later = next((t for t in now.get(_members(moved), ()) if t.kind == moved.kind), None)
        if later.status != "broken" if later else _holds(moved, numbers) is not False:
            continue
        ident, expected = _unchanged(later or moved, numbers, changed)
        if ident not in found or (found[ident].expected is None and expected is not None):
            found[ident] = _stale(before, after, tie, moved, numbers[ident], expected, changed)
    return tuple(sorted(found.values(), key=lambda s: numbers[s.number].span))


def _members(tie: Tie) -> _Members:
    return tie.target, frozenset(_terms(tie))


def _terms(tie: Tie) -> tuple[str, ...]:
    return tuple(term.number for term in tie.terms)


def _moved(tie: Tie, pairs: Numbers) -> Tie | None:
    """The tie between the later draft's numbers; None where one of them is gone, or there are no terms."""
    ids = (tie.target, *_terms(tie))
    if len(ids) < 2 or any(ident not in pairs for ident in ids):
        return None
    terms = tuple(type(term)(pairs[term.number], term.coefficient, term.given) for term in tie.terms)
    return Tie(tie.id, tie.kind, pairs[tie.target], terms, None, tie.status, scope=tie.scope, equation=tie.equation)


def _holds(tie: Tie, numbers: dict[str, Number]) -> bool | None:
    """Whether a sum holds on the later draft's numbers; None of what is no sum."""
    if tie.kind not in _LINEAR:
        return None
    total = Interval(Decimal(0), Decimal(0))
    for term in tie.terms:
        total += _span(numbers[term.number]).times(term.coefficient)
    return total.meets(_span(numbers[tie.target]))


def _span(number: Number) -> Interval:
    return Interval(number.value, number.value) if number.nil else rounded(number.value, number.decimals)


def _unchanged(tie: Tie, numbers: dict[str, Number], changed: set[str]) -> tuple[str, Decimal | None]:
    """The number that did not follow, and what it should be.

    The target, where that did not change, or the only term that did not. Else the target is named, with what the terms
    give: it changed, and they did not change with it; so also in sentences, which follow the tables.
    """
    left = [term for term in tie.terms if term.number not in changed]
    if tie.target in changed and len(left) == 1 and tie.kind in _LINEAR and tie.scope != "prose":
        rest = sum((t.coefficient * numbers[t.number].value for t in tie.terms if t is not left[0]), Decimal(0))
        return left[0].number, (numbers[tie.target].value - rest) / left[0].coefficient
    given = tie.computed
    if given is None and tie.kind in _LINEAR:
        given = sum((t.coefficient * numbers[t.number].value for t in tie.terms), Decimal(0))
    return tie.target, given


def _stale(
    before: Proof, after: Proof, tie: Tie, moved: Tie, number: Number, expected: Decimal | None, changed: set[str]
) -> Stale:
    label = next((f.label for f in after.reading.facts if f.number == number.id), "")
    depends = tuple(ident for ident in (moved.target, *_terms(moved)) if ident in changed)
    equation = tie.equation or _written(before, tie)
    text = " ".join(number.text.split())
    return Stale(number.id, " ".join(label.split()), text, number.line, expected, depends, tie.kind, equation)


def _written(proof: Proof, tie: Tie) -> str:
    """The equation in the figures that the earlier draft prints."""
    texts = {n.id: " ".join(n.text.split()) for n in proof.reading.numbers}
    signs = ("- " if term.coefficient < 0 else "+ " for term in tie.terms)
    return " ".join(f"{sign}{texts[term.number]}" for sign, term in zip(signs, tie.terms, strict=True)).removeprefix(
        "+ "
    )
