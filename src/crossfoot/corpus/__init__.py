"""The same function over many documents: found, proved on one machine or a cluster, and kept in a store."""

from __future__ import annotations

from crossfoot.corpus.run import Summary, add
from crossfoot.corpus.work import Limits

__all__ = ["Limits", "Summary", "add"]
