"""Claims that nothing ties as they stand, and that would tie if their word of direction or sign were the opposite.

Of what releases print hardly a claim without a tie has one for its opposite by chance: figure, words, period and part
would all have to agree."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import msgspec

from crossfoot.model.claim import Claim
from crossfoot.model.document import Document
from crossfoot.model.number import Number
from crossfoot.model.tie import Term
from crossfoot.proof.prose_change import change_tie
from crossfoot.proof.prose_desk import ONE, Desk, apart_from
from crossfoot.proof.prose_direction import is_of_credits
from crossfoot.proof.prose_equal import SIGNED
from crossfoot.proof.prose_fit import RESULTS, metric_of
from crossfoot.proof.prose_index import Line
from crossfoot.proof.prose_link import Linker
from crossfoot.proof.prose_reference import sentence_before
from crossfoot.proof.prose_repeat import Said, said_elsewhere
from crossfoot.vocabulary.prose import prose_words, stems

_MARKS = ".,;:()'\"`"
_OF = ("in", "of", "for", "during", "on", "at")  # "an increase in sales of": what it is of, and nothing is done to it


class _Given(NamedTuple):
    """What gives the opposite of a claim: the terms of its tie, what they come to, in words."""

    kind: str
    terms: tuple[Term, ...]
    computed: Decimal | None
    words: str
    reason: str | None = None


def turned_ties(desk: Desk, linker: Linker, document: Document) -> None:
    """Adds a broken tie for each claim without one that holds whose opposite the tables or another sentence give."""
    holding = {t.target for t in desk.ties if t.status != "broken"}
    holding |= {term.number for t in desk.ties if t.status != "broken" for term in t.terms if not term.given}
    told = {t.target for t in desk.ties if t.certainty in ("error", "warning")}
    claims = [c for c in linker.claims if c.number not in holding | told and _can_turn(desk, linker, document, c)]
    if not claims:
        return
    scratch, opposite = _opposite(desk, linker, {c.number for c in claims})
    said = Said(desk.facts, linker.claims)
    # Whose contradiction is told of the other sentence.
    answered = {term.number for t in desk.ties if t.reason == "contradiction" for term in t.terms}
    for claim in claims:
        given = _by_tables(scratch, opposite, claim) if claim.role == "change" else None
        if given is None and claim.number not in answered:
            given = _by_sentence(desk, document, claim, said)
        if given is None:
            continue
        answered.update(term.number for term in given.terms)
        suspects = desk.suspects(claim.number, -desk.facts.numbers[claim.number].value, [])
        desk.withdraw(claim.number)
        desk.add(
            given.kind,
            claim.number,
            given.terms,
            given.computed,
            "broken",
            given.words,
            certainty="warning",
            reason=given.reason,
            suspects=suspects,
        )


def _can_turn(desk: Desk, linker: Linker, document: Document, claim: Claim) -> bool:
    """True where a word gives the claim its direction or sign; brackets give a sign that no word turns."""
    number = desk.facts.numbers[claim.number]
    if claim.hedge is not None or not number.value:
        return False
    if claim.role == "change":
        is_told = claim.direction != 0 and claim.number not in linker.outdone
        return is_told and not _is_done_to(document, claim, number)
    is_worded = claim.sign_text is not None or not RESULTS.isdisjoint(claim.metric)
    return claim.kind in SIGNED and is_worded and claim.sign_text != "brackets"


def _is_done_to(document: Document, claim: Claim, number: Number) -> bool:
    """True of "a loss of deposits, increasing expenses by $5": what something did to a line item, among much else that
    did, which may well have gone the other way."""
    if claim.direction_text is None:
        return False
    words = [word.strip(_MARKS).lower() for word in sentence_before(document, claim, number).split()]
    if claim.direction_text not in words or words[-1] != "by":
        return False
    *_, object_of_it = " ".join(words[:-1]).rpartition(f"{claim.direction_text} ")
    if object_of_it.partition(" ")[0] in _OF:
        return False
    return not metric_of(claim).isdisjoint(stems(object_of_it))


def _opposite(desk: Desk, linker: Linker, turned: set[str]) -> tuple[Desk, Linker]:
    """A desk and a linker for the same release with some of its claims turned."""
    numbers = dict(desk.facts.numbers)
    for ident in turned:
        numbers[ident] = msgspec.structs.replace(numbers[ident], value=-numbers[ident].value)
    facts = msgspec.structs.replace(desk.facts, numbers=numbers)
    claims = (msgspec.structs.replace(c, direction=-c.direction) if c.number in turned else c for c in linker.claims)
    opposite = Linker(facts, tuple(claims), linker.context)
    opposite.found = {ident: match for ident, match in linker.found.items() if ident not in turned}
    return Desk(facts, opposite.found, ()), opposite


def _by_tables(scratch: Desk, opposite: Linker, claim: Claim) -> _Given | None:
    """The change that a table prints, or that two amounts give, with the other sign."""
    turned = opposite.by_id[claim.number]
    match = opposite.by_change(turned)
    if match is not None and match.fact.relation is not None:
        if _is_on_another_basis(claim, match.line):
            return None
        return _Given("direction", (Term(match.fact.number, ONE),), match.fact.value, scratch.words_of(match.fact))
    made = len(scratch.ties)
    change_tie(scratch, opposite, turned)
    tie = next((t for t in scratch.ties[made:] if t.status != "broken"), None)
    if tie is None:
        return None
    if is_of_credits(claim, *(scratch.facts.numbers[t.number].value for t in tie.terms)):
        return None
    lines = [scratch.facts.line_of[t.number] for t in tie.terms if t.number in scratch.facts.line_of]
    if any(_is_on_another_basis(claim, line) for line in lines):
        return None
    return _Given("direction", tie.terms, tie.computed, tie.equation)


def _is_on_another_basis(claim: Claim, line: Line) -> bool:
    """True where the claim is on a basis that the row does not name, on which it may well go the other way."""
    return not prose_words().another.isdisjoint(apart_from(claim, line))


def _by_sentence(desk: Desk, document: Document, claim: Claim, said: Said) -> _Given | None:
    """What another sentence says with the other sign."""
    other = said_elsewhere(desk, document, claim, said, opposite=True)
    if other is None:
        return None
    its = desk.facts.numbers[other.number]
    words = f"{other.metric_text} {its.text}, as said elsewhere"
    return _Given("equal", (Term(its.id, ONE),), its.value, words, reason="contradiction")
