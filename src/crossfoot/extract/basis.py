"""The basis that words say a figure is on, other than as reported."""

from __future__ import annotations

import re
from functools import lru_cache

from crossfoot.extract import statements

RIGHT_CHARS = 60  # after a percent, in which its basis is said ("7% in constant currency")
_SET_APART = re.compile(r"\s*\(?\s*(?:in|on|at|adjusted|as adjusted|excluding)\b[^,;.)]*", re.IGNORECASE)
_NEUTRAL = re.compile(r"\b(?:currency[- ]neutral|local currency)\b", re.IGNORECASE)
_MARKED = re.compile(r"(?<=[a-z])\d\b")  # "adjusted1": with a footnote's mark


@lru_cache(maxsize=32768)
def basis_said(text: str) -> str | None:
    """What a label, heading or title says the figures are, other than as reported ("pro forma")."""
    lower = text.lower()
    return next((name for name, pattern in statements.patterns("basis").items() if pattern.search(lower)), None)


def basis_of_words(before: str, after: str) -> str | None:
    """The basis of a figure by the words of its clause before it and by those right after it."""
    after = _NEUTRAL.sub("constant currency", after)
    told = basis_said(_NEUTRAL.sub("constant currency", _MARKED.sub("", before)))
    if told is None and (found := _SET_APART.match(after[:RIGHT_CHARS])) is not None:
        told = basis_said(found[0].strip(" ("))
    return told
