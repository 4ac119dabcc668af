"""What goes wrong with a store as such."""

from __future__ import annotations

from crossfoot.model.errors import CrossfootError


class StoreError(CrossfootError):
    """A store that cannot be opened, is in use, or a question that it cannot answer; the message says the remedy."""
