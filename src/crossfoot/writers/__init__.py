"""A Draft to bytes: EDGAR's ASCII and HTML, Word, PDF; and new figures into a finished release.

All of them print the same words and figures, and the same Draft gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from crossfoot.model.document import Span
from crossfoot.model.draft import Draft

__all__ = ["docx", "html", "patch", "pdf", "text"]


def patch(source: str, replacements: Mapping[Span, str], tabular: Container[Span] | None = None) -> str:
    """A finished release with new text at the given spans and every other byte as it stands.

    `tabular`: the spans that stand in columns of plain text, which keep their columns' right edges; without it the
    blanks before a figure tell. Raises ValueError for spans that overlap or lie outside the source.
    """
    from crossfoot.writers.patching import patched

    return patched(source, replacements, tabular)


def text(draft: Draft) -> bytes:
    """The release in EDGAR's ASCII. Raises Unwritable where a statement is too wide for its page."""
    from crossfoot.writers.typewriter import typed

    return typed(draft).encode("ascii")


def html(draft: Draft) -> bytes:
    """The release in the subset of HTML that EDGAR takes, its other characters as references."""
    from crossfoot.writers.webpage import page

    return page(draft).encode("ascii", "xmlcharrefreplace")


def docx(draft: Draft) -> bytes:
    """The release as a Word document: real tables, headings, bullets, running heads and page numbers."""
    from crossfoot.writers.word import word

    return word(draft)


def pdf(draft: Draft) -> bytes:
    """The release as a PDF on letter paper. Raises MissingExtra without the extra `pdf`."""
    from crossfoot.writers.typeset import typeset

    return typeset(draft)
