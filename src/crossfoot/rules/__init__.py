"""Ties and facts to findings: one small file a rule, its page beside it."""

from __future__ import annotations

from crossfoot.model.finding import Finding
from crossfoot.model.proof import Proof


def findings(proof: Proof) -> tuple[Finding, ...]:
    """All findings of every rule on one proof, in document order."""
    return ()
