"""Numbers and facts to ties."""

from __future__ import annotations

from crossfoot.proof.named import corrected_ties
from crossfoot.proof.prose import prose_ties
from crossfoot.proof.tables import table_ties

__all__ = ["corrected_ties", "prose_ties", "table_ties"]
