"""Bytes to Document: what kind of input it is, and the reader for it."""

from __future__ import annotations

from crossfoot.model.document import Document
from crossfoot.readers.text import read_text


def read(data: bytes, name: str, *, exhibit: str | None = None) -> Document:
    """The Document of `data`; `exhibit` chooses a part of a full submission by its type ("EX-99.1"). Raises Unreadable."""
    return read_text(data, name, exhibit=exhibit)
