"""The basis that a claim and a cell are said on: in constant currency, or adjusted, whichever words say so."""

from __future__ import annotations

from functools import lru_cache

from crossfoot.model.claim import Claim
from crossfoot.model.fact import Fact
from crossfoot.vocabulary.prose import prose_words


@lru_cache(maxsize=1 << 14)
def basis_in(text: str) -> str | None:
    """The basis that a text names: "currency", "adjusted"; None where it names none."""
    return next((name for name, cues in prose_words().said_basis.items() if cues.found_in(text)), None)


def basis_of_fact(fact: Fact) -> str | None:
    """The basis of a cell, by its own row's and column's words before those that stand over the row."""
    if fact.basis == "constant-currency":
        return "currency"
    for heading in reversed(fact.path):
        if (found := basis_in(heading)) is not None:
            return found
    return "adjusted" if fact.basis == "adjusted" else None


def basis_of_claim(claim: Claim) -> str | None:
    """The basis that the words of a claim name."""
    return basis_in(" ".join((claim.metric_text, *(q for q in claim.qualifiers if q not in _NEARBY))))


_NEARBY = ("underlying", "core")  # as qualifiers they may stand in another clause
