"""What kind of input bytes are, and their text."""

from __future__ import annotations

import re
from itertools import islice

from crossfoot.model.errors import Unreadable

_HTML = re.compile(r"<(?:html|body|head|div|td|tr|font|p|br|ix:\w+)\b[^>]*>", re.IGNORECASE)
_CONTROL = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
# First bytes of what is often sent by mistake, and what to do about it.
_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "is an old or an encrypted Office document", "save it as .docx without a password"),
    (b"\x1f\x8b", "is compressed", "unpack it first"),
    (b"\xff\xfe", "is UTF-16", "save it as UTF-8"),
    (b"\xfe\xff", "is UTF-16", "save it as UTF-8"),
)
CONTROL_SHARE = 0.01


def decode(data: bytes, name: str) -> str:
    """The text of `data`: UTF-8, else Windows-1252, with no newline translation.

    Raises Unreadable for what is empty or no text.
    """
    if not data.strip():
        raise Unreadable(name, "is empty", remedy="check that it was saved or downloaded whole")
    for magic, reason, remedy in _MAGIC:
        if data.startswith(magic):
            raise Unreadable(name, reason, remedy=remedy)
    if b"\0" in data:
        raise Unreadable(
            name,
            "is binary, not text",
            place=f"byte {data.index(0) + 1}",
            remedy="give plain text, HTML, .docx or PDF",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    begin = text[:100_000].encode("utf-8")
    if len(begin) - len(begin.translate(None, _CONTROL)) > CONTROL_SHARE * min(len(text), 100_000):
        raise Unreadable(name, "is binary, not text", remedy="give plain text, HTML, .docx or PDF")
    return text


def is_zip(data: bytes) -> bool:
    """True for a zip, as Word's files are."""
    return data.startswith(b"PK\x03\x04")


def is_pdf(data: bytes) -> bool:
    """True for a PDF; readers of PDF allow for some bytes before its header."""
    return b"%PDF-" in data[:1024]


def is_html(text: str) -> bool:
    """True where a document's text is HTML, not plain text with EDGAR's few tags."""
    return len(list(islice(_HTML.finditer(text, 0, 20_000), 3))) == 3
