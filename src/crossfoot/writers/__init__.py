"""A Draft to bytes: EDGAR's ASCII and HTML, Word, PDF; and new figures into a finished release.

All of them print the same words and figures, and the same Draft gives the same bytes.
"""

from __future__ import annotations

from crossfoot.model.draft import Draft

__all__ = ["html", "text"]


def text(draft: Draft) -> bytes:
    """The release in EDGAR's ASCII. Raises Unwritable where a statement is too wide for its page."""
    from crossfoot.writers.typewriter import typed

    return typed(draft).encode("ascii")


def html(draft: Draft) -> bytes:
    """The release in the subset of HTML that EDGAR takes, its other characters as references."""
    from crossfoot.writers.webpage import page

    return page(draft).encode("ascii", "xmlcharrefreplace")
