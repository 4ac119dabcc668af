"""What the ties settle of the facts, after tables are proved and before claims are linked: one round.

What is subtracted from revenue to give gross profit is the cost of revenue, whatever it is called. A tie that holds,
and that is one of the catalogue's identities but for one row whose label said nothing, names that row.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import msgspec

from crossfoot import vocabulary
from crossfoot.model.fact import Fact, Provenance
from crossfoot.model.proof import Reading
from crossfoot.model.tie import Tie
from crossfoot.vocabulary import Identity

_Row = tuple[int, int]


def refine(reading: Reading, ties: tuple[Tie, ...]) -> Reading:
    """The reading with the concepts that ties settle, for rows whose labels left theirs open."""
    rows: dict[str, _Row] = {n.id: (n.cell[0], n.cell[1]) for n in reading.numbers if n.cell}
    facts = {f.number: f for f in reading.facts}
    votes: dict[_Row, Counter[tuple[str, str]]] = {}
    for tie in ties:
        if tie.status == "broken" or tie.scope not in ("column", "sections"):
            continue
        for number, concept, name in _named(tie, facts):
            votes.setdefault(rows[number], Counter())[concept, name] += 1
    if not votes:
        return reading
    settled = _unambiguous(reading, votes)
    refined = tuple(_with_concept(f, rows.get(f.number), settled) for f in reading.facts)
    return msgspec.structs.replace(reading, facts=refined)


def _named(tie: Tie, facts: dict[str, Fact]) -> list[tuple[str, str, str]]:
    """(number, concept, name of the identity) for the one number of a tie that an identity names."""
    numbers = [tie.target, *(t.number for t in tie.terms)]
    if not all(n in facts for n in numbers):
        return []
    unknown = [n for n in numbers if facts[n].concept is None]
    if len(unknown) != 1:
        return []
    weights = {facts[t.number].concept: t.coefficient for t in tie.terms if t.number != unknown[0]}
    if len(weights) + (unknown[0] != tie.target) != len(tie.terms):
        return []  # two rows of one concept
    if unknown[0] == tie.target:
        return [(tie.target, i.total, i.name) for i in vocabulary.identities() if _is(i, weights)]
    coefficient = next(t.coefficient for t in tie.terms if t.number == unknown[0])
    total = facts[tie.target].concept
    return [
        (unknown[0], concept, each.name)
        for each in vocabulary.identities()
        if each.total == total
        for concept, weight in each.parts
        if weight == coefficient and concept not in weights and _is(each, {**weights, concept: weight})
    ]


def _is(identity: Identity, weights: dict[str | None, Decimal]) -> bool:
    """True where the weighted concepts are all the identity's parts, and nothing beside them but what may be there."""
    parts, maybe = dict(identity.parts), dict(identity.maybe)
    return all(weights.get(c) == w for c, w in parts.items()) and all(
        c is not None and w == (parts.get(c) or maybe.get(c)) for c, w in weights.items()
    )


def _unambiguous(reading: Reading, votes: dict[_Row, Counter[tuple[str, str]]]) -> dict[_Row, tuple[str, str]]:
    """Rows with one concept only, which no other row of their table has already."""
    tables = {n.id: n.cell[0] for n in reading.numbers if n.cell}
    taken = {(tables[f.number], f.concept) for f in reading.facts if f.number in tables and f.segment is None}
    out = {}
    for row, counts in votes.items():
        concepts = {concept for concept, _ in counts}
        (concept, name), _ = counts.most_common(1)[0]
        if len(concepts) == 1 and (row[0], concept) not in taken:
            out[row] = (concept, name)
    return out


def _with_concept(fact: Fact, row: _Row | None, settled: dict[_Row, tuple[str, str]]) -> Fact:
    if (
        row is None
        or row not in settled
        or fact.concept is not None
        or fact.unit in ("percent", "ratio")
        or fact.relation
    ):
        return fact
    concept, name = settled[row]
    why = Provenance("concept", f"the identity {name!r} holds with this row in it")
    return msgspec.structs.replace(fact, concept=concept, why=(*fact.why, why))
