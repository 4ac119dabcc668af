"""Text as the patterns of the vocabulary see it."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[()\[\]\"“”'’\s]")


def flat(text: str) -> str:
    """Text in lower case, parentheses, quotation marks and white space as blanks; as long as it was."""
    lower = text.lower()
    if len(lower) != len(text):  # the Turkish İ is longer in lower case
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _BLANKS.sub(" ", lower)


def closed(text: str) -> str:
    """The same, blanks closed up: for labels, whose offsets nobody needs."""
    return " ".join(flat(text).split())
