"""A PDF to Document: its pages are laid out as lines of text, and read as a release in plain text is.

Offsets are into that text. Nothing of the file but its pages' text and drawn lines is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from crossfoot.model.document import Document
from crossfoot.model.errors import Unreadable
from crossfoot.readers.pdf_layout import grids_of, laid_out
from crossfoot.readers.pdf_page import Glyph, Ruling, glyphs_of, rulings_of
from crossfoot.readers.text import read_text

if TYPE_CHECKING:
    import pypdfium2

MAX_PAGES = 600
MAX_CHARACTERS = 4_000_000
LEAST_CHARACTERS = 40  # a file with fewer on all its pages is a picture of a release
MAX_UNMAPPED = 0.05  # more characters than this share without a known letter: the text cannot be trusted


def read_pdf(data: bytes, name: str) -> Document:
    """The Document of a PDF. Raises Unreadable: without the extra `pdf`, for what is encrypted, scanned or too long."""
    try:
        import pypdfium2
    except ImportError:
        raise Unreadable(
            name,
            "is a PDF, which needs an extra to be read",
            remedy="pip install 'crossfoot[pdf]', or save it as HTML or text",
        ) from None
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            pages = _pages(document, name)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise _refused(name, str(error)) from None
    read = read_text(_source(pages), name, data)
    return msgspec.structs.replace(read, format="pdf")


def _refused(name: str, reason: str) -> Unreadable:
    if "password" in reason.lower():
        return Unreadable(name, "is encrypted", remedy="save it without a password")
    return Unreadable(name, "is a damaged PDF", remedy="save or download it again")


def _pages(document: pypdfium2.PdfDocument, name: str) -> list[tuple[list[Glyph], list[Ruling]]]:
    """The glyphs and rulings of each page."""
    if len(document) > MAX_PAGES:
        raise Unreadable(name, f"has more pages than the limit of {MAX_PAGES}", remedy="give the exhibit alone")
    pages = []
    total = unmapped = unseen = 0
    for index in range(len(document)):
        page = document[index]
        found = glyphs_of(page)
        pages.append((found.glyphs, rulings_of(page)))
        page.close()
        total, unmapped, unseen = total + len(found.glyphs), unmapped + found.unmapped, unseen + found.unseen
        if total > MAX_CHARACTERS:
            limit = f"holds more text than the limit of {MAX_CHARACTERS:,} characters"
            raise Unreadable(name, limit, remedy="give the exhibit alone")
    if total < LEAST_CHARACTERS <= unseen:
        reason = "shows a picture, with text recognised from it behind"
        raise Unreadable(
            name, reason, remedy="give the file that the PDF was made from: recognised digits prove nothing"
        )
    if total < LEAST_CHARACTERS:
        raise Unreadable(name, "holds no text, as scans do not", remedy="give the file that the PDF was made from")
    if unmapped > MAX_UNMAPPED * total:
        raise Unreadable(
            name, "does not say which letters it prints", remedy="give the file that the PDF was made from"
        )
    return pages


def _source(pages: list[tuple[list[Glyph], list[Ruling]]]) -> str:
    """The whole text, a form feed between pages."""
    grids = grids_of([glyphs for glyphs, _ in pages])
    laid = (laid_out(glyphs, rulings, grid) for (glyphs, rulings), grid in zip(pages, grids, strict=True))
    return "\n\f".join("\n".join(lines) for lines in laid) + "\n"
