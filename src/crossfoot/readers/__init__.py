"""Bytes to Document: what kind of input it is, and the reader for it."""

from __future__ import annotations

from crossfoot.model.document import Document
from crossfoot.readers.sniff import decode, is_html, is_pdf, is_zip
from crossfoot.readers.submission import find_parts
from crossfoot.readers.text import read_text


def read(data: bytes, name: str, *, exhibit: str | None = None) -> Document:
    """The Document of `data`.

    `exhibit` chooses a part of a full submission by its type ("EX-99.1"). Raises Unreadable.
    """
    if is_zip(data):
        from crossfoot.readers.docx import read_docx

        return read_docx(data, name)
    if is_pdf(data):
        from crossfoot.readers.pdf import read_pdf

        return read_pdf(data, name)
    source = decode(data, name)
    parts = find_parts(source, name, exhibit)
    start = next((p.span[0] for p in parts if p.chosen), 0)
    if is_html(source[start : start + 20_000]):
        from crossfoot.readers.html import read_html  # a text release does not pay for it

        return read_html(source, name, data, parts)
    return read_text(source, name, data, parts)
