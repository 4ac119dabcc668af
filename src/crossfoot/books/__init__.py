"""Books to figures: mapping, consolidation, comparatives, shares, and rounding that foots; and back from a release."""

from __future__ import annotations

from crossfoot.books.close import closed
from crossfoot.books.matching import by_meaning, in_order
from crossfoot.books.trace import trace

__all__ = ["by_meaning", "closed", "in_order", "trace"]
