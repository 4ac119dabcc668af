"""Document to numbers, facts and claims."""

from __future__ import annotations

import msgspec

from crossfoot.extract.claim_links import linked
from crossfoot.extract.claims import read_claims
from crossfoot.extract.corrected import corrected
from crossfoot.extract.refine import refine
from crossfoot.extract.sidecar import corrections
from crossfoot.extract.tables import read_tables
from crossfoot.model.document import Document, Lines
from crossfoot.model.proof import Reading

__all__ = ["corrected", "corrections", "linked", "reading", "refine"]


def reading(document: Document) -> Reading:
    """Every printed number of `document` in order, with the facts and claims that can be told before proof."""
    lines = Lines(document.source)
    return _numbered(read_claims(document, read_tables(document, lines), lines))


def _numbered(draft: Reading) -> Reading:
    """The same reading with ids "n1", "n2" … in document order."""
    numbers = sorted(draft.numbers, key=lambda n: n.span)
    ids = {n.id: f"n{k}" for k, n in enumerate(numbers, 1)}
    places = {n.id: k for k, n in enumerate(numbers)}
    replace = msgspec.structs.replace
    return replace(
        draft,
        numbers=tuple(replace(n, id=ids[n.id]) for n in numbers),
        facts=tuple(replace(f, number=ids[f.number]) for f in sorted(draft.facts, key=lambda f: places[f.number])),
        claims=tuple(
            replace(c, number=ids[c.number], sibling=ids.get(c.sibling or ""), base=ids.get(c.base or ""))
            for c in draft.claims
        ),
    )
