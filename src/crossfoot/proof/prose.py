"""Claims to links and ties: what the sentences say against what the tables hold."""

from __future__ import annotations

from collections.abc import Sequence

from crossfoot.model.claim import Claim, Link, ProseProof
from crossfoot.model.document import Document
from crossfoot.model.proof import Reading
from crossfoot.model.tie import Tie
from crossfoot.proof.prose_change import change_ties
from crossfoot.proof.prose_derived import ratio_ties, sum_ties
from crossfoot.proof.prose_desk import Desk
from crossfoot.proof.prose_effect import effect_ties, near_effects
from crossfoot.proof.prose_equal import equal_ties
from crossfoot.proof.prose_index import index_of
from crossfoot.proof.prose_link import Linker
from crossfoot.proof.prose_near import near_ties
from crossfoot.proof.prose_page import page_ties
from crossfoot.proof.prose_parts import segment_ties
from crossfoot.proof.prose_reference import reference_ties, sentence_of
from crossfoot.proof.prose_repeat import part_ties, repeated_ties
from crossfoot.proof.prose_split import split_ties
from crossfoot.proof.prose_turned import turned_ties
from crossfoot.proof.prose_without import near_without, without_ties
from crossfoot.vocabulary.prose import stems


def prose_ties(document: Document, reading: Reading, ties: Sequence[Tie]) -> ProseProof:
    """The link of each claim to the tables' fact that it is about, and the ties that come of them; `ties` are the
    tables' own."""
    if not reading.claims:
        return ProseProof((), ())
    facts = index_of(reading)
    linker = Linker(facts, reading.claims, _contexts(document, reading.claims))
    matches = linker.run()
    desk = Desk(facts, matches, ties)
    equal_ties(desk, linker)
    change_ties(desk, linker)
    ratio_ties(desk, linker)
    sum_ties(desk, linker)
    segment_ties(desk, linker)
    split_ties(desk, linker)
    effect_ties(desk, linker, document)
    without_ties(desk, linker, document)
    reference_ties(desk, document, reading.claims)
    page_ties(desk, document, reading.claims)
    part_ties(desk, document, reading.claims)
    repeated_ties(desk, document, reading.claims)
    near_ties(desk, linker)
    turned_ties(desk, linker, document)
    near_effects(desk, linker, document)
    near_without(desk, linker, document)
    desk.settle_style()
    links = tuple(Link(c, m.fact.number if m.matches else None, m.score, m.why) for c, m in matches.items())
    return ProseProof(links, tuple(desk.ties))


def _contexts(document: Document, claims: tuple[Claim, ...]) -> dict[str, frozenset[str]]:
    """The stems of the sentence that each claim stands in."""
    by_sentence: dict[tuple[int, int], frozenset[str]] = {}
    out = {}
    for claim in claims:
        known = by_sentence.get(claim.sentence)
        if known is None:
            known = by_sentence[claim.sentence] = frozenset(stems(sentence_of(document, claim)))
        out[claim.number] = known
    return out
