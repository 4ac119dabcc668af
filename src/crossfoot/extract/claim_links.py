"""What proof found out about claims: the reading's facts of sentences with the score and the concept of their link."""

from __future__ import annotations

import msgspec

from crossfoot.model.claim import Link
from crossfoot.model.fact import Fact, Provenance
from crossfoot.model.proof import Reading

SURE = 0.8  # of a link: what the row has and the sentence leaves open is the claim's too


def linked(reading: Reading, links: tuple[Link, ...]) -> Reading:
    """The reading with what proof found of its claims: the score of each link, and the linked fact's concept."""
    by_claim = {link.claim: link for link in links}
    facts = {f.number: f for f in reading.facts}
    return msgspec.structs.replace(reading, facts=tuple(_linked(f, by_claim, facts) for f in reading.facts))


def _linked(fact: Fact, by_claim: dict[str, Link], facts: dict[str, Fact]) -> Fact:
    link = by_claim.get(fact.number)
    if link is None or fact.claim is None:
        return fact
    claim = msgspec.structs.replace(fact.claim, score=round(link.score, 3))
    target = facts.get(link.fact) if link.fact else None
    if target is None:
        return msgspec.structs.replace(fact, claim=claim)
    concept = target.concept if fact.relation is None else fact.concept
    if fact.period is None and link.score >= SURE:
        fact = msgspec.structs.replace(fact, period=target.period)
    if fact.segment is None and target.segment is not None and link.score >= SURE:
        fact = msgspec.structs.replace(fact, segment=target.segment)
    why = (*fact.why, Provenance("concept", f"linked to {target.label!r}: {link.why}"))
    return msgspec.structs.replace(fact, claim=claim, concept=concept, why=why)
