"""Texts as labels, headers and titles hold them."""

from __future__ import annotations

import re

# Letters with one blank after each: four of them or more are a letter-spaced word, and then so are fewer beside it.
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ \u00a0](?=[^\W\d_](?!\w))){3,}[^\W\d_](?!\w)")
_SPACED_SHORT = re.compile(r"(?<!\w)(?:[^\W\d_][ \u00a0](?=[^\W\d_](?!\w)))+[^\W\d_](?!\w)")

# Characters of Windows-1252 saved as if of Latin-1: browsers show nothing, their authors meant quotation marks.
_MISSAVED = re.compile(r"[\x80-\x9f]")
_MEANT = {code: bytes((code,)).decode("cp1252", errors="replace") for code in range(0x80, 0xA0)}


def plain(text: str) -> str:
    """A text as labels and titles hold it: blanks folded, letter-spaced words ("N E T  S A L E S") closed up."""
    if not text.isascii() and _MISSAVED.search(text):
        text = text.translate(_MEANT)
    if _SPACED.search(text):
        text = _SPACED_SHORT.sub(lambda m: m.group().replace(" ", "").replace("\u00a0", ""), text)
    return " ".join(text.replace("\u00a0", " ").split())
