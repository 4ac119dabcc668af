"""Text as the patterns of the vocabulary see it."""

from __future__ import annotations

import re
from functools import lru_cache

# White space but for the blank itself, which stays what it is: most of a text is words and single blanks.
_BLANKS = re.compile("[()\\[\\]\"“”'’\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_KNOWN = 4096  # texts: the labels and passages of a release, which several rules look at


@lru_cache(maxsize=_KNOWN)
def flat(text: str) -> str:
    """Text in lower case, parentheses, quotation marks and white space as blanks; as long as it was."""
    lower = text.lower()
    if len(lower) != len(text):  # the Turkish İ is longer in lower case
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _BLANKS.sub(" ", lower)


@lru_cache(maxsize=_KNOWN)
def closed(text: str) -> str:
    """The same, blanks closed up: for labels, whose offsets nobody needs."""
    return " ".join(flat(text).split())
