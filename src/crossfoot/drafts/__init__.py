"""Two proofs of a release's drafts to what changed between them."""

from __future__ import annotations

from crossfoot.drafts.labels import changed_labels
from crossfoot.drafts.meaning import changed_facts
from crossfoot.drafts.prose import changed_sentences
from crossfoot.drafts.stale import left_behind
from crossfoot.model.changes import Changes
from crossfoot.model.proof import Proof

__all__ = ["changes"]


def changes(before: Proof, after: Proof) -> Changes:
    """What changed from one draft to the next: labels, facts and sentences, and the numbers that did not follow."""
    labels, renamed = changed_labels(before.document, after.document)
    sentences, numbers = changed_sentences(before, after)
    facts, pairs = changed_facts(before, after, renamed, numbers)
    stale = left_behind(before, after, pairs)
    return Changes(before.document.name, after.document.name, facts, labels, sentences, stale)
